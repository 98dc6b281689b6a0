# Aan een agentschap: een vraag is ingetrokken.

withdrawn-subject = Vraag ingetrokken ({ $company })
withdrawn-title = Een vraag is ingetrokken
withdrawn-by-company = De vraag van { $company } wacht niet meer op u: de onderneming trok ze in. U hoeft voor deze vraag niets meer te doen.
withdrawn-consent = De vraag van { $company } wacht niet meer op u: de onderneming trok haar toestemming in om de gegevens aan u door te geven. U hoeft voor deze vraag niets meer te doen.
withdrawn-gone-to = De vraag van { $company } wacht niet meer op u: een ander agentschap heeft ze nu ({ $agency }). U hoeft voor deze vraag niets meer te doen.
withdrawn-needs = Het ging om: { $needs }.
withdrawn-data = Gelieve de gegevens die u voor deze vraag kreeg te wissen en niet meer te gebruiken.
