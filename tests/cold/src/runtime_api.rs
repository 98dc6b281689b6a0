//! The part of the Lambda Runtime API that one cold start meets: `next` is
//! answered once with an event, the answer is taken, and every further `next`
//! waits. Both moments are told to whoever timed the start.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// What one cold start showed.
#[derive(Debug)]
pub(crate) struct Seen {
    /// When the program asked for work first.
    pub(crate) next_at: Instant,
    /// When its first answer was there.
    pub(crate) answered_at: Instant,
    /// The answer.
    pub(crate) answer: Bytes,
}

struct Waiting {
    event: Option<String>,
    next_at: Option<Instant>,
    seen: Option<oneshot::Sender<Result<Seen, String>>>,
}

type Shared = Arc<Mutex<Waiting>>;

/// Serves one start; answers where, and what will have been seen.
pub(crate) async fn serve(event: String) -> anyhow::Result<(SocketAddr, oneshot::Receiver<Result<Seen, String>>)> {
    let (seen, sees) = oneshot::channel();
    let waiting = Arc::new(Mutex::new(Waiting { event: Some(event), next_at: None, seen: Some(seen) }));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let routes = Router::new()
        .route("/2018-06-01/runtime/invocation/next", get(next))
        .route("/2018-06-01/runtime/invocation/{id}/response", post(response))
        .route("/2018-06-01/runtime/invocation/{id}/error", post(failed))
        .route("/2018-06-01/runtime/init/error", post(init_failed))
        .with_state(waiting);
    tokio::spawn(async move {
        // It ends with the benchmark; a failure shows as a start that never answers.
        let _ = axum::serve(listener, routes).await;
    });
    Ok((address, sees))
}

async fn next(State(waiting): State<Shared>) -> Response {
    let now = Instant::now();
    let event = {
        let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.next_at.get_or_insert(now);
        waiting.event.take()
    };
    let Some(event) = event else { return std::future::pending().await };
    let mut headers = HeaderMap::new();
    for (name, value) in [
        ("lambda-runtime-aws-request-id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd"),
        ("lambda-runtime-deadline-ms", "4102444800000"),
        ("lambda-runtime-invoked-function-arn", "arn:aws:lambda:eu-west-1:123456789012:function:cold"),
        ("lambda-runtime-trace-id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0"),
        ("content-type", "application/json"),
    ] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    (headers, event).into_response()
}

async fn response(State(waiting): State<Shared>, Path(_): Path<String>, answer: Bytes) -> StatusCode {
    let answered_at = Instant::now();
    let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
    if let (Some(seen), Some(next_at)) = (waiting.seen.take(), waiting.next_at) {
        let _ = seen.send(Ok(Seen { next_at, answered_at, answer }));
    }
    StatusCode::ACCEPTED
}

async fn failed(State(waiting): State<Shared>, Path(_): Path<String>, why: Bytes) -> StatusCode {
    tell(&waiting, &why)
}

async fn init_failed(State(waiting): State<Shared>, why: Bytes) -> StatusCode {
    tell(&waiting, &why)
}

fn tell(waiting: &Shared, why: &Bytes) -> StatusCode {
    if let Some(seen) = waiting.lock().unwrap_or_else(PoisonError::into_inner).seen.take() {
        let _ = seen.send(Err(String::from_utf8_lossy(why).into_owned()));
    }
    StatusCode::ACCEPTED
}
