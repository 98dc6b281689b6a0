# Ce qu’une réponse rend, à côté du merci.
thanks-agency = Prochaines permanences de { $agency }
thanks-place-all = Toutes les permanences de ce lieu
thanks-agency-all = Toutes les permanences de cette agence
thanks-none = Aucune n’est prévue dans les semaines à venir. Elles figureront ici dès qu’elles le seront.
thanks-book = Réserver un moment
thanks-help = Les aides qui conviennent
thanks-help-none = Aucune aide n’est liée à ce lieu pour le moment. Toutes les aides sont ouvertes aux entreprises de tous les lieux.
