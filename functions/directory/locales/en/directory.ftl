# Public pages of the directory.
state-need = State a need
not-sure-title = Not sure whom to talk to?
not-sure-text = State your need: the right agency answers within 2 to 10 working days.

session-cancelled = Cancelled
session-all-services = everything the agency offers
session-slots = Times
session-walk-in = Book a time, or walk in.
session-resumes = back on { $day }

home-title = Public agencies, where you work
home-lead = Advisers of the Brussels agencies hold office hours in incubators and coworking spaces. Find who can help your company, when and where; or state your need, and the right agency answers you.
home-find = Find help
home-find-text = By need: funding, R&D, export, premises, hiring…
home-places = Places and hours
home-places-text = Who is where, on which day, at what time, near you.
home-need = State a need
home-need-text = Five minutes, no account. We find the agency.
home-next = Next office hours
home-next-week = Next office hours: the week of { $day }
home-none = No office hours announced in the next three months.
home-none-how = Office hours appear here as soon as they are published. Meanwhile, state your need: an agency answers you.
home-all = All places and hours
home-agencies = All agencies
home-near = Who is near you, on the map

services-title = Find help
services-lead = { $n ->
    [one] One public service for Brussels companies, by need.
   *[other] { $n } public services for Brussels companies, by need.
}
services-found = { $n ->
    [0] No service matches these words.
    [one] One service matches these words.
   *[other] { $n } services match these words.
}
services-search = What are you looking for?
services-search-button = Search
services-all = Show all
services-agencies = All agencies
services-none = Nothing under these words.
services-none-how = Try a shorter word, or state your need in your own words:
services-contents = On this page

service-ended = This service is no longer offered. The page is kept for the record.
service-facts = Main points
service-where = Where to talk about it
service-agency = Agency
service-started = Started by { $agency }.
service-started-ended = Started by { $agency }, which ended on { $day }.
service-kind = Kind of help
service-for = For whom
service-for-all = all companies, at every stage
service-conditions = To be checked
service-answers = Answers
service-programmes = Part of
service-no-session = No office hours on this in the next four weeks.
service-no-session-how = They appear here as soon as the agency publishes some. State your need: the agency answers by e-mail.

kind-advice = advice
kind-authorisation = permit
kind-award = award
kind-coaching = coaching
kind-equity = equity
kind-event = event
kind-grant = grant
kind-loan = loan
kind-network = network
kind-premises = premises
kind-talent = hiring

locations-title = Places and hours
locations-lead = { $places ->
    [one] One place
   *[other] { $places } places
}, { $active } of them with office hours in the next four weeks.
locations-place = Place
locations-next = Next office hours
locations-no-next = none announced
locations-none = No place is open.
locations-none-how = Incubators and coworking spaces appear here when the coordinator adds them to the directory.
locations-near = Who is near me?

place-incubator = incubator
place-coworking = coworking space
place-business-centre = business centre
place-accelerator = accelerator
place-digital-hub = digital hub
place-place = place
place-next = Next office hours
place-none = No office hours here in the next four weeks.
place-none-how = They appear here as soon as an agency publishes some. Meanwhile, state your need: an agency answers by e-mail.
place-same-building = same building as
place-closed = This place closed on { $day }.
place-nearest = The nearest places that are open
place-opens = This place opens on { $day }.
calendar-subscribe = Subscribe to this calendar:
place-about = On site
place-kind = Kind of place
place-hours = Open on working days
place-languages = Languages
place-more = Miss nothing
place-week = The week, day by day
place-month = The month
place-lobby = Show in the hall
place-print = Print the month ahead
place-near = Other places near here

all-agencies-title = Agencies
all-agencies-lead = { $agencies ->
    [one] One agency or partner
   *[other] { $agencies } agencies and partners
}, { $active } of them with office hours in the next four weeks.
all-agencies-agency = Agency
all-agencies-next = Next office hours
all-agencies-no-next = none announced
all-agencies-none = No agency is listed.
all-agencies-none-how = The coordinator adds them to the directory.

agency-ended = { $agency } ended on { $day }.
agency-not-yet = { $agency } has not begun yet.
agency-taken-over = Its work was taken over by
agency-services = Services
agency-no-service = No service is listed for this agency.
agency-no-service-how = The coordinator adds them to the directory.
agency-now-at = now at
agency-where = Where and when, in the next two weeks
agency-where-week = Where and when: next in the week of { $day }
agency-no-session = No office hours announced in the next three months.
agency-no-session-how = They appear here as soon as they are published. State your need: the agency answers by e-mail.
agency-tour = The whole tour: four weeks, day by day
agency-about = About
agency-name = Official name
agency-parent = Part of
agency-former = Took over the work of
agency-languages = Languages

# Refusals of the interface for programs.
succession-circle = Choose another one: succession would come back to this one.
problem-in-use = Still in use
in-use-detail = { $n ->
    [one] Nothing was deleted: one thing refers to it ({ $by }).
   *[other] Nothing was deleted: { $n } things refer to it ({ $by }).
} Remove first what refers to it, or give an end date.
problem-in-use-about = What is still named elsewhere is not deleted: history and the schedule would speak of something that does not exist any more. Give it an end date instead. The answer says in “used_by” what refers to it.
slot-full = full
slot-book = book
slot-queue = join the waiting list

# Places in the team area.
places-title = Places
places-lead = { $n ->
    [one] One place, with what the schedule is held against.
   *[other] { $n } places, with what the schedule is held against.
}
places-none = No place yet.
places-none-how = Places are added by a program, or with the directory.
places-place = Place
places-hours = Opening hours
places-desks = Desks
places-closed = Closed next
places-unsaid = not said
places-change = Change
places-see = See
places-public = The public directory
places-activity = Activity
places-digests = Monthly digests
place-hours-form = Enter a beginning and, after it, an end.
place-hours-hint = On working days. Sessions outside of them are reported, not refused. Empty: not said.
place-open = Opens
place-close = Closes
place-desks = Desks or rooms for agencies
place-desks-hint = How many agencies can be there at once. 0: not said.
place-building = Building
place-building-hint = Places with the same word here are one stop and share their rooms.
place-email = Mail address of the place
place-email-hint = Where nobody signs in for the place, what changes of its sessions is told to this address.
place-nobody-told = Nobody at this place is told what changes of its sessions: nobody signs in for it, and it has no mail address.
place-notices = How the place is told what changes of its sessions
place-notices-usual = As usual: once a day
notices-at_once = At once, a mail each time
notices-daily = Once a day, on the next working morning
notices-none = Not at all
place-closing = Closing days
place-closing-hint = Untick some to take them back. No session takes place on closing days.
place-closed-day = { $from }
place-closed-days = { $from } to { $to }
place-close-new = New closing days
place-close-from = First day
place-close-to = Last day
place-close-fr = Reason, in French
place-close-nl = Reason, in Dutch
place-close-en = Reason, in English
place-save = Save
place-saved = The place is saved.
place-see-public = See the public page
place-who-changes = The coordinator changes this.
