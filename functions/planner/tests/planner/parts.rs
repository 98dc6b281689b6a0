//! An agency's part for programs: by the token of its link, and for its staff.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use chrono::TimeDelta;
use domain::ids::{AgencyId, LocationId, PlanId};
use domain::staff::StaffRole;
use serde_json::{Value, json};
use testkit::Request;

use crate::answers::asked;
use crate::common::Desk;

/// A program that holds the link of a page.
fn bearer<'a>(desk: &'a Desk, page: &str) -> Request<'a> {
    let token = page.strip_prefix("/p/").unwrap();
    desk.app.anonymous().header("authorization", format!("Bearer {token}"))
}

fn adviser(agency: &str) -> StaffRole {
    StaffRole::Adviser { agency: AgencyId::parse(agency).unwrap() }
}

#[tokio::test]
async fn a_program_reads_the_part_and_answers_it_by_the_token_of_its_link() {
    let desk = Desk::new().await;
    let (id, own, page) = asked(&desk).await;
    let path = format!("/v1/plans/{id}/parts/innoviris");
    let read = bearer(&desk, &page).get(&path).await.expect_status(200);
    let known = bearer(&desk, &page).header("if-none-match", read.header("etag")).get(&path).await;
    known.expect_status(304);
    let part = read.json();
    assert_eq!((&part["agency"], &part["status"]), (&json!("innoviris"), &json!("ready")), "{part}");
    assert_eq!((&part["answer_by"], &part["advisers"]["ann"]), (&json!("2026-12-01"), &json!("ann")), "{part}");
    let all = part["assignments"].as_array().unwrap();
    assert!(all.iter().all(|one| one["agency"] == "innoviris" && one["next_best"].is_null()), "{part}");
    let one = all.iter().find(|one| one["id"] == own["id"]).unwrap();
    let mut time = one["times"][0].clone();
    let start = time.as_object_mut().unwrap().remove("start").unwrap();
    let answer = format!("{path}/answer");
    for (body, pointer) in [
        (json!({"assignment": own["id"], "says": "no"}), "/reason"),
        (json!({"assignment": own["id"], "says": "other"}), "/time"),
        (json!({"assignment": own["id"], "says": "other", "time": {"weekday": 6, "window": 0}}), "/time"),
        (json!({"assignment": "none", "says": "yes"}), "/assignment"),
        (json!({"assignment": own["id"], "says": "perhaps"}), "/says"),
        (json!({"assignment": own["id"], "says": "yes", "time": time}), "/time"),
        (json!({"assignment": own["id"], "says": "no", "reason": "Formation", "time": time}), "/time"),
        (json!({"assignment": own["id"], "says": "rest"}), "/assignment"),
        (json!({"says": "rest", "reason": "Avec plaisir"}), "/reason"),
    ] {
        let refused = bearer(&desk, &page).post_json(&answer, &body).await.expect_status(422).json();
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{refused}");
    }
    let no = json!({"assignment": own["id"], "says": "no", "reason": "Formation"});
    let said = bearer(&desk, &page).post_json(&answer, &no).await.expect_status(200);
    let answers = said.json()["answers"].clone();
    assert_eq!((&answers[0]["says"], &answers[0]["reason"]), (&json!("no"), &json!("Formation")), "{answers}");
    let pins = desk.plan(&id).await["pins"].clone();
    assert_eq!((&pins[0]["wish"], &pins[0]["by"]), (&json!("forbidden"), &json!("innoviris")), "{pins}");
    desk.app.clock.advance(TimeDelta::minutes(1));
    let again = bearer(&desk, &page).post_json(&answer, &no).await.expect_status(200);
    assert_eq!((again.header("etag"), &again.json()["answers"]), (said.header("etag"), &answers), "nothing changed");
    let other = json!({"assignment": own["id"], "says": "other", "time": time});
    let part = bearer(&desk, &page).post_json(&answer, &other).await.expect_status(200).json();
    assert_eq!(part["answers"][0]["instead"], start, "in place of what it said before: {part}");
    let part = bearer(&desk, &page).post_json(&answer, &json!({"says": "rest"})).await.expect_status(200).json();
    let count = |list: &str| part[list].as_array().unwrap().len();
    assert_eq!(count("answers"), count("assignments"), "{part}");
    desk.post(&id, "publish", &json!({})).await.expect_status(202);
    desk.dispatch().await;
    let late = bearer(&desk, &page).post_json(&answer, &no).await.expect_status(409).json();
    assert!(late["type"].as_str().unwrap().ends_with("/plan-closed"), "{late}");
    let part = bearer(&desk, &page).get(&path).await.expect_status(200).json();
    assert_eq!(part["status"], "published");
    assert!(part["assignments"].as_array().unwrap().iter().all(|one| one["times"] == json!([])), "{part}");
}

#[tokio::test]
async fn a_part_is_for_its_agency_and_the_coordinator_once_it_was_asked() {
    let desk = Desk::new().await;
    let (id, own, page) = asked(&desk).await;
    let [part, other] = ["innoviris", "hub"].map(|agency| format!("/v1/plans/{id}/parts/{agency}"));
    desk.app.anonymous().get(&part).await.expect_status(401);
    desk.app.as_admin().get(&part).await.expect_status(200);
    desk.app.as_admin().get(&other).await.expect_status(404);
    bearer(&desk, &page).get(&other).await.expect_status(404);
    bearer(&desk, &page).get(&format!("/v1/plans/{id}")).await.expect_status(404);
    let host = StaffRole::Host { location: LocationId::parse("icab").unwrap() };
    for stranger in [adviser("hub"), host] {
        let stranger = desk.app.as_staff(stranger).await.header("sec-fetch-site", "same-origin");
        for path in [&part, &other] {
            stranger.clone().get(path).await.expect_status(404);
        }
        let yes = json!({"assignment": own["id"], "says": "yes"});
        stranger.post_json(&format!("{part}/answer"), &yes).await.expect_status(404);
    }
    let ann = desk.app.as_staff(adviser("innoviris")).await.header("sec-fetch-site", "same-origin");
    ann.clone().get(&part).await.expect_status(200);
    let yes = json!({"assignment": own["id"], "says": "yes"});
    ann.post_json(&format!("{part}/answer"), &yes).await.expect_status(200);
    assert_eq!(desk.plan(&id).await["pins"][0]["by"], "innoviris");
    let page = desk.app.anonymous().language("en").get(&page).await.expect_status(200).text();
    assert!(page.contains("(noted by the team)"), "{page}");
}

#[tokio::test]
async fn the_same_again_counts_where_it_was_contradicted_since() {
    let desk = Desk::new().await;
    let (id, own, page) = asked(&desk).await;
    let answer = format!("/v1/plans/{id}/parts/innoviris/answer");
    let yes = json!({"assignment": own["id"], "says": "yes"});
    bearer(&desk, &page).post_json(&answer, &yes).await.expect_status(200);
    desk.post(&id, "pins", &json!({"assignment": own["id"], "wish": "forbidden"})).await.expect_status(200);
    bearer(&desk, &page).post_json(&answer, &yes).await.expect_status(200);
    let plan = desk.plan(&id).await;
    let by: Vec<&Value> = plan["pins"].as_array().unwrap().iter().map(|pin| &pin["by"]).collect();
    assert_eq!(by, [&json!("coordinator"), &json!("innoviris")], "the later holds: {plan}");
}

/// As when it is planned again: an assignment has the same first session, and one more
/// after the last. How many it has then.
async fn grown(desk: &Desk, id: &str, own: &Value) -> usize {
    let store = desk.app.store();
    let plan = flows::plans::load(store, &PlanId::parse(id).unwrap()).await.unwrap().unwrap().value;
    let mut result = flows::plans::result(store, &plan).await.unwrap().unwrap();
    let one = result.assignments.iter_mut().find(|one| own["id"] == one.id).unwrap();
    let last = *one.cells.last().unwrap();
    one.cells.push(rota_planner::Cell { day: last.day + TimeDelta::days(7), ..last });
    let sessions = one.cells.len();
    store.plans().keep(&plan.id, "RESULT", plan.revision, &result).await.unwrap();
    sessions
}

#[tokio::test]
async fn yes_again_to_what_has_more_sessions_by_now_is_yes_to_all_of_them() {
    let desk = Desk::new().await;
    let (id, own, page) = asked(&desk).await;
    let answer = format!("/v1/plans/{id}/parts/innoviris/answer");
    let yes = json!({"assignment": own["id"], "says": "yes"});
    bearer(&desk, &page).post_json(&answer, &yes).await.expect_status(200);
    let sessions = grown(&desk, &id, &own).await;
    bearer(&desk, &page).post_json(&answer, &yes).await.expect_status(200);
    let plan = desk.plan(&id).await;
    assert_eq!(plan["pins"][0]["days"].as_array().unwrap().len(), sessions, "{plan}");
}

#[tokio::test]
async fn what_has_more_sessions_than_were_answered_is_unanswered_and_part_of_the_rest() {
    let desk = Desk::new().await;
    let (id, own, page) = asked(&desk).await;
    let path = format!("/v1/plans/{id}/parts/innoviris");
    let says = async |body: Value| {
        let answered = bearer(&desk, &page).post_json(&format!("{path}/answer"), &body).await;
        answered.expect_status(200).json()
    };
    let is_answered = |part: &Value| {
        let all = part["assignments"].as_array().unwrap();
        all.iter().find(|one| one["id"] == own["id"]).unwrap()["answered"].clone()
    };
    let said = says(json!({"assignment": own["id"], "says": "yes"})).await;
    assert_eq!(is_answered(&said), true, "{said}");
    let card = async || {
        let page = desk.app.anonymous().language("fr").get(&page).await.expect_status(200).text();
        let (_, card) = page.split_once(&format!("id=\"a-{}\"", own["id"].as_str().unwrap())).unwrap();
        card.split("</section>").next().unwrap().to_owned()
    };
    assert!(card().await.contains("<strong>Oui</strong>"), "{}", card().await);
    let sessions = grown(&desk, &id, &own).await;
    assert!(!card().await.contains("<strong>Oui</strong>"), "{}", card().await);
    let console = desk.coordinator().await.get(&format!("/console/plans/{id}")).await.expect_status(200).text();
    assert!(console.contains("0 réponse") && console.contains("(a plus de séances depuis)"), "{console}");
    let read = bearer(&desk, &page).get(&path).await.expect_status(200).json();
    assert_eq!(is_answered(&read), false, "{read}");
    let said = says(json!({"says": "rest"})).await;
    assert_eq!(is_answered(&said), true, "{said}");
    let plan = desk.plan(&id).await;
    let pin = plan["pins"].as_array().unwrap().iter().find(|pin| pin["assignment"] == own["id"]).unwrap();
    assert_eq!(pin["days"].as_array().unwrap().len(), sessions, "{plan}");
}

#[tokio::test]
async fn a_no_that_the_coordinator_contradicted_is_no_part_of_the_rest() {
    let desk = Desk::new().await;
    let (id, own, page) = asked(&desk).await;
    let answer = format!("/v1/plans/{id}/parts/innoviris/answer");
    let no = json!({"assignment": own["id"], "says": "no", "reason": "Formation"});
    bearer(&desk, &page).post_json(&answer, &no).await.expect_status(200);
    desk.post(&id, "pins", &json!({"assignment": own["id"], "wish": "pinned"})).await.expect_status(200);
    let part = bearer(&desk, &page).post_json(&answer, &json!({"says": "rest"})).await.expect_status(200).json();
    let said = part["answers"].as_array().unwrap().iter().find(|said| said["assignment"] == own["id"]).unwrap();
    assert_eq!(said["says"], "no", "what it said stays: {part}");
}

#[tokio::test]
async fn a_part_that_shows_something_else_has_another_tag() {
    let desk = Desk::new().await;
    let (id, _, page) = asked(&desk).await;
    let path = format!("/v1/plans/{id}/parts/innoviris");
    let read = bearer(&desk, &page).get(&path).await.expect_status(200);
    assert_eq!(read.json()["etag"], read.header("etag"));
    let again = async || bearer(&desk, &page).header("if-none-match", read.header("etag")).get(&path).await;
    assert_eq!(again().await.expect_status(304).header("etag"), read.header("etag"));
    let ann = json!({"agency": "innoviris", "name": "Ann Peeters", "email": "ann@innoviris.example",
        "languages": ["fr", "nl"], "half_days": ["TU-AM", "TH-AM"], "max_permanences_per_week": 2});
    desk.app.as_admin().if_match("*").put_json("/v1/advisers/ann", &ann).await.expect_status(200);
    let renamed = again().await.expect_status(200);
    assert_eq!(renamed.json()["advisers"]["ann"], "Ann Peeters");
    assert_ne!(renamed.header("etag"), read.header("etag"));
}

#[tokio::test]
async fn who_answers_for_an_agency_is_kept_and_shown_to_the_coordinator() {
    let desk = Desk::new().await;
    let (id, own, page) = asked(&desk).await;
    let answer = format!("/v1/plans/{id}/parts/innoviris/answer");
    let yes = json!({"assignment": own["id"], "says": "yes"});
    let no = json!({"assignment": own["id"], "says": "no", "reason": "Formation"});
    let by_link = bearer(&desk, &page).post_json(&answer, &yes).await.expect_status(200).json();
    assert_eq!(by_link["answers"][0]["by"], "agency:innoviris", "{by_link}");
    let console = format!("/console/plans/{id}");
    let shown = desk.coordinator().await.get(&console).await.expect_status(200).text();
    assert!(!shown.contains("(noté par "), "{shown}");
    let coordinator = desk.app.as_staff(StaffRole::Coordinator).await.header("sec-fetch-site", "same-origin");
    let noted = coordinator.post_json(&answer, &no).await.expect_status(200).json();
    let by = noted["answers"][0]["by"].as_str().unwrap();
    assert!(by.starts_with("staff:") && noted["answers"][0]["agency"] == "innoviris", "{noted}");
    assert_eq!(desk.plan(&id).await["answers"][0]["by"], by);
    let shown = desk.coordinator().await.get(&console).await.expect_status(200).text();
    assert!(shown.contains("(noté par "), "{shown}");
}

#[tokio::test]
async fn a_proxy_that_rewrites_the_host_lets_the_page_answer() {
    let desk = Desk::new().await;
    let (_, _, page) = asked(&desk).await;
    let behind = desk.app.anonymous().header("origin", "https://elsewhere.example").header("host", "10.0.0.7");
    behind.post_form(&page, "says=rest").await.expect_status(303);
}

#[tokio::test]
async fn a_plan_that_was_put_aside_takes_no_answer_and_says_so() {
    let desk = Desk::new().await;
    let (id, own, page) = asked(&desk).await;
    desk.app.as_admin().send("POST", &format!("/v1/plans/{id}/aside")).await.expect_status(200);
    let yes = json!({"assignment": own["id"], "says": "yes"});
    let path = format!("/v1/plans/{id}/parts/innoviris/answer");
    let late = bearer(&desk, &page).language("en").post_json(&path, &yes).await.expect_status(409).json();
    assert!(late["detail"].as_str().unwrap().contains("put aside"), "{late}");
}

#[tokio::test]
async fn answers_by_the_page_and_by_a_program_are_limited_together() {
    let desk = Desk::limited().await;
    let (id, _, page) = asked(&desk).await;
    for _ in 0..100 {
        desk.app.anonymous().form(&page, &[("says", "rest")]).await.expect_status(303);
    }
    desk.app.anonymous().form(&page, &[("says", "rest")]).await.expect_status(429);
    let answer = format!("/v1/plans/{id}/parts/innoviris/answer");
    bearer(&desk, &page).post_json(&answer, &json!({"says": "rest"})).await.expect_status(429);
}
