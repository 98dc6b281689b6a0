# The digest of a month to the host of a place and its members who asked for it; news.

monthly-title = { $place }, { $month }: what public agencies do for you here
monthly-what = Once a month, what the public agencies of Brussels do at { $place }: free of charge, for every company hosted there.
monthly-until = Until { $day }
monthly-more = Read more
monthly-sessions = Next permanences
monthly-sessions-none = No permanence is planned here for now. Tell us what you need: the right agency answers you, wherever it is.
monthly-sessions-how = Each date leads to the times that are still free.
monthly-services = Services that fit companies here
monthly-services-why = Chosen from what at least five companies of the place have in common. No company is named to anybody.
monthly-said = You said, we did
monthly-you-said = You said
monthly-said-done = Done.
monthly-said-planned = Planned.
monthly-said-no = Not for now.
monthly-button = See the place's page
monthly-why-host = You receive this because you receive companies at { $place }.
monthly-why-member = You receive this because you asked for news of { $place }.
monthly-why-hosts = You receive this because you receive companies at one of the places.
monthly-why-members = You receive this because you asked for news of your place.
monthly-end = No more such messages
