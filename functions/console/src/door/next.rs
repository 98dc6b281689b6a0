//! Where somebody wanted to go before signing in. The mailed link does not
//! carry it: a cookie of the browser that asked does, for as long as the link
//! works.

use http::{HeaderMap, HeaderValue};
use store::auth::LINK_VALID;
use web::Context;
use web::language::cookie;
use web::principal::session::safe_next;

const COOKIE: &str = "permanence_next";

/// The path that a browser wanted, if it is one of ours.
pub(super) fn wanted(headers: &HeaderMap) -> Option<String> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(cookie(headers, COOKIE)?).ok()?;
    let (_, path) = pairs.into_iter().next()?;
    safe_next(&path).map(str::to_owned)
}

/// `Set-Cookie` that remembers a path, or forgets an earlier one.
pub(super) fn remember(context: &Context, path: Option<&str>) -> Option<HeaderValue> {
    let value = path.map(|path| serde_urlencoded::to_string([("to", path)]).unwrap_or_default());
    let seconds = if value.is_some() { LINK_VALID.num_seconds() } else { 0 };
    let secure = if context.settings.is_https() { "; Secure" } else { "" };
    let value = value.unwrap_or_default();
    let text = format!("{COOKIE}={value}; Path=/console/enter; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    HeaderValue::try_from(text).ok()
}
