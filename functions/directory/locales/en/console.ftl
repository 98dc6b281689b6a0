# The directory in the console.
directory-title = Directory
directory-lead = Who helps, with what, where and when: what everybody reads, and what requests are directed by.
directory-agencies = Agencies
directory-services = Services
directory-locations = Places
directory-people = People
directory-people-what = The agencies’ advisers: when they come and are away, and who takes over.
directory-what = What is there
directory-hours = Hours, desks and closures of the places
directory-hours-what = What decides when sessions take place.
directory-other = Ended, or not begun yet
directory-none = There is nothing here
directory-none-how = What you add appears here.
directory-name = Name
directory-when = When
directory-ended = ended
directory-until = until { $day }
directory-ended-on = on { $day }
directory-from = from { $day }
directory-since = since { $day }
directory-always = no dates
directory-same-as = is the same as
directory-followed-by = followed by
entry-new-agency = Add an agency
entry-new-service = Add a service
entry-new-location = Add a place
entry-new-lead = The entry is public as soon as it is saved.
entry-edit = Change
entry-end = End, have followed or merge
entry-hint-id = Small letters, digits and hyphens; stays in the address of the page and does not change any more: icab.
entry-id-taken = Another entry has this identifier already: choose another one.
entry-hint-conditions = One to a line: fact, operator, value. Such as “headcount lt 250”, “in_region eq true”, “stage in idea, launch”.
entry-hint-price = In euros; 0: free; empty: not known.
entry-hint-email = Where requests go; only the coordinator sees it.
entry-hint-nis = A postcode can lie in two municipalities.
entry-hint-lat = Degrees, such as 50.8263.
entry-hint-stages = Nothing chosen: all.
entry-in-fr = In French
entry-in-nl = In Dutch
entry-in-en = In English
entry-yes = yes
entry-no = no
entry-nothing = nothing
entry-kind-core-agency = agency of the programme
entry-kind-coordinator = coordinator
entry-kind-first-line = first line
entry-kind-partner = partner
entry-fit-core = core of the programme
entry-fit-adjacent = close to the programme
entry-fit-marginal = at the margin of the programme
entry-field-id = Identifier
entry-field-short = Everyday name
entry-field-name = Name
entry-field-kind = Kind
entry-field-mission = Mission
entry-field-languages = Languages
entry-field-email = E-mail address
entry-field-parent = Part of
entry-field-valid-from = First day
entry-field-valid-to = Last day
entry-field-agency = Agency
entry-field-description = Description
entry-field-answers = Needs that it answers
entry-field-stages = Stages
entry-field-conditions = Conditions
entry-field-programmes = Programmes
entry-field-price-eur = Price
entry-field-page = Official page
entry-field-type = Kind of place
entry-field-address = Street and number
entry-field-postcode = Postcode
entry-field-nis = Municipality
entry-field-lat = Latitude
entry-field-lon = Longitude
entry-field-fit = Place in the programme
entry-field-open-from = Open since
entry-field-open-to = Last day open
entry-field-successor = Followed by
entry-field-merged = Entered twice
entry-field-desks = Desks
entry-field-closures = Closures
entry-field-notices = Notices
entry-field-asking = How it is asked
entry-field-opening-hours = Opening hours
entry-field-closing-days = Closing days
entry-field-building = Building
entry-field-recognised-coworking = Recognised coworking
entry-field-days = Days off
entry-field-seat-nis = Municipality its advisers set out from
entry-changed-meanwhile = Somebody else changed this meanwhile. Nothing is lost: what you entered is kept. Send it again to replace what is stored now.
entry-stored-typed = Stored now → what you entered
entry-says = What the entry says
entry-history = History
entry-history-none = Nothing was changed since the directory was loaded.
entry-see = For everybody
entry-reach = Address, desks and closures
entry-hours = Hours, desks and closures
entry-notice-added = The entry is added.
entry-notice-saved = The entry is saved.
entry-notice-ended = It is done. The rota follows within a minute.
entry-notice-looked = Noted: these facts are checked.
entry-notice-reopened = The entry has no last day any more.
entry-done-added = added
entry-done-changed = changed
entry-done-ended = ended
entry-done-followed = ended, and followed by another
entry-done-merged = merged with another entry
entry-done-removed = removed
entry-done-checked = still true
entry-reopen = Take the last day away
entry-reopen-what = Sessions that the rota has changed already stay as they are.
entry-reopen-over = Members, programs and hosts that went over to another place come back, but for what was changed since.
facts-title = Sources and checks
facts-fact = Fact
facts-from = Where it comes from
facts-looked = Checked
facts-until = Good until
facts-never = not here yet
facts-stale = to be checked since { $day }
facts-look = It is still true
facts-look-what = Hours, addresses and prices are checked every six months, the rest once a year. What was loaded without a sure source, in half the time. Who changes a fact has checked it too.
facts-which = What you checked
facts-source = Where you looked
facts-source-hint = An address, or a few words: “by phone”.
facts-confidence = How sure it is
facts-on = On
facts-still = Still true
facts-not-yet = That day is not over yet: choose today or a day before.
fact-identity = name and description
fact-address = address
fact-contact = contact
fact-hours = hours and closures
fact-conditions = needs and conditions
fact-price = price
fact-page = official page
fact-dates = beginning, end, follower
confidence-verified = confirmed
confidence-partly = partly confirmed
confidence-memory = from memory
confidence-unknown = no source
end-how = What happens?
end-how-ends = It ends
end-how-ends-what = Nobody takes its place.
end-how-followed = Another follows it
end-how-followed-what = A merger of agencies, a new name, a service that is replaced, a place that moves.
end-how-same = It is a second entry of the same
end-how-same-what = From today on the other entry stands for both.
end-how-missing = Say what happens.
end-follower = Which one follows
end-follower-hint = For a follower, or a second entry of the same.
end-follower-missing = Choose another entry of the list.
end-last = Last day
end-last-hint = A second entry of the same ends yesterday.
end-last-missing = Say which day is the last.
end-last-past = Choose yesterday, today or a day to come: the past does not change.
end-refused-over = It ends before that day already: choose an earlier one.
end-refused-before = That day is before its first: choose a later one.
end-refused-follower-over = That one has ended by then: choose the one that follows it.
end-busy-title = An end is under way
end-busy = Wait until the rota has followed, then try again.
end-say = See what that changes
end-lead = Nothing changes before you have seen and confirmed it.
end-title = This is what it changes
end-do-ended = End it
end-do-followed = End it and have it followed
end-do-merged = Merge
end-back = Go back and change nothing
end-will-ended = The last day is { $day }; nothing follows.
end-will-followed = The last day is { $day }; { $follower } follows.
end-will-merged = { $follower } stands for both from today on.
end-will-place = Sessions go over to the other place first; then the place closes, so that nobody loses an appointment.
end-told = Everybody is told by e-mail.
end-alone = For one need at least nobody will be asked any more: its requests will wait for the coordinator.
end-what = In detail
end-nothing = Nothing else depends on it.
end-step-followed = the follower is asked in its place
end-step-alone = nobody is asked any more
end-step-skipped = this step is left out, the others stay
end-address = The old address leads to the new one from the day after.
end-history-stays = History, figures and what was answered stay under the name of then.
end-series-nth = series { $n }
end-clash-see = See the series
end-goes-over = Members, programs and hosts go over to the place that follows from the day after { $day } on.
end-comes-back = Members, programs and hosts come back.
end-went-over = Gone over to the place that follows: members { $members }, programs and forms { $sources }, hosts { $hosts }.
end-stop = Stop here
end-stop-what = Sessions that went over to the other place already stay there.
days-off-title = Days off
days-off-lead = The days on which no agency works: clocks stand still and there are no sessions. Advisers and places whose sessions change are told.
days-off-days = Single days
days-off-days-what = Every year, beside the public holidays. A line that is emptied goes.
days-off-spans = Spans
days-off-public = Public holidays
days-off-public-what = Set by law; they are computed.
days-off-saved = The days off are saved.
days-off-day = Day
days-off-span = Span
days-off-on = Day and month
days-off-on-hint = Such as 24/12.
days-off-from = First day
days-off-to = Last day
days-off-fr = Name, in French
days-off-nl = Name, in Dutch
days-off-en = Name, in English
days-off-order = A span stays within a year: its last day comes after its first.
days-off-form = Say day and month, such as 24/12.
exchange-title = The directory as a file
exchange-lead = As HSDS 3.1, to give it to another region or to start from one’s own.
exchange-no-parts = This store is empty: it takes a file that Permanence wrote, with its municipalities and needs.
exchange-too-many = This file would change { $n } entries, and { $most } at most are taken at once: split it, organizations and locations first.
exchange-no-directory = This file has no “organizations”, “services” or “locations”: choose a file of HSDS 3.1.
exchange-no-list = This has to be a list.
exchange-no-file = Choose a file.
exchange-no-json = This file is no JSON: choose a file of HSDS 3.1.
exchange-taken = What was taken
exchange-would = What this file would change
exchange-done = It is done.
exchange-again = Nothing is changed. To take it, choose the file again and press “Take it”.
exchange-out = Take it home
exchange-out-what = All entries, with the addresses where requests go, the municipalities and the needs.
exchange-out-do = Download the file
exchange-in = Take a file in
exchange-in-what = What is new is added, what differs is changed, nothing is removed.
exchange-file = File of HSDS 3.1, 4 MB at most
exchange-try = See what that changes
exchange-take = Take it
directory-today = { $n } today
end-lost = { $n ->
    [one] One person loses an appointment.
   *[other] { $n } people lose their appointment.
}
end-moved = { $n ->
    [one] One appointment gets another time or place.
   *[other] { $n } appointments get another time or place.
}
end-referrals-followed = { $n ->
    [one] One open referral is the follower’s
   *[other] { $n } open referrals are the follower’s
}
end-referrals-alone = { $n ->
    [one] One open referral stays with it: see who takes it
   *[other] { $n } open referrals stay with it: see who takes them
}
end-needs = { $n ->
    [one] One open need of its members
   *[other] { $n } open needs of its members
}
end-kept = { $n ->
    [one] One appointment after that day stays as it is
   *[other] { $n } appointments after that day stay as they are
}
end-series-agency-alone = { $n ->
    [one] One series of the rota ends that day
   *[other] { $n } series of the rota end that day
}
end-series-location-alone = { $n ->
    [one] One series of the rota ends that day
   *[other] { $n } series of the rota end that day
}
end-series-agency-followed = { $n ->
    [one] One series of the rota is the follower’s
   *[other] { $n } series of the rota are the follower’s
}
end-series-location-followed = { $n ->
    [one] One series of the rota goes on at the place that follows
   *[other] { $n } series of the rota go on at the place that follows
}
end-series-service-followed = { $n ->
    [one] One series of the rota is then about the service that follows
   *[other] { $n } series of the rota are then about the service that follows
}
end-series-service-alone = { $n ->
    [one] One series of the rota is not about this service any more
   *[other] { $n } series of the rota are not about this service any more
}
end-left = { $n ->
    [one] One series of the rota stays as it is: look at it
   *[other] { $n } series of the rota stay as they are: look at them
}
end-services = { $n ->
    [one] One service that nobody offers any more:
   *[other] { $n } services that nobody offers any more:
}
end-advisers = { $n ->
    [one] One adviser of the agency
   *[other] { $n } advisers of the agency
}
end-staff = { $n ->
    [one] One person signs in for it
   *[other] { $n } people sign in for it
}
end-members = { $n ->
    [one] One member is hosted there
   *[other] { $n } members are hosted there
}
end-sources = { $n ->
    [one] One program or form sends for this place
   *[other] { $n } programs or forms send for this place
}
end-staff-over = { $n ->
    [one] From the day after on, one person signs in for the place that follows
   *[other] From the day after on, { $n } people sign in for the place that follows
}
end-members-over = { $n ->
    [one] Its member, where still there, is hosted at the place that follows from the day after on
   *[other] Those of its { $n } members who are still there are hosted at the place that follows from the day after on
}
end-sources-over = { $n ->
    [one] From the day after on, one program or form sends for the place that follows
   *[other] From the day after on, { $n } programs or forms send for the place that follows
}
end-clashes = { $n ->
    [one] One thing does not go together at the place that follows; the series goes there all the same and is to be put right:
   *[other] { $n } things do not go together at the place that follows; the series go there all the same and are to be put right:
}
end-clashing = { $n ->
    [one] At the place that follows, one series did not go with another, or with its hours: look at it
   *[other] At the place that follows, { $n } series did not go with others, or with its hours: look at them
}
end-under-way = { $n ->
    [0] The rota follows.
    [one] The rota follows: one series to go.
   *[other] The rota follows: { $n } series to go.
}
exchange-refused = { $n ->
    [one] One thing can’t be taken; nothing changes until it is corrected.
   *[other] { $n } things can’t be taken; nothing changes until they are corrected.
}
exchange-new = { $n ->
    [0] No new entries
    [one] One new entry
   *[other] { $n } new entries
}
exchange-changed = { $n ->
    [0] No changed entries
    [one] One changed entry
   *[other] { $n } changed entries
}
exchange-same = { $n ->
    [0] No entry is so already.
    [one] One entry is so already.
   *[other] { $n } entries are so already.
}
