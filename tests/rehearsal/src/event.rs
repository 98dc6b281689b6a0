//! HTTP requests as API Gateway's HTTP APIs hand them to a function (payload
//! format version 2.0), and a function's answers as HTTP again.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Context as _;
use axum::body::{Body, Bytes};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::Utc;
use serde_json::{Map, Value, json};

/// What the numbers that the gateway gives begin with.
pub const GATEWAY: &str = "JKJaXmPL";
/// Counts requests, for their numbers.
static REQUESTS: AtomicU64 = AtomicU64::new(1);

/// The event of a request.
pub(crate) fn event(route: &str, parts: &Parts, body: &Bytes, peer: SocketAddr) -> Value {
    let path = parts.uri.path();
    let mut headers = Map::new();
    let mut cookies = Vec::new();
    for (name, value) in &parts.headers {
        let Ok(value) = value.to_str() else { continue };
        if name == "cookie" {
            cookies.extend(value.split("; ").map(|cookie| Value::from(cookie.to_owned())));
            continue;
        }
        let joined = match headers.get(name.as_str()).and_then(Value::as_str) {
            Some(before) => format!("{before},{value}"),
            None => value.to_owned(),
        };
        headers.insert(name.as_str().to_owned(), joined.into());
    }
    let forwarded = match headers.get("x-forwarded-for").and_then(Value::as_str) {
        Some(before) => format!("{before}, {}", peer.ip()),
        None => peer.ip().to_string(),
    };
    headers.insert("x-forwarded-for".to_owned(), forwarded.into());
    headers.insert("x-forwarded-proto".to_owned(), "https".into());
    let text = std::str::from_utf8(body).ok().filter(|_| is_text(&headers));
    let mut event = json!({
        "version": "2.0", "routeKey": route, "rawPath": path,
        "rawQueryString": parts.uri.query().unwrap_or_default(), "headers": headers,
        "requestContext": {
            "accountId": "123456789012", "apiId": "rehearsal", "domainName": "permanence.example",
            "domainPrefix": "permanence", "requestId": format!("{GATEWAY}{:08}=", REQUESTS.fetch_add(1, Ordering::Relaxed)), "routeKey": route, "stage": "$default",
            "time": "24/Nov/2026:09:00:00 +0000", "timeEpoch": Utc::now().timestamp_millis(),
            "http": {
                "method": parts.method.as_str(), "path": path, "protocol": "HTTP/1.1",
                "sourceIp": peer.ip().to_string(), "userAgent": "rehearsal"
            }
        },
        "isBase64Encoded": text.is_none() && !body.is_empty()
    });
    if !cookies.is_empty() {
        event["cookies"] = Value::Array(cookies);
    }
    if !body.is_empty() {
        event["body"] = text.map_or_else(|| STANDARD.encode(body).into(), Value::from);
    }
    event
}

fn is_text(headers: &Map<String, Value>) -> bool {
    let kind = headers.get("content-type").and_then(Value::as_str).unwrap_or("text/plain");
    ["text/", "application/json", "application/x-www-form-urlencoded", "application/problem+json"]
        .iter()
        .any(|text| kind.starts_with(text))
}

/// The HTTP answer that a function's answer stands for.
pub(crate) fn answer(answer: &Value) -> anyhow::Result<Response<Body>> {
    let status = answer["statusCode"].as_u64().context("an answer has a status")?;
    let mut response = Response::builder().status(u16::try_from(status)?);
    let headers = response.headers_mut().context("a status that HTTP knows")?;
    for (name, value) in answer["headers"].as_object().into_iter().flatten() {
        let name = HeaderName::try_from(name.as_str())?;
        headers.append(name, HeaderValue::from_str(value.as_str().unwrap_or_default())?);
    }
    for cookie in answer["cookies"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        headers.append("set-cookie", HeaderValue::from_str(cookie)?);
    }
    let text = answer["body"].as_str().unwrap_or_default();
    let body = if answer["isBase64Encoded"] == true { STANDARD.decode(text)? } else { text.as_bytes().to_vec() };
    // API Gateway measures the body itself.
    headers.remove("content-length");
    Ok(response.body(Body::from(body))?)
}
