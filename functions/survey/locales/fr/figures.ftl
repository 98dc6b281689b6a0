# Chiffres des vagues : lignes, qui a répondu, une question par partie, une période, fichiers.
result-each-step = Chaque degré de 0 à 10
result-by-part = Par organisation et par lieu
result-promoters = Promoteurs (9 ou 10)
result-passives = Passifs (7 ou 8)
result-detractors = Détracteurs (0 à 6)

wave-one = Vague
wave-line = De vague en vague
wave-line-what = Les vagues des mêmes questions selon leur premier jour, chacune avec son intervalle à 95 % ; l’effort est une moyenne, sans intervalle. Elles ont pu interroger d’autres lieux.
wave-line-aim = but { $aim }
wave-nps = Recommandation (NPS)
wave-effort = Effort (moyenne)
wave-spread = Répartition des réponses
wave-figure = Mesure
wave-question-all = Toutes ensemble

answered-and-came = Qui a répondu, à côté de qui est venu
answered-and-invited = Qui a répondu, à côté de qui était invité
answered-what = Là où certains répondent moins souvent, les chiffres de tous disent surtout ce que pensent les autres. L’écart est nommé quand il est sûr (95 %, par rapport à tous les autres ensemble).
answered-of-came = De qui est venu
answered-of-invited = Des invités
answered-of-answers = Des réponses
answered-rate = Ont répondu, intervalle à 95 %
answered-more = répond plus souvent
answered-less = répond moins souvent
answered-alike = pas d’écart sûr

period-title = Résultats d’une période
period-days = vagues ouvertes du { $from } au { $to }
period-from = Ouvertes dès le
period-to = Ouvertes jusqu’au
period-choose = Afficher
period-what = Toutes ces vagues ensemble, d’après ce que chacune montre : une réponse que sa propre vague cache n’est pas comptée ici non plus.
period-empty = Aucune vague de ces questions ne s’est ouverte ces jours-là
period-empty-how = Choisissez d’autres jours ou d’autres questions. Ce qu’a donné chaque vague apparaît ici, l’une après l’autre et toutes ensemble.
period-too-many = Au plus 20 vagues sont montrées ensemble : choisissez un premier jour plus tardif.

sheet-figures = Chiffres
sheet-shares = Parts
sheet-whole = Toutes ensemble
csv-of = de
csv-id = id
csv-name = nom
csv-responses = réponses en tout
csv-eligible = venus ou invités
csv-mean = moyenne
csv-distribution = parts
