//! A demonstration answers only under its own names. It shows everybody's mail
//! without a sign-in, and only other programs of this machine reach it; but a
//! site that somebody visits can have its own name point at 127.0.0.1 (DNS
//! rebinding), and its pages would then read the sign-in links in the mailbox.
//! The browser still names that site in `Host`, so such a request is refused.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

/// The values of `Host` under which a demonstration answers.
#[derive(Debug)]
pub(crate) struct OwnHosts {
    names: Vec<String>,
    base_url: String,
}

impl OwnHosts {
    /// The address it listens on, the base URL's, and this machine's own names
    /// with the port it listens on.
    pub(crate) fn new(listen: SocketAddr, base_url: &str) -> Arc<Self> {
        let port = listen.port();
        let mut names = vec![listen.to_string()];
        names.extend(["localhost", "127.0.0.1", "[::1]"].map(|name| format!("{name}:{port}")));
        let after_scheme = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
        names.extend(after_scheme.split('/').next().map(str::to_owned));
        let names = names.iter().map(|name| plain(name)).collect();
        Arc::new(Self { names, base_url: base_url.to_owned() })
    }

    /// Whether every `Host` of a request is one of ours; a program may name none.
    fn allow(&self, headers: &HeaderMap) -> bool {
        headers.get_all(HOST).iter().all(|given| given.to_str().is_ok_and(|given| self.names.contains(&plain(given))))
    }
}

/// In lower case, without the ports that schemes imply.
fn plain(host: &str) -> String {
    let host = host.to_ascii_lowercase();
    let without = [":80", ":443"].iter().find_map(|port| host.strip_suffix(port));
    without.unwrap_or(&host).to_owned()
}

/// Lets a request pass, or 421.
pub(crate) async fn demand(State(own): State<Arc<OwnHosts>>, request: Request, next: Next) -> Response {
    if own.allow(request.headers()) {
        return next.run(request).await;
    }
    let said = format!(
        "Cette démonstration ne répond que sous son propre nom. Ouvrez {base}.\n\
         Deze demonstratie antwoordt alleen onder haar eigen naam. Open {base}.\n\
         This demonstration answers only under its own name. Open {base}, or set PERMANENCE_BASE_URL.\n",
        base = own.base_url
    );
    (StatusCode::MISDIRECTED_REQUEST, [(CONTENT_TYPE, "text/plain; charset=utf-8")], said).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_allowed(host: &str) -> bool {
        let own = OwnHosts::new("127.0.0.1:8080".parse().unwrap(), "https://demo.example/x");
        let mut headers = HeaderMap::new();
        headers.insert(HOST, host.parse().unwrap());
        own.allow(&headers)
    }

    #[test]
    fn a_demonstration_answers_only_under_its_own_names() {
        let ours =
            ["127.0.0.1:8080", "localhost:8080", "LocalHost:8080", "[::1]:8080", "demo.example", "demo.example:443"];
        assert_eq!(ours.map(is_allowed), [true; 6]);
        let foreign =
            ["evil.example:8080", "evil.example", "localhost:9090", "localhost", "localhost.evil.example:8080", ""];
        assert_eq!(foreign.map(is_allowed), [false; 6]);
    }
}
