# Accès ouvert par la coordination.

invitation-subject = Votre accès à Permanence
invitation-title = Vous avez accès à Permanence
invitation-coordinator = Permanence réunit les demandes des entreprises, les permanences des agences sur place et les enquêtes de satisfaction. Vous pouvez y coordonner le tout.
invitation-adviser = Permanence réunit les demandes des entreprises et les permanences des agences sur place. Vous pouvez y suivre les demandes adressées à { $agency } et y répondre.
invitation-host = Permanence réunit les demandes des entreprises et les permanences des agences sur place. Vous pouvez y suivre ce qui concerne { $place } : ses membres, leurs demandes et les permanences.
invitation-how = Il n’y a pas de mot de passe : vous vous connectez chaque fois par un lien envoyé à cette adresse.
invitation-button = Ouvrir Permanence
invitation-until = Ce lien est valable jusqu’au { $date }.
