# Se connecter.
sign-in-title = Se connecter
sign-in-lead = Sans mot de passe : vous recevez un lien par e-mail.
sign-in-card = Recevoir un lien
sign-in-email-hint = L’adresse qui a reçu votre invitation.
sign-in-send = M’envoyer un lien
sign-in-who = Pour la coordination, les conseillers des agences et les responsables des lieux. Les entreprises n’ont pas besoin de compte.
sent-title = Regardez votre boîte e-mail
sent-lead = Si cette adresse est connue, un lien est en route.
sent-known = Le lien fonctionne une fois, pendant 30 minutes. Ouvrez-le sur l’appareil où vous voulez travailler.
sent-nothing = Rien reçu après quelques minutes ? Regardez les indésirables, vérifiez l’adresse, ou demandez à la coordination de vous inviter.
sent-again = Demander un autre lien
sent-demo = Ouvrir la boîte aux lettres de démonstration
enter-title = Se connecter
enter-lead = Ce lien est pour { $name }.
enter-whose = À qui est ce lien
enter-button = Se connecter
enter-once = Le lien ne sert qu’une fois. La connexion dure 12 heures sur cet appareil.
enter-useless = Ce lien ne fonctionne pas
enter-over = Il a déjà servi, il est trop ancien (30 minutes, ou 7 jours pour une invitation), ou l’accès a pris fin. Demandez un nouveau lien : il arrive en quelques secondes.
enter-unreadable = Il est incomplet ou a été modifié. Copiez le lien entier depuis l’e-mail, ou demandez-en un nouveau.
enter-new = Demander un nouveau lien
done-signed-out = Votre session est fermée.

# Aujourd’hui.
today-title = Aujourd’hui
lead-closed = fermé : { $why }
lead-sessions = { $n ->
    [0] aucune permanence en cours ou à venir
    [one] { $n } permanence en cours ou à venir
   *[other] { $n } permanences en cours ou à venir
}
lead-holidays = { $n ->
    [0] aucun jour férié ce trimestre
    [one] { $n } jour férié ce trimestre
   *[other] { $n } jours fériés ce trimestre
}
figure-triage = { $n ->
    [0] besoin à trier
    [one] besoin à trier
   *[other] besoins à trier
}
figure-triage-since = { $n ->
    [one] besoin à trier,
   *[other] besoins à trier, le plus ancien
}{ $days ->
    [0] {""} arrivé aujourd’hui
   *[other] {""} depuis { $days } j
}
figure-late = { $n ->
    [0] renvoi sans réponse après l’échéance
    [one] renvoi sans réponse après l’échéance
   *[other] renvois sans réponse après l’échéance
}
figure-gaps = { $n ->
    [0] lieu sans permanence { $week }
    [one] lieu sans permanence { $week }
   *[other] lieux sans permanence { $week }
}
figure-satisfied = satisfaits dans l’enquête en cours (n = { $n }, { $low } à { $high })
figure-few-answers = satisfaction : moins de 5 réponses à l’enquête en cours, rien n’est montré
figure-no-survey = satisfaction : aucune enquête en cours
figure-answer = { $n ->
    [0] demande qui attend votre réponse
    [one] demande qui attend votre réponse
   *[other] demandes qui attendent votre réponse
}
figure-report = { $n ->
    [0] demande acceptée, résultat à signaler
    [one] demande acceptée, résultat à signaler
   *[other] demandes acceptées, résultat à signaler
}
figure-sessions = { $n ->
    [0] permanence { $week }
    [one] permanence { $week }
   *[other] permanences { $week }
}
figure-host-triage = { $n ->
    [0] besoin chez la coordination
    [one] besoin chez la coordination
   *[other] besoins chez la coordination
}
figure-host-referred = { $n ->
    [0] besoin en attente d’une agence
    [one] besoin en attente d’une agence
   *[other] besoins en attente d’une agence
}
figure-host-progress = { $n ->
    [0] besoin suivi par une agence
    [one] besoin suivi par une agence
   *[other] besoins suivis par une agence
}
unattended-warning = { $n ->
    [one] À une séance à venir, aucun conseiller n’est disponible
   *[other] À { $n } séances à venir, aucun conseiller n’est disponible
} ({ $booked ->
    [0] aucun rendez-vous
    [one] 1 rendez-vous
   *[other] { $booked } rendez-vous
}).
unattended-look = Décider de la suite
todo-title = À faire
todo-title-host = Besoins en cours
todo-empty = Rien n’attend.
todo-empty-how = Ici viennent les besoins à trier, les renvois sans réponse et les e-mails non remis. Un besoin arrive par le formulaire, par un lieu ou par un programme.
todo-empty-how-adviser = Ici viennent les demandes qui attendent votre réponse ou un résultat. Chacune vous est aussi envoyée par e-mail.
todo-empty-how-host = Ici viennent les besoins des entreprises de votre lieu, jusqu’à ce qu’ils soient clôturés.
todo-mails = Tous les e-mails non remis
todo-more = { $n ->
    [one] { $n } autre se trouve dans les listes.
   *[other] { $n } autres se trouvent dans les listes.
}
column-what = Quoi
column-since = Depuis
column-state = État
column-place = Lieu
column-who = Qui
column-attempts = Essais
working-days = { $n ->
    [0] aujourd’hui
    [one] { $n } j ouvrable
   *[other] { $n } j ouvrables
}
days = { $n ->
    [0] aujourd’hui
   *[other] { $n } j
}
why-suggested = parce que : { $why }
why-triage = la coordination regarde qui peut aider
why-referred = une agence est sollicitée et doit répondre
why-progress = une agence s’en occupe
why-late = { $agency } n’a pas répondu ; l’échéance était le { $day }
why-late-own = votre réponse était attendue pour le { $day }
why-answer = réponse attendue pour le { $day }
why-report = accepté ; signalez le résultat
why-undeliverable = l’e-mail a été refusé par le serveur de { $agency }
state-late = En retard
state-confirm = À confirmer
state-dead = Non remis
company-erased = Entreprise effacée
do-chase = Relancer
do-answer = Répondre
do-report = Signaler
do-redirect = Réorienter
do-triage = Trier
do-resend = Renvoyer
do-was-sent = Il est parti
do-manage = Gérer
week-title = Les permanences { $week }, par lieu
week-this = cette semaine
week-of = la semaine du { $day }
week-gap = aucune permanence : à combler
week-none = aucune permanence
week-cancelled = annulée { $week } : à combler
week-empty = Aucune permanence { $week }.
week-empty-how = Ajoutez-en une dans l’agenda : elle paraîtra ici et sur la page du lieu.
week-empty-how-others = Dès que la coordination en publie une, elle paraît ici.
week-aim = Objectif : chaque lieu, chaque semaine. { $done } sur { $of }.
week-all = Voir toute la semaine
week-more = { $n ->
    [one] (encore { $n } lieu)
   *[other] (encore { $n } lieux)
}

# L’équipe.
staff-title = Équipe
staff-lead = { $n ->
    [0] Personne ne peut se connecter.
    [one] { $n } personne peut se connecter.
   *[other] { $n } personnes peuvent se connecter.
}
staff-list = Personnes
staff-empty = Personne pour l’instant.
staff-empty-how = Invitez quelqu’un : la personne reçoit un lien par e-mail.
staff-active = Actif
staff-inactive = Désactivé
staff-handed-over = Relayé
staff-access = Accès
invite-title = Inviter quelqu’un
invite-how = La personne reçoit un lien par e-mail, valable 7 jours.
invite-button = Envoyer l’invitation
invited-on = Invité le
taken-over-by = Repris par
change-title = Modifier
change-button = Enregistrer
deactivate-means = La désactivation met fin tout de suite à ses sessions et à ses liens. Son nom reste dans l’historique, et l’accès peut être rétabli.
activate-means = Cette personne ne peut plus se connecter. La réactivation le lui permet à nouveau, avec un nouveau lien.
hand-over-title = Passer le relais
hand-over-means = { $name } ne pourra plus se connecter. Cette page dira qui a pris le relais.
hand-over-nobody = Personne ne peut reprendre ce travail.
hand-over-nobody-how = Invitez d’abord quelqu’un avec le même rôle, ou une autre personne à la coordination.
do-invite-again = Renvoyer l’invitation
do-deactivate = Désactiver
do-activate = Réactiver
do-hand-over = Passer le relais
done-invited = L’invitation est en route.
done-changed = C’est enregistré.
done-deactivated = L’accès a pris fin, sessions comprises.
done-activated = La personne peut à nouveau se connecter.
done-handed-over = Le relais est passé et l’accès a pris fin.
field-name = Nom
field-email = Adresse e-mail
field-role = Rôle
field-agency = Agence
field-agency-hint = Obligatoire pour un conseiller, pour personne d’autre.
field-location = Lieu
field-location-hint = Obligatoire pour un responsable de lieu, pour personne d’autre.
field-language = Langue des e-mails
field-language-hint = Sans choix : français et néerlandais.
field-to = Qui reprend
language-fr = Français
language-nl = Néerlandais
language-en = Anglais
role-coordinator = Coordination
role-adviser = Conseiller
role-host = Responsable de lieu
role-coordinator-does = Coordination : voit et fait tout
role-adviser-does = Conseiller : les demandes à son agence
role-host-does = Responsable de lieu : les besoins de son lieu
wrong-one-line = Écrivez le nom sur une ligne.
wrong-agency = Seul un conseiller a une agence : retirez-la.
wrong-location = Seul un responsable de lieu a un lieu : retirez-le.
wrong-active = Une personne invitée peut toujours se connecter : retirez ce champ.
wrong-taken = Quelqu’un a déjà cette adresse. Choisissez-en une autre, ou gérez cette personne dans la liste.
wrong-successor = Choisissez une personne active du même rôle (et de la même agence ou du même lieu), ou de la coordination.

# E-mails abandonnés.
deliveries-title = E-mails non remis
deliveries-lead = Ceux que nous avons cessé d’essayer d’envoyer. Corrigez la cause, puis renvoyez-les.
deliveries-list = E-mails non remis
deliveries-empty = Tous les e-mails sont partis.
deliveries-empty-how = Un e-mail vient ici quand le serveur du destinataire le refuse, ou après dix essais en trois jours environ.
deliveries-late = Depuis le { $since }, des e-mails attendent : le serveur de messagerie ne les prend pas. Ils partiront d’eux-mêmes dès qu’il les prendra.
done-resent = L’e-mail est à nouveau en route.
done-was-sent = Compté comme parti : la suite se fait comme si nous l’avions envoyé.
done-all = C’est noté pour tous. Ce qui ne peut plus partir reste dans la liste.
restored-title = Une sauvegarde a été remise en place
restored-lead = Les envois ci-dessous marqués comme peut-être partis attendent votre décision, un par un ou ensemble. Rien ne part deux fois sans vous.
do-all-sent = Tous sont partis
do-all-again = Tout renvoyer
resend-over = Le lien de cet e-mail a expiré : renvoyez une invitation depuis l’équipe, ou demandez un nouveau lien.
resend-nobody = Cette personne ne peut plus se connecter : l’e-mail ne lui servirait à rien, et aucun ne part. Réactivez-la d’abord si c’était une erreur.
resend-nothing = Cet e-mail ne dirait plus rien : ce dont il parle a été retiré, répondu, terminé ou effacé depuis.
mail-referral = demande à { $agency }
mail-referral-link = nouveau lien de réponse pour { $agency }
mail-referral-withdrawn = retrait de la demande à { $agency }
mail-referral-unreached = demande à { $agency } non remise
mail-referral-deadline = délai de réponse de { $agency }
mail-reminder = rappel à { $agency }
mail-enquiry = question à { $agency } : suite donnée
mail-handed-over = demande confiée par nom chez { $agency }
mail-added = ce que l’entreprise a ajouté, à { $agency }
mail-member-update = nouvelles de la demande à l’entreprise
mail-colleague = à un collègue de l’entreprise : la demande existe déjà
mail-morning = ce qui attend ce matin, à la coordination
mail-member-link = nouveau lien de suivi pour l’entreprise
mail-sign-in = lien de connexion
mail-invitation = invitation
mail-import = étape d’une importation
mail-import-of = Une importation de membres
mail-erasure = étape d’un effacement
mail-erasure-of = L’effacement des données d’une personne
mail-rules = besoins déterminés selon les règles changées
mail-rules-of = Les règles
mail-member-of = Un membre
mail-member-ask = proposition d’aide à un membre
mail-survey-invite = décision d’inviter à une enquête
mail-survey-invitation = invitation à une enquête
mail-survey-of-visit = une visite
mail-survey-regret = reprise d’un besoin après l’enquête
mail-survey-alerts = examen d’une vague pour les alertes
mail-wave = invitation de membres à une enquête
mail-wave-of = une vague d’enquête
mail-digests = préparation des nouvelles du mois
mail-places = comptage de l’activité des lieux
mail-inform = information des gens d’un lieu
mail-inform-digest = nouvelles du mois
mail-inform-news = annonce
mail-inform-of = les lieux
mail-member-page-link = lien vers la page d’un membre
mail-member-review = besoins déterminés à nouveau
mail-member-duplicates = recherche de doublons
mail-member-need = besoin joint à son membre
mail-member-booking = rendez-vous joint à son membre
mail-member-booking-of = Un rendez-vous
mail-adviser-calendar = adresse de l’agenda
mail-plan-step = étape de la publication d’un planning
mail-plan-ask = demande à une agence sur sa part d’un planning
mail-plan-of = un planning proposé
mail-hand-over-step = étape d’une reprise
mail-hand-over = ce qu’une personne transmet en partant
mail-adviser-calendar-of = Agenda d’un conseiller ou d’une conseillère
mail-notice-sessions = ce qui change de ses séances
mail-notice-booking = un rendez-vous, à qui est présent
mail-notice-digest = ce qui a changé, une fois par jour
mail-notice-of = Séances
failure-address = L’adresse n’existe pas ou ne reçoit pas nos e-mails ({ $code }).
failure-full = La boîte du destinataire est pleine ({ $code }).
failure-not-now = Le serveur du destinataire a répondu « pas maintenant » à chaque essai ({ $code }).
failure-refused = Le serveur du destinataire a refusé l’e-mail ({ $code }).
failure-render = L’e-mail n’a pas pu être composé.
failure-table = L’opération a échoué chez nous à chaque essai ; rien n’a été envoyé.
failure-bounce = L’e-mail est parti puis est revenu : l’adresse ne le reçoit pas.
failure-complaint = Le destinataire a signalé l’e-mail comme indésirable.
failure-restored = Il était à envoyer quand une sauvegarde a été remise en place, et il est peut-être parti entre-temps. Renvoyez-le, ou dites qu’il est parti.
failure-unsaid = Le serveur n’a pas dit pourquoi.

# Problèmes.
problem-last-coordinator = Il faut quelqu’un à la coordination
problem-last-coordinator-detail = C’est la dernière personne active de la coordination. Invitez-en d’abord une autre, puis recommencez.
problem-address-taken = Adresse déjà prise
problem-address-taken-detail = Quelqu’un de l’équipe a déjà cette adresse e-mail. Utilisez-en une autre, ou modifiez cette personne.
problem-handed-over = Relais déjà passé
problem-handed-over-detail = Le travail de cette personne a déjà été repris par quelqu’un d’autre. Réactivez-la d’abord si c’était une erreur.
problem-not-dead = Rien à renvoyer
problem-not-dead-detail = Cet e-mail n’est pas (ou plus) abandonné : il est parti, ou à nouveau en route.
problem-link-over = Lien expiré
problem-link-over-detail = Le lien de cet e-mail ne fonctionnerait plus. Envoyez une nouvelle invitation, ou demandez un nouveau lien de connexion.
mail-booking = Rendez-vous : e-mail au membre
mail-booking-agency = Rendez-vous : e-mail à l’agence
mail-booking-reminder = Rappel d’un rendez-vous
mail-seat-offer = Rendez-vous : proposition d’une place libérée
mail-offer-end = Rendez-vous : fin d’une proposition restée sans réponse
mail-queue-end = Rendez-vous : fin d’une place en file d’attente
mail-booking-of = un rendez-vous

# Webhooks out.
endpoints-title = Webhooks
endpoints-link = Webhooks vers d’autres systèmes
endpoints-lead = D’autres systèmes apprennent par webhook signé (Standard Webhooks) ce qui se passe : des identifiants et des états, aucune donnée personnelle.
endpoints-none = Aucun destinataire
endpoints-none-how = Créez-en un, puis donnez son secret à qui reçoit les webhooks.
endpoint-column = Destinataire
endpoint-whose = À qui
endpoint-types = Événements
endpoint-type-need = Besoins (need.*)
endpoint-type-referral = Renvois (referral.*)
endpoint-type-booking = Rendez-vous (booking.*)
endpoint-type-permanence-changed = Permanences ajoutées, changées ou retirées (permanence.changed)
endpoint-url = Adresse
endpoint-url-hint = Elle commence par https:// et peut être atteinte depuis internet.
endpoint-agency = D’une agence
endpoint-agency-hint = Il n’apprend que les renvois, rendez-vous et permanences de cette agence.
endpoint-location = D’un lieu
endpoint-location-hint = Il apprend ce que les personnes de ce lieu peuvent savoir. Sans agence ni lieu : tout.
endpoint-new = Nouveau destinataire
endpoint-create = Créer le destinataire
endpoint-on = Actif
endpoint-off = Désactivé
endpoint-failing = En échec
endpoint-off-hand = Désactivé le { $at }.
endpoint-off-gone = Désactivé le { $at } : il a répondu qu’il n’existe plus (410).
endpoint-off-failing = Désactivé le { $at } : il n’avait rien accepté depuis cinq jours.
endpoint-failing-since = Il n’a rien accepté depuis le { $at }. Après cinq jours, il est désactivé.
endpoint-off-warning = Les webhooks vers { $host } sont désactivés.
endpoint-off-look = Voir pourquoi
endpoint-secret = Secret
endpoint-secret-once = Copiez ce secret maintenant : il ne sera plus montré.
endpoint-rotate = Changer le secret
endpoint-rotate-means = Avec un nouveau secret, les webhooks sont aussi signés avec le précédent, pendant 24 heures.
endpoint-rotated-already = Le secret a déjà été changé après l’affichage de la page où vous avez appuyé. Il n’a pas été changé de nouveau ; si vous ne l’avez pas copié, changez-le encore une fois.
endpoint-former = { $count ->
    [one] L’ancien secret signe encore.
   *[other] { $count } anciens secrets signent encore.
}
endpoint-sending = Envoi
endpoint-on-means = Chaque événement est envoyé aussitôt. S’il n’est pas accepté, neuf autres essais suivent, sur trois jours environ.
endpoint-off-means = Rien n’est envoyé. Ce qui se passe est noté pendant 30 jours et peut être envoyé une fois qu’il est réactivé.
endpoint-switch-on = Activer
endpoint-switch-off = Désactiver
endpoint-resend-all = Tout renvoyer depuis
endpoint-resend-hint = Accepté ou non. Qui reçoit sait par le webhook-id ce qu’il avait déjà.
endpoint-hours-1 = une heure
endpoint-hours-24 = 24 heures
endpoint-hours-168 = 7 jours
endpoint-hours-720 = 30 jours
endpoint-delete = Supprimer
endpoint-delete-means = Plus rien n’y est envoyé, et ce qui attend est abandonné.
endpoint-delete-yes = Supprimer le destinataire
endpoint-deleted = Le destinataire est supprimé.
endpoint-done-on = Activé.
endpoint-done-off = Désactivé.
endpoint-done-resent = Le renvoi part dans un instant.
attempts-title = Essais
attempts-none = Rien d’envoyé pour l’instant
attempts-none-how = Chaque essai des 30 derniers jours sera ici, avec sa réponse.
attempt-when = Quand
attempt-event = Événement
attempt-answer = Réponse
attempt-number = { $n ->
    [1] premier essai
   *[other] essai { $n }
}
attempt-taken = Accepté ({ $status }, { $ms } ms)
attempt-refused = Pas accepté ({ $status }, { $ms } ms)
attempt-off = Pas envoyé : le destinataire était désactivé
attempt-address = Pas appelé : l’adresse n’est pas publique
attempt-name = Le nom n’est pas connu
attempt-connection = Pas de connexion
attempt-tls = Pas de connexion sûre : le certificat n’est pas valable
attempt-time = Pas de réponse en 15 secondes
attempt-http = La réponse n’est pas du HTTP
attempt-no-way-out = Ce serveur n’a pas d’accès à internet
attempt-again = Nouvel essai le { $at }.
attempt-given-up = Abandonné après le dernier essai.
attempt-taken-since = Accepté depuis.
wrong-url = Donnez une adresse telle que https://partenaire.example/hooks.
wrong-url-https = Donnez une adresse qui commence par https://.
wrong-url-credentials = Retirez le nom et le mot de passe de l’adresse : un webhook prouve par sa signature qui l’envoie.
wrong-url-private = Donnez une adresse qui peut être atteinte depuis internet : les adresses privées, locales et réservées ne sont pas appelées.
wrong-endpoints-full = Il y a déjà 50 destinataires : supprimez-en un d’abord.
mail-webhook = webhook
mail-webhook-resend = webhook à renvoyer
mail-webhook-resend-all = webhooks à renvoyer
mail-endpoint-off = message que des webhooks sont désactivés
mail-endpoint-of = Un destinataire de webhooks
