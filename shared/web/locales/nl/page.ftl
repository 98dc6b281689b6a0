# Wat alle pagina’s gemeen hebben.
skip-to-content = Naar de inhoud
nav-label = Hoofdnavigatie
nav-services = Hulp vinden
nav-places = Plaatsen en uren
nav-state-need = Een behoefte melden
nav-today = Vandaag
nav-schedule = Agenda
nav-needs = Behoeften
nav-referrals = Doorverwijzingen
nav-survey = Bevraging
nav-directory = Gids
nav-staff = Team
nav-waiting = te sorteren
languages-label = Taal
crumbs-label = Kruimelpad
sign-in = Aanmelden
sign-out = Afmelden
footer-what = Permanence: de Brusselse overheidsagentschappen, waar ondernemingen werken.
footer-staff = Voor de teams
footer-demo = Demonstratie: verzonnen gegevens, postvak
form-refused-title = Fout:

error-summary = { $n ->
    [one] Eén veld is te verbeteren
   *[other] { $n } velden zijn te verbeteren
}
error-summary-kept = Wat u schreef, staat er nog.
field-optional = (facultatief)
field-choose = Kies
pager-next = Volgende pagina
pager-first = Eerste pagina
pager-label = Pagina’s
progress-label = Vordering
timeline-why = omdat:
slot-taken = volzet
slot-free = vrij

need-to-triage = Te sorteren
need-referred = In afwachting
need-in-progress = Lopend
need-closed = Afgesloten
referral-queued = Te versturen
referral-sent = In afwachting
referral-accepted = Aanvaard
referral-declined = Afgewezen
referral-expired = Zonder antwoord
referral-undeliverable = Niet bezorgd
referral-done = Afgerond
referral-withdrawn = Ingetrokken
outcome-helped = geholpen
outcome-not-helped = niet geholpen
outcome-unreachable = onbereikbaar
outcome-withdrawn = ingetrokken door de onderneming
decline-not-competent = Niet onze bevoegdheid
decline-conditions = Voorwaarden niet vervuld
decline-capacity = Momenteel geen ruimte
decline-duplicate = Al bij ons in behandeling
decline-other = Andere reden
triage-suggested = De behoefte werd afgeleid; ze moet bevestigd worden.
triage-undetermined = Niets zegt nog wat de behoefte is.
triage-no-consent = De onderneming stemde er niet mee in haar gegevens te delen.
triage-no-agency = Geen enkel agentschap past bij de voorwaarden.
triage-exhausted = Alle aangesproken agentschappen wezen af of antwoordden niet.
