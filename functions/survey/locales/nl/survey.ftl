# The survey's public pages.
survey-not-open = Deze enquête is nog niet open
survey-not-open-detail = U kunt antwoorden vanaf { $day }. Kom dan terug.
survey-closed = Deze enquête is voorbij
survey-closed-detail = U kunt niet meer antwoorden. De gegeven antwoorden zijn geteld en helpen de agentschappen om hun permanenties te verbeteren.
late-title = Uw antwoorden zijn niet geteld
late-lead = Deze enquête neemt vandaag geen antwoorden aan. Niets van wat u net verstuurde, wordt bewaard.
late-written = Wat u had geschreven
late-written-how = Kopieer deze woorden als u ze wilt bewaren.
late-need = Een behoefte melden
survey-title = Uw mening over de permanenties
survey-title-after-visit = Hoe was uw gesprek?
survey-lead = { $about } · anoniem · ongeveer { $minutes ->
    [one] 1 minuut
   *[other] { $minutes } minuten
}
survey-send = Versturen
survey-promise = Uw antwoord wordt nooit met uw naam bewaard. De agentschappen en de plaatsen zien alleen gegroepeerde resultaten, vanaf vijf antwoorden.
wrong-missing = Beantwoord dit: { $question }
wrong-submission = Deze pagina was onvolledig. Uw antwoorden staan er nog: druk nog één keer op Versturen.

target-agency-at = { $agency } bij { $place }
target-programme = Alle permanenties
variant-after-visit = Na een bezoek
variant-quarterly = Elk kwartaal
variant-member-without-visit = Leden zonder bezoek
option-none = Geen van deze
option-other = Een andere organisatie

question-several = Kies alles wat past.
question-no-names = Schrijf geen namen.
question-ends = { $min } = { $low }, { $max } = { $high }

thanks-title = Bedankt
thanks-lead = Uw antwoord is goed aangekomen.
thanks-again = Uw antwoord was al aangekomen. Het telt één keer.
thanks-next = Wat er nu gebeurt
thanks-grouped = Uw antwoord wordt met de andere geteld. De agentschappen en de plaatsen zien gegroepeerde resultaten, nooit minder dan vijf antwoorden.
thanks-suggestions = De coördinatie leest elke suggestie.
thanks-anonymous = Niets leidt van een antwoord naar u: er wordt geen naam, geen adres en geen uur bij bewaard.
thanks-contact = U wilt dat wij contact met u opnemen
thanks-contact-how = Laat uw adres achter op een apart formulier. Het wordt afzonderlijk bewaard: niets verbindt het met uw antwoorden.
thanks-contact-go = Mijn adres achterlaten
thanks-contact-sent = Uw adres is goed aangekomen. De coördinatie neemt contact met u op.
thanks-services = Bekijk welke hulp er voor ondernemingen is

contact-title = Mogen wij contact met u opnemen?
contact-lead = Zeg ons waar we u kunnen schrijven. Dit formulier staat los van uw antwoorden.
contact-name = Naam
contact-email = E-mailadres
contact-send = Versturen
contact-promise = Alleen de coördinatie ziet uw naam en adres, en alleen om over deze enquête contact met u op te nemen. Ze worden apart van alle antwoorden bewaard en uiterlijk na 24 maanden gewist.
contact-day = Dag
contact-delete = Wissen
contact-delete-of = Het adres van { $name } wissen
contact-delete-means = Wissen is definitief. Wis een adres zodra u die persoon geschreven hebt; anders wordt het na 24 maanden vanzelf gewist.

poster-title = Affiche
poster-programme = Permanences · Permanenties · Office hours
poster-scan = Scan
poster-promise = { $minutes ->
    [one] Eén minuut, anoniem.
   *[other] { $minutes } minuten, anoniem.
}

survey-none = Er loopt hier nu geen enquête
survey-none-detail = Deze code blijft werken: kom terug als er een is. U kunt altijd een behoefte melden of een gesprek boeken.
invited-spent = U hebt al geantwoord
invited-spent-lead = Deze uitnodiging telde één keer. Dank u.
invited-spent-next = Wat er nu gebeurt
thanks-place = Volgende permanenties bij { $place }
poster-door = We ontvangen u hier
poster-door-how = Vertel ons nadien hoe het was.
contact-soon = Ik ben niet tevreden: neem snel contact met mij op
contact-soon-hint = Uw vraag staat dan bovenaan de lijst van de coördinatie. Niets anders van uw antwoorden wordt doorgegeven.
contact-is-soon = niet tevreden
regret-legend = Is er iets mis met wat { $agency } deed?
regret-hint = Dit gaat met uw behoefte naar de coördinatie, dus met uw naam. Het hoort niet bij uw antwoorden, die anoniem blijven.
regret-none = Er is niets mis
regret-not-contacted = { $agency } nam nooit contact op: neem mijn behoefte weer op
regret-not-helped = Het hielp mij niet: vraag een andere dienst
survey-waits = Er is nu geen netwerk. Uw antwoorden worden hier bewaard en verstuurd zodra er netwerk is.
