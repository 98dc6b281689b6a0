//! Settings of the programs in the cloud. The template sets them all; a wrong
//! one stops the start with its name, which Lambda reports as a failed start.

use anyhow::{Context as _, ensure};
use sha2::{Digest as _, Sha256};
use store::Secrets;

/// What a program needs to know before it can serve.
pub struct Settings {
    /// The table.
    pub table: String,
    /// What links start with; no slash at the end.
    pub base_url: String,
    /// The sender of mails.
    pub mail_from: String,
    /// The server's key.
    pub secrets: Secrets,
    /// A key that acts as coordinator.
    pub admin_key: Option<String>,
    /// The SES configuration set that tells of bounces; none: nobody is told.
    pub configuration_set: Option<String>,
    /// Whether requests are limited per link, source, key and address.
    pub rate_limits: bool,
    /// What is logged.
    pub log: String,
    /// The stage, by which figures are told apart.
    pub stage: String,
    /// Whether the clock is a row of the table: in rehearsals only.
    pub table_clock: bool,
}

/// Every variable that is read here; the template's checks compare with it.
pub const VARIABLES: [&str; 11] = [
    "PERMANENCE_TABLE",
    "PERMANENCE_BASE_URL",
    "PERMANENCE_MAIL_FROM",
    "PERMANENCE_SERVER_KEY",
    "PERMANENCE_ADMIN_KEY",
    "PERMANENCE_SES_CONFIGURATION_SET",
    "PERMANENCE_RATE_LIMITS",
    "PERMANENCE_LOG",
    "PERMANENCE_STAGE",
    "PERMANENCE_CLOCK",
    "PERMANENCE_REHEARSAL",
];

/// Characters of the server's key at least: 32 from Secrets Manager's letters
/// and digits are more than 128 bits.
const KEY_CHARACTERS: usize = 32;

impl Settings {
    /// Reads the environment.
    pub fn from_env() -> anyhow::Result<Self> {
        let table_clock = optional("PERMANENCE_CLOCK").as_deref() == Some("table");
        ensure!(
            !table_clock || optional("PERMANENCE_REHEARSAL").as_deref() == Some("1"),
            "PERMANENCE_CLOCK: the clock is a row of the table in rehearsals only"
        );
        Ok(Self {
            table: required("PERMANENCE_TABLE")?,
            base_url: required("PERMANENCE_BASE_URL")?.trim_end_matches('/').to_owned(),
            mail_from: required("PERMANENCE_MAIL_FROM")?,
            secrets: server_key(&required("PERMANENCE_SERVER_KEY")?)?,
            admin_key: optional("PERMANENCE_ADMIN_KEY"),
            configuration_set: optional("PERMANENCE_SES_CONFIGURATION_SET"),
            rate_limits: optional("PERMANENCE_RATE_LIMITS").as_deref() != Some("off"),
            log: optional("PERMANENCE_LOG").unwrap_or_else(|| "info".to_owned()),
            stage: optional("PERMANENCE_STAGE").unwrap_or_else(|| "dev".to_owned()),
            table_clock,
        })
    }
}

/// The server's key from its text: 64 hexadecimal digits are the 32 bytes of
/// a key that was used on one machine before, anything else of 32 characters
/// or more is hashed to them.
pub fn server_key(text: &str) -> anyhow::Result<Secrets> {
    let text = text.trim();
    ensure!(text.len() >= KEY_CHARACTERS, "PERMANENCE_SERVER_KEY: expected {KEY_CHARACTERS} characters or more");
    Ok(Secrets::new(from_hex(text).unwrap_or_else(|| Sha256::digest(text.as_bytes()).into())))
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let mut key = [0; 32];
    for (place, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * place..2 * place + 2)?, 16).ok()?;
    }
    Some(key)
}

#[expect(clippy::disallowed_methods, reason = "settings are read here and nowhere else")]
pub(crate) fn optional(name: &str) -> Option<String> {
    std::env::var(name).ok().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

pub(crate) fn required(name: &'static str) -> anyhow::Result<String> {
    optional(name).with_context(|| format!("{name}: is not set"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_from_one_machine_is_the_same_key_in_the_cloud() {
        let hex: String = (0..32).fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        let moved = server_key(&hex).expect("64 digits are a key");
        let before = Secrets::new(std::array::from_fn(|place| u8::try_from(place).expect("32 places")));
        assert_eq!(moved.keyed_hash("link", &["a"]), before.keyed_hash("link", &["a"]));
    }

    #[test]
    fn a_short_key_is_refused() {
        assert!(server_key("short").is_err());
    }
}
