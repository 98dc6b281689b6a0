//! Making and reading surveys by the API.

use crate::common::{after_visit, app};
use domain::ids::{AgencyId, LocationId};
use domain::staff::StaffRole;
use rstest::rstest;
use serde_json::{Value, json};

fn request() -> Value {
    json!({"variant": "after_visit", "location": "icab", "agency": "innoviris", "opens": "2026-11-01", "closes": "2026-12-31"})
}

#[tokio::test]
async fn a_survey_is_made_with_its_address_and_qr_code() {
    let app = app().await;
    let made = app.as_admin().key("one").post_json("/v1/surveys", &request()).await.expect_status(201);
    let view = made.json();
    let code = view["code"].as_str().unwrap();
    assert_eq!(code.len(), 10);
    assert!(code.bytes().all(|b| b.is_ascii_lowercase() || (b'2'..=b'7').contains(&b)), "{code}");
    assert_eq!(view["id"], view["code"]);
    assert_eq!(view["url"], format!("http://permanence.test/s/{code}"));
    assert_eq!(view["qr"], format!("http://permanence.test/qr/{code}.svg"));
    assert_eq!(view["eligible"], Value::Null);
    assert_eq!(made.header("location"), format!("/v1/surveys/{code}"));
    assert_eq!(made.header("etag"), "\"v1\"");

    let path = format!("/v1/surveys/{code}");
    let read = app.anonymous().get(&path).await.expect_status(200);
    assert_eq!(read.json(), view);
    app.anonymous().header("if-none-match", "\"v1\"").get(&path).await.expect_status(304);
}

#[tokio::test]
async fn instants_and_local_times_open_and_close_on_their_day_in_brussels() {
    let app = app().await;
    let mut body = request();
    body["opens"] = json!("2026-11-30T23:30:00Z");
    body["closes"] = json!("2026-12-31T18:00");
    let view = app.as_admin().key("one").post_json("/v1/surveys", &body).await.expect_status(201).json();
    assert_eq!((&view["opens"], &view["closes"]), (&json!("2026-12-01"), &json!("2026-12-31")));
    body["opens"] = json!("2026-11-30T25:30:00Z");
    let answer = app.as_admin().key("two").language("en").post_json("/v1/surveys", &body).await.expect_status(422);
    assert_eq!(answer.json()["errors"][0]["pointer"], "/opens");
    assert!(answer.text().contains("date"), "{}", answer.text());
}

#[tokio::test]
async fn the_same_key_makes_one_survey_and_another_body_is_refused() {
    let app = app().await;
    let first = app.as_admin().key("one").post_json("/v1/surveys", &request()).await.expect_status(201);
    let again = app.as_admin().key("\"one\"").post_json("/v1/surveys", &request()).await.expect_status(201);
    assert_eq!(again.json(), first.json());
    let mut other = request();
    other["agency"] = json!("hub");
    app.as_admin().key("one").post_json("/v1/surveys", &other).await.expect_status(422);
    let list = app.as_admin().get("/v1/surveys").await.expect_status(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    app.as_admin().get("/v1/surveys?location=icab").await.expect_status(422);
}

#[rstest]
#[case(json!({"variant": "yearly"}), "/variant")]
#[case(json!({"location": "atlantis"}), "/location")]
#[case(json!({"agency": "nobody"}), "/agency")]
#[case(json!({"agency": "impulse"}), "/agency")]
#[case(json!({"permanence": "none-such"}), "/permanence")]
#[case(json!({"closes": "2026-10-31"}), "/closes")]
#[case(json!({"closes": "2027-12-07"}), "/closes")]
#[case(json!({"closes": "2026-02-30"}), "/closes")]
#[case(json!({"opens": null}), "/opens")]
#[case(json!({"opens": "+262142-01-01", "closes": "+262142-12-31"}), "/opens")]
#[case(json!({"colour": "red"}), "/colour")]
#[tokio::test]
async fn a_wrong_field_is_named_in_three_languages(#[case] change: Value, #[case] pointer: &str) {
    let app = app().await;
    let mut body = request();
    for (name, value) in change.as_object().unwrap() {
        body[name] = value.clone();
    }
    let mut details = Vec::new();
    for language in ["fr", "nl", "en"] {
        let refused =
            app.as_admin().language(language).key("k").post_json("/v1/surveys", &body).await.expect_status(422);
        let errors = refused.json()["errors"].clone();
        let error = errors.as_array().unwrap().iter().find(|e| e["pointer"] == pointer).cloned();
        details.push(error.unwrap_or_else(|| panic!("{errors}"))["detail"].as_str().unwrap().to_owned());
    }
    details.dedup();
    assert_eq!(details.len(), 3, "{details:?}");
    let list = app.as_admin().get("/v1/surveys").await.json();
    assert_eq!(list["items"], json!([]), "nothing is stored");
}

#[tokio::test]
async fn four_hundred_days_are_the_longest() {
    let app = app().await;
    let mut body = request();
    body["closes"] = json!("2027-12-06");
    app.as_admin().key("k").post_json("/v1/surveys", &body).await.expect_status(201);
}

#[tokio::test]
async fn only_the_coordinator_makes_surveys_and_only_staff_lists_them() {
    let app = app().await;
    app.anonymous().key("k").post_json("/v1/surveys", &request()).await.expect_status(401);
    app.anonymous().get("/v1/surveys").await.expect_status(401);
    app.as_admin().post_json("/v1/surveys", &request()).await.expect_status(400);
    app.as_admin().key("k").bytes("POST", "/v1/surveys", Some("text/plain"), b"{}".to_vec()).await.expect_status(415);
    app.as_admin()
        .key("k")
        .bytes("POST", "/v1/surveys", Some("application/json"), b"{".to_vec())
        .await
        .expect_status(400);
    let adviser = app.as_staff(StaffRole::Adviser { agency: AgencyId::parse("hub").unwrap() }).await;
    adviser
        .clone()
        .header("sec-fetch-site", "same-origin")
        .key("k")
        .post_json("/v1/surveys", &request())
        .await
        .expect_status(404);
    adviser.get("/v1/surveys").await.expect_status(200);
}

#[tokio::test]
async fn staff_list_what_is_about_their_own_by_page_and_by_program_alike() {
    let app = app().await;
    for (n, about) in ["innoviris", "hub", "innoviris", "hub", "hub"].into_iter().enumerate() {
        let body = json!({"variant": "after_visit", "agency": about, "opens": "2026-11-01", "closes": format!("2026-12-{:02}", n + 1)});
        app.as_admin().key(&format!("k{n}")).post_json("/v1/surveys", &body).await.expect_status(201);
        app.clock.advance(chrono::TimeDelta::seconds(1));
    }
    let adviser = |agency: &str| StaffRole::Adviser { agency: AgencyId::parse(agency).unwrap() };
    let host = StaffRole::Host { location: LocationId::parse("icab").unwrap() };
    let roles = [(adviser("innoviris"), 2), (adviser("hub"), 3), (host, 0), (StaffRole::Coordinator, 5)];
    for (role, expected) in roles {
        let staff = app.as_staff(role.clone()).await;
        let (mut listed, mut path) = (Vec::new(), "/v1/surveys?limit=1".to_owned());
        loop {
            let page = staff.clone().get(&path).await.expect_status(200).json();
            listed.extend(page["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()));
            let Some(next) = page["next"].as_str() else { break };
            path = format!("/v1/surveys?limit=1&cursor={next}");
        }
        assert_eq!(listed.len(), expected, "{role:?}");
        let page = staff.get("/console/survey").await.expect_status(200).text();
        assert_eq!(
            page.matches("href=\"/console/survey/").count()
                - ["new", "waves", "codes", "suggestions", "alerts", "questionnaire"]
                    .map(|other| usize::from(page.contains(&format!("/console/survey/{other}\""))))
                    .iter()
                    .sum::<usize>(),
            expected,
            "{role:?}"
        );
        assert!(listed.iter().all(|id| page.contains(&format!("/console/survey/{id}\""))), "{role:?}");
    }
}

#[tokio::test]
async fn the_list_goes_on_from_page_to_page() {
    let app = app().await;
    for n in 1..=3 {
        let mut body = request();
        body["closes"] = json!(format!("2026-12-{:02}", n + 10));
        app.as_admin().key(&format!("k{n}")).post_json("/v1/surveys", &body).await.expect_status(201);
        app.clock.advance(chrono::TimeDelta::seconds(1));
    }
    let first = app.as_admin().get("/v1/surveys?limit=2").await.expect_status(200);
    let days = |page: &Value| -> Vec<String> {
        page["items"].as_array().unwrap().iter().map(|s| s["closes"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(days(&first.json()), ["2026-12-13", "2026-12-12"]);
    assert!(first.header("link").ends_with("rel=\"next\""));
    let next = first.json()["next"].as_str().unwrap().to_owned();
    let second = app.as_admin().get(&format!("/v1/surveys?limit=2&cursor={next}")).await.expect_status(200).json();
    assert_eq!(days(&second), ["2026-12-11"]);
    assert_eq!(second["next"], Value::Null);
    app.as_admin().get("/v1/surveys?cursor=made-up").await.expect_status(400);
}

#[tokio::test]
async fn the_qr_code_and_the_poster_lead_to_the_survey() {
    let app = app().await;
    let id = after_visit(&app).await;
    let qr = app.anonymous().get(&format!("/qr/{id}.svg")).await.expect_status(200);
    assert_eq!(qr.header("content-type"), "image/svg+xml");
    assert!(qr.header("cache-control").starts_with("public"));
    assert!(qr.text().contains(&format!("<title>http://permanence.test/s/{id}</title>")));
    app.anonymous().get(&format!("/qr/{id}")).await.expect_status(404);
    app.anonymous().get("/qr/aaaaaaaaaa.svg").await.expect_status(404);
    let poster = app.anonymous().get(&format!("/s/{id}/poster")).await.expect_status(200).text();
    for words in [
        "Innoviris",
        "ICAB",
        "Scannez",
        "Comment s’est passé votre entretien",
        "Hoe was uw gesprek",
        "How was your meeting",
    ] {
        assert!(poster.contains(words), "{words}");
    }
    assert!(poster.contains(&format!("permanence.test/s/{id}")));
}
