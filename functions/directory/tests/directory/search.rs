//! Searching: what is found, why, and when somebody is there for it.

use std::sync::Arc;

use rstest::rstest;
use serde_json::{Value, json};
use store::decorators::CountingTable;
use store_embedded::EmbeddedTable;
use testkit::TestApp;

use crate::common::{hold, innoviris_at_icab};

async fn app() -> TestApp {
    TestApp::with(directory::routes()).await
}

async fn page(app: &TestApp, language: &str, path: &str) -> String {
    let answer = app.anonymous().language(language).header("accept", "text/html").get(path).await;
    answer.expect_status(200).text()
}

async fn found(app: &TestApp, query: &str) -> Vec<Value> {
    let answer = app.anonymous().language("fr").get(&format!("/v1/search?{query}")).await.expect_status(200);
    answer.json()["items"].as_array().cloned().unwrap_or_default()
}

#[tokio::test]
async fn what_is_found_says_why_and_leads_to_the_next_time() {
    let app = app().await;
    hold(&app, "p1", innoviris_at_icab()).await;
    let items = found(&app, "q=subside%20pour%20un%20prototipe&language=nl").await;
    let first = &items[0];
    assert_eq!((first["kind"].as_str(), first["id"].as_str()), (Some("need_type"), Some("rd_grant")));
    assert_eq!(first["name"], "O&O-subsidie");
    assert_eq!(first["url"], "http://permanence.test/help/rd_grant");
    let reasons = first["reasons"].as_array().cloned().unwrap_or_default();
    assert!(
        reasons.iter().any(|one| one["typed"] == "prototipe" && one["word"] == "prototype" && one["how"] == "spelling")
    );
    assert!(reasons.iter().any(|one| one["typed"] == "subside" && one["how"] == "same"));
    assert_eq!(first["next_session"]["location"], "icab");
    assert_eq!(first["next_session"]["agency"], "innoviris");
    assert_eq!(first["next_session"]["start"], "2026-11-24T08:30:00Z");
    let book = first["next_session"]["url"].as_str().unwrap_or_default();
    assert!(book.starts_with("http://permanence.test/book?session="), "{book}");
    let service = items.iter().find(|one| one["id"] == "innoviris-shape").unwrap_or(&Value::Null);
    assert_eq!(service["next_session"]["start"], "2026-11-24T08:30:00Z");
}

#[rstest]
#[case("q=subsidieaanvraag", "public_grants")]
#[case("q=octrooi", "ip_protection")]
#[case("q=copyright", "ip_protection")]
#[case("q=inovirris", "innoviris")]
#[case("q=uitvoer", "export_start")]
#[case("q=duurzaam", "permits")]
#[case("q=%C3%A9nergie", "permits")]
#[case("q=betacowork", "betacowork")]
#[tokio::test]
async fn any_of_three_languages_finds_whatever_the_page_is_in(#[case] query: &str, #[case] first: &str) {
    let app = app().await;
    assert_eq!(found(&app, query).await[0]["id"], first);
}

#[tokio::test]
async fn an_agency_by_its_name_is_found_with_what_it_offers_though_another_began_it() {
    let app = app().await;
    let items = found(&app, "q=hub").await;
    assert_eq!(items[0]["id"], "hub");
    assert!(items.iter().any(|one| one["kind"] == "service" && one["id"] == "bie-first-export"), "{items:?}");
    assert!(page(&app, "fr", "/search?q=hub").await.contains("/services/bie-first-export"));
}

#[tokio::test]
async fn of_an_agency_that_ended_whoever_does_its_work_is_found_once() {
    let app = app().await;
    let items = found(&app, "q=Atrium").await;
    assert_eq!(items[0]["id"], "hub");
    assert_eq!(items.iter().filter(|one| one["id"] == "hub").count(), 1);
    assert!(items.iter().all(|one| one["id"] != "atrium"));
}

#[tokio::test]
async fn places_that_closed_and_services_that_ended_are_not_found() {
    let app = app().await;
    assert!(found(&app, "q=digityser").await.iter().all(|one| one["id"] != "digityser"));
    let mut service = app.anonymous().get("/v1/services/innoviris-shape").await.json();
    service["valid_to"] = json!("2025-12-31");
    app.as_admin().if_match("*").put_json("/v1/services/innoviris-shape", &service).await.expect_status(200);
    assert!(found(&app, "q=shape").await.iter().all(|one| one["id"] != "innoviris-shape"));
}

#[tokio::test]
async fn a_change_of_the_directory_is_found_at_once() {
    let app = app().await;
    assert!(found(&app, "q=quantumdesk").await.is_empty());
    let mut service = app.anonymous().get("/v1/services/innoviris-shape").await.json();
    service["name"]["en"] = json!("Quantumdesk");
    app.as_admin().if_match("*").put_json("/v1/services/innoviris-shape", &service).await.expect_status(200);
    assert_eq!(found(&app, "q=quantumdesk").await[0]["id"], "innoviris-shape");
}

#[tokio::test]
async fn where_nothing_is_found_the_words_go_into_a_need() {
    let app = app().await;
    let text = page(&app, "fr", "/search?q=xyzzyq%20%26%20%3Cb%3E").await;
    assert!(
        text.contains("Rien sous ces mots") && text.contains("/needs/new?description=xyzzyq+%26+%3Cb%3E"),
        "{text}"
    );
    assert!(!text.contains("<b>"));
    let answer = app.anonymous().get("/v1/search?q=xyzzyq").await.expect_status(200).json();
    assert_eq!(answer["items"], json!([]));
    assert_eq!(answer["state_need"], "http://permanence.test/needs/new?description=xyzzyq");
}

#[tokio::test]
async fn the_page_names_what_it_took_for_misspelt_and_who_is_there_where() {
    let app = app().await;
    hold(&app, "p1", innoviris_at_icab()).await;
    let text = page(&app, "en", "/search?q=inovirris%20icab").await;
    assert!(text.contains("“inovirris” is not known here; we looked for “innoviris”."), "{text}");
    assert!(text.contains("There, for that") && text.contains("Tue 24 Nov"), "{text}");
    assert!(text.contains("Next office hours:") && text.contains("href=\"/locations/icab\""));
    assert!(page(&app, "nl", "/search?q=octrooi").await.contains("Gevonden door “octrooi”"));
}

#[rstest]
#[case("")]
#[case("?q=")]
#[case("?q=x&agency=hub")]
#[case("?q=x&language=de")]
#[tokio::test]
async fn a_query_that_does_not_fit_is_refused(#[case] query: &str) {
    let app = app().await;
    app.anonymous().get(&format!("/v1/search{query}")).await.expect_status(422);
    let long = "x".repeat(201);
    app.anonymous().get(&format!("/v1/search?q={long}")).await.expect_status(422);
}

#[tokio::test]
async fn a_search_is_two_reads_and_one_where_nothing_is_found() {
    let table = Arc::new(CountingTable::new(EmbeddedTable::in_memory().unwrap()));
    let app = TestApp::over(Arc::clone(&table) as _, vec![directory::routes()], false).await;
    hold(&app, "p1", innoviris_at_icab()).await;
    page(&app, "fr", "/search?q=prototype").await;
    table.take();
    page(&app, "fr", "/search?q=prototype").await;
    assert_eq!(table.take().reads(), 2);
    page(&app, "fr", "/search?q=xyzzyq").await;
    assert_eq!(table.take().reads(), 1);
    page(&app, "fr", "/search").await;
    assert_eq!(table.take().reads(), 1);
}
