# Aan een agentschap, over een vraag die het al heeft.

note-what = { $contact }, van de onderneming { $company }, vraagt hulp voor: { $needs }.
note-reminder = Herinnering: { $company } wacht op uw antwoord
note-last-reminder = Laatste herinnering: { $company } wacht op uw antwoord
note-reminder-text = Deze vraag werd u gesteld op { $since }. Uw antwoord wordt uiterlijk op { $by } verwacht.
note-otherwise = Zonder antwoord gaat de vraag daarna naar { $agency }.
note-otherwise-again = Zonder antwoord stellen we u de vraag daarna nog één keer.
note-otherwise-coordinator = Zonder antwoord zoekt de coördinatie van de permanenties daarna een andere oplossing.
note-otherwise-others = Zonder antwoord blijft de vraag daarna bij de andere aangesproken agentschappen.
note-answer = De vraag beantwoorden
note-enquiry = Hebt u { $company } ontmoet?
note-enquiry-again = Nogmaals gevraagd: hebt u { $company } ontmoet?
note-enquiry-text = U nam deze vraag aan op { $since }. Zeg ons in twee klikken hoe het ermee staat. Zonder nieuws tegen { $by } vragen we het u opnieuw, en daarna aan de onderneming.
note-enquiry-again-text = U nam deze vraag aan op { $since }, en we vroegen u al hoe het ermee staat. Zeg het ons in twee klikken. Zonder nieuws tegen { $by } vragen we het aan de onderneming.
note-say-helped = Ja, de onderneming is geholpen
note-say-meeting = Er is een afspraak gepland
note-say-unreached = We kunnen de onderneming niet bereiken
note-say-not-helped = Nee, het is niet gelukt
note-handed-over = Een vraag wordt u toevertrouwd: { $company }
note-handed-over-colleague = { $name }, van uw agentschap, vertrouwt ze u toe.
note-handed-over-agency = Ze werd u binnen uw agentschap toevertrouwd.
note-handed-over-coordination = De coördinatie van de permanenties vertrouwt ze u toe.
note-handed-over-text = Deze vraag staat voortaan op uw naam binnen uw agentschap: berichten erover krijgt u rechtstreeks.
note-answer-by = Uw antwoord wordt uiterlijk op { $date } verwacht.
note-added = { $company } heeft haar vraag aangevuld
note-added-text = De onderneming heeft deze vraag aangevuld. Alles wat ze toevoegde, staat hieronder.
note-open = De vraag openen
