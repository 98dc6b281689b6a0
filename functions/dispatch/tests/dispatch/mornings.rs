//! A clock that is moved past mornings at once.

use chrono::TimeDelta;
use domain::inform::Month;

use crate::bench::Bench;

/// Moves the clock from Tuesday the 24th of November, ten o'clock; how many
/// digests of December stand then.
async fn digests_after(hours: i64) -> usize {
    let bench = Bench::new().await;
    let (store, clock) = (bench.app.store(), &bench.app.clock);
    let before = store.now();
    clock.advance(TimeDelta::hours(hours));
    bench.dispatcher.come_to_rest().await.unwrap();
    for _ in 0..2 {
        flows::begin_last_morning(store, before).await.unwrap();
    }
    let day = |text: &str| text.parse().unwrap();
    assert!(!store.work().morning_begun(day("2026-11-24")).await.unwrap(), "it was over before");
    // What is done in pieces waits a moment for the next one.
    for _ in 0..8 {
        bench.dispatcher.come_to_rest().await.unwrap();
        clock.advance(TimeDelta::seconds(1));
    }
    store.monthly().of_month(Month::of(day("2026-12-01"))).await.unwrap().len()
}

#[tokio::test]
async fn the_last_working_morning_that_was_passed_begins() {
    assert!(digests_after(24 * 7).await > 0, "Tuesday the first of December");
    assert_eq!(digests_after(24 * 7 - 6).await, 0, "the same day at four");
    assert!(digests_after(24 * 11 + 2).await > 0, "the Saturday after it");
}
