# Aan wie met sessies te maken heeft: wat geannuleerd, verplaatst of nieuw is.

notice-cancelled = Sessie geannuleerd: { $was }
notice-cancelled-only = Sessie geannuleerd
notice-moved = Sessie verplaatst: { $was } wordt { $is }
notice-new = Nieuwe sessie: { $is }
notice-several = { $n ->
    [one] { $n } sessie verandert in { $place }
   *[other] { $n } sessies veranderen in { $place }
}
notice-several-new = { $n ->
    [one] Er komt { $n } sessie bij in { $place }
   *[other] Er komen { $n } sessies bij in { $place }
}
notice-several-off = { $n ->
    [one] { $n } sessie in { $place } gaat niet door
   *[other] { $n } sessies in { $place } gaan niet door
}
notice-anew = Agenda: de sessies gaan verder als een eigen reeks, de volgende { $is }
notice-anew-text = Uur en plaats blijven zoals ze zijn. In uw agenda eindigt de reeks van voordien, en dit bericht zet er de reeks in die verdergaat; de volgende sessie: { $is }.
notice-digest = Wat veranderd is in de permanenties
notice-sessions = Sessies
notice-item-cancelled = geannuleerd, { $was }
notice-item-moved = { $was } wordt { $is }
notice-item-new = nieuw, { $is }
notice-more = { $n ->
    [one] En nog { $n } andere.
   *[other] En nog { $n } andere.
}
notice-was = Het was
notice-is = Het is nu
notice-off = De sessie gaat niet door
notice-with = Met
notice-why = Reden
notice-bookings = Afspraken
notice-booking-made = gemaakt: { $when }, { $who }
notice-booking-moved = verplaatst: { $when }, { $who }
notice-booking-cancelled = teruggegeven: { $when }, { $who }
notice-booking-handed-to = nu van u: { $when }, { $who }
notice-booking-handed-on = niet meer van u: { $when }, { $who }
notice-one-made = Afspraak gemaakt: { $when }
notice-one-moved = Afspraak verplaatst: { $when }
notice-one-cancelled = Afspraak teruggegeven: { $when }
notice-someone = iemand
notice-files = Elk bestand in bijlage werkt één reeks bij in uw agenda: open ze een voor een. Een agenda die op uw persoonlijke link geabonneerd is, volgt vanzelf.
notice-button = De permanenties van de plaats zien
notice-button-several = Het rooster bekijken
notice-small = Deze berichten meteen, één keer per dag of helemaal niet krijgen: de coördinatie regelt het op uw vraag.
