# Aan een gehuisveste onderneming die niets vroeg: wat haar zou kunnen helpen,
# en waarom; daarna de link naar wat over haar bekend is.

proposals-title = Publieke steun kan u van pas komen
proposals-from = { $company } is gevestigd bij { $place }. Volgens wat we weten kunnen de Brusselse overheidsdiensten u helpen, gratis.
proposals-what = Waar we aan denken
proposals-item = { $need } ({ $agencies }). Waarom: { $because }
proposals-answer = Zeg ja of nee met één klik, zonder account. Zonder uw ja wordt niets doorgegeven.
proposals-button = Antwoorden
proposals-nothing = Zonder antwoord doen we niets. Hoogstens één bericht van deze soort per maand.
proposals-end = Geen zulke berichten meer: { $link }

member-link-title = Wat we over uw onderneming weten
member-link-what = Uw onderneming is gevestigd bij { $place }. Deze pagina toont wat we over haar weten en waarom we het vragen: u kunt alles verbeteren, aanvullen of terugnemen.
member-link-button = Bekijken en verbeteren
member-link-secret = Wie deze link heeft, kan deze gegevens lezen en wijzigen: geef hem niet door.
