//! What somebody said no to after a plan was worked out is not published.

use domain::event::Actor;
use domain::ids::{AgencyId, PlanId};
use flows::plans::{Says, answer, load};
use serde_json::{Value, json};

use crate::common::Desk;

#[tokio::test]
async fn what_was_forbidden_or_refused_since_is_left_out_and_said() {
    let desk = Desk::new().await;
    let id = desk.planned("none").await;
    let plan = desk.plan(&id).await;
    let own: Vec<&Value> =
        plan["assignments"].as_array().unwrap().iter().filter(|one| one["agency"] == "hub").collect();
    let [forbidden, refused, ..] = own.as_slice() else { unreachable!("{plan}") };
    desk.post(&id, "pins", &json!({"assignment": forbidden["id"], "wish": "forbidden"})).await.expect_status(200);
    let store = desk.app.store();
    let read = load(store, &PlanId::parse(&id).unwrap()).await.unwrap().unwrap();
    let agency = AgencyId::parse("hub").unwrap();
    let said = Some((refused["id"].as_str().unwrap(), Says::No, "Formation"));
    answer(store, &read, (&agency, &Actor::Administrator), said).await.unwrap();

    let ahead = desk.post(&id, "publish?dry_run=true", &json!({})).await.expect_status(200).json();
    assert_eq!(ahead["withheld"], 2, "{ahead}");
    for (one, why) in [(forbidden, "écarté"), (refused, "Formation")] {
        let all = ahead["refused"].as_array().unwrap();
        let said = all.iter().find(|said| said["of"] == one["id"]).unwrap();
        let reason = said["reason"]["fr"].as_str().unwrap().to_lowercase();
        assert!(reason.contains(&why.to_lowercase()), "{said}");
        assert_eq!((&said["agency"], &said["location"]), (&json!("hub"), &one["location"]), "{said}");
        assert_eq!(said["start"], one["start"], "{said}");
        let mut steps = ahead["steps"].as_array().unwrap().iter();
        assert!(steps.all(|step| step["assignment"] != one["id"]), "{ahead}");
    }
    let page = desk.coordinator().await.get(&format!("/console/plans/{id}/publish")).await.expect_status(200).text();
    assert!(page.contains("Proposez d’abord à nouveau") && page.contains("Formation"), "{page}");
    desk.post(&id, "publish", &json!({})).await.expect_status(202);
    desk.dispatch().await;
    let held = desk.permanences().await;
    let there = held.iter().filter(|one| one["agency"] == "hub").count();
    assert_eq!(there, own.len() - 2, "{held:?}");
    let published = desk.plan(&id).await;
    assert_eq!(published["published"]["left"], 0, "{published}");
    let left_out = published["published"]["refused"].as_array().unwrap();
    assert!(left_out.iter().any(|one| one["of"] == refused["id"] && one["location"] == refused["location"]));
    assert!(left_out.iter().any(|one| one["of"] == forbidden["id"]), "{published}");
    let page = desk.coordinator().await.get(&format!("/console/plans/{id}")).await.expect_status(200).text();
    assert!(page.contains("N’a pas été fait") && page.contains("Formation"), "{page}");
    desk.post(&id, "undo", &json!({})).await.expect_status(202);
    desk.dispatch().await;
    assert_eq!(desk.plan(&id).await["published"]["refused"], json!([]), "what was never made does not stay");
}

#[tokio::test]
async fn what_is_at_another_time_instead_is_left_out_until_it_is_proposed_again() {
    let desk = Desk::new().await;
    let id = desk.planned("none").await;
    let plan = desk.plan(&id).await;
    let all = plan["assignments"].as_array().unwrap();
    let one = all.iter().find(|one| one["agency"] == "hub").unwrap();
    let store = desk.app.store();
    let read = load(store, &PlanId::parse(&id).unwrap()).await.unwrap().unwrap();
    let day: chrono::NaiveDate = one["days"][0].as_str().unwrap().parse().unwrap();
    let weekday = if chrono::Datelike::weekday(&day) == chrono::Weekday::Mon { 4 } else { 0 };
    let agency = AgencyId::parse("hub").unwrap();
    let says = Says::Other { weekday, window: 0 };
    let said = Some((one["id"].as_str().unwrap(), says, ""));
    answer(store, &read, (&agency, &Actor::Administrator), said).await.unwrap();
    let ahead = desk.post(&id, "publish?dry_run=true", &json!({})).await.expect_status(200).json();
    let reason = ahead["refused"][0]["reason"]["en"].as_str().unwrap();
    assert!(reason.contains("asks for another time (") && reason.contains("2026"), "{ahead}");
    desk.again(&id).await;
    let ahead = desk.post(&id, "publish?dry_run=true", &json!({})).await.expect_status(200).json();
    assert_eq!(ahead["withheld"], 0, "{ahead}");
}
