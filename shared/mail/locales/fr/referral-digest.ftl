# À une agence qui préfère un e-mail par jour.

digest-title = { $n ->
    [one] Une entreprise demande votre aide
   *[other] { $n } entreprises demandent votre aide
}
digest-intro = Chaque demande a sa propre page : ce qui est demandé, par qui, et où répondre.
digest-since = Demandé depuis le
digest-by = Réponse attendue pour le
digest-button = Répondre à { $company }
digest-why = { $agency } a choisi un e-mail par jour pour les demandes. Ce qui presse est toujours annoncé tout de suite.
