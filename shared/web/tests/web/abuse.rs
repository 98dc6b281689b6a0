//! What somebody with bad intentions sends: it costs little, changes nothing
//! and leads nowhere else.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::body::Body;
use domain::staff::StaffRole;
use futures::StreamExt as _;
use http::{Request, StatusCode};
use rstest::rstest;
use serde_json::Value;

use crate::edge::app;
use crate::support::{context, send, sign_in};

fn form(path: &str) -> http::request::Builder {
    Request::builder().method("POST").uri(path).header("content-type", "application/x-www-form-urlencoded")
}

#[tokio::test]
async fn a_form_of_tens_of_thousands_of_names_is_read_in_a_moment() {
    let names: Vec<String> = (0..32_000).map(|n| format!("{n:x}=1")).collect();
    let body = names.join("&");
    assert!(body.len() < 256 * 1024, "the body itself is lawful");
    let started = Instant::now();
    let (answer, _) = send(&app(&context(true)), form("/notes").body(Body::from(body)).unwrap()).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(started.elapsed() < Duration::from_secs(3), "{:?}", started.elapsed());
}

#[tokio::test]
async fn an_answer_lists_a_hundred_errors_at_most() {
    let parts = vec![r#"{"name":""}"#; 10_000].join(",");
    let asked = Request::builder().method("POST").uri("/v1/notes").header("content-type", "application/json");
    let body = format!(r#"{{"text":"a","parts":[{parts}]}}"#);
    let (answer, text) = send(&app(&context(true)), asked.body(Body::from(body)).unwrap()).await;
    let problem: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((answer.status().as_u16(), problem["errors"].as_array().unwrap().len()), (422, 100));
}

#[tokio::test]
async fn credentials_of_another_scheme_do_not_make_a_foreign_form_ours() {
    let context = context(true);
    let (token, _) = sign_in(&context, StaffRole::Coordinator).await;
    let foreign = form("/console/needs")
        .header("cookie", format!("permanence_session={token}"))
        .header("authorization", "Basic eDp5")
        .header("origin", "https://evil.example");
    let (answer, _) = send(&app(&context), foreign.body(Body::from("text=hello")).unwrap()).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
}

#[rstest]
#[case("/notes", "https://evil.example", 403)]
#[case("/notes", "http://127.0.0.1:8080", 200)]
#[case("/notes", "null", 200)]
// The link's token is the proof of who asks; here it is none.
#[case("/r/token", "https://evil.example", 404)]
#[tokio::test]
async fn another_site_sends_no_form_in_its_visitors_name(
    #[case] path: &str,
    #[case] origin: &str,
    #[case] status: u16,
) {
    let asked = form(path).header("origin", origin).body(Body::from("text=hello")).unwrap();
    assert_eq!(send(&app(&context(true)), asked).await.0.status().as_u16(), status);
}

#[tokio::test]
async fn no_link_of_a_page_leads_to_a_site_that_the_address_names() {
    for path in ["//evil.example/x", "///evil.example"] {
        let asked = Request::builder().uri(path).header("accept", "text/html").body(Body::empty()).unwrap();
        let (answer, body) = send(&app(&context(true)), asked).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        assert!(body.contains(r#"href="/evil.example"#) && !body.contains(r#"href="//"#), "{body}");
    }
}

#[tokio::test]
async fn a_page_does_not_repeat_an_endless_query() {
    let path = format!("/notes?q={}", "x".repeat(20_000));
    let (_, body) = send(&app(&context(true)), Request::builder().uri(path).body(Body::empty()).unwrap()).await;
    assert!(!body.contains("xxxx") && body.contains(r#"href="/notes?lang=nl""#));
}

#[tokio::test]
async fn a_refusal_waits_for_the_body_so_that_the_connection_stays_usable() {
    let seen = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&seen);
    let parts = futures::stream::iter(["text=", "hello"]).map(move |part| {
        counted.fetch_add(part.len(), Ordering::Relaxed);
        Ok::<_, std::io::Error>(part)
    });
    let asked = form("/console/needs").header("content-length", "10").body(Body::from_stream(parts)).unwrap();
    let (answer, _) = send(&app(&context(true)), asked).await;
    assert_eq!((answer.status(), seen.load(Ordering::Relaxed)), (StatusCode::UNAUTHORIZED, 10));
}
