//! What wakes the dispatcher in the cloud, and what each waking costs.

use dispatch::feed::Fed;
use domain::ids::{AdviserId, NeedId};
use domain::referral::ReferralStatus;
use flows::advisers::AdviserMail;
use mail::Origin;
use serde_json::{Value, json};
use store::Transaction;
use store::keys;
use store::repos::deliveries::{Delivery, DeliveryStatus, Way, Work};
use store::repos::outbox::Pending;

use crate::bench::Bench;

/// The stream's record of a mark.
fn record(pending: &Pending) -> Value {
    let key = keys::pending(&pending.aggregate, pending.version);
    let doc = serde_json::to_string(pending).unwrap();
    json!({"eventName": "INSERT", "dynamodb": {
        "SequenceNumber": "1", "Keys": {"pk": {"S": key.pk}, "sk": {"S": key.sk}}, "NewImage": {"doc": {"S": doc}}
    }})
}

fn received(need: &NeedId) -> Value {
    record(&Pending::new(&keys::need_partition(need), 1))
}

/// What SES tells when the mail of a delivery came back.
fn bounce(delivery: &Delivery, sending: u32) -> Value {
    let origin = Origin { aggregate: delivery.aggregate.clone(), sending };
    let mut tags = json!({"delivery": [delivery.id]});
    for (name, value) in origin.tags() {
        tags[name] = json!([value]);
    }
    json!({"source": "aws.ses", "detail": {
        "eventType": "Bounce", "bounce": {"bounceType": "Permanent"}, "mail": {"tags": tags}
    }})
}

async fn referral_mail(bench: &Bench, need: &NeedId, agency: &str) -> Delivery {
    let asks = |delivery: &Delivery| {
        let kind = serde_json::to_value(&delivery.work).unwrap();
        kind["effect"]["effect"] == "referral_mail" && kind["effect"]["agency"] == agency
    };
    bench.deliveries(need).await.into_iter().find(asks).unwrap()
}

#[tokio::test]
async fn a_batch_without_work_costs_no_round_trip() {
    let bench = Bench::new().await;
    bench.table.take();
    let other = json!({"eventName": "REMOVE", "dynamodb": {"SequenceNumber": "1"}});
    bench.dispatcher.feed(&json!({"Records": [other]})).await.unwrap();
    let counts = bench.table.take();
    assert_eq!((counts.reads(), counts.commits), (0, 0));
}

#[tokio::test]
async fn a_batch_of_two_needs_costs_what_its_own_mails_cost() {
    let bench = Bench::new().await;
    let needs = [bench.need("one").await, bench.need("two").await];
    bench.table.take();
    let records: Vec<Value> = needs.iter().map(received).collect();
    bench.dispatcher.feed(&json!({"Records": records})).await.unwrap();
    let counts = bench.table.take();
    assert_eq!(bench.memory.sent().len(), 4);
    for need in &needs {
        assert_eq!(bench.status_of(need, "innoviris").await, ReferralStatus::Sent);
    }
    // Each commit: its events. All: one read of the deliveries, one of the
    // endpoints. Each mail: the case and the directory's revision, and again
    // where it moves its referral. Once for all: whether it is to be looked at the rota.
    assert_eq!(counts.reads(), 2 + 1 + 1 + 4 * 2 + 2 * 2 + 1, "{counts:?}");
    // Each commit is planned; each mail is claimed and settled. That each need
    // joins its member comes later, and waits.
    assert_eq!(counts.commits, 2 + 4 * 2 + 1, "{counts:?}");
}

#[tokio::test]
async fn a_record_that_comes_twice_sends_once() {
    let bench = Bench::new().await;
    let need = bench.need("k").await;
    for _ in 0..2 {
        bench.dispatcher.feed(&json!({"Records": [received(&need), received(&need)]})).await.unwrap();
    }
    assert_eq!(bench.memory.sent().len(), 2);
}

#[tokio::test]
async fn what_a_batch_did_not_announce_is_left_to_the_timer() {
    let bench = Bench::new().await;
    let (announced, missed) = (bench.need("one").await, bench.need("two").await);
    bench.dispatcher.feed(&json!({"Records": [received(&announced)]})).await.unwrap();
    assert_eq!(bench.memory.sent().len(), 2);
    assert_eq!(bench.dispatcher.feed(&json!({"source": "aws.scheduler"})).await.unwrap(), Fed::Timer);
    assert_eq!(bench.status_of(&missed, "innoviris").await, ReferralStatus::Sent);
}

#[tokio::test]
async fn a_bounce_asks_the_next_agency_counts_and_is_told_once() {
    let bench = Bench::new().await;
    let need = bench.need_of("k", "hiring").await;
    bench.dispatcher.come_to_rest().await.unwrap();
    let mail = referral_mail(&bench, &need, "actiris").await;
    bench.dispatcher.counters().take();
    bench.table.take();
    assert_eq!(bench.dispatcher.feed(&bounce(&mail, 0)).await.unwrap(), Fed::Notice(true));
    assert!(bench.table.take().queries < 12, "no look at the shards");
    assert_eq!(bench.status_of(&need, "actiris").await, ReferralStatus::Undeliverable);
    assert_eq!(bench.status_of(&need, "becode").await, ReferralStatus::Sent);
    assert_eq!(bench.dispatcher.counters().take().dead, 1);
    assert_eq!(bench.dispatcher.feed(&bounce(&mail, 0)).await.unwrap(), Fed::Notice(false));
    assert_eq!(bench.dispatcher.counters().take().dead, 0);
}

#[tokio::test]
async fn what_follows_from_a_bounce_goes_by_the_number_of_its_request() {
    let bench = Bench::new().await;
    let need = store::request::within(Some("req-7".to_owned()), bench.need_of("k", "hiring")).await;
    bench.dispatcher.come_to_rest().await.unwrap();
    let mail = referral_mail(&bench, &need, "actiris").await;
    bench.dispatcher.feed(&bounce(&mail, 0)).await.unwrap();
    assert_eq!(referral_mail(&bench, &need, "becode").await.request.as_deref(), Some("req-7"));
}

#[tokio::test]
async fn a_late_bounce_of_an_earlier_sending_does_not_end_one_that_a_person_repeated() {
    let bench = Bench::new().await;
    let need = bench.need("k").await;
    bench.dispatcher.come_to_rest().await.unwrap();
    let mail = referral_mail(&bench, &need, "innoviris").await;
    bench.dispatcher.feed(&bounce(&mail, 0)).await.unwrap();
    flows::resend(bench.app.store(), &flows::contexts(), &mail.aggregate, &mail.id).await.unwrap();
    bench.dispatcher.come_to_rest().await.unwrap();
    assert_eq!(bench.status_of(&need, "innoviris").await, ReferralStatus::Sent);
    let sent = bench.memory.sent();
    let [.., repeated, told] = sent.as_slice() else { unreachable!("the mail again, and the member's") };
    assert_eq!(repeated.message.origin.as_ref().unwrap().sending, 1);
    assert!(told.message.subject.contains("doorgestuurd"), "{}", told.message.subject);
    assert_eq!(bench.dispatcher.feed(&bounce(&mail, 0)).await.unwrap(), Fed::Notice(false));
    assert_eq!(bench.status_of(&need, "innoviris").await, ReferralStatus::Sent);
    assert_eq!(bench.dispatcher.feed(&bounce(&mail, 1)).await.unwrap(), Fed::Notice(true));
    assert_eq!(bench.status_of(&need, "innoviris").await, ReferralStatus::Undeliverable);
}

#[tokio::test]
async fn a_bounced_mail_that_is_not_of_a_need_is_listed_too() {
    let bench = Bench::new().await;
    let store = bench.app.store();
    let adviser = AdviserId::parse("zoe").unwrap();
    let work = Work::of(&AdviserMail::AdviserCalendar { adviser }).unwrap();
    let mut delivery = Delivery::new("d1".to_owned(), "ADVISER#MAIL#zoe".to_owned(), work, store.now());
    delivery.status = DeliveryStatus::Sent;
    let mut tx = Transaction::new();
    tx.create(delivery.key(), &delivery);
    store.commit(tx).await.unwrap();
    assert_eq!(bench.dispatcher.feed(&bounce(&delivery, 0)).await.unwrap(), Fed::Notice(true));
    let dead = store.deliveries().dead(None, 10).await.unwrap().items;
    assert_eq!(
        dead.iter().map(|dead| (dead.id.as_str(), dead.last_error.as_deref())).collect::<Vec<_>>(),
        [("d1", Some("bounce"))]
    );
}

#[tokio::test]
async fn a_mail_of_nobody_s_history_is_seen_to_by_its_own_record() {
    let bench = Bench::new().await;
    let store = bench.app.store();
    let adviser = AdviserId::parse("gone").unwrap();
    let work = Work::of(&AdviserMail::AdviserCalendar { adviser }).unwrap();
    let delivery = Delivery::new("d1".to_owned(), "ADVISER#MAIL#gone".to_owned(), work, store.now());
    let mut tx = Transaction::new();
    store.deliveries().create(&mut tx, &delivery, Way::Mail);
    store.commit(tx).await.unwrap();
    let (key, doc) = (delivery.key(), serde_json::to_string(&delivery).unwrap());
    bench.table.take();
    let record = json!({"eventName": "INSERT", "dynamodb": {
        "SequenceNumber": "1", "Keys": {"pk": {"S": key.pk}, "sk": {"S": key.sk}}, "NewImage": {"doc": {"S": doc}}
    }});
    bench.dispatcher.feed(&json!({"Records": [record]})).await.unwrap();
    assert_eq!(bench.table.take().queries, 0, "no look at the shards");
    let after = store.deliveries().load(&delivery.aggregate, &delivery.id).await.unwrap().unwrap().value;
    assert_eq!(after.status, DeliveryStatus::Dropped, "its adviser is no more");
}
