# Nouveau lien.

link-subject = Votre nouveau lien
link-title = Voici votre nouveau lien
link-agency = Un nouveau lien a été demandé pour répondre à la demande introduite par { $company }.
link-member = Un nouveau lien a été demandé vers la page de votre demande.
link-needs = Il s’agit de : { $needs }.
link-agency-button = Répondre à la demande
link-member-button = Voir où en est ma demande
link-old = Les liens envoyés auparavant ne fonctionnent plus.
