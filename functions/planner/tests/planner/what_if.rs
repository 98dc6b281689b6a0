//! A plan of things as they are not: beside the one that it comes from, never
//! published.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use domain::ids::PlanId;
use rota_planner::Problem;
use serde_json::{Value, json};

use super::common::{Desk, submission};

async fn imagined(desk: &Desk, of: &str, changes: &Value) -> String {
    let path = format!("/v1/plans/{of}/what-if");
    let answer = desk.app.as_admin().key("what-if").post_json(&path, changes).await.expect_status(202);
    let again = desk.app.as_admin().key("what-if").post_json(&path, changes).await.expect_status(202);
    assert_eq!(answer.json()["id"], again.json()["id"]);
    assert_eq!(flows::plans::work_out(desk.app.store()).await.unwrap(), 1);
    answer.json()["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn one_adviser_more_and_a_place_less_are_worked_out_beside_what_is() {
    let desk = Desk::new().await;
    let of = desk.planned("none").await;
    let changes = json!({"changes": [
        {"kind": "adviser_more", "agency": "hub", "half_days": ["MO-AM", "MO-PM"], "most_a_week": 2},
        {"kind": "place_less", "place": "icab"},
    ]});
    let id = imagined(&desk, &of, &changes).await;
    let (before, plan) = (desk.plan(&of).await, desk.plan(&id).await);
    assert_eq!(plan["what_if"], changes["changes"]);
    assert!(before.get("what_if").is_none());
    let visits = |plan: &Value, adviser: &str| {
        plan["figures"]["load"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["adviser"] == adviser)
            .map(|one| one["visits"].clone())
    };
    assert!(visits(&plan, "what-if-1").unwrap().as_u64().unwrap() > 0, "{}", plan["figures"]["load"]);
    assert_eq!(visits(&before, "what-if-1"), None);
    let at =
        |plan: &Value| plan["assignments"].as_array().unwrap().iter().filter(|one| one["location"] == "icab").count();
    assert!(at(&before) > 0 && at(&plan) == 0);
    let today = before["figures"]["aims_met"].as_u64().unwrap();
    assert!(plan["figures"]["aims_met"].as_u64().unwrap() >= today.saturating_sub(2));
}

#[tokio::test]
async fn advisers_more_begin_at_the_plan_that_they_are_compared_with_and_are_worth_no_less() {
    for (change, only_adds) in [
        (json!({"kind": "adviser_more", "agency": "hub", "most_a_week": 2}), true),
        (json!({"kind": "cadence", "aim": "monthly"}), false),
    ] {
        let desk = Desk::new().await;
        let of = desk.planned("none").await;
        let id = imagined(&desk, &of, &json!({"changes": [change]})).await;
        let (before, plan) = (desk.plan(&of).await, desk.plan(&id).await);
        let plans = desk.app.store().plans();
        let facts: Problem = plans.kept(&PlanId::parse(&id).unwrap(), "PROBLEM", 1).await.unwrap().unwrap();
        let all = before["assignments"].as_array().unwrap().iter();
        let sessions: usize = all.map(|one| one["days"].as_array().unwrap().len()).sum();
        assert!(sessions > 0, "{before}");
        assert_eq!(facts.start.len(), if only_adds { sessions } else { 0 }, "{change}");
        let worth = |plan: &Value| plan["score"]["total"].as_f64().unwrap();
        assert!(!only_adds || worth(&plan) >= worth(&before) - 1e-5, "{} and {}", plan["score"], before["score"]);
    }
}

#[tokio::test]
async fn it_is_neither_published_nor_shown_to_agencies() {
    let desk = Desk::new().await;
    let of = desk.planned("none").await;
    let id = imagined(&desk, &of, &json!({"changes": [{"kind": "cadence", "aim": "monthly"}]})).await;
    for what in ["publish", "publish?dry_run=true", "ask"] {
        let answer = desk.post(&id, what, &json!({})).await.expect_status(409);
        assert!(answer.json()["type"].as_str().unwrap().ends_with("/plan-imagined"), "{what}");
    }
    assert!(desk.mails.sent().is_empty());
}

#[tokio::test]
async fn what_is_not_there_is_named() {
    let desk = Desk::new().await;
    let of = desk.planned("none").await;
    let wrong = json!({"changes": [
        {"kind": "adviser_less", "adviser": "nobody"},
        {"kind": "adviser_more", "agency": "hub", "most_a_week": 99},
        {"kind": "place_less", "place": "nowhere"},
    ]});
    let path = format!("/v1/plans/{of}/what-if");
    let answer = desk.app.as_admin().key("wrong").post_json(&path, &wrong).await.expect_status(422);
    let json = answer.json();
    let pointers: Vec<&str> =
        json["errors"].as_array().unwrap().iter().filter_map(|one| one["pointer"].as_str()).collect();
    assert_eq!(pointers, ["/changes/0/adviser", "/changes/1/most_a_week", "/changes/2/place"]);
    desk.app.as_admin().key("none").post_json(&path, &json!({"changes": []})).await.expect_status(422);
    let unknown = json!({"changes": [{"kind": "adviser_less", "adviser": "ann", "why": "leave"}]});
    let refused = desk.app.as_admin().key("more").post_json(&path, &unknown).await.expect_status(422);
    assert!(refused.text().contains("/changes/0/why"), "{}", refused.text());
}

#[tokio::test]
async fn the_coordinator_sees_both_side_by_side() {
    let desk = Desk::new().await;
    let of = desk.planned("none").await;
    let path = format!("/console/plans/{of}");
    let page = desk.coordinator().await.get(&format!("{path}/figures")).await.expect_status(200);
    assert!(page.text().contains("Aucune autre proposition de ces semaines"));
    let empty = desk
        .coordinator()
        .await
        .form(
            &format!("{path}/what-if"),
            &[("agency", ""), ("adviser", ""), ("place", ""), ("aim", ""), ("most_a_week", "3")],
        )
        .await;
    assert!(empty.expect_status(422).text().contains("Et si…"));
    let sent = desk
        .coordinator()
        .await
        .form(
            &format!("{path}/what-if"),
            &[("agency", "hub"), ("most_a_week", "2"), ("adviser", ""), ("place", ""), ("aim", "")],
        )
        .await;
    let to = sent.expect_status(303).header("location").to_owned();
    let waiting = desk.coordinator().await.get(&to).await.expect_status(200);
    assert!(waiting.text().contains("Un conseiller de plus (hub.brussels)"), "{}", waiting.text());
    assert!(waiting.text().contains("<option value=\"ann\""), "anybody can be left out, also before it is worked out");
    assert_eq!(flows::plans::work_out(desk.app.store()).await.unwrap(), 1);
    let page = desk.coordinator().await.get(&to).await.expect_status(200);
    for words in ["Une supposition", "Côte à côte", "L’autre", "Qui vient où", "Par agence", "sur"] {
        assert!(page.text().contains(words), "{words}");
    }
    let own = to.split("/figures").next().unwrap();
    let own = desk.coordinator().await.get(own).await.expect_status(200);
    assert!(!own.text().contains("/publish\""), "it can't be published");
}

#[tokio::test]
async fn a_supposition_sent_twice_is_worked_out_once_and_changed_is_another() {
    let desk = Desk::new().await;
    let of = desk.planned("none").await;
    let staff = desk.coordinator().await;
    let form = staff.clone().get(&format!("/console/plans/{of}/figures")).await.expect_status(200).text();
    let key = submission(&form);
    let send = async |visits: &str| {
        let fields = [("submission", key.as_str()), ("agency", "hub"), ("most_a_week", visits)];
        let path = format!("/console/plans/{of}/what-if");
        staff.clone().form(&path, &fields).await.expect_status(303).header("location").to_owned()
    };
    let first = send("2").await;
    assert_eq!(send("2").await, first, "pressed twice it is one");
    assert_ne!(send("3").await, first, "gone back to and changed it is another");
    let listed = desk.app.as_admin().get("/v1/plans").await.expect_status(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 3, "{listed}");
}

#[tokio::test]
async fn one_agency_s_part_is_published_from_the_console() {
    let desk = Desk::new().await;
    let of = desk.planned("none").await;
    let plan = desk.plan(&of).await;
    let path = format!("/console/plans/{of}/publish");
    let ahead = desk.coordinator().await.get(&format!("{path}?agency=hub")).await.expect_status(200);
    assert!(ahead.text().contains("Seule cette partie sera publiée"));
    desk.coordinator().await.form(&path, &[("agency", "hub")]).await.expect_status(303);
    desk.dispatch().await;
    let new = |agency: &str| {
        let all = plan["assignments"].as_array().unwrap();
        all.iter().filter(|one| one["agency"] == agency && one["change"] == "new").count()
    };
    let held = desk.permanences().await;
    let published = |agency: &str| held.iter().filter(|one| one["agency"] == agency && one["id"] != "tuesdays").count();
    assert_eq!(published("hub"), new("hub"));
    assert_eq!(published("innoviris"), 0);
    for page in ["/console/plans", &format!("/console/plans/{of}")] {
        let page = desk.coordinator().await.get(page).await.expect_status(200).text();
        assert!(page.contains("publié en partie : hub.brussels"), "{page}");
    }
}

#[tokio::test]
async fn today_beside_what_is_supposed_is_today() {
    let desk = Desk::new().await;
    let of = desk.planned("none").await;
    let id = imagined(&desk, &of, &json!({"changes": [{"kind": "adviser_less", "adviser": "ann"}]})).await;
    let (before, plan) = (desk.plan(&of).await, desk.plan(&id).await);
    assert!(before["today"]["visits"].as_u64().unwrap() > 0, "{}", before["today"]);
    assert_eq!(plan["today"], before["today"]);
}

#[tokio::test]
async fn one_adviser_more_may_be_of_an_agency_that_has_none() {
    let desk = Desk::new().await;
    let of = desk.planned("none").await;
    let page = desk.coordinator().await.get(&format!("/console/plans/{of}/figures")).await.expect_status(200).text();
    let catalogue = desk.app.store().catalogue().load().await.unwrap();
    let from = crate::common::FROM.parse().unwrap();
    let mut without = catalogue.agencies_on(from).filter(|one| !["innoviris", "hub"].contains(&one.id.as_str()));
    assert!(without.all(|one| page.contains(&format!("<option value=\"{}\"", one.id))), "{page}");
}
