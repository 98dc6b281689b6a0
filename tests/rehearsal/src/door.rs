//! What stands between a program and the table.
//!
//! It refuses what the program's role in the template does not allow, by
//! operation and partition key, as IAM would; so a journey that passes has
//! shown that the roles suffice. On one call in so many it is as DynamoDB can
//! be: throttling, in conflict with another transaction, or gone after it did
//! what it was asked.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Response, StatusCode};
use axum::response::IntoResponse as _;
use futures::stream;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::faults::{Fault, Faults};
use crate::stream::Records;
use crate::template::Statement;

/// Capacity units that calls consumed. DynamoDB Local says them of each call,
/// but counts a transaction once and an empty answer not at all; DynamoDB
/// itself counts every kibibyte of a transaction's write twice, and no read
/// for less than one unit
/// (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html>).
/// What is told here follows DynamoDB's rules.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Consumed {
    /// Read capacity units.
    pub reads: f64,
    /// Write capacity units.
    pub writes: f64,
    /// Calls, which are round trips.
    pub calls: u64,
}

/// Reads the meter while it is on.
#[derive(Debug, Default)]
pub struct Meter {
    on: AtomicBool,
    consumed: Mutex<Consumed>,
}

impl Meter {
    /// From now on, every call is asked what it consumed.
    pub fn start(&self) {
        self.on.store(true, Ordering::SeqCst);
    }

    /// What was consumed since the last time; begins at zero again.
    pub fn take(&self) -> Consumed {
        std::mem::take(&mut *self.consumed.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn add(&self, operation: &str, asked: &Value, answer: &[u8]) {
        let answer: Value = serde_json::from_slice(answer).unwrap_or_default();
        let one_or_many = &answer["ConsumedCapacity"];
        let all = one_or_many.as_array().cloned().unwrap_or_else(|| vec![one_or_many.clone()]);
        let units: f64 = all.iter().filter_map(|each| each["CapacityUnits"].as_f64()).sum();
        let mut consumed = self.consumed.lock().unwrap_or_else(PoisonError::into_inner);
        consumed.calls += 1;
        match operation {
            "TransactWriteItems" => {
                let items = asked["TransactItems"].as_array().into_iter().flatten();
                consumed.writes += items.map(|item| 2.0 * kibibytes(item)).sum::<f64>();
            }
            "BatchGetItem" => {
                let tables = asked["RequestItems"].as_object().into_iter().flat_map(|tables| tables.values());
                let keys: usize = tables.filter_map(|table| Some(table["Keys"].as_array()?.len())).sum();
                consumed.reads += units.max(keys as f64);
            }
            _ => consumed.reads += units.max(1.0),
        }
    }
}

/// What a write of a transaction is counted as: names and values of its item,
/// in kibibytes begun. A deletion counts as its key here, and the item that
/// goes may be larger; those of the product are marks of one kibibyte.
fn kibibytes(item: &Value) -> f64 {
    fn bytes(value: &Value) -> usize {
        match value {
            Value::String(text) => text.len(),
            Value::Array(many) => many.iter().map(bytes).sum(),
            Value::Object(fields) => fields.iter().map(|(name, value)| name.len() + bytes(value)).sum(),
            _ => 1,
        }
    }
    let written = item.pointer("/Put/Item").or_else(|| item.pointer("/Update/ExpressionAttributeValues"));
    (written.map_or(1, bytes).max(1) as f64 / 1_024.0).ceil()
}

struct Door {
    http: reqwest::Client,
    dynamodb: String,
    table: String,
    function: String,
    statements: Vec<Statement>,
    beside: Beside,
}

/// What all doors share.
#[derive(Debug, Clone)]
pub(crate) struct Beside {
    pub(crate) faults: Arc<Faults>,
    pub(crate) meter: Arc<Meter>,
    /// The table's stream: a door tells it what the table accepted.
    pub(crate) records: Arc<Records>,
}

/// Opens a door for one function; answers where.
pub(crate) async fn open(
    dynamodb: &str,
    table: &str,
    function: &str,
    statements: Vec<Statement>,
    beside: Beside,
) -> anyhow::Result<SocketAddr> {
    let door = Arc::new(Door {
        http: reqwest::Client::new(),
        dynamodb: dynamodb.to_owned(),
        table: table.to_owned(),
        function: function.to_owned(),
        statements,
        beside,
    });
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let routes = Router::new().fallback(pass).with_state(door);
    tokio::spawn(async move {
        let _ = axum::serve(listener, routes).await;
    });
    Ok(address)
}

async fn pass(State(door): State<Arc<Door>>, headers: HeaderMap, body: Bytes) -> Response<Body> {
    let operation =
        headers.get("x-amz-target").and_then(|target| target.to_str().ok()?.rsplit('.').next()).unwrap_or("");
    let asked: Value = serde_json::from_slice(&body).unwrap_or_default();
    if let Some((action, key)) = touched(operation, &asked, &door.table).into_iter().find(|(a, k)| !door.allows(a, k)) {
        eprintln!("{}: the role does not allow {action} on {key}", door.function);
        return refusal("com.amazon.coral.service#AccessDeniedException", &json!({}));
    }
    let fault = door.beside.faults.next(operation);
    match fault {
        Some(Fault::Throttled) => {
            return refusal("com.amazonaws.dynamodb.v20120810#ThrottlingException", &json!({}));
        }
        Some(Fault::Conflict) => {
            let writes = asked["TransactItems"].as_array().map_or(0, Vec::len);
            let reasons: Vec<Value> =
                (0..writes).map(|at| json!({"Code": if at == 0 { "TransactionConflict" } else { "None" }})).collect();
            let name = "com.amazonaws.dynamodb.v20120810#TransactionCanceledException";
            return refusal(name, &json!({"CancellationReasons": reasons}));
        }
        _ => {}
    }
    let answer = door.forward(operation, &headers, asked, body).await;
    if fault == Some(Fault::CutAfter) {
        let lost = stream::once(async { Err::<Bytes, _>(std::io::Error::other("cut")) });
        return Response::new(Body::from_stream(lost));
    }
    answer.unwrap_or_else(|error| {
        eprintln!("{}: DynamoDB Local: {error:#}", door.function);
        StatusCode::BAD_GATEWAY.into_response()
    })
}

impl Door {
    fn allows(&self, action: &str, key: &str) -> bool {
        // The clock of the rehearsal is no part of the product.
        key == "CLOCK#REHEARSAL"
            || self.statements.iter().any(|statement| {
                statement.actions.iter().any(|allowed| allowed == action)
                    && statement.leading_keys.iter().any(|pattern| matches(pattern, key))
            })
    }

    async fn forward(
        &self,
        operation: &str,
        headers: &HeaderMap,
        mut asked: Value,
        body: Bytes,
    ) -> anyhow::Result<Response<Body>> {
        // The clock's row is no part of the product.
        let metered = self.beside.meter.on.load(Ordering::SeqCst)
            && !touched(operation, &asked, &self.table).iter().any(|(_, k)| k == "CLOCK#REHEARSAL");
        let body = if metered {
            asked["ReturnConsumedCapacity"] = "TOTAL".into();
            Bytes::from(asked.to_string())
        } else {
            body
        };
        let mut request = self.http.post(&self.dynamodb).body(body);
        for (name, value) in headers {
            if name != "host" && name != "content-length" && name != "accept-encoding" {
                request = request.header(name, value);
            }
        }
        let answer = request.send().await?;
        let mut response = Response::builder().status(answer.status().as_u16());
        for name in ["content-type", "x-amz-crc32", "x-amzn-requestid"] {
            if let Some(value) = answer.headers().get(name) {
                response = response.header(name, value);
            }
        }
        let accepted = answer.status().is_success();
        let bytes = answer.bytes().await?;
        if accepted {
            self.beside.records.accepted(operation, &asked);
        }
        if metered {
            self.beside.meter.add(operation, &asked, &bytes);
        }
        Ok(response.body(Body::from(bytes))?)
    }
}

fn matches(pattern: &str, key: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == key, |prefix| key.starts_with(prefix))
}

fn refusal(name: &str, with: &Value) -> Response<Body> {
    let mut body = with.clone();
    body["__type"] = name.into();
    body["message"] = "as the rehearsal wants it".into();
    (StatusCode::BAD_REQUEST, [("content-type", "application/x-amz-json-1.0")], body.to_string()).into_response()
}

/// Which operations on which partition keys a call comes to.
fn touched(operation: &str, asked: &Value, table: &str) -> Vec<(String, String)> {
    let key = |item: &Value| item.pointer("/pk/S").and_then(Value::as_str).unwrap_or("?").to_owned();
    let one = |action: &str, key: String| vec![(action.to_owned(), key)];
    match operation {
        "GetItem" | "DeleteItem" | "UpdateItem" => one(operation, key(&asked["Key"])),
        "PutItem" => one(operation, key(&asked["Item"])),
        "Query" => {
            let values = asked["ExpressionAttributeValues"].as_object();
            let pk = values.and_then(|values| values.get(":pk")).and_then(|value| value["S"].as_str());
            one(operation, pk.unwrap_or("?").to_owned())
        }
        "BatchGetItem" => {
            let keys = asked["RequestItems"][table]["Keys"].as_array();
            keys.into_iter().flatten().map(|item| (operation.to_owned(), key(item))).collect()
        }
        "TransactGetItems" | "TransactWriteItems" => {
            let items = asked["TransactItems"].as_array().into_iter().flatten();
            items
                .flat_map(|item| item.as_object().into_iter().flatten())
                .map(|(kind, what)| match kind.as_str() {
                    "Put" => ("PutItem".to_owned(), key(&what["Item"])),
                    "ConditionCheck" => ("ConditionCheckItem".to_owned(), key(&what["Key"])),
                    other => (format!("{other}Item"), key(&what["Key"])),
                })
                .collect()
        }
        other => one(other, "?".to_owned()),
    }
}
