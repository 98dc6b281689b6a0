# Aan een agentschap: zijn deel van een voorgestelde planning.

plan-asked-title = Uw voorgestelde permanenties: akkoord?
plan-asked-what = De coördinatie bereidt de planning van { $from } tot { $to } voor. Dit voorziet ze voor { $agency }; er is nog niets gepubliceerd.
plan-asked-new = Wat zou veranderen
plan-asked-ends = Wat niet meer zou plaatsvinden
plan-asked-ends-how = Moet iets van wat stopt toch blijven, schrijf dat aan de coördinatie: haar adres staat op de pagina van de link. Niets stopt vóór de publicatie.
plan-asked-same = Voor u zou er niets veranderen.
plan-asked-series = { $place }, vanaf { $date }, { $time }, { $n ->
    [one] één sessie
   *[other] { $n } sessies
}
plan-asked-was = vandaag: { $today }
plan-asked-by = Gelieve ten laatste op { $by } te antwoorden.
plan-asked-how = Zeg voor elke permanentie ja, nee met de reden, of een ander moment; en in één keer ja op de rest. Elk antwoord verandert het voorstel.
plan-asked-button = Bekijken en antwoorden
plan-asked-small = De link is van u en vraagt geen account. Hij geldt tot de publicatie.
