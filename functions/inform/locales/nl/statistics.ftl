# De openbare pagina met de cijfers van nu.
statistics-title = Cijfers
statistics-lead = Stand op { $day }.
statistics-agencies = { $n ->
    [one] organisatie
   *[other] organisaties
}
statistics-services = { $n ->
    [one] dienst
   *[other] diensten
}
statistics-places = { $n ->
    [one] plaats
   *[other] plaatsen
}
