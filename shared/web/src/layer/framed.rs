//! A document of ours that stands in a frame of one of our own pages: a mail as
//! it will arrive, with its styles on its elements.

use axum::response::{IntoResponse as _, Response};
use http::HeaderValue;
use http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_FRAME_OPTIONS};

use super::headers::CSP;

/// What the document may do: nothing but look as it will.
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
