# Search.
search-title = Rechercher
search-label = Que cherchez-vous ?
search-hint = Un besoin, une aide, une agence, un lieu : en français, en néerlandais ou en anglais.
search-button = Rechercher
search-lead = Avec vos mots : « subside prototype », « ouvrir un magasin », « ICAB ».
search-found = { $n ->
    [0] Aucune réponse pour « { $q } ».
    [one] Une réponse pour « { $q } ».
   *[other] { $n } réponses pour « { $q } ».
}
search-corrected = « { $typed } » n’est pas connu ici ; nous avons cherché « { $word } ».
search-together = Là-bas, pour cela
search-kind-need-type = besoin
search-kind-service = service
search-kind-agency = agence
search-kind-location = lieu
search-next = Prochaine permanence :
search-book = réserver
search-none = Rien sous ces mots.
search-none-how = Dites votre besoin avec ces mots, et la bonne agence vous répond :
search-because = Trouvé par
search-by-word = « { $phrase } »
search-by-synonym = « { $phrase } », un autre mot pour « { $typed } »
search-by-part = « { $word } » dans « { $typed } » : « { $phrase } »
search-by-spelling = « { $phrase } », écrit « { $typed } »
search-through = pour : { $kind }
