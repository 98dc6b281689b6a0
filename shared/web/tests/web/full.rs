//! A table that can't be written, as on a full disk: what a form and a program are
//! told, and that all is well once it can.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use http::{Request, StatusCode};
use maud::html;
use rstest::rstest;
use serde_json::{Value, json};
use store::{Key, Transaction};
use web::extract::Offers;
use web::{Context, Page, Problem, Visit};

use crate::support::{BASE, Rows, context_over, send};

async fn read(visit: Visit) -> Response {
    Page::public(&visit).title("Notes").render(html! {})
}

async fn save(State(context): State<Context>, visit: Visit) -> Result<Response, Problem> {
    let mut tx = Transaction::new();
    tx.put(Key::new("NOTE#1", "NOTE"), &json!({}));
    context.store.commit(tx).await?;
    Ok(read(visit).await)
}

/// A form and its API, over a table that is full.
fn full() -> (Arc<Rows>, Router) {
    let rows = Arc::new(Rows::default());
    rows.set_full(true);
    let context = context_over(Arc::clone(&rows), false);
    let routes = Router::new().route("/notes", get(read).post(save)).route("/v1/notes", get(read).post(save));
    (rows, web::layer::complete(routes, context, Offers::default()))
}

fn ask(method: &str, path: &str, language: &str) -> Request<Body> {
    let accept = if path.starts_with("/v1/") { "application/json" } else { "text/html" };
    let request = Request::builder().method(method).uri(path).header("accept", accept);
    request.header("accept-language", language).body(Body::empty()).unwrap()
}

#[rstest]
#[case("fr", "Rien ne peut être enregistré pour le moment", "Gardez cette page ouverte")]
#[case("nl", "Er kan nu niets worden bewaard", "Houd deze pagina open")]
#[case("en", "Nothing can be saved now", "Keep this page open")]
#[tokio::test]
async fn a_form_is_told_that_nothing_can_be_saved_rather_than_that_the_site_is_busy(
    #[case] language: &str,
    #[case] title: &str,
    #[case] what_to_do: &str,
) {
    let (rows, app) = full();
    assert_eq!(send(&app, ask("GET", "/notes", language)).await.0.status(), StatusCode::OK, "pages are read");
    let (answer, page) = send(&app, ask("POST", "/notes", language)).await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.headers()["retry-after"], "60");
    assert_eq!(answer.headers()["content-language"], language);
    assert!(page.contains(&format!("<h1>{title}</h1>")) && page.contains(what_to_do), "{page}");
    rows.set_full(false);
    assert_eq!(send(&app, ask("POST", "/notes", language)).await.0.status(), StatusCode::OK, "there is room");
}

#[tokio::test]
async fn a_program_is_told_by_a_type_of_its_own_and_when_to_come_back() {
    let (rows, app) = full();
    let (answer, text) = send(&app, ask("POST", "/v1/notes", "en")).await;
    let problem: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    assert_eq!(answer.headers()["retry-after"], "60");
    assert_eq!((&problem["status"], &problem["type"]), (&json!(503), &json!(format!("{BASE}/problems/unwritable"))));
    assert!(!text.contains("no space left"), "what is wrong with our disk is nobody's business: {text}");
    rows.set_full(false);
    assert_eq!(send(&app, ask("POST", "/v1/notes", "en")).await.0.status(), StatusCode::OK);
}
