# To whoever looks after an endpoint.

endpoint-subject = De webhooks naar { $host } zijn uitgeschakeld
endpoint-title = Webhooks zijn uitgeschakeld
endpoint-gone = { $host } antwoordde dat het niet meer bestaat (410). We sturen er geen webhooks meer naartoe.
endpoint-failing = { $host } heeft vijf dagen lang geen webhook aanvaard. We sturen er geen webhooks meer naartoe.
endpoint-kept = Wat er gebeurt, wordt 30 dagen lang genoteerd. Is de andere kant in orde, schakel de ontvanger dan weer in en laat alles sindsdien opnieuw sturen.
endpoint-button = De ontvanger bekijken
