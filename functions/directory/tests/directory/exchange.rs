//! The directory as a file of HSDS, out and in.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::sync::Arc;

use domain::event::Actor;
use serde_json::{Value, json};
use store::{Secrets, Silent, Store};
use store_embedded::EmbeddedTable;
use testkit::{SeededIds, TestApp, TestClock};
use web::Settings;

use crate::common::{hold, innoviris_at_icab};
use crate::entries::{api, app, get};

fn empty_store() -> Store {
    let clock = Arc::new(TestClock::at("2026-11-24T09:00:00Z"));
    let ids = Arc::new(SeededIds::new(Arc::clone(&clock) as _));
    let table = Arc::new(EmbeddedTable::in_memory().unwrap());
    Store::new(table, clock, ids, Secrets::new([8; 32]), Arc::new(Silent))
}

async fn exported(app: &TestApp) -> Value {
    app.as_admin().get("/v1/directory").await.expect_status(200).json()
}

#[tokio::test]
async fn an_empty_store_becomes_the_same_directory() {
    let app = app().await;
    hold(&app, "tuesdays", innoviris_at_icab()).await;
    let desk = json!([{"id": "research", "name": "Research", "email": "r@innoviris.example", "locations": ["icab"]}]);
    let mut agency = api(&app, "/v1/agencies/innoviris").await;
    agency["desks"] = desk;
    app.as_admin().if_match("*").put_json("/v1/agencies/innoviris", &agency).await.expect_status(200);
    let file = exported(&app).await;
    let shape =
        file["services"].as_array().unwrap().iter().find(|one| one["permanence"]["id"] == "innoviris-shape").unwrap();
    assert_eq!(shape["id"], api(&app, &format!("/hsds/services/{}", shape["id"].as_str().unwrap())).await["id"]);
    assert!(shape["service_at_locations"][0]["schedules"].as_array().is_some_and(|all| !all.is_empty()), "{shape}");

    let store = empty_store();
    let import = directory::exchange::read(&store, &file).await.unwrap();
    assert_eq!((import.refused.len(), import.changed.len(), import.same), (0, 0, 0), "{:?}", import.refused);
    import.run(&store, &Actor::Administrator).await.unwrap();
    let (mut there, mut here) =
        ((*store.catalogue().load().await.unwrap()).clone(), (*app.store().catalogue().load().await.unwrap()).clone());
    (there.changes, here.changes) = (domain::changes::Changes::default(), domain::changes::Changes::default());
    assert_eq!(there, here);
    // And out again.
    let mut again =
        directory::exchange::write(&store, &Settings { base_url: testkit::BASE_URL.to_owned(), ..Settings::default() })
            .await
            .unwrap();
    let mut first = file.clone();
    for one in [&mut again, &mut first] {
        one["exported_at"] = Value::Null;
        for list in ["organizations", "services", "locations"] {
            for entry in one[list].as_array_mut().unwrap() {
                // Where they come from is not known here, and there it is the file.
                for own in ["last_modified", "service_at_locations", "permanence_facts"] {
                    entry.as_object_mut().unwrap().remove(own);
                }
            }
        }
    }
    assert_eq!(again["locations"], first["locations"]);
    assert_eq!(again["organizations"], first["organizations"]);
    let other = json!({"organizations": [{"name": "Somebody"}]});
    assert!(directory::exchange::read(&empty_store(), &other).await.is_err(), "an empty store needs its own parts");
}

#[tokio::test]
async fn a_file_says_what_is_new_changed_and_refused_before_anything_is_stored() {
    let app = app().await;
    let mut file = exported(&app).await;
    let tried = |file: Value, query: &'static str| {
        let app = &app;
        async move { app.as_admin().post_json(&format!("/v1/directory{query}"), &file).await }
    };
    let same = tried(file.clone(), "?dry_run=true").await.expect_status(200).json();
    assert_eq!((&same["new"], &same["changed"], &same["same"]), (&json!([]), &json!([]), &json!(89)));

    let at = file["services"]
        .as_array()
        .unwrap()
        .iter()
        .position(|one| one["permanence"]["id"] == "innoviris-shape")
        .unwrap();
    file["services"][at]["permanence"]["price_eur"] = json!(75);
    let mut other = file["services"][at].clone();
    other["permanence"]["id"] = json!("innoviris-new");
    file["services"].as_array_mut().unwrap().push(other);
    let would = tried(file.clone(), "?dry_run=true").await.expect_status(200).json();
    assert_eq!(
        (&would["new"], &would["changed"]),
        (&json!(["service/innoviris-new"]), &json!(["service/innoviris-shape"]))
    );
    app.anonymous().get("/v1/services/innoviris-new").await.expect_status(404);

    let mut wrong = file.clone();
    wrong["services"][at]["permanence"]["agency"] = json!("nobody");
    wrong["locations"][0]["permanence"]["postcode"] = json!("10");
    let refused = tried(wrong, "").await.expect_status(422).json();
    let pointers: Vec<&str> =
        refused["errors"].as_array().unwrap().iter().map(|one| one["pointer"].as_str().unwrap()).collect();
    assert!(pointers.contains(&format!("/services/{at}/permanence/agency").as_str()), "{pointers:?}");
    assert!(pointers.contains(&"/locations/0/permanence/postcode"), "{pointers:?}");
    app.anonymous().get("/v1/services/innoviris-new").await.expect_status(404);

    tried(file.clone(), "").await.expect_status(200);
    assert_eq!(api(&app, "/v1/services/innoviris-shape").await["price_eur"], 75);
    let history = app.store().entries().history(domain::entry::Sort::Service, "innoviris-shape", 5).await.unwrap();
    assert_eq!(history[0].fields[0].pointer, "/price_eur");
    let again = tried(file, "").await.expect_status(200).json();
    assert_eq!((&again["new"], &again["changed"], &again["same"]), (&json!([]), &json!([]), &json!(90)));
    tried(json!({}), "").await.expect_status(422);
    app.anonymous().post_json("/v1/directory", &json!({})).await.expect_status(401);
}

#[tokio::test]
async fn how_sure_facts_are_goes_with_the_file_and_what_was_looked_at_here_stays() {
    let app = app().await;
    let path = "/v1/directory/services/innoviris-shape/facts";
    let look = json!({"facts": ["price"], "source": "by phone", "confidence": "verified"});
    app.as_admin().if_match("*").put_json(path, &look).await.expect_status(200);
    let mut file = exported(&app).await;
    let at = file["services"].as_array().unwrap().iter().position(|one| one["permanence"]["id"] == "innoviris-shape");
    let facts = file["services"][at.unwrap()]["permanence_facts"].clone();
    assert_eq!(
        facts["facts"]["price"],
        json!({"confidence": "verified", "sources": ["by phone"], "checked_on": "2026-11-24"})
    );
    let store = empty_store();
    directory::exchange::read(&store, &file).await.unwrap().run(&store, &Actor::Administrator).await.unwrap();
    let there = store.entries().facts(domain::entry::Sort::Service, "innoviris-shape").await.unwrap().unwrap();
    assert_eq!(serde_json::to_value(&there.value).unwrap(), facts);

    // Into a directory that has entries: of a new one they are taken, of one that is known not.
    let shape = &mut file["services"][at.unwrap()];
    shape["permanence_facts"]["facts"]["price"]["checked_on"] = json!("2099-01-01");
    shape["permanence_facts"]["facts"]["price"]["sources"] = json!(["elsewhere", "x".repeat(501)]);
    shape["permanence_facts"]["facts"]["hours"] = json!({"confidence": "verified"});
    let mut other = shape.clone();
    other["permanence"]["id"] = json!("innoviris-new");
    file["services"].as_array_mut().unwrap().push(other);
    app.as_admin().post_json("/v1/directory", &file).await.expect_status(200);
    let price =
        |facts: &Value| facts["facts"].as_array().unwrap().iter().find(|one| one["fact"] == "price").unwrap().clone();
    let known = api(&app, path).await;
    assert_eq!(price(&known)["sources"], json!(["by phone"]));
    let new = api(&app, "/v1/directory/services/innoviris-new/facts").await;
    assert_eq!((&price(&new)["sources"], &price(&new)["checked_on"]), (&json!(["elsewhere"]), &json!("2026-11-24")));
}

#[tokio::test]
async fn a_file_that_changes_more_than_one_request_takes_is_refused_with_the_number() {
    let app = app().await;
    let organization =
        |n: usize| json!({"id": format!("o{n}"), "name": format!("Agency {n}"), "email": "a@agency.example"});
    let file = |n: usize| json!({"organizations": (0..n).map(organization).collect::<Vec<_>>()});
    let refused = app.as_admin().post_json("/v1/directory", &file(251)).await.expect_status(422).json();
    assert!(
        refused["errors"][0]["detail"].as_str().is_some_and(|said| said.contains("251") && said.contains("250")),
        "{refused}"
    );
    app.anonymous().get("/v1/agencies/agency-0").await.expect_status(404);
    let taken = app.as_admin().post_json("/v1/directory", &file(250)).await.expect_status(200).json();
    assert_eq!(taken["new"].as_array().map(Vec::len), Some(250));
}

#[tokio::test]
async fn a_kind_of_service_that_is_not_known_stays_a_code_and_can_be_kept() {
    let app = app().await;
    let mut body = api(&app, "/v1/services/innoviris-shape").await;
    body["kind"] = json!("mentoring-circle");
    app.as_admin().if_match("*").put_json("/v1/services/innoviris-shape", &body).await.expect_status(200);
    let page = app.anonymous().header("accept", "text/html").get("/services/innoviris-shape").await;
    assert!(page.expect_status(200).text().contains("mentoring-circle"));
    let form = get(&app, "/console/directory/services/innoviris-shape/edit").await.expect_status(200).text();
    assert!(form.contains("value=\"mentoring-circle\"") && form.contains("accompagnement"), "{form}");
}

#[tokio::test]
async fn what_another_program_wrote_is_taken_as_far_as_it_says_enough() {
    let app = app().await;
    let file = json!({
        "organizations": [{"id": "11111111-1111-4111-8111-111111111111", "name": "Sœurs d’affaires", "description": "Aide", "email": "hello@soeurs.example"}],
        "services": [{"id": "22222222-2222-4222-8222-222222222222", "organization_id": "11111111-1111-4111-8111-111111111111", "name": "Parrainage",
            "attributes": [{"taxonomy_term": {"code": "fin_plan"}}]}],
        "locations": [{"id": "33333333-3333-4333-8333-333333333333", "name": "Chez elles", "latitude": 50.85, "longitude": 4.35,
            "addresses": [{"address_1": "Rue Haute 1", "city": "Bruxelles", "postal_code": "1000"}]}],
    });
    app.as_admin().post_json("/v1/directory", &file).await.expect_status(200);
    let agency = api(&app, "/v1/services/parrainage").await["agency"].as_str().unwrap().to_owned();
    assert_eq!(api(&app, &format!("/v1/agencies/{agency}")).await["email"], "hello@soeurs.example");
    assert_eq!(api(&app, "/v1/locations/chez-elles").await["nis"], "21004");
    let little = json!({"organizations": [{"name": "Nobody"}], "services": [{"name": "Nothing"}]});
    let refused = app.as_admin().post_json("/v1/directory", &little).await.expect_status(422).json();
    let pointers = refused["errors"].to_string();
    assert!(pointers.contains("/organizations/0/email") && pointers.contains("/services/0/agency"), "{pointers}");
}

#[tokio::test]
async fn the_page_takes_a_file_after_it_said_what_that_does() {
    let app = app().await;
    get(&app, "/console/directory/exchange").await.expect_status(200);
    let file = get(&app, "/console/directory/exchange/hsds.json").await.expect_status(200);
    assert!(file.header("content-disposition").contains("directory.hsds.json"));
    let mut file = file.json();
    file["locations"][0]["permanence"]["desks"] = json!(9);
    let id = file["locations"][0]["permanence"]["id"].as_str().unwrap().to_owned();
    let send = |content: String, press: &'static str| {
        let app = &app;
        async move {
            let part =
                |head: &str, body: &str| format!("--b\r\ncontent-disposition: form-data; {head}\r\n\r\n{body}\r\n");
            let body = [
                part("name=\"file\"; filename=\"d.json\"", &content),
                part("name=\"do\"", press),
                "--b--\r\n".to_owned(),
            ]
            .concat();
            let staff =
                app.as_staff(domain::staff::StaffRole::Coordinator).await.language("fr").header("accept", "text/html");
            let staff = staff.header("sec-fetch-site", "same-origin");
            staff
                .bytes(
                    "POST",
                    "/console/directory/exchange",
                    Some("multipart/form-data; boundary=b"),
                    body.into_bytes(),
                )
                .await
        }
    };
    assert!(send("{".to_owned(), "try").await.expect_status(422).text().contains("n’est pas du JSON"));
    let said = send(file.to_string(), "try").await.expect_status(200).text();
    assert!(said.contains("Une entrée modifiée") && said.contains("Guichets ou postes"), "{said}");
    assert_ne!(api(&app, &format!("/v1/locations/{id}")).await["desks"], 9);
    let done = send(file.to_string(), "take").await.expect_status(200).text();
    assert!(done.contains("C’est fait"), "{done}");
    assert_eq!(api(&app, &format!("/v1/locations/{id}")).await["desks"], 9);
}
