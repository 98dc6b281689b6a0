# De werklijst.
todo-work = De hele werklijst
work-title = Werklijst
work-lead = Wat een persoon vraagt, het dringendste eerst.
work-what = Wat, waarom
work-until = Tot
work-empty = De werklijst is leeg.
work-empty-how = De behoeften gaan hun weg. Hier komt wat een beslissing vraagt: te sorteren, zonder nieuws, een adres dat e-mails weigert, een permanentie zonder adviseur.
work-empty-host = Er wordt niets van u gevraagd. De behoeften van uw plaats gaan hun weg; hier komen uw ledenlijsten die op een beslissing wachten.
work-count = { $n ->
    [one] Eén regel: dat is de hele lijst.
   *[other] { $n } regels: dat is de hele lijst.
}
work-proposed = Opgemerkte behoeften wachten tot u ze aan de leden voorlegt
work-now = te doen
work-late = te laat
work-soon = vandaag
work-later = later
work-triage = { $company }: te sorteren
work-silent = Niemand zegt hoe het met { $company } staat bij { $agency }
work-silent-why = vragen zonder antwoord, of er werd geen contact opgenomen met het lid
work-address = Het adres van { $agency } weigert e-mails ({ $company })
work-address-why = verbeter het adres, of vraag een ander agentschap
work-answer = { $company } wacht op uw antwoord
work-answer-why = zeg of u de vraag aanneemt
work-report = { $company }: ontmoet de onderneming en zeg hoe het ermee staat
work-report-why = u nam de vraag aan
work-session = { $agency } bij { $place }, { $when }: geen adviseur meer
work-sessions = { $agency }, { $n } sessies vanaf { $place }, { $when }: geen adviseur meer
work-session-why = { $booked ->
    [0] geen afspraken
    [one] één afspraak
   *[other] { $booked } afspraken
}
work-do-triage = Sorteren
work-do-remind = Herinneren
work-do-close = Afsluiten
work-do-another = Ander agentschap
work-do-address = Adres verbeteren
work-do-answer = Antwoorden
work-do-report = Melden
work-do-resend = Opnieuw sturen
work-do-repair = Herstellen
work-do-open = Openen
work-import = Uw lijst { $name }
work-import-uploading = er ontbreken delen van het bestand
work-import-mapping = zeg welke kolom wat bevat
work-import-failed = het bestand kon niet gelezen worden: stuur het opnieuw
work-import-checked = { $rows } regels te schrijven, { $doubtful } te beslissen, { $bad } onleesbaar: beslis en start dan de invoer
work-do-continue = Verdergaan
work-keys = Met het toetsenbord: j of pijl omlaag, volgende regel; k of pijl omhoog, vorige regel; Enter, handelen; u, ongedaan maken wat net gedaan is.
work-keys-off = Toetsen uitschakelen
work-keys-on = Toetsen inschakelen
work-no-undo = Niets ongedaan te maken: wat net gedaan is, kan niet teruggenomen worden.
work-mend-colleague = Aan { $who } geven
work-mend-time = Verplaatsen: { $when }
work-mend-place = Houden bij { $place }, door { $who }
work-appointments = Afspraken: { $told }
work-no-appointment = geen
work-stay = { $n ->
    [one] { $n } blijft
   *[other] { $n } blijven
}
work-moved = { $n } verplaatst
work-lost = { $n } geannuleerd
work-do-other = Andere oplossing
work-done-repaired = De sessie heeft weer iemand. Wie ingeschreven is, krijgt bericht als er iets verandert.
work-done-reminded = De herinnering vertrekt meteen: ze kan niet teruggenomen worden.
work-undo = Deze verplaatsing ongedaan maken
work-message = Een bericht via { $tool } bij { $place }
work-message-refused = het is niet volledig: verbeter het, en het wordt opgenomen
work-message-waiting = de bron is niet ingeschakeld: zeg wat de antwoorden zijn
work-tool-standard-webhooks = het programma van de plaats
work-tool-typeform = Typeform
work-tool-tally = Tally
work-tool-jotform = Jotform
work-tool-cobot = Cobot
work-tool-nexudus = Nexudus
work-do-correct = Verbeteren
work-do-settle = Regelen
work-alert = Onder zijn doel: { $about }
work-alert-why = de enquête zegt het; noteer wat er gedaan wordt
work-contact = Iemand vraagt contact over de enquête
work-contact-why = schrijf, en haal de vraag daarna van de lijst
work-contact-soon = Iemand die niet tevreden is, vraagt contact
work-suggestion = Een suggestie is aan haar dag toe
work-suggestion-why = gedaan of niet: antwoord erop in het openbaar
work-do-alert = Noteren wat er gedaan wordt
work-do-contact = Contact opnemen
work-do-suggestion = Antwoorden

work-place = { $place } wekken
work-place-why = Er gebeurt al 90 dagen niets: geen permanentie, of niemand maakte er gebruik van.
work-do-wake = Zien wat elders hielp
work-facts = Na te kijken in de gids: { $about }
work-facts-why = zeg of het nog klopt, of wijzig het
work-do-facts = Nakijken
mail-entry-ending = stap van het einde van een vermelding in de gids
mail-entry-follow = de afspraken van een plaats volgen de vrije dagen
mail-entry-of = de gids
