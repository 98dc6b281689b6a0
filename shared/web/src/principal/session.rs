//! The session cookie. Over TLS its name has the `__Host-` prefix, which binds
//! it to this host and to TLS.

use domain::Instant;
use http::{HeaderMap, HeaderValue};

use crate::context::Settings;
use crate::language::cookie;

const PLAIN: &str = "permanence_session";
const BOUND: &str = "__Host-permanence_session";

const fn name(https: bool) -> &'static str {
    if https { BOUND } else { PLAIN }
}

/// The token that a browser sent.
pub fn token<'a>(headers: &'a HeaderMap, settings: &Settings) -> Option<&'a str> {
    cookie(headers, name(settings.is_https())).filter(|token| !token.is_empty())
}

/// `Set-Cookie` of a session that was just opened.
pub fn set(settings: &Settings, token: &str, now: Instant, expires_at: Instant) -> Option<HeaderValue> {
    let max_age = (expires_at.seconds() - now.seconds()).max(0);
    write(settings, token, max_age)
}

/// `Set-Cookie` of a session that was just closed.
pub fn clear(settings: &Settings) -> Option<HeaderValue> {
    write(settings, "", 0)
}

fn write(settings: &Settings, token: &str, max_age: i64) -> Option<HeaderValue> {
    let https = settings.is_https();
    let secure = if https { "; Secure" } else { "" };
    let text = format!("{}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age}{secure}", name(https));
    HeaderValue::try_from(text).ok()
}

/// Where to go after signing in: a path of ours, never another site.
pub fn safe_next(next: &str) -> Option<&str> {
    let own = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n', '\t']);
    (own && next.len() <= 512 && next.is_ascii()).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site_after_signing_in() {
        assert_eq!(safe_next("/console/needs?status=to_triage"), Some("/console/needs?status=to_triage"));
        for bad in ["https://evil.example", "//evil.example", "/\\evil.example", "console", "", "/\tx", "/\n//evil"] {
            assert_eq!(safe_next(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_cookie_over_tls_is_bound_to_the_host() {
        let mut settings = Settings { base_url: "https://permanence.example".to_owned(), ..Settings::default() };
        let value =
            set(&settings, "t", Instant::from_millis(0).unwrap(), Instant::from_millis(5_000).unwrap()).unwrap();
        assert_eq!(value, "__Host-permanence_session=t; Path=/; HttpOnly; SameSite=Lax; Max-Age=5; Secure");
        settings.base_url = "http://127.0.0.1:8080".to_owned();
        assert_eq!(clear(&settings).unwrap(), "permanence_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    }
}
