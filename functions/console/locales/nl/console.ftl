# Aanmelden.
sign-in-title = Aanmelden
sign-in-lead = Zonder wachtwoord: u krijgt een link per e-mail.
sign-in-card = Een link ontvangen
sign-in-email-hint = Het adres waarop u de uitnodiging kreeg.
sign-in-send = Stuur mij een link
sign-in-who = Voor de coördinatie, de adviseurs van de agentschappen en de verantwoordelijken van de plaatsen. Ondernemingen hebben geen account nodig.
sent-title = Kijk in uw mailbox
sent-lead = Als dit adres bekend is, is er een link onderweg.
sent-known = De link werkt één keer, gedurende 30 minuten. Open hem op het toestel waarop u wilt werken.
sent-nothing = Na enkele minuten niets gekregen? Kijk bij de ongewenste e-mail, kijk het adres na, of vraag de coördinatie om u uit te nodigen.
sent-again = Een andere link vragen
sent-demo = De mailbox van de demonstratie openen
enter-title = Aanmelden
enter-lead = Deze link is van { $name }.
enter-whose = Van wie deze link is
enter-button = Aanmelden
enter-once = De link werkt maar één keer. U blijft 12 uur aangemeld op dit toestel.
enter-useless = Deze link werkt niet
enter-over = Hij is al gebruikt, hij is te oud (30 minuten, of 7 dagen voor een uitnodiging), of de toegang is beëindigd. Vraag een nieuwe link: hij komt binnen enkele seconden aan.
enter-unreadable = Hij is onvolledig of werd gewijzigd. Kopieer de hele link uit de e-mail, of vraag een nieuwe.
enter-new = Een nieuwe link vragen
done-signed-out = Uw sessie is afgesloten.

# Vandaag.
today-title = Vandaag
lead-closed = gesloten: { $why }
lead-sessions = { $n ->
    [0] geen permanenties bezig of op komst
    [one] { $n } permanentie bezig of op komst
   *[other] { $n } permanenties bezig of op komst
}
lead-holidays = { $n ->
    [0] geen feestdagen dit kwartaal
    [one] { $n } feestdag dit kwartaal
   *[other] { $n } feestdagen dit kwartaal
}
figure-triage = { $n ->
    [one] behoefte te sorteren
   *[other] behoeften te sorteren
}
figure-triage-since = { $n ->
    [one] behoefte te sorteren,
   *[other] behoeften te sorteren, de oudste
}{ $days ->
    [0] {""} vandaag binnengekomen
    [one] {""} sinds { $days } dag
   *[other] {""} sinds { $days } dagen
}
figure-late = { $n ->
    [one] doorverwijzing zonder antwoord na de termijn
   *[other] doorverwijzingen zonder antwoord na de termijn
}
figure-gaps = { $n ->
    [one] plaats zonder permanentie { $week }
   *[other] plaatsen zonder permanentie { $week }
}
figure-satisfied = tevreden in de lopende enquête (n = { $n }, { $low } tot { $high })
figure-few-answers = tevredenheid: minder dan 5 antwoorden op de lopende enquête, er wordt niets getoond
figure-no-survey = tevredenheid: geen lopende enquête
figure-answer = { $n ->
    [one] vraag die op uw antwoord wacht
   *[other] vragen die op uw antwoord wachten
}
figure-report = { $n ->
    [one] aanvaarde vraag, resultaat te melden
   *[other] aanvaarde vragen, resultaat te melden
}
figure-sessions = { $n ->
    [one] permanentie { $week }
   *[other] permanenties { $week }
}
figure-host-triage = { $n ->
    [one] behoefte bij de coördinatie
   *[other] behoeften bij de coördinatie
}
figure-host-referred = { $n ->
    [one] behoefte die op een agentschap wacht
   *[other] behoeften die op een agentschap wachten
}
figure-host-progress = { $n ->
    [one] behoefte opgevolgd door een agentschap
   *[other] behoeften opgevolgd door een agentschap
}
unattended-warning = { $n ->
    [one] Bij één komende sessie is geen adviseur beschikbaar
   *[other] Bij { $n } komende sessies is geen adviseur beschikbaar
} ({ $booked ->
    [0] geen afspraken
    [one] 1 afspraak
   *[other] { $booked } afspraken
}).
unattended-look = Beslissen wat ermee gebeurt
todo-title = Te doen
todo-title-host = Lopende behoeften
todo-empty = Er wacht niets.
todo-empty-how = Hier komen de behoeften die te sorteren zijn, de doorverwijzingen zonder antwoord en de niet bezorgde e-mails. Een behoefte komt binnen via het formulier, een plaats of een programma.
todo-empty-how-adviser = Hier komen de vragen die op uw antwoord of op een resultaat wachten. U krijgt ze ook elk per e-mail.
todo-empty-how-host = Hier komen de behoeften van de ondernemingen in uw plaats, tot ze afgesloten zijn.
todo-mails = Alle niet bezorgde e-mails
todo-more = { $n ->
    [one] Nog { $n } staat in de lijsten.
   *[other] Nog { $n } staan in de lijsten.
}
column-what = Wat
column-since = Sinds
column-state = Status
column-place = Plaats
column-who = Wie
column-attempts = Pogingen
working-days = { $n ->
    [0] vandaag
    [one] { $n } werkdag
   *[other] { $n } werkdagen
}
days = { $n ->
    [0] vandaag
    [one] { $n } dag
   *[other] { $n } dagen
}
why-suggested = omdat: { $why }
why-triage = de coördinatie bekijkt wie kan helpen
why-referred = een agentschap is aangesproken en moet antwoorden
why-progress = een agentschap behandelt ze
why-late = { $agency } heeft niet geantwoord; de termijn liep tot { $day }
why-late-own = uw antwoord werd verwacht tegen { $day }
why-answer = antwoord verwacht tegen { $day }
why-report = aanvaard; meld het resultaat
why-undeliverable = de e-mail werd geweigerd door de server van { $agency }
state-late = Te laat
state-confirm = Te bevestigen
state-dead = Niet bezorgd
company-erased = Gewiste onderneming
do-chase = Herinneren
do-answer = Antwoorden
do-report = Melden
do-redirect = Anders doorverwijzen
do-triage = Sorteren
do-resend = Opnieuw sturen
do-was-sent = Hij is vertrokken
do-manage = Beheren
week-title = Permanenties { $week }, per plaats
week-this = deze week
week-of = in de week van { $day }
week-gap = geen permanentie: in te vullen
week-none = geen permanentie
week-cancelled = { $week } geannuleerd: in te vullen
week-empty = Geen permanentie { $week }.
week-empty-how = Voeg er een toe in de agenda: ze verschijnt dan hier en op de pagina van de plaats.
week-empty-how-others = Zodra de coördinatie er een publiceert, verschijnt ze hier.
week-aim = Doel: elke plaats, elke week. { $done } van { $of }.
week-all = De hele week bekijken
week-more = { $n ->
    [one] (nog { $n } plaats)
   *[other] (nog { $n } plaatsen)
}

# Het team.
staff-title = Team
staff-lead = { $n ->
    [0] Niemand kan zich aanmelden.
    [one] { $n } persoon kan zich aanmelden.
   *[other] { $n } personen kunnen zich aanmelden.
}
staff-list = Personen
staff-empty = Nog niemand.
staff-empty-how = Nodig iemand uit: die persoon krijgt een link per e-mail.
staff-active = Actief
staff-inactive = Gedeactiveerd
staff-handed-over = Overgedragen
staff-access = Toegang
invite-title = Iemand uitnodigen
invite-how = De persoon krijgt een link per e-mail, 7 dagen geldig.
invite-button = Uitnodiging sturen
invited-on = Uitgenodigd op
taken-over-by = Overgenomen door
change-title = Wijzigen
change-button = Opslaan
deactivate-means = Deactiveren beëindigt meteen de sessies en de links van deze persoon. De naam blijft in de geschiedenis staan, en de toegang kan hersteld worden.
activate-means = Deze persoon kan zich niet meer aanmelden. Opnieuw activeren laat dat weer toe, met een nieuwe link.
hand-over-title = Overdragen
hand-over-means = { $name } kan zich niet meer aanmelden. Op deze pagina staat dan wie het werk overnam.
hand-over-nobody = Niemand kan dit werk overnemen.
hand-over-nobody-how = Nodig eerst iemand met dezelfde rol uit, of iemand anders voor de coördinatie.
do-invite-again = Uitnodiging opnieuw sturen
do-deactivate = Deactiveren
do-activate = Opnieuw activeren
do-hand-over = Overdragen
done-invited = De uitnodiging is onderweg.
done-changed = Opgeslagen.
done-deactivated = De toegang is beëindigd, ook de sessies.
done-activated = De persoon kan zich weer aanmelden.
done-handed-over = Het werk is overgedragen en de toegang is beëindigd.
field-name = Naam
field-email = E-mailadres
field-role = Rol
field-agency = Agentschap
field-agency-hint = Verplicht voor een adviseur, voor niemand anders.
field-location = Plaats
field-location-hint = Verplicht voor een verantwoordelijke van een plaats, voor niemand anders.
field-language = Taal van de e-mails
field-language-hint = Zonder keuze: Frans en Nederlands.
field-to = Wie overneemt
language-fr = Frans
language-nl = Nederlands
language-en = Engels
role-coordinator = Coördinatie
role-adviser = Adviseur
role-host = Verantwoordelijke van een plaats
role-coordinator-does = Coördinatie: ziet en doet alles
role-adviser-does = Adviseur: de vragen aan het eigen agentschap
role-host-does = Verantwoordelijke van een plaats: de behoeften van die plaats
wrong-one-line = Schrijf de naam op één regel.
wrong-agency = Alleen een adviseur heeft een agentschap: haal het weg.
wrong-location = Alleen een verantwoordelijke van een plaats heeft een plaats: haal die weg.
wrong-active = Wie uitgenodigd wordt, kan zich altijd aanmelden: laat dit veld weg.
wrong-taken = Iemand heeft dit adres al. Kies een ander, of beheer die persoon in de lijst.
wrong-successor = Kies een actieve persoon met dezelfde rol (en van hetzelfde agentschap of dezelfde plaats), of iemand van de coördinatie.

# Opgegeven e-mails.
deliveries-title = Niet bezorgde e-mails
deliveries-lead = E-mails die we niet langer proberen te versturen. Verhelp de oorzaak en stuur ze dan opnieuw.
deliveries-list = Niet bezorgde e-mails
deliveries-empty = Alle e-mails zijn vertrokken.
deliveries-empty-how = Een e-mail komt hier als de server van de ontvanger hem weigert, of na tien pogingen in ongeveer drie dagen.
deliveries-late = Sinds { $since } wachten e-mails: de mailserver neemt ze niet aan. Ze vertrekken vanzelf zodra hij dat doet.
done-resent = De e-mail is weer onderweg.
done-was-sent = Geteld als vertrokken: het vervolg gebeurt alsof we hem hebben verstuurd.
done-all = Genoteerd voor allemaal. Wat niet meer kan vertrekken, blijft in de lijst.
restored-title = Er werd een back-up teruggezet
restored-lead = De verzendingen hieronder die misschien al vertrokken zijn, wachten op uw beslissing, één voor één of samen. Zonder u vertrekt niets twee keer.
do-all-sent = Ze zijn allemaal vertrokken
do-all-again = Alles opnieuw sturen
resend-over = De link van deze e-mail is verlopen: stuur een nieuwe uitnodiging vanuit het team, of vraag een nieuwe link.
resend-nobody = Deze persoon kan zich niet meer aanmelden: de e-mail zou tot niets dienen, en er vertrekt geen. Activeer de persoon eerst opnieuw als het een vergissing was.
resend-nothing = Deze e-mail zou niets meer zeggen: waarover hij gaat, is intussen ingetrokken, beantwoord, beëindigd of gewist.
mail-referral = vraag aan { $agency }
mail-referral-link = nieuwe antwoordlink voor { $agency }
mail-referral-withdrawn = intrekking van de vraag aan { $agency }
mail-referral-unreached = vraag aan { $agency } die niet werd bezorgd
mail-referral-deadline = antwoordtermijn van { $agency }
mail-reminder = herinnering aan { $agency }
mail-enquiry = vraag aan { $agency }: gevolg
mail-handed-over = vraag op naam bij { $agency }
mail-added = wat de onderneming toevoegde, aan { $agency }
mail-member-update = nieuws over de vraag aan de onderneming
mail-colleague = aan een collega van de onderneming: de vraag loopt al
mail-morning = wat vanochtend wacht, aan de coördinatie
mail-member-link = nieuwe opvolglink voor de onderneming
mail-sign-in = aanmeldlink
mail-invitation = uitnodiging
mail-import = stap van een import
mail-import-of = Een import van leden
mail-erasure = stap van een wissing
mail-erasure-of = De wissing van iemands gegevens
mail-rules = behoeften bepaald volgens gewijzigde regels
mail-rules-of = De regels
mail-member-of = Een lid
mail-member-ask = voorstel van steun aan een lid
mail-survey-invite = beslissing over een uitnodiging voor een enquête
mail-survey-invitation = uitnodiging voor een enquête
mail-survey-of-visit = een bezoek
mail-survey-regret = een behoefte heropenen na de enquête
mail-survey-alerts = een ronde bekijken op waarschuwingen
mail-wave = uitnodiging van leden voor een enquête
mail-wave-of = een enquêteronde
mail-digests = voorbereiding van de maandberichten
mail-places = telling van hoe actief plaatsen zijn
mail-inform = inlichten van de mensen van een plaats
mail-inform-digest = maandbericht
mail-inform-news = nieuws
mail-inform-of = de plaatsen
mail-member-page-link = link naar de pagina van een lid
mail-member-review = behoeften opnieuw bepaald
mail-member-duplicates = zoeken naar dubbels
mail-member-need = behoefte bij haar lid gevoegd
mail-member-booking = afspraak bij haar lid gevoegd
mail-member-booking-of = Een afspraak
mail-adviser-calendar = adres van de agenda
mail-plan-step = stap van de publicatie van een planning
mail-plan-ask = vraag aan een agentschap over zijn deel van een planning
mail-plan-of = een voorgestelde planning
mail-hand-over-step = stap van een overdracht
mail-hand-over = wat een adviseur overdraagt
mail-adviser-calendar-of = Agenda van een adviseur
mail-notice-sessions = wat aan de eigen sessies verandert
mail-notice-booking = een afspraak, aan wie aanwezig is
mail-notice-digest = wat veranderd is, één keer per dag
mail-notice-of = Sessies
failure-address = Het adres bestaat niet of ontvangt onze e-mails niet ({ $code }).
failure-full = De mailbox van de ontvanger is vol ({ $code }).
failure-not-now = De server van de ontvanger antwoordde bij elke poging “niet nu” ({ $code }).
failure-refused = De server van de ontvanger heeft de e-mail geweigerd ({ $code }).
failure-render = De e-mail kon niet worden opgesteld.
failure-table = De handeling mislukte telkens bij ons; er is niets verzonden.
failure-bounce = De e-mail vertrok en kwam terug: het adres ontvangt hem niet.
failure-complaint = De ontvanger heeft de e-mail als ongewenst gemeld.
failure-restored = Hij moest nog vertrekken toen een back-up werd teruggezet, en is intussen misschien vertrokken. Stuur hem opnieuw, of zeg dat hij vertrokken is.
failure-unsaid = De server zei niet waarom.

# Problemen.
problem-last-coordinator = Er moet iemand bij de coördinatie zijn
problem-last-coordinator-detail = Dit is de laatste actieve persoon van de coördinatie. Nodig eerst iemand anders uit en probeer dan opnieuw.
problem-address-taken = Adres al in gebruik
problem-address-taken-detail = Iemand van het team heeft dit e-mailadres al. Gebruik een ander, of wijzig die persoon.
problem-handed-over = Al overgedragen
problem-handed-over-detail = Het werk van deze persoon werd al door iemand anders overgenomen. Activeer de persoon eerst opnieuw als dat een vergissing was.
problem-not-dead = Niets opnieuw te sturen
problem-not-dead-detail = Deze e-mail is niet (meer) opgegeven: hij is vertrokken, of weer onderweg.
problem-link-over = Link verlopen
problem-link-over-detail = De link van deze e-mail zou niet meer werken. Stuur een nieuwe uitnodiging, of vraag een nieuwe aanmeldlink.
mail-booking = Afspraak: e-mail aan het lid
mail-booking-agency = Afspraak: e-mail aan het agentschap
mail-booking-reminder = Herinnering aan een afspraak
mail-seat-offer = Afspraak: aanbod van een vrijgekomen plaats
mail-offer-end = Afspraak: einde van een aanbod dat niemand aannam
mail-queue-end = Afspraak: einde van een plaats op de wachtlijst
mail-booking-of = een afspraak

# Webhooks out.
endpoints-title = Webhooks
endpoints-link = Webhooks naar andere systemen
endpoints-lead = Andere systemen vernemen door een ondertekende webhook (Standard Webhooks) wat er gebeurt: id’s en standen, geen persoonsgegevens.
endpoints-none = Geen ontvanger
endpoints-none-how = Maak er een en geef het geheim aan wie de webhooks ontvangt.
endpoint-column = Ontvanger
endpoint-whose = Van wie
endpoint-types = Gebeurtenissen
endpoint-type-need = Behoeften (need.*)
endpoint-type-referral = Doorverwijzingen (referral.*)
endpoint-type-booking = Afspraken (booking.*)
endpoint-type-permanence-changed = Permanenties toegevoegd, gewijzigd of verwijderd (permanence.changed)
endpoint-url = Adres
endpoint-url-hint = Begint met https:// en is vanop het internet bereikbaar.
endpoint-agency = Van een agentschap
endpoint-agency-hint = Hij verneemt alleen de doorverwijzingen, afspraken en permanenties van dat agentschap.
endpoint-location = Van een plaats
endpoint-location-hint = Hij verneemt wat de mensen van die plaats mogen weten. Zonder agentschap of plaats: alles.
endpoint-new = Nieuwe ontvanger
endpoint-create = De ontvanger maken
endpoint-on = Aan
endpoint-off = Uit
endpoint-failing = Mislukt
endpoint-off-hand = Uitgeschakeld op { $at }.
endpoint-off-gone = Uitgeschakeld op { $at }: hij antwoordde dat hij niet meer bestaat (410).
endpoint-off-failing = Uitgeschakeld op { $at }: hij had vijf dagen lang niets aanvaard.
endpoint-failing-since = Hij heeft niets aanvaard sinds { $at }. Na vijf dagen wordt hij uitgeschakeld.
endpoint-off-warning = De webhooks naar { $host } zijn uitgeschakeld.
endpoint-off-look = Bekijk waarom
endpoint-secret = Geheim
endpoint-secret-once = Kopieer dit geheim nu: het wordt niet meer getoond.
endpoint-rotate = Het geheim veranderen
endpoint-rotate-means = Met een nieuw geheim worden webhooks nog 24 uur lang ook met het vorige ondertekend.
endpoint-rotated-already = Het geheim werd al veranderd nadat de pagina waarop u drukte, getoond was. Het werd niet opnieuw veranderd; hebt u het niet gekopieerd, verander het dan nog eens.
endpoint-former = { $count ->
    [one] Het vorige geheim ondertekent nog.
   *[other] { $count } vorige geheimen ondertekenen nog.
}
endpoint-sending = Versturen
endpoint-on-means = Elke gebeurtenis wordt meteen verstuurd. Wordt ze niet aanvaard, dan volgen nog negen pogingen, over ongeveer drie dagen.
endpoint-off-means = Er wordt niets verstuurd. Wat er gebeurt, wordt 30 dagen lang genoteerd en kan verstuurd worden zodra hij weer aan is.
endpoint-switch-on = Inschakelen
endpoint-switch-off = Uitschakelen
endpoint-resend-all = Alles opnieuw sturen sinds
endpoint-resend-hint = Aanvaard of niet. Wie ontvangt, weet door de webhook-id wat hij al had.
endpoint-hours-1 = een uur geleden
endpoint-hours-24 = 24 uur geleden
endpoint-hours-168 = 7 dagen geleden
endpoint-hours-720 = 30 dagen geleden
endpoint-delete = Verwijderen
endpoint-delete-means = Er wordt niets meer naartoe gestuurd, en wat wacht, vervalt.
endpoint-delete-yes = De ontvanger verwijderen
endpoint-deleted = De ontvanger is verwijderd.
endpoint-done-on = Ingeschakeld.
endpoint-done-off = Uitgeschakeld.
endpoint-done-resent = Het wordt zo dadelijk opnieuw gestuurd.
attempts-title = Pogingen
attempts-none = Nog niets verstuurd
attempts-none-how = Elke poging van de laatste 30 dagen komt hier, met het antwoord.
attempt-when = Wanneer
attempt-event = Gebeurtenis
attempt-answer = Antwoord
attempt-number = { $n ->
    [1] eerste poging
   *[other] poging { $n }
}
attempt-taken = Aanvaard ({ $status }, { $ms } ms)
attempt-refused = Niet aanvaard ({ $status }, { $ms } ms)
attempt-off = Niet verstuurd: de ontvanger was uit
attempt-address = Niet opgeroepen: het adres is niet openbaar
attempt-name = De naam is niet bekend
attempt-connection = Geen verbinding
attempt-tls = Geen veilige verbinding: het certificaat is niet geldig
attempt-time = Geen antwoord binnen 15 seconden
attempt-http = Het antwoord is geen HTTP
attempt-no-way-out = Deze server heeft geen toegang tot het internet
attempt-again = Opnieuw op { $at }.
attempt-given-up = Opgegeven na de laatste poging.
attempt-taken-since = Sindsdien aanvaard.
wrong-url = Geef een adres zoals https://partner.example/hooks.
wrong-url-https = Geef een adres dat met https:// begint.
wrong-url-credentials = Haal de naam en het wachtwoord uit het adres: een webhook bewijst met zijn handtekening wie hem stuurt.
wrong-url-private = Geef een adres dat vanop het internet bereikbaar is: private, lokale en voorbehouden adressen worden niet opgeroepen.
wrong-endpoints-full = Er zijn al 50 ontvangers: verwijder er eerst een.
mail-webhook = webhook
mail-webhook-resend = webhook die opnieuw gestuurd wordt
mail-webhook-resend-all = webhooks die opnieuw gestuurd worden
mail-endpoint-off = bericht dat webhooks uitgeschakeld zijn
mail-endpoint-of = Een ontvanger van webhooks
