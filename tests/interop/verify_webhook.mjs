// Verifies webhooks with the reference library of npm.
//
//     node verify_webhook.mjs < lines
//
// Each line is JSON: secret, id, timestamp, signature, body. Prints `true` or
// `false` for each. The product's clock can be moved, so each is verified at
// the moment that it says.
import { readFileSync } from "node:fs";
import { Webhook, WebhookVerificationError } from "standardwebhooks";

for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const { secret, body, ...one } = JSON.parse(line);
  Date.now = () => Number(one.timestamp) * 1000;
  const headers = Object.fromEntries(Object.entries(one).map(([name, value]) => [`webhook-${name}`, value]));
  try {
    new Webhook(secret).verify(body, headers);
    console.log("true");
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error;
    console.log("false");
  }
}
