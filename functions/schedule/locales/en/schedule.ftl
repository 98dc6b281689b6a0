# The schedule in the team area.
schedule-title = Schedule
schedule-lead = { $n ->
    [0] Week of { $day } · no office hours planned
    [one] Week of { $day } · office hours planned once
   *[other] Week of { $day } · office hours planned { $n } times
}
week-switch = Choose the week
week-before = Previous week
week-now = This week
week-after = Next week
week-by-place = The week, by place
week-place = Place
week-gap = no office hours: to be filled
week-goal = Aim: each place of the programme, each week. { $met } of { $of }.
week-none = No place is open in the week.
week-none-how = Places come from the directory.
chip-cancelled = { $agency }, cancelled
chip-draft = { $agency }, draft
chip-nobody = { $n ->
    [one] nobody there, 1 appointment
   *[other] nobody there, { $n } appointments
}
changes-title = What changes in the week
change-cancelled = Does not take place
change-moved = Moved from { $day }
change-length = Another length
gaps-fill = Plan office hours
series-title = All current series
series-lead = { $n ->
    [0] no series
    [one] one series, drafts and later weeks included
   *[other] { $n } series, drafts and later weeks included
}
series-agency = Agency
series-place = Place
series-filter = Filter
series-none = No office hours are planned.
series-none-how = A series appears here as soon as it is created, on this page or by a program.
series-none-filtered = Change the filters to see others.
series-what = Office hours
series-when = When
series-until = Until
series-status = State
series-open-end = no end planned
series-change = Change
status-published = Published
status-draft = Draft
status-published-long = Published: everybody sees it
status-draft-long = Draft: only the teams see it

rhythm-once = once, on { $day }
rhythm-weekly = every { $day }
rhythm-weeks = every { $n } weeks on { $day }
rhythm-monthly = every month on the { $day }
rhythm-months = every { $n } months on the { $day }
place-1 = 1st
place-2 = 2nd
place-3 = 3rd
place-4 = 4th
place-5 = 5th
place-last = last

new-permanence = New office hours
new-title = New office hours
new-title-of = New office hours: { $agency }
new-choose = Which agency’s? Its services are offered next.
new-lead = A draft is seen in the team area only.
new-go-on = Go on
new-create = Create the office hours

edit-title = { $agency } at { $location }
edit-series = The series
edit-save = Save
edit-more = Other actions
edit-nobody-told = Nobody at this place is told what changes of these sessions: nobody signs in for it, and it has no mail address. Its page in the directory takes one.
edit-see-public = See the public page of the place
edit-delete = Delete these office hours

field-agency = Agency
field-location = Place
field-room = Room
field-services = Services
field-services-hint = Nothing ticked: everything the agency offers.
field-date = First session
field-time = Start
field-duration = Length (minutes)
field-repeat = Repeats
repeat-once = Once
repeat-weekly = Every week, on the same day
repeat-monthly = Every month, at the same rank (for example the 2nd Tuesday)
repeat-keep = Keep the rule { $rule }
field-interval = Interval, in weeks or months
field-interval-hint = 1: each time; 2: every other time.
field-until = Last day of the series
field-until-hint = Empty: no end planned.
field-seats = People at once
field-slot = Slot (minutes)
field-buffer = Pause (minutes)
field-languages = Languages
field-status = Who sees it
language-fr = French
language-nl = Dutch
language-en = English

exceptions-title = Sessions cancelled or moved
exceptions-none = None: the series goes as planned, except on public holidays.
exceptions-off-series = Sessions that were cancelled or moved would no longer fall on a day of the series. Restore them first.
exception-date = Session
exception-kind = What changes
exception-cancel = It does not take place
exception-move = It is moved
exception-new-date = New day
exception-new-time = New time
exception-reason-fr = Reason, in French
exception-reason-nl = Reason, in Dutch
exception-reason-en = Reason, in English
exception-add = Add
exception-remove = Restore
exception-cancelled = does not take place
exception-changed = another length
exception-moved-to = moved: { $at }

delete-title = Delete these office hours?
delete-consequence = { $n ->
    [0] The series and its exceptions disappear. This is final.
    [one] The series disappears, and with it one session of the next three months. This is final.
   *[other] The series disappears, and with it { $n } sessions of the next three months. This is final.
}
delete-instead = To stop a series without losing its history, give it a last day instead.
delete-back = Back to the office hours
delete-do = Delete the office hours
done-created = The office hours are created.
done-saved = The office hours are saved.
done-deleted = The office hours are deleted.
done-exception-added = The exception is saved.
done-exception-removed = The session is restored.

feed-location-name = Office hours · { $name }
feed-location-about = Which agencies are at { $name }, and when.
feed-agency-name = Office hours · { $name }
feed-agency-about = Where and when { $name } holds its office hours.
feed-adviser-name = My office hours · { $name }
feed-adviser-about = Where and when { $name } holds office hours, and who comes. A personal link: do not share it.
feed-booked = Booked time
feed-all-services = Everything the agency offers.
feed-room = Room: { $room }
feed-languages = Languages: { $languages }
feed-how = Free, no account needed: { $url }

scope-title = What changes
scope-legend = Change
scope-this = This session only
scope-following = This session and those that follow
scope-all = The whole series
scope-from = Session
scope-other = Another session of the series
scope-other-hint = Its date, where it is not in the list.
scope-choose = Choose
edit-from = From { $day } on
exception-length = It is longer or shorter
done-divided = The sessions from that day on are now a series of their own. Those before have not changed.

move-ends = To end the series, give it a last day on the page of the office hours: this form cancels one session only.
rhythm-until = until { $day }
rhythm-count = { $n ->
    [one] one session
   *[other] { $n } sessions
}
rhythm-differs = { $n ->
    [one] one session to come differs
   *[other] { $n } sessions to come differ
}
