//! Figures that are kept equal those that are counted anew, and those of before
//! are counted too.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use domain::figures::{Quarter, QuarterFigures};
use store::Transaction;
use store::repos::figures::{FiguresState, Walk};

use crate::common::{Becomes, Desk};

async fn of_quarter(desk: &Desk) -> QuarterFigures {
    desk.app.store().figures().of_quarter(Quarter::parse("2026-Q4").unwrap()).await.unwrap()
}

async fn state(desk: &Desk) -> FiguresState {
    desk.app.store().figures().state().await.unwrap().unwrap().value
}

/// A quarter with some of everything.
async fn told() -> Desk {
    let desk = Desk::new().await;
    let becomes = [Becomes::Waits, Becomes::Accepted, Becomes::Helped, Becomes::Declined];
    for (n, becomes) in becomes.into_iter().cycle().take(30).enumerate() {
        let (at, kind) = if n % 3 == 0 { ("greenbizz", "rd_grant") } else { ("icab", "business_plan") };
        desk.need(n, at, kind, becomes).await;
        if n % 7 == 0 {
            desk.days(1);
            desk.rests().await;
        }
    }
    desk.tuesdays().await;
    desk.booked("b1", "2026-11-03", "hub", Some(true)).await;
    desk.booked("b2", "2026-11-10", "hub", Some(false)).await;
    desk.walked_in("w1", "2026-11-24", "innoviris").await;
    desk.rests().await;
    desk
}

#[tokio::test]
async fn figures_counted_anew_equal_those_that_were_kept_and_are_shown_meanwhile() {
    let desk = told().await;
    let kept = of_quarter(&desk).await;
    let first = state(&desk).await;
    assert!(kept.len() == 2 && first.walk == Walk::Done, "{first:?}");
    flows::figures::begin_anew(desk.app.store()).await.unwrap();
    let begun = state(&desk).await;
    assert_eq!((begun.nth, begun.shown, begun.walk), (first.nth + 1, first.shown, Walk::Needs(None)));
    assert_eq!(of_quarter(&desk).await, kept, "what was counted before is shown until the end");
    desk.rests().await;
    let last = state(&desk).await;
    assert_eq!((last.shown, &last.walk), (first.nth + 1, &Walk::Done));
    assert_eq!(of_quarter(&desk).await, kept);
}

#[tokio::test]
async fn what_was_there_before_figures_were_kept_is_counted() {
    let desk = told().await;
    let kept = of_quarter(&desk).await;
    // As an earlier version left the table: no state; the rows of figures under
    // the number that is counted next do not stand yet.
    let store = desk.app.store();
    let before = store.figures().state().await.unwrap().unwrap();
    let older = FiguresState { definition: 0, ..before.value.clone() };
    let mut tx = Transaction::new();
    store.figures().put_state(&mut tx, &older, Some(before.version));
    store.commit(tx).await.unwrap();
    desk.rests().await;
    assert_eq!(state(&desk).await.nth, before.value.nth + 1);
    assert_eq!(of_quarter(&desk).await, kept);
}

#[tokio::test]
async fn a_need_that_moves_while_all_is_counted_anew_is_counted_once() {
    let desk = told().await;
    flows::figures::begin_anew(desk.app.store()).await.unwrap();
    desk.dispatcher.upkeep().await.unwrap();
    desk.need(100, "icab", "business_plan", Becomes::Helped).await;
    desk.rests().await;
    let report = desk.report("2026-Q4").await;
    assert_eq!(report["needs"]["stated"], 31);
}
