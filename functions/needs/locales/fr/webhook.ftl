# Webhooks refusés.
webhook-refused = Webhook refusé
webhook-id-missing = L’en-tête webhook-id manque ; signez selon Standard Webhooks.
webhook-id-odd = Donnez un webhook-id d’au plus 256 caractères, sans point ni espace.
webhook-timestamp-missing = L’en-tête webhook-timestamp manque ; donnez les secondes Unix de l’envoi.
webhook-timestamp-odd = webhook-timestamp n’est pas un nombre entier de secondes Unix ; corrigez-le.
webhook-timestamp-stale = webhook-timestamp s’écarte de plus de 5 minutes de l’heure d’ici ; vérifiez l’horloge et signez à chaque envoi.
webhook-signature-missing = L’en-tête webhook-signature manque ; signez selon Standard Webhooks.
webhook-signature-wrong = Aucune signature v1 ne correspond ; vérifiez l’adresse et le secret, et signez le corps tel qu’il est envoyé.
webhook-tool-signature = La signature de l’outil manque ou ne correspond à aucun secret ; vérifiez l’adresse et le secret dans l’outil.
webhook-tool-address = Cette adresse n’existe pas, ou son secret a changé ; copiez-la de nouveau.
webhook-tool-old = Le message date de plus de 7 jours ; envoyez-le à nouveau.
webhook-tool-account = Le message ne nomme rien du compte connu ici ; vérifiez l’adresse du compte.
webhook-tool-token = Le compte refuse le jeton ; donnez-en un nouveau.
