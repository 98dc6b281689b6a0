# To whoever has to do with sessions: what is cancelled, moved, new.

notice-cancelled = Session cancelled: { $was }
notice-cancelled-only = Session cancelled
notice-moved = Session moved: { $was } becomes { $is }
notice-new = New session: { $is }
notice-several = { $n ->
    [one] { $n } session changes at { $place }
   *[other] { $n } sessions change at { $place }
}
notice-several-new = { $n ->
    [one] { $n } new session at { $place }
   *[other] { $n } new sessions at { $place }
}
notice-several-off = { $n ->
    [one] { $n } session cancelled at { $place }
   *[other] { $n } sessions cancelled at { $place }
}
notice-anew = Calendar: the sessions go on as a series of their own, next { $is }
notice-anew-text = Their times and place stay as they are. In your calendar, the series there was ends, and this message puts in the one that goes on; the next session: { $is }.
notice-digest = What changed in the office hours
notice-sessions = Sessions
notice-item-cancelled = cancelled, { $was }
notice-item-moved = { $was } becomes { $is }
notice-item-new = new, { $is }
notice-more = { $n ->
    [one] And { $n } more.
   *[other] And { $n } more.
}
notice-was = It was
notice-is = It is now
notice-off = The session does not take place
notice-with = With
notice-why = Reason
notice-bookings = Appointments
notice-booking-made = made: { $when }, { $who }
notice-booking-moved = moved: { $when }, { $who }
notice-booking-cancelled = given back: { $when }, { $who }
notice-booking-handed-to = yours now: { $when }, { $who }
notice-booking-handed-on = no longer yours: { $when }, { $who }
notice-one-made = Appointment made: { $when }
notice-one-moved = Appointment moved: { $when }
notice-one-cancelled = Appointment given back: { $when }
notice-someone = somebody
notice-files = Each attached file updates one series in your calendar: open them one by one. A calendar that is subscribed to your personal link follows by itself.
notice-button = See the office hours of the place
notice-button-several = See the schedule
notice-small = To get these messages at once, once a day or not at all: the coordination sets it as you ask.
