# De agenda in de ruimte van de teams.
schedule-title = Agenda
schedule-lead = { $n ->
    [0] Week van { $day } · geen permanentie gepland
    [one] Week van { $day } · één permanentie gepland
   *[other] Week van { $day } · { $n } permanenties gepland
}
week-switch = De week kiezen
week-before = Vorige week
week-now = Deze week
week-after = Volgende week
week-by-place = De week, per plaats
week-place = Plaats
week-gap = geen permanentie: in te vullen
week-goal = Doel: elke plaats van het programma, elke week. { $met } van { $of }.
week-none = In de week is geen enkele plaats open.
week-none-how = De plaatsen komen uit de gids.
chip-cancelled = { $agency }, geannuleerd
chip-draft = { $agency }, ontwerp
chip-nobody = { $n ->
    [one] niemand aanwezig, 1 afspraak
   *[other] niemand aanwezig, { $n } afspraken
}
changes-title = Wat er in de week verandert
change-cancelled = Gaat niet door
change-moved = Verplaatst van { $day }
change-length = Andere duur
gaps-fill = Een permanentie plannen
series-title = Alle lopende reeksen
series-lead = { $n ->
    [0] geen enkele reeks
    [one] één reeks, ontwerpen en latere weken inbegrepen
   *[other] { $n } reeksen, ontwerpen en latere weken inbegrepen
}
series-agency = Agentschap
series-place = Plaats
series-filter = Filteren
series-none = Er is geen permanentie gepland.
series-none-how = Een reeks verschijnt hier zodra ze aangemaakt is, op deze pagina of door een programma.
series-none-filtered = Wijzig de filters om andere te zien.
series-what = Permanentie
series-when = Wanneer
series-until = Tot
series-status = Status
series-open-end = zonder einddatum
series-change = Wijzigen
status-published = Gepubliceerd
status-draft = Ontwerp
status-published-long = Gepubliceerd: iedereen ziet ze
status-draft-long = Ontwerp: alleen de teams zien ze

rhythm-once = één keer, op { $day }
rhythm-weekly = elke { $day }
rhythm-weeks = om de { $n } weken, op { $day }
rhythm-monthly = elke maand, de { $day }
rhythm-months = om de { $n } maanden, de { $day }
place-1 = 1e
place-2 = 2e
place-3 = 3e
place-4 = 4e
place-5 = 5e
place-last = laatste

new-permanence = Nieuwe permanentie
new-title = Nieuwe permanentie
new-title-of = Nieuwe permanentie: { $agency }
new-choose = Van welk agentschap? Daarna worden zijn diensten voorgesteld.
new-lead = Een ontwerp is alleen in de ruimte van de teams zichtbaar.
new-go-on = Verder
new-create = Permanentie aanmaken

edit-title = { $agency } in { $location }
edit-series = De reeks
edit-save = Opslaan
edit-more = Andere acties
edit-nobody-told = Niemand ter plaatse wordt verwittigd van wat verandert aan deze sessies: niemand meldt zich aan voor deze plaats, en ze heeft geen e-mailadres. Op haar pagina in de gids vult u er een in.
edit-see-public = De openbare pagina van de plaats bekijken
edit-delete = Deze permanentie verwijderen

field-agency = Agentschap
field-location = Plaats
field-room = Lokaal
field-services = Diensten
field-services-hint = Niets aangevinkt: alles wat het agentschap aanbiedt.
field-date = Eerste sessie
field-time = Begin
field-duration = Duur (minuten)
field-repeat = Herhaling
repeat-once = Eén keer
repeat-weekly = Elke week, op dezelfde dag
repeat-monthly = Elke maand, op dezelfde rang (bijvoorbeeld de 2e dinsdag)
repeat-keep = De regel { $rule } behouden
field-interval = Interval, in weken of maanden
field-interval-hint = 1: elke keer; 2: één keer op twee.
field-until = Laatste dag van de reeks
field-until-hint = Leeg: zonder einddatum.
field-seats = Personen tegelijk
field-slot = Tijdslot (minuten)
field-buffer = Pauze (minuten)
field-languages = Talen
field-status = Wie ziet ze
language-fr = Frans
language-nl = Nederlands
language-en = Engels

exceptions-title = Geannuleerde of verplaatste sessies
exceptions-none = Geen: de reeks loopt zoals gepland, behalve op feestdagen.
exceptions-off-series = Geannuleerde of verplaatste sessies zouden niet meer op een dag van de reeks vallen. Herstel ze eerst.
exception-date = Sessie
exception-kind = Wat verandert
exception-cancel = Ze gaat niet door
exception-move = Ze wordt verplaatst
exception-new-date = Nieuwe dag
exception-new-time = Nieuw uur
exception-reason-fr = Reden, in het Frans
exception-reason-nl = Reden, in het Nederlands
exception-reason-en = Reden, in het Engels
exception-add = Toevoegen
exception-remove = Herstellen
exception-cancelled = gaat niet door
exception-changed = andere duur
exception-moved-to = verplaatst: { $at }

delete-title = Deze permanentie verwijderen?
delete-consequence = { $n ->
    [0] De reeks en haar uitzonderingen verdwijnen. Dit is definitief.
    [one] De reeks verdwijnt, en daarmee één sessie in de komende drie maanden. Dit is definitief.
   *[other] De reeks verdwijnt, en daarmee { $n } sessies in de komende drie maanden. Dit is definitief.
}
delete-instead = Om een reeks te stoppen zonder haar geschiedenis te verliezen, geeft u haar liever een laatste dag.
delete-back = Terug naar de permanentie
delete-do = Permanentie verwijderen
done-created = De permanentie is aangemaakt.
done-saved = De permanentie is opgeslagen.
done-deleted = De permanentie is verwijderd.
done-exception-added = De uitzondering is opgeslagen.
done-exception-removed = De sessie is hersteld.

feed-location-name = Permanenties · { $name }
feed-location-about = Welke agentschappen bij { $name } aanwezig zijn, en wanneer.
feed-agency-name = Permanenties · { $name }
feed-agency-about = Waar en wanneer { $name } permanenties houdt.
feed-adviser-name = Mijn permanenties · { $name }
feed-adviser-about = Waar en wanneer { $name } permanentie houdt, en wie er komt. Persoonlijke link: deel hem niet.
feed-booked = Geboekt uur
feed-all-services = Alle steun van het agentschap.
feed-room = Lokaal: { $room }
feed-languages = Talen: { $languages }
feed-how = Gratis, zonder account: { $url }

scope-title = Wat verandert
scope-legend = Wijzigen
scope-this = Alleen deze sessie
scope-following = Deze sessie en de volgende
scope-all = De hele reeks
scope-from = Sessie
scope-other = Een andere sessie van de reeks
scope-other-hint = De datum, als ze niet in de lijst staat.
scope-choose = Kiezen
edit-from = Vanaf { $day }
exception-length = Ze duurt langer of korter
done-divided = De sessies vanaf die dag vormen nu een eigen reeks. Die ervoor zijn niet veranderd.

move-ends = Om de reeks te beëindigen, geeft u ze een laatste dag op de pagina van de permanentie: dit formulier annuleert maar één sessie.
rhythm-until = tot en met { $day }
rhythm-count = { $n ->
    [one] één sessie
   *[other] { $n } sessies
}
rhythm-differs = { $n ->
    [one] één komende sessie wijkt af
   *[other] { $n } komende sessies wijken af
}
