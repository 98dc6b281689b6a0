# The console's pages, tables and refusals.
wrong-permanence = Deze permanentie bestaat niet; kies er een uit de lijst.
wrong-permanence-agency = Deze permanentie is van een ander agentschap; laat het agentschap open.
wrong-permanence-location = Deze permanentie is op een andere plaats; laat de plaats open.
wrong-too-long = Een enquête neemt hoogstens 400 dagen lang antwoorden aan; kies een vroegere laatste dag.
wrong-over = Deze dag is voorbij, niemand zou kunnen antwoorden; kies een laatste dag vanaf vandaag.

list-title = Enquêtes
list-lead = Een enquête gaat over een plaats, een agentschap of alle permanenties samen. Men antwoordt via een QR-code, zonder account.
list-new = Enquête maken
list-about = Onderwerp
list-questions = Vragen
list-days = Dagen
list-state = Status
list-empty = Nog geen enquête
list-empty-how = Elke enquête komt hier te staan met haar dagen. Maak er een, druk de affiche af en hang ze waar men uit het gesprek komt.
list-none = Nog geen enquête
list-none-how = Enquêtes over uw agentschap of uw plaats komen hier te staan.
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
figure-answers-of = { $n ->
    [one] antwoord
   *[other] antwoorden
}, van { $eligible ->
    [one] { $eligible } persoon
   *[other] { $eligible } personen
} aan wie het gevraagd werd ({ $rate })
figure-csat = tevreden (n = { $n }, { $low } tot { $high })
figure-nps = zouden aanraden: NPS (n = { $n }, { $low } tot { $high })
result-n = n = { $n }
result-suppressed = Minder dan vijf antwoorden: er wordt niets getoond, zodat niemand herkend kan worden.
result-cell-suppressed = Dit gaat over minder dan vijf mensen: het cijfer wordt niet getoond.
result-none = Niemand heeft deze vraag al beantwoord.
result-csat = { $value } is tevreden of zeer tevreden. Met n = { $n } ligt het echte aandeel tussen { $low } en { $high }, 95 keer op 100.
result-followup-csat = { $value } is tevreden over de opvolging, tussen { $low } en { $high } (95 %).
result-followup-wait = { $value } van wie opvolging beloofd werd, kreeg die binnen vijf werkdagen, tussen { $low } en { $high } (95 %).
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

waves-title = Rondes
waves-lead = Wanneer welke enquête aan wie gevraagd wordt. Binnen een ronde heeft elke plaats en elke dienst eigen cijfers.
waves-empty = Nog geen ronde
waves-empty-how = Elke ronde verschijnt hier met haar dagen. Plan er een: wie komt, wordt dan de dag erna uitgenodigd, en de QR-codes aan de muur leiden ernaartoe.
waves-none = Nog geen ronde
waves-none-how = Elke ronde verschijnt hier met haar dagen, en met wat men over uw agentschap of uw plaats antwoordt.
wave-new = Een ronde plannen
wave-send = De ronde plannen
wave-change = De wijzigingen bewaren
wave-edit = De ronde wijzigen
wave-form-lead = Uitnodigingen vertrekken vanzelf: een dag na een bezoek, tien dagen nadat een vraag behandeld is, of op de eerste dag van een ronde onder leden. Niemand wordt meer dan eens per kwartaal bevraagd.
wave-variant-hint = Na een bezoek: wie kwam. Elk kwartaal: leden die een behoefte meldden, boekten, of ermee instemden bevraagd te worden; wie dat op zijn pagina niet aanvinkte, niet. Leden zonder bezoek: wie ermee instemde en nooit kwam.
wave-where = Waar
wave-where-hint = Vink niets aan om overal te bevragen.
wave-everywhere = overal
wave-places = { $n } plaatsen
wave-done-planned = De ronde is gepland. Uitnodigingen vertrekken vanzelf.
wave-done-changed = De ronde is gewijzigd.
wave-asks-visitors = Bevraagd: wie komt, een dag later, en wie vernam wat zijn vraag opleverde, tien dagen later. Niemand twee keer per kwartaal.
wave-asks-members = Leden worden uitgenodigd vanaf negen uur op de eerste dag.
wave-asking = Leden worden uitgenodigd: { $seen } bekeken, { $invited } uitgenodigd tot nu toe.
wave-asked = { $invited ->
    [one] { $invited } van { $seen } leden werd uitgenodigd
   *[other] { $invited } van { $seen } leden werden uitgenodigd
}: wie hier gevestigd is, bekend of bereid, met een adres, en dit kwartaal niet bevraagd.
wave-since-sure = Tevreden, de vorige ronde: { $before }. Verandering: { $change } punten, tussen { $low } en { $high } (95 %).
wave-since-unsure = Tevreden, de vorige ronde: { $before }. De verandering van { $change } punten is niet zeker: tussen { $low } en { $high } (95 %).
wave-since-few = Te weinig mensen antwoordden, nu of de vorige ronde, om te zeggen wat er veranderde.
wave-before = De vorige ronde
wave-by-agency = Per organisatie
wave-by-agency-none = Nog niemand antwoordde over een organisatie.
wave-by-place = Per plaats
wave-by-place-none = Nog niemand antwoordde over een plaats.
wave-parts = Deel per deel
wave-parts-what = Wat mensen schreven, en wie gecontacteerd wil worden, staat bij elk.
wave-group = Van
wave-satisfied = Tevreden
wave-interval = 95 %-interval
wave-answers = Antwoorden
wave-hidden = verborgen
wave-steps = Stand bij de laatste stap van minstens vijf nieuwe antwoorden voor elk agentschap op elke plaats. De eerste werkdagochtend na de laatste dag tellen de totalen ook de antwoorden van kleinere groepen mee, overal waar niemand daaruit kan afleiden wat een kleine groep zei.
wave-told = De ronde is gesloten. De totalen tellen ook de antwoorden van groepen onder de vijf mee, overal waar niemand daaruit kan afleiden wat een kleine groep zei.
result-change-sure = Sinds de vorige ronde: { $change } punten, tussen { $low } en { $high } (95 %).
result-change-unsure = Sinds de vorige ronde: { $change } punten. Dat is niet zeker: tussen { $low } en { $high } (95 %).
wave-hidden-why = Verborgen: minder dan vijf antwoorden, of wat anderen tonen zou ze verraden.

codes-title = Codes om op te hangen
codes-lead = Een code noemt haar plaats en nooit haar ronde: ze blijft werken van ronde tot ronde. Druk ze één keer af.
codes-place = Plaats
codes-address = Adres
codes-print = Afdrukken
codes-poster = Affiche
codes-cards = Tafelkaartjes
codes-door = Blad voor de deur
codes-none = Geen plaats van u
codes-none-how = De codes van uw plaats verschijnen hier.

suggestions-title = Suggesties
suggestions-lead = Wat mensen voorstellen, volgens waar het staat. Wat beantwoord is, staat op de pagina’s van de plaats en de organisatie.
suggestions-by-state = Volgens stand
suggestions-empty = Niets hier
suggestions-empty-how = Druk op de pagina van een enquête op “Opnemen” naast wat iemand schreef: het verschijnt hier.
suggestion-title = Suggestie
suggestion-new = Nieuw
suggestion-planned = Gepland
suggestion-done = Gedaan
suggestion-no = Niet gedaan
suggestion-text = Wat mensen zeggen
suggestion-text-hint = Namen, adressen en nummers zijn weggelaten. Lees het nog eens: het publiek zal het lezen.
suggestion-about = Over
suggestion-due = Tegen wanneer
suggestion-owner = Wie ervoor zorgt
suggestion-answer-fr = Antwoord in het Frans
suggestion-answer-nl = Antwoord in het Nederlands
suggestion-answer-en = Antwoord in het Engels
suggestion-answer-hint = Getoond op de pagina van de plaats en de organisatie, en aan wie daar de enquête invult.
suggestion-save = Bewaren
suggestion-said = { $n } keer gezegd
suggestion-take = Opnemen
suggestion-made = Opgenomen als suggestie
suggestion-alike = Zegt hetzelfde
suggestion-alike-none = Geen andere open suggestie deelt woorden met deze.
suggestion-join = Bij deze voegen
suggestion-history = Wat er gebeurde
suggestion-event-joined = Een andere die hetzelfde zegt, is erbij gevoegd.
by-somebody = iemand van het team
by-program = een programma
suggestion-done-saved = Bewaard.
suggestion-done-joined = Samengevoegd: ze telt voor beide.
suggestion-done-taken = Opgenomen. Lees ze nog eens voor anderen ze lezen.
list-report = Kwartaalverslag
