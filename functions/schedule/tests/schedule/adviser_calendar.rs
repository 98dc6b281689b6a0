//! An adviser's calendar by its secret link, and the busy times taken out of
//! a calendar file of theirs.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::sync::Arc;

use crate::booked::{Desk, SLOT, desk, series, wish};
use chrono::TimeDelta;
use domain::ids::AdviserId;
use domain::staff::StaffRole;
use serde_json::{Value, json};
use store::decorators::CountingTable;
use store_embedded::EmbeddedTable;
use testkit::{Answer, BASE_URL, Request, TestApp};

fn ann() -> Value {
    json!({"agency": "innoviris", "name": "Ann", "email": "ann@innoviris.example", "languages": ["nl", "en"]})
}

async fn add(app: &TestApp, id: &str) {
    let path = format!("/v1/advisers/{id}");
    app.as_admin().header("if-none-match", "*").put_json(&path, &ann()).await.expect_status(201);
}

/// The path of the calendar as it is now.
async fn path(app: &TestApp, id: &str) -> String {
    let found = app.store().advisers().load(&AdviserId::parse(id).unwrap()).await.unwrap().unwrap();
    flows::advisers::calendar_path(app.store(), &found.value)
}

/// A desk that Ann holds.
async fn held() -> Desk {
    let desk = desk(1).await;
    add(&desk.app, "ann").await;
    desk.change(|body| body["advisers"] = json!(["ann"])).await;
    desk.dispatch().await;
    desk
}

fn unfolded(answer: &Answer) -> String {
    answer.text().replace("\r\n ", "").replace("\r\n", "\n")
}

async fn again(app: &TestApp, path: &str, tag: &str) -> Answer {
    app.anonymous().header("if-none-match", tag).get(path).await
}

async fn coordinator(app: &TestApp) -> Request<'_> {
    app.as_staff(StaffRole::Coordinator).await.language("fr").header("accept", "text/html")
}

#[tokio::test]
async fn an_adviser_s_calendar_has_their_permanences_and_who_comes() {
    let desk = held().await;
    let own = path(&desk.app, "ann").await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    let answer = desk.app.anonymous().get(&own).await.expect_status(200);
    assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "private, max-age=900");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    let file = unfolded(&answer);
    assert!(file.contains("NAME:Mes permanences · Ann / Mijn permanenties · Ann\n"), "{file}");
    assert!(file.contains("UID:tuesdays@") && file.contains("RRULE:FREQ=WEEKLY"), "{file}");
    assert!(file.contains("DTSTART;TZID=Europe/Brussels:20261201T101500\n"), "{file}");
    assert!(
        file.contains("SUMMARY:Zoé Robotics · Zoé Maes\n") && file.contains("DESCRIPTION:Een prototype.\\nInnoviris\n"),
        "{file}"
    );
    assert!(!file.contains("zoe@"), "an address is not needed there: {file}");
    assert_eq!(file.matches("BEGIN:VEVENT").count(), 2, "{file}");
    assert!(file.contains(&format!("SOURCE;VALUE=URI:{BASE_URL}{own}\n")), "{file}");

    // Somebody else's calendar has none of it, nor have the public ones.
    add(&desk.app, "bob").await;
    let other = path(&desk.app, "bob").await;
    assert!(!unfolded(&desk.app.anonymous().get(&other).await.expect_status(200)).contains("VEVENT"));
    for public in ["/calendar/locations/icab.ics", "/calendar/agencies/innoviris.ics"] {
        assert!(!desk.app.anonymous().get(public).await.expect_status(200).text().contains("Robotics"));
    }
}

#[tokio::test]
async fn the_link_is_the_only_proof_and_a_new_one_voids_it() {
    let desk = held().await;
    let first = path(&desk.app, "ann").await;
    let token = first.strip_prefix("/calendar/advisers/").unwrap().strip_suffix(".ics").unwrap();
    let (id, rest) = token.split_once('~').unwrap();
    let forged = format!("/calendar/advisers/bob~{rest}.ics");
    let other = store::link::issue(desk.app.store().secrets(), store::link::LinkPurpose::Booking, id, 0);
    let unsigned = "/calendar/advisers/ann.ics".to_owned();
    let bare = first.strip_suffix(".ics").unwrap().to_owned();
    for wrong in [forged, unsigned, bare, format!("/calendar/advisers/{other}.ics")] {
        desk.app.anonymous().get(&wrong).await.expect_status(404);
    }
    let tag = desk.app.anonymous().get(&first).await.expect_status(200).header("etag").to_owned();
    let page = coordinator(&desk.app).await.get("/console/schedule/advisers/ann").await.expect_status(200).text();
    assert!(page.contains(&format!("{BASE_URL}{first}")), "shown on the page: {page}");

    let renewed = coordinator(&desk.app).await;
    let renewed = renewed.form("/console/schedule/advisers/ann/calendar", &[("action", "renew")]).await;
    assert_eq!(renewed.expect_status(303).header("location"), "/console/schedule/advisers/ann?done=calendar-renewed");
    again(&desk.app, &first, &tag).await.expect_status(404);
    let second = path(&desk.app, "ann").await;
    desk.app.anonymous().get(&second).await.expect_status(200);
    // A change of the adviser keeps the link; one who is removed and comes back has another.
    desk.app.as_admin().header("if-match", "*").put_json("/v1/advisers/ann", &ann()).await.expect_status(200);
    assert_eq!(path(&desk.app, "ann").await, second);
    desk.change(|_| ()).await;
    desk.app.as_admin().header("if-match", "*").send("DELETE", "/v1/advisers/ann").await.expect_status(204);
    desk.app.anonymous().get(&second).await.expect_status(404);
    desk.app.clock.advance(TimeDelta::minutes(1));
    add(&desk.app, "ann").await;
    desk.app.anonymous().get(&second).await.expect_status(404);
}

#[tokio::test]
async fn whatever_changes_what_is_shown_changes_the_tag() {
    let desk = held().await;
    let path = path(&desk.app, "ann").await;
    let tag = desk.app.anonymous().get(&path).await.expect_status(200).header("etag").to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    let unchanged = again(&desk.app, &path, &tag).await.expect_status(304);
    assert_eq!((unchanged.header("cache-control"), unchanged.text().as_str()), ("private, max-age=900", ""));

    let booking = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let booked = again(&desk.app, &path, &tag).await.expect_status(200);
    let mut words = wish(SLOT);
    words["note"] = json!("Twee prototypes.");
    let at = format!("/v1/bookings/{}", booking["id"].as_str().unwrap());
    desk.app.as_admin().header("if-match", "*").put_json(&at, &words).await.expect_status(200);
    let reworded = again(&desk.app, &path, booked.header("etag")).await.expect_status(200);
    assert!(unfolded(&reworded).contains("Twee prototypes."), "other words for the same seat");
    desk.cancel(&booking).await;
    let cancelled = again(&desk.app, &path, reworded.header("etag")).await.expect_status(200);
    assert!(!unfolded(&cancelled).contains("Robotics"));
    desk.change(|body| body["duration_minutes"] = json!(120)).await;
    let shorter = again(&desk.app, &path, cancelled.header("etag")).await.expect_status(200);
    assert!(!unfolded(&shorter).contains("UID:tuesdays@"), "she is named no more");
}

#[tokio::test]
async fn asking_again_costs_three_reads_whatever_else_there_is() {
    let table = Arc::new(CountingTable::new(EmbeddedTable::in_memory().unwrap()));
    let app = TestApp::over(Arc::clone(&table) as _, vec![schedule::routes()], false).await;
    add(&app, "ann").await;
    let mut body = series(1);
    body["advisers"] = json!(["ann"]);
    let none = || app.as_admin().header("if-none-match", "*");
    none().put_json("/v1/permanences/tuesdays", &body).await.expect_status(201);
    for elsewhere in 0..20 {
        let (mut body, id) = (series(1), format!("/v1/permanences/other-{elsewhere}"));
        (body["agency"], body["location"], body["services"]) = (json!("hub"), json!("greenbizz"), json!([]));
        none().put_json(&id, &body).await.expect_status(201);
    }
    app.anonymous().header("idempotency-key", "one").post_json("/v1/bookings", &wish(SLOT)).await.expect_status(201);
    let path = path(&app, "ann").await;
    table.take();
    let tag = app.anonymous().get(&path).await.expect_status(200).header("etag").to_owned();
    let whole = table.take();
    assert_eq!((whole.gets, whole.queries, whole.commits), (3, 2, 0), "also who holds seats, and their bookings");
    again(&app, &path, &tag).await.expect_status(304);
    let unchanged = table.take();
    assert_eq!((unchanged.gets, unchanged.queries, unchanged.commits), (2, 1, 0));
    assert!(unchanged.rows_read <= 4, "adviser, revision, the permanence, its one mark: {}", unchanged.rows_read);
}

#[tokio::test]
async fn the_address_is_mailed_in_the_adviser_s_language() {
    let desk = held().await;
    let asked = coordinator(&desk.app).await;
    asked.form("/console/schedule/advisers/ann/calendar", &[("action", "send")]).await.expect_status(303);
    desk.dispatch().await;
    assert_eq!(desk.subject_to("ann@innoviris.example").await, "Uw agenda van permanenties");
    let sent = desk.memory.sent();
    let mail = sent.iter().rev().find(|sent| sent.message.to.as_str() == "ann@innoviris.example").unwrap();
    let link = mail::links_in(&mail.message.text).into_iter().find(|link| link.contains("/calendar/")).unwrap();
    desk.app.anonymous().get(link.strip_prefix(BASE_URL).unwrap()).await.expect_status(200);
}

const BUSY: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nBEGIN:VEVENT\r\nUID:1\r\n\
    DTSTAMP:20261101T000000Z\r\nDTSTART;TZID=Europe/Brussels:20261201T090000\r\n\
    DTEND;TZID=Europe/Brussels:20261201T100000\r\nSUMMARY:Dentist\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

async fn send(who: Request<'_>, body: &str) -> Answer {
    who.bytes("PUT", "/v1/advisers/ann/busy", Some("text/calendar"), body.as_bytes().to_vec()).await
}

#[tokio::test]
async fn busy_times_come_from_a_file_and_feed_the_rota() {
    let desk = held().await;
    let app = &desk.app;
    let kept = send(app.as_admin(), BUSY).await.expect_status(200).json();
    assert_eq!(kept, json!({"items": [{"start": "2026-12-01T08:00:00Z", "end": "2026-12-01T09:00:00Z"}]}));
    assert_eq!(app.as_admin().get("/v1/advisers/ann/busy").await.expect_status(200).json(), kept);
    let rota = app.as_admin().get("/v1/rota?week=2026-W49").await.expect_status(200).text();
    assert!(rota.contains("busy") && !rota.contains("Dentist"), "{rota}");

    app.anonymous().get("/v1/advisers/ann/busy").await.expect_status(401);
    send(app.anonymous(), BUSY).await.expect_status(401);
    let hub = StaffRole::Adviser { agency: domain::ids::AgencyId::parse("hub").unwrap() };
    send(app.as_staff(hub).await.header("sec-fetch-site", "same-origin"), BUSY).await.expect_status(404);
    app.as_admin().put_json("/v1/advisers/ann/busy", &json!({})).await.expect_status(415);
    send(app.as_admin(), &"x".repeat(4 * 1024 * 1024 + 1)).await.expect_status(413);
    let crowded: String = (0..2001).fold(String::from("BEGIN:VCALENDAR\r\n"), |file, minute| {
        let start = chrono::DateTime::from_timestamp(1_796_083_200 + minute * 600, 0).unwrap();
        file + &format!("BEGIN:VEVENT\r\nDTSTART:{}\r\nDURATION:PT5M\r\nEND:VEVENT\r\n", start.format("%Y%m%dT%H%M%SZ"))
    }) + "END:VCALENDAR\r\n";
    for wrong in ["", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", &BUSY.replace("T090000", "T9"), &crowded] {
        let mut said = Vec::new();
        for language in ["fr", "nl", "en"] {
            let answer = send(app.as_admin().language(language), wrong).await.expect_status(422).json();
            said.push(answer["errors"][0]["detail"].as_str().unwrap().to_owned());
        }
        said.dedup();
        assert_eq!(said.len(), 3, "{said:?}");
    }
    assert_eq!(app.as_admin().get("/v1/advisers/ann/busy").await.json(), kept, "nothing of it was kept");
    app.as_admin().send("DELETE", "/v1/advisers/ann/busy").await.expect_status(204);
    assert_eq!(app.as_admin().get("/v1/advisers/ann/busy").await.json(), json!({"items": []}));
}

async fn upload(who: Request<'_>, csrf: &str, file: &str) -> Answer {
    let body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n--b\r\n\
         Content-Disposition: form-data; name=\"file\"; filename=\"a.ics\"\r\nContent-Type: text/calendar\r\n\r\n{file}\r\n--b--\r\n"
    );
    let kind = Some("multipart/form-data; boundary=b");
    who.bytes("POST", "/console/schedule/advisers/ann/busy", kind, body.into_bytes()).await
}

#[tokio::test]
async fn a_calendar_file_of_four_mebibytes_is_taken_by_a_program_and_by_the_form() {
    let desk = held().await;
    let note = format!("X-NOTE:{}\r\n", "n".repeat(60));
    let long = BUSY.replace("SUMMARY", &format!("{}SUMMARY", note.repeat(58_000)));
    assert!((3_900_000..4 * 1024 * 1024).contains(&long.len()), "{}", long.len());
    send(desk.app.as_admin(), &long).await.expect_status(200);
    let browser = coordinator(&desk.app).await;
    let page = browser.clone().get("/console/schedule/advisers/ann").await.expect_status(200).text();
    let csrf = page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    upload(browser, csrf, &long).await.expect_status(303);
}

#[tokio::test]
async fn the_console_takes_a_file_from_its_own_form_only() {
    let desk = held().await;
    let browser = coordinator(&desk.app).await;
    let page = browser.clone().get("/console/schedule/advisers/ann").await.expect_status(200).text();
    assert!(page.contains("enctype=\"multipart/form-data\"") && page.contains("type=\"file\""), "{page}");
    let csrf = page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    upload(browser.clone(), "guessed", BUSY).await.expect_status(403);
    upload(browser.clone().header("sec-fetch-site", "cross-site"), csrf, BUSY).await.expect_status(403);
    let refused = upload(browser.clone(), csrf, "no calendar").await.expect_status(422).text();
    assert!(refused.contains("Ce n’est pas un fichier d’agenda") && refused.contains("value=\"Ann\""), "{refused}");
    upload(browser.clone(), csrf, "").await.expect_status(422);
    let taken = upload(browser.clone(), csrf, BUSY).await.expect_status(303);
    let shown = browser.clone().get(taken.header("location")).await.expect_status(200).text();
    assert!(shown.contains("Un moment occupé est connu, jusqu’au") && !shown.contains("Dentist"), "{shown}");
    let forgotten = browser.clone().form("/console/schedule/advisers/ann/busy/forget", &[("forget", "true")]).await;
    forgotten.expect_status(303);
    let shown = browser.get("/console/schedule/advisers/ann").await.text();
    assert!(shown.contains("Rien n’est connu"), "{shown}");
}
