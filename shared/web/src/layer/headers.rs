//! Headers that every answer carries, where its handler did not choose its own, and
//! those of a document that stands in a frame of one of our own pages: a mail as it
//! will arrive, with its styles on its elements.

use axum::response::{IntoResponse as _, Response};
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use http::{HeaderMap, HeaderName, HeaderValue};

/// The policy of a page that those named may show in a frame.
macro_rules! policy {
    ($framed_by:literal) => {
        concat!(
            "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; ",
            "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors ",
            $framed_by
        )
    };
}

const CSP: &str = policy!("'none'");

/// As [`CSP`]; any site may show the page in a frame.
const EMBEDDED_CSP: &str = policy!("*");

pub(super) fn secure(headers: &mut HeaderMap, https: bool, personal: bool, embedded: bool) {
    let mut default = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    default(CONTENT_SECURITY_POLICY, if embedded { EMBEDDED_CSP } else { CSP });
    default(X_CONTENT_TYPE_OPTIONS, "nosniff");
    if !embedded {
        default(X_FRAME_OPTIONS, "DENY");
    }
    default(REFERRER_POLICY, "strict-origin");
    default(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    default(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    default(CACHE_CONTROL, if personal { "no-store" } else { "no-cache" });
    if https {
        default(STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");
    }
}

/// What a document in a frame of ours may do: nothing but look as it will.
const FRAMED: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'self'; sandbox";

/// The document, to be shown in a frame of ours alone.
pub fn framed(html: String) -> Response {
    let mut response = ([(CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(FRAMED));
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    response
}

/// A page that shows such a document in a frame.
pub fn framing(mut response: Response) -> Response {
    if let Ok(policy) = HeaderValue::try_from(format!("{CSP}; frame-src 'self'")) {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}
