# Les pages derrière les types de problèmes.

problem-proposal-settled-about = Une proposition qui a été acceptée, refusée ou déjà demandée ne change plus par ce chemin.
problem-member-no-address-about = Un membre est interrogé par e-mail. Sans adresse connue, complétez son profil ou parlez-lui lors d’une permanence.
problem-member-unsubscribed-about = Chaque message qui propose une aide porte un lien qui y met fin en un clic. Le membre peut y revenir sur sa propre page.
problem-member-asked-before-about = Un membre reçoit au plus une demande par mois, quel que soit le nombre de propositions. Plusieurs propositions se demandent en un seul message.
problem-merge-changed-about = Une fusion s’annule pendant 30 jours, tant que la fiche qui en est née existe. Si elle a été fusionnée avec une autre depuis, annulez d’abord cette fusion-là.
problem-import-not-ready-about = Une importation passe par des étapes : le fichier, ses colonnes, la vérification, l’écriture. Chacune n’est possible qu’après la précédente.
