//! Booking a slot: made once, moved, given back, waited for.

use crate::booked::{SLOT, contact, desk, wish};
use crate::hand_over::{referral_of_ann, with_ann};
use domain::staff::StaffRole;
use rstest::rstest;
use serde_json::{Value, json};
use store::link::{LinkPurpose, issue};
use testkit::TestApp;

#[tokio::test]
async fn a_booked_slot_is_taken_and_the_next_free_ones_are_named() {
    let desk = desk(1).await;
    let made = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    assert_eq!((&made["status"], &made["slot"]), (&json!("booked"), &json!(SLOT)));
    assert_eq!(made["start"], "2026-12-01T09:15:00Z");
    assert!(made.get("contact").is_none(), "what is kept to be answered again holds no personal data: {made}");

    let mut other = wish(SLOT);
    other["contact"] = contact("ann");
    let second = desk.book("two", &other).await.expect_status(409).json();
    assert!(second["type"].as_str().unwrap().ends_with("/problems/slot-taken"), "{second}");
    let next: Vec<&str> =
        second["next_free"].as_array().unwrap().iter().map(|slot| slot["local_start"].as_str().unwrap()).collect();
    assert_eq!(next[..3], ["2026-11-24T10:15", "2026-11-24T11:00", "2026-11-24T11:45"], "it is ten o'clock");
    assert_eq!(desk.free("2026-12-01").await, [1, 0, 1, 1]);
}

#[tokio::test]
async fn the_same_request_again_is_the_same_booking() {
    let desk = desk(2).await;
    let first = desk.book("key", &wish(SLOT)).await.expect_status(201).json();
    let again = desk.book("key", &wish(SLOT)).await.expect_status(201).json();
    assert_eq!(first, again);
    desk.book("key", &wish("2026-12-01T11:00")).await.expect_status(422);
    assert_eq!(desk.free("2026-12-01").await, [2, 1, 2, 2]);
}

#[tokio::test]
async fn a_booking_moves_and_is_given_back() {
    let desk = desk(1).await;
    let made = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let path = format!("/v1/bookings/{}", made["id"].as_str().unwrap());
    let read = desk.app.as_admin().get(&path).await.expect_status(200);
    assert_eq!(read.json()["contact"]["email"], "zoe@zoe-robotics.example");
    let etag = read.header("etag").to_owned();

    let moved = desk.app.as_admin().header("if-match", &etag).put_json(&path, &wish("2026-12-01T11:45")).await;
    let moved = moved.expect_status(200);
    assert_eq!(moved.json()["slot"], "2026-12-01T11:45");
    assert_eq!(desk.free("2026-12-01").await, [1, 1, 1, 0]);
    desk.app.as_admin().header("if-match", &etag).send("DELETE", &path).await.expect_status(412);
    desk.app.as_admin().send("DELETE", &path).await.expect_status(428);

    let etag = moved.header("etag").to_owned();
    desk.app.as_admin().header("if-match", &etag).send("DELETE", &path).await.expect_status(204);
    assert_eq!(desk.free("2026-12-01").await, [1, 1, 1, 1]);
    assert_eq!(desk.app.as_admin().get(&path).await.expect_status(200).json()["status"], "cancelled");
}

#[tokio::test]
async fn staff_reads_what_happened_to_a_booking() {
    let desk = desk(1).await;
    let made = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    desk.cancel(&made).await;
    let history = desk.read(&made).await["history"].clone();
    let what: Vec<_> = history.as_array().unwrap().iter().map(|one| (&one["actor"], &one["what"])).collect();
    assert_eq!(
        what,
        [(&json!("member"), &json!("booking.made")), (&json!("administrator"), &json!("booking.cancelled"))]
    );
    assert_eq!(history[0]["why"].as_array().unwrap().len(), 1, "the time that was booked: {history}");
    assert!(history[0]["time"].is_string() && history[0]["text"].is_string(), "{history}");
}

#[tokio::test]
async fn only_who_is_concerned_sees_a_booking() {
    let desk = desk(1).await;
    let made = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let path = format!("/v1/bookings/{}", made["id"].as_str().unwrap());
    let adviser = |agency: &str| StaffRole::Adviser { agency: domain::ids::AgencyId::parse(agency).unwrap() };
    let host = |place: &str| StaffRole::Host { location: domain::ids::LocationId::parse(place).unwrap() };
    for (role, status) in [
        (StaffRole::Coordinator, 200),
        (adviser("innoviris"), 200),
        (host("icab"), 200),
        (adviser("hub-brussels"), 404),
        (host("greenbizz"), 404),
    ] {
        desk.app.as_staff(role).await.get(&path).await.expect_status(status);
    }
    desk.app.anonymous().get(&path).await.expect_status(404);
    let listed = format!("/v1/bookings?session={}", made["session"].as_str().unwrap());
    desk.app.anonymous().get(&listed).await.expect_status(401);
    desk.app.as_staff(host("greenbizz")).await.get(&listed).await.expect_status(404);
    let items = desk.app.as_staff(host("icab")).await.get(&listed).await.expect_status(200).json();
    assert_eq!(items["items"][0]["contact"]["name"], "Zoé Maes");
}

#[tokio::test]
async fn a_host_reads_neither_the_need_of_a_booking_nor_a_service_that_would_tell_it() {
    let desk = with_ann(desk(1).await).await;
    let need = referral_of_ann(&desk).await;
    let mut series = crate::booked::series(1);
    (series["agency"], series["services"]) = ("beci".into(), json!(["beci-difficulty"]));
    let held = desk.app.as_admin().header("if-none-match", "*").put_json("/v1/permanences/crisis", &series).await;
    held.expect_status(201);
    let host = || desk.app.as_staff(StaffRole::Host { location: domain::ids::LocationId::parse("icab").unwrap() });
    let asked = |session: &str| {
        let mut body = wish(SLOT);
        body["session"] = session.into();
        body
    };
    let subject = |read: &Value| (read["service"].clone(), read["need"].clone());
    let mut paths = Vec::new();
    for (session, service, seen) in [
        ("crisis.20261201", "beci-difficulty", json!(null)),
        ("tuesdays.20261201", "innoviris-shape", json!("innoviris-shape")),
    ] {
        let mut body = asked(session);
        (body["service"], body["need"]) = (service.into(), need.as_str().into());
        let made = desk.app.as_admin().key(session).post_json("/v1/bookings", &body).await.expect_status(201).json();
        assert_eq!(subject(&made), (json!(service), json!(need.as_str())));
        let path = format!("/v1/bookings/{}", made["id"].as_str().unwrap());
        let one = host().await.get(&path).await.expect_status(200).json();
        let many = host().await.get(&format!("/v1/bookings?session={session}")).await.expect_status(200).json();
        let sent = host()
            .await
            .header("sec-fetch-site", "same-origin")
            .header("if-match", "*")
            .put_json(&path, &asked(session))
            .await
            .expect_status(200)
            .json();
        for read in [&one, &many["items"][0], &sent] {
            assert_eq!(subject(read), (seen.clone(), json!(null)), "{read}");
        }
        assert_eq!(subject(&desk.read(&made).await), subject(&made), "what is sent back takes nothing away");
        paths.push(path);
    }
    let page = host().await.language("en").header("accept", "text/html").get("/console/schedule/day?day=2026-12-01");
    let page = page.await.expect_status(200).text();
    assert!(page.contains("Zoé Maes") && !page.contains("difficulty") && !page.contains(need.as_str()), "{page}");

    desk.app.clock.advance(chrono::TimeDelta::days(7) + chrono::TimeDelta::hours(1));
    let came = json!({"attended": true});
    let noted = host()
        .await
        .header("sec-fetch-site", "same-origin")
        .header("if-match", "*")
        .put_json(&format!("{}/attendance", paths[0]), &came)
        .await;
    assert_eq!(subject(&noted.expect_status(200).json()), (json!(null), json!(null)));
    let mut walked_in = asked("crisis.20261201");
    (walked_in["walk_in"], walked_in["contact"], walked_in["service"]) =
        (true.into(), Value::Null, "beci-difficulty".into());
    let request = host().await.header("sec-fetch-site", "same-origin").key("walk-in");
    let noted = request.post_json("/v1/bookings", &walked_in).await.expect_status(201).json();
    assert_eq!(subject(&noted), (json!(null), json!(null)));
}

#[rstest]
#[case(json!({"session": ""}), "/session")]
#[case(json!({"session": "NOT AN ID"}), "/session")]
#[case(json!({"slot": "2026-12-01"}), "/slot")]
#[case(json!({"slot": "2026-12-01T10:00"}), "/slot")]
#[case(json!({"service": "nothing"}), "/service")]
#[case(json!({"contact": null}), "/contact")]
#[case(json!({"contact": {"name": "", "email": "zoe@zoe-robotics.example"}}), "/contact/name")]
#[case(json!({"contact": {"name": "Zoé", "email": "zoe"}}), "/contact/email")]
#[case(json!({"contact": {"name": "Zoé", "email": "zoe@zoe-robotics.example", "language": "de"}}), "/contact/language")]
#[case(json!({"waiting": true}), "/waiting")]
#[case(json!({"need": "nope"}), "/need")]
#[case(json!({"need": "NOT AN ID"}), "/need")]
#[tokio::test]
async fn what_is_wrong_is_told_at_its_place_and_nothing_is_booked(#[case] change: Value, #[case] pointer: &str) {
    let desk = desk(1).await;
    let mut body = wish(SLOT);
    for (field, value) in change.as_object().unwrap() {
        body[field] = value.clone();
    }
    let said = ["fr", "nl", "en"].map(|language| (language, desk.app.anonymous().language(language)));
    for (language, request) in said {
        let answer = request.header("idempotency-key", format!("k-{language}")).post_json("/v1/bookings", &body).await;
        let answer = answer.expect_status(422).json();
        assert_eq!(answer["errors"][0]["pointer"], pointer, "{answer}");
    }
    assert_eq!(desk.free("2026-12-01").await, [1, 1, 1, 1]);
}

#[tokio::test]
async fn what_is_no_session_s_id_is_said_to_be_none_and_how_one_looks() {
    let desk = desk(1).await;
    for session in ["nope", "NOT AN ID", "tuesdays.2026-12-01", "tuesdays.20261301", ".20261201"] {
        let mut body = wish(SLOT);
        body["session"] = session.into();
        for (language, said) in
            [("fr", "pas l’identifiant d’une séance"), ("nl", "geen id van een sessie"), ("en", "no session’s id")]
        {
            let request = desk.app.anonymous().language(language).header("idempotency-key", "one");
            let refused = request.post_json("/v1/bookings", &body).await.expect_status(422).json();
            let error = &refused["errors"][0];
            assert_eq!(error["pointer"], "/session", "{refused}");
            let detail = error["detail"].as_str().unwrap();
            assert!(detail.contains(said) && detail.contains("icab-innoviris.20261201"), "{session}: {detail}");
        }
    }
}

#[tokio::test]
async fn what_takes_no_place_can_t_be_booked() {
    let desk = desk(1).await;
    let mut past = wish("2026-11-24T09:30");
    past["session"] = "tuesdays.20261124".into();
    desk.book("past", &past).await.expect_status(422);
    let mut cancelled = wish("2026-12-29T09:30");
    cancelled["session"] = "tuesdays.20261229".into();
    desk.book("cancelled", &cancelled).await.expect_status(422);
    let mut unknown = wish(SLOT);
    unknown["session"] = "nobody.20261201".into();
    desk.book("unknown", &unknown).await.expect_status(404);
    desk.app.anonymous().post_json("/v1/bookings", &wish(SLOT)).await.expect_status(400);
}

#[tokio::test]
async fn who_waits_is_offered_the_seat_and_the_next_one_when_that_lapses() {
    let desk = desk(1).await;
    let first = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let wait = |name: &str| {
        let mut body = wish(SLOT);
        body["waiting"] = true.into();
        body["contact"] = contact(name);
        body
    };
    let ada = desk.book("two", &wait("ada")).await.expect_status(201).json();
    let bob = desk.book("three", &wait("bob")).await.expect_status(201).json();
    assert_eq!(ada["status"], "waiting");
    desk.cancel(&first).await;
    desk.dispatch().await;
    assert_eq!(desk.status(&ada).await, "offered");
    assert_eq!(desk.free("2026-12-01").await, [1, 0, 1, 1], "the seat is kept for who waited");
    assert_eq!(desk.subject_to("ada@example.org").await, "A seat has become free for you");

    desk.app.clock.advance(chrono::TimeDelta::hours(25));
    desk.dispatch().await;
    assert_eq!(desk.status(&ada).await, "cancelled");
    assert_eq!(desk.status(&bob).await, "offered");
    let page = desk.link_to("bob@example.org").await;
    desk.app.anonymous().get(&page).await.expect_status(200);
    assert_eq!(desk.status(&bob).await, "offered", "reading takes nothing");
    desk.app.anonymous().form(&page, &[("action", "take_offer")]).await.expect_status(303);
    desk.app.anonymous().form(&page, &[("action", "take_offer")]).await.expect_status(303);
    assert_eq!(desk.status(&bob).await, "booked");
    assert_eq!(desk.free("2026-12-01").await, [1, 0, 1, 1]);
}

#[tokio::test]
async fn bookings_follow_a_session_that_moves_and_end_with_one_that_does_not_take_place() {
    let desk = desk(1).await;
    let carried = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let mut later = wish("2026-12-08T09:30");
    later["session"] = "tuesdays.20261208".into();
    let lost = desk.book("two", &later).await.expect_status(201).json();
    desk.change(|body| {
        body["exceptions"] = json!([
            {"date": "2026-12-01", "start": "2026-12-02T13:30"},
            {"date": "2026-12-08", "cancelled": true}
        ]);
    })
    .await;
    desk.dispatch().await;
    let now = desk.read(&carried).await;
    assert_eq!((&now["slot"], &now["status"]), (&json!("2026-12-02T14:15"), &json!("booked")));
    assert_eq!(desk.status(&lost).await, "cancelled");
    let calendar = desk.calendar_to("zoe@zoe-robotics.example").await;
    assert!(calendar.iter().any(|(method, ics)| method == "REQUEST" && ics.contains("SEQUENCE:1\r\n")), "{calendar:?}");
    assert!(calendar.iter().any(|(method, _)| method == "CANCEL"), "{calendar:?}");
    assert_eq!(desk.free("2026-12-02").await, [1, 0, 1, 1]);
}

#[tokio::test]
async fn a_series_that_ends_ends_its_bookings() {
    let desk = desk(1).await;
    let made = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let series = desk.app.as_admin().get("/v1/permanences/tuesdays").await;
    let etag = series.header("etag").to_owned();
    desk.app.as_admin().header("if-match", etag).send("DELETE", "/v1/permanences/tuesdays").await.expect_status(204);
    desk.dispatch().await;
    assert_eq!(desk.status(&made).await, "cancelled");
    assert_eq!(desk.subject_to("zoe@zoe-robotics.example").await, "Uw afspraak kan niet doorgaan");
}

#[tokio::test]
async fn a_reminder_leaves_two_days_before_and_not_for_what_was_given_back() {
    let desk = desk(2).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    let mut other = wish(SLOT);
    other["contact"] = contact("ada");
    let gone = desk.book("two", &other).await.expect_status(201).json();
    desk.cancel(&gone).await;
    desk.dispatch().await;
    let before = desk.memory.sent().len();
    desk.app.clock.advance(chrono::TimeDelta::days(4));
    desk.dispatch().await;
    assert_eq!(desk.memory.sent().len(), before, "it is three days before");
    desk.app.clock.advance(chrono::TimeDelta::hours(25));
    desk.dispatch().await;
    assert_eq!(desk.memory.sent().len(), before + 1);
    assert!(desk.subject_to("zoe@zoe-robotics.example").await.starts_with("Herinnering"));
}

#[tokio::test]
async fn the_link_moves_a_booking_until_a_day_before_and_cancels_it_until_it_begins() {
    let desk = desk(1).await;
    let made = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    desk.dispatch().await;
    let page = desk.link_to("zoe@zoe-robotics.example").await;
    for _ in 0..3 {
        desk.app.anonymous().get(&page).await.expect_status(200);
        desk.app.anonymous().get(&format!("{page}/move")).await.expect_status(200);
    }
    assert_eq!(desk.status(&made).await, "booked", "reading changes nothing");
    let to = [("action", "move"), ("session", "tuesdays.20261201"), ("slot", "2026-12-01T11:00")];
    desk.app.anonymous().form(&page, &to).await.expect_status(303);
    assert_eq!(desk.read(&made).await["slot"], "2026-12-01T11:00");
    desk.app.clock.advance(chrono::TimeDelta::hours(6 * 24 + 3));
    let shown = desk.app.anonymous().language("nl").get(&page).await.expect_status(200).text();
    assert!(shown.contains("te laat om deze afspraak hier te verplaatsen") && shown.contains("mailto:"), "{shown}");
    assert!(shown.contains("value=\"cancel\"") && !shown.contains("/move\""), "{shown}");
    let back = [("action", "move"), ("session", "tuesdays.20261201"), ("slot", SLOT)];
    let late = desk.app.anonymous().form(&page, &back).await.expect_status(409).text();
    assert!(late.contains("te laat") && late.contains("mailto:"), "{late}");
    assert_eq!(desk.read(&made).await["slot"], "2026-12-01T11:00");
    // Who can't come frees the seat, and the agency is told.
    desk.dispatch().await;
    let told = desk.subjects_to("adviser@innoviris.example").len();
    desk.app.anonymous().form(&page, &[("action", "cancel")]).await.expect_status(303);
    desk.dispatch().await;
    assert_eq!(desk.status(&made).await, "cancelled");
    assert_eq!(desk.subject_to("zoe@zoe-robotics.example").await, "Uw afspraak is geannuleerd");
    assert_eq!(desk.subjects_to("adviser@innoviris.example").len(), told + 1);
    assert_eq!(desk.free("2026-12-01").await, [1, 1, 1, 1]);
}

#[tokio::test]
async fn what_is_booked_late_says_that_it_can_be_cancelled_and_can_be_until_it_begins() {
    let desk = desk(1).await;
    desk.app.clock.advance(chrono::TimeDelta::hours(6 * 24 + 3));
    let made = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    desk.dispatch().await;
    let sent = desk.memory.sent();
    let mail = sent.iter().find(|sent| sent.message.to.as_str() == "zoe@zoe-robotics.example").unwrap();
    let text = &mail.message.text;
    assert!(text.contains("te laat om ze te verplaatsen; u kunt ze annuleren tot ze begint"), "{text}");
    assert!(text.contains("Bekijken of annuleren") && text.contains("Hebt u niets geboekt?"), "{text}");
    let own = desk.link_to("zoe@zoe-robotics.example").await.replace("/b/", "");
    let path = format!("/v1/bookings/{}", made["id"].as_str().unwrap());
    let holder = || desk.app.anonymous().header("authorization", format!("Bearer {own}")).header("if-match", "*");
    holder().put_json(&path, &wish("2026-12-01T11:00")).await.expect_status(409);
    holder().send("DELETE", &path).await.expect_status(204);
    assert_eq!(desk.status(&made).await, "cancelled");

    let begun = desk.book("two", &wish(SLOT)).await.expect_status(201).json();
    desk.dispatch().await;
    let page = desk.link_to("zoe@zoe-robotics.example").await;
    desk.app.clock.advance(chrono::TimeDelta::hours(21) + chrono::TimeDelta::minutes(20));
    let shown = desk.app.anonymous().language("nl").get(&page).await.expect_status(200).text();
    assert!(shown.contains("is aangebroken") && !shown.contains("value=\"cancel\""), "{shown}");
    desk.app.anonymous().form(&page, &[("action", "cancel")]).await.expect_status(409);
    // Its token is the proof of who asks, also behind a proxy that rewrites the host.
    let behind = desk.app.anonymous().header("origin", "https://elsewhere.example").header("host", "10.0.0.7");
    behind.post_form(&page, "action=cancel").await.expect_status(409);
    assert_eq!(desk.status(&begun).await, "booked");
}

#[tokio::test]
async fn one_address_has_one_seat_of_a_session_and_is_in_one_place_at_a_time() {
    let desk = desk(2).await;
    let mut others = crate::booked::series(1);
    (others["agency"], others["services"]) = ("actiris".into(), json!([]));
    let held = desk.app.as_admin().header("if-none-match", "*").put_json("/v1/permanences/others", &others).await;
    held.expect_status(201);
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    let with = |session: &str, slot: &str| {
        let mut body = wish(slot);
        // The same mailbox.
        (body["session"], body["contact"]["email"]) = (session.into(), "Zoe+office@zoe-robotics.example".into());
        body
    };
    let refused = async |session: &str, slot: &str, [fr, nl, en]: [&str; 3]| {
        for (language, said) in [("fr", fr), ("nl", nl), ("en", en)] {
            let request =
                desk.app.anonymous().language(language).key(&format!("{session}-{}-{language}", &slot[11..13]));
            let answer = request.post_json("/v1/bookings", &with(session, slot)).await.expect_status(409).json();
            assert!(answer["type"].as_str().unwrap().ends_with("/problems/already-booked"), "{answer}");
            assert!(answer["detail"].as_str().unwrap().contains(said), "{answer}");
        }
    };
    refused("tuesdays.20261201", SLOT, ["Rien n’a été ajouté", "niets toegevoegd", "Nothing was added"]).await;
    let one_each = ["une par séance", "één per sessie", "one per session"];
    refused("tuesdays.20261201", "2026-12-01T11:00", one_each).await;
    refused("others.20261201", SLOT, ["en même temps", "op dat ogenblik", "at that time"]).await;
    let listed = desk.app.as_admin().get("/v1/bookings?session=tuesdays.20261201").await.expect_status(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1, "{listed}");

    // Three to come with one agency, whichever sessions they are of.
    for (key, day) in [("two", "2026-12-08"), ("three", "2026-12-15")] {
        let session = format!("tuesdays.{}", day.replace('-', ""));
        desk.book(key, &with(&session, &format!("{day}T10:15"))).await.expect_status(201);
    }
    refused("tuesdays.20261222", "2026-12-22T10:15", ["trois rendez-vous", "drie afspraken", "three appointments"])
        .await;
    desk.book("agency", &with("others.20261222", "2026-12-22T10:15")).await.expect_status(201);

    // None of it binds staff who book for somebody.
    let staff = async |key: &str, session: &str, slot: &str| {
        desk.app.as_admin().key(key).post_json("/v1/bookings", &with(session, slot)).await.expect_status(201);
    };
    staff("s1", "tuesdays.20261201", "2026-12-01T11:00").await;
    staff("s2", "tuesdays.20261201", SLOT).await;
    staff("s3", "others.20261201", SLOT).await;
    staff("s4", "tuesdays.20261222", "2026-12-22T10:15").await;
}

#[tokio::test]
async fn no_link_moves_a_booking_to_where_its_person_has_another() {
    let desk = desk(1).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    let mut next = wish("2026-12-08T10:15");
    next["session"] = "tuesdays.20261208".into();
    let made = desk.book("two", &next).await.expect_status(201).json();
    desk.dispatch().await;
    let id = made["id"].as_str().unwrap();
    let page = format!("/b/{}", issue(desk.app.store().secrets(), LinkPurpose::Booking, id, 0));
    let to = |session: &'static str, slot: &'static str| [("action", "move"), ("session", session), ("slot", slot)];
    let request = desk.app.anonymous().language("en");
    let refused = request.form(&page, &to("tuesdays.20261201", "2026-12-01T11:00")).await.expect_status(409).text();
    assert!(refused.contains("één per sessie") || refused.contains("one per session"), "{refused}");
    assert_eq!(desk.read(&made).await["slot"], "2026-12-08T10:15");
    desk.app.anonymous().form(&page, &to("tuesdays.20261208", "2026-12-08T11:00")).await.expect_status(303);
    assert_eq!(desk.read(&made).await["slot"], "2026-12-08T11:00");
}

#[tokio::test]
async fn who_books_is_told_the_room() {
    let desk = desk(1).await;
    desk.change(|series| series["room"] = "Atelier".into()).await;
    desk.book("one", &wish(SLOT)).await.expect_status(201);
    desk.dispatch().await;
    let [(_, ics)] = desk.calendar_to("zoe@zoe-robotics.example").await.try_into().unwrap();
    let ics = ics.replace("\r\n ", "");
    assert!(ics.contains("Etterbeek (Atelier)\r\n"), "{ics}");
    // The mail comes from the product, which speaks for the agency.
    let organizer = "SENT-BY=\"mailto:permanence@permanence.example\":mailto:adviser@innoviris.example\r\n";
    assert!(ics.contains(organizer), "{ics}");
    let page = desk.link_to("zoe@zoe-robotics.example").await;
    let page = desk.app.anonymous().language("nl").get(&page).await.expect_status(200).text();
    assert!(page.contains("Lokaal") && page.contains("Atelier"), "{page}");
    let sent = desk.memory.sent();
    assert!(sent.iter().all(|sent| sent.message.text.contains("Atelier")), "{:?}", sent[0].message.text);
}

#[tokio::test]
async fn attendance_is_noted_once_the_slot_has_begun() {
    let desk = desk(1).await;
    let made = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let path = format!("/v1/bookings/{}/attendance", made["id"].as_str().unwrap());
    let note = |came: bool| {
        let request = desk.app.as_admin().header("if-match", "*");
        let path = path.clone();
        async move { request.put_json(&path, &json!({"attended": came})).await.status }
    };
    assert_eq!(note(true).await, 409, "not before");
    desk.app.clock.advance(chrono::TimeDelta::days(7) + chrono::TimeDelta::hours(1));
    assert_eq!(note(true).await, 200);
    assert_eq!(note(false).await, 200, "a correction");
    assert_eq!(desk.status(&made).await, "missed");
    let mut walk_in = wish(SLOT);
    walk_in["walk_in"] = true.into();
    walk_in["contact"] = Value::Null;
    desk.book("walk", &walk_in).await.expect_status(401);
    let came = desk.app.as_admin().header("idempotency-key", "walk").post_json("/v1/bookings", &walk_in).await;
    assert_eq!(came.expect_status(201).json()["status"], "attended");
    let role = |agency: &str| StaffRole::Adviser { agency: domain::ids::AgencyId::parse(agency).unwrap() };
    for (agency, status) in [("actiris", 404), ("innoviris", 201)] {
        let staff = desk.app.as_staff(role(agency)).await.header("sec-fetch-site", "same-origin");
        let staff = staff.header("idempotency-key", agency);
        staff.post_json("/v1/bookings", &walk_in).await.expect_status(status);
    }
}

#[tokio::test]
async fn a_booking_keeps_its_agency_its_address_and_what_it_is_about() {
    let desk = desk(1).await;
    let mut other = crate::booked::series(1);
    (other["agency"], other["services"]) = ("actiris".into(), json!([]));
    let held = desk.app.as_admin().header("if-none-match", "*").put_json("/v1/permanences/others", &other).await;
    held.expect_status(201);
    let made = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let path = format!("/v1/bookings/{}", made["id"].as_str().unwrap());
    let put = |change: Value| {
        let mut body = wish(SLOT);
        for (field, value) in change.as_object().unwrap() {
            body[field] = value.clone();
        }
        let (request, path) = (desk.app.as_admin().header("if-match", "*"), path.clone());
        async move { request.put_json(&path, &body).await }
    };
    let away = put(json!({"session": "others.20261201"})).await.expect_status(422).json();
    assert_eq!(away["errors"][0]["pointer"], "/session", "{away}");
    let nobody = put(json!({"contact": null, "walk_in": true})).await.expect_status(422).json();
    assert_eq!(nobody["errors"][0]["pointer"], "/contact", "{nobody}");
    let about = put(json!({"service": "innoviris-shape"})).await.expect_status(200).json();
    assert_eq!((&about["service"], &about["slot"]), (&json!("innoviris-shape"), &json!(SLOT)));
    let read = desk.read(&made).await;
    assert_eq!((&read["service"], read["history"].as_array().unwrap().len()), (&json!("innoviris-shape"), 1));
    desk.dispatch().await;
    assert_eq!(desk.memory.sent().len(), 2, "nobody is told that nothing moved");
}

#[tokio::test]
async fn the_form_books_once_and_says_where_else_when_somebody_was_faster() {
    let desk = desk(1).await;
    let found =
        desk.app.anonymous().header("accept", "text/html").get("/book?location=icab&service=innoviris-shape").await;
    let found = found.expect_status(200).text();
    assert!(found.contains("/book/details?session=tuesdays.20261201&amp;slot=2026-12-01T10:15"), "{found}");
    let fields = [
        ("submission", "s1"),
        ("session", "tuesdays.20261201"),
        ("slot", SLOT),
        ("name", "Zoé Maes"),
        ("email", "zoe@zoe-robotics.example"),
        ("language", "nl"),
    ];
    let send = |fields: Vec<(&'static str, &'static str)>| {
        let request = desk.app.anonymous().header("accept", "text/html");
        async move { request.form("/book/details", &fields).await }
    };
    send(fields.to_vec()).await.expect_status(303);
    send(fields.to_vec()).await.expect_status(303);
    desk.dispatch().await;
    assert_eq!(desk.subject_to("zoe@zoe-robotics.example").await, "Uw afspraak is geboekt");
    assert_eq!(desk.memory.sent().len(), 2, "one mail to the person, one to the agency");
    // Her own slot is not somebody's who was faster.
    let mut again = fields;
    again[0] = ("submission", "s1b");
    let own = send(again.to_vec()).await.expect_status(409).text();
    assert!(!own.contains("value=\"wait\""), "{own}");
    assert!(!own.contains("value=\"tuesdays.20261201 ") && own.contains("value=\"tuesdays.20261124 "), "{own}");
    assert!(own.contains("été ajouté") || own.contains("niets toegevoegd"), "{own}");
    let mut other = fields;
    (other[0], other[4]) = (("submission", "s2"), ("email", "ann@example.org"));
    let taken = send(other.to_vec()).await.expect_status(409).text();
    assert!(taken.contains("value=\"tuesdays.20261201 2026-12-01T11:00\""), "{taken}");
    let mut wrong = fields;
    wrong[4] = ("email", "zoe");
    let refused = send(wrong.to_vec()).await.expect_status(422).text();
    assert!(refused.contains("Zoé Maes"), "what was entered stays: {refused}");
}

#[tokio::test]
async fn sessions_cost_three_reads_however_many_are_booked() {
    let (app, count) = crate::booked::counted().await;
    let _: &TestApp = &app;
    let before = count();
    app.anonymous().get("/v1/sessions?location=icab").await.expect_status(200);
    assert_eq!(count() - before, 3);
}

#[tokio::test]
async fn a_closing_day_of_the_place_ends_its_bookings() {
    use domain::location::{ClosingDays, Location};
    use store::Condition;
    use store::repos::catalogue::Kind;
    let desk = desk(1).await;
    let made = desk.book("one", &wish(SLOT)).await.expect_status(201).json();
    let catalogue = desk.app.store().catalogue();
    let icab = catalogue.row::<Location>(Kind::Location, "icab").await.unwrap().unwrap();
    let mut closed = icab.value.clone();
    let day = SLOT[..10].parse().unwrap();
    closed.closing_days = vec![ClosingDays { from: day, to: day, reason: None }];
    catalogue.put(Kind::Location, "icab", &closed, Condition::Version(icab.version)).await.unwrap();
    desk.dispatch().await;
    assert_eq!(desk.status(&made).await, "cancelled");
    assert_eq!(desk.subject_to("zoe@zoe-robotics.example").await, "Uw afspraak kan niet doorgaan");
    let later = desk
        .book("two", &json!({"session": "tuesdays.20261208", "slot": "2026-12-08T10:15", "contact": contact("ann")}))
        .await;
    let later = later.expect_status(201).json();
    let icab = catalogue.row::<Location>(Kind::Location, "icab").await.unwrap().unwrap();
    let mut ended = icab.value.clone();
    ended.open_to = chrono::NaiveDate::from_ymd_opt(2026, 11, 30);
    catalogue.put(Kind::Location, "icab", &ended, Condition::Version(icab.version)).await.unwrap();
    desk.dispatch().await;
    assert_eq!(desk.status(&later).await, "cancelled", "a place that closes for good ends them, too");
}

#[tokio::test]
async fn a_need_is_named_by_staff_or_by_who_holds_its_link() {
    let desk = with_ann(desk(1).await).await;
    let need = referral_of_ann(&desk).await;
    let token = |generation| issue(desk.app.store().secrets(), LinkPurpose::Need, need.as_str(), generation);
    let on = |slot: &str, need: &str| {
        let mut body = wish(slot);
        body["need"] = need.into();
        body
    };
    for (key, named) in [("id", need.to_string()), ("voided", token(7)), ("forged", format!("{}x", token(0)))] {
        let refused = desk.book(key, &on(SLOT, &named)).await.expect_status(422).json();
        assert_eq!(refused["errors"][0]["pointer"], "/need", "{refused}");
    }
    let made = desk.book("token", &on(SLOT, &token(0))).await.expect_status(201).json();
    assert_eq!(made["need"], need.as_str());
    let bearer = desk.app.anonymous().header("authorization", format!("Bearer {}", token(0))).key("bearer");
    let mut colleague = on("2026-12-01T11:00", need.as_str());
    colleague["contact"] = contact("ann");
    let by_bearer = bearer.post_json("/v1/bookings", &colleague).await.expect_status(201);
    assert_eq!(by_bearer.json()["need"], need.as_str());
    let by_staff = desk.app.as_admin().key("staff");
    by_staff.post_json("/v1/bookings", &on("2026-12-01T11:45", need.as_str())).await.expect_status(201);
    let nowhere = desk.app.as_admin().key("nowhere");
    nowhere.post_json("/v1/bookings", &on("2026-12-01T09:30", "nope")).await.expect_status(422);

    // What the booking has already is sent back as it was answered.
    desk.dispatch().await;
    let own = desk.link_to("zoe@zoe-robotics.example").await.replace("/b/", "");
    let path = format!("/v1/bookings/{}", own.split('~').next().unwrap());
    let found = desk.app.anonymous().header("authorization", format!("Bearer {own}")).get(&path).await.json();
    let again = on(found["slot"].as_str().unwrap(), need.as_str());
    let holder = desk.app.anonymous().header("authorization", format!("Bearer {own}")).header("if-match", "*");
    holder.put_json(&path, &again).await.expect_status(200);
}

#[tokio::test]
async fn the_form_takes_a_need_from_its_link_and_goes_on_without_one_that_is_not_proven() {
    let desk = with_ann(desk(1).await).await;
    let need = referral_of_ann(&desk).await;
    let token = issue(desk.app.store().secrets(), LinkPurpose::Need, need.as_str(), 0);
    let page = async |need: &str| {
        let path = format!("/book?agency=innoviris&location=icab&need={need}");
        desk.app.anonymous().header("accept", "text/html").get(&path).await.expect_status(200).text()
    };
    assert!(page(&token).await.contains(&format!("&amp;need={token}")));
    let unproven = page(need.as_str()).await;
    let mut leads = unproven.split("/book/details?").skip(1).map(|rest| rest.split('"').next().unwrap_or_default());
    assert!(leads.clone().count() > 0 && leads.all(|lead| !lead.contains("need=")), "{unproven}");
    assert!(!unproven.contains("name=\"need\""), "{unproven}");
    let fields = |need| {
        [
            ("session", "tuesdays.20261201"),
            ("slot", SLOT),
            ("need", need),
            ("name", "Zoé Maes"),
            ("email", "zoe@zoe-robotics.example"),
        ]
    };
    let send = async |need| {
        desk.app.anonymous().language("en").header("accept", "text/html").form("/book/details", &fields(need)).await
    };
    let refused = send(need.as_str()).await.expect_status(422).text();
    assert!(refused.contains("We can’t note this need with it"), "{refused}");
    assert!(refused.contains("name=\"need\" value=\"\""), "{refused}");
    send(&token).await.expect_status(303);
}

#[tokio::test]
async fn the_form_is_filled_in_with_what_the_need_says_and_another_time_keeps_it() {
    let desk = with_ann(desk(1).await).await;
    let need = referral_of_ann(&desk).await;
    let token = |generation| issue(desk.app.store().secrets(), LinkPurpose::Need, need.as_str(), generation);
    let form = async |need: &str| {
        let path = format!("/book/details?session=tuesdays.20261201&slot={SLOT}&service=innoviris-shape&need={need}");
        desk.app.anonymous().header("accept", "text/html").get(&path).await.expect_status(200).text()
    };
    let known = ["value=\"Zoé Maes\"", "value=\"zoe@zoe-robotics.example\"", "value=\"Zoé Robotics\""];
    let filled = form(&token(0)).await;
    assert!(known.iter().all(|value| filled.contains(value)), "{filled}");
    let back = format!("/book?location=icab&amp;agency=innoviris&amp;service=innoviris-shape&amp;need={}", token(0));
    assert!(filled.contains(&back), "{filled}");
    for unproven in [need.to_string(), token(7)] {
        let empty = form(&unproven).await;
        assert!(!known.iter().any(|value| empty.contains(value)), "{unproven}: {empty}");
    }
}
