# The day.
day-title = The day
day-lead = { $day } · { $n ->
    [0] no appointments
    [one] one appointment
   *[other] { $n } appointments
}
day-switch = Choose the day
day-before = Previous day
day-today = Today
day-after = Next day
day-none = No session on that day.
day-none-how = The published sessions of your places and agencies appear here, with their appointments.
day-free = { $n ->
    [one] one free seat
   *[other] { $n } free seats
}
day-book = Book for somebody
day-walk-in = Note a visit without appointment
day-walked-in = walk-in
day-nobody = no name
day-attended = Came
day-missed = Did not come
day-cancel = Cancel
day-done-attended = Attendance noted.
day-done-missed = Absence noted.
day-done-cancelled = The appointment is cancelled; the person is told.
day-done-walked-in = Visit noted.
