# De actiestrategieën.
needs-strategies = Strategieën
strategies-title = Actiestrategieën
strategies-lead = Aan wie elke behoefte wordt voorgelegd, in welke volgorde en binnen welke termijnen. Termijnen tellen in werkdagen van het gevraagde agentschap.
strategy-kind = Behoefte
strategy-steps = Aan wie, in welke volgorde
strategy-clock = Termijnen
strategy-change = Wijzigen
strategy-version = Versie { $n }
strategy-alone = Niemand voor
strategy-lead = { $agency } wordt met “{ $service }” meteen gevraagd
strategy-support = { $agency } met “{ $service }”, als de anderen afwijzen of zwijgen
strategy-after = na contact met { $agency }
strategy-times = herinneringen: dag { $remind }, antwoord binnen { $answer } dagen, nieuws { $follow } dagen na de toezegging
strategy-times-bare = antwoord binnen { $answer } dagen, nieuws { $follow } dagen na de toezegging
strategy-now = Wat vandaag geldt
strategy-step = Stap { $n }
strategy-whom = Agentschap en dienst
strategy-role = Rol
strategy-role-lead = meteen gevraagd
strategy-role-support = daarna gevraagd
strategy-former = Vroegere agentschappen
strategy-conditions = Een voorwaarde toevoegen
strategy-after-field = Na contact met
strategy-after-none = niemand in het bijzonder
strategy-any = om het even
strategy-how = Hoe
strategy-how-in = is een van
strategy-how-not-in = is geen van
strategy-how-has-any = heeft minstens een van
strategy-how-in-only = heeft alleen
strategy-least = Minstens
strategy-below = Minder dan
strategy-kept = Andere voorwaarden
strategy-kept-hint = Zoals een programma ze stuurde; vink uit wat weg moet.
strategy-remind-1 = Eerste herinnering (dag)
strategy-remind-2 = Tweede herinnering (dag)
strategy-answer = Antwoord binnen (dagen)
strategy-follow = Nieuws na de toezegging (dagen)
strategy-why = Waarom deze wijziging
strategy-why-hint = Bewaard bij de versie.
strategy-try = Uitproberen
strategy-save = Bewaren
strategy-remove = Terug naar de gids
strategy-remove-place = Terug naar de strategie van alle plaatsen
strategy-saved = De strategie is bewaard. Lopende doorverwijzingen houden die waardoor ze gekozen werden.
strategy-tried = { $n ->
    [one] Uitgeprobeerd op één behoefte van de laatste twaalf maanden
   *[other] Uitgeprobeerd op { $n } behoeften van de laatste twaalf maanden
} ({ $open } open)
strategy-elsewhere = { $n ->
    [0] Geen enkele zou elders terechtgekomen zijn
    [one] Eén zou elders terechtgekomen zijn
   *[other] { $n } zouden elders terechtgekomen zijn
} ({ $open } open)
strategy-per-agency = Per agentschap, nu → dan
strategy-nobody = niemand
strategy-nothing-saved = Er is niets bewaard.
strategy-places = Voor één plaats
strategy-place = Plaats
strategy-place-hint = ✓: deze plaats heeft een eigen strategie. Leeg: die van alle andere.
strategy-open = Openen
strategy-versions = Versies
strategy-when-set = Wanneer, door wie
strategy-restore = Versie { $n } terugzetten
strategy-taken-back = Terug naar de gids
strategy-own = Die van de gids.
strategy-of-all = Die van alle plaatsen.

needs-keywords = Trefwoorden
keywords-title = Woorden die op een behoefte wijzen
keywords-lead = Aan deze woorden wordt een behoefte herkend in wat een lid schrijft. Een tekst suggereert; hij stuurt nooit zelf iets door.
keywords-hint = Eén woord of uitdrukking per regel.
keywords-saved = De woorden zijn bewaard. Ze gelden voor wat vanaf nu binnenkomt.
keywords-tried = { $n ->
    [one] Uitgeprobeerd op één tekst van de laatste twaalf maanden
   *[other] Uitgeprobeerd op { $n } teksten van de laatste twaalf maanden
}
keywords-hinted = { $n ->
    [0] Geen enkele behoefte zou extra herkend worden
    [one] Eén behoefte zou extra herkend worden
   *[other] { $n } behoeften zouden extra herkend worden
}
keywords-no-longer = { $n ->
    [0] Geen enkele zou wegvallen
    [one] Eén zou wegvallen
   *[other] { $n } zouden wegvallen
}
keywords-count = { $n ->
    [one] één woord
   *[other] { $n } woorden
}
