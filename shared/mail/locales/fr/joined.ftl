# À un collègue qui a demandé la même chose.

joined-title = Votre entreprise a déjà une demande ouverte sur ce sujet
joined-text = Une demande de votre entreprise est ouverte depuis le { $date } : { $needs }. Nous y avons joint votre message et vos coordonnées, pour qu’aucune agence ne reçoive deux fois la même demande.
joined-with = La demande est chez { $agencies }.
joined-small = La personne qui a introduit la demande en reçoit les nouvelles. Vous n’avez rien demandé ? Répondez à la coordination des permanences.
