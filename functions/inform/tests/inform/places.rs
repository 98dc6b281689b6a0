//! Which places are active, and what helped elsewhere.

use chrono::TimeDelta;
use domain::inform::place::{Activity, Counts};
use flows::worklist::{Found, Reader, Whose};
use store::Transaction;
use store::repos::places::PlaceRow;

use crate::desk::{Desk, place};

/// Places on the coordinator's work list.
async fn to_wake(desk: &Desk) -> Vec<String> {
    let store = desk.app.store();
    let (catalogue, contexts) = (store.catalogue().load().await.unwrap(), flows::contexts());
    let reader = Reader { store, catalogue: &catalogue, contexts: &contexts, after: None, limit: 100, repairs: false };
    let mut presences = Vec::new();
    let (things, _) = reader.read(&Whose::Coordinator, &mut presences).await.unwrap();
    let place = |found: &Found<'_>| match found {
        Found::Place(dormant) => Some(dormant.location.to_string()),
        _ => None,
    };
    things.iter().filter_map(|(_, found)| place(found)).collect()
}

#[tokio::test]
async fn places_are_counted_once_a_week_and_the_dormant_are_to_be_woken() {
    let desk = Desk::new().await;
    desk.host("icab-host", "icab").await;
    desk.member("one", "icab", ("one@one.example", true)).await;
    desk.app.clock.advance(TimeDelta::days(13));
    desk.morning().await;
    let read = desk.app.as_admin().get("/v1/places").await.expect_status(200).json();
    let all = read["items"].as_array().unwrap();
    let icab = all.iter().find(|one| one["location"] == "icab").unwrap();
    assert_eq!((&icab["hosts"], &icab["members"]), (&1.into(), &1.into()));
    assert!(icab["last"]["sessions"].as_u64().unwrap() > 3, "{icab}");
    assert_eq!(icab["last"]["booked"], 0);
    assert!(icab["next_session"].is_string() && icab["dormant_since"] == "2026-12-07", "nobody came: {icab}");
    assert_eq!(to_wake(&desk).await, Vec::<String>::new(), "none fell dormant: none was ever active");
    let before = desk.app.store().places().load(&place("icab")).await.unwrap().unwrap();
    desk.app.clock.advance(TimeDelta::days(1));
    desk.morning().await;
    let same = desk.app.store().places().load(&place("icab")).await.unwrap().unwrap();
    assert_eq!(same, before, "counted this week");
    desk.app.clock.advance(TimeDelta::days(6));
    desk.morning().await;
    let later = desk.app.store().places().load(&place("icab")).await.unwrap().unwrap().value;
    assert_eq!(later.activity.counted_on.to_string(), "2026-12-14");
    assert_eq!(later.activity.dormant_since, before.value.activity.dormant_since);

    // A quarter later nothing happened anywhere.
    desk.app.clock.advance(TimeDelta::days(91));
    desk.morning().await;
    assert_eq!(to_wake(&desk).await.len(), all.len());
}

#[tokio::test]
async fn places_are_listed_in_parts_and_a_cursor_that_none_gave_out_is_refused() {
    let desk = Desk::new().await;
    desk.app.clock.advance(TimeDelta::days(13));
    desk.morning().await;
    let whole = desk.app.as_admin().get("/v1/places").await.expect_status(200).json();
    assert!(whole["next"].is_null(), "{whole}");
    let (mut seen, mut path) = (Vec::new(), "/v1/places?limit=20".to_owned());
    loop {
        let page = desk.app.as_admin().get(&path).await.expect_status(200).json();
        seen.extend(page["items"].as_array().unwrap().clone());
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/v1/places?limit=20&cursor={next}");
    }
    assert!(seen.len() > 20, "{} places", seen.len());
    assert_eq!(&seen, whole["items"].as_array().unwrap(), "each once, in one order");
    for cursor in ["abc", "AAAA", "!"] {
        desk.app.as_admin().get(&format!("/v1/places?cursor={cursor}")).await.expect_status(400);
    }
    desk.app.as_admin().get("/v1/places?limit=0").await.expect_status(422);
}

#[tokio::test]
async fn a_dormant_place_is_shown_what_active_ones_have_and_it_lacks() {
    let desk = Desk::new().await;
    let store = desk.app.store();
    let activity = |id: &str, sessions: u32| Activity {
        location: place(id),
        counted_on: "2026-11-23".parse().unwrap(),
        last_session: None,
        next_session: None,
        members: 4,
        informed: 2,
        hosts: 1,
        with_need: 0,
        last: Counts { sessions, booked: 3 * sessions, needs: 1, answered: 1, scanned: 2 },
        before: Counts::default(),
        dormant_since: None,
    };
    for (id, sessions) in [("icab", 0), ("greenbizz", 6), ("betacowork", 6), ("bluebook", 6)] {
        let activity = activity(id, sessions).after(None);
        let mut tx = Transaction::new();
        store.places().save(&mut tx, None, &PlaceRow { activity, dormant: None });
        store.commit(tx).await.unwrap();
    }
    let page = desk.app.as_admin().language("en").get("/console/places/icab").await.expect_status(200).text();
    assert!(page.contains("3 of 3 active places have a permanence a month at least."), "{page}");
    assert!(!page.contains("have a host who signs in"), "it has one: {page}");
    let list = desk.app.as_admin().language("en").get("/console/places").await.expect_status(200).text();
    assert!(list.contains("50&#37;") || list.contains("50%") || list.contains("50 %"), "{list}");
    let active = desk.app.as_admin().language("en").get("/console/places/greenbizz").await.expect_status(200).text();
    assert!(!active.contains("What helped elsewhere"), "{active}");
}
