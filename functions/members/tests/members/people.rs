//! One person's data, as far as members hold them.

use chrono::{NaiveDate, TimeDelta};
use domain::Text;
use domain::alert::{Action, Alert, Part};
use domain::booking::{BookedSlot, Booking, BookingPerson, BookingStatus, Decided, cancel};
use domain::contact::{Contact, EmailAddress};
use domain::event::Actor;
use domain::ids::{AdviserId, AgencyId, BookingId, LocationId, MemberId, SessionId, WaveId};
use domain::inform::{Contents, Digest, Item, Month, News};
use domain::member::{COMPANY_KEPT, ConsentKind, PEOPLE_KEPT};
use flows::effects::Context as _;
use flows::people::People;
use serde_json::{Value, json};
use store::keys;
use store::repos::bookings::Fullness;
use store::repos::hand_overs::HandOver;
use store::repos::people::Trace;
use store::{Query, Store, Transaction};
use testkit::TestApp;

use crate::bench::{app, enter, names, post, read, robotics};
use crate::needs::state_of;

async fn people(app: &TestApp, q: &str) -> Vec<Value> {
    read(app, &format!("/v1/people?q={q}")).await["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn who_stands_in_a_row_of_an_earlier_version_is_found() {
    let app = app().await;
    let member = enter(&app, &robotics()).await;
    let before = people(&app, "zoe@zoe-robotics.example").await;
    // An earlier version wrote no row by which somebody is found.
    let mut tx = Transaction::new();
    let trace = Trace::Member(MemberId::parse(&member).unwrap());
    app.store().people().forget(&mut tx, before[0]["id"].as_str().unwrap(), &trace);
    app.store().commit(tx).await.unwrap();
    assert_eq!(people(&app, "zoe@zoe-robotics.example").await, [] as [Value; 0]);
    for _ in 0..3 {
        People.upkeep(app.store()).await.unwrap();
    }
    assert_eq!(people(&app, "zoe@zoe-robotics.example").await, before);
    assert_eq!(people(&app, "maes").await, before);
    assert!(app.store().people().made_found().await.unwrap().unwrap().value.done, "and looked for once");
}

#[tokio::test]
async fn an_erasure_reaches_what_others_say_of_somebody_and_uploads_that_can_not_be_read() {
    let app = app().await;
    enter(&app, &robotics()).await;
    // Another member's contact tells her name, and so does why something is not proposed to it.
    let other = json!({
        "name": "Kanal Data", "location": "icab", "stage": "launch", "rd_intensity": "high", "funding_sources": ["own"],
        "contact_role": "Secretariaat Zoé Maes", "contact_email": "info@kanal.example"
    });
    let other = enter(&app, &other).await;
    let store = app.store();
    let id = MemberId::parse(&other).unwrap();
    flows::members::change(store, &id, None, |record, _, _| {
        let mut after = record.clone();
        after.case.proposals[0].reason = Some("Zoé Maes is against it".to_owned());
        Ok((after, Vec::new()))
    })
    .await
    .unwrap();
    let begin = app.as_admin().header("idempotency-key", "half");
    let begun = begin.bytes("POST", "/v1/imports?location=icab&chunks=2", None, Vec::new()).await.expect_status(201);
    let upload = begun.header("location").to_owned();
    let part = b"Contact;E-mail\nZo\xc3\xa9 Maes;zoe@zoe-robotics.example\n".to_vec();
    app.as_admin().bytes("PUT", &format!("{upload}/chunks/0"), None, part).await.expect_status(200);

    let person = people(&app, "zoe@zoe-robotics.example").await[0]["id"].as_str().unwrap().to_owned();
    app.as_admin().send("POST", &format!("/v1/people/{person}/erase")).await.expect_status(202);
    for _ in 0..10 {
        post(&app).await;
    }
    let erasure = read(&app, "/v1/erasures").await["items"][0].clone();
    assert_eq!(erasure["stage"], "done", "{erasure}");
    let known = store.members().load(&id).await.unwrap().unwrap().value.case;
    assert_eq!((known.person_text("contact_role"), known.contact().is_some()), (None, true), "the address is its own");
    assert!(known.proposals.iter().all(|proposal| proposal.reason.is_none()));
    let upload = read(&app, &upload).await;
    assert_eq!((&upload["status"], &upload["failure"]), (&json!("failed"), &json!("erased")));
    assert!(store.imports().pieces(upload["id"].as_str().unwrap(), None).await.unwrap().0.is_empty());
}

#[tokio::test]
async fn what_is_known_of_its_people_ends_by_the_clock_in_lists_and_counts_too_and_then_the_company() {
    let app = app().await;
    let id = enter(&app, &robotics()).await;
    post(&app).await;
    let incomplete = async || {
        let counts = app.store().members().counts().await.unwrap();
        counts.values().map(|one| one.incomplete).sum::<u32>()
    };
    app.clock.advance(PEOPLE_KEPT - TimeDelta::days(2));
    post(&app).await;
    assert_eq!((names(&app, "?q=zoe@").await.len(), incomplete().await), (1, 0));
    app.clock.advance(TimeDelta::hours(36));
    post(&app).await;
    let known = read(&app, &format!("/v1/members/{id}")).await;
    assert_eq!((known.get("contact_email"), known["sources"].get("contact_email")), (None, None));
    assert_eq!(names(&app, "?missing=contact_email").await, ["Zoé Robotics"]);
    assert_eq!((names(&app, "?q=zoe@").await.len(), incomplete().await), (0, 1));
    app.clock.advance(COMPANY_KEPT - PEOPLE_KEPT + TimeDelta::days(2));
    post(&app).await;
    assert_eq!(names(&app, "").await, [] as [&str; 0]);
    assert_eq!(incomplete().await, 0);
}

#[tokio::test]
async fn a_need_that_ends_with_its_persons_data_is_no_open_one_of_its_member() {
    let app = app().await;
    let mut company = robotics();
    (company["contact_role"], company["contact_email"]) = (json!("Ann Peeters"), json!("ann@zoe-robotics.example"));
    enter(&app, &company).await;
    state_of(&app, "Zoé Robotics", ("zoe@zoe-robotics.example", None), &["hiring"]).await;
    post(&app).await;
    assert_eq!(names(&app, "?need_type=any").await, ["Zoé Robotics"]);
    let person = people(&app, "zoe@zoe-robotics.example").await[0]["id"].as_str().unwrap().to_owned();
    app.as_admin().send("POST", &format!("/v1/people/{person}/erase")).await.expect_status(202);
    for _ in 0..10 {
        post(&app).await;
    }
    assert_eq!(names(&app, "").await, ["Zoé Robotics"], "the company has another contact");
    assert_eq!(names(&app, "?need_type=any").await, [] as [&str; 0]);
    let counts = app.store().members().counts().await.unwrap();
    assert_eq!(counts.values().map(|one| one.open_needs).sum::<u32>(), 0);
}

#[tokio::test]
async fn an_erasure_that_is_asked_for_again_has_one_proof() {
    let app = app().await;
    enter(&app, &robotics()).await;
    let person = people(&app, "zoe@zoe-robotics.example").await[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/v1/people/{person}/erase");
    let erase = async || app.as_admin().send("POST", &path).await.expect_status(202).json();
    let proofs = async || read(&app, "/v1/erasures").await["items"].as_array().unwrap().len();
    let (first, same) = tokio::join!(erase(), erase());
    assert_eq!(first, same, "at once");
    assert_eq!(erase().await, first, "before it has begun");
    for _ in 0..10 {
        post(&app).await;
    }
    let again = erase().await;
    assert_eq!((&again["id"], &again["stage"]), (&first["id"], &json!("done")), "after it is done");
    assert_eq!(proofs().await, 1);
    // What was entered since is erased by one of its own.
    enter(&app, &robotics()).await;
    assert_ne!(erase().await["id"], first["id"]);
    assert_eq!(proofs().await, 2);
    app.as_admin().send("POST", "/v1/people/nobody/erase").await.expect_status(404);
}

/// Her name and address, as somebody else writes them.
const NAMED: &str = "Bel Zoé Maes, zoe@zoe-robotics.example";

fn item() -> Item {
    let named = || Text { fr: NAMED.to_owned(), nl: NAMED.to_owned(), en: Some(NAMED.to_owned()) };
    Item { title: named(), text: Some(named()), link: None, deadline: None }
}

/// Names her in what staff write: of an alert, in news, in what places are told in a
/// month, and why an adviser hands over.
async fn named_by_staff(store: &Store) {
    let now = store.now();
    let month = Month::of(NaiveDate::from_ymd_opt(2026, 11, 1).unwrap());
    let icab = LocationId::parse("icab").unwrap();
    let mut tx = Transaction::new();
    let wave = WaveId::parse("w1").unwrap();
    let part = Part { question: "overall".to_owned(), agency: None, location: None };
    let alert = Alert {
        id: store.alerts().id(&wave, &part).unwrap(),
        wave,
        part,
        satisfied: 1,
        n: 10,
        high: 0.5,
        aim: 0.8,
        raised_at: now,
        actions: vec![Action { text: NAMED.to_owned(), at: now, actor: Actor::System }],
    };
    store.alerts().raise(&mut tx, &alert);
    let news =
        News { id: "n1".to_owned(), location: None, item: item(), created_at: now, seen_at: None, sent_at: None };
    store.monthly().save_news(&mut tx, &news, None);
    store.monthly().save_common(&mut tx, month, &[item()], None);
    let mut digest = Digest::new(icab, month, Contents::default(), now);
    digest.items.push(item());
    store.monthly().save_digest(&mut tx, &digest, None);
    let (leaves, stays) = (AdviserId::parse("lea").unwrap(), AdviserId::parse("stan").unwrap());
    let of = (leaves, AgencyId::parse("innoviris").unwrap());
    let hand_over = HandOver::asked(of, (stays, now.utc().date_naive()), NAMED.to_owned(), Actor::System, now);
    store.hand_overs().save(&mut tx, &hand_over, None);
    store.commit(tx).await.unwrap();
}

/// An appointment of somebody else whose note names her, and which was called off.
async fn named_in_what_was_called_off(store: &Store) -> BookingId {
    let now = store.now();
    let start = now.plus(chrono::TimeDelta::days(7));
    let slot = BookedSlot {
        session: SessionId::parse("p1.20261201").unwrap(),
        local_start: start.utc().naive_utc(),
        place: 0,
        start,
        end: start.plus(chrono::TimeDelta::minutes(40)),
        timezone: domain::clock::BRUSSELS,
    };
    let booking = Booking {
        id: BookingId::parse("b1").unwrap(),
        slot,
        agency: AgencyId::parse("innoviris").unwrap(),
        location: LocationId::parse("icab").unwrap(),
        seat: Some(0),
        service: None,
        need: None,
        status: BookingStatus::Booked,
        offered_until: None,
        walk_in: false,
        unconfirmed: false,
        moved_from: None,
        cancel_until_hours: 24,
        sequence: 0,
        link_generation: 0,
        created_at: now,
        changed_at: now,
    };
    let contact = Contact {
        name: "Jan Peeters".to_owned(),
        email: EmailAddress::parse("jan@anders.example").unwrap(),
        phone: None,
        language: None,
    };
    let person = BookingPerson { contact: Some(contact), name: None, company: None, note: Some(NAMED.to_owned()) };
    let mut tx = Transaction::new();
    let made = Decided { booking: booking.clone(), events: Vec::new() };
    store.bookings().create(&mut tx, &made, &person, &Fullness::default());
    store.commit(tx).await.unwrap();
    let found = store.bookings().load(&booking.id).await.unwrap().unwrap();
    let fullness = store.bookings().fullness(&[&found.booking.slot.session]).await.unwrap();
    let off = cancel(found.booking.clone(), now, Actor::System).unwrap();
    let mut tx = Transaction::new();
    store.bookings().save(&mut tx, &found, &off, &fullness);
    store.commit(tx).await.unwrap();
    booking.id
}

/// Of the partitions in which she was named, how many rows there are beside what
/// follows from a change, and how many name her.
async fn naming(store: &Store) -> (usize, usize) {
    let (mut rows, mut naming) = (0, 0);
    let partitions =
        [keys::ALERTS, keys::NEWS, keys::COMMON_ITEMS, "INFORM#DIGESTS#2026-11", "HANDOVER#lea", "BOOKING#b1"];
    for partition in partitions {
        for row in store.all(Query::partition(partition)).await.unwrap() {
            rows += usize::from(!row.key.sk.starts_with("DELIVERY#") && row.key.sk != "FIGURES");
            naming += usize::from(row.doc.contains("Maes") || row.doc.contains("zoe@"));
        }
    }
    (rows, naming)
}

#[tokio::test]
async fn an_erasure_reaches_what_staff_wrote_and_notes_of_what_was_called_off() {
    let app = app().await;
    enter(&app, &robotics()).await;
    let store = app.store();
    named_by_staff(store).await;
    let booking = named_in_what_was_called_off(store).await;
    let (rows, planted) = naming(store).await;
    assert_eq!(planted, 6, "an alert, news, two of a month, a hand-over, a note");
    let person = people(&app, "zoe@zoe-robotics.example").await[0]["id"].as_str().unwrap().to_owned();
    app.as_admin().send("POST", &format!("/v1/people/{person}/erase")).await.expect_status(202);
    for _ in 0..10 {
        post(&app).await;
    }
    let erasure = read(&app, "/v1/erasures").await["items"][0].clone();
    assert_eq!((&erasure["stage"], &erasure["erased"]["texts"]), (&json!("done"), &json!(6)), "{erasure}");
    assert_eq!(naming(store).await, (rows, 0), "what was written stays, without her");
    let kept = store.bookings().load(&booking).await.unwrap().unwrap().person.unwrap();
    assert_eq!(kept.note.as_deref(), Some("Bel […], […]"));
    assert_eq!(kept.contact.unwrap().name, "Jan Peeters", "and of others nothing");
    let alerts = store.alerts().page(None, 10).await.unwrap().0;
    assert_eq!(alerts[0].actions[0].text, "Bel […], […]");
}

#[tokio::test]
async fn an_export_holds_who_stood_in_an_entry_that_was_joined_away() {
    let app = app().await;
    let first = enter(&app, &robotics()).await;
    let other = json!({"name": "Zoe Robotics SRL", "location": "icab", "contact_role": "Bob Nys", "contact_email": "bob@nys.example"});
    let second = enter(&app, &other).await;
    let path = format!("/v1/members/{first}/merge");
    app.as_admin().post_json(&path, &json!({"with": second})).await.expect_status(200);
    let found = people(&app, "bob@nys.example").await;
    assert_eq!((&found[0]["names"], &found[0]["kept"]), (&json!(["Bob Nys"]), &json!({"merges": 1})));
    let id = found[0]["id"].as_str().unwrap();
    let export = read(&app, &format!("/v1/people/{id}/export")).await;
    assert_eq!(export["members"], json!([]), "the entry that stayed names somebody else");
    assert_eq!(export["joined"][0]["profile"]["contact_email"], "bob@nys.example");
    let page = app.as_admin().language("en").get(&format!("/console/members/people/{id}")).await.expect_status(200);
    assert!(page.text().contains("Companies as they were before they were joined"));
}

#[tokio::test]
async fn an_erasure_leaves_who_only_has_the_same_name_or_a_longer_one() {
    let app = app().await;
    let mut own = robotics();
    (own["contact_role"], own["contact_email"]) = (json!("An Li"), json!("an@zed.example"));
    enter(&app, &own).await;
    let named = |name: &str, email: &str| json!({"name": name, "location": "icab", "contact_email": email});
    let longer = enter(&app, &named("Jean Lievens SRL", "jean@lievens.example")).await;
    let namesake = enter(&app, &named("An Li", "studio@an-one.example")).await;
    let person = people(&app, "an@zed.example").await[0]["id"].as_str().unwrap().to_owned();
    app.as_admin().send("POST", &format!("/v1/people/{person}/erase")).await.expect_status(202);
    for _ in 0..10 {
        post(&app).await;
    }
    assert_eq!(read(&app, "/v1/erasures").await["items"][0]["stage"], "done");
    assert_eq!(people(&app, "an@zed.example").await, [] as [Value; 0]);
    for (id, name) in [(longer, "Jean Lievens SRL"), (namesake, "An Li")] {
        assert_eq!(read(&app, &format!("/v1/members/{id}")).await["name"], name);
    }
}

#[tokio::test]
async fn an_address_reads_as_it_was_written_whatever_the_letters_of_its_domain() {
    let app = app().await;
    let mut member = robotics();
    member["contact_email"] = json!("bo@bücher.example");
    enter(&app, &member).await;
    let found = people(&app, "bo@b%C3%BCcher.example").await;
    assert_eq!(found[0]["emails"], json!(["bo@bücher.example"]));
    let id = found[0]["id"].as_str().unwrap();
    assert_eq!(read(&app, &format!("/v1/people/{id}/export")).await["emails"], json!(["bo@bücher.example"]));
    let page = app.as_admin().header("accept", "text/html").get(&format!("/console/members/people/{id}")).await;
    let page = page.expect_status(200).text();
    assert!(page.contains("bo@bücher.example") && !page.contains("xn--"), "{page}");
}

#[tokio::test]
async fn with_whoever_spoke_for_a_member_go_their_link_and_what_they_agreed_to() {
    let app = app().await;
    let mut kanal = json!({"name": "Kanal Data", "location": "icab", "stage": "launch"});
    kanal["contact_email"] = json!("info@kanal.example");
    let id = MemberId::parse(&enter(&app, &kanal).await).unwrap();
    let store = app.store();
    let given = json!([{"kind": "digest", "given_on": "2026-11-20", "text_version": "2026-11"}]);
    flows::members::change(store, &id, None, |record, _, _| {
        let mut after = record.clone();
        after.case.person.profile.insert("consents".to_owned(), given.clone());
        Ok((after, Vec::new()))
    })
    .await
    .unwrap();
    let record = store.members().load(&id).await.unwrap().unwrap().value;
    let link = flows::members::own_path(store, &record.case.member);
    app.anonymous().get(&link).await.expect_status(200);
    let person = people(&app, "info@kanal.example").await[0]["id"].as_str().unwrap().to_owned();
    app.as_admin().send("POST", &format!("/v1/people/{person}/erase")).await.expect_status(202);
    for _ in 0..10 {
        post(&app).await;
    }
    app.anonymous().get(&link).await.expect_status(404);
    let known = store.members().load(&id).await.unwrap().unwrap().value.case;
    let ended = known.consents().first().and_then(|consent| consent.withdrawn_on);
    assert_eq!((known.contact(), ended), (None, Some(store.now().day_in(domain::clock::BRUSSELS))));
    assert!(!known.has_agreed(ConsentKind::Digest), "whoever speaks for it next agrees anew");
}
