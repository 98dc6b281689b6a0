# Een adviseur vertrekt.

adviser-leaves-on = Eerste dag waarop de persoon er niet meer is
adviser-leaves-on-hint = Leeg: de persoon blijft toch. Wat al is overgedragen, blijft bij wie het overnam.
hand-over = Vertrekt: alles overdragen aan een collega
hand-over-title = { $name } vertrekt
hand-over-lead = Permanenties, afspraken en doorverwijzingen gaan in één keer naar een collega.
hand-over-to = Wie neemt over
hand-over-from = Vanaf welke dag
hand-over-reason = Waarom
hand-over-reason-hint = Beiden lezen het in de mail die hen verwittigt. Mag leeg blijven.
hand-over-look = Bekijken wat dit doet
hand-over-do = Nu overdragen
hand-over-ask = Wat dit doet
hand-over-from-on = Vanaf { $day } neemt { $to } over. Beiden krijgen een mail.
hand-over-sessions = { $n ->
    [0] Er gaat geen sessie naar iemand anders.
    [one] Eén sessie gaat naar de collega.
   *[other] { $n } sessies gaan naar de collega, zo ver als er vooruit wordt gekeken.
}
hand-over-kept = { $n ->
    [0] Er is geen afspraak bij betrokken.
    [one] Eén afspraak blijft zoals ze is, bij de collega.
   *[other] { $n } afspraken blijven zoals ze zijn, bij de collega.
}
hand-over-referrals = { $n ->
    [0] Er staat vandaag geen doorverwijzing op naam.
    [one] Eén doorverwijzing staat vandaag op naam; ze gaat die dag naar de collega.
   *[other] { $n } doorverwijzingen staan vandaag op naam; ze gaan die dag naar de collega.
}
hand-over-referrals-kept = { $n ->
    [one] Eén doorverwijzing blijft op hun naam: het adres van de collega hoort niet bij het domein van het agentschap. Voer er een in dat er wel bij hoort, of ze wordt via haar link overgenomen.
   *[other] { $n } doorverwijzingen blijven op hun naam: het adres van de collega hoort niet bij het domein van het agentschap. Voer er een in dat er wel bij hoort, of elk wordt via haar link overgenomen.
}
hand-over-referrals-stayed = { $n ->
    [one] Eén doorverwijzing bleef op naam van wie vertrok: het adres van de collega hoorde niet bij het domein van het agentschap. Ze wordt via haar link overgenomen.
   *[other] { $n } doorverwijzingen bleven op naam van wie vertrok: het adres van de collega hoorde niet bij het domein van het agentschap. Elk wordt via haar link overgenomen.
}
hand-over-left = { $n ->
    [0] De collega kan elke sessie overnemen.
    [one] Eén sessie kan de collega niet overnemen; ze staat op de werklijst van de coördinatie:
   *[other] { $n } sessies kan de collega niet overnemen; ze staan op de werklijst van de coördinatie:
}
hand-over-left-more = { $n ->
    [one] en nog één
   *[other] en nog { $n }
}
hand-over-waiting = { $n ->
    [one] Eén afspraak valt in deze sessies; ze wordt niet geannuleerd.
   *[other] { $n } afspraken vallen in deze sessies; ze worden niet geannuleerd.
}
hand-over-end = De fiche van { $name } wordt die dag verwijderd, of blijft tot geen sessie die nog komt de persoon noemt.
hand-over-state = { $to } neemt over vanaf { $day }. Sessies overgedragen: { $sessions }; gelaten aan de coördinatie: { $left }; doorverwijzingen overgedragen: { $referrals }.
done-hand-over = De overdracht loopt. Beiden krijgen een mail.
problem-hand-over-under-way = Er loopt een overdracht
problem-hand-over-under-way-detail = Wat deze persoon overdraagt, wordt op dit moment gedaan. Vraag het over enkele minuten opnieuw.
problem-hand-over-under-way-about = Sessies gaan één na één over. Tot dat gedaan is, begint geen andere overdracht van dezelfde persoon.
