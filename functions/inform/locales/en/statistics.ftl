# The public page of live statistics.
statistics-title = Statistics
statistics-agencies = { $n ->
    [one] agency
   *[other] agencies
}
statistics-services = { $n ->
    [one] service
   *[other] services
}
statistics-places = { $n ->
    [one] place
   *[other] places
}
statistics-lead = As of { $day } · quarter { $quarter } · kept up to date
statistics-few = fewer than 5
statistics-needs = needs stated this quarter, at least
statistics-closed = of referrals closed with an answer
statistics-closed-days = the first within { $days ->
    [one] { $days } working day
   *[other] { $days } working days
} for half of them
statistics-bookings = appointments this quarter, at least
statistics-missed = { $share } no-shows
statistics-satisfied = satisfied (n = { $n })
statistics-kinds = What is asked for
statistics-kinds-none = No kind of need was stated five times this quarter.
statistics-kinds-few = In steps of five. What is not named was asked for fewer than five times.
statistics-satisfaction-none = No answers to a survey yet this quarter.
statistics-how = Figures about people move in steps of five, and nothing is shown under five: nobody can be told from them. The same for programs:
