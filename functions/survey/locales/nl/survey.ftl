# The survey's public pages.
survey-not-open = Deze enquête is nog niet open
survey-not-open-detail = Ze neemt antwoorden aan vanaf { $day }. Kom dan terug.
survey-closed = Deze enquête is voorbij
survey-closed-detail = Ze neemt geen antwoorden meer aan. De gegeven antwoorden zijn geteld en helpen de diensten om hun permanenties te verbeteren.
survey-title = Uw mening over de permanenties
survey-title-after-visit = Hoe was uw gesprek?
survey-lead = { $about } · anoniem · ongeveer { $minutes ->
    [one] 1 minuut
   *[other] { $minutes } minuten
}
survey-send = Verstuur
survey-promise = Uw antwoord wordt nooit met uw naam bewaard. De diensten en de vestigingsplaatsen zien alleen gegroepeerde resultaten, vanaf vijf antwoorden.
wrong-missing = Beantwoord dit: { $question }
wrong-submission = Deze pagina was onvolledig. Uw antwoorden staan er nog: druk nog één keer op Verstuur.

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
thanks-grouped = Uw antwoord wordt met de andere geteld. De diensten en de vestigingsplaatsen zien gegroepeerde resultaten, nooit minder dan vijf antwoorden.
thanks-suggestions = De coördinatie leest elke suggestie.
thanks-anonymous = Niets leidt van een antwoord naar u: geen naam, geen adres en geen uur wordt erbij bewaard.
thanks-contact = U wilt gecontacteerd worden
thanks-contact-how = Laat uw adres achter op een apart formulier. Het wordt afzonderlijk bewaard: niets verbindt het met uw antwoorden.
thanks-contact-go = Mijn adres achterlaten
thanks-contact-sent = Uw adres is goed aangekomen. De coördinatie neemt contact met u op.
thanks-services = Bekijk welke hulp er voor ondernemingen is

contact-title = Mogen wij u contacteren?
contact-lead = Zeg ons waar we u kunnen schrijven. Dit formulier staat los van uw antwoorden.
contact-name = Naam
contact-email = E-mailadres
contact-send = Verstuur
contact-promise = Alleen de coördinatie ziet uw naam en adres, en alleen om u over deze enquête te contacteren. Ze worden apart van alle antwoorden bewaard en ten laatste na 24 maanden gewist.
contact-day = Dag
contact-delete = Wissen
contact-delete-of = Het adres van { $name } wissen
contact-delete-means = Wissen is definitief. Wis een adres zodra u geschreven hebt; na 24 maanden verdwijnt het vanzelf.

poster-title = Affiche
poster-programme = Permanences · Permanenties · Office hours
poster-scan = Scan
poster-promise = { $minutes ->
    [one] Eén minuut, anoniem.
   *[other] { $minutes } minuten, anoniem.
}
