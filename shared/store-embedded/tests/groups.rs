//! Commits that wait together share a transaction and its fsync.

#![expect(clippy::expect_used, reason = "helpers of tests")]

use futures::future::join_all;
use store::{Commit, Condition, Key, Table, TableError, Write};
use store_embedded::EmbeddedTable;

const NOW: i64 = 1_800_000_000;

fn put(key: &Key, doc: &str, condition: Condition) -> Commit {
    let write = Write::Put { key: key.clone(), doc: doc.to_owned(), expires_at: None, condition };
    Commit { writes: vec![write], token: None, now: NOW }
}

fn table_on_file() -> (EmbeddedTable, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    (EmbeddedTable::open(folder.path().join("table.redb")).expect("a table"), folder)
}

#[tokio::test]
async fn commits_that_wait_together_share_transactions() {
    let (table, _folder) = table_on_file();
    let keys: Vec<_> = (0..64).map(|n| Key::new(format!("p{n}"), "1")).collect();
    let answers = join_all(keys.iter().map(|key| table.commit(put(key, "{}", Condition::Absent)))).await;
    assert!(answers.iter().all(Result::is_ok), "{answers:?}");
    let stats = table.stats();
    assert_eq!(stats.commits, 64);
    assert!(stats.transactions <= 8, "64 commits took {} transactions", stats.transactions);
    let rows = table.get(&keys).await.expect("get");
    assert!(rows.iter().all(Option::is_some));
}

#[tokio::test]
async fn of_conflicting_commits_in_a_group_exactly_one_wins() {
    let (table, _folder) = table_on_file();
    let key = Key::new("p", "1");
    let tries: Vec<_> = (0..64).map(|n| put(&key, &n.to_string(), Condition::Absent)).collect();
    let answers = join_all(tries.into_iter().map(|commit| table.commit(commit))).await;
    let winners: Vec<_> = (0..64).filter(|n| answers[*n].is_ok()).collect();
    assert_eq!(winners.len(), 1, "{answers:?}");
    let losers = answers.iter().filter(|answer| **answer == Err(TableError::Conflict { index: 0 })).count();
    assert_eq!(losers, 63);
    let row = table.get(&[key]).await.expect("get").remove(0).expect("the row");
    assert_eq!((row.doc, row.version), (winners[0].to_string(), 1));
    assert_eq!(table.stats().commits, 1);
}

#[tokio::test]
async fn a_member_sees_what_earlier_members_of_its_group_wrote() {
    let (table, _folder) = table_on_file();
    let key = Key::new("p", "1");
    let mut chain = vec![put(&key, "0", Condition::Absent)];
    chain.extend((1..32).map(|n| put(&key, &n.to_string(), Condition::Version(n))));
    let answers = join_all(chain.into_iter().map(|commit| table.commit(commit))).await;
    assert!(answers.iter().all(Result::is_ok), "{answers:?}");
    let row = table.get(&[key]).await.expect("get").remove(0).expect("the row");
    assert_eq!((row.doc.as_str(), row.version), ("31", 32));
    assert!(table.stats().transactions < 32);
}

#[tokio::test]
async fn checks_and_refusals_cost_no_transaction() {
    let (table, _folder) = table_on_file();
    let key = Key::new("p", "1");
    let check = Write::Check { key: key.clone(), condition: Condition::Absent };
    table.commit(Commit { writes: vec![check], token: None, now: NOW }).await.expect("a check");
    let refused = table.commit(put(&key, "{}", Condition::Version(1))).await;
    assert_eq!(refused, Err(TableError::Conflict { index: 0 }));
    assert_eq!(table.stats().transactions, 0);
}

#[tokio::test]
async fn a_closed_table_refuses_commits_and_can_be_opened_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("table.redb");
    let key = Key::new("p", "1");
    let table = EmbeddedTable::open(&path).expect("a table");
    let waiting = table.commit(put(&key, "kept", Condition::Absent));
    waiting.await.expect("put");
    assert!(matches!(EmbeddedTable::open(&path), Err(TableError::Unavailable(_))), "opened twice");
    table.close();
    let late = table.commit(put(&key, "late", Condition::Any)).await;
    assert!(matches!(late, Err(TableError::Unavailable(_))), "{late:?}");
    drop(table);
    let again = EmbeddedTable::open(&path).expect("opened again");
    let row = again.get(&[key]).await.expect("get").remove(0).expect("the row");
    assert_eq!(row.doc, "kept");
}

#[tokio::test]
async fn more_commits_than_may_wait_are_all_applied() {
    let table = EmbeddedTable::in_memory().expect("a table");
    let doc = "x".repeat(100_000);
    let keys: Vec<_> = (0..1_500).map(|n| Key::new("p", format!("{n:04}"))).collect();
    let commits = keys.iter().enumerate().map(|(n, key)| {
        let doc = if n % 5 == 0 { doc.as_str() } else { "{}" };
        table.commit(put(key, doc, Condition::Absent))
    });
    let answers = join_all(commits).await;
    assert!(answers.iter().all(Result::is_ok));
    assert_eq!(table.stats().commits, 1_500);
}

#[tokio::test]
async fn commits_in_order_are_one_transaction() {
    let (table, _folder) = table_on_file();
    let key = Key::new("p", "1");
    let chain =
        (0..25).map(|n| put(&key, &n.to_string(), if n == 0 { Condition::Absent } else { Condition::Version(n) }));
    assert_eq!(table.commit_in_order(chain.collect()).await, Ok(()));
    let stats = table.stats();
    assert_eq!((stats.commits, stats.transactions), (25, 1));
    let row = table.get(&[key]).await.expect("get").remove(0).expect("the row");
    assert_eq!((row.doc.as_str(), row.version), ("24", 25));
}
