# La page publique des statistiques en direct.
statistics-title = Statistiques
statistics-agencies = { $n ->
    [one] organisation
   *[other] organisations
}
statistics-services = { $n ->
    [one] service
   *[other] services
}
statistics-places = { $n ->
    [one] lieu
   *[other] lieux
}
statistics-lead = Situation au { $day } · trimestre { $quarter } · mis à jour en continu
statistics-few = moins de 5
statistics-needs = besoins exprimés ce trimestre, au moins
statistics-closed = des renvois clos avec une réponse
statistics-closed-days = la première en { $days ->
    [one] { $days } jour ouvrable
   *[other] { $days } jours ouvrables
} pour la moitié
statistics-bookings = rendez-vous ce trimestre, au moins
statistics-missed = { $share } d’absences
statistics-satisfied = satisfaits (n = { $n })
statistics-kinds = Ce qui est demandé
statistics-kinds-none = Aucune sorte de besoin n’a été exprimée cinq fois ce trimestre.
statistics-kinds-few = Par pas de cinq. Ce qui n’est pas nommé a été demandé moins de cinq fois.
statistics-satisfaction-none = Pas encore de réponses à une enquête ce trimestre.
statistics-how = Les chiffres sur des personnes montent par pas de cinq, et rien n’est montré en dessous de cinq : personne ne peut y être reconnu. Les mêmes chiffres pour des programmes :
