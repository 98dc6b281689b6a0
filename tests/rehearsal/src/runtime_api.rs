//! The Lambda Runtime API: a function's programs ask for the next event, and
//! answer it. A program that fails an event fails the invocation; one that has
//! not answered when its time is over is killed, as Lambda does.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, anyhow};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use chrono::Utc;
use serde_json::Value;
use tokio::sync::{mpsc, oneshot};

use crate::environment::Environment;

/// How long a request may take, from when it came: API Gateway waits no longer.
const REQUEST: Duration = Duration::from_secs(29);
/// How long an event is waited for. Events queue until a program is free, where
/// Lambda would start one more; this only ends a test that hangs.
const EVENT: Duration = Duration::from_mins(3);

pub(crate) type Answer = Result<Bytes, String>;

pub(crate) struct Invocation {
    pub(crate) id: String,
    event: String,
}

/// A function that can be invoked.
pub(crate) struct Function {
    pub(crate) name: String,
    queue: mpsc::UnboundedSender<Invocation>,
    waiting: tokio::sync::Mutex<mpsc::UnboundedReceiver<Invocation>>,
    answers: Mutex<HashMap<String, oneshot::Sender<Answer>>>,
    next_id: AtomicU64,
    /// How long an invocation may take.
    timeout_ms: AtomicU64,
}

impl Function {
    pub(crate) fn new(name: &str, timeout: Duration) -> Arc<Self> {
        let (queue, waiting) = mpsc::unbounded_channel();
        let function = Self {
            name: name.to_owned(),
            queue,
            waiting: tokio::sync::Mutex::new(waiting),
            answers: Mutex::default(),
            next_id: AtomicU64::new(1),
            timeout_ms: AtomicU64::default(),
        };
        function.end_after(timeout);
        Arc::new(function)
    }

    /// From now on, an invocation may take this long.
    pub(crate) fn end_after(&self, timeout: Duration) {
        self.timeout_ms.store(u64::try_from(timeout.as_millis()).unwrap_or(u64::MAX), Ordering::SeqCst);
    }

    pub(crate) fn timeout(&self) -> Duration {
        Duration::from_millis(self.timeout_ms.load(Ordering::SeqCst))
    }

    /// Invokes it with a request and waits for its answer.
    pub(crate) async fn request(&self, event: &Value) -> anyhow::Result<Value> {
        self.invoke(event, REQUEST).await
    }

    /// Invokes it with an event of the stream, the timer or the mail service.
    pub(crate) async fn event(&self, event: &Value) -> anyhow::Result<Value> {
        self.invoke(event, EVENT).await
    }

    async fn invoke(&self, event: &Value, at_most: Duration) -> anyhow::Result<Value> {
        let id = format!("{:08x}-0000-4000-8000-000000000000", self.next_id.fetch_add(1, Ordering::SeqCst));
        let (answer, answered) = oneshot::channel();
        self.lock().insert(id.clone(), answer);
        self.queue.send(Invocation { id: id.clone(), event: event.to_string() }).ok().context("the queue is open")?;
        let answered = tokio::time::timeout(at_most, answered).await;
        let answer = match answered {
            Ok(answer) => answer?,
            Err(_) => {
                self.lock().remove(&id);
                return Err(anyhow!("{} did not answer within {} s", self.name, at_most.as_secs()));
            }
        };
        let answer = answer.map_err(|why| anyhow!("{} failed: {why}", self.name))?;
        Ok(serde_json::from_slice(&answer)?)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, oneshot::Sender<Answer>>> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers an invocation, if somebody still waits for it.
    pub(crate) fn settle(&self, id: &str, answer: Answer) -> StatusCode {
        match self.lock().remove(id) {
            Some(waiting) => {
                let _ = waiting.send(answer);
                StatusCode::ACCEPTED
            }
            None => StatusCode::NOT_FOUND,
        }
    }

    /// The next invocation, once there is one.
    async fn next(&self) -> Option<Invocation> {
        self.waiting.lock().await.recv().await
    }
}

/// Where a Runtime API will be.
pub(crate) fn listen() -> anyhow::Result<(tokio::net::TcpListener, SocketAddr)> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    Ok((tokio::net::TcpListener::from_std(listener)?, address))
}

/// Serves the Runtime API of one environment.
pub(crate) fn serve(listener: tokio::net::TcpListener, environment: &Arc<Environment>) {
    let routes = Router::new()
        .route("/2018-06-01/runtime/invocation/next", get(next))
        .route("/2018-06-01/runtime/invocation/{id}/response", post(response))
        .route("/2018-06-01/runtime/invocation/{id}/error", post(failed))
        .route("/2018-06-01/runtime/init/error", post(init_failed))
        .with_state(Arc::clone(environment));
    tokio::spawn(async move {
        // It ends with the test's process.
        let _ = axum::serve(listener, routes).await;
    });
}

async fn next(State(environment): State<Arc<Environment>>) -> Response {
    let function = &environment.function;
    let Some(invocation) = function.next().await else {
        return StatusCode::GONE.into_response();
    };
    let timeout = function.timeout();
    let deadline = (Utc::now() + timeout).timestamp_millis().to_string();
    environment.take(&invocation.id, timeout);
    let arn = format!("arn:aws:lambda:eu-west-1:123456789012:function:{}", function.name);
    let mut headers = HeaderMap::new();
    for (name, value) in [
        ("lambda-runtime-aws-request-id", invocation.id.as_str()),
        ("lambda-runtime-deadline-ms", &deadline),
        ("lambda-runtime-invoked-function-arn", &arn),
        ("lambda-runtime-trace-id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0"),
        ("content-type", "application/json"),
    ] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    (headers, invocation.event).into_response()
}

async fn response(State(environment): State<Arc<Environment>>, Path(id): Path<String>, answer: Bytes) -> StatusCode {
    environment.settle(&id, Ok(answer))
}

async fn failed(State(environment): State<Arc<Environment>>, Path(id): Path<String>, why: Bytes) -> StatusCode {
    environment.settle(&id, Err(String::from_utf8_lossy(&why).into_owned()))
}

async fn init_failed(State(environment): State<Arc<Environment>>, why: Bytes) -> StatusCode {
    eprintln!("{} could not start: {}", environment.function.name, String::from_utf8_lossy(&why));
    StatusCode::ACCEPTED
}
