# Een planning in cijfers en beeld, naast een andere, en ‘wat als’.

problem-plan-imagined = Deze planning dient om te vergelijken
problem-plan-imagined-detail = Ze veronderstelt iets dat er niet is. Publiceer het voorstel waarvan ze vertrok, of verander eerst wat ze veronderstelt.
plan-name-what-if = { $weeks ->
    [one] Eén week
   *[other] { $weeks } weken
} vanaf { $from }, wat als
imagined = Een veronderstelling, om te vergelijken; ze wordt niet gepubliceerd.
figures-link = In cijfers en beeld
figures-title = In cijfers en beeld
figures-lead = Wie waar komt, week na week, en hoe vaak ieder komt.
beside = Naast
beside-today = Alleen de toestand van vandaag
beside-none = Geen ander voorstel voor deze weken. Vraag er hieronder een om te vergelijken.
compare = Vergelijken
side-by-side = Naast elkaar
the-other = Het andere
other-running = Het andere wordt nog berekend. Kom zo dadelijk terug.
coverage = Wie waar komt
coverage-of = Wie waar komt: { $plan }
coverage-caption = Aanwezige agentschappen per plaats en per week
coverage-key = Het aantal agentschappen dat komt, donkerder als het er meer zijn. Daaronder de vragen die op tijd worden geholpen, van de verwachte; ‘!’ waar er ontbreken.
week-short = W{ $n }
served-of = { $served } van { $demand }
served-short = , niet alle op tijd geholpen
load = Hoe vaak ieder komt
load-of = Hoe vaak ieder komt: { $plan }
load-agencies = Per agentschap
load-advisers = Per adviseur
visits-of-most = Bezoeken, van wat kan
adviser-imagined = Een adviseur meer
what-if = Wat als…
what-if-how = Dezelfde weken worden opnieuw berekend met deze verandering, naast deze. Laat leeg wat niet verandert.
what-if-more = Een adviseur meer
what-if-less = Zonder
what-if-otherwise = Een ander ritme
what-if-ask = Berekenen om te vergelijken
most-a-week = Hoogstens bezoeken per week
how-often = Iemand
as-it-is = Zoals vandaag
every-place = Alle plaatsen met een doel
every-half-day = van maandag tot vrijdag
what-if-adviser-more = Een adviseur meer van { $agency }: { $when }, hoogstens { $n ->
    [one] één bezoek per week
   *[other] { $n } bezoeken per week
}
what-if-adviser-less = Zonder { $adviser }
what-if-place-less = Zonder { $place }
what-if-cadence = { $place }: iemand { $cadence }
part = Publiceren
part-all = Het hele voorstel
part-show = Tonen wat dat doet
part-only = Alleen dit deel wordt gepubliceerd. Vraag voor de rest een nieuw voorstel.
adviser = Adviseur
