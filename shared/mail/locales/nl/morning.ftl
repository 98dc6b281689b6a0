# Aan de coördinatie, ’s ochtends.

morning-title = Wat vanochtend wacht
morning-first = Het dringendste eerst
morning-triage = { $company } ({ $place }): te sorteren, tegen { $date }
morning-silent = { $company } ({ $place }): niemand zegt hoe het staat bij { $agency }, tegen { $date }
morning-address = { $company } ({ $place }): het adres van { $agency } weigert e-mails, tegen { $date }
morning-mail = een bericht dat niet aankwam, van { $date }
morning-mail-agency = een bericht aan { $agency } dat niet aankwam, van { $date }
morning-appointments = { $agency } ({ $place }): er is niemand op { $date }, en er { $n ->
    [one] is { $n } afspraak
   *[other] zijn { $n } afspraken
}
morning-session = { $agency } ({ $place }): er is niemand op { $date }
morning-sessions = { $agency } ({ $place }): er is niemand vanaf { $date }
morning-message = { $place }: een bericht van zijn programma of formulier wacht, tegen { $date }
morning-place = { $place } slaapt: tegen { $date }
morning-more = Er is nog meer.
morning-button = De werklijst openen
morning-small = Eén bericht per werkdag, alleen wanneer er iets wacht.
morning-alert = Een vraag van de enquête ligt onder haar doel, tegen { $date }
morning-alert-agency = { $agency } ligt onder zijn doel in de enquête, tegen { $date }
morning-alert-place = { $place } ligt onder zijn doel in de enquête, tegen { $date }
morning-contact = Iemand vraagt contact over de enquête, tegen { $date }
morning-suggestion = Een suggestie is aan haar dag toe, tegen { $date }
morning-plan = Het rooster van het volgende kwartaal is voorgesteld: te bekijken tegen { $date }
morning-closing = { $agency } ({ $place }): de plaats is gesloten op { $date }
morning-surge = { $place }: meer noden dan { $agency } op tijd kan bedienen, tegen { $date }
morning-facts = Gegevens van de gids zijn na te kijken, tegen { $date }
