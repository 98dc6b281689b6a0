//! A signed-in browser changes something only from our own pages. Browsers
//! say where a request comes from (`Sec-Fetch-Site`, `Origin`); where neither
//! is said, as from a page without referrer over plain HTTP, the form must
//! carry the session's own secret, in the field `csrf` or the header
//! `x-csrf-token`. A form of somebody who is not signed in is refused where the
//! browser says that another site sent it: else any page could have its
//! visitors state needs and fill in surveys. Checked once for every function,
//! so no handler can forget.

use axum::body::Body;
use axum::extract::{FromRequestParts as _, Request};
use http::header::{CONTENT_TYPE, HOST, ORIGIN};
use http::{HeaderMap, Method};
use subtle::ConstantTimeEq as _;

use super::{Principal, bearer, session};
use crate::context::{Context, Settings};
use crate::extract::{BODY_LIMIT, IMPORT_LIMIT, Upload, is_upload, read_body};
use crate::problem::Problem;

/// Lets a request pass, or 403.
pub(crate) async fn guard_forms(context: &Context, request: Request) -> Result<Request, Problem> {
    let is_safe = [Method::GET, Method::HEAD, Method::OPTIONS].contains(request.method());
    if is_safe || bearer(request.headers()).is_some() {
        return Ok(request);
    }
    let origin = origin_of(request.headers(), &context.settings);
    if session::token(request.headers(), &context.settings).is_none() {
        let unasked = origin == Origin::Foreign && is_form(request.headers()) && !proves_itself(request.uri().path());
        return if unasked { Err(Problem::cross_site()) } else { Ok(request) };
    }
    match origin {
        Origin::Ours => Ok(request),
        Origin::Foreign => Err(Problem::cross_site()),
        Origin::Unsaid => check_secret(context, request).await,
    }
}

/// Whether a path holds a link's token, which is the proof of who asks.
fn proves_itself(path: &str) -> bool {
    ["/b/", "/i/", "/m/", "/n/", "/p/", "/r/", "/u/"].iter().any(|prefix| path.starts_with(prefix))
}

/// Whether a browser says that a form comes from another site.
pub fn is_foreign(headers: &HeaderMap, settings: &Settings) -> bool {
    origin_of(headers, settings) == Origin::Foreign
}

#[derive(Debug, PartialEq, Eq)]
enum Origin {
    Ours,
    Foreign,
    Unsaid,
}

fn origin_of(headers: &HeaderMap, settings: &Settings) -> Origin {
    let value = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match value("sec-fetch-site") {
        Some("same-origin" | "none") => return Origin::Ours,
        Some(_) => return Origin::Foreign,
        None => {}
    }
    match value(ORIGIN.as_str()) {
        None | Some("null") => Origin::Unsaid,
        Some(origin) if origin == settings.base_url => Origin::Ours,
        Some(origin) => {
            let authority = origin.split_once("://").map(|(_, authority)| authority);
            let same_host = authority.is_some() && authority == value(HOST.as_str());
            if same_host { Origin::Ours } else { Origin::Foreign }
        }
    }
}

async fn check_secret(context: &Context, request: Request) -> Result<Request, Problem> {
    let (mut parts, body) = request.into_parts();
    let Principal::Staff(signed_in) = Principal::from_request_parts(&mut parts, context).await? else {
        // The cookie opens nothing, so there is nothing to protect.
        return Ok(Request::from_parts(parts, body));
    };
    let holds = |given: &[u8]| bool::from(given.ct_eq(signed_in.csrf.as_bytes()));
    if parts.headers.get("x-csrf-token").is_some_and(|given| holds(given.as_bytes())) {
        return Ok(Request::from_parts(parts, body));
    }
    if !is_form(&parts.headers) {
        return Err(Problem::cross_site());
    }
    let limit = if is_upload(&parts.headers) { IMPORT_LIMIT } else { BODY_LIMIT };
    let bytes = read_body(Request::new(body), limit).await?;
    let is_held = if is_upload(&parts.headers) {
        Upload::parse(&parts.headers, &bytes)?.get("csrf").is_some_and(|given| holds(given))
    } else {
        let fields: Vec<(String, String)> = serde_urlencoded::from_bytes(&bytes).unwrap_or_default();
        fields.iter().any(|(name, value)| name == "csrf" && holds(value.as_bytes()))
    };
    if is_held { Ok(Request::from_parts(parts, Body::from(bytes))) } else { Err(Problem::cross_site()) }
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.starts_with("application/x-www-form-urlencoded") || is_upload(headers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(&[("sec-fetch-site", "same-origin")], Origin::Ours)]
    #[case(&[("sec-fetch-site", "none")], Origin::Ours)]
    #[case(&[("sec-fetch-site", "cross-site"), ("origin", "http://p.example")], Origin::Foreign)]
    #[case(&[("sec-fetch-site", "same-site")], Origin::Foreign)]
    #[case(&[("origin", "http://p.example")], Origin::Ours)]
    #[case(&[("origin", "http://localhost:8080"), ("host", "localhost:8080")], Origin::Ours)]
    #[case(&[("origin", "https://evil.example"), ("host", "p.example")], Origin::Foreign)]
    #[case(&[("origin", "null")], Origin::Unsaid)]
    #[case(&[], Origin::Unsaid)]
    fn a_browser_says_where_a_form_comes_from(#[case] given: &[(&str, &str)], #[case] expected: Origin) {
        let settings = Settings { base_url: "http://p.example".to_owned(), ..Settings::default() };
        let mut headers = HeaderMap::new();
        for (name, value) in given {
            headers.insert(http::HeaderName::try_from(*name).unwrap(), value.parse().unwrap());
        }
        assert_eq!(origin_of(&headers, &settings), expected);
    }
}
