# Wat niet samengaat, de adviseurs, het rooster.
problem-clash = Gaat niet samen met de rest van de agenda
problem-clash-about = Een permanentie wordt niet bewaard als ze niet kan doorgaan: één persoon op twee plaatsen, twee agentschappen in één zaal, meer permanenties tegelijk dan de plaats werkplekken heeft. Het antwoord zegt bij elk veld waarmee ze botst. De rest (een te korte weg, openingsuren, beschikbaarheid, talen) wordt gemeld en aan uw oordeel overgelaten.
problem-adviser-in-use = Nog voorzien in permanenties
problem-adviser-in-use-detail = { $n ->
    [one] Eén komende permanentie rekent op deze persoon: { $by }. Haal hem of haar eerst uit de permanentie.
   *[other] { $n } komende permanenties rekenen op deze persoon: { $by }. Haal hem of haar eerst uit die permanenties.
}
problem-adviser-in-use-about = Wie nog in komende permanenties genoemd wordt, wordt niet verwijderd en gaat niet naar een ander agentschap: die permanenties zouden niemand meer hebben. Het antwoord noemt ze in ‘used_by’.

week-form = Schrijf een week als 2026-W48.
week-gap-other = doel niet gehaald
gap-said = { $aim }: { $reason }
aim-weekly = kernplaatsen, elke week
aim-fortnightly = nabije plaatsen, om de twee weken
aim-monthly = andere plaatsen, elke maand
aim-quarterly = erkende coworkings, hub.brussels elk kwartaal
gap-nothing = er is niets gepland
gap-only-drafts = er is alleen een ontwerp gepland
gap-cancelled = wat gepland was, gaat niet door ({ $reason })
coverage-title = Dekking: wie waar komt, tegenover het doel
coverage-of = { $met } van { $of }
gaps-weekly = In te vullen in de week
gaps-fortnightly = Niemand in twee weken
gaps-monthly = Niemand deze maand (of op vraag)
gaps-quarterly = Kwartaalsessie nog te houden
clash-hard = onmogelijk
clash-soft = te bekijken
clash-days-more = { $days } en { $n ->
    [one] nog een dag
   *[other] nog { $n } dagen
}
warnings-series = Wat niet samengaat, in de komende sessies
warnings-week = Wat in de week niet samengaat
chip-move = verplaatsen
move-title = Een sessie verplaatsen
move-lead = Gepland op { $at }.
move-do = De sessie verplaatsen
cancel-one = Deze sessie annuleren
move-place = Naar een andere plaats, met de volgende sessies
move-back = Terug naar de week
done-moved = De sessie is verplaatst.
done-cancelled = De sessie is geannuleerd; wie er een afspraak had, krijgt bericht.

proposed-rotas = Voorgestelde planningen
unattended-title = Sessies zonder adviseur
unattended-lead = Van de komende 92 dagen: niemand van wie genoemd is, is er beschikbaar. Boeken kan er niet meer; wat ermee gebeurt, beslist u, en wie een afspraak heeft, krijgt bericht.
unattended-none = Bij elke sessie is er iemand.
unattended-none-how = Een sessie staat hier wanneer haar adviseurs afwezig zijn, bezet volgens hun agenda, of vertrokken.
unattended-when = Wanneer
unattended-booked = Afspraken
unattended-do = Wat te doen
unattended-whole = de hele sessie
unattended-part = een deel van de sessie
unattended-n = { $n ->
    [0] geen
    [one] 1 afspraak
   *[other] { $n } afspraken
}
unattended-move = Verplaatsen of annuleren
unattended-other = Iemand anders noemen
field-advisers = Adviseurs
field-advisers-hint = Niemand aangevinkt: nog niet gezegd. Botsingen van personen zijn te zien zodra er iemand genoemd is.

advisers-title = Adviseurs
advisers-lead = { $n ->
    [0] Nog niemand
    [one] Eén persoon houdt de permanenties
   *[other] { $n } personen houden de permanenties
}
advisers-none = Er is nog niemand ingeschreven.
advisers-none-how = Voeg toe wie de permanenties houdt: de agenda meldt dan wie op twee plaatsen tegelijk zou moeten zijn.
adviser-new = Nieuwe persoon
adviser-create = Deze persoon toevoegen
adviser-purpose = Deze gegevens dienen om de permanenties te plannen en boekingen in de eigen agenda te tonen. Ze verdwijnen wanneer de persoon verwijderd wordt.
adviser-name = Naam
adviser-email = E-mailadres
adviser-email-hint = Het adres van de eigen agenda komt daar aan, en wat aan de eigen sessies verandert.
adviser-languages = Gesproken talen
adviser-half-days = Beschikbaar
adviser-half-days-hint = Niets aangevinkt: elke dag.
adviser-always = elke dag
adviser-most = { $n ->
    [one] hoogstens één permanentie per week
   *[other] hoogstens { $n } permanenties per week
}
adviser-max = Permanenties per week, hoogstens
adviser-max-hint = Leeg: geen grens.
adviser-notices = Sessies veranderen, boekingen komen binnen: hoe dat vernemen?
adviser-notices-hint = Een sessie die verplaatst, geannuleerd of nieuw is, een afspraak gemaakt of teruggegeven: een e-mail zegt het, met wat in de agenda past.
notices-at_once = Meteen, telkens een e-mail
notices-daily = Eén keer per dag, op de volgende werkochtend
notices-none = Helemaal niet
adviser-absence = Volgende afwezigheid
adviser-absences = Afwezigheden
adviser-absences-hint = Vink een afwezigheid uit om ze weg te halen. De reden wordt niet gevraagd.
adviser-absence-kept = van { $from } tot en met { $to }
adviser-absence-from = Nieuwe afwezigheid: eerste dag
adviser-absence-to = Laatste dag
adviser-delete = Deze persoon verwijderen
adviser-delete-title = Deze persoon verwijderen?
adviser-delete-consequence = Naam, adres, beschikbaarheid en afwezigheden worden gewist. Dit is definitief.
adviser-delete-back = Terug naar de fiche
half-am = voormiddag
half-pm = namiddag
done-adviser-created = De persoon is toegevoegd.
done-adviser-saved = De fiche is bewaard.
adviser-affected = { $n ->
    [one] Dit raakt 1 afspraak: op dat uur is er niemand.
   *[other] Dit raakt { $n } afspraken: op die uren is er niemand.
}
adviser-affected-day = De eerste dag bekijken
done-adviser-deleted = De persoon is verwijderd.

adviser-calendar = Agenda om te volgen
adviser-calendar-about = Dit adres toont hun permanenties en wie geboekt heeft, in Outlook, Google Agenda of een telefoon. Wie het heeft, kan de agenda lezen.
adviser-calendar-send = Het adres per e-mail sturen
adviser-calendar-renew = Een nieuw adres maken
adviser-calendar-renew-hint = Het nieuwe adres vervangt het oude, dat dan niets meer toont.
adviser-busy = Wanneer deze persoon bezet is
adviser-busy-none = Van de eigen agenda is niets bekend.
adviser-busy-kept = { $n ->
    [one] Eén bezet moment is bekend, tot en met { $day }.
   *[other] { $n } bezette momenten zijn bekend, tot en met { $day }.
}
adviser-busy-file = Agendabestand (.ics)
adviser-busy-hint = Uit Outlook, Google of Apple, hoogstens 4 MiB. Alleen de bezette uren van de komende 400 dagen worden bewaard; ze vervangen de vorige.
adviser-busy-save = De bezette uren overnemen
adviser-busy-forget = Deze uren vergeten
adviser-busy-no-file = Kies een agendabestand (.ics).
done-calendar-sent = Het adres van de agenda vertrekt per e-mail.
done-calendar-renewed = De agenda heeft een nieuw adres. Het oude toont niets meer.
done-busy-saved = De bezette uren zijn overgenomen.
done-busy-forgotten = De bezette uren zijn vergeten.
