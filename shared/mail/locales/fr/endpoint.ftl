# To whoever looks after an endpoint.

endpoint-subject = Les webhooks vers { $host } sont désactivés
endpoint-title = Des webhooks sont désactivés
endpoint-gone = { $host } a répondu qu’il n’existe plus (410). Nous n’y envoyons plus de webhooks.
endpoint-failing = { $host } n’a accepté aucun webhook depuis cinq jours. Nous n’y envoyons plus de webhooks.
endpoint-kept = Ce qui se passe est noté pendant 30 jours. Une fois l’autre côté en ordre, réactivez ce destinataire et faites tout renvoyer depuis lors.
endpoint-button = Voir le destinataire
