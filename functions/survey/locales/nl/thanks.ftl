# Wat een antwoord teruggeeft, naast de dank.
thanks-agency = Volgende permanenties van { $agency }
thanks-place-all = Alle permanenties op deze plaats
thanks-agency-all = Alle permanenties van dit agentschap
thanks-none = Er zijn er geen gepland in de komende weken. Ze staan hier zodra ze er zijn.
thanks-book = Een moment boeken
thanks-help = Hulp die past
thanks-help-none = Geen enkele hulp is nu aan deze plaats verbonden. Alle hulp staat open voor ondernemingen van alle plaatsen.
