# Aan wie kwam, wiens vraag behandeld werd, of wie ergens gevestigd is.

survey-invitation-title = Hoe was het? Twee minuten voor uw mening
survey-invitation-agency = { $agency } behandelde uw vraag bij { $place }. Bent u tevreden? Wat moet er anders?
survey-invitation-place = Overheidsdiensten ontvangen ondernemingen bij { $place }. Bent u goed geïnformeerd? Wat moet er anders?
survey-invitation-how = Het duurt twee minuten, ook op een telefoon, zonder account.
survey-invitation-button = Uw mening geven
survey-invitation-until = U kunt antwoorden tot { $day }. Deze link is van u en telt één keer.
survey-invitation-anonymous = Uw antwoord is anoniem: niets leidt ervan naar u of naar dit bericht. We vragen het u hoogstens één keer per kwartaal.
survey-invitation-end = Geen zulke berichten meer: { $link }
