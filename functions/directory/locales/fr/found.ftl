# A page per kind of need; what services say; the feed.
help-title = { $need } : l’aide à Bruxelles
help-lead = { $n ->
    [0] Aucun service public n’y répond aujourd’hui ; dites votre besoin.
    [one] Un service public y répond. L’agence répond en { $days } jours ouvrables au plus.
   *[other] { $n } services publics y répondent. L’agence répond en { $days } jours ouvrables au plus.
}
help-who = Qui aide
help-none = Aucun service aujourd’hui.
help-none-how = Dites votre besoin : la coordination cherche qui peut vous répondre.
help-next = Prochaines permanences
help-next-none = Aucune permanence à ce sujet dans les quatre prochaines semaines.
help-next-none-how = Elles paraissent ici dès qu’une agence en publie. Entre-temps, dites votre besoin.
help-near = Qui est près de chez vous, sur la carte
help-beside = Besoins voisins
help-state = Dire ce besoin
service-price = Prix
service-free = gratuit
service-price-unknown = non indiqué : l’agence le dit avant de commencer
service-page = Page officielle
service-open-to-all = sans autre condition
service-when = Si : { $conditions }.
service-ended-on = Qui y répond aujourd’hui :
agency-book = Réserver la prochaine fois
feed-title = Permanence : nouvelles permanences
feed-entry = { $agency } à { $place }, la première fois le { $day }
feed-link = Suivre les nouvelles permanences (Atom)
place-kit = Tout pour votre lieu : cadres, affiches, écran
