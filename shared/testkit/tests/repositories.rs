//! What the repositories promise beyond the table: lists that page over years,
//! records that expire, a directory that is never answered from memory once it
//! changed, links and sessions that end.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::sync::Arc;

use chrono::TimeDelta;
use domain::adviser::{Adviser, BusyTime};
use domain::agency::Agency;
use domain::event::Actor;
use domain::ids::{AgencyId, LocationId, NeedId, NeedTypeId};
use domain::moves::{Arrival, receive};
use domain::need::{Company, NeedPerson, NeedStatus, Share};
use domain::staff::StaffRole;
use store::decorators::CountingTable;
use store::repos::catalogue::Kind;
use store::repos::idempotency::KeptAnswer;
use store::repos::lists::ListCursor;
use store::repos::needs::NeedFilter;
use store::{Condition, Store, TableError, Transaction};
use store_embedded::EmbeddedTable;
use testkit::TestApp;
use web::Routes;

async fn app() -> TestApp {
    TestApp::with(Routes::default()).await
}

fn arrival(store: &Store, location: &str) -> Arrival {
    Arrival {
        id: NeedId::parse(&store.ids().next()).unwrap(),
        location: LocationId::parse(location).unwrap(),
        source: None,
        member: None,
        stated: vec![NeedTypeId::parse("rd_grant").unwrap()],
        amount_eur: None,
        share: Share::All(true),
        shown_to_place: false,
        person: NeedPerson {
            contact: serde_json::from_str(r#"{"name":"A","email":"a@a.example"}"#).unwrap(),
            company: Company { name: "A".to_owned(), profile: Default::default() },
            description: String::new(),
            notes: Vec::new(),
            handlers: std::collections::BTreeMap::new(),
            agreed: None,
        },
    }
}

async fn save_new(store: &Store, location: &str) -> NeedId {
    let catalogue = store.catalogue().load().await.unwrap();
    let decided = receive(arrival(store, location), &catalogue, store.now(), Actor::Member);
    let mut tx = Transaction::new();
    store.needs().create(&mut tx, &decided);
    store.commit(tx).await.unwrap();
    decided.case.need.id
}

#[tokio::test]
async fn a_list_pages_over_years_without_losing_or_repeating_an_entry() {
    let app = app().await;
    let mut made = Vec::new();
    for _ in 0..7 {
        made.push(save_new(app.store(), "icab").await);
        app.clock.advance(TimeDelta::days(100));
    }
    let (mut seen, mut cursor) = (Vec::new(), None);
    loop {
        let page = app.store().needs().list(&NeedFilter::default(), cursor, 2).await.unwrap();
        assert!(page.items.len() <= 2);
        seen.extend(page.items.into_iter().map(|entry| entry.id));
        match page.next {
            Some(next) => cursor = ListCursor::decode(&next.encode()),
            None => break,
        }
    }
    made.reverse();
    assert_eq!(seen, made);
}

#[tokio::test]
async fn a_list_whose_last_page_is_full_does_not_promise_another() {
    let app = app().await;
    for _ in 0..2 {
        save_new(app.store(), "icab").await;
    }
    let page = app.store().needs().list(&NeedFilter::default(), None, 2).await.unwrap();
    assert_eq!((page.items.len(), page.next), (2, None));
}

#[tokio::test]
async fn a_need_leaves_the_list_of_its_former_status() {
    let app = app().await;
    let store = app.store();
    let id = save_new(store, "icab").await;
    let before = store.needs().load(&id).await.unwrap().unwrap();
    let decided = domain::moves::withdraw(before.case.clone(), store.now(), &Actor::Member).unwrap();
    let mut tx = Transaction::new();
    store.needs().save(&mut tx, &before, &decided);
    store.commit(tx).await.unwrap();
    let of = async |status| {
        let filter = NeedFilter { status: Some(status), location: None };
        store.needs().list(&filter, None, 10).await.unwrap().items.len()
    };
    assert_eq!((of(NeedStatus::Referred).await, of(NeedStatus::Closed).await), (0, 1));
}

#[tokio::test]
async fn a_person_ends_two_years_after_the_need_last_moved_and_one_year_after_it_closed() {
    let app = app().await;
    let store = app.store();
    let open = save_new(store, "icab").await;
    let closed = save_new(store, "icab").await;
    let before = store.needs().load(&closed).await.unwrap().unwrap();
    let decided = domain::moves::withdraw(before.case.clone(), store.now(), &Actor::Member).unwrap();
    let mut tx = Transaction::new();
    store.needs().save(&mut tx, &before, &decided);
    store.commit(tx).await.unwrap();
    let people = async || {
        let people = store.needs().people(&[open.clone(), closed.clone()]).await.unwrap();
        people.iter().map(Option::is_some).collect::<Vec<_>>()
    };
    assert_eq!(people().await, [true, true]);
    app.clock.advance(TimeDelta::days(366));
    assert_eq!(people().await, [true, false]);
    app.clock.advance(TimeDelta::days(366));
    assert_eq!(people().await, [false, false]);
    let left = store.needs().load(&closed).await.unwrap().unwrap();
    assert_eq!(left.case.person, None, "the history stays, without the person");
}

#[tokio::test]
async fn two_decisions_about_one_need_are_never_both_saved() {
    let app = app().await;
    let store = app.store();
    let id = save_new(store, "icab").await;
    let before = store.needs().load(&id).await.unwrap().unwrap();
    let innoviris = AgencyId::parse("innoviris").unwrap();
    let accepted = domain::moves::accept(
        before.case.clone(),
        &innoviris,
        &domain::moves::Moment::new(&domain::catalogue::Catalogue::default(), store.now(), &Actor::Member),
    )
    .unwrap();
    let withdrawn = domain::moves::withdraw(before.case.clone(), store.now(), &Actor::Member).unwrap();
    let mut one = Transaction::new();
    store.needs().save(&mut one, &before, &accepted);
    let mut two = Transaction::new();
    store.needs().save(&mut two, &before, &withdrawn);
    assert_eq!(store.commit(one).await, Ok(()));
    assert!(matches!(store.commit(two).await, Err(TableError::Conflict { .. })));
}

#[tokio::test]
async fn a_kept_answer_is_kept_for_seven_days_and_then_ends() {
    let app = app().await;
    let store = app.store();
    let claim = store.idempotency().claim("test", "caller", "key", b"body");
    let answer = KeptAnswer {
        fingerprint: claim.fingerprint.clone(),
        status: 201,
        body: "{}".to_owned(),
        location: None,
        etag: None,
    };
    let mut tx = Transaction::new();
    store.idempotency().keep(&mut tx, &claim, &answer);
    store.commit(tx).await.unwrap();
    app.clock.advance(TimeDelta::days(7));
    assert_eq!(store.idempotency().find(&claim).await.unwrap(), Some(answer.clone()));
    app.clock.advance(TimeDelta::days(2));
    assert_eq!(store.idempotency().find(&claim).await.unwrap(), None);
    let mut again = Transaction::new();
    store.idempotency().keep(&mut again, &claim, &answer);
    assert_eq!(store.commit(again).await, Ok(()), "an ended record is absent, also before it is swept");
}

#[tokio::test]
async fn a_changed_directory_is_seen_by_the_next_request_and_an_unchanged_one_costs_one_read() {
    let table = Arc::new(CountingTable::new(EmbeddedTable::in_memory().unwrap()));
    let app = TestApp::over(Arc::clone(&table) as _, vec![Routes::default()], false).await;
    let store = app.store();
    store.catalogue().load().await.unwrap();
    table.take();
    let directory = store.catalogue().load().await.unwrap();
    assert_eq!(table.take().reads(), 1);
    let hub = AgencyId::parse("hub").unwrap();
    let renamed = Agency { short: "hub".to_owned(), ..directory.agencies[&hub].clone() };
    store.catalogue().put(Kind::Agency, "hub", &renamed, Condition::Any).await.unwrap();
    assert_eq!(store.catalogue().load().await.unwrap().agencies[&hub].short, "hub");
}

#[tokio::test]
async fn a_session_ends_with_its_time_and_with_its_person_s_generation() {
    let app = app().await;
    let store = app.store();
    let request = app.as_staff(StaffRole::Coordinator).await;
    drop(request);
    let staff = store.staff().list().await.unwrap().pop().unwrap();
    let open = async || {
        let mut tx = Transaction::new();
        let person = store.staff().load(&staff.id).await.unwrap().unwrap().value;
        let nonce = store.auth().make_link(&mut tx, &person, store::auth::LINK_VALID);
        store.commit(tx).await.unwrap();
        let opened = store.auth().open(&nonce).await.unwrap().unwrap();
        assert!(store.auth().open(&nonce).await.unwrap().is_none(), "a link works once");
        opened.token
    };
    let token = open().await;
    assert!(store.auth().session(&token).await.unwrap().is_some());
    app.clock.advance(store::auth::SESSION_VALID);
    assert!(store.auth().session(&token).await.unwrap().is_none(), "its time is over");

    let token = open().await;
    let before = store.staff().load(&staff.id).await.unwrap().unwrap();
    let mut after = before.value.clone();
    after.generation += 1;
    let mut tx = Transaction::new();
    store.staff().save(&mut tx, &before, &after);
    store.commit(tx).await.unwrap();
    assert!(store.auth().session(&token).await.unwrap().is_none(), "its person moved on");
}

#[tokio::test]
async fn an_address_belongs_to_one_person() {
    let app = app().await;
    let store = app.store();
    drop(app.as_staff(StaffRole::Coordinator).await);
    let staff = store.staff().list().await.unwrap().pop().unwrap();
    let mut other = staff.clone();
    other.id = domain::ids::StaffId::parse("other").unwrap();
    let mut tx = Transaction::new();
    store.staff().create(&mut tx, &other);
    assert!(matches!(store.commit(tx).await, Err(TableError::Conflict { .. })));
}

#[tokio::test]
async fn what_an_advisers_calendar_has_ends_with_the_last_of_it_and_goes_with_the_adviser() {
    let app = app().await;
    let store = app.store();
    let adviser: Adviser =
        serde_json::from_str(r#"{"id":"ann","agency":"hub","name":"Ann","email":"a@a.example","languages":["fr"]}"#)
            .unwrap();
    let mut tx = Transaction::new();
    store.advisers().create(&mut tx, &adviser);
    store.commit(tx).await.unwrap();
    let start = store.now();
    let times = [BusyTime { start, end: start.plus(TimeDelta::hours(2)) }];
    let stored = store.advisers().load(&adviser.id).await.unwrap().unwrap();
    let mut tx = Transaction::new();
    store.advisers().put_busy(&mut tx, &stored, &times);
    store.commit(tx).await.unwrap();
    let agency = AgencyId::parse("hub").unwrap();
    let busy = async || store.advisers().team(Some(&agency)).await.unwrap().busy(&adviser.id).to_vec();
    assert_eq!(busy().await, times);
    app.clock.advance(TimeDelta::hours(3));
    assert_eq!(busy().await, []);
    // An import for an adviser who changed meanwhile is not applied.
    let mut tx = Transaction::new();
    store.advisers().save(&mut tx, &stored, &adviser);
    store.commit(tx).await.unwrap();
    let mut tx = Transaction::new();
    store.advisers().put_busy(&mut tx, &stored, &times);
    assert!(matches!(store.commit(tx).await, Err(TableError::Conflict { .. })));
    let now = store.advisers().load(&adviser.id).await.unwrap().unwrap();
    let mut tx = Transaction::new();
    store.advisers().delete(&mut tx, &now);
    store.commit(tx).await.unwrap();
    assert_eq!(store.advisers().team(None).await.unwrap().advisers().count(), 0);
}
