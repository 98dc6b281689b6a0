# Le rapport du trimestre.
report-title = Le trimestre : { $from } à { $to }
report-lead = Pour le comité de pilotage · chaque chiffre dit ce qu’il compte · situation au { $day }
report-lead-running = Pour le comité de pilotage · trimestre en cours · situation au { $day }
report-print = Imprimer
report-others = Autres trimestres
report-sheet-counts = Définitions
report-tile-needs = besoins · { $share } des renvois clos avec une réponse
report-tile-presences = permanences tenues sur { $planned ->
    [one] { $planned } prévue
   *[other] { $planned } prévues
} · { $cancelled ->
    [one] { $cancelled } annulée
   *[other] { $cancelled } annulées
} · { $to_come } à venir
report-tile-bookings = rendez-vous · { $share } d’absences
report-tile-satisfied = satisfaits (n = { $n }, { $low } à { $high })
report-tile-satisfied-few = satisfaction : moins de cinq réponses
report-tile-members = membres atteints sur { $hosted } hébergés
report-line = Part de 4 et 5 sur 5 par trimestre, avec l’intervalle à 95 % ; les mêmes chiffres sont dans le tableau
report-change-sure = Depuis le trimestre précédent : { $change } points, entre { $low } et { $high }.
report-change-unsure = Depuis le trimestre précédent : { $change } points, mais ce n’est pas sûr : entre { $low } et { $high }.
report-rate = Taux de réponse { $rate } ({ $n } sur { $eligible } invités).
report-all = Ensemble
report-agency = Organisation
report-place = Lieu
report-quarter = Trimestre
report-kind = Besoin
report-programme = Programme
report-held = Tenues
report-cancelled = Annulées
report-to-come = À venir
report-met = Semaines couvertes
report-aims = But
report-reached = Atteints
report-hosted = Hébergés
report-asked = Demandés
report-answered = Répondus
report-closed = Bouclés
report-open = Ouverts
report-closed-share = Part bouclée
report-days-half = Jours, la moitié
report-days-nine = Jours, neuf sur dix
report-booked = Réservés
report-attended = Venus
report-missed = Absents
report-no-show = Part d’absents
report-walk-ins = Sans rendez-vous
report-satisfied = Satisfaits
report-low = De
report-high = À
report-interval = Intervalle à 95 %
report-answers = Réponses
report-hidden = moins de 5
report-hidden-why = Moins de cinq réponses, ou un chiffre qui permettrait de les deviner : rien n’est montré.
report-none = Rien ce trimestre.
report-presences = Permanences
report-presences-agency = Permanences par organisation
report-presences-place = Permanences par lieu
report-presences-counts = Séances publiées du trimestre : tenues, celles qui sont terminées et n’ont pas été annulées. But : semaines commencées où le lieu devait recevoir quelqu’un (chaque semaine, tous les quinze jours ou chaque mois, selon le lieu) ; couvertes, celles où quelqu’un y était.
report-presences-where = Voir l’agenda
report-members = Membres
report-members-place = Membres atteints par lieu
report-members-counts = Membres connus qui ont exprimé un besoin ou pris un rendez-vous ce trimestre, chacun une fois par lieu ; hébergés : aujourd’hui.
report-members-where = Voir les membres
report-needs = Besoins
report-needs-kind = Besoins par sorte
report-needs-programme = Besoins par programme
report-needs-place = Besoins par lieu
report-needs-counts = Besoins exprimés ce trimestre. Un besoin de deux sortes compte avec chacune ; avec un programme, dès qu’un service de ce programme a été demandé.
report-needs-where = Voir les besoins
report-referrals = Renvois par organisation
report-referrals-counts = Renvois faits ce trimestre. Bouclés : l’organisation a dit non, ou ce qui en est advenu ; la part est de ceux que le membre n’a pas retirés. Jours ouvrables de l’envoi à la première réponse.
report-referrals-where = Voir les renvois
report-bookings = Rendez-vous par organisation
report-bookings-counts = Rendez-vous du trimestre qui n’ont pas été annulés. Part d’absents : de ceux dont on a dit si la personne est venue.
report-bookings-where = Voir l’agenda
report-satisfaction = Satisfaction, par trimestre
report-satisfaction-agency = Satisfaction par organisation
report-satisfaction-place = Satisfaction par lieu
report-satisfaction-counts = Part de 4 et 5 sur 5 dans les vagues d’enquête ouvertes ce trimestre, avec l’intervalle de Wilson à 95 %, sur toutes les réponses ; un groupe de moins de cinq est masqué, avec ce qui le révélerait.
report-satisfaction-where = Voir la vague
report-suggestions = Suggestions
report-suggestions-of = { $n } relevées · réalisées : { $done } · prévues : { $planned } · refusées : { $refused } · à décider : { $undecided }
report-suggestions-counts = Suggestions que la coordination a relevées ce trimestre, et où elles en sont aujourd’hui.
report-suggestions-where = Voir les suggestions
report-work = Travail de la coordination
report-work-of = { $n ->
    [0] Aucune affaire traitée.
    [one] Une affaire traitée, soit { $hours } heures.
   *[other] { $n } affaires traitées, soit { $hours } heures.
}
report-work-counts = Besoins à trier, silences et adresses refusées venus sur la liste ce trimestre et qui n’y sont plus, à deux minutes chacun : une estimation, personne ne mesure le temps.
report-work-where = Voir la liste
report-cost = Coût
report-cost-of = { $dollars } $ pour faire tourner le produit pendant le trimestre.
report-cost-unknown = Non connu.
report-cost-counts = Selon le modèle (docs/cost.md) de ce que consomme une région dans le nuage, trois mois : ce n’est pas une facture, et le temps des personnes n’y est pas.
report-cost-where = Voir le modèle
report-aim = but { $aim }
