# Wat stuk is in het rooster, en wat het herstelt; roosters die opzijgelegd zijn.
change-held = anders gehouden
status-aside = opzijgelegd
aside-title = Niet dit
aside-how = Het verdwijnt van de werklijst. Het kan later opnieuw berekend worden.
aside-do = Opzijleggen
done-aside = Het is opzijgelegd.
done-let-be = Het verdwijnt van de werklijst.
repair-plan-name = Herstelling in { $place }
repair-crumb = Werklijst
repair-title-absence = { $agency } in { $place }, { $when }: er is niemand
repair-title-closing = { $agency } in { $place }, { $when }: de plaats is gesloten
repair-title-absence-several = { $agency }, { $n } sessies vanaf { $place }, { $when }: er is niemand
repair-title-closing-several = { $agency } in { $place }, { $n } sessies vanaf { $when }: de plaats is gesloten
repair-title-surge = { $agency } in { $place }: meer noden dan op tijd bediend kunnen worden
repair-why-absence = De adviseurs zijn afwezig of bezet. Dit zijn de beste herstellingen die het rooster toelaat, hooguit drie.
repair-why-closing = Tijdens de sluiting gaat niets door; wie een afspraak had, is verwittigd. Dit zijn de beste herstellingen die het rooster toelaat, hooguit drie.
repair-why-surge = { $n ->
    [one] In de komende vier weken wordt één vraag niet
   *[other] In de komende vier weken worden { $n } vragen niet
} op tijd bediend. Dit zijn de beste toevoegingen die het rooster toelaat, hooguit drie.
repair-none = Er is geen herstelling mogelijk
repair-none-how = Wat ook geprobeerd werd, het rooster weigert het of het brengt niets op. Vraag het agentschap om een halve dag meer, of stel een rooster voor deze weken voor.
repair-chosen = Een van de herstellingen is gekozen.
repair-to-plan = Zien hoever het staat, of intrekken
repair-is-let-be = Er wordt niets aan gedaan.
repair-let-be = Zo laten
repair-instead = In plaats van { $agency } in { $place }, { $when }
repair-does = Wat het doet:
repair-do = Doen en verwittigen
repair-served = { $n ->
    [0] Evenveel noden worden op tijd bediend.
    [one] Eén nood meer wordt op tijd bediend.
   *[other] { $n } noden meer worden op tijd bediend.
}
repair-together = { $n ->
    [one] Eén sessie hersteld
   *[other] { $n } sessies samen hersteld
}
repair-left = { $n ->
    [one] Eén sessie blijft zoals ze is: naast de andere past er niets.
   *[other] { $n } sessies blijven zoals ze zijn: naast de andere past er niets.
}
repair-later = Deze herstellingen gelden voor de eerste { $n } sessies. Voor de { $later ->
    [one] ene die volgt
   *[other] { $later } die volgen
}, worden andere gezocht zodra deze hersteld zijn.
repair-points = Voor het hele rooster: { $points } punten volgens de geldende gewichten.
repair-appointments = { $touched ->
    [0] Geen enkele afspraak wijzigt.
   *[other] Afspraken: { $moved } verplaatst, { $lost } geannuleerd; { $mails ->
        [one] { $mails } e-mail
       *[other] { $mails } e-mails
    }.
}
repair-stale-anew = Er worden nieuwe herstellingen berekend: kijk over een minuut opnieuw.
no-repair = Deze herstelling wordt niet meer aangeboden.
problem-repair-stale = Het rooster is gewijzigd
problem-repair-stale-detail = De herstelling zou niet meer doen wat ervan gezegd werd. Er worden nieuwe herstellingen berekend: kijk over een minuut opnieuw.
