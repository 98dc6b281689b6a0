//! Sessions whose advisers are away, busy or gone.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use crate::booked::{Desk, SLOT, desk, series, wish};
use crate::common::coordinator;
use chrono::TimeDelta;
use domain::Instant;
use domain::adviser::Adviser;
use domain::agency::Agency;
use domain::ids::{AdviserId, AgencyId};
use domain::location::ClosingDays;
use domain::staff::StaffRole;
use flows::bookings::{Repair, Repairs, unattended};
use serde_json::{Value, json};
use store::keys::PermanenceList;
use store::repos::catalogue::Kind;
use store::{Condition, Transaction};

const DAY: &str = "2026-12-01";

fn adviser(agency: &str, away: &[&str]) -> Value {
    let absences: Vec<Value> = away.iter().map(|day| json!({"from": day, "to": day})).collect();
    json!({"agency": agency, "name": "Ann Maes", "email": "ann@b.example", "languages": ["fr", "nl"],
        "absences": absences})
}

async fn put(desk: &Desk, id: &str, body: &Value) {
    let path = format!("/v1/advisers/{id}");
    let known = desk.app.as_admin().get(&path).await.status == 200;
    let request = desk.app.as_admin();
    let request = if known { request.header("if-match", "*") } else { request.header("if-none-match", "*") };
    let answer = request.put_json(&path, body).await;
    assert!(answer.status < 300, "{}", answer.text());
}

/// A desk at which Ann receives people, and others.
async fn desk_of(others: &[&str]) -> Desk {
    let desk = desk(1).await;
    for id in ["ann"].iter().chain(others) {
        put(&desk, id, &adviser("innoviris", &[])).await;
    }
    let advisers: Vec<&str> = ["ann"].iter().chain(others).copied().collect();
    let mut body = series(1);
    body["advisers"] = json!(advisers);
    let path = "/v1/permanences/tuesdays";
    desk.app.as_admin().header("if-match", "*").put_json(path, &body).await.expect_status(200);
    desk
}

async fn busy(desk: &Desk, from: &str, to: &str) {
    let ics = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:{from}\r\nDTEND:{to}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    let path = "/v1/advisers/ann/busy";
    let answer = desk.app.as_admin().bytes("PUT", path, Some("text/calendar"), ics.into_bytes()).await;
    answer.expect_status(200);
}

async fn session(desk: &Desk) -> Value {
    let path = format!("/v1/sessions?location=icab&from={DAY}&to=2026-12-02");
    desk.app.anonymous().get(&path).await.expect_status(200).json()["items"][0].clone()
}

#[tokio::test]
async fn nobody_books_where_the_only_adviser_is_away_until_they_are_back() {
    let desk = desk_of(&[]).await;
    put(&desk, "ann", &adviser("innoviris", &[DAY])).await;
    let closed = session(&desk).await;
    assert_eq!((&closed["slots"], &closed["status"]), (&json!([]), &json!("scheduled")));
    assert_eq!(closed["closed"]["en"], "No adviser is available for this session");
    assert_eq!(closed["reason"], closed["closed"]);
    let refused = desk.book("one", &wish(SLOT)).await.expect_status(409).json();
    assert!(refused["type"].as_str().unwrap().ends_with("/problems/booking-closed"), "{refused}");
    let mut waiting = wish(SLOT);
    waiting["waiting"] = true.into();
    desk.book("two", &waiting).await.expect_status(409);

    put(&desk, "ann", &adviser("innoviris", &[])).await;
    assert_eq!(session(&desk).await["closed"], Value::Null);
    desk.book("three", &wish(SLOT)).await.expect_status(201);
}

#[tokio::test]
async fn a_colleague_who_is_there_is_enough() {
    let desk = desk_of(&["bob"]).await;
    put(&desk, "ann", &adviser("innoviris", &[DAY])).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    put(&desk, "bob", &adviser("innoviris", &[DAY])).await;
    assert!(session(&desk).await["closed"].is_object());
}

#[tokio::test]
async fn who_left_or_works_for_another_agency_is_not_there() {
    let desk = desk_of(&["bob"]).await;
    let store = desk.app.store();
    let ann = store.advisers().load(&AdviserId::parse("ann").unwrap()).await.unwrap().unwrap();
    let mut tx = Transaction::new();
    let hub = Adviser { agency: AgencyId::parse("hub").unwrap(), ..ann.value.clone() };
    store.advisers().save(&mut tx, &ann, &hub);
    store.commit(tx).await.unwrap();
    assert_eq!(desk.free(DAY).await.len(), 4, "Bob is there");
    let store = desk.app.store();
    let bob = store.advisers().load(&AdviserId::parse("bob").unwrap()).await.unwrap().unwrap();
    let mut tx = Transaction::new();
    store.advisers().delete(&mut tx, &bob);
    store.commit(tx).await.unwrap();
    desk.book("one", &wish(SLOT)).await.expect_status(409);
}

/// From the second slot to the end of the third: 10:15 to 11:40 in Brussels.
#[tokio::test]
async fn times_at_which_the_only_adviser_is_busy_are_not_to_be_had() {
    let desk = desk_of(&[]).await;
    busy(&desk, "20261201T091500Z", "20261201T104000Z").await;
    let left = session(&desk).await;
    let starts: Vec<&str> =
        left["slots"].as_array().unwrap().iter().map(|slot| slot["local_start"].as_str().unwrap()).collect();
    assert_eq!(starts, ["2026-12-01T09:30", "2026-12-01T11:45"]);
    assert!(left.get("closed").is_none(), "{left}");
    desk.book("one", &wish(SLOT)).await.expect_status(409);
    desk.book("two", &wish("2026-12-01T11:45")).await.expect_status(201);
    busy(&desk, "20261201T080000Z", "20261201T120000Z").await;
    assert!(session(&desk).await["closed"].is_object());
}

#[tokio::test]
async fn no_adviser_named_is_as_before() {
    let desk = desk(1).await;
    put(&desk, "ann", &adviser("innoviris", &[DAY])).await;
    assert_eq!(desk.free(DAY).await, [1, 1, 1, 1]);
    assert!(session(&desk).await.get("closed").is_none());
}

#[tokio::test]
async fn whoever_waits_gets_a_seat_when_the_adviser_is_back() {
    let desk = desk_of(&[]).await;
    let first = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let ann = desk.wait(SLOT, "ann").await;
    put(&desk, "ann", &adviser("innoviris", &[DAY])).await;
    desk.cancel(&first).await;
    desk.dispatch().await;
    assert_eq!(desk.status(&ann).await, "waiting", "there is a seat, and nobody behind it");
    put(&desk, "ann", &adviser("innoviris", &[])).await;
    desk.dispatch().await;
    assert_eq!(desk.status(&ann).await, "offered");
}

#[tokio::test]
async fn the_coordinator_sees_them_with_their_bookings_and_cancels() {
    let desk = desk_of(&[]).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    desk.dispatch().await;
    let path = "/console/schedule/unattended";
    let staff = coordinator(&desk.app).await;
    let none = staff.clone().get(path).await.expect_status(200).text();
    assert!(none.contains("Somebody is at every session") || none.contains("Il y a quelqu’un"), "{none}");
    put(&desk, "ann", &adviser("innoviris", &[DAY, "2026-12-08"])).await;
    let listed = staff.clone().get(path).await.expect_status(200).text();
    assert!(listed.contains("1 rendez-vous") || listed.contains("1 appointment"), "{listed}");
    let way = "/console/schedule/tuesdays/move?date=";
    assert_eq!(listed.matches(way).count(), 2);

    staff.clone().get(&format!("{way}{DAY}")).await.expect_status(200);
    let cancel = [("ex_date", DAY), ("ex_kind", "cancel"), ("ex_reason_fr", "Absence"), ("version", "2")];
    let asked = staff.clone().form("/console/schedule/tuesdays/move", &cancel).await.expect_status(200).text();
    assert!(asked.contains("name=\"asked\""), "says first that somebody loses an appointment: {asked}");
    let mut sure = cancel.to_vec();
    let marker = "name=\"asked\" value=\"";
    let at = asked.find(marker).unwrap() + marker.len();
    let word = asked[at..].split('"').next().unwrap().to_owned();
    sure.push(("asked", &word));
    let done = staff.clone().form("/console/schedule/tuesdays/move", &sure).await.expect_status(303);
    assert!(done.header("location").ends_with("done=cancelled"));
    desk.dispatch().await;
    assert!(desk.subject_to("zoe@zoe-robotics.example").await.contains("kan niet doorgaan"));
    assert_eq!(staff.get(path).await.text().matches(way).count(), 1);
}

/// What can be done about the sessions at which nobody is.
async fn repairs(desk: &Desk) -> Vec<(String, String, [usize; 3])> {
    let store = desk.app.store();
    let catalogue = store.catalogue().load().await.unwrap();
    let all = store.permanences().list(&PermanenceList::All, DAY.parse().unwrap()).await.unwrap();
    let found = unattended(store, &catalogue, &all).await.unwrap();
    let possible = Repairs::among(store, &catalogue, &all).of(&found[0]).await.unwrap();
    let told = |one: Repair| (one.mend.code().to_owned(), one.mend.value(), [one.stay, one.move_along, one.lost]);
    possible.into_iter().map(told).collect()
}

async fn mend(desk: &Desk, what: &str, value: &str) -> testkit::Answer {
    let fields = [("date", DAY), ("mend", what), ("value", value), ("from", "work")];
    coordinator(&desk.app).await.form("/console/schedule/tuesdays/repair", &fields).await
}

fn told(what: &str, value: &str, counts: [usize; 3]) -> (String, String, [usize; 3]) {
    (what.to_owned(), value.to_owned(), counts)
}

#[tokio::test]
async fn a_colleague_holds_one_session_and_its_appointments_stay() {
    let desk = desk_of(&[]).await;
    let booked = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let mut next = wish("2026-12-08T10:15");
    next["session"] = json!("tuesdays.20261208");
    let later = desk.book("two", &next).await.expect_status(201).json();
    put(&desk, "ann", &adviser("innoviris", &[DAY])).await;
    // One of another agency, one who is away, too, and one who can.
    put(&desk, "abel", &adviser("hub", &[])).await;
    put(&desk, "bea", &adviser("innoviris", &[DAY])).await;
    put(&desk, "bob", &adviser("innoviris", &[])).await;
    // A day later nobody of the team is away.
    let time = told("time", "2026-12-02T09:30", [0, 1, 0]);
    assert_eq!(repairs(&desk).await, [told("colleague", "bob", [1, 0, 0]), time]);
    mend(&desk, "colleague", "bea").await.expect_status(412);
    let done = mend(&desk, "colleague", "bob").await.expect_status(303);
    assert_eq!(done.header("location"), "/console/work?done=repaired");
    desk.dispatch().await;
    assert_eq!(desk.free(DAY).await, [1, 0, 1, 1]);
    assert_eq!(desk.read(&booked).await["slot"], SLOT);
    assert_eq!(desk.status(&later).await, "booked");
    mend(&desk, "colleague", "bob").await.expect_status(412);
    let series = |id: &str| format!("/v1/permanences/{id}");
    let first = desk.app.as_admin().get(&series("tuesdays")).await.expect_status(200).json();
    assert_eq!(first["advisers"], json!(["ann"]), "what was before stays hers");
    let session = desk.read(&later).await["session"].as_str().unwrap().to_owned();
    let rest = desk.app.as_admin().get(&series(session.split('.').next().unwrap())).await.expect_status(200).json();
    assert_eq!((rest["advisers"].clone(), rest["start"].clone()), (json!(["ann"]), json!("2026-12-08T09:30")));
}

#[tokio::test]
async fn another_time_is_undone_and_a_colleague_elsewhere_is_another_place() {
    let desk = desk_of(&[]).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    put(&desk, "ann", &adviser("innoviris", &[DAY, "2026-12-02"])).await;
    // Bob is at another place until shortly before: he can't come here in time.
    put(&desk, "bob", &adviser("innoviris", &[])).await;
    let mut other = series(1);
    (other["location"], other["advisers"], other["start"]) =
        (json!("eebic"), json!(["bob"]), json!("2026-11-24T08:00"));
    (other["duration_minutes"], other["exceptions"]) = (json!(85), json!([]));
    let path = "/v1/permanences/elsewhere";
    desk.app.as_admin().header("if-none-match", "*").put_json(path, &other).await.expect_status(201);
    let found = repairs(&desk).await;
    assert_eq!(found, [told("time", "2026-12-03T09:30", [0, 1, 0]), told("place", "eebic|bob", [0, 1, 0])]);
    let done = mend(&desk, "time", "2026-12-03T09:30").await.expect_status(303);
    assert_eq!(done.header("location"), "/console/work?done=repaired&undo=tuesdays.20261201");
    let moved = desk.app.as_admin().get("/v1/permanences/tuesdays").await.json();
    assert_eq!(moved["exceptions"][1]["start"], "2026-12-03T09:30");
}

#[tokio::test]
async fn what_is_repaired_is_told_and_what_waits_is_named_in_the_morning() {
    let desk = desk_of(&[]).await;
    for (id, away) in [("ann", &[DAY][..]), ("bob", &[])] {
        let mut body = adviser("innoviris", away);
        (body["email"], body["name"]) = (format!("{id}@innoviris.example").into(), id.into());
        (body["notices"], body["languages"]) = ("at_once".into(), json!(["en"]));
        put(&desk, id, &body).await;
    }
    coordinator(&desk.app).await;
    desk.dispatch().await;
    desk.memory.take();
    desk.morning(21).await;
    let morning = desk.memory.take().into_iter().find(|sent| sent.message.subject == "Ce qui attend ce matin").unwrap();
    let said = morning.message.text;
    assert!(said.contains("personne n’y est le mardi 1er décembre 2026"), "{said}");

    mend(&desk, "colleague", "bob").await.expect_status(303);
    desk.dispatch().await;
    let (bob, ann) = ("bob@innoviris.example", "ann@innoviris.example");
    assert!(
        desk.subjects_to(bob)[0].starts_with("New session: Tuesday 1 December 2026"),
        "{:?}",
        desk.subjects_to(bob)
    );
    assert_eq!((desk.subjects_to(bob).len(), desk.calendar_to(bob).await[0].0.as_str()), (1, "REQUEST"));
    let mut told = desk.subjects_to(ann);
    told.sort();
    assert!(told[0].starts_with("Calendar: the sessions go on"), "{told:?}");
    assert!(told[1].starts_with("Session cancelled: Tuesday 1 December 2026"), "{told:?}");
    let parts = desk.calendar_to(ann).await;
    assert!(parts.len() == 2 && parts.iter().all(|(method, _)| method == "REQUEST"), "the others stay: {parts:?}");
    let own = parts.iter().find(|(_, ics)| ics.contains("UID:tuesdays@")).unwrap();
    assert!(own.1.contains("UNTIL=202611") && !own.1.contains("20261201T"), "{own:?}");
}

const ZOE: &str = "zoe@zoe-robotics.example";

/// So many hours before the slot.
async fn before_slot(desk: &Desk, hours: i64) {
    let at = Instant::parse("2026-12-01T09:15:00Z").unwrap().plus(-TimeDelta::hours(hours));
    desk.app.clock.advance(at.utc() - desk.app.store().now().utc());
    desk.dispatch().await;
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A desk at which Zoé booked and knows of it, and Ann is away since.
async fn booked_and_away() -> Desk {
    let desk = desk_of(&[]).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    desk.dispatch().await;
    desk.memory.take();
    put(&desk, "ann", &adviser("innoviris", &[DAY])).await;
    desk
}

#[tokio::test]
async fn nobody_is_sent_to_a_session_at_which_nobody_is() {
    let desk = booked_and_away().await;
    before_slot(&desk, 47).await;
    assert!(desk.subjects_to(ZOE).is_empty(), "somebody may be found: {:?}", desk.subjects_to(ZOE));
    before_slot(&desk, 25).await;
    assert_eq!(desk.subjects_to(ZOE), ["Uw afspraak van dinsdag 1 december 2026: er is nog niemand voorzien"]);
    let text = plain(&desk.memory.take().pop().unwrap().message.text);
    assert!(text.contains("adviser@innoviris.example") && !text.contains("verwacht u"), "{text}");
}

#[tokio::test]
async fn the_reminder_leaves_a_day_before_where_somebody_is_found() {
    let desk = booked_and_away().await;
    before_slot(&desk, 47).await;
    put(&desk, "ann", &adviser("innoviris", &[])).await;
    before_slot(&desk, 25).await;
    assert_eq!(desk.subjects_to(ZOE), ["Herinnering: uw afspraak van dinsdag 1 december 2026"]);
}

#[tokio::test]
async fn who_waited_for_a_time_at_which_nobody_came_is_told_so() {
    let desk = desk_of(&[]).await;
    let first = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    desk.wait(SLOT, "ann").await;
    put(&desk, "ann", &adviser("innoviris", &[DAY])).await;
    desk.cancel(&first).await;
    desk.dispatch().await;
    let told = desk.memory.take();
    let to_zoe = &told.iter().rev().find(|sent| sent.message.to.as_str() == ZOE).unwrap().message;
    let text = plain(&to_zoe.text);
    assert!(to_zoe.subject.contains("geannuleerd") && text.contains("Hebt u dat niet gevraagd"), "{text}");
    assert!(told.iter().all(|sent| !plain(&sent.message.text).contains("weer vrij")));
    before_slot(&desk, -1).await;
    assert_eq!(desk.subjects_to("ann@example.org"), ["The waiting list that you are on has ended"]);
}

/// A closing day of the agency, and of nobody else.
async fn close_agency(desk: &Desk) {
    let catalogue = desk.app.store().catalogue();
    let before = catalogue.row::<Agency>(Kind::Agency, "innoviris").await.unwrap().unwrap();
    let days = ClosingDays { from: DAY.parse().unwrap(), to: DAY.parse().unwrap(), reason: None };
    let closed = Agency { closures: vec![days], ..before.value };
    catalogue.put(Kind::Agency, "innoviris", &closed, Condition::Version(before.version)).await.unwrap();
}

#[tokio::test]
async fn a_closing_day_is_said_to_whoever_books_and_whoever_has_booked() {
    let desk = desk_of(&[]).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    desk.dispatch().await;
    desk.memory.take();
    close_agency(&desk).await;

    let mut other = wish("2026-12-01T11:00");
    other["contact"]["email"] = "ann@example.org".into();
    let request = desk.app.anonymous().language("en").key("two");
    let refused = request.post_json("/v1/bookings", &other).await.expect_status(409).json();
    assert_eq!(refused["detail"], "The agency is closed on that day. Choose another day.", "{refused}");
    let form = format!("/book/details?session={}&slot=2026-12-01T11:00", other["session"].as_str().unwrap());
    let shown = desk.app.anonymous().language("fr").get(&form).await.expect_status(409).text();
    assert!(shown.contains("fermée ce jour-là") && !shown.contains("Aucun conseiller"), "{shown}");

    before_slot(&desk, 25).await;
    assert_eq!(desk.subjects_to(ZOE), ["Uw afspraak van dinsdag 1 december 2026: het agentschap is gesloten"]);
    let text = plain(&desk.memory.take().pop().unwrap().message.text);
    assert!(text.contains("is die dag gesloten") && !text.contains("adviseur van"), "{text}");
}

#[tokio::test]
async fn closing_days_of_an_agency_close_its_sessions_and_the_coordinator_sees_who_booked() {
    // No adviser is named, which is no reason to come on such a day.
    let desk = desk(1).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    close_agency(&desk).await;

    let listed = session(&desk).await;
    assert_eq!((&listed["slots"], &listed["closed"]["en"]), (&json!([]), &json!("The agency is closed on that day")));
    let mut other = wish("2026-12-01T11:00");
    other["contact"]["email"] = "ann@example.org".into();
    desk.book("two", &other).await.expect_status(409);
    let feed = desk.app.anonymous().get("/calendar/locations/icab.ics").await.expect_status(200).text();
    assert!(feed.contains("EXDATE;TZID=Europe/Brussels:20261201T093000"), "{feed}");
    let mut next = wish("2026-12-08T10:15");
    next["session"] = json!("tuesdays.20261208");
    desk.book("three", &next).await.expect_status(201);

    let store = desk.app.store();
    let catalogue = store.catalogue().load().await.unwrap();
    let all = store.permanences().list(&PermanenceList::All, DAY.parse().unwrap()).await.unwrap();
    let found = unattended(store, &catalogue, &all).await.unwrap();
    let ids: Vec<(&str, u32)> = found.iter().map(|one| (one.session.id.as_str(), one.booked)).collect();
    assert_eq!(ids, [("tuesdays.20261201", 1)]);
    let page = coordinator(&desk.app).await.get("/console/schedule/unattended").await.expect_status(200).text();
    assert!(
        page.contains("The agency is closed on that day") || page.contains("L’agence est fermée ce jour-là"),
        "{page}"
    );
}

#[tokio::test]
async fn the_morning_names_appointments_to_which_nobody_comes_before_all_else() {
    let desk = booked_and_away().await;
    coordinator(&desk.app).await;
    desk.dispatch().await;
    desk.memory.take();
    desk.morning(21).await;
    let morning = desk.memory.take().into_iter().find(|sent| sent.message.subject == "Ce qui attend ce matin").unwrap();
    let said = plain(&morning.message.text);
    assert!(said.contains("personne n’y est le mardi 1er décembre 2026, et 1 rendez-vous y est pris"), "{said}");
    assert_eq!(said.matches("1er décembre 2026").count(), 1, "named once: {said}");
}

fn of(agency: &str) -> StaffRole {
    StaffRole::Adviser { agency: AgencyId::parse(agency).unwrap() }
}

#[tokio::test]
async fn whoever_enters_an_absence_reads_how_many_appointments_it_affects() {
    let desk = desk_of(&[]).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    let save = async |version: &str, from: &str| {
        let fields = [
            ("version", version),
            ("agency", "innoviris"),
            ("name", "Ann Maes"),
            ("email", "ann@b.example"),
            ("languages", "fr"),
            ("absence_from", from),
        ];
        let staff = coordinator(&desk.app).await;
        let saved = staff.form("/console/schedule/advisers/ann", &fields).await.expect_status(303);
        saved.header("location").to_owned()
    };
    let (unattended, day) = ("href=\"/console/schedule/unattended\"", "href=\"/console/schedule/day?day=2026-12-01\"");
    let away = save("1", DAY).await;
    let shown = coordinator(&desk.app).await.get(&away).await.expect_status(200).text();
    assert!(plain(&shown).contains("1 rendez-vous est touché") && shown.contains(unattended), "{shown}");
    let own = desk.app.as_staff(of("innoviris")).await.language("fr");
    let shown = own.clone().get(&away).await.expect_status(200).text();
    assert!(shown.contains("1 rendez-vous est touché") && shown.contains(day), "{shown}");
    assert!(!shown.contains(unattended), "that is the coordinator's: {shown}");
    own.get("/console/schedule/day?day=2026-12-01").await.expect_status(200);
    let other = desk.app.as_staff(of("hub")).await.language("fr");
    assert!(!other.get(&away).await.expect_status(200).text().contains("touché"));
    // A day of the week on which they hold nothing.
    let back = save("2", "2026-12-02").await;
    let shown = coordinator(&desk.app).await.get(&back).await.expect_status(200).text();
    assert!(shown.contains("La fiche est enregistrée") && !shown.contains("touché"), "{shown}");
}

#[tokio::test]
async fn the_week_marks_appointments_without_anybody_and_the_sessions_of_whoever_looks() {
    let desk = booked_and_away().await;
    let own = desk.app.as_staff(of("innoviris")).await.language("fr");
    let me = desk.app.store().staff().list().await.unwrap().pop().unwrap();
    let mut ann = adviser("innoviris", &[DAY]);
    ann["email"] = json!(me.email.as_str());
    put(&desk, "ann", &ann).await;
    let (week, nobody) = ("/console/schedule?week=2026-W49", "personne sur place, 1 rendez-vous");
    let day = "href=\"/console/schedule/day?day=2026-12-01\"";
    let shown = own.clone().get(week).await.expect_status(200).text();
    assert!(shown.contains(nobody) && shown.contains("votre séance") && shown.contains(day), "{shown}");
    let next = own.get("/console/schedule?week=2026-W50").await.expect_status(200).text();
    assert!(next.contains("votre séance") && !next.contains(nobody), "{next}");
    let shown = coordinator(&desk.app).await.get(week).await.expect_status(200).text();
    assert!(shown.contains(nobody) && !shown.contains("votre séance"), "{shown}");
    let other = desk.app.as_staff(of("hub")).await.language("fr");
    let shown = other.get(week).await.expect_status(200).text();
    assert!(!shown.contains(nobody) && !shown.contains("votre séance") && !shown.contains(day), "{shown}");
}
