//! An adviser leaves and hands over all that is open.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::booked::{Desk, SLOT, desk, desk_over, dispatcher, series, wish};
use crate::common::coordinator;
use chrono::TimeDelta;
use domain::event::Actor;
use domain::ids::{AdviserId, AgencyId, LocationId, NeedId, NeedTypeId};
use domain::moves::{self, Arrival, Moment};
use domain::need::{Company, Handler, NeedPerson, Share};
use domain::staff::StaffRole;
use flows::bookings::unattended;
use flows::needs::{move_need, take_in};
use serde_json::{Value, json};
use store::decorators::{FaultPlan, FaultyTable};
use store::keys::PermanenceList;
use store_embedded::EmbeddedTable;

pub(crate) const PATH: &str = "/v1/advisers/ann/hand-over";

pub(crate) async fn put(desk: &Desk, id: &str, body: &Value) {
    let request = desk.app.as_admin().header("if-none-match", "*");
    request.put_json(&format!("/v1/advisers/{id}"), body).await.expect_status(201);
}

pub(crate) fn adviser(agency: &str, email: &str) -> Value {
    json!({"agency": agency, "name": email.split('@').next().unwrap(), "email": email, "languages": ["fr", "nl"]})
}

/// The domain of the agency's addresses: referrals go to nobody else.
pub(crate) async fn at(desk: &Desk, name: &str) -> String {
    let catalogue = desk.app.store().catalogue().load().await.unwrap();
    let own = catalogue.agencies[&AgencyId::parse("innoviris").unwrap()].email.as_str().to_owned();
    format!("{name}@{}", own.rsplit_once('@').unwrap().1)
}

async fn hold(desk: &Desk, id: &str, change: impl FnOnce(&mut Value)) {
    let mut body = series(1);
    body["advisers"] = json!(["ann"]);
    change(&mut body);
    let path = format!("/v1/permanences/{id}");
    let request = desk.app.as_admin();
    let known = desk.app.as_admin().get(&path).await.status == 200;
    let request = if known { request.header("if-match", "*") } else { request.header("if-none-match", "*") };
    let answer = request.put_json(&path, &body).await;
    assert!(answer.status < 300, "{}", answer.text());
}

/// Ann holds the Tuesdays; Bob is her colleague.
pub(crate) async fn with_ann(desk: Desk) -> Desk {
    for name in ["ann", "bob"] {
        let email = at(&desk, name).await;
        put(&desk, name, &adviser("innoviris", &email)).await;
    }
    hold(&desk, "tuesdays", |_| {}).await;
    desk.dispatch().await;
    desk
}

pub(crate) fn asked(from: &str) -> Value {
    json!({"to": "bob", "from": from, "reason": "Another job."})
}

pub(crate) async fn begin(desk: &Desk, from: &str) -> Value {
    desk.app.as_admin().post_json(PATH, &asked(from)).await.expect_status(202).json()
}

pub(crate) async fn standing(desk: &Desk) -> Value {
    desk.app.as_admin().get(PATH).await.expect_status(200).json()
}

/// The series of the agency: who is there, from when.
async fn held(desk: &Desk) -> Vec<(String, String, Vec<String>)> {
    let found = desk.app.as_admin().get("/v1/permanences?agency=innoviris").await.expect_status(200).json();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut all: Vec<_> = found["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let advisers = one["advisers"].as_array().unwrap().iter().map(text).collect();
            (text(&one["start"]), text(&one["until"]), advisers)
        })
        .collect();
    all.sort();
    all
}

async fn left_to_the_coordinator(desk: &Desk) -> Vec<String> {
    let store = desk.app.store();
    let catalogue = store.catalogue().load().await.unwrap();
    let today = "2026-11-24".parse().unwrap();
    let all = store.permanences().list(&PermanenceList::All, today).await.unwrap();
    let found = unattended(store, &catalogue, &all).await.unwrap();
    found.iter().map(|one| one.session.local_start.date().to_string()).collect()
}

/// A referral that Ann took over by name.
pub(crate) async fn referral_of_ann(desk: &Desk) -> NeedId {
    let store = desk.app.store();
    let id = NeedId::parse(&store.ids().next()).unwrap();
    let claim = store.idempotency().claim("needs", "test", id.as_str(), b"body");
    let contact = json!({"name": "Zoé Maes", "email": "zoe@zoe-robotics.example", "language": "nl"});
    let arrival = Arrival {
        id,
        location: LocationId::parse("icab").unwrap(),
        source: None,
        member: None,
        stated: vec![NeedTypeId::parse("rd_grant").unwrap()],
        amount_eur: None,
        share: Share::All(true),
        shown_to_place: false,
        person: NeedPerson {
            contact: serde_json::from_value(contact).unwrap(),
            company: Company { name: "Zoé Robotics".to_owned(), profile: BTreeMap::default() },
            description: "Een prototype.".to_owned(),
            notes: Vec::new(),
            handlers: BTreeMap::new(),
            agreed: None,
        },
    };
    let need = take_in(store, arrival, Actor::Member, &claim).await.unwrap().case.need.id;
    desk.dispatch().await;
    let email = domain::contact::EmailAddress::parse(&at(desk, "ann").await).unwrap();
    let agency = AgencyId::parse("innoviris").unwrap();
    let handler = Handler { name: "ann".to_owned(), email };
    move_need(store, &need, |case, catalogue, now| {
        moves::handed_over(case, &agency, handler.clone(), &Moment::new(catalogue, now, &Actor::System))
    })
    .await
    .unwrap();
    desk.dispatch().await;
    need
}

pub(crate) async fn handler(desk: &Desk, need: &NeedId) -> String {
    let case = desk.app.store().needs().load(need).await.unwrap().unwrap().case;
    case.person.unwrap().handlers[&AgencyId::parse("innoviris").unwrap()].name.clone()
}

#[tokio::test]
async fn sessions_appointments_and_referrals_go_to_the_colleague_and_who_left_is_removed() {
    let desk = with_ann(desk(1).await).await;
    let booking = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let need = referral_of_ann(&desk).await;
    desk.memory.take();

    let tried = format!("{PATH}?dry_run=true");
    let ahead = desk.app.as_admin().post_json(&tried, &asked("2026-12-01")).await.expect_status(200).json();
    assert_eq!(
        (&ahead["permanences"], &ahead["appointments_kept"], &ahead["left"], &ahead["referrals"]),
        (&json!(1), &json!(1), &json!([]), &json!(1)),
        "{ahead}"
    );
    assert_eq!(held(&desk).await.len(), 1, "nothing was stored");

    assert_eq!(begin(&desk, "2026-12-01").await["stage"], "sessions");
    desk.dispatch().await;
    let (ann, bob) = (vec!["ann".to_owned()], vec!["bob".to_owned()]);
    let now = [
        ("2026-11-24T09:30".to_owned(), "2026-11-30".to_owned(), ann),
        ("2026-12-01T09:30".to_owned(), String::new(), bob),
    ];
    assert_eq!(held(&desk).await, now);
    assert_eq!(desk.status(&booking).await, "booked");
    assert_eq!(desk.free("2026-12-01").await, [1, 0, 1, 1], "the appointment holds its seat");
    assert_eq!(left_to_the_coordinator(&desk).await, Vec::<String>::new());
    assert_eq!(handler(&desk, &need).await, "ann", "until the day");
    let told = |name: &str| {
        let subjects: Vec<String> = desk
            .memory
            .sent()
            .iter()
            .filter(|sent| sent.message.to.as_str().starts_with(name) && sent.message.text.contains("Another job."))
            .map(|sent| sent.message.subject.clone())
            .collect();
        subjects.len()
    };
    assert_eq!((told("ann@"), told("bob@")), (1, 1));

    // The same again is answered and changes nothing.
    let again = begin(&desk, "2026-12-01").await;
    assert_eq!((&again["stage"], &again["sessions"]), (&json!("referrals"), &standing(&desk).await["sessions"]));
    desk.dispatch().await;
    assert_eq!((held(&desk).await.len(), told("bob@")), (2, 1));

    desk.morning(24 * 7).await;
    assert_eq!(handler(&desk, &need).await, "bob");
    let over = standing(&desk).await;
    assert_eq!((&over["stage"], &over["referrals"], &over["left"]), (&json!("done"), &json!(1), &json!(0)), "{over}");
    desk.app.as_admin().get("/v1/advisers/ann").await.expect_status(404);
}

#[tokio::test]
async fn a_day_on_which_the_colleague_is_away_is_left_to_the_coordinator() {
    let desk = with_ann(desk(1).await).await;
    let mut bob = adviser("innoviris", &at(&desk, "bob").await);
    bob["absences"] = json!([{"from": "2026-12-08", "to": "2026-12-08"}]);
    desk.app.as_admin().header("if-match", "*").put_json("/v1/advisers/bob", &bob).await.expect_status(200);
    let tried = format!("{PATH}?dry_run=true");
    let ahead = desk.app.as_admin().post_json(&tried, &asked("2026-12-01")).await.expect_status(200).json();
    assert_eq!(ahead["left"][0]["day"], "2026-12-08", "{ahead}");
    assert_eq!(ahead["left"].as_array().unwrap().len(), 1);
    begin(&desk, "2026-12-01").await;
    desk.dispatch().await;
    assert_eq!(left_to_the_coordinator(&desk).await, ["2026-12-08"]);
    assert_eq!(standing(&desk).await["left"], 1);
}

/// Bob is at EEBIC once at that hour, so that he can't be at ICAB.
#[tokio::test]
async fn a_session_that_clashes_is_taken_apart_and_what_bob_never_can_stays_whole() {
    let desk = with_ann(desk(1).await).await;
    hold(&desk, "elsewhere", |body| {
        (body["location"], body["advisers"]) = (json!("eebic"), json!(["bob"]));
        (body["start"], body["rrule"], body["exceptions"]) = (json!("2026-12-08T09:30"), Value::Null, json!([]));
    })
    .await;
    hold(&desk, "thursdays", |body| {
        (body["start"], body["rrule"], body["exceptions"]) =
            (json!("2026-11-26T09:30"), json!("FREQ=WEEKLY;BYDAY=TH"), json!([]));
    })
    .await;
    let mut bob = adviser("innoviris", &at(&desk, "bob").await);
    bob["half_days"] = json!(["TU-AM", "TU-PM"]);
    desk.app.as_admin().header("if-match", "*").put_json("/v1/advisers/bob", &bob).await.expect_status(200);
    begin(&desk, "2026-12-01").await;
    desk.dispatch().await;
    let held = held(&desk).await;
    let of = |name: &str| {
        held.iter()
            .filter(|(.., advisers)| advisers == &[name.to_owned()])
            .map(|(start, ..)| &start[..10])
            .collect::<Vec<_>>()
    };
    assert_eq!(of("ann"), ["2026-11-24", "2026-11-26", "2026-12-08"], "{held:?}");
    assert_eq!(of("bob"), ["2026-12-01", "2026-12-08", "2026-12-15"], "{held:?}");
    let left = left_to_the_coordinator(&desk).await;
    assert!(left.contains(&"2026-12-08".to_owned()) && left.contains(&"2026-12-03".to_owned()), "{left:?}");
    // Who is still named stays entered, as somebody who left.
    desk.morning(24 * 7).await;
    assert_eq!(standing(&desk).await["stage"], "done");
    let ann = desk.app.as_admin().get("/v1/advisers/ann").await.expect_status(200).json();
    assert_eq!(ann["leaves_on"], "2026-12-01");
}

#[tokio::test]
async fn a_crash_midway_goes_on_where_it_stood() {
    let table = Arc::new(FaultyTable::new(EmbeddedTable::in_memory().unwrap(), FaultPlan::NONE));
    let desk = with_ann(desk_over(Arc::clone(&table) as _, 1).await).await;
    for (id, day) in [("wednesdays", "2026-11-25"), ("thursdays", "2026-11-26")] {
        hold(&desk, id, |body| {
            (body["start"], body["exceptions"]) = (json!(format!("{day}T09:30")), json!([]));
            body["rrule"] = json!("FREQ=WEEKLY");
        })
        .await;
    }
    desk.dispatch().await;
    desk.memory.take();
    begin(&desk, "2026-12-01").await;
    // One step is done; then every third call fails, some after they were carried out.
    let died = dispatcher(desk.app.store(), &desk.memory);
    died.sweep().await.unwrap();
    died.run_due(desk.app.store().now()).await.unwrap();
    died.sweep().await.unwrap();
    let state = standing(&desk).await;
    assert_eq!((&state["stage"], state["permanences"].as_array().unwrap().len()), (&json!("sessions"), 1), "{state}");
    for seed in 0..8 {
        table.set_plan(FaultPlan::stormy(seed));
        let _ = died.sweep().await;
        let _ = died.run_due(desk.app.store().now()).await;
        desk.app.clock.advance(TimeDelta::minutes(3));
    }
    drop(died);
    table.set_plan(FaultPlan::NONE);
    for _ in 0..8 {
        desk.dispatch().await;
        desk.app.clock.advance(TimeDelta::hours(1));
    }
    assert!(table.injected() > 10);
    let state = standing(&desk).await;
    assert_eq!((&state["stage"], state["permanences"].as_array().unwrap().len()), (&json!("referrals"), 3), "{state}");
    let held = held(&desk).await;
    let bob = held.iter().filter(|(.., advisers)| advisers == &["bob".to_owned()]).count();
    assert_eq!((held.len(), bob), (6, 3), "each once: {held:?}");
    let mails = desk.memory.sent();
    let told = mails.iter().filter(|sent| sent.message.text.contains("Another job.")).count();
    assert_eq!(told, 2);
}

#[tokio::test]
async fn who_is_of_another_agency_leaves_too_or_is_nobody_is_refused_at_its_field() {
    let desk = with_ann(desk(1).await).await;
    put(&desk, "cat", &adviser("hub", "cat@hub.example")).await;
    for (to, from, pointer) in [
        ("cat", "2026-12-01", "/to"),
        ("nobody", "2026-12-01", "/to"),
        ("ann", "2026-12-01", "/to"),
        ("bob", "2026-11-23", "/from"),
        ("bob", "2028-12-01", "/from"),
    ] {
        let body = json!({"to": to, "from": from});
        let refused = desk.app.as_admin().post_json(PATH, &body).await.expect_status(422).json();
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{to} {from}: {refused}");
    }
    let late = json!({"to": "bob", "from": "2028-12-01"});
    let said = desk.app.as_admin().language("nl").post_json(PATH, &late).await.expect_status(422).json();
    let detail = &said["errors"][0]["detail"];
    assert_eq!(detail, "Kies een dag van 24 november 2026 tot 25 november 2027.", "days as people write them");
    assert_eq!(desk.app.as_admin().get(PATH).await.status, 404, "nothing began");
    begin(&desk, "2026-12-01").await;
    let other = json!({"to": "bob", "from": "2026-12-08"});
    desk.app.as_admin().post_json(PATH, &other).await.expect_status(409);
    let back = json!({"to": "ann", "from": "2026-12-08"});
    let leaves_too = desk.app.as_admin().post_json("/v1/advisers/bob/hand-over", &back).await.expect_status(422).json();
    assert_eq!(leaves_too["errors"][0]["pointer"], "/to");
}

#[tokio::test]
async fn an_agency_hands_over_its_own_and_a_host_nothing() {
    let desk = with_ann(desk(1).await).await;
    let body = asked("2026-12-01");
    desk.app.anonymous().post_json(PATH, &body).await.expect_status(401);
    let host = StaffRole::Host { location: LocationId::parse("icab").unwrap() };
    let agency = |id: &str| StaffRole::Adviser { agency: AgencyId::parse(id).unwrap() };
    let page = "/console/schedule/advisers/ann/hand-over";
    let same_site = ("sec-fetch-site", "same-origin");
    for role in [host, agency("hub")] {
        let own = desk.app.as_staff(role).await.header(same_site.0, same_site.1);
        own.clone().post_json(PATH, &body).await.expect_status(404);
        own.get(page).await.expect_status(404);
    }
    let own = desk.app.as_staff(agency("innoviris")).await.header(same_site.0, same_site.1);
    own.post_json(PATH, &body).await.expect_status(202);
    assert!(desk.app.store().hand_overs().load(&AdviserId::parse("ann").unwrap()).await.unwrap().is_some());
}

#[tokio::test]
async fn the_page_says_what_it_does_before_it_is_done() {
    let desk = with_ann(desk(1).await).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    let page = "/console/schedule/advisers/ann/hand-over";
    let shown = coordinator(&desk.app).await.get(page).await.expect_status(200).text();
    assert!(shown.contains("value=\"bob\"") && !shown.contains("value=\"ann\""), "{shown}");
    let fields = [("to", "bob"), ("from", "2026-12-01"), ("reason", "Another job.")];
    let lacks = coordinator(&desk.app).await.form(page, &[("to", ""), ("from", "")]).await.expect_status(422).text();
    assert!(lacks.contains("f-to-error") && lacks.contains("f-from-error"), "{lacks}");
    let past = coordinator(&desk.app).await.form(page, &[("to", "bob"), ("from", "2026-11-01")]).await;
    assert!(past.expect_status(422).text().contains("f-from-error"));
    let asks = coordinator(&desk.app).await.form(page, &fields).await.expect_status(200).text();
    assert!(asks.contains("Un rendez-vous reste tel quel") && asks.contains("name=\"sure\""), "{asks}");
    assert_eq!(desk.app.as_admin().get(PATH).await.status, 404, "it only asked");
    let sure: Vec<_> = fields.into_iter().chain([("sure", "yes")]).collect();
    let done = coordinator(&desk.app).await.form(page, &sure).await.expect_status(303);
    assert_eq!(done.header("location"), "/console/schedule/advisers/ann?done=hand-over");
    desk.dispatch().await;
    let entry = coordinator(&desk.app).await.get("/console/schedule/advisers/ann").await.expect_status(200).text();
    assert!(entry.contains("bob reprend à partir du") && entry.contains("name=\"leaves_on\""), "{entry}");
}
