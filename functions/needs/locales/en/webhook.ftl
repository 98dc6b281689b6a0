# Webhooks refused.
webhook-refused = Webhook refused
webhook-id-missing = The header webhook-id is missing; sign as Standard Webhooks says.
webhook-id-odd = Give a webhook-id of at most 256 characters, without a dot or a space.
webhook-timestamp-missing = The header webhook-timestamp is missing; give the Unix seconds of sending.
webhook-timestamp-odd = webhook-timestamp is not a whole number of Unix seconds; correct it.
webhook-timestamp-stale = webhook-timestamp is more than 5 minutes from the time here; check the clock and sign anew for each attempt.
webhook-signature-missing = The header webhook-signature is missing; sign as Standard Webhooks says.
webhook-signature-wrong = No v1 signature matches; check the address and the secret, and sign the body as it is sent.
webhook-tool-signature = The tool’s signature is missing or fits no secret; check the address and the secret in the tool.
webhook-tool-address = There is no such address, or its secret has changed; copy it again.
webhook-tool-old = The message was sent more than 7 days ago; send it anew.
webhook-tool-account = The message names nothing of the account that is known here; check the account’s address.
webhook-tool-token = The account does not take the token; give a new one.
