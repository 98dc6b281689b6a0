//! What the decorators add to a table: counts, faults to order, patience.

#![expect(clippy::expect_used, reason = "helpers of tests")]

use std::sync::Arc;

use store::conformance::{Ids, NOW};
use store::decorators::{CountingTable, Counts, Fault, FaultPlan, FaultyTable, RetryPolicy, RetryingTable};
use store::{Commit, Condition, Key, Query, Table, TableError, Write};
use store_embedded::EmbeddedTable;

const QUICK: RetryPolicy = RetryPolicy { attempts: 3, first_delay_ms: 0, max_delay_ms: 0 };

fn memory() -> EmbeddedTable {
    EmbeddedTable::in_memory().expect("a table in memory")
}

fn create(sk: &str) -> Commit {
    let write =
        Write::Put { key: Key::new("p", sk), doc: "{}".to_owned(), expires_at: None, condition: Condition::Absent };
    Commit { writes: vec![write], token: None, now: NOW }
}

#[tokio::test]
async fn round_trips_and_rows_are_counted() {
    let table = CountingTable::new(memory());
    table.commit(create("1")).await.expect("commit");
    table.commit(create("2")).await.expect("commit");
    table.commit(create("2")).await.expect_err("a conflict");
    table.get(&[Key::new("p", "1"), Key::new("p", "9")]).await.expect("get");
    table.query(&Query::partition("p")).await.expect("query");
    let counted = Counts { gets: 1, queries: 1, commits: 3, rows_read: 3, writes: 2 };
    assert_eq!(table.counts(), counted);
    assert_eq!((table.take(), table.counts()), (counted, Counts::default()));
}

#[tokio::test]
async fn faults_come_in_the_order_they_were_ordered() {
    let table = FaultyTable::new(memory(), FaultPlan::NONE);
    for fault in [Fault::Throttled, Fault::Contended, Fault::Unreachable, Fault::LostAnswer] {
        table.fail_next(fault);
    }
    let mut answers = Vec::new();
    for _ in 0..5 {
        answers.push(table.commit(create("1")).await);
    }
    assert_eq!(answers[0], Err(TableError::Throttled));
    assert_eq!(answers[1], Err(TableError::Contended));
    assert!(matches!(answers[2], Err(TableError::Unavailable(_))));
    assert!(matches!(answers[3], Err(TableError::Unavailable(_))));
    assert_eq!(answers[4], Err(TableError::Conflict { index: 0 }), "the fourth was applied");
    assert_eq!(table.injected(), 4);
}

#[tokio::test]
async fn a_plan_fails_the_same_calls_every_time() {
    let mut runs = Vec::new();
    for _ in 0..2 {
        let table = FaultyTable::new(memory(), FaultPlan::stormy(3));
        let mut answers = Vec::new();
        for n in 0..200 {
            answers.push(table.commit(create(&n.to_string())).await);
        }
        assert!(table.injected() > 20, "a storm of {} faults", table.injected());
        runs.push(answers);
    }
    assert_eq!(runs[0], runs[1]);
}

#[tokio::test]
async fn a_lost_answer_is_no_conflict_when_retried() {
    let faulty = FaultyTable::new(memory(), FaultPlan::NONE);
    faulty.fail_next(Fault::LostAnswer);
    let table = RetryingTable::with_policy(faulty, Arc::new(Ids::default()), QUICK);
    assert_eq!(table.commit(create("1")).await, Ok(()));
    assert_eq!(table.commit(create("1")).await, Err(TableError::Conflict { index: 0 }));
}

#[tokio::test]
async fn a_retry_gives_up_after_its_attempts() {
    let faulty = FaultyTable::new(memory(), FaultPlan::NONE);
    for _ in 0..3 {
        faulty.fail_next(Fault::Throttled);
    }
    let table = RetryingTable::with_policy(faulty, Arc::new(Ids::default()), QUICK);
    assert_eq!(table.commit(create("1")).await, Err(TableError::Throttled));
    assert_eq!(table.inner().injected(), 3);
    assert_eq!(table.commit(create("1")).await, Ok(()), "nothing was applied before");
}

#[tokio::test]
async fn what_is_final_is_not_retried() {
    let counting = CountingTable::new(memory());
    let table = RetryingTable::with_policy(counting, Arc::new(Ids::default()), QUICK);
    table.commit(create("1")).await.expect("commit");
    table.commit(create("1")).await.expect_err("a conflict");
    table.get(&[]).await.expect_err("an invalid get");
    let counts = table.inner().counts();
    assert_eq!((counts.commits, counts.gets), (2, 1));
}
