# De openbare pagina met de cijfers van nu.
statistics-title = Cijfers
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
statistics-lead = Stand op { $day } · kwartaal { $quarter } · voortdurend bijgewerkt
statistics-few = minder dan 5
statistics-needs = behoeften geuit dit kwartaal, minstens
statistics-closed = van de doorverwijzingen afgesloten met een antwoord
statistics-closed-days = het eerste binnen { $days ->
    [one] { $days } werkdag
   *[other] { $days } werkdagen
} voor de helft
statistics-bookings = afspraken dit kwartaal, minstens
statistics-missed = { $share } niet gekomen
statistics-satisfied = tevreden (n = { $n })
statistics-kinds = Wat gevraagd wordt
statistics-kinds-none = Geen soort behoefte werd dit kwartaal vijf keer geuit.
statistics-kinds-few = In stappen van vijf. Wat er niet staat, werd minder dan vijf keer gevraagd.
statistics-satisfaction-none = Nog geen antwoorden op een enquête dit kwartaal.
statistics-how = Cijfers over mensen stijgen in stappen van vijf, en onder vijf wordt niets getoond: niemand is eraan te herkennen. Dezelfde cijfers voor programma’s:
