# De gids in de console.
directory-title = Gids
directory-lead = Wie helpt, waarmee, waar en wanneer: wat iedereen leest, en waarop aanvragen worden gericht.
directory-agencies = Agentschappen
directory-services = Diensten
directory-locations = Plaatsen
directory-people = Mensen
directory-people-what = De adviseurs van de agentschappen: komst, afwezigheden, vertrek en overname.
directory-what = Wat er te vinden is
directory-hours = Uren, werkplekken en sluitingen van de plaatsen
directory-hours-what = Wat beslist wanneer sessies plaatsvinden.
directory-other = Afgelopen, of nog niet begonnen
directory-none = Hier is niets
directory-none-how = Wat u toevoegt, verschijnt hier.
directory-name = Naam
directory-when = Wanneer
directory-ended = afgelopen
directory-until = tot en met { $day }
directory-ended-on = op { $day }
directory-from = vanaf { $day }
directory-since = sinds { $day }
directory-always = zonder datum
directory-same-as = is hetzelfde als
directory-followed-by = opgevolgd door
entry-new-agency = Een agentschap toevoegen
entry-new-service = Een dienst toevoegen
entry-new-location = Een plaats toevoegen
entry-new-lead = De vermelding is openbaar zodra ze is bewaard.
entry-edit = Wijzigen
entry-end = Beëindigen, laten opvolgen of samenvoegen
entry-hint-id = Kleine letters, cijfers en koppeltekens; blijft in het adres van de pagina en verandert niet meer: icab.
entry-id-taken = Een andere vermelding heeft deze naam al: kies een andere.
entry-hint-conditions = Een per regel: gegeven, operator, waarde. Bijvoorbeeld ‘headcount lt 250’, ‘in_region eq true’, ‘stage in idea, launch’.
entry-hint-price = In euro; 0: gratis; leeg: niet bekend.
entry-hint-email = Waar aanvragen heen gaan; alleen de coördinatie ziet het.
entry-hint-nis = Een postcode kan in twee gemeenten liggen.
entry-hint-lat = Graden, bijvoorbeeld 50,8263.
entry-hint-stages = Niets gekozen: alle.
entry-in-fr = In het Frans
entry-in-nl = In het Nederlands
entry-in-en = In het Engels
entry-yes = ja
entry-no = neen
entry-nothing = niets
entry-kind-core-agency = agentschap van het programma
entry-kind-coordinator = coördinatie
entry-kind-first-line = eerste lijn
entry-kind-partner = partner
entry-fit-core = kern van het programma
entry-fit-adjacent = nauw verwant met het programma
entry-fit-marginal = aan de rand van het programma
entry-field-id = Kenmerk
entry-field-short = Gebruikelijke naam
entry-field-name = Naam
entry-field-kind = Soort
entry-field-mission = Opdracht
entry-field-languages = Talen
entry-field-email = E-mailadres
entry-field-parent = Maakt deel uit van
entry-field-valid-from = Eerste dag
entry-field-valid-to = Laatste dag
entry-field-agency = Agentschap
entry-field-description = Beschrijving
entry-field-answers = Behoeften die het beantwoordt
entry-field-stages = Fasen
entry-field-conditions = Voorwaarden
entry-field-programmes = Programma’s
entry-field-price-eur = Prijs
entry-field-page = Officiële pagina
entry-field-type = Soort plaats
entry-field-address = Straat en nummer
entry-field-postcode = Postcode
entry-field-nis = Gemeente
entry-field-lat = Breedtegraad
entry-field-lon = Lengtegraad
entry-field-fit = Plaats in het programma
entry-field-open-from = Open sinds
entry-field-open-to = Laatste dag open
entry-field-successor = Opgevolgd door
entry-field-merged = Twee keer ingevoerd
entry-field-desks = Loketten of werkplekken
entry-field-closures = Sluitingen
entry-field-notices = Berichten
entry-field-asking = Ontvangst van aanvragen
entry-field-opening-hours = Openingsuren
entry-field-closing-days = Sluitingsdagen
entry-field-building = Gebouw
entry-field-recognised-coworking = Erkende coworking
entry-field-days = Vrije dagen
entry-field-seat-nis = Gemeente van waaruit de adviseurs vertrekken
entry-changed-meanwhile = Iemand anders heeft dit intussen veranderd. Er is niets verloren: wat u invulde, is bewaard. Verstuur het opnieuw om te vervangen wat nu is opgeslagen.
entry-stored-typed = Nu opgeslagen → wat u invulde
entry-says = Wat de vermelding zegt
entry-history = Geschiedenis
entry-history-none = Er is niets gewijzigd sinds de gids werd geladen.
entry-see = Voor iedereen
entry-reach = Adres, loketten en sluitingen
entry-hours = Uren, werkplekken en sluitingen
entry-notice-added = De vermelding is toegevoegd.
entry-notice-saved = De vermelding is bewaard.
entry-notice-ended = Het is gebeurd. De planning volgt binnen een minuut.
entry-notice-looked = Genoteerd: deze gegevens zijn nagekeken.
entry-notice-reopened = De vermelding heeft geen laatste dag meer.
entry-done-added = toegevoegd
entry-done-changed = gewijzigd
entry-done-ended = beëindigd
entry-done-followed = beëindigd en opgevolgd door een andere
entry-done-merged = samengevoegd met een andere vermelding
entry-done-removed = verwijderd
entry-done-checked = klopt nog
entry-reopen = De laatste dag wegnemen
entry-reopen-what = Sessies die in de planning al gewijzigd zijn, blijven zoals ze zijn.
entry-reopen-over = Leden, programma’s en verantwoordelijken die naar een andere plaats gingen, komen terug, behalve wat sindsdien is gewijzigd.
facts-title = Bronnen en controles
facts-fact = Gegeven
facts-from = Waar het vandaan komt
facts-looked = Nagekeken
facts-until = Goed tot
facts-never = hier nog niet
facts-stale = na te kijken sinds { $day }
facts-look = Het klopt nog
facts-look-what = Uren, adressen en prijzen worden om de zes maanden nagekeken, de rest eens per jaar. Wat zonder zekere bron werd geladen, de helft sneller. Wie een gegeven wijzigt, heeft het ook nagekeken.
facts-which = Wat u hebt nagekeken
facts-source = Waar u hebt gekeken
facts-source-hint = Een adres, of enkele woorden: ‘per telefoon’.
facts-confidence = Hoe zeker het is
facts-on = Op
facts-still = Klopt nog
facts-not-yet = Die dag is nog niet voorbij: kies vandaag of een dag ervoor.
fact-identity = naam en beschrijving
fact-address = adres
fact-contact = contact
fact-hours = uren en sluitingen
fact-conditions = behoeften en voorwaarden
fact-price = prijs
fact-page = officiële pagina
fact-dates = begin, einde, opvolging
confidence-verified = bevestigd
confidence-partly = deels bevestigd
confidence-memory = uit het geheugen
confidence-unknown = zonder bron
end-how = Wat gebeurt er?
end-how-ends = Ze eindigt
end-how-ends-what = Niemand komt in de plaats.
end-how-followed = Een andere volgt haar op
end-how-followed-what = Een fusie van agentschappen, een nieuwe naam, een vervangen dienst, een plaats die verhuist.
end-how-same = Het is een dubbele vermelding
end-how-same-what = Vanaf vandaag geldt de andere vermelding voor beide.
end-how-missing = Zeg wat er gebeurt.
end-follower = Welke volgt
end-follower-hint = Voor een opvolging of een dubbele vermelding.
end-follower-missing = Kies een andere vermelding uit de lijst.
end-last = Laatste dag
end-last-hint = Een dubbele vermelding eindigt gisteren.
end-last-missing = Vermeld de laatste dag.
end-last-past = Kies gisteren, vandaag of een dag die komt: het verleden verandert niet.
end-refused-over = Ze eindigt al vóór die dag: kies een vroegere.
end-refused-before = Die dag ligt vóór haar eerste: kies een latere.
end-refused-follower-over = Die is dan al beëindigd: kies wie haar opvolgt.
end-busy-title = Een einde is bezig
end-busy = Wacht tot de planning heeft gevolgd en probeer dan opnieuw.
end-say = Zien wat dat verandert
end-lead = Er verandert niets voordat u het hebt gezien en bevestigd.
end-title = Dit verandert er
end-do-ended = Beëindigen
end-do-followed = Beëindigen en laten opvolgen
end-do-merged = Samenvoegen
end-back = Teruggaan zonder iets te wijzigen
end-will-ended = De laatste dag is { $day }; niets volgt.
end-will-followed = De laatste dag is { $day }; { $follower } volgt.
end-will-merged = { $follower } geldt vanaf vandaag voor beide.
end-will-place = Eerst gaan de sessies van de ene plaats naar de andere; daarna sluit de plaats, zodat niemand zijn afspraak verliest.
end-told = Iedereen wordt per e-mail verwittigd.
end-alone = Voor ten minste één behoefte wordt niemand meer gevraagd: die aanvragen wachten op de coördinatie.
end-what = In detail
end-nothing = Er hangt niets anders van af.
end-step-followed = de opvolger wordt in de plaats gevraagd
end-step-alone = niemand wordt nog gevraagd
end-step-skipped = deze stap vervalt, de andere blijven
end-address = Het oude adres leidt vanaf de dag erna naar het nieuwe.
end-history-stays = De geschiedenis, de cijfers en wat werd geantwoord, blijven op de naam van toen.
end-series-nth = reeks { $n }
end-clash-see = De reeks bekijken
end-goes-over = Leden, programma’s en verantwoordelijken gaan vanaf de dag na { $day } naar de volgende plaats.
end-comes-back = Leden, programma’s en verantwoordelijken komen terug.
end-went-over = Naar de volgende plaats gegaan: leden { $members }, programma’s en formulieren { $sources }, verantwoordelijken { $hosts }.
end-stop = Hier stoppen
end-stop-what = Sessies die al naar de andere plaats gingen, blijven daar.
days-off-title = Vrije dagen
days-off-lead = De dagen waarop geen agentschap werkt: termijnen staan stil en er zijn geen sessies. Adviseurs en plaatsen van wie een sessie verandert, worden verwittigd.
days-off-days = Losse dagen
days-off-days-what = Elk jaar, naast de feestdagen. Een leeggemaakte regel verdwijnt.
days-off-spans = Periodes
days-off-public = Feestdagen
days-off-public-what = Vastgelegd door de wet; ze worden berekend.
days-off-saved = De vrije dagen zijn bewaard.
days-off-day = Dag
days-off-span = Periode
days-off-on = Dag en maand
days-off-on-hint = Bijvoorbeeld 24/12.
days-off-from = Eerste dag
days-off-to = Laatste dag
days-off-fr = Naam, in het Frans
days-off-nl = Naam, in het Nederlands
days-off-en = Naam, in het Engels
days-off-order = Een periode blijft binnen een jaar: de laatste dag komt na de eerste.
days-off-form = Vermeld dag en maand, zoals 24/12.
exchange-title = De gids als bestand
exchange-lead = In HSDS 3.1, om hem aan een ander gewest te geven of met een eigen te beginnen.
exchange-no-parts = Deze opslag is leeg: er is een bestand nodig dat Permanence schreef, met zijn gemeenten en behoeften.
exchange-too-many = Dit bestand zou { $n } vermeldingen wijzigen, en hoogstens { $most } worden in één keer overgenomen: splits het, eerst de organisaties en de plaatsen.
exchange-no-directory = Dit bestand heeft geen ‘organizations’, ‘services’ of ‘locations’: kies een HSDS 3.1-bestand.
exchange-no-list = Dit moet een lijst zijn.
exchange-no-file = Kies een bestand.
exchange-no-json = Dit bestand is geen JSON: kies een HSDS 3.1-bestand.
exchange-taken = Wat werd overgenomen
exchange-would = Wat dit bestand zou veranderen
exchange-done = Het is gebeurd.
exchange-again = Er is niets gewijzigd. Kies het bestand opnieuw en druk op ‘Overnemen’ om het over te nemen.
exchange-out = Meenemen
exchange-out-what = Alle vermeldingen, met de adressen waar aanvragen heen gaan, de gemeenten en de behoeften.
exchange-out-do = Het bestand downloaden
exchange-in = Een bestand overnemen
exchange-in-what = Wat nieuw is, komt erbij, wat verschilt, wordt gewijzigd, niets wordt verwijderd.
exchange-file = HSDS 3.1-bestand, hoogstens 4 MB
exchange-try = Zien wat dat verandert
exchange-take = Overnemen
directory-today = { $n } vandaag
end-lost = { $n ->
    [one] Eén persoon verliest een afspraak.
   *[other] { $n } personen verliezen hun afspraak.
}
end-moved = { $n ->
    [one] Eén afspraak krijgt een ander uur of een andere plaats.
   *[other] { $n } afspraken krijgen een ander uur of een andere plaats.
}
end-referrals-followed = { $n ->
    [one] Eén lopende aanvraag gaat naar de opvolger
   *[other] { $n } lopende aanvragen gaan naar de opvolger
}
end-referrals-alone = { $n ->
    [one] Eén lopende aanvraag blijft bij haar: zie wie ze overneemt
   *[other] { $n } lopende aanvragen blijven bij haar: zie wie ze overneemt
}
end-needs = { $n ->
    [one] Eén open behoefte van haar leden
   *[other] { $n } open behoeften van haar leden
}
end-kept = { $n ->
    [one] Eén afspraak na die dag blijft zoals ze is
   *[other] { $n } afspraken na die dag blijven zoals ze zijn
}
end-series-agency-alone = { $n ->
    [one] Eén reeks van de planning eindigt die dag
   *[other] { $n } reeksen van de planning eindigen die dag
}
end-series-location-alone = { $n ->
    [one] Eén reeks van de planning eindigt die dag
   *[other] { $n } reeksen van de planning eindigen die dag
}
end-series-agency-followed = { $n ->
    [one] Eén reeks van de planning gaat naar de opvolger
   *[other] { $n } reeksen van de planning gaan naar de opvolger
}
end-series-location-followed = { $n ->
    [one] Eén reeks van de planning gaat door op de volgende plaats
   *[other] { $n } reeksen van de planning gaan door op de volgende plaats
}
end-series-service-followed = { $n ->
    [one] Eén reeks van de planning gaat daarna over de volgende dienst
   *[other] { $n } reeksen van de planning gaan daarna over de volgende dienst
}
end-series-service-alone = { $n ->
    [one] Eén reeks van de planning gaat niet meer over deze dienst
   *[other] { $n } reeksen van de planning gaan niet meer over deze dienst
}
end-left = { $n ->
    [one] Eén reeks van de planning blijft zoals ze is: bekijk ze
   *[other] { $n } reeksen van de planning blijven zoals ze zijn: bekijk ze
}
end-services = { $n ->
    [one] Eén dienst die niemand nog aanbiedt:
   *[other] { $n } diensten die niemand nog aanbiedt:
}
end-advisers = { $n ->
    [one] Eén adviseur van het agentschap
   *[other] { $n } adviseurs van het agentschap
}
end-staff = { $n ->
    [one] Eén persoon meldt zich voor haar aan
   *[other] { $n } personen melden zich voor haar aan
}
end-members = { $n ->
    [one] Eén lid is er gevestigd
   *[other] { $n } leden zijn er gevestigd
}
end-sources = { $n ->
    [one] Eén programma of formulier stuurt voor deze plaats
   *[other] { $n } programma’s of formulieren sturen voor deze plaats
}
end-staff-over = { $n ->
    [one] Vanaf de dag erna meldt één persoon zich voor de volgende plaats aan
   *[other] Vanaf de dag erna melden { $n } personen zich voor de volgende plaats aan
}
end-members-over = { $n ->
    [one] Haar lid is, als het er nog zit, vanaf de dag erna op de volgende plaats gevestigd
   *[other] Wie van haar { $n } leden er nog zit, is vanaf de dag erna op de volgende plaats gevestigd
}
end-sources-over = { $n ->
    [one] Vanaf de dag erna stuurt één programma of formulier voor de volgende plaats
   *[other] Vanaf de dag erna sturen { $n } programma’s of formulieren voor de volgende plaats
}
end-clashes = { $n ->
    [one] Eén zaak gaat niet samen op de volgende plaats; de reeks gaat er toch naartoe en moet worden bijgestuurd:
   *[other] { $n } zaken gaan niet samen op de volgende plaats; de reeksen gaan er toch naartoe en moeten worden bijgestuurd:
}
end-clashing = { $n ->
    [one] Op de volgende plaats ging één reeks niet samen met een andere, of met de uren: bekijk ze
   *[other] Op de volgende plaats gingen { $n } reeksen niet samen met andere, of met de uren: bekijk ze
}
end-under-way = { $n ->
    [0] De planning volgt.
    [one] De planning volgt: nog één reeks.
   *[other] De planning volgt: nog { $n } reeksen.
}
exchange-refused = { $n ->
    [one] Eén zaak kan niet worden overgenomen; er verandert niets tot ze is verbeterd.
   *[other] { $n } zaken kunnen niet worden overgenomen; er verandert niets tot ze zijn verbeterd.
}
exchange-new = { $n ->
    [0] Geen nieuwe vermeldingen
    [one] Eén nieuwe vermelding
   *[other] { $n } nieuwe vermeldingen
}
exchange-changed = { $n ->
    [0] Geen gewijzigde vermeldingen
    [one] Eén gewijzigde vermelding
   *[other] { $n } gewijzigde vermeldingen
}
exchange-same = { $n ->
    [0] Geen vermelding is al zo.
    [one] Eén vermelding is al zo.
   *[other] { $n } vermeldingen zijn al zo.
}
