# Aan wie kwam, wiens vraag behandeld werd, of wie ergens gevestigd is.

survey-invitation-visit-title = Hoe was het? Uw mening, in { $minutes ->
    [one] 1 minuut
   *[other] { $minutes } minuten
}
survey-invitation-members-title = De overheidsagentschappen bij u in de buurt: uw mening, in { $minutes ->
    [one] 1 minuut
   *[other] { $minutes } minuten
}
survey-invitation-without-visit-title = Kent u de overheidsagentschappen bij u in de buurt? Uw mening, in { $minutes ->
    [one] 1 minuut
   *[other] { $minutes } minuten
}
survey-invitation-agency = { $agency } behandelde uw vraag bij { $place }. Bent u tevreden? Wat moet er anders?
survey-invitation-place = Overheidsdiensten ontvangen ondernemingen bij { $place }. Bent u goed geïnformeerd? Wat moet er anders?
survey-invitation-how = Het duurt { $minutes ->
    [one] één minuut
   *[other] { $minutes } minuten
}, ook op een telefoon, zonder account.
survey-invitation-button = Uw mening geven
survey-invitation-until = U kunt antwoorden tot { $day }. Deze link is van u en telt één keer.
survey-invitation-anonymous = Uw antwoord is anoniem: niets leidt ervan naar u of naar dit bericht. We vragen het u hoogstens één keer per kwartaal.
survey-invitation-end = Geen zulke berichten meer
