//! The console's pages of surveys.
#![expect(clippy::unwrap_used, reason = "what a test unwraps is what it asserts")]

use crate::common::{after_visit, answer, app, count, submission};
use domain::ids::{AgencyId, LocationId};
use domain::staff::StaffRole;
use serde_json::json;

fn host(place: &str) -> StaffRole {
    StaffRole::Host { location: LocationId::parse(place).unwrap() }
}

#[tokio::test]
async fn an_empty_list_says_what_will_be_there() {
    let app = app().await;
    let coordinator = app.as_staff(StaffRole::Coordinator).await.header("accept", "text/html").language("fr");
    let page = coordinator.clone().get("/console/survey").await.expect_status(200).text();
    assert!(page.contains("Aucune enquête pour l’instant") && page.contains("/console/survey/new"));
    for path in ["/console/survey", "/console/survey/waves"] {
        let page = app.as_staff(host("icab")).await.language("fr").get(path).await.expect_status(200).text();
        assert!(page.contains("votre agence ou votre lieu"), "who makes none is told of none to make: {page}");
        assert!(!page.contains("Créez-en une") && !page.contains("Planifiez-en une"), "{page}");
    }
    let new = coordinator.get("/console/survey/new").await.expect_status(200).text();
    assert!(new.contains("name=\"csrf\"") && new.contains("value=\"2026-11-24\""));
    let stranger = app.anonymous().header("accept", "text/html").get("/console/survey").await.expect_status(303);
    assert!(stranger.header("location").starts_with("/console/sign-in?next="));
}

#[tokio::test]
async fn the_coordinator_makes_a_survey_by_form() {
    let app = app().await;
    let coordinator = app.as_staff(StaffRole::Coordinator).await.language("nl");
    let fields = [
        ("variant", "after_visit"),
        ("location", "icab"),
        ("agency", "innoviris"),
        ("permanence", ""),
        ("opens", "2026-11-24"),
        ("closes", "2026-12-24"),
    ];
    let made = coordinator.clone().form("/console/survey", &fields).await.expect_status(303);
    let path = made.header("location").to_owned();
    let page = coordinator.clone().get(&path).await.expect_status(200).text();
    for words in ["Innoviris bij ICAB", "De enquête is gemaakt", "/qr/", "/poster", "Nog geen antwoorden"] {
        assert!(page.contains(words), "{words}");
    }
    let list = coordinator.clone().get("/console/survey").await.expect_status(200).text();
    assert!(list.contains("Innoviris bij ICAB") && list.contains("Na een bezoek"));
    let mut wrong = fields;
    wrong[5] = ("closes", "2026-11-01");
    let refused = coordinator.clone().form("/console/survey", &wrong).await.expect_status(422).text();
    assert!(refused.contains("href=\"#f-closes\"") && refused.contains("value=\"2026-11-01\""));
    let stranger = coordinator.clone().header("sec-fetch-site", "cross-site");
    stranger
        .bytes("POST", "/console/survey", Some("application/x-www-form-urlencoded"), b"variant=quarterly".to_vec())
        .await
        .expect_status(403);
}

/// What a form carries so that it counts once.
fn id_in(page: &str) -> String {
    page.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_survey_whose_form_is_sent_twice_is_made_once() {
    let app = app().await;
    let coordinator = app.as_staff(StaffRole::Coordinator).await.language("en");
    let id = id_in(&coordinator.clone().get("/console/survey/new").await.expect_status(200).text());
    let send = async |closes: &str| {
        let fields = [("id", id.as_str()), ("variant", "after_visit"), ("opens", "2026-11-24"), ("closes", closes)];
        let sent = coordinator.clone().form("/console/survey", &fields).await.expect_status(303);
        sent.header("location").to_owned()
    };
    let first = send("2026-12-24").await;
    assert_eq!(first, format!("/console/survey/{id}?done=created"));
    assert_eq!(send("2026-12-24").await, first);
    let other = coordinator.clone().get(&send("2026-12-31").await).await.expect_status(200).text();
    assert!(other.contains("What you changed since is not saved"), "{other}");
    let all = app.as_admin().get("/v1/surveys").await.expect_status(200).text();
    assert!(all.matches("\"closes\":").count() == 1 && all.contains("2026-12-24"), "{all}");
}

#[tokio::test]
async fn a_wave_whose_form_is_changed_and_sent_again_says_that_it_is_planned_already() {
    let app = app().await;
    let coordinator = app.as_staff(StaffRole::Coordinator).await.language("en");
    let id = id_in(&coordinator.clone().get("/console/survey/waves/new").await.expect_status(200).text());
    let send = async |closes: &str| {
        let fields = [("id", id.as_str()), ("variant", "after_visit"), ("opens", "2026-11-24"), ("closes", closes)];
        let sent = coordinator.clone().form("/console/survey/waves", &fields).await.expect_status(303);
        sent.header("location").to_owned()
    };
    let first = send("2026-12-24").await;
    assert_eq!(first, format!("/console/survey/waves/{id}?done=planned"));
    assert_eq!(send("2026-12-24").await, first);
    let other = coordinator.clone().get(&send("2026-12-31").await).await.expect_status(200).text();
    assert!(other.contains("What you changed since is not saved") && !other.contains("The wave is planned"), "{other}");
    let wave = app.as_admin().get(&format!("/v1/waves/{id}")).await.expect_status(200).json();
    assert_eq!(wave["closes"], "2026-12-24");
}

#[tokio::test]
async fn a_wave_that_is_over_is_refused_at_its_last_day() {
    let app = app().await;
    let past = json!({"variant": "after_visit", "opens": "2026-01-01", "closes": "2026-11-23"});
    let refused = app.as_admin().key("past").post_json("/v1/waves", &past).await.expect_status(422).json();
    assert_eq!(refused["errors"][0]["pointer"], "/closes", "{refused}");
    let coordinator = app.as_staff(StaffRole::Coordinator).await.language("en");
    let fields = [("id", "past"), ("variant", "after_visit"), ("opens", "2026-01-01"), ("closes", "2026-01-31")];
    let refused = coordinator.form("/console/survey/waves", &fields).await.expect_status(422).text();
    assert!(refused.contains("This day is over") && refused.contains("href=\"#f-closes\""), "{refused}");
    // One that opened is ended by a day that is over; one to come is not moved there.
    let put = async |made: &serde_json::Value, opens: &str| {
        let path = format!("/v1/waves/{}", made["id"].as_str().unwrap());
        let body = json!({"variant": "after_visit", "opens": opens, "closes": "2026-11-23"});
        app.as_admin().if_match(made["etag"].as_str().unwrap()).put_json(&path, &body).await
    };
    for (opens, status) in [("2026-11-01", 200), ("2026-12-01", 422)] {
        let body = json!({"variant": "after_visit", "opens": opens, "closes": "2026-12-31"});
        let made = app.as_admin().key(opens).post_json("/v1/waves", &body).await.expect_status(201).json();
        put(&made, "2026-11-01").await.expect_status(status);
    }
}

#[tokio::test]
async fn figures_come_with_n_interval_and_a_sentence() {
    let app = app().await;
    let id = after_visit(&app).await;
    for n in 0..10 {
        let overall = if n < 8 { 4 } else { 2 };
        let answers = json!({"overall": overall, "recommend": 9, "suggestions": "Un créneau après 17 h."});
        answer(&app, &id, &format!("k{n}"), answers).await.expect_status(201);
    }
    answer(&app, &id, "one", json!({"useful": 5})).await.expect_status(201);
    count(&app).await;
    let coordinator = app.as_staff(StaffRole::Coordinator).await.language("fr");
    let page = coordinator.clone().get(&format!("/console/survey/{id}")).await.expect_status(200).text();
    for words in [
        "80 % sont satisfaits ou très satisfaits",
        "entre 49 % et 94 %",
        "(NPS) +100",
        "Moins de cinq réponses",
        "Un créneau après 17 h.",
        "11</strong>",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("style=\""));
}

#[tokio::test]
async fn a_host_sees_its_own_surveys_in_steps_and_no_texts() {
    let app = app().await;
    let id = after_visit(&app).await;
    for n in 0..6 {
        answer(&app, &id, &format!("k{n}"), json!({"overall": 4, "suggestions": "Un créneau après 17 h."}))
            .await
            .expect_status(201);
    }
    count(&app).await;
    let path = format!("/console/survey/{id}");
    let own = app.as_staff(host("icab")).await.header("accept", "text/html");
    let page = own.clone().get(&path).await.expect_status(200).text();
    assert!(!page.contains("créneau après 17"));
    assert!(own.clone().get("/console/survey").await.text().contains(&id));
    own.get("/console/survey/new").await.expect_status(404);
    let other = app.as_staff(host("greenbizz")).await.header("accept", "text/html");
    other.clone().get(&path).await.expect_status(404);
    assert!(!other.get("/console/survey").await.expect_status(200).text().contains(&id));
    let agency = app.as_staff(StaffRole::Adviser { agency: AgencyId::parse("innoviris").unwrap() }).await;
    agency.get(&path).await.expect_status(200);
}

#[tokio::test]
async fn a_contact_request_is_shown_and_erased() {
    let app = app().await;
    let id = after_visit(&app).await;
    let path = format!("/s/{id}/contact");
    let own = submission(&app.anonymous().get(&path).await.text());
    app.anonymous()
        .form(&path, &[("submission", &own), ("name", "Zoé Maes"), ("email", "z@zoe.example")])
        .await
        .expect_status(303);
    let coordinator = app.as_staff(StaffRole::Coordinator).await.language("en");
    let page = coordinator.clone().get(&format!("/console/survey/{id}")).await.expect_status(200).text();
    assert!(page.contains("Zoé Maes") && page.contains("mailto:z@zoe.example"));
    let action =
        page.split("action=\"").find(|part| part.contains("/delete")).unwrap().split('"').next().unwrap().to_owned();
    app.as_staff(host("icab")).await.form(&action, &[]).await.expect_status(404);
    let gone = coordinator.clone().form(&action, &[]).await.expect_status(303);
    let page = coordinator.clone().get(gone.header("location")).await.expect_status(200).text();
    assert!(page.contains("erased") && !page.contains("Zoé Maes"));
    coordinator.form(&action, &[]).await.expect_status(404);
}
