# Ce qui est cassé dans le planning, et ce qui le répare ; les plannings mis de côté.
change-held = tenue autrement
status-aside = mis de côté
aside-title = Pas celui-ci
aside-how = Il quitte la liste de travail. On peut le recalculer plus tard.
aside-do = Le mettre de côté
done-aside = Il est mis de côté.
done-let-be = Cela quitte la liste de travail.
repair-plan-name = Réparation à { $place }
repair-crumb = Liste de travail
repair-title-absence = { $agency } à { $place }, { $when } : personne n’y est
repair-title-closing = { $agency } à { $place }, { $when } : le lieu est fermé
repair-title-absence-several = { $agency }, { $n } séances à partir de { $place }, { $when } : personne n’y est
repair-title-closing-several = { $agency } à { $place }, { $n } séances à partir de { $when } : le lieu est fermé
repair-title-surge = { $agency } à { $place } : plus de besoins qu’on ne peut en servir à temps
repair-why-absence = Les conseillers sont absents ou occupés. Voici les meilleures réparations que le planning permet, trois au plus.
repair-why-closing = Rien n’a lieu pendant la fermeture ; ceux qui avaient rendez-vous sont prévenus. Voici les meilleures réparations que le planning permet, trois au plus.
repair-why-surge = { $n ->
    [one] Dans les quatre semaines à venir, une demande n’est pas servie
   *[other] Dans les quatre semaines à venir, { $n } demandes ne sont pas servies
} à temps. Voici les meilleurs ajouts que le planning permet, trois au plus.
repair-none = Aucune réparation n’est possible
repair-none-how = Quoi qu’on essaie, le planning le refuse ou cela n’apporte rien. Demandez une demi-journée de plus à l’agence, ou proposez un planning pour ces semaines.
repair-chosen = Une des réparations est choisie.
repair-to-plan = Voir où elle en est, ou l’annuler
repair-is-let-be = On n’y fait rien.
repair-let-be = Laisser ainsi
repair-instead = Remplace { $agency } à { $place }, { $when }
repair-does = Ce que cela fait :
repair-do = Le faire et prévenir
repair-served = { $n ->
    [0] Autant de besoins sont servis à temps.
    [one] Un besoin de plus est servi à temps.
   *[other] { $n } besoins de plus sont servis à temps.
}
repair-together = { $n ->
    [one] Une séance réparée
   *[other] { $n } séances réparées ensemble
}
repair-left = { $n ->
    [one] Une séance reste comme elle est : rien n’y convient à côté des autres.
   *[other] { $n } séances restent comme elles sont : rien n’y convient à côté des autres.
}
repair-later = Ces réparations valent pour les { $n } premières séances. Pour { $later ->
    [one] celle qui suit
   *[other] les { $later } qui suivent
}, d’autres seront cherchées une fois celles-ci rétablies.
repair-points = Pour l’ensemble du planning : { $points } points selon les poids en vigueur.
repair-appointments = { $touched ->
    [0] Aucun rendez-vous ne change.
   *[other] Rendez-vous : { $moved ->
        [one] { $moved } déplacé
       *[other] { $moved } déplacés
    }, { $lost ->
        [one] { $lost } annulé
       *[other] { $lost } annulés
    } ; { $mails ->
        [one] { $mails } e-mail
       *[other] { $mails } e-mails
    }.
}
repair-stale-anew = De nouvelles réparations sont en calcul : revenez dans une minute.
no-repair = Cette réparation n’est plus proposée.
problem-repair-stale = Le planning a changé
problem-repair-stale-detail = La réparation ne ferait plus ce qui en était dit. De nouvelles réparations sont en calcul : revenez dans une minute.
