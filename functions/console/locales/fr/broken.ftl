# Ce qui est cassé dans le planning, avec ce qui le répare, et les plannings préparés.
work-plan = Un planning est proposé pour le prochain trimestre
work-plan-why = Il s’est préparé tout seul : regardez-le, puis publiez-le ou mettez-le de côté.
work-do-plan = Le regarder
work-closing = { $about }, { $when } : le lieu est fermé
work-closing-why = La séance n’a pas lieu ; ceux qui avaient rendez-vous sont prévenus.
work-do-closing = Voir pourquoi
work-surge = { $about } : plus de besoins qu’on ne peut en servir à temps
work-surge-why = Des besoins ouverts et des personnes en attente n’ont pas de place à temps.
work-do-surge = Voir pourquoi
work-offer-add = Ajouter une séance : { $who }, { $when }
work-offer-other = La déplacer : { $who }, { $when }
work-offer-place = La tenir à { $place } : { $who }, { $when }
work-offer-left = { $n ->
    [one] une séance reste sans conseiller
   *[other] { $n } séances restent sans conseiller
}
work-offer-instead = { $what } (remplace { $place }, { $when })
work-offer-effect = { $served ->
    [0] Autant de besoins servis à temps
    [one] Un besoin de plus servi à temps
   *[other] { $served } besoins de plus servis à temps
}
