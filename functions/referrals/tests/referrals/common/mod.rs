//! What the tests of referrals share: needs that were taken in, links to
//! answer them, and a dispatcher that keeps its mails.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::sync::Arc;

use dispatch::Dispatcher;
use domain::event::{Actor, EventKind};
use domain::ids::{AgencyId, LocationId, NeedId, NeedTypeId, ReferralId};
use domain::moves::Arrival;
use domain::need::{Company, NeedCase, NeedPerson, Share};
use domain::referral::ReferralStatus;
use domain::staff::StaffRole;
use flows::needs::take_in;
use mail::transport::Memory;
use store::link::{LinkPurpose, issue};
use testkit::{BASE_URL, TestApp};

pub(crate) async fn app() -> TestApp {
    TestApp::with(referrals::routes()).await
}

pub(crate) fn agency(id: &str) -> AgencyId {
    AgencyId::parse(id).unwrap()
}

pub(crate) fn adviser(id: &str) -> StaffRole {
    StaffRole::Adviser { agency: agency(id) }
}

pub(crate) fn host(id: &str) -> StaffRole {
    StaffRole::Host { location: LocationId::parse(id).unwrap() }
}

/// Takes in a need of Zoé Robotics at ICAB; `rd_grant` goes to Innoviris
/// alone, `seed_equity` to hub.brussels and finance.brussels.
pub(crate) async fn need_of(app: &TestApp, need_type: &str) -> NeedId {
    need_at(app, need_type, "icab").await
}

pub(crate) async fn need_at(app: &TestApp, need_type: &str, place: &str) -> NeedId {
    need_with(app, need_type, place, serde_json::json!({})).await
}

/// A need of a company of which fields of the member model are known.
pub(crate) async fn need_known_as(app: &TestApp, need_type: &str, profile: serde_json::Value) -> NeedId {
    need_with(app, need_type, "icab", profile).await
}

/// A need of somebody else each time: the same person's would join what is open.
pub(crate) async fn need_of_another(app: &TestApp, number: u32) -> NeedId {
    let email = format!("member-{number}@zoe-robotics.example");
    need_by(app, ("rd_grant", "icab"), serde_json::json!({}), &email).await
}

async fn need_with(app: &TestApp, need_type: &str, place: &str, profile: serde_json::Value) -> NeedId {
    need_by(app, (need_type, place), profile, "zoe@zoe-robotics.example").await
}

/// A need of somebody by address; of several kinds where a space parts them.
pub(crate) async fn need_by(
    app: &TestApp,
    (need_type, place): (&str, &str),
    profile: serde_json::Value,
    email: &str,
) -> NeedId {
    let store = app.store();
    let id = NeedId::parse(&store.ids().next()).unwrap();
    let claim = store.idempotency().claim("needs", "test", id.as_str(), b"body");
    let contact = serde_json::json!({
        "name": "Zoé Maes", "email": email, "phone": "+32 2 555 01 02", "language": "nl"
    });
    let arrival = Arrival {
        id,
        location: LocationId::parse(place).unwrap(),
        source: None,
        member: None,
        stated: need_type.split(' ').map(|kind| NeedTypeId::parse(kind).unwrap()).collect(),
        amount_eur: Some(25_000),
        share: Share::All(true),
        shown_to_place: false,
        person: NeedPerson {
            contact: serde_json::from_value(contact).unwrap(),
            company: Company { name: "Zoé Robotics".to_owned(), profile: serde_json::from_value(profile).unwrap() },
            description: "Een prototype van onze <robotarm>.".to_owned(),
            notes: Vec::new(),
            handlers: std::collections::BTreeMap::new(),
            agreed: None,
        },
    };
    take_in(store, arrival, Actor::Member, &claim).await.unwrap().case.need.id
}

pub(crate) fn referral(need: &NeedId, of: &str) -> ReferralId {
    ReferralId::of(need, &agency(of))
}

/// The token of the agency's link at a generation.
pub(crate) fn token(app: &TestApp, need: &NeedId, of: &str, generation: u32) -> String {
    issue(app.store().secrets(), LinkPurpose::Referral, referral(need, of).as_str(), generation)
}

/// The answer page of a link that holds.
pub(crate) fn link(app: &TestApp, need: &NeedId, of: &str) -> String {
    format!("/r/{}", token(app, need, of, 0))
}

pub(crate) async fn case(app: &TestApp, need: &NeedId) -> NeedCase {
    app.store().needs().load(need).await.unwrap().unwrap().case
}

pub(crate) async fn status(app: &TestApp, need: &NeedId, of: &str) -> ReferralStatus {
    case(app, need).await.referral(&agency(of)).unwrap().status
}

/// Everything that is stored about a need: equal where nothing changed.
pub(crate) async fn stored(app: &TestApp, need: &NeedId) -> (u64, NeedCase, Vec<EventKind>, usize) {
    let loaded = app.store().needs().load(need).await.unwrap().unwrap();
    let history = app.store().needs().history(need).await.unwrap();
    let kinds = history.events.into_iter().map(|event| event.kind).collect();
    (loaded.version, loaded.case, kinds, history.deliveries.len())
}

/// Sends what waits and answers recipients and texts of the mails.
pub(crate) async fn post(app: &TestApp) -> Vec<(String, String)> {
    let memory = Memory::new();
    let transport = Arc::new(memory.clone());
    let dispatcher = Arc::new(Dispatcher::new(
        app.store().clone(),
        BASE_URL.to_owned(),
        flows::contexts(),
        transport,
        "test".to_owned(),
    ));
    dispatcher.sweep().await.unwrap();
    dispatcher.run_due(app.store().now()).await.unwrap();
    memory.sent().into_iter().map(|sent| (sent.message.to.to_string(), sent.message.text.clone())).collect()
}
