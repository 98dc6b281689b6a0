# Lien de connexion.

sign-in-subject = Votre lien de connexion à Permanence
sign-in-title = Se connecter à Permanence
sign-in-text = Ouvrez ce lien pour vous connecter. Il est valable { $minutes ->
        [one] une minute
       *[other] { $minutes } minutes
    } et ne sert qu’une fois.
sign-in-button = Se connecter
sign-in-not-you = Vous n’avez pas demandé ce lien ? Ignorez ce message : sans le lien, personne ne peut se connecter à votre place.
