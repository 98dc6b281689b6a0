# Search.
search-title = Zoeken
search-label = Wat zoekt u?
search-hint = Een behoefte, een hulp, een agentschap, een plaats: in het Nederlands, het Frans of het Engels.
search-button = Zoeken
search-lead = In uw woorden: “subsidie prototype”, “winkel openen”, “ICAB”.
search-found = { $n ->
    [0] Geen antwoord voor “{ $q }”.
    [one] Eén antwoord voor “{ $q }”.
   *[other] { $n } antwoorden voor “{ $q }”.
}
search-corrected = “{ $typed }” is hier niet bekend; we zochten “{ $word }”.
search-together = Daar, daarvoor
search-kind-need-type = behoefte
search-kind-service = dienst
search-kind-agency = agentschap
search-kind-location = plaats
search-next = Volgende permanentie:
search-book = reserveren
search-none = Niets onder deze woorden.
search-none-how = Meld uw behoefte met deze woorden, en het juiste agentschap antwoordt u:
search-because = Gevonden door
search-by-word = “{ $phrase }”
search-by-synonym = “{ $phrase }”, een ander woord voor “{ $typed }”
search-by-part = “{ $word }” in “{ $typed }”: “{ $phrase }”
search-by-spelling = “{ $phrase }”, getypt als “{ $typed }”
search-through = voor: { $kind }
