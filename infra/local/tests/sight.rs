//! What the form promises whoever states a need, held against the whole product: its
//! place reads nothing of a company in difficulty, on no page, in no list and file.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod served;

use std::collections::BTreeSet;
use std::sync::Arc;

use dispatch::Dispatcher;
use domain::ids::LocationId;
use domain::staff::StaffRole;
use mail::transport::Memory;
use serde_json::json;
use testkit::{BASE_URL, Request, TestApp};

use served::built;

/// What would tell of it: its name, whoever wrote, where, and what.
const MARKS: [&str; 4] = ["quillaja", "nestorine", "marcescens", "ne paie plus son loyer"];

/// Addresses beside the routes: filters and searches by what is to be found.
const ASKED: [&str; 9] = [
    "/v1/members?q=quillaja",
    "/v1/members?q=nestorine%40marcescens.example",
    "/v1/members?missing=any",
    "/v1/members?need_type=any",
    "/v1/members?hosted_from=2026-01-01",
    "/v1/needs?status=to_triage",
    "/v1/needs?status=referred",
    "/console/needs?status=to_triage",
    "/console/members?missing=any",
];

/// The product with a need of a company in difficulty, which agreed to all that it
/// could, after all that follows from it by itself; and the need's id, which is the
/// member's too.
async fn stated() -> (TestApp, String) {
    let app = TestApp::with(permanence::functions().into_iter().collect()).await;
    let need = json!({
        "location": "icab",
        "member": {"name": "Quillaja", "stage": "launch"},
        "contact": {"name": "Nestorine", "email": "nestorine@marcescens.example", "language": "fr"},
        "need_types": ["difficulty"],
        "description": "Quillaja ne paie plus son loyer.",
        "consent": {"share_with_agencies": true, "show_to_place": true}
    });
    let made = app.anonymous().key("quillaja").post_json("/v1/needs", &need).await.expect_status(201).json();
    let transport = Arc::new(Memory::new());
    let dispatcher =
        Dispatcher::new(app.store().clone(), BASE_URL.to_owned(), flows::contexts(), transport, "test".to_owned());
    for _ in 0..4 {
        app.clock.advance(chrono::TimeDelta::minutes(5));
        dispatcher.sweep().await.unwrap();
        dispatcher.run_due(app.store().now()).await.unwrap();
    }
    (app, made["id"].as_str().unwrap().to_owned())
}

/// Every address that a page or a list is read at, of what has this id.
fn addresses(id: &str) -> BTreeSet<String> {
    let routes = permanence::functions().into_iter().flat_map(built);
    let read = routes.filter(|(_, methods)| methods.contains("GET")).map(|(path, _)| path);
    let filled = |path: String| {
        let parts = path.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
        parts.collect::<Vec<_>>().join(id)
    };
    read.map(filled).collect()
}

/// The marks that an answer has.
async fn tells(somebody: &Request<'_>, path: &str) -> (u16, Vec<&'static str>) {
    let answer = somebody.clone().header("accept", "text/html, application/json").get(path).await;
    let text = answer.text().to_lowercase();
    (answer.status, MARKS.into_iter().filter(|mark| text.contains(*mark)).collect())
}

#[tokio::test]
async fn a_host_reads_nowhere_of_a_company_in_difficulty() {
    let (app, need) = stated().await;
    let coordinator = app.as_staff(StaffRole::Coordinator).await;
    for path in ["/v1/members", "/v1/needs", "/console/members"] {
        let (_, told) = tells(&coordinator, path).await;
        assert!(told.contains(&"quillaja"), "{path}: the coordinator reads it");
    }
    let icab = LocationId::parse("icab").unwrap();
    let host = app.as_staff(StaffRole::Host { location: icab }).await.header("sec-fetch-site", "same-origin");
    let mut all = addresses(&need);
    all.extend(addresses("icab"));
    all.extend(ASKED.map(str::to_owned));
    all.insert(format!("/needs/new?member={need}"));
    let mut read = 0;
    for path in &all {
        let (status, told) = tells(&host, path).await;
        assert!(status < 500, "{path}: {status}");
        assert!(told.is_empty(), "{path}: {told:?}");
        if status == 200 && (path.starts_with("/console") || path.starts_with("/v1/")) {
            read += 1;
        }
    }
    assert!(read > 15, "{read} of {}", all.len());
    let (status, _) = tells(&host, "/console/members").await;
    assert_eq!(status, 200, "the host is signed in to the end");
}
