//! The forms of permanences in the console.

use crate::common::{app, coordinator, with};
use domain::ids::{AgencyId, LocationId};
use domain::staff::StaffRole;
use serde_json::json;
use testkit::{Answer, TestApp};

async fn stored(app: &TestApp, id: &str) -> serde_json::Value {
    app.as_admin().get(&format!("/v1/permanences/{id}")).await.expect_status(200).json()
}

fn leads_to(answer: Answer, path: &str) {
    let answer = answer.expect_status(303);
    assert_eq!(answer.header("location"), path);
}

#[tokio::test]
async fn a_form_makes_a_permanence_once_however_often_it_is_sent() {
    let app = app().await;
    let staff = coordinator(&app).await;
    let chosen = staff.clone().get("/console/schedule/new?location=icab").await.expect_status(200).text();
    assert!(chosen.contains("name=\"agency\"") && chosen.contains("value=\"icab\""));
    let form = staff.clone().get("/console/schedule/new?agency=hub&location=icab").await.expect_status(200).text();
    assert!(form.contains("impulse-business-plan") && !form.contains("value=\"innoviris-shape\""));
    let begins = |value: &str| form.contains(&format!("value=\"{value}\""));
    assert!(["09:30", "180", "40", "5"].into_iter().all(begins) && !form.contains("name=\"version\""));
    for _ in 0..2 {
        let sent = staff.clone().form("/console/schedule/new", &with(&[])).await.expect_status(303);
        assert!(sent.header("location").starts_with("/console/schedule/p1"));
    }
    let list = app.as_admin().get("/v1/permanences").await.json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    let made = stored(&app, "p1").await;
    assert_eq!(
        (&made["rrule"], &made["status"], &made["languages"]),
        (&json!("FREQ=WEEKLY;BYDAY=TU"), &json!("published"), &json!(["fr", "nl"]))
    );
}

#[tokio::test]
async fn a_form_that_is_changed_and_sent_again_says_that_the_change_is_not_saved() {
    let app = app().await;
    let staff = coordinator(&app).await;
    staff.clone().form("/console/schedule/new", &with(&[])).await.expect_status(303);
    let changed = staff.clone().form("/console/schedule/new", &with(&[("seats", "3")])).await;
    leads_to(changed, "/console/schedule/p1?done=made-before");
    assert_eq!(stored(&app, "p1").await["seats"], 1);
    leads_to(staff.form("/console/schedule/new", &with(&[])).await, "/console/schedule/p1?done=created");
}

#[tokio::test]
async fn each_rhythm_becomes_its_rule_and_comes_back_in_the_form() {
    let app = app().await;
    let staff = coordinator(&app).await;
    type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], serde_json::Value);
    let cases: [Case<'_>; 5] = [
        ("a", &[("repeat", "once")], json!(null)),
        ("b", &[("repeat", "weekly"), ("interval", "2")], json!("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU")),
        ("c", &[("repeat", "monthly")], json!("FREQ=MONTHLY;BYDAY=4TU")),
        ("d", &[("repeat", "monthly"), ("date", "2026-12-29")], json!("FREQ=MONTHLY;BYDAY=-1TU")),
        ("e", &[("repeat", "keep"), ("rrule", "FREQ=WEEKLY;BYDAY=TU,TH")], json!("FREQ=WEEKLY;BYDAY=TU,TH")),
    ];
    for (id, changes, rule) in cases {
        let mut fields = with(changes);
        fields.retain(|(name, _)| *name != "id");
        fields.push(("id", id));
        staff.clone().form("/console/schedule/new", &fields).await.expect_status(303);
        assert_eq!(stored(&app, id).await["rrule"], rule);
        let page = staff.clone().get(&format!("/console/schedule/{id}")).await.expect_status(200).text();
        let chosen = changes[0].1;
        assert!(page.contains(&format!("value=\"{chosen}\" checked")), "{id}");
    }
}

#[tokio::test]
async fn a_refused_form_keeps_what_was_entered_and_says_what_to_do_in_three_languages() {
    let app = app().await;
    let staff = app.as_staff(StaffRole::Coordinator).await.header("accept", "text/html");
    let cases: [(&[(&str, &str)], &str); 10] = [
        (&[("location", "")], "f-location-error"),
        (&[("date", "")], "f-date-error"),
        (&[("date", "2026-02-30")], "f-date-error"),
        (&[("duration_minutes", "five")], "f-duration-minutes-error"),
        (&[("seats", "0")], "f-seats-error"),
        (&[("until", "2026-01-01")], "f-until-error"),
        (&[("until", "2999-06-29")], "f-until-error"),
        (&[("repeat", "")], "f-repeat-error"),
        (&[("interval", "0")], "f-interval-error"),
        (&[("date", "2027-03-28"), ("time", "02:30")], "f-time-error"),
    ];
    for (changes, error) in cases {
        for language in ["fr", "nl", "en"] {
            let mut fields = with(changes);
            fields.push(("room", "Salle bleue"));
            let answer =
                staff.clone().language(language).form("/console/schedule/new", &fields).await.expect_status(422);
            let text = answer.text();
            assert!(text.contains(&format!("id=\"{error}\"")), "{changes:?} {language}: {text}");
            assert!(text.contains("Salle bleue") && text.contains("error-summary"));
        }
    }
    assert_eq!(app.as_admin().get("/v1/permanences").await.json()["items"], json!([]));
}

#[tokio::test]
async fn what_is_out_of_bounds_is_told_with_its_bounds_and_in_no_program_s_words() {
    let app = app().await;
    let staff = coordinator(&app).await;
    for (field, value, words) in [
        ("interval", "0", "Indiquez un nombre de 1 à 52."),
        ("interval", "53", "Indiquez un nombre de 1 à 52."),
        ("until", "2999-06-29", "Choisissez un jour du 1er janvier 2000 au 31 décembre 2100."),
    ] {
        let refused = staff.clone().form("/console/schedule/new", &with(&[(field, value)])).await.expect_status(422);
        let text = refused.text();
        assert!(text.contains(words) && !text.contains("INTERVAL"), "{field}: {text}");
    }
}

#[tokio::test]
async fn a_change_over_somebody_elses_is_shown_first() {
    let app = app().await;
    let staff = coordinator(&app).await;
    staff.clone().form("/console/schedule/new", &with(&[])).await.expect_status(303);
    let mut first = with(&[("seats", "2"), ("version", "1")]);
    first.retain(|(name, _)| *name != "id");
    leads_to(staff.clone().form("/console/schedule/p1", &first).await, "/console/schedule/p1?done=saved");
    let late = with(&[("seats", "3"), ("version", "1")]);
    let answer = staff.clone().form("/console/schedule/p1", &late).await.expect_status(422).text();
    assert!(answer.contains("Quelqu’un d’autre") && answer.contains("name=\"version\" value=\"2\""));
    assert_eq!(stored(&app, "p1").await["seats"], 2);
    let page = staff.get("/console/schedule/p1?done=saved").await.text();
    assert!(page.contains("La permanence est enregistrée."));
}

#[tokio::test]
async fn one_session_is_cancelled_or_moved_and_restored() {
    let app = app().await;
    let staff = coordinator(&app).await;
    staff.clone().form("/console/schedule/new", &with(&[])).await.expect_status(303);
    let cancel =
        [("ex_date", "2026-12-01"), ("ex_kind", "cancel"), ("ex_reason_fr", "Congé"), ("ex_reason_nl", "Verlof")];
    let added = staff.clone().form("/console/schedule/p1/exceptions", &cancel).await;
    leads_to(added, "/console/schedule/p1?done=exception-added");
    let moved =
        [("ex_date", "2026-12-08"), ("ex_kind", "move"), ("ex_new_date", "2026-12-09"), ("ex_new_time", "13:30")];
    staff.clone().form("/console/schedule/p1/exceptions", &moved).await.expect_status(303);
    let permanence = stored(&app, "p1").await;
    assert_eq!(
        permanence["exceptions"][0],
        json!({"date": "2026-12-01", "cancelled": true, "reason": {"fr": "Congé", "nl": "Verlof"}})
    );
    assert_eq!(permanence["exceptions"][1]["start"], "2026-12-09T13:30");
    let page = staff.clone().get("/console/schedule/p1").await.text();
    assert!(page.contains("n’a pas lieu") && page.contains("Congé"));

    for (fields, error) in [
        (vec![("ex_date", "2026-12-02"), ("ex_kind", "cancel")], "f-ex-date-error"),
        (vec![("ex_date", "2026-12-01"), ("ex_kind", "cancel")], "f-ex-date-error"),
        (vec![("ex_date", "2026-12-15"), ("ex_kind", "move")], "f-ex-new-date-error"),
        (vec![("ex_date", "2026-12-15")], "f-ex-kind-error"),
    ] {
        let answer = staff.clone().form("/console/schedule/p1/exceptions", &fields).await.expect_status(422).text();
        assert!(answer.contains(error), "{fields:?}");
    }
    let off = with(&[("date", "2026-11-25"), ("version", "3")]);
    let answer = staff.clone().form("/console/schedule/p1", &off).await.expect_status(422).text();
    assert!(answer.contains("ne tomberaient plus"));

    let removed = staff.clone().form("/console/schedule/p1/exceptions/2026-12-01/remove", &[]).await;
    leads_to(removed, "/console/schedule/p1?done=exception-removed");
    assert_eq!(stored(&app, "p1").await["exceptions"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn deleting_asks_once_and_names_the_consequence() {
    let app = app().await;
    let staff = coordinator(&app).await;
    staff.clone().form("/console/schedule/new", &with(&[])).await.expect_status(303);
    let page = staff.clone().get("/console/schedule/p1/delete").await.expect_status(200).text();
    assert!(page.contains("séances des trois mois à venir") && page.contains("name=\"version\" value=\"1\""));
    staff.clone().form("/console/schedule/p1/delete", &[("version", "7")]).await.expect_status(412);
    leads_to(
        staff.clone().form("/console/schedule/p1/delete", &[("version", "1")]).await,
        "/console/schedule?done=deleted",
    );
    staff.get("/console/schedule/p1").await.expect_status(404);
}

#[tokio::test]
async fn others_of_the_staff_read_the_week_and_change_nothing() {
    let app = app().await;
    let staff = coordinator(&app).await;
    staff.clone().form("/console/schedule/new", &with(&[])).await.expect_status(303);
    let host = app
        .as_staff(StaffRole::Host { location: LocationId::parse("icab").unwrap() })
        .await
        .header("accept", "text/html");
    let adviser = app
        .as_staff(StaffRole::Adviser { agency: AgencyId::parse("hub").unwrap() })
        .await
        .header("accept", "text/html");
    for other in [host, adviser] {
        let text = other.clone().get("/console/schedule").await.expect_status(200).text();
        assert!(
            text.contains("Innoviris")
                && !text.contains("/console/schedule/p1")
                && !text.contains("/console/schedule/new")
        );
        for path in ["/console/schedule/new", "/console/schedule/p1", "/console/schedule/p1/delete"] {
            other.clone().get(path).await.expect_status(404);
        }
        other.clone().form("/console/schedule/new", &with(&[])).await.expect_status(404);
        other.clone().form("/console/schedule/p1", &with(&[])).await.expect_status(404);
        other.clone().form("/console/schedule/p1/delete", &[("version", "1")]).await.expect_status(404);
        other.form("/console/schedule/p1/exceptions/2026-12-01/remove", &[]).await.expect_status(404);
    }
    let nobody = app.anonymous().header("accept", "text/html").get("/console/schedule").await.expect_status(303);
    assert!(nobody.header("location").starts_with("/console/sign-in"));
}
