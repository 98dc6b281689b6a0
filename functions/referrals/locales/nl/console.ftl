# Doorverwijzingen in de console.
list-title = Doorverwijzingen
list-lead = Wat aan elke dienst gevraagd werd, en hoe het ermee staat. Wat al beantwoord had moeten zijn, komt eerst.
list-late = { $n ->
    [one] Eén antwoord te laat
   *[other] { $n } antwoorden te laat
}
list-late-caption = Doorverwijzingen zonder antwoord binnen de termijn
list-status = Stand
list-agency = Dienst
list-location = Plaats
list-filter = Filteren
list-what = Wat
list-since = Sinds
list-state = Stand
list-open = Openen
list-is-late = Te laat
list-answer-by = antwoord verwacht tegen { $date }
list-unnamed = Bedrijf niet getoond
list-none = Nog geen doorverwijzing
list-none-how = Een doorverwijzing verschijnt hier zodra een vraag naar een dienst gaat, vanzelf of na het sorteren.
list-none-filtered = Geen doorverwijzing past bij deze filters. Maak ze ruimer om er andere te zien.
history-title = Wat er gebeurde
to-need = De vraag bekijken
link-title = Antwoordlink
link-what = Heeft { $agency } de e-mail niet meer? Een nieuwe link vertrekt naar zijn adres; eerdere links openen niet meer.
link-send = Link opnieuw sturen
