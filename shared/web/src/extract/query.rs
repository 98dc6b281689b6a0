//! Queries, ids in paths, pages of lists, idempotency keys.

use axum::extract::{FromRequestParts, Path};
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, LINK};
use http::request::Parts;
use http::{HeaderValue, Uri};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::Secrets;
use validator::Validate;

use super::cursor;
use super::form_values::FieldsDeserializer;
use super::shape::{problem_of_serde, problems_of};
use super::unwritable::{refuse_unwritable, unwritable_in};
use crate::LOCALES;
use crate::context::Context;
use crate::i18n::text;
use crate::problem::Problem;

/// The parameters of a query; what does not fit is 422 with the parameter's
/// name as pointer. `lang`, `limit`, `cursor` and `done` belong to others and
/// are taken out, and so is what others add to a link to follow its readers.
/// A program that names a filter says its value; a page's form that is left
/// empty names it without one.
#[derive(Debug, Clone)]
pub struct QueryParams<T>(pub T);

impl<T: DeserializeOwned + Validate> FromRequestParts<Context> for QueryParams<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Context) -> Result<Self, Problem> {
        let mut pairs = pairs(&parts.uri)?;
        pairs.retain(|(name, _)| !NOT_A_FILTER.contains(&name.as_str()) && !follows_readers(name));
        if ["/v1/", "/hsds/"].iter().any(|prefix| parts.uri.path().starts_with(prefix))
            && let Some((name, _)) = pairs.iter().find(|(_, value)| value.is_empty())
        {
            return Err(Problem::invalid_field(format!("/{name}"), text(&LOCALES, "shape-no-value")));
        }
        refuse_unwritable(unwritable_in(&pairs))?;
        let value = serde_path_to_error::deserialize::<_, T>(FieldsDeserializer::of_query(&pairs))
            .map_err(|error| Problem::invalid(vec![problem_of_serde(error.path(), error.inner())]))?;
        value.validate().map_err(|errors| Problem::invalid(problems_of(&errors)))?;
        Ok(Self(value))
    }
}

/// Parameters of the product's own that are no filters.
const NOT_A_FILTER: [&str; 4] = ["lang", "limit", "cursor", "done"];

/// Whether mail programs and other sites add a parameter to links, to follow
/// their readers.
pub(crate) fn follows_readers(name: &str) -> bool {
    name.starts_with("utm_") || ["fbclid", "gclid", "msclkid"].contains(&name)
}

/// The query of a list that has no filters: what is asked for and would be
/// ignored is refused, as it is elsewhere.
#[derive(Debug, Clone, Copy, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct NoFilter {}

pub(super) fn pairs(uri: &Uri) -> Result<Vec<(String, String)>, Problem> {
    serde_urlencoded::from_str(uri.query().unwrap_or_default())
        .map_err(|_| Problem::bad_request(text(&LOCALES, "problem-bad-request-detail")))
}

/// The one id in a path; what is no id answers 404, as nothing has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Id<T>(pub T);

impl<T: TryFrom<String> + Send> FromRequestParts<Context> for Id<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Problem> {
        let Path(id) = Path::<String>::from_request_parts(parts, context).await.map_err(|_| Problem::not_found())?;
        T::try_from(id).map(Self).map_err(|_| Problem::not_found())
    }
}

/// Which page of a list. 422 for a limit outside 1 to 100.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageQuery {
    /// 1 to 100; 50 where none is named.
    pub limit: usize,
    /// Where to go on; [`Self::after`] opens it.
    pub cursor: Option<String>,
}

impl PageQuery {
    /// Where the list `scope` goes on; 400 for a cursor of another list.
    pub fn after(&self, secrets: &Secrets, scope: &str) -> Result<Option<String>, Problem> {
        self.cursor.as_deref().map(|text| cursor::open(secrets, scope, text)).transpose()
    }
}

impl FromRequestParts<Context> for PageQuery {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Context) -> Result<Self, Problem> {
        let pairs = pairs(&parts.uri)?;
        let find = |name: &str| pairs.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let limit = match find("limit") {
            None => 50,
            Some(limit) => limit
                .parse()
                .ok()
                .filter(|limit| (1..=100).contains(limit))
                .ok_or_else(|| Problem::invalid_field("/limit", text(&LOCALES, "shape-limit")))?,
        };
        Ok(Self { limit, cursor: find("cursor").map(str::to_owned) })
    }
}

/// A page of a list: `{"items":[…],"next":cursor-or-null}` with `Link`.
/// `next` is already sealed with [`cursor::seal`](super::cursor::seal).
pub fn listing<T: Serialize>(uri: &Uri, items: &[T], next: Option<String>) -> Result<Response, Problem> {
    let link = next.as_ref().map(|next| {
        let mut kept = pairs(uri).unwrap_or_default();
        kept.retain(|(name, _)| name != "cursor");
        kept.push(("cursor".to_owned(), next.clone()));
        format!("<{}?{}>; rel=\"next\"", uri.path(), serde_urlencoded::to_string(kept).unwrap_or_default())
    });
    let body = json!({"items": items, "next": next}).to_string();
    let mut response = ([(CONTENT_TYPE, "application/json")], body).into_response();
    if let Some(link) = link.and_then(|link| HeaderValue::try_from(link).ok()) {
        response.headers_mut().insert(LINK, link);
    }
    Ok(response)
}

/// `Idempotency-Key`, quoted or bare, 1 to 255 visible ASCII characters; 400
/// without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(pub String);

impl FromRequestParts<Context> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Context) -> Result<Self, Problem> {
        let value = parts.headers.get("idempotency-key").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let value = value.trim();
        let bare = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(value);
        let fits = (1..=255).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_graphic() && b != b'"');
        if fits { Ok(Self(bare.to_owned())) } else { Err(Problem::idempotency_key_missing()) }
    }
}
