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
day-none = Geen zitdag op die dag.
day-none-how = De gepubliceerde sessies van uw plaatsen en instellingen verschijnen hier, met hun afspraken.
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
