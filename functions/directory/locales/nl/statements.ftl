# Verklaringen: privacy, toegankelijkheid.
statement-contact = Contact
statement-write-to = Schrijf naar

privacy-title = Uw gegevens
privacy-lead = Wat we bewaren, waarom, hoelang, en wat u kunt vragen.
privacy-who-title = Wie verantwoordelijk is
privacy-who-text = De coördinatie van de Brusselse permanenties is verantwoordelijk voor deze dienst en voor uw gegevens. Haar adres staat onderaan deze pagina. Elk agentschap waaraan een behoefte wordt doorgegeven, is daarna verantwoordelijk voor wat het ervan bewaart.
privacy-what-title = Wat we bewaren
privacy-what-text =
    Wanneer u een behoefte meldt: de naam van de onderneming, wat u erover zegt (fase, sector, ondernemingsnummer), uw naam, uw e-mailadres, uw telefoonnummer als u het geeft, uw taal, de plaats waar u werkt en de tekst van uw behoefte.
    Als uw incubator of coworkingruimte de behoefte doorgaf, hebben we deze gegevens van daar.
    We bewaren ook het vervolg: naar welk agentschap de behoefte ging, wanneer, waarom, en wat eruit kwam.
privacy-why-title = Waarom, en op welke grond
privacy-why-text =
    Om het agentschap te vinden dat u kan helpen en ervoor te zorgen dat het antwoordt: dat is de taak van algemeen belang van het programma (AVG, artikel 6, lid 1, e).
    Uw gegevens gaan alleen met uw toestemming naar een agentschap (artikel 6, lid 1, a). U kunt ze op elk moment intrekken via de link die u per e-mail kreeg; wat voordien gebeurde, blijft rechtmatig.
    Zonder e-mailadres kan niemand u antwoorden; al de rest is niet verplicht of zegt waarom het gevraagd wordt.
    Geschreven regels stellen het agentschap voor op basis van uw woorden. Wat enkel afgeleid is, wordt altijd door een mens nagelezen.
privacy-whom-title = Wie ze ziet
privacy-whom-text = Niemand anders: geen verkoop, geen reclame, geen bezoekersmeting, geen diensten van derden op deze pagina’s.
privacy-how-long-title = Hoelang
privacy-how-long-text = Elk persoonsgegeven heeft een vooraf bepaalde bewaartermijn, ten hoogste 24 maanden na het laatste contact; die van de onderneming ten hoogste 36 maanden. De cijfers die daarna overblijven, laten niemand herkennen.
privacy-rights-title = Uw rechten
privacy-rights-text =
    U kunt uw gegevens inkijken, laten verbeteren, wissen of overdragen, het gebruik ervan beperken of er bezwaar tegen maken. Schrijf ons: we antwoorden binnen de maand.
    Bent u niet tevreden met het antwoord, dan kunt u terecht bij de Gegevensbeschermingsautoriteit, Drukpersstraat 35, 1000 Brussel, contact@apd-gba.be.
privacy-members-title = Gehuisveste ondernemingen
privacy-members-text = Is uw onderneming gevestigd op een plaats van het programma, dan bewaren we wat uw plaats, uw vragen en uzelf over haar zeiden, veld per veld met de herkomst, om te zien welke publieke steun u van pas kan komen. Zonder uw ja wordt niets aan een dienst doorgegeven. We stellen hoogstens één vraag per maand, per e-mail; één klik maakt er een einde aan. Via de link in die berichten ziet, verbetert en wist u alles. Een lijst die uw plaats importeert, wordt 30 dagen bewaard, zolang ze ongedaan gemaakt kan worden.
privacy-fields = Elk veld dat van een onderneming bewaard kan worden
privacy-field = Wat
privacy-field-why = Waarom
privacy-field-kept = Hoe lang
privacy-field-months = { $n } maanden na het laatste contact
privacy-bookings-title = De afspraken
privacy-bookings-text = Een afspraak bewaart uw naam, uw e-mailadres en, als u die geeft, telefoon, onderneming, taal en bericht, om ze na te komen en u te verwittigen van wat verandert. Het agentschap dat u ontvangt, de plaats en de coördinatie zien ze. Ze worden gewist twaalf maanden na het uur van de afspraak; daarna blijft alleen dat er een plaats bezet was.
privacy-survey-title = De tevredenheidsenquête
privacy-survey-text = De antwoorden zijn anoniem van bij het ontwerp: niets verbindt ze met u, met uw toestel of met een uitnodiging. De resultaten tonen nooit een groep van minder dan 5 antwoorden. Schrijf uw naam niet in de vrije tekst.
privacy-technical-title = Techniek
privacy-technical-text = Eén cookie onthoudt uw taal als u die kiest; een andere bewaart de sessie van de teams die zich aanmelden. De logboeken van de server bevatten alleen nummers, geen namen, adressen of teksten.

accessibility-title = Toegankelijkheid
accessibility-lead = Deze pagina’s moeten voor iedereen bruikbaar zijn. Dit doen we, en dit weten we nog niet.
accessibility-aim-title = Ons doel
accessibility-aim-text = Voldoen aan de regels WCAG 2.2 op niveau A en AA en aan de norm EN 301 549, zoals de Brusselse ordonnantie van 4 oktober 2018 over de toegankelijkheid van overheidswebsites vraagt. Alle pagina’s werken zonder JavaScript, met het toetsenbord, vanaf 360 pixels breed.
accessibility-tested-title = Wat gecontroleerd wordt
accessibility-tested-text = De pagina’s gaan in Chromium door de automatische controle van axe-core (regels wcag2a tot wcag22aa), in het Frans, het Nederlands en het Engels, op 360 en op 1280 pixels. Een automatische controle vindt maar een deel van de drempels.
accessibility-limits-title = Wat nog niet gecontroleerd is
accessibility-limits-text =
    Er is nog geen proef met mensen met een handicap geweest, en geen externe audit: daarom verklaren we geen volledige conformiteit.
    De documenten van agentschappen waarnaar een e-mail kan verwijzen, hangen niet van ons af.
accessibility-complain-title = Een drempel melden
accessibility-complain-text =
    Schrijf naar het adres hieronder en vermeld de pagina en wat u tegenhield. We antwoorden, en geven u de informatie intussen op een andere manier.
    Krijgt u geen bevredigend antwoord, dan kunt u een klacht indienen bij de ombudsdienst van het Gewest: ombuds.brussels.
