# De openbare pagina’s van de agenda.
public-places = Plaatsen en uren
public-services = Hulp vinden
public-state-need = Een behoefte melden
public-cancelled = Geannuleerd
public-over = Voorbij
public-moved = Verplaatst van { $day }
public-length = Andere duur
public-all-services = alle hulp van het agentschap
public-resumes = opnieuw op { $day }
public-book = Een tijdstip boeken
public-today = vandaag
public-nobody = geen permanentie
public-closed = agentschappen gesloten: { $reason }
public-place-closed = Deze plaats sloot op { $day }.
public-place-opens = Deze plaats opent op { $day }.

step-label = Een andere periode kiezen
step-week-before = Vorige week
step-week-now = Deze week
step-week-after = Volgende week
seven-coming = de komende zeven dagen
seven-coming-step = De komende zeven dagen
seven-next = de volgende week waarin iemand komt
seven-empty = Geen permanentie hier in de komende zeven dagen.
step-month-before = Vorige maand
step-month-now = Deze maand
step-month-after = Volgende maand

week-title = { $place }: week { $week }
week-title-days = { $place }: { $days }
week-held = { $n ->
    [0] geen permanentie
    [one] één permanentie
   *[other] { $n } permanenties
}
week-empty = Geen permanentie hier in die week.
week-next = De volgende: { $at }, { $agency }.
week-next-none = Er is er geen aangekondigd in de komende drie maanden. Ze verschijnen hier zodra een agentschap ze publiceert; meld intussen uw behoefte.
week-closed = Sluitingsdagen van de agentschappen
week-see-month = De maand zien
month-title = { $place }: { $month }
month-empty = Geen permanentie hier deze maand.
month-changes = Wat verandert deze maand
month-see-week = De week zien
view-title = Anders bekijken
view-week = De week, dag per dag
view-month = De maand
view-print = De komende maand afdrukken (A4)
view-lobby = Tonen in de hal
view-place = De pagina van de plaats
view-near = Andere plaatsen in de buurt

tour-title = De ronde: { $agency }
tour-lead = vier weken, dag per dag
tour-empty = Geen permanentie in deze vier weken.
tour-next = De volgende: { $at }.
tour-empty-how = Ze verschijnen hier zodra het agentschap ze publiceert. Meld intussen uw behoefte: het agentschap antwoordt u per e-mail.
tour-week-empty = Geen permanentie in die week.
tour-over = { $agency } hield op te bestaan op { $day }.
tour-heir = Zijn werk is overgenomen door

near-title = Wie is bij mij in de buurt?
near-title-of = Wie is in de buurt van { $town }?
near-lead = { $n ->
    [0] geen plaats waar nog iemand komt
    [one] één plaats waar iemand komt
   *[other] { $n } plaatsen waar iemand komt
}
near-postcode = Uw postcode
near-show = Tonen
near-unknown = Dit is geen postcode van het Brussels Hoofdstedelijk Gewest. Schrijf vier cijfers, bijvoorbeeld 1050, of kies hieronder een gemeente.
near-from = Afstanden in vogelvlucht vanaf het centrum van { $town }.
near-shared = Deze postcode bestrijkt ook een deel van { $town }.
near-towns = Een gemeente kiezen
near-all = Alle plaatsen
near-map = { $n ->
    [one] Kaart van het Brussels Gewest met één plaats. De lijst zegt hetzelfde.
   *[other] Kaart van het Brussels Gewest met { $n } plaatsen, genummerd zoals in de lijst, die hetzelfde zegt.
}
near-here = Centrum van { $town }.
near-credit = Vereenvoudigde grenzen: © NGI en Statbel; punten: GeoNames (CC BY 4.0).
near-list = De plaatsen, de dichtste eerst
near-list-soonest = De plaatsen, volgens de eerstvolgende permanentie
near-km = { $km } km in vogelvlucht
near-more = { $n ->
    [one] Eén verdere plaats is niet getoond.
   *[other] { $n } verdere plaatsen zijn niet getoond.
}
near-empty = Geen permanentie meer in die week.
near-empty-coming = Geen permanentie in de komende zeven dagen.
near-empty-how = Bekijk een andere week:

lobby-what = De overheidsagentschappen, hier
lobby-today = Vandaag
lobby-next = De volgende permanenties
lobby-nobody = Vandaag is er niemand.
lobby-more = { $n ->
    [one] en nog één: zie de pagina.
   *[other] en nog { $n }: zie de pagina.
}
lobby-scan-title = De pagina van deze plaats
lobby-scan = Scan: alle uren, en een behoefte melden.
lobby-made = Bijgewerkt op { $at }, en daarna elke minuut.

embed-heading = De overheidsagentschappen in { $place }
embed-days = Dag per dag
embed-more = Alle weken bekijken
embed-title = Op uw website
embed-how = De komende zeven dagen kunnen ook op een andere pagina staan: ze werken zichzelf bij en plaatsen geen cookie.
embed-show = De code om te kopiëren

print-title = { $place }: de komende maand
print-how = Deze pagina is gemaakt voor een A4-blad: druk ze af vanuit uw browser.
print-back = Terug naar de week
print-span = Permanenties van { $from } tot { $to }
print-none = Er is geen permanentie aangekondigd voor deze maand.
print-caption = De permanenties van de maand
print-day = Dag
print-hours = Uren
print-agency = Agentschap
print-note = Opmerking
print-about = Om te praten over
print-scan = Scan om wijzigingen te zien en een behoefte te melden
print-need = Staat uw behoefte er niet bij? Meld ze: het juiste agentschap antwoordt u.
print-made = Toestand op { $day }.
