# What places are told: monthly digests, news; how active they are.

problem-inform-sent = It is sent
problem-inform-sent-detail = What is sent does not change any more. Write news for what is added.
problem-inform-not-seen = Nobody looked at it
problem-inform-not-seen-detail = Look at it as it stands and say that it is good; then send it.
problem-inform-changed = Something changed meanwhile
problem-inform-changed-detail = A permanence, a suggestion or a call changed since it was looked at. Look at it again, then send it.
stage-prepared = To look at
stage-seen = Looked at
stage-sent = Sent
item-new = Add a call, a deadline, an event
item-title-fr = Title in French
item-title-nl = Title in Dutch
item-title-en = Title in English
item-text-fr = Text in French
item-text-nl = Text in Dutch
item-text-en = Text in English
item-link = Link
item-link-hint = Begins with https://
item-deadline = Deadline
inform-begins = Sending begins.
inform-reached = { $hosts ->
    [one] { $hosts } host
   *[other] { $hosts } hosts
}, { $members ->
    [one] { $members } member
   *[other] { $members } members
}
inform-reaching = Being sent: { inform-reached }
inform-mail = The message as it will arrive
inform-mail-others = The same message:
inform-mail-fr = in French
inform-mail-nl = in Dutch
inform-mail-en = in English
digests-title = Monthly digests
digests-lead = One message per place and month, to the host and to members who asked for it. It prepares itself; you look at it, add to it and send it.
digests-lead-host = One message a month, to you and to the members of your place who asked for it. It prepares itself; the coordinator looks at it, adds to it and sends it.
digests-none = No digests for this month yet
digests-none-how = They prepare themselves on the first working morning of the month.
digests-done-mine = Noted.
digests-done-common = Saved. Messages that are not sent take it up when you bring them up to date or send them.
column-place = Place
column-stage = State
column-holds = Contents
column-reached = Sent to
mine-title = What you receive
mine-on = You receive the monthly digests and the news of your place.
mine-off = You receive no digests and no news.
mine-off-do = Receive them no more
mine-on-do = Receive them
common-title = For all places
common-lead = A call, a deadline or an event that stands in every place’s digest this month.
part-sessions = Next permanences
part-services = Services that fit
part-suggestions = What became of suggestions
part-common = What goes to all places
digest-mail = The message
digest-stage = How far it is
digest-holds = What it holds
digest-change = Add or change
digest-without = Leave out
digest-without-hint = What prepares itself and should not be in it this time.
digest-save = Save
digest-see = I looked at it, it is good
digest-send = Send
digest-renew = Bring up to date
digest-next-seen = Look at the message, add to it if need be.
digest-next-send = It was looked at as it stands. It leaves when you send it.
digest-next-coordinator = The coordinator looks at the message, then sends it.
digest-prepared = Prepared { $when }
digest-readers = It goes to the hosts of the place and the members who asked for it, once to each person.
digest-has-items = { $n ->
    [one] { $n } item added
   *[other] { $n } items added
}
digest-has-sessions = { $n ->
    [one] { $n } permanence
   *[other] { $n } permanences
}
digest-has-services = { $n ->
    [one] { $n } service
   *[other] { $n } services
}
digest-has-suggestions = { $n ->
    [one] { $n } suggestion
   *[other] { $n } suggestions
}
digest-services-why = A service stands in it only where at least five members of the place may need it; none is named.
digest-done-seen = Looked at. You can send it.
digest-done-renewed = Brought up to date.
digest-done-changed = Saved. Look at it before you send it.
digest-done-sent = Sent: the messages are leaving.
digest-done-differs = Something changed since it was looked at: the message below is up to date. Look at it again, then send it.
news-title = News
news-lead = For one place or for all: looked at, then sent, as the monthly digests are.
news-new = Write news
news-none = No news
news-none-how = Write some when something can’t wait for the monthly digest.
news-everywhere = All places
news-place = Place
news-place-hint = None chosen: all places.
news-edit = Change
news-done-written = Saved. Look at it before you send it.
column-news = News
column-written = Written
directory-title = Places
places-title = Activity of places
places-lead = What happened at each place in the last 90 days, counted once a week.
places-none = Nothing is counted yet
places-none-how = Places are counted on the first working morning of the week.
places-active = active places
places-dormant = dormant places
places-rule = A place is dormant if, in 90 days, no permanence took place there, or nobody booked, stated a need or answered a survey.
place-active = Active
place-dormant = Dormant
place-never = Never
column-state = State
column-last = Last permanence
column-informed = Members informed
column-booked = Appointments
column-booked-each = Appointments a member
column-answered-each = Survey answers a member
column-scanned = Survey opened by code
place-each = ({ $n } a member)
column-answered = Survey answers
column-needs = Needs per member
column-trend = Trend
trend-up = ↑ rising
trend-level = → steady
trend-down = ↓ falling
place-next = Next permanence
place-members = Known members
place-hosts = Hosts who sign in
place-facts = The place
place-counts = What happens there
place-what = What
place-quarter = Last 90 days
place-quarter-before = 90 days before
place-sessions = Permanences held
place-needs = Needs stated
place-since = since { $day },
place-counted = counted on { $day }
place-helped = What helped elsewhere
place-helped-none = Active places have nothing that this one lacks, or are too few to tell.
lever-rhythm = { $have } of { $of } active places have a permanence a month at least.
lever-rhythm-do = Plan a permanence
lever-host = { $have } of { $of } active places have a host who signs in.
lever-host-do = Invite the host
lever-members = { $have } of { $of } active places gave the list of their members.
lever-members-do = Import the list
lever-digest = { $have } of { $of } active places have members who receive the digest.
lever-digest-do = Send the digest
lever-survey = At { $have } of { $of } active places people answer surveys.
lever-survey-do = Put up the code
