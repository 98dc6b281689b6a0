# Doorverwijzingen in de console.
list-title = Doorverwijzingen
list-lead = Wat aan elk agentschap gevraagd werd, en hoe het ermee staat. Wat te lang op antwoord wacht, komt eerst.
list-late = { $n ->
    [one] Eén antwoord te laat
   *[other] { $n } antwoorden te laat
}
list-late-caption = Doorverwijzingen zonder antwoord binnen de termijn
list-status = Status
list-agency = Agentschap
list-location = Plaats
list-filter = Filteren
list-what = Wat
list-since = Sinds
list-state = Status
list-open = Openen
list-is-late = Te laat
list-answer-by = antwoord verwacht tegen { $date }
list-unnamed = Onderneming niet getoond
list-none = Nog geen doorverwijzing
list-none-how = Een doorverwijzing verschijnt hier zodra een behoefte naar een agentschap gaat, automatisch of na het sorteren.
list-none-filtered = Geen doorverwijzing past bij deze filters. Maak ze ruimer om er andere te zien.
history-title = Wat er gebeurde
to-need = De behoefte bekijken
link-title = Antwoordlink
link-what = Is { $agency } de e-mail kwijt? Een nieuwe link vertrekt naar het adres van het agentschap; eerdere links werken niet meer.
link-send = Link opnieuw sturen
