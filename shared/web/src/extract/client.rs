//! Where a request comes from: a key of rate limits, never stored.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::FromRequestParts;
use http::request::Parts;

use crate::context::Context;

/// The other end of the connection; the program that listens adds it to each
/// request's extensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub SocketAddr);

/// The address of the client as text, or `unknown`. An IPv6 address counts by
/// its /64, which is what one household or office has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientAddr(pub String);

impl FromRequestParts<Context> for ClientAddr {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Infallible> {
        Ok(Self::of(parts, context))
    }
}

impl ClientAddr {
    /// Reads it from a request.
    pub(crate) fn of(parts: &Parts, context: &Context) -> Self {
        let forwarded = || {
            let header = parts.headers.get("x-forwarded-for")?.to_str().ok()?;
            // Our proxy appends what it saw: the last entry is the one it vouches for.
            header.rsplit(',').next()?.trim().parse::<IpAddr>().ok()
        };
        let proxied = if context.settings.trust_proxy { forwarded() } else { None };
        let peer = || parts.extensions.get::<Peer>().map(|peer| peer.0.ip());
        Self(proxied.or_else(peer).map_or_else(|| "unknown".to_owned(), in_words))
    }
}

fn in_words(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}
