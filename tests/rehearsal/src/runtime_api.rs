//! The Lambda Runtime API of one function: its programs ask for the next
//! event, and answer it. A program that fails an event fails the invocation.

use std::collections::{HashMap, HashSet};
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
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};

/// How long a request may take, from when it came: API Gateway waits no longer.
const REQUEST: Duration = Duration::from_secs(29);
/// How long an event is waited for. Events queue until a program is free, where
/// Lambda would start one more; this only ends a test that hangs.
const EVENT: Duration = Duration::from_mins(3);

type Answer = Result<Bytes, String>;

struct Invocation {
    id: String,
    event: String,
}

/// A function that can be invoked.
pub(crate) struct Function {
    name: String,
    queue: mpsc::UnboundedSender<Invocation>,
    waiting: tokio::sync::Mutex<mpsc::UnboundedReceiver<Invocation>>,
    answers: Mutex<HashMap<String, oneshot::Sender<Answer>>>,
    /// Invocations that a program took, and has not answered that we know of.
    taken: Mutex<HashSet<String>>,
    next_id: AtomicU64,
}

impl Function {
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

    /// Its programs were killed: what they were at fails.
    pub(crate) fn lose_what_was_taken(&self) {
        let taken = std::mem::take(&mut *self.taken.lock().unwrap_or_else(PoisonError::into_inner));
        for id in taken {
            self.settle(&id, Err("Runtime exited with error: signal: killed".to_owned()));
        }
    }

    fn settle(&self, id: &str, answer: Answer) -> StatusCode {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
        match self.lock().remove(id) {
            Some(waiting) => {
                let _ = waiting.send(answer);
                StatusCode::ACCEPTED
            }
            None => StatusCode::NOT_FOUND,
        }
    }
}

/// Serves the Runtime API of a function; answers it and where its programs find it.
pub(crate) async fn serve(name: &str) -> anyhow::Result<(Arc<Function>, SocketAddr)> {
    let (queue, waiting) = mpsc::unbounded_channel();
    let function = Arc::new(Function {
        name: name.to_owned(),
        queue,
        waiting: tokio::sync::Mutex::new(waiting),
        answers: Mutex::default(),
        taken: Mutex::default(),
        next_id: AtomicU64::new(1),
    });
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let routes = Router::new()
        .route("/2018-06-01/runtime/invocation/next", get(next))
        .route("/2018-06-01/runtime/invocation/{id}/response", post(response))
        .route("/2018-06-01/runtime/invocation/{id}/error", post(failed))
        .route("/2018-06-01/runtime/init/error", post(init_failed))
        .with_state(Arc::clone(&function));
    tokio::spawn(async move {
        // It ends with the test's process.
        let _ = axum::serve(listener, routes).await;
    });
    Ok((function, address))
}

async fn next(State(function): State<Arc<Function>>) -> Response {
    let Some(invocation) = function.waiting.lock().await.recv().await else {
        return StatusCode::GONE.into_response();
    };
    function.taken.lock().unwrap_or_else(PoisonError::into_inner).insert(invocation.id.clone());
    // The template gives dispatch a minute; the others end with their request.
    let deadline = (Utc::now().timestamp_millis() + 60_000).to_string();
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

async fn response(State(function): State<Arc<Function>>, Path(id): Path<String>, answer: Bytes) -> StatusCode {
    function.settle(&id, Ok(answer))
}

async fn failed(State(function): State<Arc<Function>>, Path(id): Path<String>, why: Bytes) -> StatusCode {
    function.settle(&id, Err(String::from_utf8_lossy(&why).into_owned()))
}

async fn init_failed(State(function): State<Arc<Function>>, why: Bytes) -> StatusCode {
    eprintln!("{} could not start: {}", function.name, String::from_utf8_lossy(&why));
    StatusCode::ACCEPTED
}
