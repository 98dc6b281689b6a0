# Geweigerde webhooks.
webhook-refused = Webhook geweigerd
webhook-id-missing = De header webhook-id ontbreekt; onderteken volgens Standard Webhooks.
webhook-id-odd = Geef een webhook-id van hoogstens 256 tekens, zonder punt of spatie.
webhook-timestamp-missing = De header webhook-timestamp ontbreekt; geef de Unix-seconden van de verzending.
webhook-timestamp-odd = webhook-timestamp is geen geheel aantal Unix-seconden; verbeter het.
webhook-timestamp-stale = webhook-timestamp wijkt meer dan 5 minuten af van het uur hier; kijk de klok na en onderteken bij elke verzending.
webhook-signature-missing = De header webhook-signature ontbreekt; onderteken volgens Standard Webhooks.
webhook-signature-wrong = Geen enkele v1-handtekening klopt; kijk het adres en het geheim na, en onderteken de inhoud zoals hij verstuurd wordt.
webhook-tool-signature = De handtekening van het hulpmiddel ontbreekt of past bij geen geheim; controleer het adres en het geheim in het hulpmiddel.
webhook-tool-address = Dit adres bestaat niet, of het geheim is vernieuwd; kopieer het opnieuw.
webhook-tool-old = Het bericht is meer dan 7 dagen oud; stuur het opnieuw.
webhook-tool-account = Het bericht noemt niets van de account die hier bekend is; controleer het adres van de account.
webhook-tool-token = De account weigert het token; geef een nieuw.
