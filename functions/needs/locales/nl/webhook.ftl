# Geweigerde webhooks.
webhook-refused = Webhook geweigerd
webhook-id-missing = De header webhook-id ontbreekt; onderteken volgens Standard Webhooks.
webhook-id-odd = Geef een webhook-id van hoogstens 256 tekens, zonder punt of spatie.
webhook-timestamp-missing = De header webhook-timestamp ontbreekt; geef de Unix-seconden van de verzending.
webhook-timestamp-odd = webhook-timestamp is geen geheel aantal Unix-seconden; verbeter het.
webhook-timestamp-stale = webhook-timestamp wijkt meer dan 5 minuten af van het uur hier; kijk de klok na en onderteken bij elke verzending.
webhook-signature-missing = De header webhook-signature ontbreekt; onderteken volgens Standard Webhooks.
webhook-signature-wrong = Geen enkele v1-handtekening klopt; kijk het adres en het geheim na, en onderteken de inhoud zoals hij verstuurd wordt.
