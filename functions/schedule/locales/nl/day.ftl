# De dag.
day-title = De dag
day-lead = { $day } · { $n ->
    [0] geen afspraken
    [one] één afspraak
   *[other] { $n } afspraken
}
day-switch = De dag kiezen
day-before = Vorige dag
day-today = Vandaag
day-after = Volgende dag
day-none = Geen permanentie op die dag.
day-none-how = De gepubliceerde sessies van uw plaatsen en instellingen verschijnen hier, met hun afspraken.
day-own = uw sessie
day-free = { $n ->
    [one] één vrije plaats
   *[other] { $n } vrije plaatsen
}
day-book = Voor iemand boeken
day-walk-in = Een bezoek zonder afspraak noteren
day-walked-in = zonder afspraak
day-nobody = zonder naam
day-attended = Is gekomen
day-missed = Is niet gekomen
day-cancel = Annuleren
day-done-attended = Aanwezigheid genoteerd.
day-done-missed = Afwezigheid genoteerd.
day-done-cancelled = De afspraak is geannuleerd; de persoon wordt verwittigd.
day-done-walked-in = Bezoek genoteerd.
day-other-times = Andere uren
day-queue = Iemand op de wachtlijst zetten
day-move = Verplaatsen
day-move-lead = Nu geboekt: { $at }. De persoon wordt per e-mail verwittigd.
day-move-taken = Iemand was sneller: dit uur is ingenomen. Er is niets verplaatst; kies een ander.
day-back = Terug naar de dag
day-walk-in-named = Een bezoek met een naam noteren
day-walk-in-at = Gekomen naar de sessie: { $at }.
day-take-back = Deze notitie terugnemen
day-done-taken-back = Het bezoek is niet langer genoteerd.
day-done-booked = De afspraak is geboekt; de bevestiging is onderweg naar de persoon.
day-done-waiting = De persoon staat op de wachtlijst; we schrijven zodra er een plaats vrijkomt.
day-done-moved = De afspraak is verplaatst; de persoon wordt verwittigd.
# Het formulier voor iemand anders.
desk-email-hint = De persoon krijgt daar de bevestiging, met de link van de afspraak.
desk-note-hint = Wat de adviseur zou moeten weten.
desk-privacy = Wat hier staat, dient voor deze afspraak en wordt een jaar later gewist.
desk-waiting-how = Dit uur is volzet. Komt er een plaats vrij, dan bieden we ze de persoon per e-mail aan; die heeft een dag om ze te bevestigen.
desk-taken-lead = Iemand was sneller. Er is niets geboekt: kies een ander uur.
