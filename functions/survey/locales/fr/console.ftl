# The console's pages, tables and refusals.
wrong-permanence = Cette permanence n’existe pas ; choisissez-en une dans la liste.
wrong-permanence-agency = Cette permanence est celle d’une autre agence ; laissez l’agence ouverte.
wrong-permanence-location = Cette permanence se tient dans un autre lieu ; laissez le lieu ouvert.
wrong-too-long = Une enquête accepte des réponses pendant 400 jours au plus ; choisissez un dernier jour plus proche.
wrong-over = Ce jour est passé, personne ne pourrait répondre ; choisissez un dernier jour à partir d’aujourd’hui.

list-title = Enquêtes
list-lead = Une enquête porte sur un lieu, une agence ou l’ensemble des permanences. On y répond par un code QR, sans compte.
list-new = Créer une enquête
list-about = Sujet
list-questions = Questions
list-days = Jours
list-state = État
list-empty = Aucune enquête pour l’instant
list-empty-how = Chaque enquête apparaîtra ici avec ses jours. Créez-en une, imprimez son affiche et placez-la là où l’on sort de l’entretien.
list-none = Aucune enquête pour l’instant
list-none-how = Les enquêtes sur votre agence ou votre lieu apparaîtront ici.
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
figure-answers-of = { $n ->
    [one] réponse
   *[other] réponses
} sur { $eligible ->
    [one] { $eligible } personne interrogée
   *[other] { $eligible } personnes interrogées
} ({ $rate })
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

waves-title = Vagues
waves-lead = Quand quelle enquête est posée à qui. Dans une vague, chaque lieu et chaque agence a ses propres chiffres.
waves-empty = Pas encore de vague
waves-empty-how = Chaque vague apparaîtra ici avec ses jours. Planifiez-en une : qui vient est alors invité le lendemain, et les codes QR affichés y mènent.
waves-none = Pas encore de vague
waves-none-how = Chaque vague apparaîtra ici avec ses jours, et avec ce qu’on répond sur votre agence ou votre lieu.
wave-new = Planifier une vague
wave-send = Planifier la vague
wave-change = Enregistrer les changements
wave-edit = Modifier la vague
wave-form-lead = Les invitations partent d’elles-mêmes : le lendemain d’une visite, dix jours après qu’un besoin a été traité, ou le premier jour d’une vague parmi les membres. Personne n’est interrogé plus d’une fois par trimestre.
wave-variant-hint = Après une visite : qui est venu. Chaque trimestre : les membres qui ont dit un besoin, réservé, ou accepté d’être interrogés ; qui ne l’a pas coché sur sa page ne l’est pas. Membres sans visite : ceux qui ont accepté et ne sont jamais venus.
wave-where = Où
wave-where-hint = Ne cochez rien pour interroger partout.
wave-everywhere = partout
wave-places = { $n } lieux
wave-done-planned = La vague est planifiée. Les invitations partent d’elles-mêmes.
wave-done-changed = La vague est modifiée.
wave-asks-visitors = Sont interrogés : qui vient, le lendemain, et qui a appris ce qu’a donné son besoin, dix jours après. Personne deux fois par trimestre.
wave-asks-members = Les membres sont invités dès neuf heures le premier jour.
wave-asking = L’invitation des membres est en cours (examinés : { $seen } ; invités jusqu’ici : { $invited }).
wave-asked = { $invited ->
    [one] { $invited } membre sur { $seen } a été invité
   *[other] { $invited } membres sur { $seen } ont été invités
} : ceux qui sont hébergés ici, connus ou d’accord, avec une adresse, et pas interrogés ce trimestre.
wave-since-sure = Satisfaits, vague précédente : { $before }. Changement : { $change } points, entre { $low } et { $high } (95 %).
wave-since-unsure = Satisfaits, vague précédente : { $before }. Le changement de { $change } points n’est pas sûr : entre { $low } et { $high } (95 %).
wave-since-few = Trop peu ont répondu, cette fois ou la précédente, pour dire ce qui a changé.
wave-before = La vague précédente
wave-by-agency = Par organisation
wave-by-agency-none = Personne n’a encore répondu au sujet d’une organisation.
wave-by-place = Par lieu
wave-by-place-none = Personne n’a encore répondu au sujet d’un lieu.
wave-parts = Partie par partie
wave-parts-what = Ce que les gens ont écrit, et qui demande à être contacté, figure avec chacune.
wave-group = De
wave-satisfied = Satisfaits
wave-interval = Intervalle à 95 %
wave-answers = Réponses
wave-hidden = caché
wave-steps = Situation à la dernière étape d’au moins cinq nouvelles réponses pour chaque agence dans chaque lieu. Le premier matin ouvrable après le dernier jour, les totaux comptent aussi les réponses des groupes plus petits, partout où personne ne peut en déduire ce qu’un petit groupe a dit.
wave-told = La vague est close. Les totaux comptent aussi les réponses des groupes de moins de cinq, partout où personne ne peut en déduire ce qu’un petit groupe a dit.
result-change-sure = Depuis la vague précédente : { $change } points, entre { $low } et { $high } (95 %).
result-change-unsure = Depuis la vague précédente : { $change } points. Ce n’est pas sûr : entre { $low } et { $high } (95 %).
wave-hidden-why = Caché : moins de cinq réponses, ou ce que d’autres montrent les révélerait.

codes-title = Codes à afficher
codes-lead = Un code nomme son lieu et jamais sa vague : il continue de fonctionner de vague en vague. Imprimez-le une fois.
codes-place = Lieu
codes-address = Adresse
codes-print = Imprimer
codes-poster = Affiche
codes-cards = Cartes de table
codes-door = Feuille pour la porte
codes-none = Aucun lieu à vous
codes-none-how = Les codes de votre lieu apparaîtront ici.

suggestions-title = Suggestions
suggestions-lead = Ce que les gens suggèrent, selon où c’en est. Ce qui a une réponse figure sur les pages du lieu et de l’organisation.
suggestions-by-state = Par état
suggestions-empty = Rien ici
suggestions-empty-how = Sur la page d’une enquête, appuyez sur « Reprendre » à côté de ce que quelqu’un a écrit : cela apparaît ici.
suggestion-title = Suggestion
suggestion-new = Nouvelle
suggestion-planned = Prévue
suggestion-done = Faite
suggestion-no = Pas faite
suggestion-text = Ce que disent les gens
suggestion-text-hint = Noms, adresses et numéros ont été masqués. Relisez : le public le lira.
suggestion-about = Au sujet de
suggestion-due = Pour quand
suggestion-owner = Qui s’en occupe
suggestion-answer-fr = Réponse en français
suggestion-answer-nl = Réponse en néerlandais
suggestion-answer-en = Réponse en anglais
suggestion-answer-hint = Affichée sur la page du lieu et de l’organisation, et à qui répond à l’enquête là.
suggestion-save = Enregistrer
suggestion-said = dite { $n } fois
suggestion-take = Reprendre
suggestion-made = Reprise comme suggestion
suggestion-alike = Dit la même chose
suggestion-alike-none = Aucune autre suggestion ouverte n’a de mots en commun avec celle-ci.
suggestion-join = La joindre à celle-ci
suggestion-history = Ce qui s’est passé
suggestion-event-joined = Une autre qui dit la même chose a été jointe.
by-somebody = quelqu’un de l’équipe
by-program = un programme
suggestion-done-saved = Enregistré.
suggestion-done-joined = Jointe : elle compte pour les deux.
suggestion-done-taken = Reprise. Relisez-la avant que d’autres ne la lisent.
list-report = Rapport du trimestre
