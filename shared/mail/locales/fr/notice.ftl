# À qui a affaire à des séances : ce qui est annulé, déplacé, nouveau.

notice-cancelled = Séance annulée : { $was }
notice-cancelled-only = Séance annulée
notice-moved = Séance déplacée : { $was } devient { $is }
notice-new = Nouvelle séance : { $is }
notice-several = { $n ->
    [one] { $n } séance change à { $place }
   *[other] { $n } séances changent à { $place }
}
notice-several-new = { $n ->
    [one] { $n } nouvelle séance arrive à { $place }
   *[other] { $n } nouvelles séances arrivent à { $place }
}
notice-several-off = { $n ->
    [one] { $n } séance annulée à { $place }
   *[other] { $n } séances annulées à { $place }
}
notice-anew = Agenda : les séances continuent sous une nouvelle série, prochaine { $is }
notice-anew-text = Leurs heures et leur lieu ne changent pas. Dans votre agenda, la série d’avant s’arrête, et ce message y met celle qui continue ; prochaine séance : { $is }.
notice-digest = Ce qui a changé dans les permanences
notice-sessions = Séances
notice-item-cancelled = annulée, { $was }
notice-item-moved = { $was } devient { $is }
notice-item-new = nouvelle, { $is }
notice-more = { $n ->
    [one] Et { $n } autre.
   *[other] Et { $n } autres.
}
notice-was = C’était
notice-is = C’est maintenant
notice-off = La séance n’a pas lieu
notice-with = Avec
notice-why = Raison
notice-bookings = Rendez-vous
notice-booking-made = pris : { $when }, { $who }
notice-booking-moved = déplacé : { $when }, { $who }
notice-booking-cancelled = rendu : { $when }, { $who }
notice-booking-handed-to = désormais le vôtre : { $when }, { $who }
notice-booking-handed-on = n’est plus le vôtre : { $when }, { $who }
notice-one-made = Rendez-vous pris : { $when }
notice-one-moved = Rendez-vous déplacé : { $when }
notice-one-cancelled = Rendez-vous rendu : { $when }
notice-someone = quelqu’un
notice-files = Chaque fichier joint met une série à jour dans votre agenda : ouvrez-les l’un après l’autre. Un agenda abonné à votre lien personnel suit de lui-même.
notice-button = Voir les permanences du lieu
notice-button-several = Voir le planning
notice-small = Recevoir ces messages tout de suite, une fois par jour ou pas du tout : la coordination le règle à votre demande.
