# Un planning en chiffres et en images, à côté d’un autre, et « et si ».

problem-plan-imagined = Ce planning sert à comparer
problem-plan-imagined-detail = Il suppose quelque chose qui n’est pas. Publiez la proposition dont il est parti, ou changez d’abord ce qu’il suppose.
plan-name-what-if = { $weeks ->
    [one] Une semaine
   *[other] { $weeks } semaines
} à partir du { $from }, et si
imagined = Une supposition, à comparer ; elle ne se publie pas.
figures-link = En chiffres et en images
figures-title = En chiffres et en images
figures-lead = Qui vient où, semaine par semaine, et combien chacun se déplace.
beside = À côté de
beside-today = La situation d’aujourd’hui seulement
beside-none = Aucune autre proposition de ces semaines. Demandez-en une ci-dessous pour comparer.
compare = Comparer
side-by-side = Côte à côte
the-other = L’autre
other-running = L’autre est encore en calcul. Revenez dans un moment.
coverage = Qui vient où
coverage-of = Qui vient où : { $plan }
coverage-caption = Agences présentes par lieu et par semaine
coverage-key = Le nombre d’agences qui viennent, plus foncé quand il y en a plus. Dessous, les demandes servies à temps sur celles attendues ; « ! » quand il en manque.
week-short = S{ $n }
served-of = { $served } sur { $demand }
served-short = , pas toutes servies à temps
load = Combien chacun vient
load-of = Combien chacun vient : { $plan }
load-agencies = Par agence
load-advisers = Par conseiller
visits-of-most = Visites, sur le possible
adviser-imagined = Un conseiller de plus
what-if = Et si…
what-if-how = Les mêmes semaines sont calculées à nouveau avec ce changement, à côté de celles-ci. Laissez vide ce qui ne change pas.
what-if-more = Un conseiller de plus
what-if-less = Sans
what-if-otherwise = Une autre fréquence
what-if-ask = Calculer pour comparer
most-a-week = Visites par semaine au plus
how-often = Quelqu’un
as-it-is = Comme aujourd’hui
every-place = Tous les lieux qui ont un objectif
every-half-day = du lundi au vendredi
what-if-adviser-more = Un conseiller de plus ({ $agency }) : { $when }, { $n ->
    [one] une visite par semaine
   *[other] { $n } visites par semaine
} au plus
what-if-adviser-less = Sans { $adviser }
what-if-place-less = Sans { $place }
what-if-cadence = { $place } : quelqu’un { $cadence }
part = Publier
part-all = Toute la proposition
part-show = Voir ce que cela fait
part-only = Seule cette partie sera publiée. Pour le reste, demandez une nouvelle proposition.
adviser = Conseiller
