// Signs a body as Tally does, in the words of its documentation
// (https://tally.so/help/webhooks): HMAC-SHA256 under the signing secret, base64.
//
//     node sign_tally.mjs SECRET < body
//
// Prints the value of the header `Tally-Signature`.
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";

const [secret] = process.argv.slice(2);
console.log(createHmac("sha256", secret).update(readFileSync(0)).digest("base64"));
