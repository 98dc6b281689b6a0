# Ce qui est dit aux lieux : nouvelles du mois, annonces ; leur activité.

problem-inform-sent = C’est envoyé
problem-inform-sent-detail = Ce qui est envoyé ne change plus. Écrivez une annonce pour ce qui s’y ajoute.
problem-inform-not-seen = Personne ne l’a relu
problem-inform-not-seen-detail = Relisez-le tel qu’il est et dites que c’est bon ; puis envoyez-le.
problem-inform-changed = Quelque chose a changé entre-temps
problem-inform-changed-detail = Une permanence, une suggestion ou un appel a changé depuis qu’on l’a relu. Relisez-le, puis envoyez-le.
stage-prepared = À relire
stage-seen = Relu
stage-sent = Envoyé
item-new = Ajouter un appel, une échéance, un événement
item-title-fr = Titre en français
item-title-nl = Titre en néerlandais
item-title-en = Titre en anglais
item-text-fr = Texte en français
item-text-nl = Texte en néerlandais
item-text-en = Texte en anglais
item-link = Lien
item-link-hint = Commence par https://
item-deadline = Échéance
inform-begins = L’envoi commence.
inform-reached = { $hosts ->
    [one] { $hosts } hôte
   *[other] { $hosts } hôtes
}, { $members ->
    [one] { $members } membre
   *[other] { $members } membres
}
inform-reaching = Envoi en cours : { inform-reached }
inform-mail = Le message tel qu’il arrivera
inform-mail-others = Le même message :
inform-mail-fr = en français
inform-mail-nl = en néerlandais
inform-mail-en = en anglais
digests-title = Nouvelles du mois
digests-lead = Un message par lieu et par mois, à l’hôte et aux membres qui l’ont demandé. Il se prépare seul ; vous le relisez, le complétez et l’envoyez.
digests-lead-host = Un message par mois, à vous et aux membres de votre lieu qui l’ont demandé. Il se prépare seul ; la coordination le relit, le complète et l’envoie.
digests-none = Pas encore de nouvelles pour ce mois
digests-none-how = Elles se préparent le premier matin ouvrable du mois.
digests-done-mine = C’est noté.
digests-done-common = C’est enregistré. Les messages non envoyés le reprennent quand vous les mettez à jour ou les envoyez.
column-place = Lieu
column-stage = État
column-holds = Contenu
column-reached = Envoyé à
mine-title = Ce que vous recevez
mine-on = Vous recevez les nouvelles du mois et les annonces de votre lieu.
mine-off = Vous ne recevez ni nouvelles du mois ni annonces.
mine-off-do = Ne plus les recevoir
mine-on-do = Les recevoir
common-title = Pour tous les lieux
common-lead = Un appel, une échéance ou un événement qui figure ce mois dans les nouvelles de chaque lieu.
part-sessions = Prochaines permanences
part-services = Services qui conviennent
part-suggestions = Ce que deviennent les suggestions
part-common = Ce qui va à tous les lieux
digest-mail = Le message
digest-stage = Où il en est
digest-holds = Ce qu’il contient
digest-change = Compléter ou changer
digest-without = Laisser de côté
digest-without-hint = Ce qui se prépare seul et ne doit pas y figurer cette fois.
digest-save = Enregistrer
digest-see = C’est relu, c’est bon
digest-send = Envoyer
digest-renew = Mettre à jour
digest-next-seen = Relisez le message, complétez-le s’il le faut.
digest-next-send = Il est relu tel qu’il est. Il part quand vous l’envoyez.
digest-next-coordinator = La coordination relit le message, puis l’envoie.
digest-prepared = Préparé { $when }
digest-readers = Il va aux hôtes du lieu et aux membres qui l’ont demandé, une fois à chaque personne.
digest-has-items = { $n ->
    [one] { $n } ajout
   *[other] { $n } ajouts
}
digest-has-sessions = { $n ->
    [one] { $n } permanence
   *[other] { $n } permanences
}
digest-has-services = { $n ->
    [one] { $n } service
   *[other] { $n } services
}
digest-has-suggestions = { $n ->
    [one] { $n } suggestion
   *[other] { $n } suggestions
}
digest-services-why = Un service n’y figure que si au moins cinq membres du lieu peuvent en avoir besoin ; aucun n’est nommé.
digest-done-seen = Relu. Vous pouvez l’envoyer.
digest-done-renewed = Mis à jour.
digest-done-changed = Enregistré. Relisez-le avant de l’envoyer.
digest-done-sent = Envoyé : les messages partent.
digest-done-differs = Quelque chose a changé depuis qu’on l’a relu : le message ci-dessous est à jour. Relisez-le, puis envoyez-le.
news-title = Annonces
news-lead = Pour un lieu ou pour tous : relues, puis envoyées, comme les nouvelles du mois.
news-new = Écrire une annonce
news-none = Aucune annonce
news-none-how = Écrivez-en une quand quelque chose ne peut pas attendre les nouvelles du mois.
news-everywhere = Tous les lieux
news-place = Lieu
news-place-hint = Sans choix : tous les lieux.
news-edit = Changer
news-done-written = Enregistré. Relisez-le avant de l’envoyer.
column-news = Annonce
column-written = Écrite
directory-title = Lieux
places-title = Activité des lieux
places-lead = Ce qui s’est passé dans chaque lieu ces 90 derniers jours, compté une fois par semaine.
places-none = Rien n’est encore compté
places-none-how = Les lieux sont comptés le premier matin ouvrable de la semaine.
places-active = lieux actifs
places-dormant = lieux en sommeil
places-rule = Un lieu est en sommeil si, en 90 jours, aucune permanence n’y a eu lieu, ou si personne n’y a pris rendez-vous, dit un besoin ni répondu à une enquête.
place-active = Actif
place-dormant = En sommeil
place-never = Jamais
column-state = État
column-last = Dernière permanence
column-informed = Membres informés
column-booked = Rendez-vous
column-booked-each = Rendez-vous par membre
column-answered-each = Réponses par membre
column-scanned = Enquête ouverte par code
place-each = ({ $n } par membre)
column-answered = Réponses aux enquêtes
column-needs = Besoins par membre
column-trend = Tendance
trend-up = ↑ en hausse
trend-level = → stable
trend-down = ↓ en baisse
place-next = Prochaine permanence
place-members = Membres connus
place-hosts = Hôtes qui se connectent
place-facts = Le lieu
place-counts = Ce qui s’y passe
place-what = Quoi
place-quarter = 90 derniers jours
place-quarter-before = 90 jours d’avant
place-sessions = Permanences tenues
place-needs = Besoins dits
place-since = depuis le { $day },
place-counted = compté le { $day }
place-helped = Ce qui a aidé ailleurs
place-helped-none = Les lieux actifs n’ont rien que celui-ci n’ait pas, ou ils sont trop peu pour le dire.
lever-rhythm = { $have } lieux actifs sur { $of } ont une permanence par mois au moins.
lever-rhythm-do = Planifier une permanence
lever-host = { $have } lieux actifs sur { $of } ont un hôte qui se connecte.
lever-host-do = Inviter l’hôte
lever-members = { $have } lieux actifs sur { $of } ont donné la liste de leurs membres.
lever-members-do = Importer la liste
lever-digest = { $have } lieux actifs sur { $of } ont des membres qui reçoivent les nouvelles du mois.
lever-digest-do = Envoyer les nouvelles du mois
lever-survey = Dans { $have } lieux actifs sur { $of }, on répond aux enquêtes.
lever-survey-do = Afficher le code
