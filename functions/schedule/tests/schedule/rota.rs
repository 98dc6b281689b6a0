//! The coordinator's rota: what clashes in a week, what is missing, moving a
//! session, advisers' pages.

use crate::common::{app, coordinator, with};
use domain::ids::{AgencyId, LocationId};
use domain::staff::StaffRole;
use serde_json::{Value, json};
use testkit::TestApp;

async fn add_adviser(app: &TestApp, id: &str, agency: &str) {
    let body = json!({"agency": agency, "name": "Ann Maes", "email": "a@b.example", "languages": ["fr", "nl", "en"],
        "absences": [{"from": "2026-12-08", "to": "2026-12-08"}]});
    let path = format!("/v1/advisers/{id}");
    app.as_admin().header("if-none-match", "*").put_json(&path, &body).await.expect_status(201);
}

async fn stored(app: &TestApp, id: &str) -> Value {
    app.as_admin().get(&format!("/v1/permanences/{id}")).await.expect_status(200).json()
}

/// The form of a change: what a page sends, without the id of a new one.
fn change<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = with(changes);
    fields.retain(|(name, _)| *name != "id");
    fields
}

#[tokio::test]
async fn the_form_offers_the_agencys_advisers_and_refuses_what_can_not_take_place() {
    let app = app().await;
    add_adviser(&app, "ann", "innoviris").await;
    add_adviser(&app, "bob", "hub").await;
    let staff = coordinator(&app).await;
    let spoken = app.as_staff(StaffRole::Coordinator).await.header("accept", "text/html");
    let form = staff.clone().get("/console/schedule/new?agency=innoviris&day=2026-12-03").await.text();
    assert!(form.contains("value=\"ann\"") && !form.contains("value=\"bob\""));
    assert!(form.contains("value=\"2026-12-03\""));
    staff.clone().form("/console/schedule/new", &with(&[("advisers", "ann")])).await.expect_status(303);
    assert_eq!(stored(&app, "p1").await["advisers"], json!(["ann"]));
    let again = with(&[("advisers", "ann"), ("id", "p2"), ("location", "eebic"), ("room", "Bleue")]);
    let mut said = Vec::new();
    for language in ["fr", "nl", "en"] {
        let sent = spoken.clone().language(language).form("/console/schedule/new", &again).await;
        let text = sent.expect_status(422).text();
        assert!(
            text.contains("id=\"f-advisers-error\"") && text.contains("Ann Maes") && text.contains("Bleue"),
            "{text}"
        );
        said.push(text.split("id=\"f-advisers-error\"").nth(1).unwrap()[..400].to_owned());
    }
    said.dedup();
    assert_eq!(said.len(), 3);
    app.as_admin().get("/v1/permanences/p2").await.expect_status(404);
    // What is left to people is shown with the series.
    let page = staff.clone().get("/console/schedule/p1").await.text();
    assert!(page.contains("Ann Maes ne sera pas là") && page.contains("ma 8 déc."), "{page}");
    // Nobody ticked: nobody named.
    staff.form("/console/schedule/p1", &change(&[("version", "1")])).await.expect_status(303);
    assert_eq!(stored(&app, "p1").await["advisers"], json!([]));
}

#[tokio::test]
async fn the_week_marks_what_clashes_and_names_what_is_missing() {
    let app = app().await;
    add_adviser(&app, "ann", "innoviris").await;
    let staff = coordinator(&app).await;
    let spoken = app.as_staff(StaffRole::Coordinator).await.header("accept", "text/html");
    staff.clone().form("/console/schedule/new", &with(&[("advisers", "ann")])).await.expect_status(303);
    for (language, word, sentence, gap) in [
        ("fr", "à voir", "Ann Maes ne sera pas là ce jour-là.", "À combler dans la semaine"),
        ("nl", "te bekijken", "Ann Maes is die dag afwezig.", "In te vullen in de week"),
        ("en", "to look at", "Ann Maes is away on that day.", "To be filled in the week"),
    ] {
        let page = spoken.clone().language(language).get("/console/schedule?week=2026-W50").await.expect_status(200);
        let text = page.text();
        assert!(text.contains(" marked\"") && text.contains(word) && text.contains(sentence), "{text}");
        assert!(text.contains(gap) && text.contains("BeCentral"), "{text}");
        assert!(!text.contains("Unknown localization"));
    }
    let usual = staff.clone().get("/console/schedule?week=2026-W49").await.text();
    assert!(!usual.contains(" marked\""));
    // A cell leads to the form with its place and day.
    assert!(usual.contains("/console/schedule/new?location=eebic&amp;day=2026-12-01"));
    assert!(
        usual.contains("data-move=\"/console/schedule/p1/move?date=2026-12-01\"") && usual.contains("/assets/rota.")
    );
    // Others see who is where, and change nothing.
    let host = app.as_staff(StaffRole::Host { location: LocationId::parse("icab").unwrap() }).await;
    let seen =
        host.header("accept", "text/html").get("/console/schedule?week=2026-W50").await.expect_status(200).text();
    assert!(seen.contains("Innoviris") && !seen.contains("Ann Maes") && !seen.contains("data-move"));
    assert!(!seen.contains("schedule/new") && !seen.contains("/assets/rota."));
}

#[tokio::test]
async fn programs_read_the_same_week() {
    let app = app().await;
    add_adviser(&app, "ann", "hub").await;
    let tuesdays = json!({"agency": "hub", "location": "icab", "advisers": ["ann"], "start": "2026-11-24T09:30",
        "duration_minutes": 180, "rrule": "FREQ=WEEKLY", "status": "published"});
    app.as_admin().header("if-none-match", "*").put_json("/v1/permanences/p1", &tuesdays).await.expect_status(201);
    let rota = app.as_admin().get("/v1/rota?week=2026-W50").await.expect_status(200).json();
    assert_eq!(rota["week"], "2026-W50");
    assert_eq!(rota["clashes"][0]["kind"], "absent");
    assert_eq!(
        (&rota["clashes"][0]["hard"], &rota["clashes"][0]["sessions"]),
        (&json!(false), &json!(["p1.20261208"]))
    );
    let place = |id: &str| {
        let covered = rota["coverage"].as_array().unwrap().iter().find(|one| one["location"] == id).unwrap();
        (covered["agencies"].clone(), covered["aims"][0].clone())
    };
    let met = json!({"aim": "weekly", "met": true, "gap": null, "reason": null});
    assert_eq!(place("icab"), (json!(["hub"]), met.clone()));
    assert_eq!(place("betacowork").0, json!(["hub"]), "one building is one stop");
    assert_eq!(place("eebic"), (json!([]), json!({"aim": "weekly", "met": false, "gap": "nothing", "reason": null})));
    let christmas = app.as_admin().get("/v1/rota?week=2026-W53").await.json();
    let icab = christmas["coverage"].as_array().unwrap().iter().find(|one| one["location"] == "icab").unwrap();
    assert_eq!(icab["aims"][0]["gap"], "cancelled");
    assert!(icab["aims"][0]["reason"]["nl"].is_string());
    app.as_admin().get("/v1/rota?week=soon").await.expect_status(422);
    app.anonymous().get("/v1/rota").await.expect_status(401);
    for (days, week) in [(0, "2026-W48"), (4, "2026-W49")] {
        app.clock.advance(chrono::TimeDelta::days(days));
        assert_eq!(app.as_admin().get("/v1/rota").await.expect_status(200).json()["week"], week, "as the page");
    }
}

#[tokio::test]
async fn an_adviser_and_a_host_read_by_page_and_program_what_clashes_for_them() {
    let app = app().await;
    add_adviser(&app, "ann", "hub").await;
    let tuesdays = json!({"agency": "hub", "location": "icab", "advisers": ["ann"], "start": "2026-11-24T09:30",
        "duration_minutes": 180, "rrule": "FREQ=WEEKLY", "status": "published"});
    app.as_admin().header("if-none-match", "*").put_json("/v1/permanences/p1", &tuesdays).await.expect_status(201);
    let adviser = |agency: &str| StaffRole::Adviser { agency: AgencyId::parse(agency).unwrap() };
    let host = StaffRole::Host { location: LocationId::parse("icab").unwrap() };
    for (role, clashes) in [(adviser("hub"), 1), (adviser("innoviris"), 0), (host, 0)] {
        let staff = app.as_staff(role.clone()).await;
        let rota = staff.clone().get("/v1/rota?week=2026-W50").await.expect_status(200).json();
        assert_eq!(rota["clashes"].as_array().unwrap().len(), clashes, "{role:?}");
        assert_eq!(rota["coverage"], json!([]), "who is missing where is the coordinator's");
        let page = staff.get("/console/schedule?week=2026-W50").await.expect_status(200).text();
        assert_eq!(page.contains("id=\"clashes\""), clashes > 0, "{role:?}");
        assert!(!page.contains("id=\"coverage\""));
    }
}

#[tokio::test]
async fn one_session_moves_and_the_series_stays() {
    let app = app().await;
    add_adviser(&app, "ann", "innoviris").await;
    let staff = coordinator(&app).await;
    staff.clone().form("/console/schedule/new", &with(&[("advisers", "ann")])).await.expect_status(303);
    let other = with(&[("advisers", "ann"), ("id", "p2"), ("location", "eebic"), ("date", "2026-11-25")]);
    staff.clone().form("/console/schedule/new", &other).await.expect_status(303);
    let path = "/console/schedule/p1/move";
    let form = staff.clone().get(&format!("{path}?date=2026-12-01&to=2026-12-03")).await.expect_status(200).text();
    assert!(form.contains("value=\"2026-12-03\"") && form.contains("value=\"09:30\""), "{form}");
    for nothing in ["2026-12-02", "soon", "2026-12-25"] {
        staff.clone().get(&format!("{path}?date={nothing}")).await.expect_status(404);
    }
    let fields = |day: &'static str| {
        [
            ("ex_date", "2026-12-01"),
            ("ex_kind", "move"),
            ("ex_new_date", day),
            ("ex_new_time", "10:00"),
            ("ex_reason_nl", "Ruil"),
        ]
    };
    // On Wednesday they are at EEBIC.
    let refused = staff.clone().form(path, &fields("2026-12-02")).await.expect_status(422).text();
    assert!(refused.contains("id=\"f-ex-new-date-error\"") && refused.contains("EEBIC"), "{refused}");
    assert_eq!(stored(&app, "p1").await["exceptions"], json!([]));
    let moved = staff.clone().form(path, &fields("2026-12-08")).await.expect_status(422).text();
    assert!(moved.contains("id=\"f-ex-new-date-error\""), "the series is there on that Tuesday");
    let moved = staff.clone().form(path, &fields("2026-12-10")).await.expect_status(303);
    assert_eq!(moved.header("location"), "/console/schedule?week=2026-W50&done=moved");
    let back = staff.clone().form(path, &fields("2026-12-03")).await.expect_status(303);
    assert_eq!(back.header("location"), "/console/schedule?week=2026-W49&done=moved");
    let exceptions = stored(&app, "p1").await["exceptions"].clone();
    assert_eq!(exceptions.as_array().unwrap().len(), 1);
    assert_eq!((&exceptions[0]["start"], &exceptions[0]["reason"]["fr"]), (&json!("2026-12-03T10:00"), &json!("Ruil")));
    let week = staff.get("/console/schedule?week=2026-W49&done=moved").await.text();
    assert!(week.contains("La séance est déplacée.") && week.contains("Déplacée du ma 1er déc."), "{week}");
    app.anonymous().get(&format!("{path}?date=2026-12-01")).await.expect_status(303);
}

#[tokio::test]
async fn an_adviser_is_added_changed_and_removed_by_form() {
    let app = app().await;
    let staff = coordinator(&app).await;
    let spoken = app.as_staff(StaffRole::Coordinator).await.header("accept", "text/html");
    let path = "/console/schedule/advisers";
    let empty = staff.clone().get(path).await.expect_status(200).text();
    assert!(empty.contains("Personne n’est encore inscrit."));
    let fields = |changes: &[(&'static str, &'static str)]| {
        let mut fields =
            vec![("id", "ann"), ("agency", "hub"), ("name", "Ann"), ("email", "ann@hub.example"), ("languages", "nl")];
        fields.retain(|(name, _)| !changes.iter().any(|(other, _)| other == name));
        fields.extend_from_slice(changes);
        fields
    };
    for (wrong, error) in [
        ("agency", "f-agency-error"),
        ("name", "f-name-error"),
        ("email", "f-email-error"),
        ("languages", "f-languages-error"),
    ] {
        for language in ["fr", "nl", "en"] {
            let sent = spoken.clone().language(language).form(&format!("{path}/new"), &fields(&[(wrong, "")])).await;
            assert!(sent.expect_status(422).text().contains(&format!("id=\"{error}\"")), "{wrong}");
        }
    }
    for (name, to) in [("Ann", ""), ("Ann", "/ann"), ("Anna", "/ann")] {
        let sent = fields(&[("half_days", "TU-AM"), ("name", name)]);
        let added = staff.clone().form(&format!("{path}/new"), &sent).await.expect_status(303);
        let done = if name == "Ann" { "adviser-created" } else { "made-before" };
        assert_eq!(added.header("location"), format!("{path}{to}?done={done}"), "sent again, changed or not");
    }
    let list = staff.clone().get(&format!("{path}?done=adviser-created")).await.text();
    assert!(list.contains("Ann") && list.contains("ma matin") && list.contains("La personne est ajoutée."));
    let one = format!("{path}/ann");
    let away = fields(&[("version", "1"), ("absence_from", "2026-12-01"), ("absence_to", "2026-12-04")]);
    staff.clone().form(&one, &away).await.expect_status(303);
    let late = staff.clone().form(&one, &fields(&[("version", "1"), ("name", "Anna")])).await.expect_status(422).text();
    assert!(late.contains("Quelqu’un d’autre") && late.contains("name=\"version\" value=\"2\""));
    let form = staff.clone().get(&one).await.expect_status(200).text();
    assert!(form.contains("value=\"2026-12-01/2026-12-04\" checked"), "{form}");
    // One day is enough, and what is unticked goes.
    let day = fields(&[("version", "2"), ("absence_from", "2026-12-24")]);
    staff.clone().form(&one, &day).await.expect_status(303);
    let ann = app.as_admin().get("/v1/advisers/ann").await.json();
    assert_eq!(ann["absences"], json!([{"from": "2026-12-24", "to": "2026-12-24"}]));
    let wrong = fields(&[("version", "3"), ("absence_from", "2026-12-24"), ("absence_to", "2026-12-23")]);
    assert!(staff.clone().form(&one, &wrong).await.expect_status(422).text().contains("id=\"f-absence-to-error\""));
    staff.clone().get(&format!("{one}/delete")).await.expect_status(200);
    staff.clone().form(&format!("{one}/delete"), &[("version", "1")]).await.expect_status(412);
    let gone = staff.clone().form(&format!("{one}/delete"), &[("version", "3")]).await.expect_status(303);
    assert_eq!(gone.header("location"), "/console/schedule/advisers?done=adviser-deleted");
    staff.get(&one).await.expect_status(404);
    let host = app.as_staff(StaffRole::Host { location: LocationId::parse("icab").unwrap() }).await;
    host.header("accept", "text/html").get(path).await.expect_status(404);
}
