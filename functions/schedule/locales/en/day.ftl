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
day-own = your session
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
day-other-times = Other times
day-queue = Put somebody into the queue
day-move = Move
day-move-lead = Booked now: { $at }. Whoever booked is told by e-mail.
day-move-taken = Somebody was faster: that time is taken. Nothing was moved; choose another one.
day-back = Back to the day
day-walk-in-named = Note a visit with a name
day-walk-in-at = Came to { $at }.
day-take-back = Undo
day-done-taken-back = The visit is no longer noted.
day-done-booked = The appointment is booked; the confirmation is on its way to the person.
day-done-waiting = The person is in the queue; we write as soon as a seat is free.
day-done-moved = The appointment is moved; the person is told.
# The form for somebody else.
desk-email-hint = The confirmation goes to the person there, with the link of the appointment.
desk-note-hint = What the adviser should know.
desk-privacy = What is written here serves this appointment and is erased one year after it.
desk-waiting-how = This time is full. If a seat becomes free, we offer it to the person by e-mail; they have a day to confirm it.
desk-taken-lead = Somebody was faster. Nothing is booked: choose another time.
