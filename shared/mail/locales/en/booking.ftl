# To the member: their appointment.

booking-made = Your appointment is booked
booking-made-text = { $agency } expects you. The appointment is attached for your calendar.
booking-moved = Your appointment has moved
booking-moved-text = This is the new time. The earlier one is no longer booked.
booking-carried = Your appointment changes its time or place
booking-carried-text = { $agency } has moved its office hours, and your appointment with them. If that does not suit you, choose another time or cancel.
booking-cancelled = Your appointment is cancelled
booking-cancelled-text = The seat is free for others again.
booking-lost = Your appointment cannot take place
booking-lost-text = { $agency } does not hold these office hours as planned. We are sorry: please choose another time.
booking-waiting = You are on the waiting list
booking-waiting-text = As soon as a seat becomes free at this time, we offer it to you by e-mail.
booking-queue-left = You are no longer on the waiting list
booking-queue-left-text = Your place has been given up. Nothing is booked for you at this time.
booking-queue-lost = The waiting list that you are on has ended
booking-queue-lost-text = { $agency } does not hold these office hours as planned, so no seat can become free at this time. Please choose another time.
booking-queue-carried = The office hours that you wait for have changed
booking-queue-carried-text = You are still on the waiting list. This is how the office hours of { $agency } stand now.
booking-queue-ended = No seat has become free for you
booking-queue-ended-text = The time that you waited for has come, and your place on the waiting list ends. Please choose another time.
booking-offered = A seat has become free for you
booking-offered-text = It is kept for you until { $until }. Confirm it on the page below; after that it goes to the next person.
booking-lapsed = The seat kept for you has gone to others
booking-lapsed-text = It was not confirmed in time. You can choose another time.
booking-reminder = Reminder: your appointment of { $date }
booking-reminder-text = { $agency } expects you. If you cannot come, cancel now: somebody else will take the seat.
booking-link = The new link of your appointment
booking-link-text = This is the link that you asked for. Earlier links no longer work.
booking-when = When
booking-when-value = { $date }, { $from } to { $to }
booking-where = Where
booking-room = Room
booking-with = With
booking-about = About
booking-button = See, move or cancel
booking-button-queue = See or leave the waiting list
booking-button-offer = Confirm the seat
booking-button-again = Choose another time
booking-until = You can move or cancel it until { $until }.
booking-not-you = You did not book anything? Cancel on this page: your data will go no further.
booking-others = Next free times
booking-others-item = { $date } at { $from }, { $place }

# To the agency.

booking-agency-made = New appointment: { $company }, { $date }
booking-agency-moved = Appointment moved: { $company }, { $date }
booking-agency-cancelled = Appointment cancelled: { $company }, { $date }
booking-agency-made-text = Somebody has booked a seat at your office hours.
booking-agency-moved-text = The appointment takes place at this new time.
booking-agency-cancelled-text = The seat is free again.
booking-agency-company = Company
booking-agency-contact = Person
booking-agency-note = Message
booking-agency-someone = somebody
