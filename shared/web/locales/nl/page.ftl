# Wat alle pagina’s gemeen hebben.
skip-to-content = Naar de inhoud
nav-label = Hoofdnavigatie
nav-services = Hulp vinden
nav-places = Plaatsen en uren
nav-state-need = Een behoefte melden
nav-search = Zoeken
nav-search-label = In de hele site zoeken
nav-today = Vandaag
nav-schedule = Agenda
nav-members = Leden
nav-needs = Behoeften
nav-referrals = Doorverwijzingen
nav-survey = Enquête
nav-directory = Gids
nav-staff = Team
nav-waiting = te sorteren
languages-label = Taal
crumbs-label = Kruimelpad
sign-in = Aanmelden
sign-out = Afmelden
footer-what = Permanence: de Brusselse overheidsagentschappen, waar ondernemingen werken.
footer-statistics = Cijfers
footer-open-data = Open data
footer-privacy = Uw gegevens
footer-accessibility = Toegankelijkheid
footer-staff = Voor de teams
footer-demo = Demonstratie: verzonnen gegevens, postvak
form-refused-title = Fout:

error-summary = { $n ->
    [one] Eén veld moet u verbeteren
   *[other] { $n } velden moet u verbeteren
}
error-summary-field = { $field }: { $error }
error-summary-kept = Wat u schreef, staat er nog.
field-optional = (niet verplicht)
field-choose = Kies
field-all = Alle
pager-next = Volgende pagina
pager-first = Eerste pagina
pager-label = Pagina’s
progress-label = Voortgang
timeline-why = omdat:
slot-taken = volzet
slot-free = vrij

# Vóór een wijziging die mensen zouden merken.
ask-title = Mensen hebben een afspraak
ask-lost = { $n ->
    [one] Eén persoon verliest een afspraak.
   *[other] { $n } mensen verliezen hun afspraak.
}
ask-moved = { $n ->
    [one] De afspraak van één persoon krijgt een ander uur of een andere plaats.
   *[other] De afspraken van { $n } mensen krijgen een ander uur of een andere plaats.
}
ask-told = Ieder van hen krijgt een e-mail daarover.
ask-do = Wijzigen en verwittigen
ask-back = Niets wijzigen
form-made-before = Dit is gemaakt toen u het formulier voor het eerst verzond, zoals het hier staat. Wat u daarna wijzigde, is niet bewaard: pas het hier aan of vul een nieuw formulier in.

said-title = Wat u zei, wat er gedaan is
said-done = gedaan
said-no = niet gedaan
said-planned = gepland
said-new = nieuw
chart-interval = { $value } tevreden, tussen { $low } en { $high }
chart-interval-rate = { $value } antwoordden, tussen { $low } en { $high }
chart-hidden = verborgen

form-changed-meanwhile = Iemand anders heeft dit intussen gewijzigd. Wat u schreef, is bewaard; verstuur nog eens om het op te slaan.
form-not-saved = Nog niet opgeslagen
form-stored-otherwise = Dit verschilt van wat opgeslagen is.
form-stored-now = Nu opgeslagen: { $now }
