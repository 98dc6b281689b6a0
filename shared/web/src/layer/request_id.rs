//! A number for each request, so that somebody who met an error can quote it.

use http::HeaderMap;

use crate::context::Context;

/// The header, in and out.
pub const HEADER: &str = "x-request-id";

/// The number of a request; among its extensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(String);

impl RequestId {
    /// The caller's own number where it is harmless in a log, else a new one.
    pub(super) fn of(headers: &HeaderMap, context: &Context) -> Self {
        let given = headers.get(HEADER).and_then(|value| value.to_str().ok());
        let harmless = |id: &&str| {
            (8..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_=+/".contains(&b))
        };
        Self(given.filter(harmless).map_or_else(|| context.store.ids().random(), str::to_owned))
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
