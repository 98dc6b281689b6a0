"""Verifies webhooks with the reference library of PyPI.

    verify_webhook.py < lines

Each line is JSON: secret, id, timestamp, signature, body. Prints `true` or
`false` for each. The product's clock can be moved, so each is verified at the
moment that it says.
"""

import json
import sys
from datetime import datetime, timezone

from standardwebhooks import webhooks

for line in sys.stdin:
    one = json.loads(line)

    class Then(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.fromtimestamp(int(one["timestamp"]), tz=timezone.utc)

    webhooks.datetime = Then
    headers = {f"webhook-{name}": one[name] for name in ("id", "timestamp", "signature")}
    try:
        webhooks.Webhook(one["secret"]).verify(one["body"], headers)
        print("true")
    except webhooks.WebhookVerificationError:
        print("false")
