# The console's pages, tables and refusals.
wrong-permanence = Deze permanentie bestaat niet; kies er een uit de lijst.
wrong-permanence-agency = Deze permanentie is van een ander agentschap; laat het agentschap open.
wrong-permanence-location = Deze permanentie is op een andere plaats; laat de plaats open.
wrong-too-long = Een enquête neemt hoogstens 400 dagen lang antwoorden aan; kies een vroegere laatste dag.

list-title = Enquêtes
list-lead = Een enquête gaat over een plaats, een agentschap of alle permanenties samen. Men antwoordt via een QR-code, zonder account.
list-new = Enquête maken
list-about = Onderwerp
list-questions = Vragen
list-days = Dagen
list-state = Status
list-empty = Nog geen enquête
list-empty-how = Elke enquête komt hier te staan met haar dagen. Maak er een, druk de affiche af en hang ze waar men uit het gesprek komt.
state-upcoming = Nog niet open
state-open = Open
state-closed = Voorbij

new-title = Enquête maken
new-lead = Wat ze vraagt, waar en hoelang. De QR-code en de affiche zijn meteen klaar.
new-variant = Welke vragen
new-location = Plaats
new-target-hint = Kies niets om vragen te stellen over alle permanenties samen.
new-agency = Agentschap
new-permanence = Permanentie
new-permanence-hint = Een permanentie kiezen vult haar agentschap en haar plaats in.
new-opens = Eerste dag
new-closes = Laatste dag
new-send = Enquête maken

done-created = De enquête is gemaakt. Druk de affiche af of deel het adres.
done-contact-removed = Het adres is gewist.
show-poster = Affiche afdrukken
show-reach = Hoe men bij de enquête komt
show-qr = QR-code van de enquête
show-reach-how = De code scannen of het adres openen leidt naar de enquête.
show-live = Alles wat geteld is, tot op enkele seconden na. De agentschappen, de plaatsen en het publiek zien het in stappen van minstens vijf nieuwe antwoorden.
show-steps = Stand bij de laatste stap van minstens vijf nieuwe antwoorden.
show-results = Antwoorden
show-none = Nog geen antwoorden
show-none-how = De resultaten komen hier te staan, vraag per vraag, zodra iemand geantwoord heeft. Een vraag wordt getoond vanaf vijf antwoorden.
show-csv = Resultaten als tabel (CSV)
show-texts = Suggesties
show-texts-lead = In willekeurige volgorde, los van de andere antwoorden. Lees ze voor u ze doorgeeft: er kunnen namen van personen in staan.
show-no-texts = Nog geen suggesties
show-no-texts-how = Wat mensen schrijven komt hier te staan, zonder iets anders van hun antwoord.
show-contacts = Verzoeken om contact
show-contacts-lead = Niets verbindt deze mensen met een antwoord.
show-no-contacts = Niemand vroeg om contact
show-no-contacts-how = Wie na het antwoorden op het aparte formulier een adres achterlaat, komt hier te staan.

figure-answers = { $n ->
    [one] antwoord
   *[other] antwoorden
}
figure-answers-of = antwoorden, van { $eligible } personen aan wie het gevraagd werd ({ $rate })
figure-csat = tevreden (n = { $n }, { $low } tot { $high })
figure-nps = zouden aanraden: NPS (n = { $n }, { $low } tot { $high })
result-n = n = { $n }
result-suppressed = Minder dan vijf antwoorden: er wordt niets getoond, zodat niemand herkend kan worden.
result-cell-suppressed = Dit gaat over minder dan vijf mensen: het cijfer wordt niet getoond.
result-none = Niemand heeft deze vraag al beantwoord.
result-csat = { $value } is tevreden of zeer tevreden. Met n = { $n } ligt het echte aandeel tussen { $low } en { $high }, 95 keer op 100.
result-followup-csat = { $value } is tevreden over de opvolging, tussen { $low } en { $high } (95%).
result-followup-wait = { $value } van wie opvolging beloofd werd, kreeg die binnen vijf werkdagen, tussen { $low } en { $high } (95%).
result-nps = Aanbevelingsscore (NPS) { $value }, tussen { $low } en { $high }: { $promoters } gaven 9 of 10, { $detractors } gaven 0 tot 6.
result-mean = Gemiddelde { $mean } op een schaal van { $min } tot { $max }.
result-awareness = Men kende gemiddeld { $mean } organisaties.

csv-question = vraag
csv-text = tekst
csv-figure = maat
csv-option = optie
csv-label = label
csv-value = waarde
csv-low = ondergrens
csv-high = bovengrens
csv-n = n
# The same in all languages: it is the name in the API.
csv-suppressed = suppressed
