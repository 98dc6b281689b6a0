//! The server's key, and everything that is derived from it instead of being
//! stored: link tokens, webhook secrets, keyed hashes, signed cursors.

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{Aead as _, Payload};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// Bytes of a nonce.
const NONCE: usize = 24;

/// The server's 32 random bytes. Never printed, never stored in the table.
#[derive(Clone)]
pub struct Secrets(Arc<[u8; 32]>);

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(..)")
    }
}

impl Secrets {
    /// Wraps the key that the host or the cloud's secret store holds.
    pub fn new(key: [u8; 32]) -> Self {
        Self(Arc::new(key))
    }

    /// HMAC-SHA256 of a purpose and its parts. Each part is preceded by its
    /// length, so that no two lists of parts give the same bytes.
    pub fn mac(&self, purpose: &str, parts: &[&str]) -> [u8; 32] {
        // HMAC takes keys of any length, so this arm is never the other one.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.0.as_slice()) else { return [0; 32] };
        for part in std::iter::once(&purpose).chain(parts) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        mac.finalize().into_bytes().into()
    }

    /// Whether `bytes` is the beginning (at least 16 bytes) of that HMAC,
    /// compared in constant time.
    pub fn verify(&self, purpose: &str, parts: &[&str], bytes: &[u8]) -> bool {
        let expected = self.mac(purpose, parts);
        bytes.len() >= 16 && bytes.len() <= expected.len() && bool::from(expected[..bytes.len()].ct_eq(bytes))
    }

    /// A text that only this key opens again, for one purpose and one thing:
    /// XChaCha20-Poly1305, base64url. `random` is never used twice.
    pub fn seal(&self, purpose: &str, of: &str, random: &str, text: &str) -> String {
        let nonce: [u8; 32] = self.mac("nonce", &[purpose, of, random]);
        let nonce = &nonce[..NONCE];
        let sealed = self.cipher(purpose).encrypt(nonce.into(), Payload { msg: text.as_bytes(), aad: of.as_bytes() });
        // A text of fewer than 256 GiB is always sealed.
        let sealed = sealed.unwrap_or_default();
        URL_SAFE_NO_PAD.encode([nonce, &sealed].concat())
    }

    /// What was sealed for this purpose and this thing; `None` for anything else.
    pub fn open(&self, purpose: &str, of: &str, sealed: &str) -> Option<String> {
        let bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (nonce, sealed) = bytes.split_at_checked(NONCE)?;
        let opened = self.cipher(purpose).decrypt(nonce.into(), Payload { msg: sealed, aad: of.as_bytes() });
        String::from_utf8(opened.ok()?).ok()
    }

    fn cipher(&self, purpose: &str) -> XChaCha20Poly1305 {
        <XChaCha20Poly1305 as chacha20poly1305::KeyInit>::new(&self.mac("seal", &[purpose]).into())
    }

    /// A keyed hash as 32 hexadecimal characters: for keys of rows about
    /// something that must not be readable there.
    pub fn keyed_hash(&self, purpose: &str, parts: &[&str]) -> String {
        hex(&self.mac(purpose, parts)[..16])
    }
}

/// A plain digest as 64 hexadecimal characters.
pub fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_the_same_key_for_the_same_thing_alone() {
        let secrets = Secrets::new([7; 32]);
        let sealed = secrets.seal("token", "a", "1", "s3cret");
        assert_eq!(secrets.open("token", "a", &sealed).as_deref(), Some("s3cret"));
        assert!(!sealed.contains("s3cret") && sealed != secrets.seal("token", "a", "2", "s3cret"));
        let mut changed = sealed.clone().into_bytes();
        let last = changed.len() - 2;
        changed[last] = if changed[last] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).unwrap();
        for (secrets, purpose, of, sealed) in [
            (&Secrets::new([8; 32]), "token", "a", sealed.as_str()),
            (&secrets, "other", "a", &sealed),
            (&secrets, "token", "b", &sealed),
            (&secrets, "token", "a", &changed),
            (&secrets, "token", "a", ""),
        ] {
            assert_eq!(secrets.open(purpose, of, sealed), None);
        }
    }
}
