//! Tried, published step by step, taken back.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use domain::ids::LocationId;
use domain::staff::StaffRole;
use serde_json::{Value, json};

use crate::common::{Desk, changed};
use crate::repairs::{adviser, held};
use crate::surges::state;

/// A booking on a day of the series of today.
async fn book(desk: &Desk, day: &str) -> String {
    let session = format!("tuesdays.{}", day.replace('-', ""));
    let body = json!({"session": session, "slot": format!("{day}T09:30"),
        "contact": {"name": "Zoé Maes", "email": "zoe@zoe.example", "language": "fr"}});
    let booked = desk.app.as_admin().key(day).post_json("/v1/bookings", &body).await.expect_status(201);
    desk.dispatch().await;
    booked.json()["id"].as_str().unwrap().to_owned()
}

async fn booking(desk: &Desk, id: &str) -> Value {
    desk.app.as_admin().get(&format!("/v1/bookings/{id}")).await.expect_status(200).json()
}

/// The series of today is forbidden where it stands and pinned on Thursdays.
pub(crate) async fn on_thursdays(desk: &Desk) -> String {
    let id = desk.planned("none").await;
    let plan = desk.plan(&id).await;
    let all = plan["assignments"].as_array().unwrap();
    let of = all.iter().find(|one| one["adviser"] == "ann" && one["location"] == "icab");
    let of = of.unwrap();
    let body = json!({"assignment": of["id"], "instead": {"weekday": 3, "window": 0}});
    desk.post(&id, "pins", &body).await.expect_status(200);
    desk.again(&id).await;
    id
}

#[tokio::test]
async fn what_publishing_would_do_is_what_it_does() {
    let desk = Desk::new().await;
    let booked = book(&desk, "2026-12-08").await;
    let id = on_thursdays(&desk).await;
    let plan = desk.plan(&id).await;
    let before = desk.permanences().await;
    let ahead = desk.post(&id, "publish?dry_run=true", &json!({})).await.expect_status(200).json();
    assert_eq!(desk.permanences().await, before, "nothing is stored");
    let (moved, lost) = (ahead["bookings_moved"].as_u64().unwrap(), ahead["bookings_lost"].as_u64().unwrap());
    assert_eq!(moved + lost, 1, "{ahead}");
    assert_eq!(ahead["refused"], json!([]), "{ahead}");
    let new = changed(&plan).iter().filter(|one| one["change"] == "new").count() as u64;
    assert_eq!(ahead["created"].as_u64().unwrap(), new, "{ahead}");
    desk.mails.take();
    desk.post(&id, "publish", &json!({})).await.expect_status(202);
    desk.post(&id, "publish", &json!({})).await.expect_status(202);
    desk.dispatch().await;
    let done = desk.plan(&id).await;
    assert_eq!((done["status"].as_str(), done["published"]["left"].as_u64()), (Some("published"), Some(0)));
    assert_eq!(done["published"]["refused"], json!([]));
    // Every session of the plan is in the rota.
    let sessions =
        desk.app.anonymous().get("/v1/sessions?from=2026-12-07&to=2026-12-21&limit=100").await.expect_status(200);
    let sessions = sessions.json();
    for one in plan["assignments"].as_array().unwrap() {
        for day in one["days"].as_array().unwrap() {
            let start = format!("{}T{}", day.as_str().unwrap(), &one["start"].as_str().unwrap()[11..]);
            let there = sessions["items"].as_array().unwrap().iter().any(|session| {
                session["location"] == one["location"]
                    && session["local_start"] == start.as_str()
                    && session["status"] == "scheduled"
                    && session["agency"] == one["agency"]
            });
            assert!(there, "{start} of {one} in {sessions}");
        }
    }
    let after = booking(&desk, &booked).await;
    let was_moved = after["status"] == "booked" && after["slot"] != "2026-12-08T09:30";
    assert_eq!(was_moved, moved == 1, "{after}");
    let told = desk.mails.take().into_iter().filter(|mail| mail.message.to.as_str() == "zoe@zoe.example").count();
    assert_eq!(told as u64, ahead["mails"].as_u64().unwrap(), "one mail");
    desk.post(&id, "again", &json!({})).await.expect_status(409);
}

/// Publishes a plan: as many mails leave, to people with appointments and to others, as
/// were foretold. Answers whom the others went to.
async fn foretold_and_sent(desk: &Desk, id: &str) -> Vec<String> {
    // What was told before is told.
    desk.dispatch().await;
    desk.morning().await;
    desk.mails.take();
    let ahead = desk.post(id, "publish?dry_run=true", &json!({})).await.expect_status(200).json();
    desk.dispatch().await;
    assert!(desk.mails.take().is_empty(), "nothing is sent by trying it");
    desk.post(id, "publish", &json!({})).await.expect_status(202);
    desk.dispatch().await;
    desk.morning().await;
    let sent: Vec<String> = desk.mails.take().iter().map(|mail| mail.message.to.as_str().to_owned()).collect();
    let (people, others): (Vec<String>, Vec<String>) = sent.into_iter().partition(|to| to.ends_with("@zoe.example"));
    let foretold = (ahead["mails"].as_u64(), ahead["notices"].as_u64());
    let left = (Some(people.len() as u64), Some(others.len() as u64));
    assert_eq!(foretold, left, "{people:?} and {others:?} of {ahead}");
    others
}

#[tokio::test]
async fn every_mail_that_publishing_sends_was_foretold() {
    let desk = Desk::new().await;
    book(&desk, "2026-12-08").await;
    let id = on_thursdays(&desk).await;
    let others = foretold_and_sent(&desk, &id).await;
    assert!(others.iter().any(|to| to == "bob@hub.example"), "advisers, agencies and places: {others:?}");
}

#[tokio::test]
async fn two_appointments_of_one_person_one_who_waits_and_a_host_are_foretold_as_they_are_told() {
    let desk = Desk::new().await;
    let icab = LocationId::parse("icab").unwrap();
    desk.app.as_staff(StaffRole::Host { location: icab }).await;
    book(&desk, "2026-12-08").await;
    book(&desk, "2026-12-15").await;
    let body = json!({"session": "tuesdays.20261208", "slot": "2026-12-08T09:30", "waiting": true,
        "contact": {"name": "Cem Aydin", "email": "cem@zoe.example", "language": "fr"}});
    let waits = desk.app.as_admin().key("waits").post_json("/v1/bookings", &body).await.expect_status(201).json();
    assert_eq!(waits["status"], "waiting", "{waits}");
    let id = on_thursdays(&desk).await;
    // Of who waited and does not any more, nobody who is there ever knew.
    let others = foretold_and_sent(&desk, &id).await;
    assert_eq!(others.iter().filter(|to| *to == "ann@innoviris.example").count(), 3, "{others:?}");
    assert!(others.iter().any(|to| to.ends_with("@staff.example")), "the host: {others:?}");
}

#[tokio::test]
async fn a_colleague_who_comes_instead_at_the_same_time_is_foretold_as_told_there_or_elsewhere() {
    for instead in [json!({"adviser": "cat"}), json!({"adviser": "cat", "place": "eebic"})] {
        let desk = Desk::new().await;
        adviser(&desk, "cat", &json!(["TU-AM"]), &[]).await;
        book(&desk, "2026-12-08").await;
        book(&desk, "2026-12-15").await;
        let id = desk.planned("none").await;
        let plan = desk.plan(&id).await;
        let mut all = plan["assignments"].as_array().unwrap().iter();
        let of = all.find(|one| one["adviser"] == "ann" && one["location"] == "icab");
        let mut body = instead.clone();
        body["assignment"] = of.unwrap()["id"].clone();
        desk.post(&id, "pins", &body).await.expect_status(200);
        desk.again(&id).await;
        foretold_and_sent(&desk, &id).await;
    }
}

#[tokio::test]
async fn who_gains_by_a_part_is_worked_out_of_that_part_alone() {
    let desk = Desk::new().await;
    for number in 0..6 {
        state(&desk, number).await;
    }
    let id = desk.planned("none").await;
    let gain = async |body: Value| {
        let ahead = desk.post(&id, "publish?dry_run=true", &body).await.expect_status(200).json();
        ahead["gain"]["eebic"].as_f64().unwrap_or_default()
    };
    let all = gain(json!({})).await;
    let own = gain(json!({"agencies": ["innoviris"]})).await;
    let others = gain(json!({"agencies": ["hub"]})).await;
    assert!(own >= 1.0, "the needs at EEBIC are of Innoviris: {own}");
    assert!((own + others - all).abs() < 0.2, "{own} and {others} are {all}");
    let path = format!("/console/plans/{id}/publish?agency=innoviris");
    let page = desk.coordinator().await.get(&path).await.expect_status(200).text();
    assert!(page.contains("Où l’on sert davantage") && page.contains("EEBIC"), "{page}");
    assert!(page.contains("des agences et des lieux"), "{page}");
}

#[tokio::test]
async fn all_of_it_is_taken_back_until_the_first_session() {
    let desk = Desk::new().await;
    let before = sessions(&desk).await;
    let id = on_thursdays(&desk).await;
    let published = desk.post(&id, "publish", &json!({})).await.expect_status(202);
    assert_eq!(published.header("location"), format!("/v1/plans/{id}"));
    desk.dispatch().await;
    assert_ne!(sessions(&desk).await, before);
    let undone = desk.post(&id, "undo", &json!({})).await.expect_status(202);
    assert_eq!(undone.header("location"), format!("/v1/plans/{id}"));
    desk.dispatch().await;
    let done = desk.plan(&id).await;
    assert_eq!((done["status"].as_str(), done["published"]["refused"].clone()), (Some("undone"), json!([])), "{done}");
    assert_eq!(sessions(&desk).await, before);
}

/// When somebody of which agency is where.
async fn sessions(desk: &Desk) -> Vec<(String, String, String)> {
    let path = "/v1/sessions?from=2026-12-07&to=2027-01-25&limit=100";
    let found = desk.app.anonymous().get(path).await.expect_status(200).json();
    let of = |session: &Value, name: &str| session[name].as_str().unwrap().to_owned();
    let held = found["items"].as_array().unwrap().iter().filter(|session| session["status"] == "scheduled");
    held.map(|session| (of(session, "local_start"), of(session, "location"), of(session, "agency"))).collect()
}

#[tokio::test]
async fn what_has_begun_is_not_taken_back() {
    let desk = Desk::new().await;
    let id = on_thursdays(&desk).await;
    desk.post(&id, "publish", &json!({})).await.expect_status(202);
    desk.dispatch().await;
    desk.app.clock.advance(chrono::TimeDelta::days(20));
    let refused = desk.post(&id, "undo", &json!({})).await.expect_status(409);
    assert!(refused.json()["type"].as_str().unwrap().ends_with("/plan-begun"));
}

#[tokio::test]
async fn what_somebody_changed_since_stays_when_it_is_taken_back_and_is_said() {
    let desk = Desk::new().await;
    let id = on_thursdays(&desk).await;
    desk.post(&id, "publish", &json!({})).await.expect_status(202);
    desk.dispatch().await;
    let made = desk.permanences().await;
    let own = made.iter().find(|one| one["agency"] == "hub").unwrap()["id"].as_str().unwrap();
    desk.app.as_admin().if_match("*").send("DELETE", &format!("/v1/permanences/{own}")).await.expect_status(204);
    desk.dispatch().await;
    desk.post(&id, "undo", &json!({})).await.expect_status(202);
    desk.dispatch().await;
    let undone = desk.plan(&id).await;
    let why = &undone["published"]["refused"][0]["reason"]["fr"];
    assert_eq!(*why, "Modifié depuis par quelqu’un\u{a0}: reste tel quel.", "{undone}");
}

#[tokio::test]
async fn what_somebody_changed_meanwhile_is_said_and_not_overwritten() {
    let desk = Desk::new().await;
    let id = on_thursdays(&desk).await;
    // Somebody takes the whole series away by hand before it is published.
    desk.app.as_admin().if_match("*").send("DELETE", "/v1/permanences/tuesdays").await.expect_status(204);
    desk.post(&id, "publish", &json!({})).await.expect_status(202);
    desk.dispatch().await;
    let done = desk.plan(&id).await;
    assert_eq!(done["published"]["left"], 0);
    let touches_it = desk.plan(&id).await["published"]["refused"].as_array().unwrap().len();
    assert!(touches_it > 0, "{done}");
}

#[tokio::test]
async fn where_the_appointment_that_was_to_follow_is_gone_by_then_the_series_stays_and_that_is_said() {
    let desk = Desk::new().await;
    let booked = book(&desk, "2026-12-08").await;
    // Of the two weeks Ann is there in the first only: no series can go on so, one appointment can.
    adviser(&desk, "ann", &json!(["TU-AM", "TH-AM"]), &["2026-12-15", "2026-12-17"]).await;
    let id = on_thursdays(&desk).await;
    let plan = desk.plan(&id).await;
    let moved = changed(&plan).into_iter().find(|one| one["permanence"] == "tuesdays").unwrap();
    assert_eq!((&moved["change"], &moved["days"]), (&json!("moved"), &json!(["2026-12-10"])), "{plan}");
    desk.app.as_admin().if_match("*").send("DELETE", &format!("/v1/bookings/{booked}")).await.expect_status(204);
    desk.dispatch().await;
    let said = |all: &Value| {
        let refused = all["refused"].as_array().unwrap().iter().find(|one| one["of"] == moved["id"]).unwrap();
        refused["reason"]["en"].as_str().unwrap().to_owned()
    };
    let why = "The appointments that were to follow are no longer there: propose again.";
    let ahead = desk.post(&id, "publish?dry_run=true", &json!({})).await.expect_status(200).json();
    assert_eq!(said(&ahead), why);
    desk.post(&id, "publish", &json!({})).await.expect_status(202);
    desk.dispatch().await;
    assert_eq!(said(&desk.plan(&id).await["published"]), why);
    let page = desk.coordinator().await.get(&format!("/console/plans/{id}")).await.expect_status(200).text();
    assert!(page.contains("Les rendez-vous qui devaient suivre n’existent plus"), "{page}");
    let there = sessions(&desk).await;
    let stays = |(start, place, _): &(String, String, String)| start == "2026-12-08T09:30" && place == "icab";
    assert!(there.iter().any(stays), "{there:?}");
}

#[tokio::test]
async fn a_series_that_goes_is_told_with_each_of_its_sessions() {
    let desk = Desk::new().await;
    desk.dispatch().await;
    desk.mails.take();
    desk.app.as_admin().if_match("*").send("DELETE", "/v1/permanences/tuesdays").await.expect_status(204);
    desk.dispatch().await;
    let mails = desk.mails.take();
    let told = mails.iter().find(|mail| mail.message.to.as_str() == "ann@innoviris.example").unwrap();
    let text = told.message.text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("29 juin 2027") && !text.contains("autres."), "to the last: {text}");
}

#[tokio::test]
async fn a_part_is_published_alone() {
    let desk = Desk::new().await;
    let id = desk.planned("all").await;
    let plan = desk.plan(&id).await;
    let new: Vec<&Value> = changed(&plan);
    assert!(!new.is_empty(), "{plan}");
    let count = desk.permanences().await.len();
    desk.post(&id, "publish", &json!({"assignments": [new[0]["id"]]})).await.expect_status(202);
    desk.dispatch().await;
    assert_eq!(desk.permanences().await.len(), count + 1);
}

#[tokio::test]
async fn a_draft_holds_no_plan_up_and_is_refused_where_it_no_longer_fits() {
    let desk = Desk::new().await;
    let mut draft = json!({"agency": "innoviris", "location": "eebic", "advisers": ["ann"], "start": "2026-11-26T09:30",
        "duration_minutes": 180, "rrule": "FREQ=WEEKLY;BYDAY=TH", "until": "2027-06-24", "slot_minutes": 40,
        "languages": ["fr", "nl"], "status": "draft"});
    let request = desk.app.as_admin().header("if-none-match", "*");
    request.put_json("/v1/permanences/thursdays", &draft).await.expect_status(201);
    let id = on_thursdays(&desk).await;
    let ahead = desk.post(&id, "publish?dry_run=true", &json!({})).await.expect_status(200).json();
    assert_eq!(ahead["refused"], json!([]), "{ahead}");
    desk.post(&id, "publish", &json!({})).await.expect_status(202);
    desk.dispatch().await;
    assert_eq!(desk.plan(&id).await["published"]["refused"], json!([]));
    // Worked on it can be, but Ann is at icab meanwhile.
    let series = || desk.app.as_admin().if_match("*");
    draft["slot_minutes"] = json!(60);
    series().put_json("/v1/permanences/thursdays", &draft).await.expect_status(200);
    draft["status"] = json!("published");
    let refused = series().put_json("/v1/permanences/thursdays", &draft).await.expect_status(409).json();
    assert!(refused["type"].as_str().unwrap().ends_with("/clash"), "{refused}");
}

/// Two series of Ann's are told to swap their days.
pub(crate) async fn swapped(desk: &Desk) -> String {
    let body = json!({"agency": "innoviris", "location": "eebic", "advisers": ["ann"], "start": "2026-11-26T09:30",
        "duration_minutes": 180, "rrule": "FREQ=WEEKLY;BYDAY=TH", "until": "2027-06-24", "slot_minutes": 40,
        "languages": ["fr", "nl"], "status": "published"});
    let request = desk.app.as_admin().header("if-none-match", "*");
    request.put_json("/v1/permanences/thursdays", &body).await.expect_status(201);
    // Steadiness counts so much that both stay, until they are told to move.
    let asked = json!({"from": crate::common::FROM, "weeks": 2, "keep": "none", "weights": {"steadiness": 500.0}});
    let asked = desk.app.as_admin().key("swap").post_json("/v1/plans", &asked).await.expect_status(202).json();
    let id = asked["id"].as_str().unwrap().to_owned();
    assert_eq!(flows::plans::work_out(desk.app.store()).await.unwrap(), 1);
    let plan = desk.plan(&id).await;
    for (place, weekday) in [("icab", 3), ("eebic", 1)] {
        let all = plan["assignments"].as_array().unwrap();
        let of = all.iter().find(|one| one["adviser"] == "ann" && one["location"] == place).unwrap();
        let body = json!({"assignment": of["id"], "instead": {"weekday": weekday, "window": 0}});
        desk.post(&id, "pins", &body).await.expect_status(200);
    }
    id
}

#[tokio::test]
async fn two_series_that_swap_their_days_do_not_wait_for_each_other() {
    let desk = Desk::new().await;
    let id = swapped(&desk).await;
    let plan = desk.again(&id).await;
    let moved = changed(&plan).iter().filter(|one| one["change"] == "moved" && one["adviser"] == "ann").count();
    assert_eq!(moved, 2, "{plan}");
    let ahead = desk.post(&id, "publish?dry_run=true", &json!({})).await.expect_status(200).json();
    assert_eq!((ahead["moved"].as_u64(), ahead["refused"].clone()), (Some(2), json!([])), "{ahead}");
    desk.post(&id, "publish", &json!({})).await.expect_status(202);
    desk.dispatch().await;
    let done = desk.plan(&id).await;
    assert_eq!(done["published"]["refused"], json!([]), "{done}");
    let list = desk.coordinator().await.get("/console/plans").await.expect_status(200).text();
    assert!(list.contains("publié") && !list.contains("publié en partie"), "all of it is the rota: {list}");
    let held = sessions(&desk).await;
    for (start, place) in [("2026-12-08T09:30", "eebic"), ("2026-12-10T09:30", "icab")] {
        let there = |one: &&(String, String, String)| one.0 == start && one.1 == place && one.2 == "innoviris";
        assert_eq!(held.iter().filter(there).count(), 1, "{start} {place} in {held:?}");
    }
}

#[tokio::test]
async fn what_the_plan_does_without_pauses_for_its_weeks_and_appointments_after_them_stay() {
    let desk = Desk::new().await;
    let (within, after) = (book(&desk, "2026-12-15").await, book(&desk, "2027-01-12").await);
    let before = held(&desk).await;
    let id = desk.planned("none").await;
    let icab = |plan: &Value| {
        let all = plan["assignments"].as_array().unwrap().iter();
        all.filter(|one| one["location"] == "icab" && one["adviser"] == "ann").cloned().collect::<Vec<_>>()
    };
    for _ in 0..10 {
        for one in icab(&desk.plan(&id).await) {
            desk.post(&id, "pins", &json!({"assignment": one["id"], "wish": "forbidden"})).await.expect_status(200);
        }
        desk.again(&id).await;
    }
    let plan = desk.plan(&id).await;
    assert_eq!(icab(&plan), Vec::<Value>::new());
    let page = desk.coordinator().await.get(&format!("/console/plans/{id}")).await.expect_status(200).text();
    assert!(page.contains(", suspendue ou arrêtée") && page.contains("1 suspendue ou arrêtée"), "{page}");
    assert!(!page.contains(", arrêtée") && !page.contains("− arrêtée"), "one word for one thing: {page}");
    let ahead = desk.post(&id, "publish?dry_run=true", &json!({})).await.expect_status(200).json();
    assert_eq!((&ahead["paused"], &ahead["ended"]), (&json!(1), &json!(0)), "{ahead}");
    assert_eq!((&ahead["bookings_lost"], &ahead["bookings_moved"]), (&json!(1), &json!(0)), "{ahead}");
    let step = json!({"kind": "end", "permanence": "tuesdays"});
    assert!(ahead["steps"].as_array().unwrap().contains(&step), "{ahead}");
    desk.post(&id, "publish", &json!({})).await.expect_status(202);
    desk.dispatch().await;
    let published = desk.plan(&id).await;
    assert_eq!(published["published"]["refused"], json!([]), "{published}");
    let left = published["published"]["permanences"]["tuesdays"].as_array().unwrap().len();
    assert_eq!(left, 2, "what it has before the weeks, and after them: {published}");
    let starts: Vec<String> = held(&desk).await.into_iter().map(|(start, ..)| start).collect();
    assert!(
        !starts.iter().any(|start| start.starts_with("2026-12-08") || start.starts_with("2026-12-15")),
        "{starts:?}"
    );
    let outside = |(start, ..): &&(String, String, bool)| !("2026-12-07".."2026-12-21").contains(&start.as_str());
    let kept: Vec<String> = before.iter().filter(outside).map(|(start, ..)| start.clone()).collect();
    assert!(kept.len() > 1 && kept.iter().all(|start| starts.contains(start)), "{kept:?} in {starts:?}");
    assert_eq!(booking(&desk, &within).await["status"], "cancelled");
    let later = booking(&desk, &after).await;
    assert_eq!((&later["status"], &later["slot"]), (&json!("booked"), &json!("2027-01-12T09:30")), "{later}");
    desk.post(&id, "undo", &json!({})).await.expect_status(202);
    desk.dispatch().await;
    let undone = desk.plan(&id).await;
    assert_eq!((&undone["status"], &undone["published"]["refused"]), (&json!("undone"), &json!([])), "{undone}");
    assert_eq!(held(&desk).await, before, "the rota is as it was");
    assert_eq!(booking(&desk, &after).await["slot"], "2027-01-12T09:30");
}
