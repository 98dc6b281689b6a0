//! Settings of the host, read once from the environment. A wrong or unknown
//! one stops the start with its name and what was expected.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

use domain::Instant;

/// Why the host does not start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// A setting that does not fit.
    #[error("{name}: expected {expected}, got '{got}'")]
    Wrong {
        /// Its name.
        name: &'static str,
        /// What fits.
        expected: &'static str,
        /// What was set.
        got: String,
    },
    /// A secret that does not fit, and is not repeated.
    #[error("{name}: expected {expected}; what was set is not repeated here")]
    Secret {
        /// Its name.
        name: &'static str,
        /// What fits.
        expected: &'static str,
    },
    /// A setting that does not exist.
    #[error("{0}: there is no such setting; `permanence --help` lists them")]
    Unknown(String),
    /// Settings that don't go together.
    #[error("{0}")]
    Together(&'static str),
}

/// Settings of the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostSettings {
    /// Address and port.
    pub listen: SocketAddr,
    /// Folder of the embedded store and of the demonstration mailbox.
    pub data: PathBuf,
    /// What links start with; no slash at the end.
    pub base_url: String,
    /// Where mails go; `None`: the mailbox folder.
    pub smtp_url: Option<String>,
    /// Sender.
    pub mail_from: String,
    /// A key that acts as coordinator.
    pub admin_key: Option<String>,
    /// Whether requests are limited per link, source, key and address.
    pub rate_limits: bool,
    /// Demonstration mode.
    pub demo: bool,
    /// Whether invented data is loaded too.
    pub demo_data: bool,
    /// Where the demonstration clock starts.
    pub clock: Option<Instant>,
    /// Whether `X-Forwarded-For` is believed: only behind a proxy of one's own.
    pub trust_proxy: bool,
    /// What is logged, in `RUST_LOG`'s form.
    pub log: String,
}

/// Every setting: name, meaning, default.
pub const SETTINGS: [(&str, &str, &str); 12] = [
    ("PERMANENCE_LISTEN", "address and port", "127.0.0.1:8080"),
    ("PERMANENCE_DATA", "folder of the embedded store and of the demonstration mailbox", "./data"),
    ("PERMANENCE_BASE_URL", "what links in mails and QR codes start with; without a path", "http:// + listen address"),
    (
        "PERMANENCE_SMTP_URL",
        "smtp://host:port or smtps://user:pass@host:port; unset: mails go to the mailbox folder",
        "unset",
    ),
    ("PERMANENCE_MAIL_FROM", "sender", "Permanence <permanence@localhost>"),
    (
        "PERMANENCE_ADMIN_KEY",
        "an API key that acts as coordinator; unset: none does; make it with `openssl rand -hex 32`",
        "unset",
    ),
    ("PERMANENCE_RATE_LIMITS", "on or off: limits per link, source, key and address", "on; off in demonstration mode"),
    ("PERMANENCE_DEMO", "1: demonstration mode, only on a loopback address", "unset"),
    (
        "PERMANENCE_DEMO_DATA",
        "1: load the invented data too; outside demonstration mode not beside PERMANENCE_SMTP_URL, nor into a store \
         that has needs or members",
        "unset",
    ),
    ("PERMANENCE_CLOCK", "demonstration mode only: an RFC 3339 instant at which the clock starts", "unset"),
    ("PERMANENCE_TRUST_PROXY", "1: believe X-Forwarded-For, behind a proxy of one's own", "unset"),
    ("PERMANENCE_LOG", "what is logged: error, warn, info or debug", "info"),
];

impl HostSettings {
    /// Reads the process's environment.
    pub fn from_env() -> Result<Self, SettingsError> {
        let vars = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .filter(|(name, _)| name.starts_with("PERMANENCE_"))
            .collect();
        Self::read(&vars)
    }

    /// Reads named values; empty ones count as unset.
    pub fn read(vars: &BTreeMap<String, String>) -> Result<Self, SettingsError> {
        if let Some(name) = vars.keys().find(|name| !SETTINGS.iter().any(|(known, ..)| known == name)) {
            return Err(SettingsError::Unknown(name.clone()));
        }
        let get = |name: &str| vars.get(name).map(|value| value.trim()).filter(|value| !value.is_empty());
        let listen = get("PERMANENCE_LISTEN").unwrap_or("127.0.0.1:8080");
        let listen: SocketAddr = listen.parse().map_err(|_| {
            wrong("PERMANENCE_LISTEN", "an address and port such as 127.0.0.1:8080 or [::1]:8080", listen)
        })?;
        let demo = flag("PERMANENCE_DEMO", get("PERMANENCE_DEMO"))?;
        let settings = Self {
            listen,
            data: PathBuf::from(get("PERMANENCE_DATA").unwrap_or("./data")),
            base_url: base_url(get("PERMANENCE_BASE_URL"), listen)?,
            smtp_url: get("PERMANENCE_SMTP_URL").map(str::to_owned),
            mail_from: get("PERMANENCE_MAIL_FROM").unwrap_or("Permanence <permanence@localhost>").to_owned(),
            admin_key: admin_key(get("PERMANENCE_ADMIN_KEY"))?,
            rate_limits: on_off("PERMANENCE_RATE_LIMITS", get("PERMANENCE_RATE_LIMITS"), !demo)?,
            demo,
            demo_data: flag("PERMANENCE_DEMO_DATA", get("PERMANENCE_DEMO_DATA"))?,
            clock: clock(get("PERMANENCE_CLOCK"))?,
            trust_proxy: flag("PERMANENCE_TRUST_PROXY", get("PERMANENCE_TRUST_PROXY"))?,
            log: log(get("PERMANENCE_LOG"))?,
        };
        settings.go_together()?;
        Ok(settings)
    }

    fn go_together(&self) -> Result<(), SettingsError> {
        if self.demo && !self.listen.ip().is_loopback() {
            return Err(SettingsError::Together(
                "PERMANENCE_DEMO: demonstration mode shows everybody's mail, so it runs only on a loopback address; \
                 set PERMANENCE_LISTEN to 127.0.0.1:PORT or unset PERMANENCE_DEMO",
            ));
        }
        if self.demo_data && self.smtp_url.is_some() && !self.demo {
            return Err(SettingsError::Together(
                "PERMANENCE_DEMO_DATA: mails to invented people would leave by PERMANENCE_SMTP_URL; unset one of both",
            ));
        }
        if self.clock.is_some() && !self.demo {
            return Err(SettingsError::Together("PERMANENCE_CLOCK: only in demonstration mode (PERMANENCE_DEMO=1)"));
        }
        Ok(())
    }
}

fn wrong(name: &'static str, expected: &'static str, got: &str) -> SettingsError {
    SettingsError::Wrong { name, expected, got: got.to_owned() }
}

fn flag(name: &'static str, value: Option<&str>) -> Result<bool, SettingsError> {
    match value {
        None | Some("0") => Ok(false),
        Some("1") => Ok(true),
        Some(got) => Err(wrong(name, "1 or 0", got)),
    }
}

fn on_off(name: &'static str, value: Option<&str>, default: bool) -> Result<bool, SettingsError> {
    match value {
        None => Ok(default),
        Some("on") => Ok(true),
        Some("off") => Ok(false),
        Some(got) => Err(wrong(name, "on or off", got)),
    }
}

fn base_url(value: Option<&str>, listen: SocketAddr) -> Result<String, SettingsError> {
    let Some(url) = value else { return Ok(format!("http://{listen}")) };
    let authority = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let fits = authority.is_some_and(|rest| {
        let rest = rest.trim_end_matches('/');
        !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~:[]".contains(&b))
    });
    if fits {
        Ok(url.trim_end_matches('/').to_owned())
    } else {
        Err(wrong("PERMANENCE_BASE_URL", "an address without a path, such as https://permanence.example.brussels", url))
    }
}

fn admin_key(value: Option<&str>) -> Result<Option<String>, SettingsError> {
    match value {
        Some(key) if !key.bytes().all(|b| b.is_ascii_graphic()) => {
            let expected = "visible ASCII characters without spaces";
            Err(SettingsError::Secret { name: "PERMANENCE_ADMIN_KEY", expected })
        }
        other => Ok(other.map(str::to_owned)),
    }
}

fn clock(value: Option<&str>) -> Result<Option<Instant>, SettingsError> {
    let expected = "an RFC 3339 instant such as 2026-11-24T09:00:00Z";
    value.map(|text| Instant::parse(text).ok_or_else(|| wrong("PERMANENCE_CLOCK", expected, text))).transpose()
}

fn log(value: Option<&str>) -> Result<String, SettingsError> {
    match value.unwrap_or("info") {
        level @ ("error" | "warn" | "info" | "debug") => Ok(level.to_owned()),
        got => Err(wrong("PERMANENCE_LOG", "error, warn, info or debug", got)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(vars: &[(&str, &str)]) -> Result<HostSettings, SettingsError> {
        HostSettings::read(&vars.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn nothing_set_gives_the_defaults() {
        let settings = read(&[]).unwrap();
        assert_eq!(settings.base_url, "http://127.0.0.1:8080");
        assert!(settings.rate_limits);
        assert!(!settings.demo);
    }

    #[test]
    fn demonstration_mode_switches_limits_off_unless_they_are_asked_for() {
        assert!(!read(&[("PERMANENCE_DEMO", "1")]).unwrap().rate_limits);
        assert!(read(&[("PERMANENCE_DEMO", "1"), ("PERMANENCE_RATE_LIMITS", "on")]).unwrap().rate_limits);
    }

    #[test]
    fn a_wrong_or_unknown_setting_is_named() {
        let cases: [&[(&str, &str)]; 13] = [
            &[("PERMANENCE_LISTEN", "8080")],
            &[("PERMANENCE_BASE_URL", "permanence.example")],
            &[("PERMANENCE_BASE_URL", "https://permanence.example/sub/path")],
            &[("PERMANENCE_ADMIN_KEY", "two words")],
            &[("PERMANENCE_LOG", "trace")],
            &[("PERMANENCE_LOG", "off")],
            &[("PERMANENCE_DEMO_DATA", "1"), ("PERMANENCE_SMTP_URL", "smtp://mail.example:25")],
            &[("PERMANENCE_RATE_LIMITS", "yes")],
            &[("PERMANENCE_DEMO", "true")],
            &[("PERMANENCE_DEMO", "1"), ("PERMANENCE_CLOCK", "tomorrow")],
            &[("PERMANENCE_CLOCK", "2026-11-24T09:00:00Z")],
            &[("PERMANENCE_DEMO", "1"), ("PERMANENCE_LISTEN", "0.0.0.0:8080")],
            &[("PERMANENCE_COLOUR", "blue")],
        ];
        for vars in cases {
            let error = read(vars).unwrap_err().to_string();
            let (name, _) = vars.last().unwrap();
            assert!(error.starts_with(name) || error.starts_with(vars[0].0), "{error}");
        }
    }

    #[test]
    fn a_wrong_key_is_not_repeated_in_the_error() {
        let error = read(&[("PERMANENCE_ADMIN_KEY", "hunter 2")]).unwrap_err().to_string();
        assert!(!error.contains("hunter 2") && !error.contains("got"), "{error}");
    }
}
