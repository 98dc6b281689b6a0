# Wat aan plaatsen verteld wordt: maandberichten, nieuws; hun activiteit.

problem-inform-sent = Het is verstuurd
problem-inform-sent-detail = Wat verstuurd is, verandert niet meer. Schrijf nieuws voor wat erbij komt.
problem-inform-not-seen = Niemand las het na
problem-inform-not-seen-detail = Lees het na zoals het nu is en zeg dat het goed is; verstuur het dan.
problem-inform-changed = Er veranderde intussen iets
problem-inform-changed-detail = Een permanentie, een suggestie of een oproep veranderde sinds het nagelezen werd. Lees het na en verstuur het dan.
stage-prepared = Na te lezen
stage-seen = Nagelezen
stage-sent = Verstuurd
item-new = Een oproep, een deadline, een evenement toevoegen
item-title-fr = Titel in het Frans
item-title-nl = Titel in het Nederlands
item-title-en = Titel in het Engels
item-text-fr = Tekst in het Frans
item-text-nl = Tekst in het Nederlands
item-text-en = Tekst in het Engels
item-link = Link
item-link-hint = Begint met https://
item-deadline = Deadline
inform-begins = Het versturen begint.
inform-reached = { $hosts ->
    [one] { $hosts } gastheer
   *[other] { $hosts } gastheren
}, { $members ->
    [one] { $members } lid
   *[other] { $members } leden
}
inform-reaching = Wordt verstuurd: { inform-reached }
inform-mail = Het bericht zoals het zal aankomen
inform-mail-others = Hetzelfde bericht:
inform-mail-fr = in het Frans
inform-mail-nl = in het Nederlands
inform-mail-en = in het Engels
digests-title = Maandberichten
digests-lead = Eén bericht per plaats en per maand, aan de gastheer en de leden die erom vroegen. Het maakt zichzelf klaar; u leest het na, vult het aan en verstuurt het.
digests-lead-host = Eén bericht per maand, aan u en aan de leden van uw plaats die erom vroegen. Het maakt zichzelf klaar; de coördinatie leest het na, vult het aan en verstuurt het.
digests-none = Nog geen berichten voor deze maand
digests-none-how = Ze maken zich klaar op de eerste werkochtend van de maand.
digests-done-mine = Genoteerd.
digests-done-common = Opgeslagen. Berichten die niet verstuurd zijn nemen het over wanneer u ze bijwerkt of verstuurt.
column-place = Plaats
column-stage = Stand
column-holds = Inhoud
column-reached = Verstuurd aan
mine-title = Wat u ontvangt
mine-on = U ontvangt de maandberichten en het nieuws van uw plaats.
mine-off = U ontvangt geen maandberichten en geen nieuws.
mine-off-do = Niet meer ontvangen
mine-on-do = Wel ontvangen
common-title = Voor alle plaatsen
common-lead = Een oproep, een deadline of een evenement dat deze maand in het bericht van elke plaats staat.
part-sessions = Volgende permanenties
part-services = Passende diensten
part-suggestions = Wat er van suggesties werd
part-common = Wat naar alle plaatsen gaat
digest-mail = Het bericht
digest-stage = Hoe ver het staat
digest-holds = Wat erin staat
digest-change = Aanvullen of veranderen
digest-without = Weglaten
digest-without-hint = Wat zichzelf klaarmaakt en er deze keer niet in hoort.
digest-save = Opslaan
digest-see = Nagelezen, het is goed
digest-send = Versturen
digest-renew = Bijwerken
digest-next-seen = Lees het bericht na en vul het aan als het nodig is.
digest-next-send = Het is nagelezen zoals het nu is. Het vertrekt wanneer u het verstuurt.
digest-next-coordinator = De coördinatie leest het bericht na en verstuurt het dan.
digest-prepared = Klaargemaakt { $when }
digest-readers = Het gaat naar de gastheren van de plaats en de leden die erom vroegen, één keer naar elke persoon.
digest-has-items = { $n ->
    [one] { $n } toevoeging
   *[other] { $n } toevoegingen
}
digest-has-sessions = { $n ->
    [one] { $n } permanentie
   *[other] { $n } permanenties
}
digest-has-services = { $n ->
    [one] { $n } dienst
   *[other] { $n } diensten
}
digest-has-suggestions = { $n ->
    [one] { $n } suggestie
   *[other] { $n } suggesties
}
digest-services-why = Een dienst staat er alleen in als minstens vijf leden van de plaats hem nodig kunnen hebben; geen enkel lid wordt genoemd.
digest-done-seen = Nagelezen. U kunt het versturen.
digest-done-renewed = Bijgewerkt.
digest-done-changed = Opgeslagen. Lees het na voor u het verstuurt.
digest-done-sent = Verstuurd: de berichten vertrekken.
digest-done-differs = Er veranderde iets sinds het nagelezen werd: het bericht hieronder is bijgewerkt. Lees het na en verstuur het dan.
news-title = Nieuws
news-lead = Voor één plaats of voor alle: nagelezen en dan verstuurd, zoals de maandberichten.
news-new = Nieuws schrijven
news-none = Geen nieuws
news-none-how = Schrijf nieuws wanneer iets niet op het maandbericht kan wachten.
news-everywhere = Alle plaatsen
news-place = Plaats
news-place-hint = Zonder keuze: alle plaatsen.
news-edit = Veranderen
news-done-written = Opgeslagen. Lees het na voor u het verstuurt.
column-news = Nieuws
column-written = Geschreven
directory-title = Plaatsen
places-title = Activiteit van de plaatsen
places-lead = Wat er de voorbije 90 dagen in elke plaats gebeurde, één keer per week geteld.
places-none = Er is nog niets geteld
places-none-how = De plaatsen worden geteld op de eerste werkochtend van de week.
places-active = actieve plaatsen
places-dormant = slapende plaatsen
places-rule = Een plaats slaapt als er in 90 dagen geen permanentie was, of als niemand er een afspraak maakte, een behoefte meldde of een enquête beantwoordde.
place-active = Actief
place-dormant = Slapend
place-never = Nooit
column-state = Stand
column-last = Laatste permanentie
column-informed = Ingelichte leden
column-booked = Afspraken
column-booked-each = Afspraken per lid
column-answered-each = Antwoorden per lid
column-scanned = Enquête geopend met code
place-each = ({ $n } per lid)
column-answered = Antwoorden op enquêtes
column-needs = Behoeften per lid
column-trend = Trend
trend-up = ↑ stijgend
trend-level = → stabiel
trend-down = ↓ dalend
place-next = Volgende permanentie
place-members = Gekende leden
place-hosts = Gastheren die zich aanmelden
place-facts = De plaats
place-counts = Wat er gebeurt
place-what = Wat
place-quarter = Voorbije 90 dagen
place-quarter-before = 90 dagen daarvoor
place-sessions = Gehouden permanenties
place-needs = Gemelde behoeften
place-since = sinds { $day },
place-counted = geteld op { $day }
place-helped = Wat elders hielp
place-helped-none = De actieve plaatsen hebben niets dat deze niet heeft, of ze zijn te weinig om het te zeggen.
lever-rhythm = { $have } van de { $of } actieve plaatsen hebben minstens één permanentie per maand.
lever-rhythm-do = Een permanentie plannen
lever-host = { $have } van de { $of } actieve plaatsen hebben een gastheer die zich aanmeldt.
lever-host-do = De gastheer uitnodigen
lever-members = { $have } van de { $of } actieve plaatsen gaven de lijst van hun leden.
lever-members-do = De lijst importeren
lever-digest = { $have } van de { $of } actieve plaatsen hebben leden die het maandbericht krijgen.
lever-digest-do = Het maandbericht versturen
lever-survey = In { $have } van de { $of } actieve plaatsen beantwoordt men enquêtes.
lever-survey-do = De code ophangen
