//! Raw bodies, bounded.

use axum::extract::{FromRequest, Request};
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, header};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

use crate::context::Context;
use crate::problem::Problem;

/// The most bytes of a body: 256 KiB.
pub const BODY_LIMIT: usize = 256 * 1024;

/// The most bytes of a file that is imported: 4 MiB.
pub const IMPORT_LIMIT: usize = 4 * 1024 * 1024;

/// The bytes of a body as they came, at most [`BODY_LIMIT`]: for signatures
/// that are checked before anything is parsed.
#[derive(Debug, Clone)]
pub struct RawBody(pub Bytes);

impl FromRequest<Context> for RawBody {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Context) -> Result<Self, Problem> {
        read_body(request, BODY_LIMIT).await.map(Self)
    }
}

/// A calendar file as it came, at most [`IMPORT_LIMIT`]; 415 for what is not
/// announced as `text/calendar`.
#[derive(Debug, Clone)]
pub struct CalendarBody(pub Bytes);

impl FromRequest<Context> for CalendarBody {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Context) -> Result<Self, Problem> {
        expect_type(request.headers(), "text/calendar", None)?;
        read_body(request, IMPORT_LIMIT).await.map(Self)
    }
}

/// Reads a body of at most `limit` bytes; 413 beyond, without reading on.
pub async fn read_body(request: Request, limit: usize) -> Result<Bytes, Problem> {
    let announced = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|bytes| bytes > limit as u64) {
        return Err(Problem::too_large(limit));
    }
    match Limited::new(request.into_body(), limit).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() || wraps_limit(error.as_ref()) => Err(Problem::too_large(limit)),
        Err(_) => Err(Problem::malformed_body()),
    }
}

fn wraps_limit(error: &(dyn std::error::Error + 'static)) -> bool {
    std::iter::successors(error.source(), |error| error.source()).any(|error| error.is::<LengthLimitError>())
}

/// 415 unless the body is announced as `essence` (parameters are ignored) or,
/// where `suffix` is given, as a type that ends in it.
pub(super) fn expect_type(headers: &HeaderMap, essence: &'static str, suffix: Option<&str>) -> Result<(), Problem> {
    let announced = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let announced = announced.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if announced == essence || suffix.is_some_and(|suffix| announced.ends_with(suffix)) {
        return Ok(());
    }
    Err(Problem::unsupported_media_type(essence).with_header(header::ACCEPT, http::HeaderValue::from_static(essence)))
}
