# Aan een agentschap: een vraag is ingetrokken.

withdrawn-subject = Vraag ingetrokken ({ $company })
withdrawn-title = Een vraag is ingetrokken
withdrawn-text = De vraag van { $company } wacht niet meer op u: de onderneming trok de vraag in, of de toestemming om de gegevens aan u door te geven, of een ander agentschap heeft ze nu. U hoeft voor deze vraag niets meer te doen.
withdrawn-needs = Het ging om: { $needs }.
withdrawn-data = Gelieve de gegevens die u voor deze vraag kreeg te wissen en niet meer te gebruiken.
