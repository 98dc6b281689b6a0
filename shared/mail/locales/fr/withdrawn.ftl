# À une agence : une demande est retirée.

withdrawn-subject = Demande retirée ({ $company })
withdrawn-title = Une demande est retirée
withdrawn-by-company = La demande de l’entreprise { $company } ne vous attend plus : l’entreprise l’a retirée. Vous n’avez plus rien à faire pour cette demande.
withdrawn-consent = La demande de l’entreprise { $company } ne vous attend plus : l’entreprise a retiré son accord pour que ses données vous soient transmises. Vous n’avez plus rien à faire pour cette demande.
withdrawn-gone-to = La demande de l’entreprise { $company } ne vous attend plus : une autre agence s’en occupe désormais ({ $agency }). Vous n’avez plus rien à faire pour cette demande.
withdrawn-needs = Il s’agissait de : { $needs }.
withdrawn-data = Merci d’effacer les données que vous avez reçues pour cette demande et de ne plus les utiliser.
