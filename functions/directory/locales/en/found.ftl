# A page per kind of need; what services say; the feed.
help-title = { $need }: help in Brussels
help-lead = { $n ->
    [0] No public service answers this today; state your need.
    [one] One public service answers this. The agency answers within { $days } working days.
   *[other] { $n } public services answer this. The agency answers within { $days } working days.
}
help-who = Who helps
help-none = No service today.
help-none-how = State your need: the coordinator looks for who can answer.
help-next = Next office hours
help-next-none = No office hours on this in the next four weeks.
help-next-none-how = They appear here as soon as an agency publishes some. Meanwhile, state your need.
help-near = Who is near you, on the map
help-beside = Related needs
help-state = State this need
service-price = Price
service-free = free
service-price-unknown = not said: the agency tells you before anything begins
service-page = Official page
service-open-to-all = no further condition
service-when = If: { $conditions }.
service-ended-on = Who helps today:
agency-book = Book the next time
feed-title = Permanence: new office hours
feed-entry = { $agency } at { $place }, first on { $day }
feed-link = Follow new office hours (Atom)
place-kit = Everything for your place: frames, posters, screen
