//! What a host reads of who stated a need: what it said itself, and nothing of who is
//! known by the need alone.

use domain::event::Actor;
use domain::ids::{LocationId, NeedId};
use domain::member::Sent;
use domain::moves::Arrival;
use flows::members::{Told, told};
use serde_json::{Value, json};
use testkit::TestApp;

use crate::bench::{app, enter, names, post, read};
use crate::entries::host;
use crate::needs::{arrival, arrives, state_of};

const MAIL: (&str, Option<&str>) = ("zoe@quillaja.example", None);

/// Where a host might read of it.
const READ: [&str; 15] = [
    "/v1/members",
    "/v1/members?q=quillaja",
    "/v1/members?q=zoe%40quillaja.example",
    "/v1/members?missing=any",
    "/v1/members?missing=stage",
    "/v1/members?sort=hosted_since",
    "/v1/members?hosted_from=2026-01-01",
    "/v1/members?silent_months=1",
    "/v1/members?need_type=any",
    "/v1/members.csv",
    "/v1/imports",
    "/console/members",
    "/console/members?q=quillaja",
    "/console/members/list.csv",
    "/console/members/imports",
];

/// A company states a need, and agrees that its place knows of it.
async fn state_shown(app: &TestApp, kind: &str) -> NeedId {
    let stated = Arrival { shown_to_place: true, ..arrival(app, "Quillaja", MAIL, &[kind]) };
    arrives(app, stated, Actor::Member).await
}

/// What the place's program tells of it.
async fn joins(app: &TestApp, profile: Value) {
    let icab = LocationId::parse("icab").unwrap();
    let sent =
        Sent { hosted: None, place: Some((icab.clone(), None)), profile: serde_json::from_value(profile).unwrap() };
    let claim = app.store().idempotency().claim("members", "test", "joined", b"{}");
    told(app.store(), &icab, (Told::Joined, sent), Actor::System, &claim).await.unwrap();
}

async fn reads(app: &TestApp, path: &str) -> Value {
    host(app, "icab").await.get(path).await.expect_status(200).json()
}

#[tokio::test]
async fn who_is_known_by_a_need_alone_is_nobody_to_its_host() {
    for (kind, agreed) in [("hiring", false), ("difficulty", false), ("difficulty", true), ("hiring", true)] {
        let app = app().await;
        let need = if agreed { state_shown(&app, kind).await } else { state_of(&app, "Quillaja", MAIL, &[kind]).await };
        post(&app).await;
        assert_eq!(names(&app, "").await, ["Quillaja"], "the coordinator knows it");
        let host = host(&app, "icab").await.language("fr");
        for path in READ {
            let answer = host.clone().get(path).await.expect_status(200).text();
            assert!(!answer.contains("Quillaja") && !answer.contains(need.as_str()), "{path}: {answer}");
            assert!(!answer.contains("zoe@") && !answer.contains("1 membre"), "{path}: {answer}");
        }
        let id = app.store().members().of_need(&need).await.unwrap().unwrap();
        for path in ["/v1/members/", "/console/members/"] {
            host.clone().get(&format!("{path}{id}")).await.expect_status(404);
        }
        host.clone().get(&format!("/console/members/{id}/change")).await.expect_status(404);
        host.clone().if_match("*").send("DELETE", &format!("/v1/members/{id}")).await.expect_status(404);
        host.clone().get("/console/members?silent_months=1").await.expect_status(404);
        // Nor is it told that somebody of that name is there already.
        let form = format!("id={}&trade_name=Quillaja&host_location=icab", app.store().ids().next());
        host.post_form("/console/members/new", &form).await.expect_status(303);
    }
}

#[tokio::test]
async fn a_need_changes_nothing_of_what_a_host_reads_of_its_own_member() {
    let app = app().await;
    let own = json!({
        "name": "Quillaja", "location": "icab", "stage": "launch", "headcount_fte": 9,
        "contact_role": "Ana", "contact_email": "zoe@quillaja.example"
    });
    let made = host(&app, "icab").await.key("1").post_json("/v1/members", &own).await.expect_status(201).json();
    let path = format!("/v1/members/{}", made["id"].as_str().unwrap());
    let (before, listed) = (reads(&app, &path).await, reads(&app, "/v1/members").await);
    let file = host(&app, "icab").await.get("/v1/members.csv").await.expect_status(200).text();
    app.clock.advance(chrono::TimeDelta::days(40));
    state_of(&app, "Quillaja", MAIL, &["hiring"]).await;
    post(&app).await;
    let known = read(&app, &path).await;
    assert_eq!(known["headcount_fte"].as_f64(), Some(4.0));
    assert_eq!(known["sources"]["headcount_fte"]["from"], "intake_talk");
    assert_eq!(reads(&app, &path).await, before);
    assert_eq!((&before["last_contact_at"], &before["created_at"]), (&Value::Null, &Value::Null));
    assert_eq!(reads(&app, "/v1/members").await, listed);
    assert_eq!(host(&app, "icab").await.get("/v1/members.csv").await.text(), file);
    let page = path.replace("/v1/", "/console/");
    let page = host(&app, "icab").await.language("fr").get(&page).await.expect_status(200).text();
    assert!(page.contains("liste du lieu") && !page.contains("besoin reçu"), "{page}");
    // What its list says next it reads again, be it that the member's word stands.
    joins(&app, json!({"trade_name": "Quillaja", "contact_email": "zoe@quillaja.example", "headcount_fte": 11})).await;
    assert_eq!(reads(&app, &path).await["headcount_fte"].as_f64(), Some(11.0));
    assert_eq!(read(&app, &path).await["headcount_fte"].as_f64(), Some(4.0));
}

#[tokio::test]
async fn whom_a_host_brings_after_its_need_it_reads_as_it_said() {
    let app = app().await;
    let need = state_of(&app, "Quillaja", MAIL, &["difficulty"]).await;
    post(&app).await;
    joins(&app, json!({"trade_name": "Quillaja SRL", "contact_email": MAIL.0, "headcount_fte": 7, "stage": "early"}))
        .await;
    assert_eq!(names(&app, "").await, ["Quillaja"], "one entry");
    let id = app.store().members().of_need(&need).await.unwrap().unwrap();
    let seen = reads(&app, &format!("/v1/members/{id}")).await;
    assert_eq!((seen["name"].as_str(), seen["headcount_fte"].as_f64()), (Some("Quillaja SRL"), Some(7.0)), "{seen}");
    assert_eq!(seen["stage"], "early");
    assert_eq!((seen.get("contact_role"), seen.get("contact_email")), (None, None), "the need's, not the host's");
    for (query, found) in [("", 1), ("?q=srl", 1), ("?stage=early", 1), ("?stage=launch", 0), ("?missing=stage", 0)] {
        let listed = reads(&app, &format!("/v1/members{query}")).await;
        assert_eq!(listed["items"].as_array().unwrap().len(), found, "{query}: {listed}");
    }
    assert!(!host(&app, "icab").await.get("/v1/members").await.text().contains("intake_talk"));
}

#[tokio::test]
async fn what_the_coordinator_says_again_of_a_need_is_still_the_members() {
    let app = app().await;
    let need = state_of(&app, "Quillaja", MAIL, &["difficulty"]).await;
    post(&app).await;
    let path = format!("/v1/members/{}", app.store().members().of_need(&need).await.unwrap().unwrap());
    let known = app.as_admin().get(&path).await;
    let mut body = known.json();
    body["stage"] = json!("growth");
    app.as_admin().if_match(known.header("etag")).put_json(&path, &body).await.expect_status(200);
    assert_eq!(read(&app, &path).await["sources"]["stage"]["from"], "coordinator");
    host(&app, "icab").await.get(&path).await.expect_status(404);
    assert_eq!(reads(&app, "/v1/members").await["items"], json!([]));
    // Whom the coordinator names, its host knows.
    enter(&app, &json!({"name": "Named", "location": "icab"})).await;
    assert_eq!(reads(&app, "/v1/members").await["items"][0]["name"], "Named");
}

#[tokio::test]
async fn a_host_s_list_says_new_of_whom_it_does_not_know_and_makes_no_second_entry() {
    let app = app().await;
    let need = state_of(&app, "Quillaja", MAIL, &["difficulty"]).await;
    post(&app).await;
    let file = b"Entreprise;E-mail;Phase\nQuillaja;zoe@quillaja.example;lancement\n".to_vec();
    let host = host(&app, "icab").await.header("sec-fetch-site", "same-origin");
    let begin = host.clone().header("idempotency-key", "list");
    let begun = begin.bytes("POST", "/v1/imports?location=icab", None, file).await.expect_status(201).json();
    let path = format!("/v1/imports/{}", begun["id"].as_str().unwrap());
    host.clone().if_match("*").put_json(&path, &json!({"columns": []})).await.expect_status(200);
    post(&app).await;
    assert_eq!(reads(&app, &path).await["counts"]["new"], 1);
    let rows = reads(&app, &format!("{path}/rows")).await;
    assert_eq!((&rows["items"][0]["kind"], &rows["items"][0]["member"]), (&json!("new"), &Value::Null), "{rows}");
    host.send("POST", &format!("{path}/run")).await.expect_status(202);
    post(&app).await;
    assert_eq!(names(&app, "").await, ["Quillaja"], "one entry");
    let id = app.store().members().of_need(&need).await.unwrap().unwrap();
    assert_eq!(reads(&app, &format!("/v1/members/{id}")).await["stage"], "launch");
}

#[tokio::test]
async fn behind_many_whom_its_host_does_not_know_the_next_one_takes_few_reads() {
    let table =
        std::sync::Arc::new(store::decorators::CountingTable::new(store_embedded::EmbeddedTable::in_memory().unwrap()));
    let app = TestApp::over(std::sync::Arc::clone(&table) as _, vec![members::routes()], false).await;
    for n in 0..60 {
        let email = format!("zoe@quillaja{n}.example");
        state_of(&app, &format!("Quillaja {n:02}"), (&email, None), &["hiring"]).await;
    }
    post(&app).await;
    enter(&app, &json!({"name": "Zebra", "location": "icab"})).await;
    let listed = async || {
        table.take();
        let listed = reads(&app, "/v1/members?limit=1").await;
        (listed, table.take().reads())
    };
    let (page, calls) = listed().await;
    assert_eq!(page["items"][0]["name"], "Zebra", "{page}");
    assert!(calls < 40, "{calls} calls");
    for n in 0..3 {
        enter(&app, &json!({"name": format!("Zebra {n}"), "location": "icab"})).await;
    }
    let (page, _) = listed().await;
    assert_eq!((page["items"].as_array().unwrap().len(), page["next"].is_string()), (1, true), "{page}");
}
