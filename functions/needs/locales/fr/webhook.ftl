# Webhooks refusés.
webhook-refused = Webhook refusé
webhook-id-missing = L’en-tête webhook-id manque ; signez selon Standard Webhooks.
webhook-id-odd = Donnez un webhook-id d’au plus 256 caractères, sans point ni espace.
webhook-timestamp-missing = L’en-tête webhook-timestamp manque ; donnez les secondes Unix de l’envoi.
webhook-timestamp-odd = webhook-timestamp n’est pas un nombre entier de secondes Unix ; corrigez-le.
webhook-timestamp-stale = webhook-timestamp s’écarte de plus de 5 minutes de l’heure d’ici ; vérifiez l’horloge et signez à chaque envoi.
webhook-signature-missing = L’en-tête webhook-signature manque ; signez selon Standard Webhooks.
webhook-signature-wrong = Aucune signature v1 ne correspond ; vérifiez l’adresse et le secret, et signez le corps tel qu’il est envoyé.
