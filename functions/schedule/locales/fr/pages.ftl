# Les pages publiques de l’agenda.
public-places = Lieux et horaires
public-services = Trouver de l’aide
public-state-need = Dire un besoin
public-cancelled = Annulée
public-over = Terminée
public-moved = Déplacée du { $day }
public-length = Autre durée
public-all-services = toutes les aides de l’agence
public-resumes = reprise le { $day }
public-book = Réserver un créneau
public-today = aujourd’hui
public-nobody = aucune permanence
public-closed = agences fermées : { $reason }
public-place-closed = Ce lieu a fermé le { $day }.
public-place-opens = Ce lieu ouvre le { $day }.

step-label = Choisir une autre période
step-week-before = Semaine précédente
step-week-now = Cette semaine
step-week-after = Semaine suivante
seven-coming = les sept prochains jours
seven-coming-step = Les sept prochains jours
seven-next = la prochaine semaine où quelqu’un vient
seven-empty = Aucune permanence ici dans les sept prochains jours.
step-month-before = Mois précédent
step-month-now = Ce mois-ci
step-month-after = Mois suivant

week-title = { $place } : semaine { $week }
week-title-days = { $place } : { $days }
week-held = { $n ->
    [0] aucune permanence
    [one] une permanence
   *[other] { $n } permanences
}
week-empty = Aucune permanence ici cette semaine-là.
week-next = La prochaine : { $at }, { $agency }.
week-next-none = Aucune n’est annoncée dans les trois mois. Elles apparaissent ici dès qu’une agence les publie ; en attendant, dites-nous votre besoin.
week-closed = Jours de fermeture des agences
week-see-month = Voir le mois
month-title = { $place } : { $month }
month-empty = Aucune permanence ici ce mois-ci.
month-changes = Ce qui change ce mois-ci
month-see-week = Voir la semaine
view-title = Voir autrement
view-week = La semaine, jour par jour
view-month = Le mois
view-print = Imprimer le mois à venir (A4)
view-lobby = Afficher dans le hall
view-place = La page du lieu
view-near = Les autres lieux près d’ici

tour-title = La tournée : { $agency }
tour-lead = quatre semaines, jour par jour
tour-empty = Aucune permanence dans ces quatre semaines.
tour-next = La prochaine : { $at }.
tour-empty-how = Elles apparaissent ici dès que l’agence les publie. En attendant, dites-nous votre besoin : l’agence vous répond par e-mail.
tour-week-empty = Aucune permanence cette semaine-là.
tour-over = { $agency } a cessé d’exister le { $day }.
tour-heir = Son travail est repris par

near-title = Qui est près de moi ?
near-title-of = Près de chez vous : { $town }
near-lead = { $n ->
    [0] aucun lieu où quelqu’un vient encore
    [one] un lieu où quelqu’un vient
   *[other] { $n } lieux où quelqu’un vient
}
near-postcode = Votre code postal
near-show = Montrer
near-unknown = Ce n’est pas un code postal de la Région de Bruxelles-Capitale. Écrivez quatre chiffres, par exemple 1050, ou choisissez une commune ci-dessous.
near-from = Distances à vol d’oiseau depuis le centre de la commune ({ $town }).
near-shared = Ce code postal couvre aussi une partie d’une autre commune : { $town }.
near-towns = Choisir une commune
near-all = Tous les lieux
near-map = { $n ->
    [one] Carte de la Région de Bruxelles avec un lieu. La liste dit la même chose.
   *[other] Carte de la Région de Bruxelles avec { $n } lieux, numérotés comme dans la liste, qui dit la même chose.
}
near-here = Centre de la commune ({ $town }).
near-credit = Contours simplifiés : © IGN et Statbel ; points : GeoNames (CC BY 4.0).
near-list = Les lieux, du plus proche au plus lointain
near-list-soonest = Les lieux, dans l’ordre des permanences
near-km = { $km } km à vol d’oiseau
near-more = { $n ->
    [one] Un lieu plus lointain n’est pas montré.
   *[other] { $n } lieux plus lointains ne sont pas montrés.
}
near-empty = Plus aucune permanence cette semaine-là.
near-empty-coming = Aucune permanence dans les sept prochains jours.
near-empty-how = Regardez une autre semaine :

lobby-what = Les agences publiques, ici
lobby-today = Aujourd’hui
lobby-next = Les prochaines permanences
lobby-nobody = Personne aujourd’hui.
lobby-more = { $n ->
    [one] et une autre : voyez la page.
   *[other] et { $n } autres : voyez la page.
}
lobby-scan-title = La page de ce lieu
lobby-scan = Scannez : toutes les heures, et dire un besoin.
lobby-made = Mis à jour le { $at }, puis chaque minute.

embed-heading = Les agences publiques à { $place }
embed-days = Jour par jour
embed-more = Voir toutes les semaines
embed-title = Sur votre site
embed-how = Les sept prochains jours se montrent aussi dans une autre page : ils se mettent à jour seuls et ne déposent aucun cookie.
embed-show = Le code à copier

print-title = { $place } : le mois à venir
print-how = Cette page est faite pour une feuille A4 : imprimez-la depuis votre navigateur.
print-back = Retour à la semaine
print-span = Permanences du { $from } au { $to }
print-none = Aucune permanence n’est annoncée pour ce mois.
print-caption = Les permanences du mois
print-day = Jour
print-hours = Heures
print-agency = Agence
print-note = Remarque
print-about = Pour parler de
print-scan = Scannez pour voir les changements et dire un besoin
print-need = Votre besoin n’est pas dans la liste ? Dites-le nous : la bonne agence vous répond.
print-made = Situation au { $day }.
