// Signs a webhook with the reference library of npm.
//
//     node sign_webhook.mjs SECRET ID UNIX_SECONDS < body
//
// Prints the value of the header `webhook-signature`.
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";

const [secret, message, seconds] = process.argv.slice(2);
const body = readFileSync(0, "utf8");
console.log(new Webhook(secret).sign(message, new Date(Number(seconds) * 1000), body));
