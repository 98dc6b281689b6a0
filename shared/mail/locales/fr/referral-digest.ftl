# À une agence qui préfère un e-mail par jour.

digest-title = { $n ->
    [one] Une entreprise demande votre aide
   *[other] { $n } entreprises demandent votre aide
}
digest-intro = Chaque demande a sa propre page : ce qui est demandé, par qui, et où répondre.
digest-since = Demandé depuis le
digest-by = Réponse attendue pour le
digest-button = Répondre à { $company }
digest-why = Les demandes sont annoncées en un e-mail par jour. Ce qui presse l’est toujours tout de suite. Pour changer cela, écrivez à la coordination.
