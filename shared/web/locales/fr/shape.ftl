# Ce qu’un champ doit être.
shape-object = Donnez un objet, entre accolades.
shape-type = Cette valeur n’est pas du bon type ; donnez-en une autre.
shape-instant = Donnez un instant sous la forme 2026-11-24T08:30:00Z.
shape-date = Donnez une date qui existe, sous la forme 2026-11-24.
shape-value = Cette valeur n’est pas acceptée ; corrigez-la.
shape-length = Écrivez de { $min } à { $max } caractères.
shape-at-least = Écrivez au moins { $min } caractères.
shape-limit = Demandez de 1 à 100 éléments à la fois.
shape-no-value = Donnez une valeur à ce paramètre, ou retirez-le.
shape-once = Ce paramètre est donné plusieurs fois : n’en gardez qu’un.
