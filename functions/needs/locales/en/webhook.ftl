# Webhooks refused.
webhook-refused = Webhook refused
webhook-id-missing = The header webhook-id is missing; sign as Standard Webhooks says.
webhook-id-odd = Give a webhook-id of at most 256 characters, without a dot or a space.
webhook-timestamp-missing = The header webhook-timestamp is missing; give the Unix seconds of sending.
webhook-timestamp-odd = webhook-timestamp is not a whole number of Unix seconds; correct it.
webhook-timestamp-stale = webhook-timestamp is more than 5 minutes from the time here; check the clock and sign anew for each attempt.
webhook-signature-missing = The header webhook-signature is missing; sign as Standard Webhooks says.
webhook-signature-wrong = No v1 signature matches; check the address and the secret, and sign the body as it is sent.
