# Leden: lijsten, fiches, voorstellen, dubbels, hun eigen pagina.

members-title = Leden
members-lead =
    De ondernemingen op { $n } { $n ->
        [one] plaats
       *[other] plaatsen
    }; wat over hen bekend is, wat hen zou kunnen helpen.
members-lead-there = De ondernemingen op uw plaats, { $place }; wat over hen bekend is.
members-in-all = In totaal:
members-count =
    { $n } { $n ->
        [one] lid
       *[other] leden
    }
members-to-ask =
    { $n } { $n ->
        [one] voorstel
       *[other] voorstellen
    } te vragen
members-none = Nog geen leden
members-none-how = Voer een onderneming in; ontvangen behoeften voegen ook hun onderneming toe.
members-none-found = Geen lid gevonden
members-none-found-how = Haal een filter weg, of zoek een korter deel van de naam.
members-none-so-far = Niemand onder de leden die tot nu toe bekeken zijn
members-none-so-far-how = De lijst gaat verder: ga naar de volgende pagina, of voeg een filter toe.
members-files = Deze lijst als bestand:
members-files-most = XLSX: hoogstens de eerste { $n } leden; CSV: allemaal.
members-file-left-out = De rest ontbreekt: een werkmap bevat hoogstens { $n } leden. Het CSV-bestand bevat ze allemaal.

member-new = Nieuw lid
member-save = Opslaan
member-change = Wijzigen
member-state-need = Een behoefte melden voor deze onderneming
member-form-lead = Wat u niet weet, laat u leeg: het lid kan het zelf aanvullen.
member-is-here = Dit lid is er al
member-enter-anyway = Toch toevoegen
member-changed-meanwhile = Iemand heeft dit lid intussen gewijzigd. Kijk na en sla opnieuw op om te vervangen.
member-left = vertrokken
member-incomplete = onvolledig profiel
member-missing = Ontbreekt: { $fields }
member-complete = volledig profiel
member-nothing = voorlopig niets voor te stellen
member-stays = Verblijf
member-history = Geschiedenis
member-needs = Behoeften
member-no-needs = Geen behoefte ontvangen.
member-need-undetermined = Behoefte nog te bepalen
member-profile = Wat bekend is
member-proposals = Bepaalde behoeften
member-no-proposals = Niets van wat bekend is, wijst op steun. Een vollediger profiel kan dat veranderen.
member-own-page = Eigen pagina
member-own-page-what = Het lid ziet er wat over hem bekend is, verbetert het en antwoordt, zonder account.
member-unsubscribed = Wil geen berichten meer die iets voorstellen.
member-send-link = Link versturen
member-end = Dit lid wissen
member-end-what = Alles wat over hem bekend is, verdwijnt. Zijn behoeften blijven. Is hij alleen vertrokken, wijzig hem dan: een andere plaats, of de laatste dag bij ‘Gevestigd tot’.

stay-since = sinds { $day }
stay-until = tot { $day }
stay-now = op dit ogenblik

column-id = Id
column-name = Naam
column-location = Plaats
column-enterprise-number = Ondernemingsnummer
column-stage = Fase
column-domains = ICT-domeinen
column-missing = Ontbreekt
column-last-contact = Laatste contact
column-hosted-since = Gevestigd sinds
column-until = Gevestigd tot
column-member = Lid
column-proposal = Bepaalde behoefte
column-since = Sinds
column-status = Stand
column-other = Andere fiche
column-why = Waarom

filter-q = Naam, nummer of e-mail
filter-q-hint = Een deel van een woord van de naam, een groep van het nummer, of van een e-mailadres het begin (zo@) of het domein (@robo).
filter-location = Plaats
filter-stage = Fase
filter-need = Open behoeften
filter-need-any = minstens één
filter-proposal = Voorstellen
filter-proposal-any = te vragen
filter-missing = Profiel
filter-missing-any = onvolledig
filter-silent = Zonder contact
filter-silent-n = sinds { $n } maanden
filter-hosted-from = Daar gevestigd van
filter-hosted-until = tot en met
filter-hosted-where = Kies de plaats waar ze op die dagen gevestigd waren.
filter-hosted-backwards = De laatste dag ligt voor de eerste.
filter-unknown = Deze waarde bestaat niet; kies er een die bestaat.
filter-more = Andere filters
filter-do = Filteren
order-by = In de volgorde van:
order-name = naam
order-last-contact = laatste contact, het langst geleden eerst
order-hosted-since = gevestigd sinds, de langste eerst
order-last-day = laatste dag ter plaatse, wie blijft op het einde
order-entered = invoer
order-found = wat gevonden is
sort-not-kept = Met deze filters bestaat de lijst niet in deze volgorde: zonder filter volgens name of last_contact, van één plaats ook volgens hosted_since.

action-ask = Vragen
action-complete = Aanvullen
action-see = Bekijken

status-open = te vragen
status-asked = gevraagd
status-yes = ja
status-no = opzij gezet
status-later = later
status-declined = nee

part-company = Onderneming
part-contact = Contact
part-activity = Activiteit en markten
part-means = Team en middelen
part-innovation = Innovatie
part-other = Overige

from-register = (openbaar register, { $day })
from-host = (lijst van de plaats, { $day })
from-need = (ontvangen behoefte, { $day })
from-coordinator = (coördinatie, { $day })
from-member = (door het lid gezegd, { $day })

map-title = Waar ze zijn
map-lead = Per gemeente en per plaats.
map-show = Wat de kaart telt
map-members = Leden
map-proposals = Voorstellen te vragen
map-needs = Open behoeften
map-incomplete = Onvolledige profielen
map-of-members = Leden per gemeente.
map-as-table = hetzelfde als tabel
map-label = Kaart van het Gewest: { $what }, { $n } in totaal
map-sessions = Sessies van de maand
map-month = Maand
map-month-before = Vorige maand
map-month-after = Volgende maand
map-place = Plaats
map-town = Gemeente
map-by-town = Per gemeente
map-by-place = Per plaats
map-stages = Per fase
map-stage-unknown = { $n } in een onbekende fase

proposals-title = Voorstellen
proposals-lead = Wat de regels bepaalden uit wat bekend is. Zonder het ja van het lid wordt niets doorgegeven.
proposals-none = Geen voorstel in deze stand
proposals-none-how = Vul profielen aan: elk bekend feit kan er één beslissen.
proposals-which = Wat vragen?
proposals-none-ticked = Vink minstens één soort behoefte aan.

proposal-missing = aan te vullen om te verfijnen: { $facts }
proposal-reason = Reden
proposal-reason-hint = Voor ‘later’ of ‘opzij zetten’; het lid ziet ze niet.
proposal-need = behoefte bekijken
proposal-taken-back = De onderneming trok haar eigen vraag in
proposal-unhelped = De vraag eindigde zonder hulp: komt terug als een feit verandert
proposal-said = ‘{ $reason }’

decision-ask = Aan het lid vragen
decision-later = Later
decision-no = Opzij zetten

duplicates-title = Dubbels
duplicates-lead = Fiches die één onderneming lijken te zijn.
duplicates-none = Geen dubbels
duplicates-none-how = Elke nieuwe of gewijzigde fiche wordt met de andere vergeleken.
duplicates-compare = Vergelijken
duplicates-has =
    { $needs } { $needs ->
        [one] behoefte
       *[other] behoeften
    }, { $proposals } { $proposals ->
        [one] voorstel
       *[other] voorstellen
    }
duplicates-merge-what = De eerste fiche blijft; behoeften, verblijven, afspraken en voorstellen van de andere komen erbij. Dit kan 30 dagen lang ongedaan worden gemaakt.
duplicates-merge = Samenvoegen
duplicates-two = Het zijn twee ondernemingen
duplicates-undo = Samenvoeging ongedaan maken
duplicates-joined = Samengevoegd in de laatste 30 dagen

alike-number = zelfde ondernemingsnummer
alike-domain = zelfde maildomein en gelijkaardige naam
alike-name = zelfde naam op dezelfde plaats
alike-mail = zelfde e-mailadres of maildomein

bookings-title = Afspraken: van welk lid?
bookings-what = Naam en adres zeggen het niet met zekerheid. Uw antwoord blijft gelden, ook als de afspraak wordt verplaatst of teruggegeven. Een nieuwe onderneming wordt ingevoerd onder haar naam, op de plaats van de afspraak.
bookings-member = Het is { $name }
bookings-new = Een nieuwe onderneming: { $name } invoeren
bookings-nobody = Geen lid
bookings-of-nobody = Noem alleen een lid als de afspraak van dat lid is; haal het anders weg.
bookings-more = Er volgen er meer zodra deze geregeld zijn.

event-joined = Ingevoerd bij { $place }
event-changed = Gewijzigd: { $fields }
event-moved = Gevestigd bij { $place }
event-left = Einde van het verblijf opgegeven
event-need = Heeft een behoefte geuit
event-asked = Gevraagd: { $needs }
event-yes = Zei ja: { $need }
event-no = Zei nee: { $need }
event-later = Uitgesteld: { $need }
event-aside = Opzij gezet: { $need }
event-mails-on = Wil opnieuw berichten die iets voorstellen
event-mails-off = Wil geen berichten meer die iets voorstellen
event-merged = Samengevoegd met een andere fiche

done-entered = Het lid is ingevoerd.
done-saved = Opgeslagen.
done-ended = Het lid is gewist.
done-asked = De vraag vertrekt per e-mail.
done-later = Uitgesteld tot over een maand.
done-no = Opzij gezet; komt alleen terug als een feit verandert.
done-two = Onthouden: het zijn twee ondernemingen.
done-merged = De twee fiches zijn er nu één. U kunt het 30 dagen lang ongedaan maken.
done-undone = De samenvoeging is ongedaan gemaakt; wat sindsdien gewijzigd is, blijft op deze fiche. De twee fiches worden niet meer als dubbel voorgesteld.
done-link = De link vertrekt per e-mail.
done-need = De behoefte is gemeld; de contactpersoon krijgt de bevestiging per e-mail.

problem-proposal-settled = Al geregeld
problem-proposal-settled-detail = Dit voorstel is intussen geregeld. Laad de pagina van het lid opnieuw.
problem-member-no-address = Geen adres bekend
problem-member-no-address-detail = Van dit lid is geen e-mailadres bekend. Voeg er een toe om te kunnen vragen.
problem-member-unsubscribed = Wil zulke berichten niet
problem-member-unsubscribed-detail = Dit lid heeft berichten die iets voorstellen stopgezet. Spreek het liever aan tijdens een permanentie.
problem-member-asked-before = Minder dan een maand geleden gevraagd
problem-member-asked-before-detail = Een lid krijgt hoogstens één vraag per maand. Opnieuw mogelijk vanaf { $day }.
problem-merge-changed = Gewijzigd sinds de samenvoeging
problem-merge-changed-detail = De fiche die bleef, is sindsdien met een andere samengevoegd. Maak eerst die latere samenvoeging ongedaan.

own-lead = Gevestigd bij { $place }. Wat we weten, waarom, en wat u zou kunnen helpen.
own-asked = Wat u zou kunnen helpen
own-why = Waarom we eraan denken:
own-consent-nobody = Geen enkel agentschap treedt hier vandaag voor op in uw fase. Zegt u ja, dan zoekt de coördinatie een oplossing; niets wordt zonder uw akkoord doorgegeven.
proposal-no-agency = geen agentschap in deze fase
proposal-no-agency-refused = Voor een van deze behoeften treedt geen enkel agentschap op in de fase van dit lid: een ja zou aan niemand worden doorgegeven. Vink ze uit.
own-yes = Ja, geef door
own-yes-about = Ja, geef door: { $need }
own-no = Nee, dank u
own-no-about = Nee, dank u: { $need }
own-yes-said = U zei ja: het vervolg komt per e-mail.
own-taken-back = U trok uw eigen vraag in. U kunt nog altijd ja zeggen.
own-settled = Dit is al geregeld
own-settled-detail = U zei al ja, of we stellen het niet meer voor. Een ja neemt u terug op de pagina van uw vraag: de link staat in onze e-mails daarover.
own-no-address = We hebben uw adres niet
own-no-address-detail = Voor een ja hebben we een e-mailadres nodig om u te antwoorden. Vul het in onder ‘Alles wat we weten’ en zeg dan ja.
own-questions = Om u beter te oriënteren
own-questions-what =
    { $n } { $n ->
        [one] vraag beslist
       *[other] vragen beslissen
    } over de meeste steun. Sla over wat u wilt.
own-answer = Antwoorden
own-known = Alles wat we weten
own-known-what = Verbeter, vul aan of maak een veld leeg: wat u zegt gaat voor op wat anderen zeiden.
own-consents = Wat u aanvaardt
own-consents-hint = Vink uit om uw toestemming in te trekken.

consent-2026-11-survey_invitations = Mij uitnodigen om te zeggen of de hulp goed was
consent-2026-11-digest = Mij het nieuws van de maand van mijn plaats sturen: permanenties, oproepen, diensten
consent-2026-11-keep_profile = Dit profiel bewaren om mij beter te oriënteren
consent-2026-11-public_map = Mijn onderneming op de openbare kaart tonen
consented = akkoord van { $day }, tekst { $version }
consent-ended = ingetrokken op { $day }

own-save = Opslaan
own-mails = Berichten die iets voorstellen
own-mails-are-on = Hoogstens één per maand, alleen als we denken u te kunnen helpen.
own-mails-are-off = U krijgt er geen meer.
own-mails-off = Geen meer krijgen
own-mails-on = Opnieuw krijgen
own-take-back = Ons profiel wissen
own-take-back-what = Wat we over uw onderneming weten, verdwijnt onmiddellijk en voorgoed. Uw vragen en afspraken houden hun eigen pagina.
own-gone = Uw profiel is gewist
own-gone-what = Uw vragen en afspraken houden hun eigen pagina, waar u ze kunt intrekken: de links staan in onze e-mails daarover. Bedankt dat u er was.
own-done-yes = Bedankt: uw antwoord is genoteerd, het vervolg komt per e-mail.
own-done-declined = Genoteerd: we geven niets door.
own-done-saved = Opgeslagen.
own-done-mails = Genoteerd.

unsubscribe-title = Deze berichten niet meer krijgen
unsubscribe-what = Eén klik stopt de berichten waarin we vragen of steun u van pas komt. Nieuws over uw eigen behoeften blijft komen.
unsubscribe-surveys-what = Eén klik stopt de uitnodigingen voor enquêtes. Berichten over uw eigen behoeften en afspraken blijven komen.
unsubscribe-digests-what = Eén klik stopt het maandbericht van uw plaats en het nieuws. Berichten over uw eigen behoeften en afspraken blijven komen.
unsubscribe-do = Geen meer krijgen

unsubscribed-title = Gedaan
unsubscribed-what = U krijgt geen voorstellen meer.
unsubscribed-surveys-what = U krijgt geen uitnodigingen voor enquêtes meer.
unsubscribed-digests-what = U krijgt geen maandberichten en geen nieuws meer.

event-booked = Maakte een afspraak
member-bookings = Afspraken
booking-waiting = wacht op een plaats
booking-offered = er wordt een plaats vrijgehouden
booking-booked = geboekt
booking-cancelled = teruggegeven
booking-attended = is gekomen
booking-missed = is niet gekomen
