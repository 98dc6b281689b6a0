# What is broken in the rota, with what mends it, and rotas that were prepared.
work-plan = A rota is proposed for the next quarter
work-plan-why = It was prepared by itself: look at it, then publish it or put it aside.
work-do-plan = Look at it
work-closing = { $about }, { $when }: the place is closed
work-closing-why = The session does not take place; those with an appointment were told.
work-do-closing = See why
work-surge = { $about }: more needs than can be served in time
work-surge-why = Open needs and people who wait have no seat in time.
work-do-surge = See why
work-offer-add = Add a session: { $who }, { $when }
work-offer-other = Move it: { $who }, { $when }
work-offer-place = Hold it at { $place }: { $who }, { $when }
work-offer-left = { $n ->
    [one] one session stays without an adviser
   *[other] { $n } sessions stay without an adviser
}
work-offer-instead = { $what }, instead of { $place } ({ $when })
work-offer-effect = { $served ->
    [0] As many needs served in time
    [one] One need more served in time
   *[other] { $served } needs more served in time
}
