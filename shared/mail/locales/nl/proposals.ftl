# Aan een gehuisveste onderneming die niets vroeg: wat haar zou kunnen helpen,
# en waarom; daarna de link naar wat over haar bekend is.

proposals-title = Publieke steun kan u van pas komen
proposals-from = { $company } is gevestigd bij { $place }. Volgens wat we weten kunnen de Brusselse overheidsdiensten u helpen, gratis.
proposals-what = Waar we aan denken
proposals-item = { $need } ({ $agencies }). Waarom: { $because }
proposals-answer = Zeg ja of nee met één klik, zonder account. Zonder uw ja wordt niets doorgegeven.
proposals-button = Antwoorden
proposals-nothing = Zonder antwoord doen we niets. Hoogstens één bericht van deze soort per maand.
proposals-learnt = Wat we over uw onderneming weten, komt uit deze bronnen: { $sources }. Achter de knop kunt u alles bekijken, verbeteren en wissen.
proposals-from-register = een openbaar register
proposals-from-host = de lijst van ondernemingen van { $place }
proposals-from-need = een vraag of een afspraak van u
proposals-from-coordinator = de coördinatie
proposals-from-member = uw eigen pagina
proposals-privacy = Hoe we met persoonsgegevens omgaan
proposals-end = Geen zulke berichten meer

member-link-title = Wat we over uw onderneming weten
member-link-what = Uw onderneming is gevestigd bij { $place }. Deze pagina toont wat we over haar weten en waarom we het vragen: u kunt alles verbeteren, aanvullen of terugnemen.
member-link-button = Bekijken en verbeteren
member-link-secret = Wie deze link heeft, kan deze gegevens lezen en wijzigen: geef hem niet door.
