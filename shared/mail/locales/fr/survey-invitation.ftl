# À qui est venu, dont le besoin a été traité, ou qui est hébergé dans un lieu.

survey-invitation-visit-title = Comment était-ce ? Votre avis, en { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
survey-invitation-members-title = Les agences publiques près de vous : votre avis, en { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
survey-invitation-without-visit-title = Connaissez-vous les agences publiques près de vous ? Votre avis, en { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
survey-invitation-agency = { $agency } s’est occupée de votre question chez { $place }. Êtes-vous satisfait ? Que faut-il changer ?
survey-invitation-place = Des agences publiques reçoivent les entreprises chez { $place }. Êtes-vous bien informé ? Que faut-il changer ?
survey-invitation-how = Cela prend { $minutes ->
    [one] une minute
   *[other] { $minutes } minutes
}, aussi sur un téléphone, sans compte.
survey-invitation-button = Donner votre avis
survey-invitation-until = Vous pouvez répondre jusqu’au { $day }. Ce lien est le vôtre et compte une fois.
survey-invitation-anonymous = Votre réponse est anonyme : rien ne mène d’elle à vous ni à ce message. Nous vous interrogeons une fois par trimestre au plus.
survey-invitation-end = Ne plus recevoir ces messages
