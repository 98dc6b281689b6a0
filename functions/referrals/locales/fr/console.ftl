# Les renvois dans la console.
list-title = Renvois
list-lead = Ce qui a été demandé à chaque agence, et où cela en est. Ce qui aurait dû recevoir une réponse vient d’abord.
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
list-none-how = Un renvoi apparaît ici dès qu’une demande est transmise à une agence, d’office ou par le tri.
list-none-filtered = Aucun renvoi ne correspond à ces filtres. Élargissez-les pour en voir d’autres.
history-title = Ce qui s’est passé
to-need = Voir la demande
link-title = Lien de réponse
link-what = { $agency } n’a plus son courriel ? Un nouveau lien part à son adresse ; les précédents ne s’ouvrent plus.
link-send = Renvoyer le lien
