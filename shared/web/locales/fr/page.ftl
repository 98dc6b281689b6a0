# Ce que toutes les pages ont en commun.
skip-to-content = Aller au contenu
nav-label = Navigation principale
nav-services = Trouver de l’aide
nav-places = Lieux et horaires
nav-state-need = Dire un besoin
nav-today = Aujourd’hui
nav-schedule = Agenda
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
footer-what = Permanence : les agences publiques bruxelloises, là où les entreprises travaillent.
footer-staff = Espace des équipes
footer-demo = Démonstration : données inventées, boîte aux lettres
form-refused-title = Erreur :

error-summary = { $n ->
    [one] Un champ est à corriger
   *[other] { $n } champs sont à corriger
}
error-summary-kept = Ce que vous avez écrit est toujours là.
field-optional = (facultatif)
field-choose = Choisissez
pager-next = Page suivante
pager-first = Première page
pager-label = Pages
progress-label = Avancement
timeline-why = parce que :
slot-taken = complet
slot-free = libre

need-to-triage = À trier
need-referred = En attente
need-in-progress = En cours
need-closed = Clos
referral-queued = À envoyer
referral-sent = En attente
referral-accepted = Acceptée
referral-declined = Déclinée
referral-expired = Sans réponse
referral-undeliverable = Non remis
referral-done = Terminée
referral-withdrawn = Retirée
outcome-helped = aidé
outcome-not-helped = pas aidé
outcome-unreachable = injoignable
outcome-withdrawn = retiré par l’entreprise
decline-not-competent = Pas de notre compétence
decline-conditions = Conditions non remplies
decline-capacity = Pas de disponibilité actuellement
decline-duplicate = Déjà suivi chez nous
decline-other = Autre raison
triage-suggested = Le besoin a été déduit ; il est à confirmer.
triage-undetermined = Rien ne dit encore quel est le besoin.
triage-no-consent = L’entreprise n’a pas accepté que ses données soient partagées.
triage-no-agency = Aucune agence ne correspond aux conditions.
triage-exhausted = Toutes les agences sollicitées ont décliné ou n’ont pas répondu.
