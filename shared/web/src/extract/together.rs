//! What requests of one sort always carry together, each in one value: the row
//! that is changed with its version, a new thing with its key, a list with its
//! page.

use axum::extract::{FromRequest, FromRequestParts, OriginalUri, Request};
use axum::response::Response;
use bytes::Bytes;
use http::Uri;
use http::request::Parts;
use serde::Serialize;
use serde::de::DeserializeOwned;
use validator::Validate;

use super::cursor;
use super::json::JsonBody;
use super::precondition::IfMatch;
use super::query::{IdempotencyKey, NoFilter, PageQuery, QueryParams, listing};
use crate::context::Context;
use crate::problem::Problem;

/// What is changed, as the path names it, and over which version of it: `C` is
/// the condition, [`IfMatch`] or [`PutCondition`](super::PutCondition). The path
/// is read first: 404 before 428.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target<W, C = IfMatch>(pub W, pub C);

impl<W, C> FromRequestParts<Context> for Target<W, C>
where
    W: FromRequestParts<Context, Rejection = Problem> + Send,
    C: FromRequestParts<Context, Rejection = Problem>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Problem> {
        let what = W::from_request_parts(parts, context).await?;
        Ok(Self(what, C::from_request_parts(parts, context).await?))
    }
}

/// A JSON body that makes something, and the key that names the request, so that
/// it makes it once; see [`idempotent`](crate::idempotent). 400 without a key,
/// before the body is read.
#[derive(Debug, Clone)]
pub struct Keyed<T> {
    /// `Idempotency-Key`.
    pub key: String,
    /// What was sent.
    pub value: T,
    /// How it was sent, for the fingerprint.
    pub bytes: Bytes,
}

impl<T: DeserializeOwned + Validate> FromRequest<Context> for Keyed<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, context: &Context) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let IdempotencyKey(key) = IdempotencyKey::from_request_parts(&mut parts, context).await?;
        let JsonBody { value, bytes } = JsonBody::from_request(Request::from_parts(parts, body), context).await?;
        Ok(Self { key, value, bytes })
    }
}

/// Which part of a list is asked for.
#[derive(Debug, Clone)]
pub struct ListQuery<F = NoFilter> {
    /// The address that was asked, which [`listing`] makes that of the next page from.
    pub uri: Uri,
    /// Which page.
    pub page: PageQuery,
    /// What the list is narrowed by.
    pub filter: F,
}

impl<F: DeserializeOwned + Validate> FromRequestParts<Context> for ListQuery<F> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Problem> {
        let Ok(OriginalUri(uri)) = OriginalUri::from_request_parts(parts, context).await;
        let page = PageQuery::from_request_parts(parts, context).await?;
        let QueryParams(filter) = QueryParams::from_request_parts(parts, context).await?;
        Ok(Self { uri, page, filter })
    }
}

/// `scope` names the list and its filters: no cursor of one is good in another.
impl<F> ListQuery<F> {
    /// Where the list goes on; 400 for a cursor of another list.
    pub fn after(&self, context: &Context, scope: &str) -> Result<Option<String>, Problem> {
        self.page.after(context.store.secrets(), scope)
    }

    /// The part that is asked for of a list in memory, and where the next one goes
    /// on. `items` are in the order of their ids, which never changes.
    pub fn part<T>(
        &self,
        context: &Context,
        scope: &str,
        items: impl Iterator<Item = (String, T)>,
    ) -> Result<(Vec<T>, Option<String>), Problem> {
        let after = self.after(context, scope)?;
        let mut left = items.skip_while(|(id, _)| after.as_ref().is_some_and(|after| id <= after));
        let (mut ids, part): (Vec<String>, Vec<T>) = left.by_ref().take(self.page.limit).unzip();
        let next = ids.pop().filter(|_| left.next().is_some());
        Ok((part, next))
    }

    /// The answer: `items`, and a cursor for where the list goes on, if it does.
    pub fn answer<T: Serialize>(
        &self,
        context: &Context,
        scope: &str,
        items: &[T],
        next: Option<String>,
    ) -> Result<Response, Problem> {
        listing(&self.uri, items, next.map(|next| cursor::seal(context.store.secrets(), scope, &next)))
    }
}
