# The public page of live statistics.
statistics-title = Statistics
statistics-lead = As it stands on { $day }.
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
