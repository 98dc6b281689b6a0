# Ce que toutes les pages ont en commun.
skip-to-content = Aller au contenu
nav-label = Navigation principale
nav-services = Trouver de l’aide
nav-places = Lieux et horaires
nav-state-need = Dire un besoin
nav-search = Rechercher
nav-search-label = Rechercher dans tout le site
nav-today = Aujourd’hui
nav-schedule = Agenda
nav-members = Membres
nav-needs = Besoins
nav-referrals = Renvois
nav-survey = Enquête
nav-directory = Annuaire
nav-staff = Équipe
nav-waiting = à trier
languages-label = Langue
crumbs-label = Fil d’Ariane
sign-in = Se connecter
sign-out = Se déconnecter
footer-what = Permanence : les agences publiques bruxelloises, là où les entreprises travaillent.
footer-statistics = Statistiques
footer-open-data = Données ouvertes
footer-privacy = Vos données
footer-accessibility = Accessibilité
footer-staff = Espace des équipes
footer-demo = Démonstration : données inventées, boîte aux lettres
form-refused-title = Erreur :

error-summary = { $n ->
    [one] Un champ est à corriger
   *[other] { $n } champs sont à corriger
}
error-summary-field = { $field } : { $error }
error-summary-kept = Ce que vous avez écrit est toujours là.
field-optional = (facultatif)
field-choose = Choisissez
field-all = Tous
pager-next = Page suivante
pager-first = Première page
pager-label = Pages
progress-label = Avancement
timeline-why = parce que :
slot-taken = complet
slot-free = libre

# Avant un changement que des personnes remarqueraient.
ask-title = Des personnes ont rendez-vous
ask-lost = { $n ->
    [one] Une personne perd son rendez-vous.
   *[other] { $n } personnes perdent leur rendez-vous.
}
ask-moved = { $n ->
    [one] Le rendez-vous d’une personne change d’heure ou de lieu.
   *[other] Les rendez-vous de { $n } personnes changent d’heure ou de lieu.
}
ask-told = Chacune reçoit un e-mail qui le dit.
ask-do = Modifier et prévenir
ask-back = Ne rien changer
form-made-before = Ceci a été créé à votre premier envoi du formulaire, tel qu’affiché ici. Ce que vous avez changé depuis n’est pas enregistré : modifiez-le ici ou remplissez un nouveau formulaire.

said-title = Ce que vous avez dit, ce qui a été fait
said-done = fait
said-no = pas fait
said-planned = prévu
said-new = nouveau
chart-interval = { $value } satisfaits, entre { $low } et { $high }
chart-interval-rate = { $value } ont répondu, entre { $low } et { $high }
chart-hidden = caché

form-changed-meanwhile = Quelqu’un d’autre a modifié ceci entre-temps. Ce que vous avez écrit est gardé ; envoyez encore une fois pour l’enregistrer.
form-not-saved = Pas encore enregistré
form-stored-otherwise = Ceci diffère de ce qui est enregistré.
form-stored-now = Enregistré maintenant : { $now }
