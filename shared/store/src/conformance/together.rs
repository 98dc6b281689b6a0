//! Many at once.

use futures::future::join_all;

use super::subject::{NOW, Subject, conflict, put, put_if};
use crate::error::TableError;
use crate::table::{Commit, Condition, Key};

/// Of many that make one row, one wins and the others learn it.
pub async fn of_many_making_one_row_one_wins(on: Subject) {
    let key = on.key("a", "1");
    let tries = (0..12).map(|n| on.commit(vec![put_if(&key, &n.to_string(), Condition::Absent)]));
    let answers = join_all(tries).await;
    let won: Vec<_> = (0..12).filter(|n| answers[*n].is_ok()).collect();
    let lost = answers.iter().filter(|answer| **answer == Err(TableError::Conflict { index: 0 })).count();
    assert_eq!((won.len(), lost), (1, 11), "{answers:?}");
    assert_eq!(on.doc(&key).await, won[0].to_string());
}

/// Read, add one, put on the version read, again on a conflict: none is lost.
pub async fn no_update_is_lost(on: Subject) {
    let key = on.key("a", "1");
    on.commit(vec![put(&key, "0")]).await.expect("put");
    let (on, key) = (&on, &key);
    join_all((0..6).map(|_| async move {
        for _ in 0..3 {
            loop {
                let row = on.row(key).await.expect("the counter");
                let next: u32 = row.doc.parse::<u32>().expect("a number") + 1;
                let write = put_if(key, &next.to_string(), Condition::Version(row.version));
                match on.commit(vec![write]).await {
                    Ok(()) => break,
                    Err(error) => assert_eq!(error, TableError::Conflict { index: 0 }),
                }
            }
        }
    }))
    .await;
    assert_eq!((on.doc(key).await, on.version(key).await), ("18".to_owned(), 19));
}

/// Commits on rows of their own do not disturb each other.
pub async fn commits_on_other_rows_all_succeed(on: Subject) {
    let keys: Vec<_> = (0..24).map(|n| on.key(&n.to_string(), "1")).collect();
    let answers = join_all(keys.iter().map(|key| on.commit(vec![put_if(key, "{}", Condition::Absent)]))).await;
    assert!(answers.iter().all(Result::is_ok), "{answers:?}");
    let rows = on.table.get(&keys).await.expect("get");
    assert!(rows.iter().all(Option::is_some));
}

/// A refused commit among others takes none of them with it.
pub async fn a_refusal_does_not_touch_its_neighbours(on: Subject) {
    let keys: Vec<_> = (0..16).map(|n| on.key("a", &format!("{n:02}"))).collect();
    let commits = keys.iter().enumerate().map(|(n, key)| {
        let condition = if n % 2 == 0 { Condition::Absent } else { Condition::Version(1) };
        on.commit(vec![put_if(key, "{}", condition)])
    });
    let answers = join_all(commits).await;
    for (n, answer) in answers.into_iter().enumerate() {
        let expected = if n % 2 == 0 { Ok(()) } else { Err(TableError::Conflict { index: 0 }) };
        assert_eq!(answer, expected, "commit {n}");
        assert_eq!(on.row(&keys[n]).await.is_some(), n % 2 == 0, "row {n}");
    }
}

/// Whoever has the answer reads what was written: row, range and version.
pub async fn an_answered_commit_is_read_at_once(on: Subject) {
    let key = on.key("a", "1");
    for n in 1..=10 {
        on.commit(vec![put(&key, &n.to_string())]).await.expect("put");
        assert_eq!(on.version(&key).await, n);
        assert_eq!(on.page(&on.partition("a")).await.rows[0].doc, n.to_string());
    }
}

/// Commits that make a row of their own each and count it in one that they share.
fn counted(keys: &[Key], counter: &Key) -> Vec<Commit> {
    let commits = (0_u64..).zip(keys).map(|(version, key)| {
        let condition = if version == 0 { Condition::Absent } else { Condition::Version(version) };
        let count = put_if(counter, &(version + 1).to_string(), condition);
        Commit { writes: vec![put_if(key, "{}", Condition::Absent), count], token: None, now: NOW }
    });
    commits.collect()
}

/// Each of several commits in order finds what those before it wrote.
pub async fn commits_in_order_rest_on_those_before_them(on: Subject) {
    let (counter, keys) = (on.key("b", "1"), ["1", "2", "3"].map(|sk| on.key("a", sk)));
    assert_eq!(on.table.commit_in_order(counted(&keys, &counter)).await, Ok(()));
    assert_eq!((on.doc(&counter).await, on.version(&counter).await), ("3".to_owned(), 3));
    assert_eq!(on.sort_keys(&on.partition("a")).await, ["1", "2", "3"]);
    assert_eq!(on.table.commit_in_order(Vec::new()).await, Ok(()));
}

/// Those before the one that is refused stand, those behind it don't, whatever they
/// ask for.
pub async fn commits_in_order_end_at_the_first_that_is_refused(on: Subject) {
    let (counter, keys) = (on.key("b", "1"), ["1", "2", "3", "4"].map(|sk| on.key("a", sk)));
    on.commit(vec![put(&keys[1], "{}")]).await.expect("what is in the way");
    let mut commits = counted(&keys[..3], &counter);
    commits.push(Commit { writes: vec![put(&keys[3], "{}")], token: None, now: NOW });
    assert_eq!(on.table.commit_in_order(commits).await, conflict(0));
    assert_eq!(on.doc(&counter).await, "1");
    assert_eq!(on.sort_keys(&on.partition("a")).await, ["1", "2"]);
}
