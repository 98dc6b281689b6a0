# Voorgestelde planningen.

problem-plan-closed = Deze planning verandert niet meer
problem-plan-closed-detail = Ze wordt berekend, is gepubliceerd, ingetrokken of opzijgelegd, of kon niet berekend worden. Open haar pagina om te zien hoe het staat.
problem-plan-begun = Een sessie is begonnen
problem-plan-begun-detail = Een planning wordt als geheel ingetrokken tot haar eerste sessie. Wijzig nu één permanentie tegelijk.
no-assignment = Deze permanentie staat niet meer in het voorstel.
no-such-time = Kies een moment uit de lijst.
not-monday = Kies een maandag: een planning begint aan het begin van een week.
no-permanence = Deze permanentie bestaat niet; geef id’s van permanenties die er zijn.
because-demand = { $served ->
    [0] Bedient minder dan één verwachte vraag
    [one] Bedient één verwachte vraag
   *[other] Bedient { $served } verwachte vragen
}{ $known ->
    [0] {""}
    [one] , waarvan één al bekend
   *[other] , waarvan { $known } al bekend
}. { $lost ->
    [0] Zonder haar zou een andere ze deels bedienen.
    [one] Zonder haar zou er één te lang wachten.
   *[other] Zonder haar zouden er { $lost } te lang wachten.
}
because-aim = Haalt het doel van de plaats ({ $cadence }), { $n ->
    [one] één keer
   *[other] { $n } keer
}, wat niets anders doet.
because-quarterly = Het is de sessie die het agentschap de plaats dit kwartaal verschuldigd is.
because-language = Zonder haar sprak niemand { $language } bij { $n ->
    [one] één bezoek
   *[other] { $n } bezoeken
}.
because-joint = Tegelijk met { $agencies }.
because-steady = Blijft zoals vandaag.
because-pinned = Iemand heeft ze vastgezet.
language-fr = Frans
language-nl = Nederlands
language-en = Engels
cadence-weekly = elke week
cadence-fortnightly = om de twee weken
cadence-monthly = elke maand
why-no-adviser = Het agentschap heeft geen adviseur.
why-elsewhere = { $n ->
    [one] Zijn adviseur is elders, waar die meer bedient
   *[other] Zijn { $n } adviseurs zijn elders, waar ze meer bedienen
}.
why-full = { $n ->
    [one] Zijn adviseur heeft een volle week
   *[other] Zijn { $n } adviseurs hebben een volle week
}.
why-away = { $n ->
    [one] Zijn adviseur is afwezig of werkt niet wanneer de plaats open is
   *[other] Zijn { $n } adviseurs zijn afwezig of werken niet wanneer de plaats open is
}.
why-no-desk = { $n ->
    [one] Het enige bureau van de plaats is bezet
   *[other] De { $n } bureaus van de plaats zijn bezet
}.
why-closed = De plaats is gesloten.
why-paused = In deze periode zijn er geen permanenties gepland: het programma last een pauze in.
why-too-little = Een bezoek zou { $points } punten meer kosten dan het oplevert.
why-forbidden = Wat het zou bedienen, is uitgesloten.
help = { $what }: { $n ->
    [one] { $n } vraag
   *[other] { $n } vragen
} meer{ $aims ->
    [0] {""}
    [one] {" "}en één doel meer
   *[other] {" "}en { $aims } doelen meer
}.
help-places = { $what } zou { $places } bedienen: { $n ->
    [one] { $n } vraag
   *[other] { $n } vragen
} meer{ $aims ->
    [0] {""}
    [one] {" "}en één doel meer
   *[other] {" "}en { $aims } doelen meer
}.
help-half-day = Een halve dag meer van { $agency }, { $when },
help-visit = Een bezoek meer per week van { $agency }
help-desk = Een bureau meer bij { $place }
help-allowed = Niet meer uitsluiten wat uitgesloten was
half-mo-am = op maandag voormiddag
half-mo-pm = op maandag namiddag
half-tu-am = op dinsdag voormiddag
half-tu-pm = op dinsdag namiddag
half-we-am = op woensdag voormiddag
half-we-pm = op woensdag namiddag
half-th-am = op donderdag voormiddag
half-th-pm = op donderdag namiddag
half-fr-am = op vrijdag voormiddag
half-fr-pm = op vrijdag namiddag
rhythm-series = { $weeks ->
    [one] elke week
   *[other] om de { $weeks } weken
}, { $n } sessies
rhythm-monthly = elke maand, { $n } sessies
rhythm-single = één sessie
change-new = nieuw
change-moved = verplaatst
change-kept = zoals vandaag
change-gone = gepauzeerd of stopgezet
change-thinned = geannuleerde sessie
answer-title = Uw voorgestelde permanenties
answer-lead = Voor { $agency }, { $weeks ->
    [one] één week
   *[other] { $weeks } weken
} vanaf { $from }. Niets is gepubliceerd tot de coördinatie dat doet.
answer-lead-closed = Voor { $agency }, { $weeks ->
    [one] één week
   *[other] { $weeks } weken
} vanaf { $from }.
answer-done = Genoteerd. Het voorstel houdt er rekening mee.
answer-running = Het voorstel wordt opnieuw berekend. Kom zo dadelijk terug om te antwoorden.
answer-closed = Dit voorstel is afgesloten zonder publicatie: er kan niet meer op geantwoord worden.
answer-published = Dit voorstel is gepubliceerd: er kan niet meer op geantwoord worden.
answer-published-part = Dit voorstel is gedeeltelijk gepubliceerd, ook voor uw agentschap: er kan niet meer op geantwoord worden.
answer-published-others = Dit voorstel is alleen voor andere agentschappen gepubliceerd. Voor het uwe is er niets van gepubliceerd en er kan niet meer op geantwoord worden: de coördinatie kan u een nieuw voorstel doen.
answer-undone = Dit voorstel werd gepubliceerd en daarna ingetrokken: er kan niet meer op geantwoord worden.
answer-undone-others = Van dit voorstel is niets voor uw agentschap gepubliceerd: het werd voor andere gepubliceerd en daarna ingetrokken. Er kan niet meer op geantwoord worden.
answer-left-out = Niet gepubliceerd, zoals u antwoordde.
answer-write = Schrijf naar de coördinatie:
answer-stops = Wat niet meer zou plaatsvinden
answer-stop = { $place }, { $when }: { $n ->
    [one] één sessie
   *[other] { $n } sessies, de laatste op { $last }
}
answer-stops-how = Moet iets daarvan blijven? Niets stopt vóór de publicatie.
answer-gone = Deze permanentie staat niet meer in het voorstel. Open de link opnieuw om te zien wat erin staat.
answer-none = Geen permanentie voor u
answer-none-how = Het voorstel is veranderd: het voorziet niets meer voor uw agentschap.
answer-yes = Ja
answer-no = Nee
answer-other = Liever op dit moment
answer-otherwise = Nee, of een ander moment
answer-reason = Zeg waarom als u nee antwoordt
answer-reason-missing = Zeg kort waarom: de coördinatie zoekt dan iets anders.
answer-not-offered = Dit hoort niet bij dit antwoord.
answer-time = Een ander moment
answer-beside = Een woordje uitleg
answer-why = Waarom
answer-was = Vandaag: { $today }
answer-by = Gelieve ten laatste op { $by } te antwoorden.
answer-rest-link = { $n } permanenties hebben nog geen antwoord: ja zeggen op alle
answer-rest-title = De rest
answer-rest-how = { $n } permanenties hebben nog geen antwoord. Wat u al antwoordde, blijft.
answer-rest = Ja op de rest
said-yes = Ja
said-no = Nee
said-other = Een ander moment
said-other-at = Een ander moment ({ $when })
rota = Agenda
plans-title = Voorgestelde planningen
plans-lead = Wie waar en wanneer zou moeten zijn, volgens wat gevraagd wordt, met een reden voor elke permanentie en elk gemis.
plans-none = Geen voorgestelde planning
plans-none-how = Kies een week en vraag een voorstel; er verandert niets voor u het publiceert.
ask-for = Een planning voorstellen
from = Vanaf maandag
from-hint = Een maandag, binnen het jaar.
weeks = Weken
keep = De permanenties van vandaag
keep-none = mogen verschuiven
keep-all = blijven allemaal
propose = Voorstellen
plan = Planning
status = Stand
asked = Gevraagd
plan-name = { $weeks ->
    [one] Eén week
   *[other] { $weeks } weken
} vanaf { $from }
status-running = wordt berekend
status-ready = voorgesteld
status-published = gepubliceerd
status-published-part = gedeeltelijk gepubliceerd: { $agencies }
status-published-nothing = gepubliceerd, zonder iets te wijzigen
status-undone = ingetrokken
status-undone-part = ingetrokken; was gepubliceerd voor { $agencies }
status-failed = mislukt
lead-new = { $n ->
    [one] { $n } nieuwe permanentie
   *[other] { $n } nieuwe permanenties
}
lead-moved = { $n } verplaatst
lead-gone = { $n } gepauzeerd of stopgezet
lead-kept = { $n } zoals vandaag
lead-fewer = { $n ->
    [one] { $n } geannuleerde sessie in wat blijft
   *[other] { $n } geannuleerde sessies in wat blijft
}
lead-held = { $n ->
    [one] { $n } sessie anders gehouden
   *[other] { $n } sessies anders gehouden
}
lead-nothing = Er verandert niets.
running-how = Het voorstel wordt berekend. U kunt deze pagina verlaten en terugkomen.
failed-how = Het voorstel kon niet berekend worden. Vraag het opnieuw; herhaalt het zich, dan ligt het aan een regel van de planning.
look-again = Opnieuw kijken
again-running = Opnieuw berekend met wat u vastzette. Hieronder het vorige voorstel.
week-of = Week van { $day } ({ $n } van { $of })
weeks-switch = Weken
week-before = Vorige week
week-after = Volgende week
agency = Agentschap
place = Plaats
only = Tonen
all-agencies = Alle
all-places = Alle
only-all = Alles
only-changes = Alleen wat verandert
filter = Filteren
grid-caption = De voorgestelde week, per plaats
grid-none = Niets deze week
grid-none-how = Kies een andere week, of toon alles.
grid-key = + nieuw · → verplaatst · − gepauzeerd of stopgezet · × geannuleerde sessie · zonder teken: zoals vandaag.
place-demand = Plaats, vraag
needs-here = { $n ->
    [0] geen vraag verwacht
    [one] één vraag
   *[other] { $n } vragen
}
to-fill = in te vullen: { $agency }
to-fill-anybody = in te vullen
worth = Zonder haar verliest de planning { $points } punten.
worth-less = Zonder haar wint de planning { $points } punten.
next-best = Anders: { $adviser } bij { $place }, { $day }, { $time } (−{ $less }).
next-as-good = Anders, even goed: { $adviser } bij { $place }, { $day }, { $time }.
is-pinned = vastgezet
is-forbidden = uitgesloten
keep-it = Behouden
not-this = Niet dit
lift = Niets vastzetten
move-to = Verplaatsen naar
move = Verplaatsen
gaps = In te vullen
gaps-none = Er ontbreekt niets: al wat verwacht wordt, wordt bediend en alle doelen zijn gehaald.
gaps-none-of = Er ontbreekt niets voor { $what }.
gaps-more = Nog { $n }
gap-what = { $n ->
    [0] Een doel is niet gehaald
    [one] Eén vraag wordt niet op tijd bediend
   *[other] { $n } vragen worden niet op tijd bediend
}, { $weeks ->
    [one] in week { $week }
   *[other] { $weeks } weken vanaf week { $week }
}.
why-not = Waarom niet:
what-helps = Wat zou helpen:
what-changes = Wat het voorstel verandert
figure = Maat
planned = Voorgesteld
today = Vandaag
figure-served = Op tijd bediende vragen
figure-aims = Gehaalde doelen
figure-visits = Bezoeken
figure-languages = Bezoeken in het Frans en het Nederlands
figure-travel = Reistijd per week
figure-displaced = Afspraken in wat stopt
figure-points = Punten in totaal
figure-points-of = Punten: { $part }
of = { $n } van { $of }
hours = { $hours } u { $minutes }
distance = Hoogstens { $percent } % van de best mogelijke planning.
again-title = Opnieuw voorstellen
again-how = { $n ->
    [0] Verander gewichten, of zet eerst iets vast.
    [one] Eén ding is vastgezet.
   *[other] { $n } dingen zijn vastgezet.
} De berekening vertrekt van de agenda, de afwezigheden, de sluitingsdagen en de behoeften zoals ze vandaag zijn.
weights = Gewichten
weight-demand = Bediende vragen
weight-aims = Doelen
weight-languages = Twee talen
weight-fairness = Gelijke verdeling
weight-travel = Reistijd
weight-steadiness = Stabiliteit
weight-joint = Samen op bezoek
again-do = Opnieuw voorstellen
agencies-title = De agentschappen
agencies-not-asked = Ze zijn nog niet gevraagd.
not-answered = nog geen antwoord
agencies-asked = Ze zijn allemaal over dit voorstel bevraagd; hun links gelden tot de publicatie.
agencies-to-ask = Nog niet over dit voorstel bevraagd: { $agencies }
asked-at = bevraagd op { $at }
answered-of = { $n } van { $of } beantwoord
not-there-now = (staat niet meer in het voorstel)
has-more-now = (telt sindsdien meer sessies)
noted-by-us = (genoteerd door het team)
noted-by = (genoteerd door { $who })
dropped = Wat vastgezet was en niet meer van toepassing is, valt weg:
ask-agencies = De agentschappen vragen
published-title = Publicatie
publish-state = { $left ->
    [0] { $done ->
        [one] { $done } wijziging gedaan.
       *[other] { $done } wijzigingen gedaan.
    }
   *[other] { $done ->
        [one] { $done } wijziging gedaan, nog { $left } te doen.
       *[other] { $done } wijzigingen gedaan, nog { $left } te doen.
    }
}
undo-state = { $left ->
    [0] Alles is ingetrokken.
   *[other] Wordt ingetrokken, nog { $left } te doen.
}
not-done = Werd niet gedaan:
undo-how = Alles kan als geheel ingetrokken worden tot de eerste sessie. Verplaatste afspraken keren terug; wie zijn moment verloor, krijgt het niet terug.
undo = Alles intrekken
say-then-publish = Zeggen wat er gebeurt, dan publiceren
ahead-title = Wat publiceren zou doen
ahead-lead = Er is nog niets gedaan.
ahead-created = { $n ->
    [one] nieuwe permanentie
   *[other] nieuwe permanenties
}
ahead-moved = { $n ->
    [one] gewijzigde permanentie
   *[other] gewijzigde permanenties
}
ahead-paused = { $n ->
    [one] permanentie die in deze weken pauzeert
   *[other] permanenties die in deze weken pauzeren
}
ahead-ended = { $n ->
    [one] stopgezette permanentie
   *[other] stopgezette permanenties
}
ahead-thinned = { $n ->
    [one] geannuleerde sessie in een permanentie die blijft
   *[other] geannuleerde sessies in permanenties die blijven
}
ahead-bookings-moved = { $n ->
    [one] verplaatste afspraak
   *[other] verplaatste afspraken
}
ahead-bookings-lost = { $n ->
    [one] verloren afspraak
   *[other] verloren afspraken
}
ahead-mails = { $n ->
    [one] e-mail aan iemand met een afspraak
   *[other] e-mails aan mensen met een afspraak
}
ahead-notices = { $n ->
    [one] e-mail aan een adviseur, een agentschap of een plaats
   *[other] e-mails aan adviseurs, agentschappen en plaatsen
}
ahead-lost = { $n ->
    [one] Eén persoon verliest de afspraak en krijgt bericht met de volgende momenten.
   *[other] { $n } mensen verliezen hun afspraak en krijgen bericht met de volgende momenten.
}
ahead-gain = Waar meer bediend wordt
ahead-lose = Waar minder bediend wordt
parties = { $n ->
    [one] { $shown } vraag
   *[other] { $shown } vragen
}
ahead-agencies = Krijgen bericht zoals ze wensen:
ahead-refused = { $n ->
    [one] Eén wijziging is niet mogelijk zoals het nu staat:
   *[other] { $n } wijzigingen zijn niet mogelijk zoals het nu staat:
}
ahead-withheld = { $n ->
    [one] Eén permanentie wordt niet gepubliceerd, omdat iemand ze na de berekening heeft geweigerd. Stel eerst opnieuw voor, zodat er iets anders gezocht wordt:
   *[other] { $n } permanenties worden niet gepubliceerd, omdat iemand ze na de berekening heeft geweigerd. Stel eerst opnieuw voor, zodat er iets anders gezocht wordt:
}
ahead-again = Terug naar het voorstel, om opnieuw voor te stellen
publish = Publiceren
not-yet = Nog niet
done-asked = Het voorstel is gevraagd.
done-settled = Vastgezet. Stel opnieuw voor als u klaar bent.
done-again = Het voorstel wordt opnieuw berekend.
done-mailed = De agentschappen krijgen hun link.
done-mailed-before = Ze zijn allemaal al over dit voorstel bevraagd; er wordt niets nieuws verstuurd.
done-worked-out = Het voorstel is berekend.
done-is-published = Het is gepubliceerd.
done-is-undone = Het is ingetrokken.
done-published = Het wordt gepubliceerd.
done-undone = Het wordt ingetrokken.
