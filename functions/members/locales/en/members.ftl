# Members: lists, entries, proposals, duplicates, their own page.

members-title = Members
members-lead =
    The companies hosted at { $n } { $n ->
        [one] place
       *[other] places
    }; what is known of them, what could help them.
members-lead-there = The companies hosted at your place, { $place }; what is known of them.
members-in-all = In all:
members-count =
    { $n } { $n ->
        [one] member
       *[other] members
    }
members-to-ask =
    { $n } { $n ->
        [one] proposal
       *[other] proposals
    } to ask
members-none = No member yet
members-none-how = Enter a company; needs that arrive add theirs too.
members-none-found = No member found
members-none-found-how = Remove a filter, or search for a shorter part of the name.
members-none-so-far = Nobody among the members looked through so far
members-none-so-far-how = The list goes on: see the next page, or add a filter.
members-files = This list as a file:
members-files-most = XLSX: the first { $n } members at most; CSV: all.
members-file-left-out = The rest is left out: a workbook holds { $n } members at most. The CSV file holds all of them.

member-new = New member
member-save = Save
member-change = Change
member-state-need = State a need for this company
member-form-lead = Leave empty what you do not know: the member can complete it.
member-is-here = This member is here already
member-enter-anyway = Enter all the same
member-changed-meanwhile = Somebody changed this member meanwhile. Check, then save again to replace.
member-left = left
member-incomplete = incomplete profile
member-missing = Missing: { $fields }
member-complete = complete profile
member-nothing = nothing to propose for now
member-stays = Stays
member-history = History
member-needs = Needs
member-no-needs = No need received.
member-need-undetermined = Need to be determined
member-profile = What is known
member-proposals = Needs determined
member-no-proposals = Nothing that is known speaks for support. A fuller profile may change that.
member-own-page = Its own page
member-own-page-what = There the member sees what is known of it, corrects it and answers, without an account.
member-unsubscribed = Wants no more messages that propose.
member-send-link = Send the link
member-end = Delete this member
member-end-what = All that is known of it goes. Its needs stay. If it only left the place, change it instead: another place, or the last day under “Hosted until”.

stay-since = since { $day }
stay-until = until { $day }
stay-now = now

column-id = Id
column-name = Name
column-location = Place
column-enterprise-number = Enterprise number
column-stage = Stage
column-domains = ICT domains
column-missing = Missing
column-last-contact = Last contact
column-hosted-since = Hosted since
column-until = Hosted until
column-member = Member
column-proposal = Need determined
column-since = Since
column-status = State
column-other = Other entry
column-why = Why

filter-q = Name, number or e-mail
filter-q-hint = Part of a word of the name, a group of the number, or of an e-mail address its beginning (zo@) or its domain (@robo).
filter-location = Place
filter-stage = Stage
filter-need = Open needs
filter-need-any = any
filter-proposal = Proposals
filter-proposal-any = to ask
filter-missing = Profile
filter-missing-any = incomplete
filter-silent = Without contact
filter-silent-n = for { $n } months
filter-hosted-from = Hosted there from
filter-hosted-until = to (last day)
filter-hosted-where = Choose the place at which they were hosted on these days.
filter-hosted-backwards = The last day is before the first.
filter-unknown = There is no such value; choose one that there is.
filter-more = More filters
filter-do = Filter
order-by = In the order of:
order-name = name
order-last-contact = last contact, the longest ago first
order-hosted-since = hosted since, the longest first
order-last-day = last day there, those who stay at the end
order-entered = when they were entered
order-found = what was found
sort-not-kept = With these filters the list is not kept in this order: without filters by name or last_contact, of one location also by hosted_since.

action-ask = Ask
action-complete = Complete
action-see = See

status-open = to ask
status-asked = asked
status-yes = yes
status-no = put aside
status-later = later
status-declined = no

part-company = Company
part-contact = Contact
part-activity = Activity and markets
part-means = Team and means
part-innovation = Innovation
part-other = Other

from-register = (public register, { $day })
from-host = (host’s list, { $day })
from-need = (need received, { $day })
from-coordinator = (coordination, { $day })
from-member = (said by the member, { $day })

map-title = Where they are
map-lead = By municipality and by place.
map-show = What the map counts
map-members = Members
map-proposals = Proposals to ask
map-needs = Open needs
map-incomplete = Incomplete profiles
map-of-members = Members by municipality.
map-as-table = the same as a table
map-label = Map of the Region: { $what }, { $n } in all
map-sessions = Sessions of the month
map-month = Month
map-month-before = Previous month
map-month-after = Next month
map-place = Place
map-town = Municipality
map-by-town = By municipality
map-by-place = By place
map-stages = By stage
map-stage-unknown = { $n } at an unknown stage

proposals-title = Proposals
proposals-lead = What the rules determined from what is known. Nothing is passed on without the member’s yes.
proposals-none = No proposal in this state
proposals-none-how = Complete profiles: each known fact may decide one.
proposals-which = What to ask?
proposals-none-ticked = Tick at least one kind of need.

proposal-missing = to be surer: { $facts }
proposal-reason = Reason
proposal-reason-hint = For “later” or “put aside”; the member does not see it.
proposal-need = see the need
proposal-taken-back = The company took back its own request
proposal-unhelped = The request ended without help: comes back if a fact changes
proposal-said = “{ $reason }”

decision-ask = Ask the member
decision-later = Later
decision-no = Put aside

duplicates-title = Duplicates
duplicates-lead = Entries that seem to be one company.
duplicates-none = No duplicates
duplicates-none-how = Each new or changed entry is held against the others.
duplicates-compare = Compare
duplicates-has =
    { $needs } { $needs ->
        [one] need
       *[other] needs
    }, { $proposals } { $proposals ->
        [one] proposal
       *[other] proposals
    }
duplicates-merge-what = The first entry stays; needs, stays, appointments and proposals of the other join it. It can be taken back for 30 days.
duplicates-merge = Merge
duplicates-two = They are two companies
duplicates-undo = Take the merge back
duplicates-joined = Merged in the last 30 days

alike-number = same enterprise number
alike-domain = same mail domain and similar name
alike-name = same name at the same place
alike-mail = same e-mail address or mail domain

bookings-title = Appointments: of which member?
bookings-what = Name and address do not tell for sure. What you say holds, also where the appointment is moved or given back. A new company is entered by its name, at the place of the appointment.
bookings-member = It is { $name }
bookings-new = A new company: enter { $name }
bookings-nobody = No member
bookings-of-nobody = Name a member only where the appointment is a member’s; else leave it out.
bookings-more = More follow once these are settled.

event-joined = Entered at { $place }
event-changed = Changed: { $fields }
event-moved = Hosted at { $place }
event-left = End of the stay entered
event-need = Stated a need
event-asked = Asked: { $needs }
event-yes = Said yes: { $need }
event-no = Said no: { $need }
event-later = Put off: { $need }
event-aside = Put aside: { $need }
event-mails-on = Wants messages that propose again
event-mails-off = Wants no more messages that propose
event-merged = Merged with another entry

done-entered = The member is entered.
done-saved = Saved.
done-ended = The member is deleted.
done-asked = The question leaves by e-mail.
done-later = Put off for a month.
done-no = Put aside; comes back only if a fact changes.
done-two = Remembered: they are two companies.
done-merged = The two entries are one now. You can take it back for 30 days.
done-undone = The merge was taken back; what was changed since stays with this entry. The two are not proposed as duplicates again.
done-link = The link leaves by e-mail.
done-need = The need is stated; the contact gets the confirmation by e-mail.

problem-proposal-settled = Settled already
problem-proposal-settled-detail = This proposal was settled meanwhile. Reload the member’s page.
problem-member-no-address = No address is known
problem-member-no-address-detail = No e-mail address of this member is known. Add one to be able to ask.
problem-member-unsubscribed = Wants no such messages
problem-member-unsubscribed-detail = This member ended messages that propose. Speak to it during a permanence instead.
problem-member-asked-before = Asked less than a month ago
problem-member-asked-before-detail = A member gets one question a month at most. Possible again from { $day }.
problem-merge-changed = Changed since the merge
problem-merge-changed-detail = The entry that stayed was merged into another one since. Take that later merge back first.

own-lead = Hosted at { $place }. What we know, why, and what could help you.
own-asked = What could help you
own-why = Why we have it in mind:
own-consent-nobody = No agency helps with this at your stage today. If you say yes, the coordination looks for a way; nothing is passed on without your agreement.
proposal-no-agency = no agency at this stage
proposal-no-agency-refused = For one of these needs no agency helps at the stage of this member: a yes would be passed on to nobody. Untick it.
own-yes = Yes, pass it on
own-yes-about = Yes, pass it on: { $need }
own-no = No, thank you
own-no-about = No, thank you: { $need }
own-yes-said = You said yes: what follows comes by e-mail.
own-taken-back = You took back your own request. You can still say yes.
own-settled = This is settled already
own-settled-detail = You said yes before, or we do not propose it any more. A yes is taken back on the page of your request: the link is in our e-mails about it.
own-no-address = We do not have your address
own-no-address-detail = For a yes we need an e-mail address to answer you. Fill it in under “Everything we know”, then say yes.
own-questions = To guide you better
own-questions-what =
    { $n } { $n ->
        [one] question would
       *[other] questions would
    } decide most support. Skip any.
own-answer = Answer
own-known = Everything we know
own-known-what = Correct, complete or empty a field: what you say goes before what others said.
own-consents = What you agree to
own-consents-hint = Untick to take your consent back.

consent-2026-11-survey_invitations = Invite me to say whether the help was good
consent-2026-11-digest = Send me the month's news of my place: permanences, calls, services
consent-2026-11-keep_profile = Keep this profile to guide me better
consent-2026-11-public_map = Show my company on the public map
consented = agreed on { $day }, wording { $version }
consent-ended = taken back on { $day }

own-save = Save
own-mails = Messages that propose
own-mails-are-on = One a month at most, only if we think we can help you.
own-mails-are-off = You get no more of them.
own-mails-off = Get no more
own-mails-on = Get them again
own-take-back = Delete our profile
own-take-back-what = What we know of your company goes at once and for good. Your requests and appointments keep a page of their own.
own-gone = Your profile is deleted
own-gone-what = Your requests and appointments keep a page of their own, where you can take them back: the links are in our e-mails about them. Thank you for having been here.
own-done-yes = Thank you: your answer is noted, what follows comes by e-mail.
own-done-declined = Noted: we pass nothing on.
own-done-saved = Saved.
own-done-mails = Noted.

unsubscribe-title = Get no more of these messages
unsubscribe-what = One click ends the messages by which we ask whether support would serve you. News of your own needs goes on.
unsubscribe-surveys-what = One click ends invitations to surveys. Messages about your own needs and appointments go on.
unsubscribe-digests-what = One click ends the monthly digest of your place and news. Messages about your own needs and appointments go on.
unsubscribe-do = Get no more

unsubscribed-title = Done
unsubscribed-what = You will get no more proposals.
unsubscribed-surveys-what = You will get no more invitations to surveys.
unsubscribed-digests-what = You will get no more digests and no news.

event-booked = Booked an appointment
member-bookings = Appointments
booking-waiting = waits for a seat
booking-offered = a seat is kept
booking-booked = booked
booking-cancelled = given back
booking-attended = came
booking-missed = did not come
