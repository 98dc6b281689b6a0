# L’annuaire dans la console.
directory-title = Annuaire
directory-lead = Qui aide, avec quoi, où et quand : ce que tout le monde lit, et ce sur quoi les demandes sont dirigées.
directory-agencies = Agences
directory-services = Services
directory-locations = Lieux
directory-people = Personnes
directory-people-what = Les conseillers des agences : arrivée, absences, départ et reprise.
directory-what = Ce qu’on y trouve
directory-hours = Heures, postes et fermetures des lieux
directory-hours-what = Ce qui décide quand des séances ont lieu.
directory-other = Terminés, ou pas encore commencés
directory-none = Il n’y a rien ici
directory-none-how = Ce que vous ajoutez apparaît ici.
directory-name = Nom
directory-when = Quand
directory-ended = terminé
directory-until = jusqu’au { $day }
directory-ended-on = le { $day }
directory-from = à partir du { $day }
directory-since = depuis le { $day }
directory-always = sans date
directory-same-as = c’est la même chose que
directory-followed-by = suivi par
entry-new-agency = Ajouter une agence
entry-new-service = Ajouter un service
entry-new-location = Ajouter un lieu
entry-new-lead = L’entrée est publique dès qu’elle est enregistrée.
entry-edit = Modifier
entry-end = Terminer, faire suivre ou fusionner
entry-hint-id = Lettres minuscules, chiffres et tirets ; reste dans l’adresse de la page et ne change plus : icab.
entry-id-taken = Une autre entrée porte déjà cet identifiant : choisissez-en un autre.
entry-hint-conditions = Une par ligne : fait, opérateur, valeur. Par exemple « headcount lt 250 », « in_region eq true », « stage in idea, launch ».
entry-hint-price = En euros ; 0 : gratuit ; vide : pas connu.
entry-hint-email = Où vont les demandes ; seule la coordination la voit.
entry-hint-nis = Un code postal peut couvrir deux communes.
entry-hint-lat = Degrés, par exemple 50,8263.
entry-hint-stages = Rien de choisi : toutes.
entry-in-fr = En français
entry-in-nl = En néerlandais
entry-in-en = En anglais
entry-yes = oui
entry-no = non
entry-nothing = rien
entry-kind-core-agency = agence du programme
entry-kind-coordinator = coordination
entry-kind-first-line = première ligne
entry-kind-partner = partenaire
entry-fit-core = au cœur du programme
entry-fit-adjacent = proche du programme
entry-fit-marginal = en marge du programme
entry-field-id = Identifiant
entry-field-short = Nom d’usage
entry-field-name = Nom
entry-field-kind = Type
entry-field-mission = Mission
entry-field-languages = Langues
entry-field-email = Adresse e-mail
entry-field-parent = Fait partie de
entry-field-valid-from = Premier jour
entry-field-valid-to = Dernier jour
entry-field-agency = Agence
entry-field-description = Description
entry-field-answers = Besoins couverts
entry-field-stages = Phases
entry-field-conditions = Conditions
entry-field-programmes = Programmes
entry-field-price-eur = Prix
entry-field-page = Page officielle
entry-field-type = Type de lieu
entry-field-address = Rue et numéro
entry-field-postcode = Code postal
entry-field-nis = Commune
entry-field-lat = Latitude
entry-field-lon = Longitude
entry-field-fit = Place dans le programme
entry-field-open-from = Ouvert depuis
entry-field-open-to = Dernier jour d’ouverture
entry-field-successor = Suivi par
entry-field-merged = Saisi deux fois
entry-field-desks = Guichets ou postes
entry-field-closures = Fermetures
entry-field-notices = Annonces
entry-field-asking = Réception des demandes
entry-field-opening-hours = Heures d’ouverture
entry-field-closing-days = Jours de fermeture
entry-field-building = Bâtiment
entry-field-recognised-coworking = Coworking reconnu
entry-field-days = Jours de congé
entry-field-seat-nis = Commune d’où partent ses conseillers
entry-changed-meanwhile = Quelqu’un d’autre a modifié ceci entre-temps. Rien n’est perdu : ce que vous avez écrit est conservé. Envoyez-le à nouveau pour remplacer ce qui est enregistré maintenant.
entry-stored-typed = Enregistré maintenant → ce que vous avez écrit
entry-says = Ce que dit l’entrée
entry-history = Historique
entry-history-none = Rien n’a été changé depuis le chargement de l’annuaire.
entry-see = Pour tout le monde
entry-reach = Adresse, guichets et fermetures
entry-hours = Heures, postes et fermetures
entry-notice-added = L’entrée est ajoutée.
entry-notice-saved = L’entrée est enregistrée.
entry-notice-ended = C’est fait. Le planning suit dans la minute.
entry-notice-looked = C’est noté : ces données sont vérifiées.
entry-notice-reopened = L’entrée n’a plus de dernier jour.
entry-done-added = ajouté
entry-done-changed = modifié
entry-done-ended = terminé
entry-done-followed = terminé et suivi par un autre
entry-done-merged = fusionné avec une autre entrée
entry-done-removed = supprimé
entry-done-checked = toujours vrai
entry-reopen = Retirer le dernier jour
entry-reopen-what = Les séances déjà changées au planning restent comme elles sont.
entry-reopen-over = Les membres, programmes et responsables passés à un autre lieu en reviennent, sauf ce qui a été changé depuis.
facts-title = Sources et vérifications
facts-fact = Donnée
facts-from = D’où elle vient
facts-looked = Vérifiée
facts-until = Bonne jusqu’au
facts-never = pas encore ici
facts-stale = à vérifier depuis le { $day }
facts-look = C’est toujours vrai
facts-look-what = Heures, adresses et prix se vérifient tous les six mois, le reste une fois par an. Ce qui a été chargé sans source sûre attend moitié moins. Modifier une donnée, c’est aussi la vérifier.
facts-which = Ce que vous avez vérifié
facts-source = Où vous avez regardé
facts-source-hint = Une adresse, ou quelques mots : « par téléphone ».
facts-confidence = À quel point c’est sûr
facts-on = Le
facts-still = Toujours vrai
facts-not-yet = Ce jour n’est pas encore passé : choisissez aujourd’hui ou un jour d’avant.
fact-identity = nom et description
fact-address = adresse
fact-contact = contact
fact-hours = heures et fermetures
fact-conditions = besoins et conditions
fact-price = prix
fact-page = page officielle
fact-dates = début, fin, suite
confidence-verified = confirmé
confidence-partly = confirmé en partie
confidence-memory = de mémoire
confidence-unknown = sans source
end-how = Que se passe-t-il ?
end-how-ends = Elle se termine
end-how-ends-what = Personne ne la remplace.
end-how-followed = Une autre la suit
end-how-followed-what = Une fusion d’agences, un nouveau nom, un service remplacé, un lieu qui déménage.
end-how-same = C’est une entrée en double
end-how-same-what = Dès aujourd’hui, l’autre entrée vaut pour les deux.
end-how-missing = Dites ce qui se passe.
end-follower = Laquelle suit
end-follower-hint = Pour une suite ou une entrée en double.
end-follower-missing = Choisissez une autre entrée de la liste.
end-last = Dernier jour
end-last-hint = Une entrée en double finit hier.
end-last-missing = Indiquez le dernier jour.
end-last-past = Choisissez hier, aujourd’hui ou un jour à venir : le passé ne change pas.
end-refused-over = Elle se termine déjà avant ce jour : choisissez-en un plus tôt.
end-refused-before = Ce jour est avant son premier : choisissez-en un plus tard.
end-refused-follower-over = Celle-là est déjà terminée à cette date : choisissez celle qui la suit.
end-busy-title = Une fin est en cours
end-busy = Attendez que le planning ait suivi, puis recommencez.
end-say = Voir ce que cela change
end-lead = Rien ne change avant que vous l’ayez vu et confirmé.
end-title = Voici ce que cela change
end-do-ended = Terminer
end-do-followed = Terminer et faire suivre
end-do-merged = Fusionner
end-back = Revenir sans rien changer
end-will-ended = Le dernier jour est le { $day } ; rien ne suit.
end-will-followed = Le dernier jour est le { $day } ; { $follower } suit.
end-will-merged = { $follower } vaut pour les deux dès aujourd’hui.
end-will-place = Les séances passent d’abord d’un lieu à l’autre ; le lieu ferme ensuite, pour que personne ne perde son rendez-vous.
end-told = Chaque personne est avertie par e-mail.
end-alone = Pour au moins un besoin, plus personne ne sera interrogé : ses demandes attendront la coordination.
end-what = En détail
end-nothing = Rien d’autre n’en dépend.
end-step-followed = la suivante est interrogée à sa place
end-step-alone = plus personne n’est interrogé
end-step-skipped = cette étape n’est plus suivie, les autres oui
end-address = L’ancienne adresse mène à la nouvelle dès le lendemain.
end-history-stays = L’historique, les chiffres et ce qui a été répondu restent au nom d’alors.
end-series-nth = série { $n }
end-clash-see = Voir la série
end-goes-over = Membres, programmes et responsables passent au lieu qui suit dès le lendemain du { $day }.
end-comes-back = Membres, programmes et responsables reviennent.
end-went-over = Passés au lieu qui suit : membres { $members }, programmes et formulaires { $sources }, responsables { $hosts }.
end-stop = Arrêter ici
end-stop-what = Les séances déjà passées à l’autre lieu y restent.
days-off-title = Jours de congé
days-off-lead = Les jours où aucune agence ne travaille : les délais s’arrêtent et il n’y a pas de séance. Les conseillers et les lieux dont une séance change en sont avertis.
days-off-days = Jours isolés
days-off-days-what = Chaque année, en plus des jours fériés. Une ligne vidée est retirée.
days-off-spans = Périodes
days-off-public = Jours fériés
days-off-public-what = Fixés par la loi ; ils sont calculés.
days-off-saved = Les jours de congé sont enregistrés.
days-off-day = Jour
days-off-span = Période
days-off-on = Jour et mois
days-off-on-hint = Par exemple 24/12.
days-off-from = Premier jour
days-off-to = Dernier jour
days-off-fr = Nom, en français
days-off-nl = Nom, en néerlandais
days-off-en = Nom, en anglais
days-off-order = Une période reste dans une année : le dernier jour vient après le premier.
days-off-form = Indiquez le jour et le mois, comme 24/12.
exchange-title = L’annuaire en fichier
exchange-lead = Au format HSDS 3.1, pour le donner à une autre région ou partir du sien.
exchange-no-parts = Cette base est vide : il faut un fichier écrit par Permanence, avec ses communes et ses besoins.
exchange-too-many = Ce fichier changerait { $n } entrées, et { $most } au plus sont prises à la fois : divisez-le, les organisations et les lieux d’abord.
exchange-no-directory = Ce fichier n’a ni « organizations », ni « services », ni « locations » : choisissez un fichier HSDS 3.1.
exchange-no-list = Ce doit être une liste.
exchange-no-file = Choisissez un fichier.
exchange-no-json = Ce fichier n’est pas du JSON : choisissez un fichier HSDS 3.1.
exchange-taken = Ce qui a été repris
exchange-would = Ce que ce fichier changerait
exchange-done = C’est fait.
exchange-again = Rien n’est changé. Pour le reprendre, choisissez le fichier à nouveau et pressez « Reprendre ».
exchange-out = Emporter
exchange-out-what = Toutes les entrées, avec les adresses où vont les demandes, les communes et les besoins.
exchange-out-do = Télécharger le fichier
exchange-in = Reprendre un fichier
exchange-in-what = Ce qui est nouveau est ajouté, ce qui diffère est modifié, rien n’est supprimé.
exchange-file = Fichier HSDS 3.1, au plus 4 Mo
exchange-try = Voir ce que cela change
exchange-take = Reprendre
directory-today = { $n } aujourd’hui
end-lost = { $n ->
    [one] Une personne perd son rendez-vous.
   *[other] { $n } personnes perdent leur rendez-vous.
}
end-moved = { $n ->
    [one] Un rendez-vous change d’heure ou de lieu.
   *[other] { $n } rendez-vous changent d’heure ou de lieu.
}
end-referrals-followed = { $n ->
    [one] Une demande en cours passe à la suivante
   *[other] { $n } demandes en cours passent à la suivante
}
end-referrals-alone = { $n ->
    [one] Une demande en cours reste chez elle : voyez à qui la confier
   *[other] { $n } demandes en cours restent chez elle : voyez à qui les confier
}
end-needs = { $n ->
    [one] Un besoin ouvert de ses membres
   *[other] { $n } besoins ouverts de ses membres
}
end-kept = { $n ->
    [one] Un rendez-vous après ce jour reste comme il est
   *[other] { $n } rendez-vous après ce jour restent comme ils sont
}
end-series-agency-alone = { $n ->
    [one] Une série du planning se termine ce jour-là
   *[other] { $n } séries du planning se terminent ce jour-là
}
end-series-location-alone = { $n ->
    [one] Une série du planning se termine ce jour-là
   *[other] { $n } séries du planning se terminent ce jour-là
}
end-series-agency-followed = { $n ->
    [one] Une série du planning passe à la suivante
   *[other] { $n } séries du planning passent à la suivante
}
end-series-location-followed = { $n ->
    [one] Une série du planning continue au lieu qui suit
   *[other] { $n } séries du planning continuent au lieu qui suit
}
end-series-service-followed = { $n ->
    [one] Une série du planning porte ensuite sur le service qui suit
   *[other] { $n } séries du planning portent ensuite sur le service qui suit
}
end-series-service-alone = { $n ->
    [one] Une série du planning ne porte plus sur ce service
   *[other] { $n } séries du planning ne portent plus sur ce service
}
end-left = { $n ->
    [one] Une série du planning reste comme elle est : regardez-la
   *[other] { $n } séries du planning restent comme elles sont : regardez-les
}
end-services = { $n ->
    [one] Un service que plus personne n’offre :
   *[other] { $n } services que plus personne n’offre :
}
end-advisers = { $n ->
    [one] Un conseiller de l’agence
   *[other] { $n } conseillers de l’agence
}
end-staff = { $n ->
    [one] Une personne se connecte pour elle
   *[other] { $n } personnes se connectent pour elle
}
end-members = { $n ->
    [one] Un membre y est hébergé
   *[other] { $n } membres y sont hébergés
}
end-sources = { $n ->
    [one] Un programme ou formulaire envoie pour ce lieu
   *[other] { $n } programmes ou formulaires envoient pour ce lieu
}
end-staff-over = { $n ->
    [one] Dès le lendemain, une personne se connecte pour le lieu qui suit
   *[other] Dès le lendemain, { $n } personnes se connectent pour le lieu qui suit
}
end-members-over = { $n ->
    [one] Son membre, s’il y est encore, est hébergé au lieu qui suit dès le lendemain
   *[other] Ceux de ses { $n } membres qui y sont encore sont hébergés au lieu qui suit dès le lendemain
}
end-sources-over = { $n ->
    [one] Dès le lendemain, un programme ou formulaire envoie pour le lieu qui suit
   *[other] Dès le lendemain, { $n } programmes ou formulaires envoient pour le lieu qui suit
}
end-clashes = { $n ->
    [one] Une chose ne va pas ensemble au lieu qui suit ; la série y passe quand même et reste à corriger :
   *[other] { $n } choses ne vont pas ensemble au lieu qui suit ; les séries y passent quand même et restent à corriger :
}
end-clashing = { $n ->
    [one] Au lieu qui suit, une série n’allait pas avec une autre, ou avec ses heures : regardez-la
   *[other] Au lieu qui suit, { $n } séries n’allaient pas avec d’autres, ou avec ses heures : regardez-les
}
end-under-way = { $n ->
    [0] Le planning suit.
    [one] Le planning suit : encore une série.
   *[other] Le planning suit : encore { $n } séries.
}
exchange-refused = { $n ->
    [one] Une chose ne peut pas être reprise ; rien n’est changé avant qu’elle soit corrigée.
   *[other] { $n } choses ne peuvent pas être reprises ; rien n’est changé avant qu’elles soient corrigées.
}
exchange-new = { $n ->
    [0] Aucune entrée nouvelle
    [one] Une entrée nouvelle
   *[other] { $n } entrées nouvelles
}
exchange-changed = { $n ->
    [0] Aucune entrée modifiée
    [one] Une entrée modifiée
   *[other] { $n } entrées modifiées
}
exchange-same = { $n ->
    [0] Aucune entrée n’est déjà ainsi.
    [one] Une entrée est déjà ainsi.
   *[other] { $n } entrées sont déjà ainsi.
}
