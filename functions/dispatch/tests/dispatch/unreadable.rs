//! A row that can't be read stops nothing but itself.

use chrono::TimeDelta;
use domain::referral::ReferralStatus;
use store::keys;
use store::repos::deliveries::DeliveryStatus;

use crate::bench::Bench;

#[tokio::test]
async fn a_mark_that_can_not_be_read_does_not_keep_others_from_being_planned() {
    let bench = Bench::new().await;
    for shard in 0..keys::SHARDS {
        bench.put_raw(&keys::pending_partition(shard), "NONSENSE", "{").await;
    }
    let need = bench.need("k").await;
    let fault = bench.dispatcher.come_to_rest().await.unwrap_err();
    assert!(fault.to_string().contains("NONSENSE"), "{fault}");
    assert_eq!(bench.status_of(&need, "innoviris").await, ReferralStatus::Sent);
    assert_eq!(bench.memory.sent().len(), 2);
}

#[tokio::test]
async fn a_mark_whose_document_can_not_be_read_is_planned_by_its_key() {
    let bench = Bench::new().await;
    let need = bench.need("k").await;
    let mark = keys::pending(&keys::need_partition(&need), 1);
    bench.put_raw(&mark.pk, &mark.sk, "{").await;
    bench.dispatcher.come_to_rest().await.unwrap();
    assert_eq!(bench.memory.sent().len(), 2);
    assert!(bench.app.store().rows(&[mark]).await.unwrap()[0].is_none(), "the mark is cleared");
}

#[tokio::test]
async fn more_marks_than_are_read_at_once_do_not_hide_those_behind_them() {
    let bench = Bench::new().await;
    let need = bench.need("k").await;
    let shard = keys::pending(&keys::need_partition(&need), 1).pk;
    for number in 0..250 {
        bench.put_raw(&shard, &format!("NONSENSE#{number:03}"), "{").await;
    }
    bench.dispatcher.sweep().await.unwrap_err();
    assert_eq!(bench.deliveries(&need).await.len(), 2);
}

#[tokio::test]
async fn a_commit_whose_events_can_not_be_read_stops_no_other() {
    let bench = Bench::new().await;
    let broken = bench.need("broken").await;
    let events = keys::events(&keys::need_partition(&broken), 1);
    bench.put_raw(&events.pk, &events.sk, "{").await;
    for number in 0..5 {
        bench.need(&format!("k{number}")).await;
    }
    bench.dispatcher.come_to_rest().await.unwrap_err();
    assert_eq!(bench.memory.sent().len(), 10);
}

#[tokio::test]
async fn a_delivery_that_can_not_be_read_does_not_keep_others_from_leaving() {
    let bench = Bench::new().await;
    let need = bench.need("k").await;
    bench.dispatcher.sweep().await.unwrap();
    let all = bench.deliveries(&need).await;
    bench.put_raw(&all[0].key().pk, &all[0].key().sk, "{").await;
    // Due rows too, the oldest in every shard, more than are read at once.
    for shard in 0..keys::SHARDS {
        for number in 0..60 {
            bench.put_raw(&keys::due_partition(shard), &format!("{number:015}#nonsense"), "{").await;
        }
    }
    bench.app.clock.advance(TimeDelta::seconds(1));
    bench.dispatcher.come_to_rest().await.unwrap_err();
    assert_eq!(bench.memory.sent().len(), 1);
    let other = bench.app.store().deliveries().load(&all[1].aggregate, &all[1].id).await.unwrap().unwrap();
    assert_eq!(other.value.status, DeliveryStatus::Sent);
    // A second look finds nothing to do, and ends.
    bench.dispatcher.run_due(bench.app.store().now()).await.unwrap_err();
    assert_eq!(bench.dispatcher.void_leases().await, Ok(0));
}
