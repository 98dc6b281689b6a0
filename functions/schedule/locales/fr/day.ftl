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
day-none-how = Les séances publiées de vos lieux et agences apparaissent ici, avec leurs rendez-vous.
day-own = votre séance
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
day-done-cancelled = Le rendez-vous est annulé ; la personne en est avertie.
day-done-walked-in = Visite notée.
day-other-times = Autres heures
day-queue = Inscrire quelqu’un sur la liste d’attente
day-move = Déplacer
day-move-lead = Réservé maintenant : { $at }. La personne est prévenue par e-mail.
day-move-taken = Quelqu’un a été plus rapide : cette heure est prise. Rien n’a été déplacé ; choisissez-en une autre.
day-back = Retour à la journée
day-walk-in-named = Noter une visite avec un nom
day-walk-in-at = Venu à la séance : { $at }.
day-take-back = Annuler cette note
day-done-taken-back = La visite n’est plus notée.
day-done-booked = Le rendez-vous est réservé ; la confirmation part chez la personne.
day-done-waiting = La personne est sur la liste d’attente ; nous lui écrivons dès qu’une place se libère.
day-done-moved = Le rendez-vous est déplacé ; la personne est prévenue.
# Le formulaire pour quelqu’un d’autre.
desk-email-hint = La personne y reçoit la confirmation, avec le lien du rendez-vous.
desk-note-hint = Ce que le conseiller devrait savoir.
desk-privacy = Ce qui est écrit ici sert à ce rendez-vous et est effacé un an après.
desk-waiting-how = Cette heure est complète. Si une place se libère, nous la proposons à la personne par e-mail ; elle a un jour pour la confirmer.
desk-taken-lead = Quelqu’un a été plus rapide. Rien n’est réservé : choisissez une autre heure.
