//! How agencies are reached, in the console: address, desks, closed days.

use domain::ids::AgencyId;
use domain::staff::StaffRole;
use serde_json::{Value, json};
use testkit::{Answer, TestApp};

const INNOVIRIS: &str = "/console/agencies/innoviris";

async fn app() -> TestApp {
    TestApp::with(directory::routes()).await
}

async fn get(app: &TestApp, path: &str) -> Answer {
    app.as_staff(StaffRole::Coordinator).await.language("fr").header("accept", "text/html").get(path).await
}

async fn save(app: &TestApp, fields: &[(&str, &str)]) -> Answer {
    let staff = app.as_staff(StaffRole::Coordinator).await.language("fr").header("accept", "text/html");
    staff.form(INNOVIRIS, fields).await
}

async fn stored(app: &TestApp) -> Value {
    app.as_staff(StaffRole::Coordinator).await.get("/v1/agencies/innoviris").await.expect_status(200).json()
}

#[tokio::test]
async fn a_desk_its_deputy_and_closed_days_are_entered_and_taken_away() {
    let app = app().await;
    assert!(get(&app, "/console/agencies").await.expect_status(200).text().contains(INNOVIRIS));
    assert!(get(&app, INNOVIRIS).await.expect_status(200).text().contains("Guichet 1"));
    let fields = [
        ("version", "1"),
        ("email", "front@innoviris.example"),
        ("name_0", "Été & recherche"),
        ("email_0", "research@innoviris.example"),
        ("places_0", "icab"),
        ("places_0", "greenbizz"),
        ("kinds_0", "rd_grant"),
        ("languages_0", "fr"),
        ("languages_0", "nl"),
        ("away_from_0", "2026-07-20"),
        ("away_to_0", "2026-07-31"),
        ("deputy_0", "other@innoviris.example"),
        ("from_0", "2026-12-24"),
        ("to_0", "2027-01-03"),
    ];
    save(&app, &fields).await.expect_status(303);
    let kept = stored(&app).await;
    let desk = &kept["desks"][0];
    assert_eq!(desk["locations"], json!(["icab", "greenbizz"]));
    assert_eq!(
        desk["absences"],
        json!([{"from": "2026-07-20", "to": "2026-07-31", "deputy": "other@innoviris.example"}])
    );
    assert_eq!(kept["closures"][0]["to"], "2027-01-03");
    assert_eq!(desk["languages"], json!(["fr", "nl"]));
    let page = get(&app, INNOVIRIS).await.expect_status(200).text();
    assert!(page.contains("Été &amp; recherche") && page.contains("Guichet 2"), "what is kept, and one more");
    let saved = async || get(&app, "/console/agencies/innoviris?done=saved").await.expect_status(200).text();
    let (closed, unattended) = ("on ne peut pas réserver ses séances", "href=\"/console/schedule/unattended\"");
    let told = saved().await;
    assert!(told.contains(closed) && told.contains(unattended), "{told}");
    assert!(page.contains("<strong>Greenbizz, ICAB") || page.contains("<strong>greenbizz"), "chosen by name: {page}");
    let chosen = |value: &str| {
        let at = page.find(&format!("name=\"places_0\" value=\"{value}\"")).unwrap();
        page[at..].split('>').next().unwrap().contains("checked")
    };
    assert!(chosen("icab") && chosen("greenbizz") && !chosen("eebic"));
    save(&app, &[("version", "2"), ("email", "front@innoviris.example"), ("name_0", "")]).await.expect_status(303);
    let kept = stored(&app).await;
    assert!(
        kept["desks"].as_array().is_none_or(Vec::is_empty) && kept["closures"].as_array().is_none_or(Vec::is_empty)
    );
    let told = saved().await;
    assert!(told.contains("C’est enregistré") && !told.contains(closed), "{told}");
}

#[tokio::test]
async fn how_an_agency_is_asked_is_chosen_in_the_form_and_by_programs() {
    let app = app().await;
    assert_eq!(stored(&app).await["asking"], "singly");
    let page = get(&app, INNOVIRIS).await.expect_status(200).text();
    assert!(page.contains("Comment l’agence reçoit les demandes"), "{page}");
    let fields = [("version", "1"), ("email", "front@innoviris.example"), ("asking", "daily")];
    save(&app, &fields).await.expect_status(303);
    let mut kept = stored(&app).await;
    assert_eq!(kept["asking"], "daily");
    let everybody = app.anonymous().get("/v1/agencies/innoviris").await.expect_status(200).json();
    assert!(everybody.get("asking").is_none(), "{everybody}");
    kept.as_object_mut().unwrap().remove("asking");
    let path = "/v1/agencies/innoviris";
    app.as_admin().header("if-match", "*").put_json(path, &kept).await.expect_status(200);
    assert_eq!(stored(&app).await["asking"], "daily", "what is left out stays");
    kept["asking"] = json!("singly");
    app.as_admin().header("if-match", "*").put_json(path, &kept).await.expect_status(200);
    assert_eq!(stored(&app).await["asking"], "singly");
    kept["asking"] = json!("hourly");
    app.as_admin().header("if-match", "*").put_json(path, &kept).await.expect_status(422);
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_and_nothing_is_kept() {
    let app = app().await;
    let before = stored(&app).await;
    let fields = [
        ("version", "1"),
        ("email", "front@innoviris.example"),
        ("name_0", "Recherche"),
        ("email_0", "nobody"),
        ("from_0", "2026-12-24"),
        ("to_0", "2026-12-01"),
    ];
    let page = save(&app, &fields).await.expect_status(422).text();
    assert!(page.contains("#f-email-0") && page.contains("#f-to-0") && page.contains("value=\"nobody\""), "{page}");
    let unknown = [
        ("version", "1"),
        ("email", "front@innoviris.example"),
        ("name_0", "Recherche"),
        ("email_0", "a@innoviris.example"),
        ("places_0", "nowhere"),
    ];
    assert!(save(&app, &unknown).await.expect_status(422).text().contains("#f-places-0"));
    // What can't be a desk yet is not dropped, and said to be saved.
    let nameless = [("version", "1"), ("email", "front@innoviris.example"), ("email_0", "a@innoviris.example")];
    let page = save(&app, &nameless).await.expect_status(422).text();
    assert!(page.contains("#f-name-0") && page.contains("value=\"a@innoviris.example\""), "{page}");
    let wrong =
        [("version", "1"), ("email", "front@innoviris.example"), ("email_0", "nobody"), ("away_from_0", "soon")];
    let page = save(&app, &wrong).await.expect_status(422).text();
    for field in ["#f-name-0", "#f-email-0", "#f-away-from-0"] {
        assert!(page.contains(field), "{field}: {page}");
    }
    let away = [("name_0", "Recherche"), ("deputy_0", "b@innoviris.example")];
    assert!(save(&app, &[&nameless[..], &away].concat()).await.expect_status(422).text().contains("#f-away-from-0"));
    let page = save(&app, &[("version", "7"), ("email", "front@innoviris.example")]).await.expect_status(422).text();
    for kept in ["Rien n’est perdu", "</span> → front@innoviris.example", "value=\"front@innoviris.example\""] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    assert_eq!(stored(&app).await, before);
}

#[tokio::test]
async fn the_history_names_the_municipality_from_where_advisers_set_out() {
    let app = app().await;
    let fields = [("version", "1"), ("email", "front@innoviris.example"), ("seat", "21019")];
    save(&app, &fields).await.expect_status(303);
    let page = get(&app, "/console/directory/agencies/innoviris").await.expect_status(200).text();
    assert!(page.contains("Commune d’où partent ses conseillers"), "{page}");
}

#[tokio::test]
async fn two_desks_may_be_named_as_they_are_at_length_and_alike() {
    let app = app().await;
    let name = "Guichet des entreprises, des indépendants & de la Łódź";
    let first = [("email", "front@innoviris.example"), ("name_0", name), ("email_0", "a@innoviris.example")];
    save(&app, &[&[("version", "1")], &first[..]].concat()).await.expect_status(303);
    let second = [("version", "2"), ("name_1", name), ("email_1", "b@innoviris.example")];
    save(&app, &[&second[..], &first].concat()).await.expect_status(303);
    let desks = stored(&app).await["desks"].clone();
    assert_eq!((&desks[0]["name"], &desks[1]["name"]), (&json!(name), &json!(name)));
    assert_ne!(desks[0]["id"], desks[1]["id"]);
}

#[tokio::test]
async fn a_desk_stays_itself_and_no_row_is_lost_where_somebody_took_another_away_meanwhile() {
    let app = app().await;
    let front = ("email", "front@innoviris.example");
    let first = [front, ("name_0", "Recherche"), ("email_0", "a@innoviris.example")];
    save(&app, &[&[("version", "1")], &first[..]].concat()).await.expect_status(303);
    let research = stored(&app).await["desks"][0]["id"].as_str().unwrap().to_owned();
    let second = [("desk_0", research.as_str()), ("name_1", "Export"), ("email_1", "b@innoviris.example")];
    save(&app, &[&[("version", "2")], &first[..], &second].concat()).await.expect_status(303);
    let export = stored(&app).await["desks"][1]["id"].as_str().unwrap().to_owned();
    let page = get(&app, INNOVIRIS).await.expect_status(200).text();
    assert!(page.contains(&format!("name=\"desk_1\" value=\"{export}\"")), "{page}");
    let other = [("desk_0", export.as_str()), ("name_0", "Export"), ("email_0", "b@innoviris.example")];
    save(&app, &[&[("version", "3"), front], &other[..]].concat()).await.expect_status(303);

    let third = [("desk_1", export.as_str()), ("name_2", "Aide"), ("email_2", "c@innoviris.example")];
    let form = [&first[..], &second, &third].concat();
    let page = save(&app, &[&[("version", "3")], &form[..]].concat()).await.expect_status(422).text();
    assert!(page.contains("Rien n’est perdu") && page.contains("value=\"Aide\""), "{page}");
    save(&app, &[&[("version", "4")], &form[..]].concat()).await.expect_status(303);
    let kept = stored(&app).await["desks"].clone();
    let desks: Vec<(&str, &str)> = kept
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["id"].as_str().unwrap(), one["name"].as_str().unwrap()))
        .collect();
    assert_eq!(desks[..2], [(research.as_str(), "Recherche"), (export.as_str(), "Export")]);
    assert_eq!((desks.len(), desks[2].1), (3, "Aide"));
}

#[tokio::test]
async fn only_a_coordinator_enters() {
    let app = app().await;
    let adviser = StaffRole::Adviser { agency: AgencyId::parse("innoviris").unwrap() };
    for path in ["/console/agencies", INNOVIRIS] {
        let staff = app.as_staff(adviser.clone()).await.header("accept", "text/html");
        staff.get(path).await.expect_status(404);
    }
}
