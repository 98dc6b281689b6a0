//! An absence of several sessions: one thing on the list, mended and taken back
//! as one.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use serde_json::{Value, json};

use crate::common::Desk;
use crate::repairs::{adviser, held, look};

/// Tuesdays on which Ann would be there.
const DAYS: [&str; 2] = ["2026-12-08", "2026-12-15"];
const BROKEN: &str = "/v1/repairs/s.tuesdays.20261208";

/// An appointment in each session, at its first hour.
async fn book(desk: &Desk) -> Vec<String> {
    let mut booked = Vec::new();
    for (number, day) in DAYS.iter().enumerate() {
        let body = json!({"session": format!("tuesdays.{}", day.replace('-', "")), "slot": format!("{day}T09:30"),
            "contact": {"name": "Zoé Maes", "email": "zoe@zoe.example", "language": "fr"}});
        let request = desk.app.as_admin().key(&format!("b{number}"));
        let booking = request.post_json("/v1/bookings", &body).await.expect_status(201).json();
        booked.push(booking["id"].as_str().unwrap().to_owned());
    }
    desk.dispatch().await;
    booked
}

async fn slots(desk: &Desk, booked: &[String]) -> Vec<Value> {
    let mut slots = Vec::new();
    for id in booked {
        let booking = desk.app.as_admin().get(&format!("/v1/bookings/{id}")).await.expect_status(200).json();
        slots.push(json!([booking["status"], booking["slot"]]));
    }
    slots
}

fn starts(repair: &Value) -> Vec<(String, String)> {
    let of = |one: &Value| {
        let text = |name: &str| one[name].as_str().unwrap().to_owned();
        (text("adviser"), text("start"))
    };
    repair["assignments"].as_array().unwrap().iter().map(of).collect()
}

async fn broken(desk: &Desk) -> Value {
    desk.app.as_admin().get(BROKEN).await.expect_status(200).json()
}

/// Does a repair and takes it back; what stood in between.
async fn done_and_undone(desk: &Desk, repair: &Value, booked: &[String]) -> Vec<Value> {
    let (rota, before) = (held(desk).await, slots(desk, booked).await);
    let request = desk.app.as_admin();
    let plan = request.post_json(&format!("{BROKEN}/publish"), &json!({"repair": repair["id"]})).await;
    let id = plan.expect_status(202).json()["id"].as_str().unwrap().to_owned();
    desk.dispatch().await;
    let published = desk.plan(&id).await;
    assert_eq!(published["published"]["refused"], json!([]), "{published}");
    let after = slots(desk, booked).await;
    desk.post(&id, "undo", &json!({})).await.expect_status(202);
    desk.dispatch().await;
    let undone = desk.plan(&id).await;
    assert_eq!((&undone["status"], &undone["published"]["refused"]), (&json!("undone"), &json!([])), "{undone}");
    assert_eq!(held(desk).await, rota, "the rota is as it was");
    assert_eq!(slots(desk, booked).await, before, "each appointment is where it was");
    after
}

#[tokio::test]
async fn two_weeks_are_one_line_and_a_colleague_takes_both_sessions() {
    let desk = Desk::new().await;
    let booked = book(&desk).await;
    let before = slots(&desk, &booked).await;
    adviser(&desk, "cat", &json!(["TU-AM"]), &[]).await;
    adviser(&desk, "ann", &json!(["TU-AM", "TH-AM"]), &DAYS).await;
    assert!(look(&desk).await);
    let all = desk.app.as_admin().get("/v1/repairs").await.expect_status(200).json();
    assert_eq!(all["items"].as_array().unwrap().len(), 1, "{all}");
    let found = broken(&desk).await;
    let days: Vec<&Value> = found["sessions"].as_array().unwrap().iter().map(|one| &one["day"]).collect();
    assert_eq!(days, DAYS);
    let repairs = found["repairs"].as_array().unwrap();
    assert!((1..=3).contains(&repairs.len()), "{found}");
    for one in repairs {
        let put = starts(one);
        assert!(put.len() == 2 && put[0] != put[1], "each is mended, by nobody twice at once: {one}");
    }
    let by_cat = DAYS.map(|day| ("cat".to_owned(), format!("{day}T09:30")));
    let repair = repairs.iter().find(|one| starts(one) == by_cat);
    let after = done_and_undone(&desk, repair.unwrap(), &booked).await;
    assert_eq!(after, before, "whoever comes finds somebody there, at their hour");
}

#[tokio::test]
async fn both_sessions_are_held_on_another_day_by_their_own_adviser() {
    let desk = Desk::new().await;
    let booked = book(&desk).await;
    adviser(&desk, "ann", &json!(["TU-AM", "TH-AM"]), &DAYS).await;
    assert!(look(&desk).await);
    let found = broken(&desk).await;
    let repair = &found["repairs"][0];
    let put = starts(repair);
    assert!(put.len() == 2 && put.iter().all(|(who, _)| who == "ann") && put[0].1 < put[1].1, "{found}");
    assert_eq!(repair["effects"]["bookings_moved"], 2, "{repair}");
    let after = done_and_undone(&desk, repair, &booked).await;
    let expected: Vec<Value> = put.iter().map(|(_, start)| json!(["booked", start])).collect();
    assert_eq!(after, expected, "each follows its session");
}

#[tokio::test]
async fn one_by_a_colleague_and_one_on_another_day_are_taken_back_too() {
    for (with, without) in [(DAYS[0], DAYS[1]), (DAYS[1], DAYS[0])] {
        let desk = Desk::new().await;
        let booked = book(&desk).await;
        adviser(&desk, "cat", &json!(["TU-AM"]), &[without]).await;
        adviser(&desk, "ann", &json!(["TU-AM", "TH-AM"]), &DAYS).await;
        assert!(look(&desk).await);
        let found = broken(&desk).await;
        let is_mixed = |one: &&Value| {
            let put = starts(one);
            put.contains(&("cat".to_owned(), format!("{with}T09:30"))) && put.iter().any(|(who, _)| who == "ann")
        };
        let repair =
            found["repairs"].as_array().unwrap().iter().find(is_mixed).unwrap_or_else(|| unreachable!("{found}"));
        assert_eq!(repair["effects"]["bookings_moved"], 1, "{repair}");
        done_and_undone(&desk, repair, &booked).await;
    }
}

#[tokio::test]
async fn of_a_long_absence_the_first_sessions_are_mended_and_the_others_are_counted() {
    let desk = Desk::new().await;
    let thursdays = json!({"agency": "innoviris", "location": "greenbizz", "advisers": ["ann"],
        "start": "2026-11-26T09:30", "duration_minutes": 180, "rrule": "FREQ=WEEKLY;BYDAY=TH", "until": "2027-06-24",
        "slot_minutes": 40, "languages": ["fr", "nl"], "status": "published"});
    let request = desk.app.as_admin().header("if-none-match", "*");
    request.put_json("/v1/permanences/thursdays", &thursdays).await.expect_status(201);
    let body = json!({"agency": "innoviris", "name": "ann", "email": "ann@innoviris.example",
        "languages": ["fr", "nl"], "half_days": ["TU-AM", "TH-AM"], "max_permanences_per_week": 2,
        "absences": [{"from": "2026-12-01", "to": "2027-03-31"}]});
    desk.app.as_admin().if_match("*").put_json("/v1/advisers/ann", &body).await.expect_status(200);
    adviser(&desk, "cat", &json!(["TU-AM"]), &[]).await;
    assert!(look(&desk).await);
    let all = desk.app.as_admin().get("/v1/repairs").await.expect_status(200).json();
    let found = &all["items"][0];
    let (now, later) = (found["sessions"].as_array().unwrap().len(), found["later"].as_u64().unwrap());
    assert_eq!((now, later), (12, 10), "{found}");
    let page = desk.coordinator().await.get(&format!("/console/repairs/{}", found["id"].as_str().unwrap())).await;
    let page = page.expect_status(200).text();
    assert!(page.contains("Ces réparations valent pour les 12 premières séances."), "{page}");
}
