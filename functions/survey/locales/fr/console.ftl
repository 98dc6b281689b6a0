# The console's pages, tables and refusals.
wrong-permanence = Cette permanence n’existe pas ; choisissez-en une dans la liste.
wrong-permanence-agency = Cette permanence est celle d’une autre agence ; laissez l’agence ouverte.
wrong-permanence-location = Cette permanence se tient dans un autre lieu ; laissez le lieu ouvert.
wrong-too-long = Une enquête accepte des réponses pendant 400 jours au plus ; choisissez un dernier jour plus proche.

list-title = Enquêtes
list-lead = Une enquête porte sur un lieu, une agence ou l’ensemble des permanences. On y répond par un code QR, sans compte.
list-new = Créer une enquête
list-about = Sujet
list-questions = Questions
list-days = Jours
list-state = État
list-empty = Aucune enquête pour l’instant
list-empty-how = Chaque enquête apparaîtra ici avec ses jours. Créez-en une, imprimez son affiche et placez-la là où l’on sort de l’entretien.
state-upcoming = Pas encore ouverte
state-open = Ouverte
state-closed = Terminée

new-title = Créer une enquête
new-lead = Ce qu’elle demande, où, et pendant combien de temps. Son code QR et son affiche sont prêts aussitôt.
new-variant = Quelles questions
new-location = Lieu
new-target-hint = Ne choisissez rien pour poser les questions sur toutes les permanences ensemble.
new-agency = Agence
new-permanence = Permanence
new-permanence-hint = Choisir une permanence remplit son agence et son lieu.
new-opens = Premier jour
new-closes = Dernier jour
new-send = Créer l’enquête

done-created = L’enquête est créée. Imprimez son affiche ou partagez son adresse.
done-contact-removed = L’adresse est effacée.
show-poster = Imprimer l’affiche
show-reach = Comment accéder à l’enquête
show-qr = Code QR de l’enquête
show-reach-how = Scanner le code ou ouvrir l’adresse mène à l’enquête.
show-live = Tout ce qui est compté, à quelques secondes près. Les agences, les lieux et le public le voient par étapes d’au moins cinq nouvelles réponses.
show-steps = Situation à la dernière étape d’au moins cinq nouvelles réponses.
show-results = Réponses
show-none = Aucune réponse pour l’instant
show-none-how = Les résultats apparaîtront ici, question par question, dès que quelqu’un aura répondu. Une question est montrée à partir de cinq réponses.
show-csv = Résultats en tableau (CSV)
show-texts = Suggestions
show-texts-lead = Sans ordre particulier, à part des autres réponses. Lisez-les avant de les transmettre : elles peuvent nommer des personnes.
show-no-texts = Aucune suggestion pour l’instant
show-no-texts-how = Ce que les gens écrivent apparaîtra ici, sans rien d’autre de leur réponse.
show-contacts = Demandes de contact
show-contacts-lead = Rien ne relie ces personnes à une réponse.
show-no-contacts = Personne n’a demandé à être contacté
show-no-contacts-how = Les personnes qui laissent une adresse sur le formulaire séparé, après avoir répondu, apparaîtront ici.

figure-answers = { $n ->
    [one] réponse
   *[other] réponses
}
figure-answers-of = réponses sur { $eligible } personnes interrogées ({ $rate })
figure-csat = satisfaits (n = { $n }, { $low } à { $high })
figure-nps = recommanderaient : NPS (n = { $n }, { $low } à { $high })
result-n = n = { $n }
result-suppressed = Moins de cinq réponses : rien n’est montré, pour que personne ne soit reconnu.
result-cell-suppressed = Moins de cinq personnes sont concernées : le chiffre n’est pas montré.
result-none = Personne n’a encore répondu à cette question.
result-csat = { $value } sont satisfaits ou très satisfaits. Avec n = { $n }, la vraie part se situe entre { $low } et { $high }, 95 fois sur 100.
result-followup-csat = { $value } sont satisfaits du suivi, entre { $low } et { $high } (95 %).
result-followup-wait = { $value } de ceux à qui une suite était promise l’ont eue dans les cinq jours ouvrables, entre { $low } et { $high } (95 %).
result-nps = Score de recommandation (NPS) { $value }, entre { $low } et { $high } : { $promoters } ont donné 9 ou 10, { $detractors } de 0 à 6.
result-mean = Moyenne { $mean } sur une échelle de { $min } à { $max }.
result-awareness = On connaissait { $mean } agences en moyenne.

csv-question = question
csv-text = énoncé
csv-figure = mesure
csv-option = option
csv-label = libellé
csv-value = valeur
csv-low = borne basse
csv-high = borne haute
csv-n = n
# The same in all languages: it is the name in the API.
csv-suppressed = suppressed
