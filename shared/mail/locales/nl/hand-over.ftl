# Aan wie vertrekt, en aan wie overneemt.

hand-over-title = Permanenties gaan naar iemand anders
hand-over-to-you = Vanaf { $date } neemt u over van { $leaver }: permanenties, afspraken en open vragen.
hand-over-from-you = Vanaf { $date } neemt { $colleague } over van u: permanenties, afspraken en open vragen.
hand-over-reason = Waarom
hand-over-series = De volgende sessie van elke permanentie
hand-over-none = Er ging geen permanentie naar iemand anders.
hand-over-left = { $n ->
    [one] Eén sessie blijft zonder iemand: de coördinatie zorgt ervoor.
   *[other] { $n } sessies blijven zonder iemand: de coördinatie zorgt ervoor.
}
hand-over-referrals = Afspraken blijven zoals ze zijn. Vragen van bedrijven gaan die ochtend over, elk met een mail met een eigen link.
hand-over-referrals-stay = Afspraken blijven zoals ze zijn. Aanvragen van bedrijven gaan niet over: het adres van de collega hoort niet bij het domein van het agentschap. De coördinatie voert een ander adres in, of elke aanvraag wordt via haar link overgenomen.
