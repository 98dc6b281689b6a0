//! Signatures of Standard Webhooks 1.0: HMAC-SHA256 over id, time and body,
//! one for each secret that holds.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// What a secret begins with, as it is shown.
pub const SECRET_PREFIX: &str = "whsec_";

/// A secret as it is shown.
pub fn secret_text(secret: &[u8]) -> String {
    format!("{SECRET_PREFIX}{}", STANDARD.encode(secret))
}

/// The value of `webhook-signature`: during a rotation more than one, the
/// newest first, and a receiver accepts whichever fits its secret.
pub fn sign(secrets: &[[u8; 32]], id: &str, timestamp: i64, body: &str) -> String {
    let one = |secret: &[u8; 32]| {
        // HMAC takes keys of any length, so this arm is never the other one.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else { return String::new() };
        mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
        format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
    };
    secrets.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use standardwebhooks::Webhook;

    #[test]
    fn each_secret_signs_as_the_reference_library_does() {
        let (old, new) = ([7; 32], [9; 32]);
        let signed = sign(&[new, old], "msg_1", 1_795_510_800, r#"{"type":"need.closed"}"#);
        let theirs = [new, old].map(|secret| {
            let webhook = Webhook::new(&secret_text(&secret)).unwrap();
            webhook.sign("msg_1", 1_795_510_800, br#"{"type":"need.closed"}"#).unwrap()
        });
        assert_eq!(signed, theirs.join(" "));
    }
}
