# What is broken in the rota, and what mends it; plans that are put aside.
change-held = held otherwise
status-aside = put aside
aside-title = Not this one
aside-how = It leaves the work list. It can be worked out again later.
aside-do = Put it aside
done-aside = It is put aside.
done-let-be = It leaves the work list.
repair-plan-name = Repair at { $place }
repair-crumb = Work list
repair-title-absence = { $agency } at { $place }, { $when }: nobody is there
repair-title-closing = { $agency } at { $place }, { $when }: the place is closed
repair-title-absence-several = { $agency }, { $n } sessions from { $place }, { $when } on: nobody is there
repair-title-closing-several = { $agency } at { $place }, { $n } sessions from { $when } on: the place is closed
repair-title-surge = { $agency } at { $place }: more needs than can be served in time
repair-why-absence = The advisers are away or busy. These are the best repairs that the rota allows, three at most.
repair-why-closing = Nothing takes place while it is closed; those with an appointment were told. These are the best repairs that the rota allows, three at most.
repair-why-surge = { $n ->
    [one] In the coming four weeks one party is
   *[other] In the coming four weeks { $n } parties are
} not served in time. These are the best additions that the rota allows, three at most.
repair-none = No repair is possible
repair-none-how = Whatever was tried, the rota refuses it or it brings nothing. Ask the agency for another half-day, or propose a rota for these weeks.
repair-chosen = One of the repairs was chosen.
repair-to-plan = See how far it is, or take it back
repair-is-let-be = Nothing is to be done about it.
repair-let-be = Leave it as it is
repair-instead = Instead of { $agency } at { $place }, { $when }
repair-does = What it does:
repair-do = Do it and tell them
repair-served = { $n ->
    [0] As many needs are served in time.
    [one] One need more is served in time.
   *[other] { $n } needs more are served in time.
}
repair-together = { $n ->
    [one] One session mended
   *[other] { $n } sessions mended together
}
repair-left = { $n ->
    [one] One session stays as it is: nothing fits beside the others.
   *[other] { $n } sessions stay as they are: nothing fits beside the others.
}
repair-later = These repairs are for the first { $n } sessions. For the { $later ->
    [one] one that follows
   *[other] { $later } that follow
}, others are worked out once these are mended.
repair-points = For the whole rota: { $points } points by the weights in force.
repair-appointments = { $touched ->
    [0] No appointment changes.
   *[other] Appointments: { $moved } moved, { $lost } cancelled; { $mails ->
        [one] { $mails } mail
       *[other] { $mails } mails
    }.
}
repair-stale-anew = New repairs are being worked out: look again in a minute.
no-repair = This repair is not offered any more.
problem-repair-stale = The rota has changed
problem-repair-stale-detail = The repair would not do any more what was said of it. New repairs are being worked out: look again in a minute.
