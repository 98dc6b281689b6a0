# The public pages of the schedule.
public-places = Places and hours
public-services = Find help
public-state-need = State a need
public-cancelled = Cancelled
public-over = Over
public-moved = Moved from { $day }
public-length = Another length
public-all-services = everything the agency offers
public-resumes = back on { $day }
public-book = Book a time
public-today = today
public-nobody = no office hours
public-closed = agencies closed: { $reason }
public-place-closed = This place closed on { $day }.
public-place-opens = This place opens on { $day }.

step-label = Choose another period
step-week-before = Previous week
step-week-now = This week
step-week-after = Next week
seven-coming = the next seven days
seven-coming-step = The next seven days
seven-next = the next week in which somebody comes
seven-empty = No office hours here in the next seven days.
step-month-before = Previous month
step-month-now = This month
step-month-after = Next month

week-title = { $place }: week { $week }
week-title-days = { $place }: { $days }
week-held = { $n ->
    [0] no office hours
    [one] office hours once
   *[other] office hours { $n } times
}
week-empty = No office hours here in that week.
week-next = The next: { $at }, { $agency }.
week-next-none = None is announced for the next three months. They appear here as soon as an agency publishes them; meanwhile, state your need.
week-closed = Days on which the agencies are closed
week-see-month = See the month
month-title = { $place }: { $month }
month-empty = No office hours here this month.
month-changes = What changes this month
month-see-week = See the week
view-title = Other views
view-week = The week, day by day
view-month = The month
view-print = Print the month ahead (A4)
view-lobby = Show in the hall
view-place = The page of the place
view-near = Other places near here

tour-title = On tour: { $agency }
tour-lead = four weeks, day by day
tour-empty = No office hours in these four weeks.
tour-next = The next: { $at }.
tour-empty-how = They appear here as soon as the agency publishes them. Meanwhile, state your need: the agency answers by e-mail.
tour-week-empty = No office hours in that week.
tour-over = { $agency } ended on { $day }.
tour-heir = Its work was taken over by

near-title = Who is near me?
near-title-of = Who is near { $town }?
near-lead = { $n ->
    [0] no place where anybody still comes
    [one] one place where somebody comes
   *[other] { $n } places where somebody comes
}
near-postcode = Your postcode
near-show = Show
near-unknown = This is not a postcode of the Brussels-Capital Region. Write four digits, for example 1050, or choose a municipality below.
near-from = Distances in a straight line from the centre of { $town }.
near-shared = This postcode also covers a part of { $town }.
near-towns = Choose a municipality
near-all = All places
near-map = { $n ->
    [one] Map of the Brussels Region with one place. The list says the same.
   *[other] Map of the Brussels Region with { $n } places, numbered as in the list, which says the same.
}
near-here = Centre of { $town }.
near-credit = Simplified boundaries: © NGI and Statbel; points: GeoNames (CC BY 4.0).
near-list = The places, the nearest first
near-list-soonest = The places, the soonest first
near-km = { $km } km in a straight line
near-more = { $n ->
    [one] One place further on is not shown.
   *[other] { $n } places further on are not shown.
}
near-empty = No more office hours in that week.
near-empty-coming = No office hours in the next seven days.
near-empty-how = Look at another week:

lobby-what = The public agencies, here
lobby-today = Today
lobby-next = The next office hours
lobby-nobody = Nobody today.
lobby-more = { $n ->
    [one] and one more: see the page.
   *[other] and { $n } more: see the page.
}
lobby-scan-title = The page of this place
lobby-scan = Scan: all the hours, and stating a need.
lobby-made = Updated on { $at }, then every minute.

embed-heading = The public agencies at { $place }
embed-days = Day by day
embed-more = See all weeks
embed-title = On your site
embed-how = The next seven days can be shown in another page too: they keep themselves up to date and set no cookie.
embed-show = The code to copy

print-title = { $place }: the month ahead
print-how = This page is made for a sheet of A4: print it from your browser.
print-back = Back to the week
print-span = Office hours from { $from } to { $to }
print-none = No office hours are announced for this month.
print-caption = The office hours of the month
print-day = Day
print-hours = Hours
print-agency = Agency
print-note = Note
print-about = To talk about
print-scan = Scan to see changes and to state a need
print-need = Your need is not listed? State it: the right agency answers you.
print-made = As of { $day }.
