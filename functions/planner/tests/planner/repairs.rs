//! What is broken in the rota, what mends it, and one press that does.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use domain::ids::RepairId;
use domain::location::{ClosingDays, Location};
use flows::repairs::Worked;
use serde_json::{Value, json};
use store::Condition;
use store::repos::catalogue::Kind;

use crate::common::Desk;

const DAY: &str = "2026-12-08";
/// What names the session that breaks.
const BROKEN: &str = "/v1/repairs/s.tuesdays.20261208";

/// An appointment in the session of the day.
async fn book(desk: &Desk) -> String {
    let body = json!({"session": "tuesdays.20261208", "slot": format!("{DAY}T09:30"),
        "contact": {"name": "Zoé Maes", "email": "zoe@zoe.example", "language": "fr"}});
    let booked = desk.app.as_admin().key("b").post_json("/v1/bookings", &body).await.expect_status(201);
    desk.dispatch().await;
    booked.json()["id"].as_str().unwrap().to_owned()
}

async fn slot(desk: &Desk, id: &str) -> (String, String) {
    let booking = desk.app.as_admin().get(&format!("/v1/bookings/{id}")).await.expect_status(200).json();
    (booking["status"].as_str().unwrap().to_owned(), booking["slot"].as_str().unwrap_or_default().to_owned())
}

pub(crate) async fn adviser(desk: &Desk, id: &str, half_days: &Value, away: &[&str]) {
    let absences: Vec<Value> = away.iter().map(|day| json!({"from": day, "to": day})).collect();
    let body = json!({"agency": "innoviris", "name": id, "email": format!("{id}@innoviris.example"),
        "languages": ["fr", "nl"], "half_days": half_days, "max_permanences_per_week": 2, "absences": absences});
    let path = format!("/v1/advisers/{id}");
    let known = desk.app.as_admin().get(&path).await.status == 200;
    let request = desk.app.as_admin();
    let request = if known { request.if_match("*") } else { request.header("if-none-match", "*") };
    let answer = request.put_json(&path, &body).await;
    assert!(answer.status < 300, "{}", answer.text());
}

/// Whoever has to do with it is told, and it is looked what is broken.
pub(crate) async fn look(desk: &Desk) -> bool {
    desk.dispatch().await;
    flows::repairs::look(desk.app.store()).await.unwrap()
}

/// Ann is away on the day; Cat could come.
async fn ann_is_away(desk: &Desk) {
    adviser(desk, "cat", &json!(["TU-AM", "WE-AM"]), &[]).await;
    adviser(desk, "ann", &json!(["TU-AM", "TH-AM"]), &[DAY]).await;
    assert!(look(desk).await, "somebody asked");
}

async fn broken(desk: &Desk) -> Value {
    desk.app.as_admin().get(BROKEN).await.expect_status(200).json()
}

/// The repair by this adviser on this day.
fn by(broken: &Value, adviser: &str, day: &str) -> Value {
    let all = broken["repairs"].as_array().unwrap();
    let is = |one: &&Value| one["assignments"][0]["adviser"] == adviser && one["assignments"][0]["days"][0] == day;
    let found = all.iter().find(is);
    assert!(found.is_some(), "{adviser} on {day} in {broken}");
    found.unwrap().clone()
}

async fn publish(desk: &Desk, repair: &Value) -> testkit::Answer {
    desk.app.as_admin().post_json(&format!("{BROKEN}/publish"), &json!({"repair": repair["id"]})).await
}

/// Who receives people when, of the series of Tuesdays and what came of it.
pub(crate) async fn held(desk: &Desk) -> Vec<(String, String, bool)> {
    let path = "/v1/sessions?location=icab&from=2026-12-01&to=2027-01-01&limit=100";
    let found = desk.app.anonymous().get(path).await.expect_status(200).json();
    let of = |session: &Value| {
        let text = |name: &str| session[name].as_str().unwrap_or_default().to_owned();
        (text("local_start"), text("status"), session["slots"].as_array().is_some_and(|slots| !slots.is_empty()))
    };
    found["items"].as_array().unwrap().iter().map(of).collect()
}

#[tokio::test]
async fn what_is_kept_of_it_is_small() {
    let desk = Desk::new().await;
    // Ann was at ICAB in the week before.
    desk.app.clock.advance(chrono::TimeDelta::days(7));
    ann_is_away(&desk).await;
    let id = RepairId::parse("s.tuesdays.20261208").unwrap();
    let found = desk.app.store().repairs().load::<Worked>(&id).await.unwrap().unwrap();
    let problem = found.value.worked.problem;
    assert!(!problem.places.is_empty() && problem.demand.is_empty());
    assert!(problem.places.iter().all(|one| one.before.is_empty()), "{:?}", problem.places);
}

#[tokio::test]
async fn a_colleague_takes_the_session_in_one_press_and_appointments_stay() {
    let desk = Desk::new().await;
    let booked = book(&desk).await;
    let before = held(&desk).await;
    ann_is_away(&desk).await;
    let found = broken(&desk).await;
    assert_eq!((found["cause"].as_str(), found["agency"].as_str()), (Some("absence"), Some("innoviris")), "{found}");
    assert_eq!(found["sessions"][0]["start"], format!("{DAY}T09:30"));
    let repairs = found["repairs"].as_array().unwrap();
    assert!((1..=3).contains(&repairs.len()), "{found}");
    let gains: Vec<f64> = repairs.iter().map(|one| one["gain"].as_f64().unwrap()).collect();
    assert!(gains.is_sorted_by(|one, next| one >= next), "{gains:?}");
    for one in repairs {
        let parts: f64 = one["parts"].as_object().unwrap().values().map(|part| part.as_f64().unwrap()).sum();
        assert!((parts - one["gain"].as_f64().unwrap()).abs() < 1e-4, "{one}");
        assert!(!one["assignments"][0]["because"].as_array().unwrap().is_empty(), "{one}");
    }
    let cat = by(&found, "cat", DAY);
    assert_eq!(cat["assignments"][0]["start"], format!("{DAY}T09:30"), "at its own hour: {cat}");
    assert_eq!((&cat["effects"]["bookings_moved"], &cat["effects"]["bookings_lost"]), (&json!(0), &json!(0)), "{cat}");
    desk.mails.take();
    let plan = publish(&desk, &cat).await.expect_status(202);
    let again = publish(&desk, &cat).await.expect_status(202);
    assert_eq!(plan.json()["id"], again.json()["id"], "pressed twice it is done once");
    desk.dispatch().await;
    assert_eq!(slot(&desk, &booked).await, ("booked".to_owned(), format!("{DAY}T09:30")));
    assert_eq!(held(&desk).await, before, "the same sessions, and somebody is at each");
    let told = desk.mails.take().into_iter().filter(|mail| mail.message.to.as_str() == "zoe@zoe.example").count();
    assert_eq!(told, 0, "nothing changes for her");
    let series = desk.permanences().await;
    assert!(series.iter().any(|one| one["advisers"] == json!(["cat"]) && one["rrule"].is_null()), "{series:?}");
    // Taken back, nobody is there again.
    let id = plan.json()["id"].as_str().unwrap().to_owned();
    assert_eq!(desk.plan(&id).await["repair"], "s.tuesdays.20261208");
    desk.post(&id, "undo", &json!({})).await.expect_status(202);
    desk.dispatch().await;
    let undone = desk.plan(&id).await;
    assert_eq!((&undone["status"], &undone["published"]["refused"]), (&json!("undone"), &json!([])), "{undone}");
    assert!(desk.permanences().await.iter().all(|one| one["advisers"] != json!(["cat"])));
    assert_eq!(slot(&desk, &booked).await.1, format!("{DAY}T09:30"));
}

#[tokio::test]
async fn moved_to_another_day_appointments_follow_and_their_people_are_told_once() {
    let desk = Desk::new().await;
    let booked = book(&desk).await;
    adviser(&desk, "ann", &json!(["TU-AM", "TH-AM"]), &[DAY]).await;
    assert!(look(&desk).await);
    let found = broken(&desk).await;
    let first = found["repairs"][0].clone();
    assert_eq!(first["assignments"][0]["adviser"], "ann", "{found}");
    assert_eq!((&first["effects"]["bookings_moved"], &first["effects"]["mails"]), (&json!(1), &json!(1)), "{first}");
    let page = desk.coordinator().await.get("/console/repairs/s.tuesdays.20261208").await.expect_status(200).text();
    let effect = "Rendez-vous : 1 déplacé, 0 annulé ; 1 e-mail.";
    assert!(page.replace('\u{a0}', " ").contains(effect), "{page}");
    desk.mails.take();
    let plan = publish(&desk, &first).await.expect_status(202).json();
    desk.dispatch().await;
    let start = first["assignments"][0]["start"].as_str().unwrap().to_owned();
    assert_eq!(slot(&desk, &booked).await, ("booked".to_owned(), start.clone()));
    let told = desk.mails.take().into_iter().filter(|mail| mail.message.to.as_str() == "zoe@zoe.example").count();
    assert_eq!(told, 1);
    // What is mended is not broken any more; whoever presses again soon finds what was made.
    assert!(look(&desk).await, "a plan that is published asks");
    let again = publish(&desk, &first).await.expect_status(202).json();
    assert_eq!(again["id"], plan["id"]);
    desk.app.clock.advance(chrono::TimeDelta::hours(2));
    let mut tx = store::Transaction::new();
    desk.app.store().repairs().ask_to_look(&mut tx);
    desk.app.store().commit(tx).await.unwrap();
    assert!(look(&desk).await);
    let known = desk.app.as_admin().get("/v1/repairs").await.expect_status(200).json();
    assert_eq!(known["items"], json!([]), "{known}");
    let id = plan["id"].as_str().unwrap();
    desk.post(id, "undo", &json!({})).await.expect_status(202);
    desk.dispatch().await;
    assert_eq!(slot(&desk, &booked).await.1, format!("{DAY}T09:30"), "the appointment moves back");
}

#[tokio::test]
async fn a_stale_repair_is_refused_with_what_changed_and_others_are_offered() {
    let desk = Desk::new().await;
    ann_is_away(&desk).await;
    let found = broken(&desk).await;
    let cat = by(&found, "cat", DAY);
    adviser(&desk, "cat", &json!(["TU-AM", "WE-AM"]), &[DAY]).await;
    let refused = publish(&desk, &cat).await.expect_status(409).json();
    assert!(refused["type"].as_str().unwrap().ends_with("/repair-stale"), "{refused}");
    assert_eq!(desk.permanences().await.len(), 1, "nothing was done");
    assert!(look(&desk).await);
    let anew = broken(&desk).await;
    let is_cat = |one: &Value| one["assignments"][0]["adviser"] == "cat" && one["assignments"][0]["days"][0] == DAY;
    assert!(!anew["repairs"].as_array().unwrap().iter().any(is_cat), "{anew}");
    assert!(!anew["repairs"].as_array().unwrap().is_empty(), "{anew}");
    // Ann is back: nothing is to be repaired.
    let any = anew["repairs"][0].clone();
    adviser(&desk, "ann", &json!(["TU-AM", "TH-AM"]), &[]).await;
    publish(&desk, &any).await.expect_status(409);
    assert!(look(&desk).await);
    desk.app.as_admin().get(BROKEN).await.expect_status(404);
    assert!(!flows::repairs::look(desk.app.store()).await.unwrap(), "nobody asks");
}

#[tokio::test]
async fn an_appointment_that_came_meanwhile_makes_it_stale() {
    let desk = Desk::new().await;
    adviser(&desk, "ann", &json!(["TU-AM", "TH-AM"]), &[DAY]).await;
    assert!(look(&desk).await);
    let found = broken(&desk).await;
    let moved = by(&found, "ann", "2026-12-10");
    // For a moment Ann is there, and somebody takes a seat.
    adviser(&desk, "ann", &json!(["TU-AM", "TH-AM"]), &[]).await;
    book(&desk).await;
    adviser(&desk, "ann", &json!(["TU-AM", "TH-AM"]), &[DAY]).await;
    publish(&desk, &moved).await.expect_status(409);
}

#[tokio::test]
async fn a_closed_place_asks_for_another_day_and_stands_on_the_list_until_it_is_let_be() {
    let desk = Desk::new().await;
    let store = desk.app.store();
    let known = store.catalogue().row::<Location>(Kind::Location, "icab").await.unwrap().unwrap();
    let day = DAY.parse().unwrap();
    let closed = Location { closing_days: vec![ClosingDays { from: day, to: day, reason: None }], ..known.value };
    store.catalogue().put(Kind::Location, "icab", &closed, Condition::Version(known.version)).await.unwrap();
    assert!(look(&desk).await);
    let found = broken(&desk).await;
    assert_eq!(found["cause"], "closing", "{found}");
    let tasks = store.tasks().page(None, 10).await.unwrap();
    assert_eq!(tasks.iter().map(|task| task.about.code()).collect::<Vec<_>>(), ["closing"]);
    let there = |one: &Value| one["assignments"][0]["location"] == "icab";
    let repairs = found["repairs"].as_array().unwrap();
    assert!(repairs.iter().all(|one| !there(one) || one["assignments"][0]["days"][0] != DAY), "{found}");
    let moved = repairs.iter().find(|one| there(one)).unwrap();
    desk.app.as_admin().post_json(&format!("{BROKEN}/let-be"), &json!({})).await.expect_status(204);
    assert_eq!(store.tasks().page(None, 10).await.unwrap(), []);
    // Looked at again it stays so.
    let mut tx = store::Transaction::new();
    store.repairs().ask_to_look(&mut tx);
    store.commit(tx).await.unwrap();
    assert!(look(&desk).await);
    assert_eq!(store.tasks().page(None, 10).await.unwrap(), []);
    // Done all the same, the session takes place on another day.
    publish(&desk, moved).await.expect_status(202);
    desk.dispatch().await;
    let start = moved["assignments"][0]["start"].as_str().unwrap();
    let there = held(&desk).await.into_iter().any(|one| one == (start.to_owned(), "scheduled".to_owned(), true));
    assert!(there, "{start} in {:?}", held(&desk).await);
}

#[tokio::test]
async fn its_page_offers_the_repairs_and_does_one() {
    let desk = Desk::new().await;
    ann_is_away(&desk).await;
    let staff = desk.coordinator().await;
    let path = "/console/repairs/s.tuesdays.20261208";
    let page = staff.clone().get(path).await.expect_status(200).text();
    assert!(page.contains("personne n’y est") && page.contains("cat"), "{page}");
    let effect = page.replace('\u{a0}', " ");
    for words in [
        "Autant de besoins sont servis à temps.",
        "Pour l’ensemble du planning : ",
        "Aucun rendez-vous ne change.",
        "e-mails à des conseillers, des agences et des lieux",
        "Averties selon leur souhait : Innoviris",
    ] {
        assert!(effect.contains(words), "{words} in {page}");
    }
    let found = broken(&desk).await;
    let offer = by(&found, "cat", DAY)["id"].as_str().unwrap().to_owned();
    staff.clone().form(path, &[("offer", offer.as_str()), ("version", "99")]).await.expect_status(412);
    staff.clone().form(path, &[("offer", "nobody"), ("version", "1")]).await.expect_status(422);
    adviser(&desk, "cat", &json!(["TU-AM", "WE-AM"]), &[DAY]).await;
    let stale =
        staff.clone().form(path, &[("offer", offer.as_str()), ("version", "1")]).await.expect_status(409).text();
    assert!(stale.contains("nouvelles réparations"), "{stale}");
    adviser(&desk, "cat", &json!(["TU-AM", "WE-AM"]), &[]).await;
    let done = staff.clone().form(path, &[("offer", offer.as_str()), ("version", "1")]).await.expect_status(303);
    let to = done.header("location").to_owned();
    assert!(to.starts_with("/console/plans/"), "{to}");
    desk.dispatch().await;
    let plan = staff.clone().get(&to).await.expect_status(200).text();
    assert!(plan.contains("Réparation à ICAB") && plan.contains("1 séance tenue autrement"), "{plan}");
    let listed = staff.clone().get("/console/plans").await.expect_status(200).text();
    assert!(listed.contains("Réparation à ICAB"), "{listed}");
    let chosen = staff.get(path).await.expect_status(200).text();
    assert!(chosen.contains(to.split('?').next().unwrap()), "{chosen}");
}

#[tokio::test]
async fn others_see_nothing_of_it() {
    let desk = Desk::new().await;
    ann_is_away(&desk).await;
    let agency = domain::ids::AgencyId::parse("innoviris").unwrap();
    let adviser = desk.app.as_staff(domain::staff::StaffRole::Adviser { agency }).await;
    adviser.clone().get("/v1/repairs").await.expect_status(404);
    adviser.get("/console/repairs/s.tuesdays.20261208").await.expect_status(404);
    desk.app.anonymous().get("/v1/repairs").await.expect_status(401);
}
