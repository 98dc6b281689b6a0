# Openbare pagina’s van de gids.
state-need = Een behoefte melden
not-sure-title = Weet u niet wie u kan helpen?
not-sure-text = Meld uw behoefte: het juiste agentschap antwoordt binnen 2 tot 10 werkdagen.

session-cancelled = Geannuleerd
session-all-services = alle hulp van het agentschap
session-slots = Uren
session-walk-in = Boek een uur, of kom zonder afspraak.
session-resumes = opnieuw op { $day }

home-title = De overheids­agentschappen, waar u werkt
home-lead = Adviseurs van de Brusselse agentschappen houden permanenties in incubatoren en coworkingruimtes. Zoek wie uw onderneming kan helpen, wanneer en waar; of meld uw behoefte, en het juiste agentschap antwoordt u.
home-find = Hulp vinden
home-find-text = Volgens behoefte: financiering, O&O, export, huisvesting, aanwerving…
home-places = Plaatsen en uren
home-places-text = Wie is waar, op welke dag, om hoe laat, bij u in de buurt.
home-need = Een behoefte melden
home-need-text = Vijf minuten, zonder account. Wij vinden het agentschap.
home-next = De volgende permanenties
home-next-week = De volgende permanenties: de week van { $day }
home-none = Geen permanentie aangekondigd in de komende drie maanden.
home-none-how = Permanenties verschijnen hier zodra ze gepubliceerd zijn. Meld intussen uw behoefte: een agentschap antwoordt u.
home-all = Alle plaatsen en uren
home-agencies = Alle agentschappen
home-near = Wie is bij u in de buurt, op de kaart

services-title = Hulp vinden
services-lead = { $n ->
    [one] Eén vorm van overheidshulp voor Brusselse ondernemingen, volgens behoefte.
   *[other] { $n } vormen van overheidshulp voor Brusselse ondernemingen, volgens behoefte.
}
services-found = { $n ->
    [0] Geen hulp komt overeen met deze woorden.
    [one] Eén vorm van hulp komt overeen met deze woorden.
   *[other] { $n } vormen van hulp komen overeen met deze woorden.
}
services-search = Wat zoekt u?
services-search-button = Zoeken
services-all = Alles tonen
services-agencies = Alle agentschappen
services-none = Niets onder deze woorden.
services-none-how = Probeer een korter woord, of meld uw behoefte in uw eigen woorden:
services-contents = Op deze pagina

service-ended = Deze hulp wordt niet meer aangeboden. De pagina blijft ter herinnering.
service-facts = Het belangrijkste
service-where = Waar u erover kunt praten
service-agency = Agentschap
service-started = Gestart door { $agency }.
service-started-ended = Gestart door { $agency }, dat ophield te bestaan op { $day }.
service-kind = Soort hulp
service-for = Voor wie
service-for-all = alle ondernemingen, in elke fase
service-conditions = Na te gaan
service-answers = Antwoordt op
service-programmes = Hoort bij
service-no-session = Geen permanentie hierover in de komende vier weken.
service-no-session-how = Ze verschijnt hier zodra het agentschap er een publiceert. Meld uw behoefte: het agentschap antwoordt u per e-mail.

kind-advice = advies
kind-authorisation = vergunning
kind-award = prijs
kind-coaching = begeleiding
kind-equity = kapitaal
kind-event = evenement
kind-grant = subsidie
kind-loan = lening
kind-network = netwerk
kind-premises = huisvesting
kind-talent = aanwerving

locations-title = Plaatsen en uren
locations-lead = { $places ->
    [one] Eén plaats
   *[other] { $places } plaatsen
}, waarvan { $active } met een permanentie in de komende vier weken.
locations-place = Plaats
locations-next = Volgende permanentie
locations-no-next = geen permanentie aangekondigd
locations-none = Er is geen plaats open.
locations-none-how = Incubatoren en coworkingruimtes verschijnen hier wanneer de coördinatie ze aan de gids toevoegt.
locations-near = Wie is bij mij in de buurt?

place-incubator = incubator
place-coworking = coworkingruimte
place-business-centre = bedrijvencentrum
place-accelerator = accelerator
place-digital-hub = digitale hub
place-place = plaats
place-next = Volgende permanenties
place-none = Geen permanentie hier in de komende vier weken.
place-none-how = Ze verschijnen hier zodra een agentschap er publiceert. Meld intussen uw behoefte: een agentschap antwoordt u per e-mail.
place-same-building = zelfde gebouw als
place-closed = Deze plaats sloot op { $day }.
place-nearest = De dichtstbijzijnde plaatsen die open zijn
place-opens = Deze plaats opent op { $day }.
calendar-subscribe = Abonneer u op deze kalender:
place-about = Ter plaatse
place-kind = Soort plaats
place-hours = Open op werkdagen
place-languages = Talen
place-more = Niets missen
place-week = De week, dag per dag
place-month = De maand
place-lobby = Tonen in de hal
place-print = De komende maand afdrukken
place-near = Andere plaatsen in de buurt

all-agencies-title = De agentschappen
all-agencies-lead = { $agencies ->
    [one] Eén agentschap of partner
   *[other] { $agencies } agentschappen en partners
}, waarvan { $active } met een permanentie in de komende vier weken.
all-agencies-agency = Agentschap
all-agencies-next = Volgende permanentie
all-agencies-no-next = geen permanentie aangekondigd
all-agencies-none = Er is nog geen agentschap opgenomen.
all-agencies-none-how = De coördinatie voegt ze aan de gids toe.

agency-ended = { $agency } hield op te bestaan op { $day }.
agency-not-yet = { $agency } is nog niet begonnen.
agency-taken-over = Het werk is overgenomen door
agency-services = Aangeboden hulp
agency-no-service = Voor dit agentschap is nog geen hulp opgenomen.
agency-no-service-how = De coördinatie voegt ze aan de gids toe.
agency-now-at = vandaag bij
agency-where = Waar en wanneer, in de komende twee weken
agency-where-week = Waar en wanneer: de volgende keer, in de week van { $day }
agency-no-session = Geen permanentie aangekondigd in de komende drie maanden.
agency-no-session-how = Ze verschijnen hier zodra ze gepubliceerd zijn. Meld uw behoefte: het agentschap antwoordt u per e-mail.
agency-tour = De hele ronde: vier weken, dag per dag
agency-about = Over
agency-name = Officiële naam
agency-parent = Maakt deel uit van
agency-former = Nam het werk over van
agency-languages = Talen

# Weigeringen van de interface voor programma’s.
succession-circle = Kies een andere vermelding: de opvolging zou bij deze uitkomen.
problem-in-use = Nog in gebruik
in-use-detail = { $n ->
    [one] Er is niets verwijderd: één element verwijst ernaar ({ $by }).
   *[other] Er is niets verwijderd: { $n } elementen verwijzen ernaar ({ $by }).
} Haal eerst weg wat ernaar verwijst, of geef een einddatum.
problem-in-use-about = Wat elders nog genoemd wordt, wordt niet verwijderd: de geschiedenis en de agenda zouden spreken over iets dat niet meer bestaat. Geef liever een einddatum. Het antwoord zegt in ‘used_by’ wat ernaar verwijst.
slot-full = volzet
slot-book = boeken
slot-queue = op de wachtlijst gaan staan

# De plaatsen in de ruimte van de teams.
places-title = Plaatsen
places-lead = { $n ->
    [one] Eén plaats, met waar de agenda rekening mee houdt.
   *[other] { $n } plaatsen, met waar de agenda rekening mee houdt.
}
places-none = Nog geen plaats.
places-none-how = Plaatsen worden toegevoegd door een programma, of met de gids.
places-place = Plaats
places-hours = Openingsuren
places-desks = Werkplekken
places-closed = Volgende sluiting
places-unsaid = niet gezegd
places-change = Wijzigen
places-see = Bekijken
places-public = De openbare gids
places-activity = Activiteit
places-digests = Maandberichten
place-hours-form = Vul een begin in en, later, een einde.
place-hours-hint = Op werkdagen. Sessies daarbuiten worden gemeld, niet geweigerd. Leeg: niet gezegd.
place-open = Open om
place-close = Dicht om
place-desks = Werkplekken of zalen voor agentschappen
place-desks-hint = Hoeveel agentschappen er tegelijk kunnen zijn. 0: niet gezegd.
place-building = Gebouw
place-building-hint = Plaatsen met hetzelfde woord hier zijn één halte en delen hun zalen.
place-email = E-mailadres van de plaats
place-email-hint = Waar niemand zich voor de plaats aanmeldt, wordt wat verandert aan haar sessies op dit adres gemeld.
place-nobody-told = Niemand ter plaatse wordt verwittigd van wat verandert aan de sessies: niemand meldt zich aan voor deze plaats, en ze heeft geen e-mailadres.
place-notices = Hoe de plaats verneemt wat aan de sessies verandert
place-notices-usual = Zoals gewoonlijk: één keer per dag
notices-at_once = Meteen, telkens een e-mail
notices-daily = Eén keer per dag, op de volgende werkochtend
notices-none = Helemaal niet
place-closing = Sluitingsdagen
place-closing-hint = Vink uit om er weg te halen. Op sluitingsdagen gaat geen sessie door.
place-closed-day = { $from }
place-closed-days = { $from } tot en met { $to }
place-close-new = Nieuwe sluitingsdagen
place-close-from = Eerste dag
place-close-to = Laatste dag
place-close-fr = Reden, in het Frans
place-close-nl = Reden, in het Nederlands
place-close-en = Reden, in het Engels
place-save = Opslaan
place-saved = De plaats is bewaard.
place-see-public = De openbare pagina bekijken
place-who-changes = De coördinatie wijzigt dit.
