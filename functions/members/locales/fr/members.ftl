# Les membres : listes, fiches, propositions, doublons, leur propre page.

members-title = Membres
members-lead =
    Les entreprises hébergées dans { $n } { $n ->
        [one] lieu
       *[other] lieux
    } ; ce qu’on sait d’elles, ce qui pourrait les aider.
members-lead-there = Les entreprises hébergées dans votre lieu, { $place } ; ce qu’on sait d’elles.
members-in-all = En tout :
members-count =
    { $n } { $n ->
        [one] membre
       *[other] membres
    }
members-to-ask =
    { $n } { $n ->
        [one] proposition
       *[other] propositions
    } à demander
members-none = Aucun membre pour l’instant
members-none-how = Encodez une entreprise ; les besoins reçus ajoutent aussi la leur.
members-none-found = Aucun membre ne correspond
members-none-found-how = Retirez un filtre, ou cherchez une partie plus courte du nom.
members-none-so-far = Personne parmi les membres parcourus jusqu’ici
members-none-so-far-how = La liste continue : passez à la page suivante, ou ajoutez un filtre.
members-files = Cette liste comme fichier :
members-files-most = XLSX : les { $n } premiers membres au plus ; CSV : tous.
members-file-left-out = La suite manque : un classeur contient { $n } membres au plus. Le fichier CSV les contient tous.

member-new = Nouveau membre
member-save = Enregistrer
member-change = Modifier
member-state-need = Dire un besoin pour cette entreprise
member-form-lead = Ce que vous ne savez pas, laissez-le vide : le membre peut le compléter lui-même.
member-is-here = Ce membre est déjà là
member-enter-anyway = Ajouter quand même
member-changed-meanwhile = Quelqu’un a modifié ce membre entre-temps. Vérifiez, puis enregistrez à nouveau pour remplacer.
member-left = parti
member-incomplete = profil incomplet
member-missing = Manque : { $fields }
member-complete = profil complet
member-nothing = rien à proposer pour l’instant
member-stays = Hébergement
member-history = Historique
member-needs = Besoins
member-no-needs = Aucun besoin reçu.
member-need-undetermined = Besoin à déterminer
member-profile = Ce qu’on sait
member-proposals = Besoins déterminés
member-no-proposals = Rien de ce qu’on sait ne parle pour une aide. Un profil plus complet peut changer cela.
member-own-page = Sa propre page
member-own-page-what = Le membre y voit ce qu’on sait de lui, le corrige et répond, sans compte.
member-unsubscribed = Ne veut plus de messages qui proposent.
member-send-link = Envoyer le lien
member-end = Effacer ce membre
member-end-what = Tout ce qu’on sait de lui disparaît. Ses besoins restent. S’il a seulement quitté le lieu, modifiez-le plutôt : un autre lieu, ou le dernier jour sous « Hébergé jusqu’au ».

stay-since = depuis le { $day }
stay-until = jusqu’au { $day }
stay-now = en ce moment

column-id = Identifiant
column-name = Nom
column-location = Lieu
column-enterprise-number = Numéro d’entreprise
column-stage = Phase
column-domains = Domaines TIC
column-missing = Manque
column-last-contact = Dernier contact
column-hosted-since = Hébergé depuis le
column-until = Hébergé jusqu’au
column-member = Membre
column-proposal = Besoin déterminé
column-since = Depuis
column-status = État
column-other = Autre fiche
column-why = Pourquoi

filter-q = Nom, numéro ou e-mail
filter-q-hint = Une partie d’un mot du nom, un groupe du numéro, ou d’une adresse e-mail le début (zo@) ou le domaine (@robo).
filter-location = Lieu
filter-stage = Phase
filter-need = Besoins ouverts
filter-need-any = au moins un
filter-proposal = Propositions
filter-proposal-any = à demander
filter-missing = Profil
filter-missing-any = incomplet
filter-silent = Sans contact
filter-silent-n = depuis { $n } mois
filter-hosted-from = Hébergé là du
filter-hosted-until = au (dernier jour)
filter-hosted-where = Choisissez le lieu où ils étaient hébergés ces jours-là.
filter-hosted-backwards = Le dernier jour précède le premier.
filter-unknown = Cette valeur n’existe pas ; choisissez-en une qui existe.
filter-more = Autres filtres
filter-do = Filtrer
order-by = Dans l’ordre :
order-name = du nom
order-last-contact = du dernier contact, le plus ancien d’abord
order-hosted-since = de l’arrivée, la plus ancienne d’abord
order-last-day = du dernier jour sur place, ceux qui restent à la fin
order-entered = de la saisie
order-found = de ce qui a été trouvé
sort-not-kept = Avec ces filtres, la liste n’existe pas dans cet ordre : sans filtre par name ou last_contact, pour un seul lieu aussi par hosted_since.

action-ask = Demander
action-complete = Compléter
action-see = Voir

status-open = à demander
status-asked = demandé
status-yes = oui
status-no = écarté
status-later = plus tard
status-declined = non

part-company = Entreprise
part-contact = Contact
part-activity = Activité et marchés
part-means = Équipe et moyens
part-innovation = Innovation
part-other = Autres

from-register = (registre public, { $day })
from-host = (liste du lieu, { $day })
from-need = (besoin reçu, { $day })
from-coordinator = (coordination, { $day })
from-member = (dit par le membre, { $day })

map-title = Où ils sont
map-lead = Par commune et par lieu.
map-show = Ce que la carte compte
map-members = Membres
map-proposals = Propositions à demander
map-needs = Besoins ouverts
map-incomplete = Profils incomplets
map-of-members = Membres par commune.
map-as-table = le même en tableau
map-label = Carte de la Région : { $what }, { $n } en tout
map-sessions = Séances du mois
map-month = Mois
map-month-before = Mois précédent
map-month-after = Mois suivant
map-place = Lieu
map-town = Commune
map-by-town = Par commune
map-by-place = Par lieu
map-stages = Par phase
map-stage-unknown = { $n } à une phase inconnue

proposals-title = Propositions
proposals-lead = Ce que les règles ont déterminé d’après ce qu’on sait. Rien n’est transmis sans le oui du membre.
proposals-none = Aucune proposition dans cet état
proposals-none-how = Complétez des profils : chaque fait connu peut en décider une.
proposals-which = Que demander ?
proposals-none-ticked = Cochez au moins un type de besoin.

proposal-missing = à compléter pour préciser : { $facts }
proposal-reason = Raison
proposal-reason-hint = Pour « plus tard » ou « écarter » ; le membre ne la voit pas.
proposal-need = voir le besoin
proposal-taken-back = L’entreprise a retiré sa propre demande
proposal-unhelped = La demande s’est terminée sans aide : reviendra si un fait change
proposal-said = « { $reason } »

decision-ask = Demander au membre
decision-later = Plus tard
decision-no = Écarter

duplicates-title = Doublons
duplicates-lead = Des fiches qui semblent être une même entreprise.
duplicates-none = Aucun doublon
duplicates-none-how = Chaque fiche nouvelle ou modifiée est comparée aux autres.
duplicates-compare = Comparer
duplicates-has =
    { $needs } { $needs ->
        [one] besoin
       *[other] besoins
    }, { $proposals } { $proposals ->
        [one] proposition
       *[other] propositions
    }
duplicates-merge-what = La première fiche reste ; besoins, séjours, rendez-vous et propositions de l’autre la rejoignent. Cela peut être annulé pendant 30 jours.
duplicates-merge = Fusionner
duplicates-two = Ce sont deux entreprises
duplicates-undo = Annuler la fusion
duplicates-joined = Fusionnées ces 30 derniers jours

alike-number = même numéro d’entreprise
alike-domain = même domaine de messagerie et nom semblable
alike-name = même nom au même lieu
alike-mail = même adresse e-mail ou même domaine de messagerie

bookings-title = Rendez-vous : de quel membre ?
bookings-what = Le nom et l’adresse ne le disent pas avec certitude. Votre réponse reste valable, même si le rendez-vous est déplacé ou rendu. Une nouvelle entreprise est encodée sous son nom, au lieu du rendez-vous.
bookings-member = C’est { $name }
bookings-new = Une nouvelle entreprise : encoder { $name }
bookings-nobody = Aucun membre
bookings-of-nobody = Ne nommez un membre que si le rendez-vous est le sien ; sinon, retirez-le.
bookings-more = D’autres suivront une fois ceux-ci réglés.

event-joined = Encodé chez { $place }
event-changed = Modifié : { $fields }
event-moved = Hébergé chez { $place }
event-left = Fin du séjour indiquée
event-need = A exprimé un besoin
event-asked = Demandé : { $needs }
event-yes = A dit oui : { $need }
event-no = A dit non : { $need }
event-later = Remis à plus tard : { $need }
event-aside = Écarté : { $need }
event-mails-on = Veut à nouveau des messages qui proposent
event-mails-off = Ne veut plus de messages qui proposent
event-merged = Fusionné avec une autre fiche

done-entered = Le membre est encodé.
done-saved = C’est enregistré.
done-ended = Le membre est effacé.
done-asked = La demande part par e-mail.
done-later = Remis à dans un mois.
done-no = Écarté ; reviendra seulement si un fait change.
done-two = Retenu : ce sont deux entreprises.
done-merged = Les deux fiches n’en font plus qu’une. Vous pouvez l’annuler pendant 30 jours.
done-undone = La fusion est annulée ; ce qui a été modifié depuis reste sur cette fiche. Les deux fiches ne seront plus proposées comme doublon.
done-link = Le lien part par e-mail.
done-need = Le besoin est enregistré ; la personne de contact en reçoit la confirmation par e-mail.

problem-proposal-settled = Déjà réglé
problem-proposal-settled-detail = Cette proposition a été réglée entre-temps. Rechargez la page du membre.
problem-member-no-address = Aucune adresse connue
problem-member-no-address-detail = On ne connaît pas d’adresse e-mail de ce membre. Ajoutez-en une pour pouvoir demander.
problem-member-unsubscribed = Ne veut pas de ces messages
problem-member-unsubscribed-detail = Ce membre a mis fin aux messages qui proposent. Parlez-lui plutôt lors d’une permanence.
problem-member-asked-before = Demandé il y a moins d’un mois
problem-member-asked-before-detail = Un membre reçoit au plus une demande par mois. À nouveau possible dès le { $day }.
problem-merge-changed = Modifié depuis la fusion
problem-merge-changed-detail = La fiche qui restait a été fusionnée avec une autre depuis. Annulez d’abord cette fusion plus récente.

own-lead = Hébergée chez { $place }. Ce que nous savons, pourquoi, et ce qui pourrait vous aider.
own-asked = Ce qui pourrait vous aider
own-why = Pourquoi nous y pensons :
own-consent-nobody = Aucune agence n’intervient pour cela à votre stade aujourd’hui. Si vous dites oui, la coordination cherche une solution ; rien n’est transmis sans votre accord.
proposal-no-agency = aucune agence à ce stade
proposal-no-agency-refused = Pour un de ces besoins, aucune agence n’intervient au stade de ce membre : son oui ne serait transmis à personne. Décochez-le.
own-yes = Oui, transmettez
own-yes-about = Oui, transmettez : { $need }
own-no = Non merci
own-no-about = Non merci : { $need }
own-yes-said = Vous avez dit oui : la suite vous vient par e-mail.
own-taken-back = Vous avez retiré votre propre demande. Vous pouvez encore dire oui.
own-settled = C’est déjà réglé
own-settled-detail = Vous avez déjà dit oui, ou nous ne le proposons plus. Un oui se reprend sur la page de votre demande : le lien est dans nos e-mails à son sujet.
own-no-address = Nous n’avons pas votre adresse
own-no-address-detail = Pour un oui, il nous faut une adresse e-mail où vous répondre. Indiquez-la sous « Tout ce que nous savons », puis dites oui.
own-questions = Pour mieux vous orienter
own-questions-what =
    { $n } { $n ->
        [one] question déciderait
       *[other] questions décideraient
    } de la plupart des aides. Passez celles que vous voulez.
own-answer = Répondre
own-known = Tout ce que nous savons
own-known-what = Corrigez, complétez ou videz un champ : ce que vous dites passe avant ce que d’autres ont dit.
own-consents = Ce que vous acceptez
own-consents-hint = Décochez pour retirer votre accord.

consent-2026-11-survey_invitations = M’inviter à dire si l’aide était bonne
consent-2026-11-digest = M’envoyer les nouvelles du mois de mon lieu : permanences, appels, services
consent-2026-11-keep_profile = Garder ce profil pour mieux m’orienter
consent-2026-11-public_map = Montrer mon entreprise sur la carte publique
consented = accord du { $day }, texte { $version }
consent-ended = retiré le { $day }

own-save = Enregistrer
own-mails = Messages qui proposent
own-mails-are-on = Au plus un par mois, seulement si nous pensons pouvoir vous aider.
own-mails-are-off = Vous n’en recevez plus.
own-mails-off = Ne plus en recevoir
own-mails-on = En recevoir à nouveau
own-take-back = Effacer notre profil
own-take-back-what = Ce que nous savons de votre entreprise disparaît tout de suite et pour de bon. Vos demandes et vos rendez-vous gardent leur propre page.
own-gone = Votre profil est effacé
own-gone-what = Vos demandes et vos rendez-vous gardent leur propre page, où vous pouvez les retirer : les liens sont dans nos e-mails à leur sujet. Merci d’avoir été là.
own-done-yes = Merci : votre réponse est notée, la suite vous vient par e-mail.
own-done-declined = Noté : nous ne transmettons rien.
own-done-saved = C’est enregistré.
own-done-mails = C’est noté.

unsubscribe-title = Ne plus recevoir ces messages
unsubscribe-what = Un clic met fin aux messages par lesquels nous demandons si une aide vous servirait. Les nouvelles de vos propres besoins continuent.
unsubscribe-surveys-what = Un clic met fin aux invitations aux enquêtes. Les messages sur vos propres besoins et rendez-vous continuent.
unsubscribe-digests-what = Un clic met fin aux nouvelles mensuelles de votre lieu et aux annonces. Les messages sur vos propres besoins et rendez-vous continuent.
unsubscribe-do = Ne plus en recevoir

unsubscribed-title = C’est fait
unsubscribed-what = Vous ne recevrez plus de propositions.
unsubscribed-surveys-what = Vous ne recevrez plus d’invitations aux enquêtes.
unsubscribed-digests-what = Vous ne recevrez plus ni nouvelles mensuelles ni annonces.

event-booked = A pris un rendez-vous
member-bookings = Rendez-vous
booking-waiting = attend une place
booking-offered = une place est réservée
booking-booked = réservé
booking-cancelled = rendu
booking-attended = est venu
booking-missed = n’est pas venu
