"""Signs a webhook with the reference library of PyPI.

    sign_webhook.py SECRET ID UNIX_SECONDS < body

Prints the value of the header `webhook-signature`.
"""

import sys
from datetime import datetime, timezone

from standardwebhooks.webhooks import Webhook

secret, message, seconds = sys.argv[1:]
body = sys.stdin.buffer.read().decode("utf-8")
at = datetime.fromtimestamp(int(seconds), tz=timezone.utc)
print(Webhook(secret).sign(message, at, body))
