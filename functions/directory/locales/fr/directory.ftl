# Pages publiques de l’annuaire.
state-need = Dire un besoin
not-sure-title = Vous ne savez pas à qui parler ?
not-sure-text = Dites-nous votre besoin : la bonne agence vous répond en 2 à 10 jours ouvrables.

session-cancelled = Annulée
session-all-services = toutes les aides de l’agence
session-slots = Heures
session-walk-in = Réservez une heure, ou venez sans rendez-vous.
session-resumes = reprise le { $day }

home-title = Les agences publiques, là où vous travaillez
home-lead = Des conseillers des agences bruxelloises tiennent des permanences dans les incubateurs et les espaces de coworking. Trouvez qui peut aider votre entreprise, quand et où ; ou dites votre besoin, et la bonne agence vous répond.
home-find = Trouver de l’aide
home-find-text = Par besoin : financement, R&D, export, locaux, recrutement…
home-places = Lieux et horaires
home-places-text = Qui est là, quel jour, à quelle heure, près de chez vous.
home-need = Dire un besoin
home-need-text = Cinq minutes, sans compte. Nous trouvons l’agence.
home-next = Les prochaines permanences
home-next-week = Les prochaines permanences : la semaine du { $day }
home-none = Aucune permanence annoncée dans les trois prochains mois.
home-none-how = Les permanences apparaissent ici dès qu’elles sont publiées. En attendant, dites-nous votre besoin : une agence vous répond.
home-all = Tous les lieux et horaires
home-agencies = Toutes les agences
home-near = Qui est près de chez vous, sur la carte

services-title = Trouver de l’aide
services-lead = { $n ->
    [one] Une aide publique pour les entreprises bruxelloises, par besoin.
   *[other] { $n } aides publiques pour les entreprises bruxelloises, par besoin.
}
services-found = { $n ->
    [0] Aucune aide ne correspond à ces mots.
    [one] Une aide correspond à ces mots.
   *[other] { $n } aides correspondent à ces mots.
}
services-search = Que cherchez-vous ?
services-search-button = Chercher
services-all = Tout afficher
services-agencies = Toutes les agences
services-none = Rien sous ces mots.
services-none-how = Essayez un mot plus court, ou dites-nous votre besoin avec vos mots :
services-contents = Sur cette page

service-ended = Cette aide n’est plus proposée. La page reste pour mémoire.
service-facts = L’essentiel
service-where = Où en parler
service-agency = Agence
service-started = Aide lancée par { $agency }.
service-started-ended = Aide lancée par { $agency }, qui a cessé le { $day }.
service-kind = Type d’aide
service-for = Pour qui
service-for-all = toutes les entreprises, à tous les stades
service-conditions = À vérifier
service-answers = Répond à
service-programmes = Fait partie de
service-no-session = Aucune permanence sur ce sujet dans les quatre prochaines semaines.
service-no-session-how = Elle apparaîtra ici dès que l’agence en publiera une. Dites-nous votre besoin : l’agence vous répond par e-mail.

kind-advice = conseil
kind-authorisation = autorisation
kind-award = prix
kind-coaching = accompagnement
kind-equity = capital
kind-event = événement
kind-grant = subside
kind-loan = prêt
kind-network = réseau
kind-premises = locaux
kind-talent = recrutement

locations-title = Lieux et horaires
locations-lead = { $places ->
    [one] Un lieu
   *[other] { $places } lieux
}, dont { $active } avec une permanence dans les quatre prochaines semaines.
locations-place = Lieu
locations-next = Prochaine permanence
locations-no-next = pas de permanence annoncée
locations-none = Aucun lieu n’est ouvert.
locations-none-how = Les incubateurs et espaces de coworking apparaissent ici quand la coordination les ajoute à l’annuaire.
locations-near = Qui est près de moi ?

place-incubator = incubateur
place-coworking = espace de coworking
place-business-centre = centre d’entreprises
place-accelerator = accélérateur
place-digital-hub = pôle numérique
place-place = lieu
place-next = Prochaines permanences
place-none = Aucune permanence ici dans les quatre prochaines semaines.
place-none-how = Elles apparaissent ici dès qu’une agence en publie. En attendant, dites-nous votre besoin : une agence vous répond par e-mail.
place-same-building = même bâtiment que
place-closed = Ce lieu a fermé le { $day }.
place-nearest = Les lieux ouverts les plus proches
place-opens = Ce lieu ouvre le { $day }.
calendar-subscribe = S’abonner à ce calendrier :
place-about = Sur place
place-kind = Type de lieu
place-hours = Ouvert les jours ouvrables
place-languages = Langues
place-more = Ne rien manquer
place-week = La semaine, jour par jour
place-month = Le mois
place-lobby = Afficher dans le hall
place-print = Imprimer le mois à venir
place-near = Les autres lieux près d’ici

all-agencies-title = Les agences
all-agencies-lead = { $agencies ->
    [one] Une agence ou partenaire
   *[other] { $agencies } agences et partenaires
}, dont { $active } avec une permanence dans les quatre prochaines semaines.
all-agencies-agency = Agence
all-agencies-next = Prochaine permanence
all-agencies-no-next = pas de permanence annoncée
all-agencies-none = Aucune agence n’est inscrite.
all-agencies-none-how = La coordination les ajoute à l’annuaire.

agency-ended = { $agency } a cessé ses activités le { $day }.
agency-not-yet = { $agency } n’a pas encore commencé ses activités.
agency-taken-over = Son travail est repris par
agency-services = Aides proposées
agency-no-service = Aucune aide n’est inscrite pour cette agence.
agency-no-service-how = La coordination les ajoute à l’annuaire.
agency-now-at = aujourd’hui chez
agency-where = Où et quand, dans les deux prochaines semaines
agency-where-week = Où et quand : la prochaine fois, la semaine du { $day }
agency-no-session = Aucune permanence annoncée dans les trois prochains mois.
agency-no-session-how = Elles apparaissent ici dès qu’elles sont publiées. Dites-nous votre besoin : l’agence vous répond par e-mail.
agency-tour = Toute la tournée : quatre semaines, jour par jour
agency-about = À propos
agency-name = Nom officiel
agency-parent = Fait partie de
agency-former = A repris le travail de
agency-languages = Langues

# Refus de l’interface des programmes.
succession-circle = Choisissez une autre entrée : la succession reviendrait à celle-ci.
problem-in-use = Encore utilisé
in-use-detail = { $n ->
    [one] Rien n’a été supprimé : un élément s’y réfère ({ $by }).
   *[other] Rien n’a été supprimé : { $n } éléments s’y réfèrent ({ $by }).
} Retirez d’abord ce qui s’y réfère, ou donnez une date de fin.
problem-in-use-about = Ce qui est encore nommé ailleurs ne se supprime pas : l’historique et l’agenda parleraient de quelque chose qui n’existe plus. Donnez plutôt une date de fin. La réponse dit ce qui s’y réfère, dans « used_by ».
slot-full = complet
slot-book = réserver
slot-queue = s’inscrire sur la liste d’attente

# Les lieux dans l’espace des équipes.
places-title = Lieux
places-lead = { $n ->
    [one] Un lieu, avec ce dont l’agenda tient compte.
   *[other] { $n } lieux, avec ce dont l’agenda tient compte.
}
places-none = Pas encore de lieu.
places-none-how = Les lieux sont ajoutés par un programme, ou avec l’annuaire.
places-place = Lieu
places-hours = Heures d’ouverture
places-desks = Postes
places-closed = Prochaine fermeture
places-unsaid = non précisé
places-change = Modifier
places-see = Voir
places-public = L’annuaire public
places-activity = Activité
places-digests = Nouvelles du mois
place-hours-form = Indiquez un début et, plus tard, une fin.
place-hours-hint = Les jours ouvrables. Les séances en dehors sont signalées, pas refusées. Vide : non précisé.
place-open = Ouvre à
place-close = Ferme à
place-desks = Postes ou salles pour les agences
place-desks-hint = Combien d’agences peuvent y être en même temps. 0 : non précisé.
place-building = Bâtiment
place-building-hint = Les lieux qui portent ici le même mot sont un seul arrêt et partagent leurs salles.
place-email = Adresse e-mail du lieu
place-email-hint = Là où personne ne se connecte pour le lieu, ce qui change dans ses séances est annoncé à cette adresse.
place-nobody-told = Personne sur place n’est averti de ce qui change dans les séances : personne ne se connecte pour ce lieu, et il n’a pas d’adresse e-mail.
place-notices = Comment le lieu apprend ce qui change des séances
place-notices-usual = Comme d’habitude : une fois par jour
notices-at_once = Tout de suite, un e-mail à chaque fois
notices-daily = Une fois par jour, le matin ouvrable suivant
notices-none = Pas du tout
place-closing = Jours de fermeture
place-closing-hint = Décochez pour en retirer. Aucune séance n’a lieu les jours de fermeture.
place-closed-day = { $from }
place-closed-days = { $from } au { $to }
place-close-new = Nouveaux jours de fermeture
place-close-from = Premier jour
place-close-to = Dernier jour
place-close-fr = Raison, en français
place-close-nl = Raison, en néerlandais
place-close-en = Raison, en anglais
place-save = Enregistrer
place-saved = Le lieu est enregistré.
place-see-public = Voir la page publique
place-who-changes = La coordination modifie ceci.
