//! What the tests of this function share: an application with its routes, the
//! mails that wait to leave, and things to show.

use chrono::NaiveDate;
use domain::booking::BookingPerson;
use domain::clock::BRUSSELS;
use domain::event::Actor;
use domain::ids::{AdviserId, AgencyId, BookingId, LocationId, NeedId, NeedTypeId, PermanenceId, SessionId, StaffId};
use domain::moves::Arrival;
use domain::need::effect::NeedEffect;
use domain::need::{Company, NeedPerson, Share};
use domain::permanence::{Permanence, PermanenceStatus};
use domain::staff::{Staff, StaffRole};
use flows::bookings::{Ask, Making, New, make};
use flows::needs::{NeedWork, take_in};
use flows::staff::StaffMail;
use store::link::{LinkPurpose, issue};
use store::repos::deliveries::{Delivery, DeliveryStatus, Way, Work};
use store::repos::idempotency::KeptAnswer;
use store::{Transaction, keys};
use testkit::{Answer, Request, TestApp};

pub(crate) async fn app() -> TestApp {
    TestApp::with(console::routes()).await
}

/// The path of the link in a mail to the staff.
pub(crate) fn link(app: &TestApp, delivery: &Delivery) -> String {
    let (purpose, nonce) = match delivery.work.read().expect("a mail with a sign-in link") {
        StaffMail::SignIn { nonce, .. } => (LinkPurpose::SignIn, nonce),
        StaffMail::Invitation { nonce, .. } => (LinkPurpose::Invitation, nonce),
    };
    format!("/console/enter/{}", issue(app.store().secrets(), purpose, &nonce, 0))
}

/// Mails that wait to leave, the oldest first.
pub(crate) async fn waiting(app: &TestApp) -> Vec<Delivery> {
    let mut found = Vec::new();
    for shard in 0..keys::SHARDS {
        let due = app.store().deliveries().waiting(shard).await.unwrap();
        let loaded = app.store().deliveries().load_due(&due).await.unwrap();
        found.extend(loaded.into_iter().flatten().flatten().map(|row| row.value));
    }
    found.sort_by(|a, b| (a.created_at, &a.id).cmp(&(b.created_at, &b.id)));
    found
}

/// The newest link that was mailed.
pub(crate) async fn mailed_link(app: &TestApp) -> String {
    let mails = waiting(app).await;
    let newest = mails.iter().max_by_key(|mail| mail.created_at).expect("a mail waits");
    link(app, newest)
}

/// The cookie that an answer sets, as a browser sends it back.
pub(crate) fn cookie(answer: &Answer, name: &str) -> Option<String> {
    let set = answer.headers.get_all("set-cookie").into_iter().filter_map(|value| value.to_str().ok());
    set.filter_map(|line| line.split(';').next())
        .find(|pair| pair.starts_with(&format!("{name}=")))
        .filter(|pair| !pair.ends_with('='))
        .map(str::to_owned)
}

pub(crate) fn adviser(agency: &str) -> StaffRole {
    StaffRole::Adviser { agency: AgencyId::parse(agency).unwrap() }
}

pub(crate) fn host(location: &str) -> StaffRole {
    StaffRole::Host { location: LocationId::parse(location).unwrap() }
}

/// Somebody who may sign in.
pub(crate) async fn somebody(app: &TestApp, email: &str, role: StaffRole) -> Staff {
    let store = app.store();
    let staff = Staff {
        id: StaffId::parse(&store.ids().next()).unwrap(),
        name: "Amal Peeters".to_owned(),
        email: domain::contact::EmailAddress::parse(email).unwrap(),
        role,
        language: None,
        active: true,
        handed_over_to: None,
        created_at: store.now(),
        generation: 0,
    };
    let mut tx = Transaction::new();
    store.staff().create(&mut tx, &staff);
    store.commit(tx).await.unwrap();
    staff
}

/// Signs somebody in by a mailed link.
pub(crate) async fn sign_in<'a>(app: &'a TestApp, email: &str) -> Request<'a> {
    app.anonymous().form("/console/sign-in", &[("email", email)]).await.expect_status(303);
    let path = mailed_link(app).await;
    let entered = app.anonymous().form(&path, &[]).await.expect_status(303);
    app.anonymous().header("cookie", cookie(&entered, "permanence_session").expect("a session"))
}

/// A need at a place; without a kind it is determined from the text.
pub(crate) async fn need(app: &TestApp, company: &str, location: &str, stated: &[&str], text: &str) -> NeedId {
    let store = app.store();
    let claim = store.idempotency().claim("needs", "test", company, b"body");
    let contact = serde_json::json!({"name": "Zoé Maes", "email": "zoe@zoe.example", "language": "fr"});
    let arrival = Arrival {
        id: NeedId::parse(&store.ids().next()).unwrap(),
        location: LocationId::parse(location).unwrap(),
        source: None,
        member: None,
        stated: stated.iter().map(|id| NeedTypeId::parse(id).unwrap()).collect(),
        amount_eur: None,
        share: Share::All(true),
        shown_to_place: company != "Silent",
        person: NeedPerson {
            contact: serde_json::from_value(contact).unwrap(),
            company: Company { name: company.to_owned(), profile: Default::default() },
            description: text.to_owned(),
            notes: Vec::new(),
            handlers: std::collections::BTreeMap::new(),
            agreed: None,
        },
    };
    take_in(store, arrival, Actor::Member, &claim).await.unwrap().case.need.id
}

/// Gives a delivery up, as dispatch does after a refusal.
pub(crate) async fn kill(app: &TestApp, delivery: &Delivery, code: &str) {
    let store = app.store();
    let before = store.deliveries().load(&delivery.aggregate, &delivery.id).await.unwrap().unwrap();
    let after = Delivery {
        status: DeliveryStatus::Dead,
        attempts: 1,
        ended_at: Some(store.now()),
        last_error: Some(code.to_owned()),
        ..before.value.clone()
    };
    let mut tx = Transaction::new();
    store.deliveries().save(&mut tx, &before, &after, Way::Mail);
    store.commit(tx).await.unwrap();
}

/// A mail about a need that was given up.
pub(crate) async fn dead_mail(app: &TestApp, need: &NeedId, effect: NeedEffect, code: &str) -> Delivery {
    let store = app.store();
    let work = Work::of(&NeedWork { need: need.clone(), effect }).unwrap();
    let delivery = Delivery::new(store.ids().next(), keys::need_partition(need), work, store.now());
    let mut tx = Transaction::new();
    store.deliveries().create(&mut tx, &delivery, Way::Mail);
    store.commit(tx).await.unwrap();
    kill(app, &delivery, code).await;
    delivery
}

/// Somebody books a slot for themselves.
pub(crate) async fn book(app: &TestApp, session: &str, local_start: &str) {
    let contact = serde_json::json!({"name": "Zoé Maes", "email": "zoe@zoe.example", "language": "fr"});
    let person = BookingPerson {
        contact: Some(serde_json::from_value(contact).unwrap()),
        name: None,
        company: Some("Zoé Robotics".to_owned()),
        note: None,
    };
    let ask = Ask {
        session: SessionId::parse(session).unwrap(),
        local_start: domain::local_time::parse(local_start).unwrap(),
        service: None,
        need: None,
    };
    let claim = app.store().idempotency().claim("schedule", "test", session, b"body");
    let kept = |_: &_| KeptAnswer {
        fingerprint: claim.fingerprint.clone(),
        status: 201,
        body: String::new(),
        location: None,
        etag: None,
    };
    let new = New { id: BookingId::parse("b1").unwrap(), ask, person, actor: Actor::Member };
    make(app.store(), Making::Booking, &new, &claim, kept).await.unwrap();
}

/// An agency at a place every week from a local start on.
pub(crate) async fn weekly(app: &TestApp, agency: &str, location: &str, start: &str) -> PermanenceId {
    weekly_by(app, agency, location, start, &[]).await
}

/// [`weekly`], held by advisers.
pub(crate) async fn weekly_by(
    app: &TestApp,
    agency: &str,
    location: &str,
    start: &str,
    advisers: &[&str],
) -> PermanenceId {
    let store = app.store();
    let start = domain::local_time::parse(start).unwrap();
    let permanence = Permanence {
        id: PermanenceId::parse(&format!("{agency}-{location}")).unwrap(),
        agency: AgencyId::parse(agency).unwrap(),
        location: LocationId::parse(location).unwrap(),
        advisers: advisers.iter().map(|id| AdviserId::parse(id).unwrap()).collect(),
        room: None,
        services: Vec::new(),
        seats: 1,
        start,
        duration_minutes: 180,
        timezone: BRUSSELS,
        rrule: Some(serde_json::from_value(serde_json::json!("FREQ=WEEKLY")).unwrap()),
        until: NaiveDate::from_ymd_opt(2027, 6, 29),
        exceptions: Vec::new(),
        slot_minutes: 40,
        buffer_minutes: 5,
        languages: Vec::new(),
        status: PermanenceStatus::Published,
        continued_by: None,
        continues: None,
    };
    let mut tx = Transaction::new();
    store.permanences().create(&mut tx, &permanence);
    store.commit(tx).await.unwrap();
    permanence.id
}
