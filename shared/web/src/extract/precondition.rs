//! Versions on the wire (RFC 9110): `ETag`, `If-Match`, `If-None-Match`. An
//! entity tag is the version of a row, `"v3"`; of what is made of many rows a digest
//! of all that an answer follows from, so that it is known before anything is written.

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, ETAG, IF_MATCH, IF_NONE_MATCH};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use store::secrets::digest;

use crate::context::Context;
use crate::problem::Problem;

/// Characters of the digest that are shown.
const DIGEST_LENGTH: usize = 32;

/// The entity tag of a version: `"v3"`.
pub fn etag(version: u64) -> String {
    format!("\"v{version}\"")
}

/// The versions that a caller names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Precondition {
    /// `*`: whichever exists.
    Any,
    /// One of these.
    Versions(Vec<u64>),
}

impl Precondition {
    /// 412 unless `version` is among them.
    pub fn check(&self, version: u64) -> Result<(), Problem> {
        match self {
            Self::Any => Ok(()),
            Self::Versions(versions) if versions.contains(&version) => Ok(()),
            Self::Versions(_) => Err(Problem::changed_meanwhile()),
        }
    }

    fn read(headers: &HeaderMap, name: &HeaderName, weak_counts: bool) -> Option<Self> {
        let mut lines = headers.get_all(name).into_iter().map(|value| value.to_str().unwrap_or_default()).peekable();
        lines.peek()?;
        let mut versions = Vec::new();
        for tag in lines.flat_map(|line| line.split(',')).map(str::trim) {
            if tag == "*" {
                return Some(Self::Any);
            }
            let strong = if weak_counts { tag.strip_prefix("W/").unwrap_or(tag) } else { tag };
            let version = strong.strip_prefix("\"v").and_then(|rest| rest.strip_suffix('"'));
            // A tag that we never gave out matches nothing.
            versions.extend(version.and_then(|version| version.parse::<u64>().ok()));
        }
        Some(Self::Versions(versions))
    }
}

/// `If-Match`, which every change needs: 428 without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IfMatch(pub Precondition);

impl FromRequestParts<Context> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Context) -> Result<Self, Problem> {
        let precondition = Precondition::read(&parts.headers, &IF_MATCH, false);
        precondition.map(Self).ok_or_else(Problem::precondition_missing)
    }
}

/// `If-None-Match` of a read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IfNoneMatch(pub Option<Precondition>);

impl IfNoneMatch {
    /// Whether the caller already has this version.
    pub fn has(&self, version: u64) -> bool {
        self.0.as_ref().is_some_and(|precondition| precondition.check(version).is_ok())
    }
}

impl FromRequestParts<Context> for IfNoneMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Context) -> Result<Self, Problem> {
        Ok(Self(Precondition::read(&parts.headers, &IF_NONE_MATCH, true)))
    }
}

/// What a `PUT` is to do: 428 where neither header says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PutCondition {
    /// `If-None-Match: *`: create; 412 where something stands already.
    Create,
    /// `If-Match`: replace.
    Replace(Precondition),
}

impl PutCondition {
    /// Holds the wish against the version that exists; 412 where it does not
    /// fit, a replacement of nothing included.
    pub fn check(&self, existing: Option<u64>) -> Result<(), Problem> {
        match (self, existing) {
            (Self::Create, None) => Ok(()),
            (Self::Replace(precondition), Some(version)) => precondition.check(version),
            _ => Err(Problem::changed_meanwhile()),
        }
    }
}

impl FromRequestParts<Context> for PutCondition {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Context) -> Result<Self, Problem> {
        if let Some(precondition) = Precondition::read(&parts.headers, &IF_MATCH, false) {
            return Ok(Self::Replace(precondition));
        }
        match Precondition::read(&parts.headers, &IF_NONE_MATCH, true) {
            Some(Precondition::Any) => Ok(Self::Create),
            _ => Err(Problem::precondition_missing()),
        }
    }
}

/// JSON with the entity tag of its version.
pub fn tagged<T: Serialize>(status: StatusCode, version: u64, value: &T) -> Result<Response, Problem> {
    let body = serde_json::to_vec(value).map_err(|error| Problem::internal(&error))?;
    let tag = HeaderValue::try_from(etag(version)).map_err(|error| Problem::internal(&error))?;
    let json = HeaderValue::from_static("application/json");
    Ok((status, [(CONTENT_TYPE, json), (ETAG, tag)], body).into_response())
}

/// [`tagged`] with 200, or 304 where the caller has this version.
pub fn tagged_or_unchanged<T: Serialize>(known: &IfNoneMatch, version: u64, value: &T) -> Result<Response, Problem> {
    if known.has(version) {
        return Ok((StatusCode::NOT_MODIFIED, [(ETAG, etag(version))]).into_response());
    }
    tagged(StatusCode::OK, version, value)
}

/// A strong tag with its quotes, of all that an answer follows from.
pub fn digest_tag(text: &str) -> String {
    let digest = digest(text.as_bytes());
    format!("\"{}\"", digest.get(..DIGEST_LENGTH).unwrap_or(&digest))
}

/// Whether the caller has this version (RFC 9110, 13.1.2: compared weakly).
/// `*` asks whether there is any, which is not known before it is written.
pub fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let lines = headers.get_all(IF_NONE_MATCH).into_iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|one| {
        let one = one.trim();
        one.strip_prefix("W/").unwrap_or(one) == tag
    })
}
