# À une entreprise hébergée qui n’a rien demandé : ce qui pourrait l’aider, et
# pourquoi ; puis le lien vers ce qu’on sait d’elle.

proposals-title = Une aide publique pourrait vous servir
proposals-from = { $company } est hébergée chez { $place }. D’après ce que nous savons, les agences publiques de Bruxelles pourraient vous aider, gratuitement.
proposals-what = Ce à quoi nous pensons
proposals-item = { $need } ({ $agencies }). Pourquoi : { $because }
proposals-answer = Dites oui ou non en un clic, sans compte. Rien n’est transmis sans votre oui.
proposals-button = Répondre
proposals-nothing = Sans réponse, nous ne faisons rien. Au plus un message de ce genre par mois.
proposals-learnt = Ce que nous savons de votre entreprise vient de ces sources : { $sources }. Derrière le bouton, vous pouvez tout voir, corriger et effacer.
proposals-from-register = un registre public
proposals-from-host = la liste des entreprises de { $place }
proposals-from-need = une demande ou un rendez-vous de votre part
proposals-from-coordinator = la coordination
proposals-from-member = votre propre page
proposals-privacy = Comment nous traitons les données personnelles
proposals-end = Ne plus recevoir ces messages

member-link-title = Ce que nous savons de votre entreprise
member-link-what = Votre entreprise est hébergée chez { $place }. Cette page montre ce que nous savons d’elle et pourquoi nous le demandons : vous pouvez tout corriger, compléter ou retirer.
member-link-button = Voir et corriger
member-link-secret = Qui a ce lien peut lire et changer ces données : ne le transmettez pas.
