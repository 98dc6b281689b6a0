# Wat een veld moet zijn.
shape-object = Geef een object, tussen accolades.
shape-type = Deze waarde is niet van het juiste type; geef een andere.
shape-instant = Geef een tijdstip als 2026-11-24T08:30:00Z.
shape-date = Geef een datum die bestaat, als 2026-11-24.
shape-value = Deze waarde wordt niet aanvaard; verbeter ze.
shape-length = Schrijf { $min } tot { $max } tekens.
shape-at-least = Schrijf minstens { $min } tekens.
shape-limit = Vraag 1 tot 100 elementen tegelijk.
shape-no-value = Geef deze parameter een waarde, of haal hem weg.
shape-once = Deze parameter staat er meermaals: hou er één over.
