# À une agence : une demande est retirée.

withdrawn-subject = Demande retirée ({ $company })
withdrawn-title = Une demande est retirée
withdrawn-text = La demande de l’entreprise { $company } ne vous attend plus : l’entreprise l’a retirée, ou elle a retiré son accord pour que ses données vous soient transmises, ou une autre agence s’en occupe désormais. Vous n’avez plus rien à faire pour cette demande.
withdrawn-needs = Il s’agissait de : { $needs }.
withdrawn-data = Merci d’effacer les données que vous avez reçues pour cette demande et de ne plus les utiliser.
