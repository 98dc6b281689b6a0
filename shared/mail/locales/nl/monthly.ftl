# Het maandbericht aan de gastheer van een plaats en aan de leden die erom vroegen; nieuws.

monthly-title = { $place }, { $month }: wat agentschappen hier voor u doen
monthly-what = Eén keer per maand: wat de Brusselse overheidsagentschappen bij { $place } doen. Gratis, voor elk bedrijf dat er gevestigd is.
monthly-until = Tot { $day }
monthly-more = Meer lezen
monthly-sessions = Volgende permanenties
monthly-sessions-none = Hier is voorlopig geen permanentie gepland. Zeg ons wat u nodig hebt: het juiste agentschap antwoordt u, waar het ook is.
monthly-sessions-how = Elke datum leidt naar de uren die nog vrij zijn.
monthly-services = Diensten die passen bij de bedrijven hier
monthly-services-why = Gekozen op grond van wat minstens vijf bedrijven van de plaats gemeen hebben. Geen enkel bedrijf wordt aan wie dan ook genoemd.
monthly-said = U zei, wij deden
monthly-you-said = U zei
monthly-said-done = Gedaan.
monthly-said-planned = Gepland.
monthly-said-no = Voorlopig niet.
monthly-button = Naar de pagina van de plaats
monthly-why-host = U ontvangt dit omdat u bedrijven ontvangt bij { $place }.
monthly-why-member = U ontvangt dit omdat u om nieuws van { $place } vroeg.
monthly-why-hosts = U ontvangt dit omdat u bedrijven ontvangt in een van de plaatsen.
monthly-why-members = U ontvangt dit omdat u om nieuws van uw plaats vroeg.
monthly-end = Deze berichten niet meer ontvangen
