# À une agence : une demande est retirée.

withdrawn-subject = Demande retirée ({ $company })
withdrawn-title = Une demande est retirée
withdrawn-text = { $company } a retiré sa demande, ou son accord pour que ses données vous soient transmises. Vous n’avez plus rien à faire pour cette demande.
withdrawn-needs = Il s’agissait de : { $needs }.
withdrawn-data = Merci d’effacer les données que vous avez reçues pour cette demande et de ne plus les utiliser.
