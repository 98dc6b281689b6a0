# Aan het lid: zijn afspraak.

booking-made = Uw afspraak is geboekt
booking-made-text = { $agency } verwacht u. De afspraak zit erbij voor uw agenda.
booking-moved = Uw afspraak is verplaatst
booking-moved-text = Dit is het nieuwe uur. Het vorige is niet langer geboekt.
booking-carried = Uw afspraak verandert van uur of plaats
booking-carried-text = { $agency } heeft zijn zitdag verplaatst, en uw afspraak mee. Past dat niet, kies dan een ander uur of annuleer.
booking-cancelled = Uw afspraak is geannuleerd
booking-cancelled-text = De plaats is weer vrij voor anderen.
booking-lost = Uw afspraak kan niet doorgaan
booking-lost-text = { $agency } houdt deze zitdag niet zoals gepland. Dat spijt ons: kies een ander uur.
booking-waiting = U staat op de wachtlijst
booking-waiting-text = Zodra er op dit uur een plaats vrijkomt, bieden we ze u per e-mail aan.
booking-queue-left = U staat niet langer op de wachtlijst
booking-queue-left-text = Uw plaats is geschrapt. Op dit uur is niets voor u geboekt.
booking-queue-lost = Uw wachtlijst is afgesloten
booking-queue-lost-text = { $agency } houdt deze zitdag niet zoals gepland: op dit uur kan geen plaats meer vrijkomen. Kies een ander uur.
booking-queue-carried = De zitdag waarop u wacht, is veranderd
booking-queue-carried-text = U blijft op de wachtlijst staan. Zo staat het nu met de zitdag van { $agency }.
booking-queue-ended = Er is geen plaats voor u vrijgekomen
booking-queue-ended-text = Het uur waarop u wachtte, is aangebroken en uw plaats op de wachtlijst vervalt. Kies een ander uur.
booking-offered = Er is een plaats voor u vrijgekomen
booking-offered-text = Ze wordt voor u vrijgehouden tot { $until }. Bevestig ze op de pagina hieronder; daarna gaat ze naar de volgende.
booking-lapsed = De plaats die voor u werd vrijgehouden, is naar anderen gegaan
booking-lapsed-text = Ze werd niet op tijd bevestigd. U kunt een ander uur kiezen.
booking-reminder = Herinnering: uw afspraak van { $date }
booking-reminder-text = { $agency } verwacht u. Kunt u niet komen, annuleer dan nu: iemand anders neemt de plaats.
booking-link = De nieuwe link van uw afspraak
booking-link-text = Dit is de link die u gevraagd hebt. Vorige links werken niet meer.
booking-when = Wanneer
booking-when-value = { $date }, van { $from } tot { $to }
booking-where = Waar
booking-room = Lokaal
booking-with = Met
booking-about = Onderwerp
booking-button = Bekijken, verplaatsen of annuleren
booking-button-queue = De wachtlijst bekijken of verlaten
booking-button-offer = De plaats bevestigen
booking-button-again = Een ander uur kiezen
booking-until = U kunt verplaatsen of annuleren tot { $until }.
booking-not-you = Hebt u niets geboekt? Annuleer op deze pagina: uw gegevens gaan niet verder.
booking-others = Volgende vrije uren
booking-others-item = { $date } om { $from }, { $place }

# Aan het agentschap.

booking-agency-made = Nieuwe afspraak: { $company }, { $date }
booking-agency-moved = Afspraak verplaatst: { $company }, { $date }
booking-agency-cancelled = Afspraak geannuleerd: { $company }, { $date }
booking-agency-made-text = Iemand heeft een plaats op uw zitdag geboekt.
booking-agency-moved-text = De afspraak vindt op dit nieuwe uur plaats.
booking-agency-cancelled-text = De plaats is weer vrij.
booking-agency-company = Onderneming
booking-agency-contact = Persoon
booking-agency-note = Bericht
booking-agency-someone = iemand
