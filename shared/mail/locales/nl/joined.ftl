# Aan een collega die hetzelfde vroeg.

joined-title = Uw onderneming heeft hierover al een open vraag
joined-text = Sinds { $date } loopt een vraag van uw onderneming: { $needs }. We hebben uw bericht en uw gegevens daarbij gevoegd, zodat geen enkel agentschap dezelfde vraag twee keer krijgt.
joined-with = De vraag ligt bij { $agencies }.
joined-small = Wie de vraag stelde, krijgt het nieuws erover. Hebt u niets gevraagd? Laat het de coördinatie van de permanenties weten.
