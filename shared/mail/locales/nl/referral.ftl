# Aan een agentschap: een vraag om te behandelen.

referral-subject = Nieuwe vraag ({ $company }): { $needs }
referral-subject-again = Opnieuw gevraagd ({ $company }): { $needs }
referral-title = Een onderneming vraagt uw hulp
referral-intro = { $contact }, van de onderneming { $company } (gevestigd in { $place }), vraagt hulp bij: { $needs }.
referral-again = Deze vraag werd al eerder aan u gericht. We leggen ze u opnieuw voor.
referral-ask = Kunt u deze vraag behandelen? Gelieve te antwoorden { $days ->
        [one] binnen één werkdag
       *[other] binnen { $days } werkdagen
    }, uiterlijk op { $date }.
referral-button = De vraag beantwoorden
referral-page = Op deze pagina kunt u
referral-page-accept = aanvaarden: u neemt dan contact op met de onderneming;
referral-page-decline = afwijzen, met de reden: de vraag gaat dan naar { $agency };
referral-page-decline-last = afwijzen, met de reden: de coördinatie zoekt dan een andere oplossing;
referral-page-decline-others = afwijzen, met de reden: de vraag blijft dan bij de andere aangesproken agentschappen;
referral-page-done = het resultaat melden, zodra de vraag is afgehandeld.
referral-company = Onderneming
referral-contact = Contactpersoon
referral-email = E-mail
referral-phone = Telefoon
referral-language = Taal
referral-place = Plaats
referral-needs = Behoefte
referral-services = Passende diensten
referral-amount = Bedrag
referral-own-words = In de woorden van de onderneming
referral-proposed = Waarom we het voorstelden; de onderneming zei ja op { $day }
referral-added = Toegevoegd door de onderneming op { $date }
referral-because = Waarom { $agency }
referral-to-check = Voorwaarden die nog niet bekend zijn
referral-reply = Als u op dit bericht antwoordt, gaat uw antwoord rechtstreeks naar { $contact }.
referral-consent = { $company } ging ermee akkoord dat u deze gegevens krijgt om deze vraag te behandelen. Gebruik ze niet voor iets anders.
referral-link = Deze link is bestemd voor { $agency }: wie hem heeft, kan in naam van uw agentschap antwoorden. Geef hem niet door aan anderen.
referral-links = Deze links zijn bestemd voor { $agency }: wie ze heeft, kan in naam van uw agentschap antwoorden. Geef ze niet door aan anderen.
