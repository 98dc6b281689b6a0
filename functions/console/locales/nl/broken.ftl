# Wat stuk is in het rooster, met wat het herstelt, en roosters die klaargezet zijn.
work-plan = Er is een rooster voorgesteld voor het volgende kwartaal
work-plan-why = Het is vanzelf klaargezet: bekijk het, publiceer het of leg het opzij.
work-do-plan = Bekijken
work-closing = { $about }, { $when }: de plaats is gesloten
work-closing-why = De sessie gaat niet door; wie een afspraak had, is verwittigd.
work-do-closing = Zien waarom
work-surge = { $about }: meer noden dan op tijd bediend kunnen worden
work-surge-why = Open noden en mensen die wachten hebben niet op tijd een plaats.
work-do-surge = Zien waarom
work-offer-add = Een sessie toevoegen: { $who }, { $when }
work-offer-other = Verplaatsen: { $who }, { $when }
work-offer-place = Houden in { $place }: { $who }, { $when }
work-offer-left = { $n ->
    [one] één sessie blijft zonder adviseur
   *[other] { $n } sessies blijven zonder adviseur
}
work-offer-instead = { $what }, in plaats van { $place } ({ $when })
work-offer-effect = { $served ->
    [0] Evenveel noden op tijd bediend
    [one] Eén nood meer op tijd bediend
   *[other] { $served } noden meer op tijd bediend
}
