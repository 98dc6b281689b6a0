//! Headers that every answer carries. A handler's own choice stands where it
//! made one.

use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
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

pub(super) const CSP: &str = policy!("'none'");

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
