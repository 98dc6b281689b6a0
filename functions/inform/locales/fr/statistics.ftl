# La page publique des statistiques en direct.
statistics-title = Statistiques
statistics-lead = Situation au { $day }.
statistics-agencies = { $n ->
    [one] organisme
   *[other] organismes
}
statistics-services = { $n ->
    [one] service
   *[other] services
}
statistics-places = { $n ->
    [one] lieu
   *[other] lieux
}
