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
    let time = one["times"][0].clone();
    let answer = format!("{path}/answer");
    for (body, pointer) in [
        (json!({"assignment": own["id"], "says": "no"}), "/reason"),
        (json!({"assignment": own["id"], "says": "other"}), "/time"),
        (json!({"assignment": own["id"], "says": "other", "time": {"weekday": 6, "window": 0}}), "/time"),
        (json!({"assignment": "none", "says": "yes"}), "/assignment"),
        (json!({"assignment": own["id"], "says": "perhaps"}), "/says"),
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
    let (weekday, window) = (&time["weekday"], &time["window"]);
    let other = json!({"assignment": own["id"], "says": "other", "time": {"weekday": weekday, "window": window}});
    let part = bearer(&desk, &page).post_json(&answer, &other).await.expect_status(200).json();
    assert_eq!(part["answers"][0]["instead"], time["start"], "in place of what it said before: {part}");
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

#[tokio::test]
async fn yes_again_to_what_has_more_sessions_by_now_is_yes_to_all_of_them() {
    let desk = Desk::new().await;
    let (id, own, page) = asked(&desk).await;
    let answer = format!("/v1/plans/{id}/parts/innoviris/answer");
    let yes = json!({"assignment": own["id"], "says": "yes"});
    bearer(&desk, &page).post_json(&answer, &yes).await.expect_status(200);
    // As when it is planned again: the same first session, and one more after the last.
    let store = desk.app.store();
    let plan = flows::plans::load(store, &PlanId::parse(&id).unwrap()).await.unwrap().unwrap().value;
    let mut result = flows::plans::result(store, &plan).await.unwrap().unwrap();
    let one = result.assignments.iter_mut().find(|one| own["id"] == one.id).unwrap();
    let last = *one.cells.last().unwrap();
    one.cells.push(rota_planner::Cell { day: last.day + TimeDelta::days(7), ..last });
    let sessions = one.cells.len();
    store.plans().keep(&plan.id, "RESULT", plan.revision, &result).await.unwrap();
    bearer(&desk, &page).post_json(&answer, &yes).await.expect_status(200);
    let plan = desk.plan(&id).await;
    assert_eq!(plan["pins"][0]["days"].as_array().unwrap().len(), sessions, "{plan}");
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
