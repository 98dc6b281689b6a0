//! What stands around every function: a request id and a span, the check of
//! forms and of query parameters, a net under panics (on Lambda the
//! platform's), problems written in the visitor's language and form, and the
//! headers that every answer carries.

mod address;
mod back;
mod finish;
mod headers;
mod request_id;

use std::panic::AssertUnwindSafe;

use axum::Router;
use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use futures::FutureExt as _;
use http::header::{ACCEPT, CONTENT_LENGTH};
use http::request::Parts;
use tracing::Instrument as _;

pub use headers::{framed, framing};
pub use request_id::{HEADER as REQUEST_ID, RequestId};

use crate::context::Context;
use crate::extract::{BODY_LIMIT, Offers, read_body};
use crate::principal::guard_forms;
use crate::problem::Problem;

/// A function's router, ready to be served. Applied once to the routers that
/// one program serves together, with what their operations offer.
pub fn complete(router: Router<Context>, context: Context, offers: Offers) -> Router {
    router.layer(from_fn_with_state((context.clone(), offers), around)).with_state(context)
}

async fn around(State((context, offers)): State<(Context, Offers)>, mut request: Request, next: Next) -> Response {
    let id = RequestId::of(request.headers(), &context);
    request.extensions_mut().insert(id.clone());
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str);
    let span = tracing::info_span!("request", id = id.as_str(), method = %request.method(), route);
    let started = context.store.now();
    let number = id.as_str().to_owned();
    let visitor = finish::Visitor::of(&context, &request, id);
    let work = async move {
        let request = match take_in(request).await {
            Ok(request) => guard_forms(&context, request).await,
            Err(problem) => Err(problem),
        };
        let request = request.and_then(|request| asks_what_is_offered(&offers, request));
        let answer = match request {
            Ok(request) => AssertUnwindSafe(next.run(request)).catch_unwind().await,
            Err(problem) => Ok(problem.into_response()),
        };
        let answer = answer.unwrap_or_else(|_| Problem::internal(&"a handler panicked").into_response());
        let answer = visitor.finish(&context, answer);
        // A number, also as JSON.
        let ms = (context.store.now().utc() - started.utc()).num_milliseconds().max(0);
        tracing::info!(status = answer.status().as_u16(), ms, "answered");
        answer
    };
    store::request::within(Some(number), work).instrument(span).await
}

fn asks_what_is_offered(offers: &Offers, request: Request) -> Result<Request, Problem> {
    if let Some(route) = request.extensions().get::<MatchedPath>() {
        offers.refuse_others(request.method(), route.as_str(), request.uri())?;
    }
    Ok(request)
}

/// Reads a body of announced, lawful size before anything is decided. An
/// answer given while a body is still under way has the connection closed
/// under the client, who then loses the next request that it sends there.
async fn take_in(request: Request) -> Result<Request, Problem> {
    let announced = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if !announced.is_some_and(|bytes| (1..=BODY_LIMIT).contains(&bytes)) {
        return Ok(request);
    }
    let (parts, body) = request.into_parts();
    let bytes = read_body(Request::new(body), BODY_LIMIT).await?;
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

/// Whether the request wants a page rather than data: it accepts HTML and
/// does not prefer JSON, and its path belongs to no API.
pub fn wants_page(parts: &Parts) -> bool {
    let api = ["/v1/", "/hooks/", "/hsds/"].iter().any(|prefix| parts.uri.path().starts_with(prefix));
    let accept = parts.headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let names = |kind: &str| accept.contains(kind);
    let asks = names("text/html") && !names("application/json") && !names("application/problem+json");
    let silent = accept.is_empty() || accept == "*/*";
    !api && (asks || (silent && is_console(parts)))
}

fn is_console(parts: &Parts) -> bool {
    let path = parts.uri.path();
    path == "/console" || path.starts_with("/console/")
}
