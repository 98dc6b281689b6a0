# La journée.
day-title = La journée
day-lead = { $day } · { $n ->
    [0] aucun rendez-vous
    [one] un rendez-vous
   *[other] { $n } rendez-vous
}
day-switch = Choisir le jour
day-before = Jour précédent
day-today = Aujourd’hui
day-after = Jour suivant
day-none = Aucune permanence ce jour-là.
day-none-how = Les séances publiées de vos lieux et organismes apparaissent ici, avec leurs rendez-vous.
day-free = { $n ->
    [one] une place libre
   *[other] { $n } places libres
}
day-book = Réserver pour quelqu’un
day-walk-in = Noter une visite sans rendez-vous
day-walked-in = sans rendez-vous
day-nobody = sans nom
day-attended = Est venu
day-missed = N’est pas venu
day-cancel = Annuler
day-done-attended = Présence notée.
day-done-missed = Absence notée.
day-done-cancelled = Le rendez-vous est annulé ; la personne en est avertie.
day-done-walked-in = Visite notée.
