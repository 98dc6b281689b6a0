//! Webhooks out: told once, tried again, switched off, sent again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::TimeDelta;
use dispatch::{CALLS, Dispatcher};
use domain::Instant;
use domain::endpoint::{Endpoint, EventTypes, OffReason, Reach};
use domain::ids::{AgencyId, EndpointId};
use domain::rotation::Rotation;
use flows::endpoints::{ask_again, ask_all_again};
use store::repos::deliveries::DeliveryStatus;
use store::repos::endpoints::Attempt;
use store::{Store, Transaction};
use testkit::TestApp;
use webhooks::{Answer, Call, Caller, NoAnswer};

use crate::bench::{Bench, dispatcher_of};

/// Whoever is called: takes everything, unless told otherwise.
#[derive(Clone, Default)]
struct Line {
    calls: Arc<Mutex<Vec<Call>>>,
    answers: Arc<Mutex<VecDeque<Result<Answer, NoAnswer>>>>,
    otherwise: Arc<Mutex<Option<u16>>>,
    /// Who is being called, and the most that were at once: of all, of one.
    at_once: Arc<Mutex<(Vec<String>, usize, usize)>>,
}

#[async_trait]
impl Caller for Line {
    async fn call(&self, call: &Call) -> Result<Answer, NoAnswer> {
        self.calls.lock().unwrap().push(call.clone());
        {
            let (now, of_all, of_one) = &mut *self.at_once.lock().unwrap();
            now.push(call.url.clone());
            *of_all = now.len().max(*of_all);
            *of_one = now.iter().filter(|url| **url == call.url).count().max(*of_one);
        }
        for _ in 0..10 {
            tokio::task::yield_now().await;
        }
        self.at_once.lock().unwrap().0.retain(|url| *url != call.url);
        let next = self.answers.lock().unwrap().pop_front();
        let otherwise = self.otherwise.lock().unwrap().unwrap_or(200);
        next.unwrap_or_else(|| Ok(answer(otherwise, None)))
    }
}

fn answer(status: u16, retry_after: Option<&str>) -> Answer {
    Answer { status, retry_after: retry_after.map(str::to_owned), body: "said".to_owned() }
}

impl Line {
    fn answers(&self, answer: Result<Answer, NoAnswer>) {
        self.answers.lock().unwrap().push_back(answer);
    }

    fn always(&self, status: u16) {
        *self.otherwise.lock().unwrap() = Some(status);
    }

    fn calls(&self) -> Vec<Call> {
        self.calls.lock().unwrap().clone()
    }

    fn take(&self) -> Vec<Call> {
        std::mem::take(&mut self.calls.lock().unwrap())
    }

    /// Types and where they went, in the order told.
    fn told(&self) -> Vec<String> {
        let type_of = |call: &Call| {
            let body: serde_json::Value = serde_json::from_str(&call.body).unwrap();
            format!("{} {}", call.url.trim_start_matches("https://"), body["type"].as_str().unwrap())
        };
        let mut told: Vec<String> = self.calls().iter().map(type_of).collect();
        told.sort();
        told
    }
}

struct Told {
    bench: Bench,
    line: Line,
    dispatcher: Dispatcher,
}

impl Told {
    async fn new() -> Self {
        let (bench, line) = (Bench::new().await, Line::default());
        let contexts = flows::contexts_calling(Arc::new(line.clone()));
        let dispatcher = dispatcher_of(&bench.app, contexts, &bench.memory, "calling");
        Self { bench, line, dispatcher }
    }

    fn app(&self) -> &TestApp {
        &self.bench.app
    }

    fn store(&self) -> &Store {
        self.bench.app.store()
    }

    async fn endpoint(&self, id: &str, types: &[&str], reach: Reach) -> EndpointId {
        let types: Vec<String> = types.iter().map(|name| (*name).to_owned()).collect();
        let endpoint = Endpoint {
            id: EndpointId::parse(id).unwrap(),
            url: format!("https://{id}.example"),
            types: EventTypes::parse(&types).unwrap(),
            reach,
            owner: None,
            rotation: Rotation::default(),
            failing_since: None,
            off: None,
            created_at: self.store().now(),
        };
        let mut tx = Transaction::new();
        self.store().endpoints().create(&mut tx, &endpoint);
        self.store().commit(tx).await.unwrap();
        endpoint.id
    }

    /// One that asks for one event of each need.
    async fn plain(&self) -> EndpointId {
        self.endpoint("one", &["need.received"], Reach::Everything).await
    }

    async fn rest(&self) {
        self.dispatcher.come_to_rest().await.unwrap();
    }

    async fn later(&self, by: TimeDelta) {
        self.app().clock.advance(by);
        self.rest().await;
    }

    async fn now(&self, id: &EndpointId) -> Endpoint {
        self.store().endpoints().load(id).await.unwrap().unwrap().value
    }

    /// The oldest first.
    async fn attempts(&self, id: &EndpointId) -> Vec<Attempt> {
        let since = Instant::from_millis(0).unwrap();
        self.store().endpoints().attempts_since(id, since, None, 100).await.unwrap().0
    }
}

fn agency(id: &str) -> Reach {
    Reach::Agency { agency: AgencyId::parse(id).unwrap() }
}

#[tokio::test]
async fn each_endpoint_is_told_each_event_that_it_asked_for_and_may_know_once() {
    let told = Told::new().await;
    told.endpoint("all", &["need.*", "referral.*"], Reach::Everything).await;
    told.endpoint("innoviris", &["referral.*"], agency("innoviris")).await;
    told.endpoint("hub", &["need.*", "referral.*"], agency("hub")).await;
    told.bench.need("k").await;
    told.rest().await;
    told.rest().await;
    assert_eq!(
        told.line.told(),
        [
            "all.example need.received",
            "all.example need.referred",
            "all.example referral.queued",
            "all.example referral.sent",
            "innoviris.example referral.queued",
            "innoviris.example referral.sent"
        ]
    );
    let calls = told.line.calls();
    let mut ids: Vec<&str> = calls.iter().map(|call| call.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), calls.len(), "one id for each event and endpoint");
    assert_eq!(told.bench.memory.sent().len(), 2, "and mails leave beside them");
}

#[tokio::test]
async fn a_commit_planned_twice_by_two_programs_is_told_once() {
    let told = Told::new().await;
    told.plain().await;
    let need = told.bench.need("k").await;
    let pending = store::repos::outbox::Pending::new(&format!("NEED#{need}"), 1);
    let contexts = flows::contexts_calling(Arc::new(told.line.clone()));
    let other = dispatcher_of(told.app(), contexts, &told.bench.memory, "other");
    told.dispatcher.accept(&pending).await.unwrap();
    other.accept(&pending).await.unwrap();
    let (one, two) = tokio::join!(told.dispatcher.come_to_rest(), other.come_to_rest());
    one.unwrap();
    two.unwrap();
    assert_eq!(told.line.calls().len(), 1);
}

#[tokio::test]
async fn what_is_told_to_more_endpoints_than_one_commit_holds_is_told_once_each() {
    let told = Told::new().await;
    for place in 0..30 {
        told.endpoint(&format!("e{place}"), &["need.*", "referral.*"], Reach::Everything).await;
    }
    let need = told.bench.need("k").await;
    let pending = store::repos::outbox::Pending::new(&format!("NEED#{need}"), 1);
    told.dispatcher.accept(&pending).await.unwrap();
    told.dispatcher.accept(&pending).await.unwrap();
    told.rest().await;
    assert_eq!(told.line.calls().len(), 30 * 4);
}

#[tokio::test]
async fn planning_costs_one_query_for_all_commits_of_a_round_and_nothing_more_without_endpoints() {
    let told = Told::new().await;
    // It is to be looked at the rota within the hour already: no need asks for it again.
    let store = told.app().store();
    store.repairs().ask_to_look_by(store.now().plus(TimeDelta::hours(1))).await.unwrap();
    for key in ["a", "b", "c", "d"] {
        told.bench.need(key).await;
    }
    told.bench.table.take();
    let without = dispatcher_of(told.app(), contexts_without_endpoints(), &told.bench.memory, "without");
    without.sweep().await.unwrap();
    let alone = told.bench.table.take();
    for key in ["e", "f", "g", "h"] {
        told.bench.need(key).await;
    }
    told.bench.table.take();
    told.dispatcher.sweep().await.unwrap();
    let beside = told.bench.table.take();
    assert_eq!((beside.gets, beside.queries, beside.commits), (alone.gets, alone.queries + 1, alone.commits));
}

fn contexts_without_endpoints() -> flows::effects::Contexts {
    flows::effects::Contexts::new(vec![
        Box::new(flows::needs::Needs),
        Box::new(flows::members::Members),
        Box::new(flows::plans::Plans),
    ])
}

#[tokio::test]
async fn a_failed_call_is_tried_on_the_schedule_of_the_standard_with_the_same_id_and_body() {
    let told = Told::new().await;
    let id = told.plain().await;
    told.line.always(500);
    told.bench.need("k").await;
    told.rest().await;
    for (place, seconds) in CALLS.into_iter().enumerate() {
        told.later(TimeDelta::milliseconds(seconds * 799)).await;
        assert_eq!(told.line.calls().len(), place + 1, "not before its time");
        told.later(TimeDelta::milliseconds(seconds * 402)).await;
        assert_eq!(told.line.calls().len(), place + 2, "after {seconds} s");
    }
    told.later(TimeDelta::days(1)).await;
    let calls = told.line.calls();
    assert_eq!(calls.len(), 10, "then it is given up");
    assert!(calls.iter().all(|call| call.id == calls[0].id && call.body == calls[0].body));
    assert!(calls.windows(2).all(|two| two[0].timestamp < two[1].timestamp), "each is signed anew");
    let attempts = told.attempts(&id).await;
    assert_eq!(attempts.iter().map(|attempt| attempt.number).collect::<Vec<_>>(), (1..=10).collect::<Vec<_>>());
    assert!(attempts.iter().all(|one| one.status == Some(500) && one.answer == "said" && one.outcome == "refused"));
    assert!(told.store().deliveries().dead(None, 10).await.unwrap().items.is_empty(), "no mail was given up");
}

#[tokio::test]
async fn only_2xx_is_a_success_and_no_answer_is_written_down_as_why() {
    let told = Told::new().await;
    let id = told.plain().await;
    let failures = [
        Ok(answer(301, None)),
        Ok(answer(404, None)),
        Err(NoAnswer::Time),
        Err(NoAnswer::Address),
        Ok(answer(204, None)),
    ];
    for failure in failures {
        told.line.answers(failure);
    }
    told.bench.need("k").await;
    told.rest().await;
    for _ in 0..6 {
        told.later(TimeDelta::hours(10)).await;
    }
    let outcomes: Vec<(String, Option<u16>)> =
        told.attempts(&id).await.into_iter().map(|one| (one.outcome, one.status)).collect();
    let refused = |status| ("refused".to_owned(), Some(status));
    assert_eq!(
        outcomes,
        [
            refused(301),
            refused(404),
            ("time".to_owned(), None),
            ("address".to_owned(), None),
            ("taken".to_owned(), Some(204))
        ]
    );
}

#[tokio::test]
async fn who_asks_to_wait_is_not_called_sooner() {
    let told = Told::new().await;
    told.plain().await;
    told.line.answers(Ok(answer(429, Some("7200"))));
    told.line.answers(Ok(answer(503, Some("Wed, 25 Nov 2026 09:00:00 GMT"))));
    told.line.answers(Ok(answer(503, Some("31536000"))));
    told.bench.need("k").await;
    told.rest().await;
    told.later(TimeDelta::seconds(7_199)).await;
    assert_eq!(told.line.calls().len(), 1);
    told.later(TimeDelta::seconds(1)).await;
    assert_eq!(told.line.calls().len(), 2, "after the seconds that it named");
    told.later(TimeDelta::hours(22) - TimeDelta::seconds(1)).await;
    assert_eq!(told.line.calls().len(), 2);
    told.later(TimeDelta::seconds(1)).await;
    assert_eq!(told.line.calls().len(), 3, "at the moment that it named");
    told.later(TimeDelta::hours(24)).await;
    assert_eq!(told.line.calls().len(), 4, "a year is too long: a day at most");
}

#[tokio::test]
async fn one_that_is_gone_is_switched_off_and_every_coordinator_told() {
    let told = Told::new().await;
    let id = told.plain().await;
    told.app().as_staff(domain::staff::StaffRole::Coordinator).await;
    told.line.answers(Ok(answer(410, None)));
    told.bench.need("k").await;
    told.rest().await;
    let now = told.store().now();
    let off = told.now(&id).await.off.unwrap();
    assert_eq!((off.reason, off.since), (OffReason::Gone, now));
    let mails: Vec<_> = told.bench.memory.sent().into_iter().map(|sent| sent.message).collect();
    let told_by_mail: Vec<_> = mails.iter().filter(|mail| mail.to.as_str().ends_with("@staff.example")).collect();
    assert_eq!(told_by_mail.len(), 1);
    assert!(told_by_mail[0].subject.contains("one.example"), "{}", told_by_mail[0].subject);
    told.bench.need("l").await;
    told.rest().await;
    assert_eq!(told.line.calls().len(), 1, "nothing is sent any more");
    assert_eq!(told.attempts(&id).await.last().unwrap().outcome, "off", "but it is written down");
}

#[tokio::test]
async fn five_days_of_failure_switch_off_and_tell_the_owner_and_what_was_missed_is_sent_once_it_is_on() {
    let told = Told::new().await;
    let id = told.plain().await;
    told.line.always(500);
    for day in 0..5 {
        told.bench.need(&format!("day-{day}")).await;
        told.rest().await;
        told.later(TimeDelta::hours(24)).await;
        assert_eq!(told.now(&id).await.off.is_some(), day == 4, "day {day}");
    }
    assert_eq!(told.now(&id).await.off.unwrap().reason, OffReason::Failing);
    told.bench.need("while-it-is-off").await;
    told.rest().await;
    told.line.always(200);
    told.line.take();
    let before = told.store().endpoints().load(&id).await.unwrap().unwrap();
    let mut tx = Transaction::new();
    told.store().endpoints().save(&mut tx, before.version, &before.value.switched_on());
    told.store().commit(tx).await.unwrap();
    let since = told.store().now().plus(-TimeDelta::days(7));
    ask_all_again(told.store(), &id, since).await.unwrap();
    told.rest().await;
    let calls = told.line.take();
    assert_eq!(calls.len(), 6, "each once, those that were tried too");
    let earlier: Vec<String> = told.attempts(&id).await.iter().map(|one| format!("msg_{}", one.delivery)).collect();
    assert!(calls.iter().all(|call| earlier.contains(&call.id)), "under the ids that they had");
    assert!(told.now(&id).await.failing_since.is_none());
    told.later(TimeDelta::days(2)).await;
    assert!(told.line.calls().is_empty(), "and not again");
}

#[tokio::test]
async fn one_attempt_is_sent_again_whether_it_was_taken_or_waits() {
    let told = Told::new().await;
    let id = told.plain().await;
    told.line.answers(Ok(answer(500, None)));
    told.bench.need("k").await;
    told.rest().await;
    let attempt = told.attempts(&id).await.remove(0);
    assert!(ask_again(told.store(), &id, &attempt.id()).await.unwrap());
    told.later(TimeDelta::seconds(1)).await;
    assert_eq!(told.line.calls().len(), 2, "one that waits is not waited for");
    assert!(ask_again(told.store(), &id, &attempt.id()).await.unwrap());
    told.later(TimeDelta::seconds(1)).await;
    let calls = told.line.calls();
    assert_eq!(calls.len(), 3);
    assert!(calls.iter().all(|call| call.id == calls[0].id));
    assert!(!ask_again(told.store(), &id, "000000000000000-nothing").await.unwrap());
}

#[tokio::test]
async fn during_a_rotation_two_secrets_sign() {
    let told = Told::new().await;
    let id = told.plain().await;
    let before = told.store().endpoints().load(&id).await.unwrap().unwrap();
    let after = Endpoint { rotation: before.value.rotation.rotated(told.store().now()), ..before.value.clone() };
    let mut tx = Transaction::new();
    told.store().endpoints().save(&mut tx, before.version, &after);
    told.store().commit(tx).await.unwrap();
    told.bench.need("k").await;
    told.rest().await;
    told.app().clock.advance(TimeDelta::hours(24));
    told.bench.need("l").await;
    told.rest().await;
    let signatures: Vec<usize> = told.line.calls().iter().map(|call| call.signature.split(' ').count()).collect();
    assert_eq!(signatures, [2, 1]);
}

#[tokio::test]
async fn one_that_does_not_answer_holds_up_neither_mails_nor_others() {
    let told = Told::new().await;
    told.endpoint("dead", &["need.*"], Reach::Everything).await;
    let well = told.endpoint("well", &["need.received"], Reach::Everything).await;
    told.line.always(500);
    for key in ["a", "b", "c"] {
        told.bench.need(key).await;
        told.rest().await;
    }
    let failing = told.now(&EndpointId::parse("dead").unwrap()).await.failing_since;
    assert!(failing.is_some());
    told.line.take();
    told.bench.need("d").await;
    told.dispatcher.sweep().await.unwrap();
    told.dispatcher.run_lane(dispatch::Lane::Mails, told.store().now()).await.unwrap();
    assert!(told.line.calls().is_empty(), "the other lane calls nobody");
    assert_eq!(told.bench.memory.sent().len(), 2 * 4);
    told.dispatcher.run_lane(dispatch::Lane::Calls, told.store().now()).await.unwrap();
    assert!(told.line.calls().is_empty(), "one that failed the last time is asked a minute later");
    told.app().clock.advance(TimeDelta::minutes(1));
    told.line.always(200);
    told.rest().await;
    assert!(told.attempts(&well).await.iter().any(|attempt| attempt.outcome == "taken"));
}

#[tokio::test]
async fn of_one_endpoint_one_call_is_made_at_a_time_and_others_are_called_beside_it() {
    let told = Told::new().await;
    for id in ["one", "two", "three"] {
        told.endpoint(id, &["need.*", "referral.*"], Reach::Everything).await;
    }
    told.bench.need("k").await;
    told.bench.need("l").await;
    told.rest().await;
    let (_, of_all, of_one) = told.line.at_once.lock().unwrap().clone();
    assert_eq!((of_all, of_one), (3, 1));
}

#[tokio::test]
async fn what_waits_for_an_endpoint_that_was_deleted_is_dropped() {
    let told = Told::new().await;
    let id = told.plain().await;
    told.line.always(500);
    told.bench.need("k").await;
    told.rest().await;
    let before = told.store().endpoints().load(&id).await.unwrap().unwrap();
    let mut tx = Transaction::new();
    told.store().endpoints().delete(&mut tx, &before);
    told.store().commit(tx).await.unwrap();
    told.later(TimeDelta::hours(1)).await;
    assert_eq!(told.line.calls().len(), 1);
    let delivery = told.attempts(&id).await.remove(0).delivery;
    let partition = store::keys::endpoint_partition(&id);
    let row = told.store().deliveries().load(&partition, &delivery).await.unwrap().unwrap().value;
    assert_eq!(row.status, DeliveryStatus::Dropped);
}

#[tokio::test]
async fn a_presence_that_is_made_changed_or_removed_is_told() {
    let told = Told::new().await;
    told.endpoint("all", &["permanence.changed"], Reach::Everything).await;
    let store = told.store();
    let permanence: domain::permanence::Permanence = serde_json::from_value(serde_json::json!({
        "id": "p1", "agency": "innoviris", "location": "icab", "seats": 1, "start": "2026-12-01T09:30",
        "duration_minutes": 180, "timezone": "Europe/Brussels", "slot_minutes": 40, "buffer_minutes": 5,
        "status": "draft"
    }))
    .unwrap();
    let mut tx = Transaction::new();
    store.permanences().create(&mut tx, &permanence);
    store.commit(tx).await.unwrap();
    let before = store.permanences().load(&permanence.id).await.unwrap().unwrap();
    let published = domain::permanence::PermanenceStatus::Published;
    let mut tx = Transaction::new();
    store.permanences().save(&mut tx, &before, &domain::permanence::Permanence { status: published, ..permanence });
    store.commit(tx).await.unwrap();
    let before = store.permanences().load(&before.value.id).await.unwrap().unwrap();
    let mut tx = Transaction::new();
    store.permanences().delete(&mut tx, &before);
    store.commit(tx).await.unwrap();
    told.rest().await;
    let status = |call: &Call| {
        let body: serde_json::Value = serde_json::from_str(&call.body).unwrap();
        body["data"]["status"].as_str().unwrap().to_owned()
    };
    let mut told: Vec<String> = told.line.calls().iter().map(status).collect();
    told.sort();
    assert_eq!(told, ["draft", "published", "removed"]);
}
