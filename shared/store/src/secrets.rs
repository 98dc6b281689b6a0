//! The server's key, and everything that is derived from it instead of being
//! stored: link tokens, webhook secrets, keyed hashes, signed cursors.

use std::fmt;
use std::sync::Arc;

use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

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
