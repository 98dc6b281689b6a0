# Les renvois dans la console.
list-title = Renvois
list-lead = Ce qui a été demandé à chaque agence, et où cela en est. Ce qui attend une réponse depuis trop longtemps vient d’abord.
list-late = { $n ->
    [one] Une réponse en retard
   *[other] { $n } réponses en retard
}
list-late-caption = Renvois sans réponse dans le délai
list-status = État
list-agency = Agence
list-location = Lieu
list-filter = Filtrer
list-what = Quoi
list-since = Depuis
list-state = État
list-open = Ouvrir
list-is-late = En retard
list-answer-by = réponse attendue pour le { $date }
list-unnamed = Entreprise non affichée
list-none = Aucun renvoi pour l’instant
list-none-how = Un renvoi apparaît ici dès qu’un besoin est transmis à une agence, automatiquement ou après le tri.
list-none-filtered = Aucun renvoi ne correspond à ces filtres. Élargissez-les pour en voir d’autres.
history-title = Ce qui s’est passé
to-need = Voir le besoin
link-title = Lien de réponse
link-what = { $agency } a perdu l’e-mail ? Un nouveau lien part à son adresse ; les liens précédents ne fonctionnent plus.
link-send = Renvoyer le lien
