//! The largest that is taken, and the refusal of what is larger.

use super::subject::{NOW, Subject, delete, put};
use crate::error::TableError;
use crate::limits;
use crate::table::{Commit, Condition, Key, Write};

async fn assert_too_large(on: &Subject, writes: Vec<Write>) {
    let answer = on.commit(writes).await;
    assert!(matches!(answer, Err(TableError::TooLarge(_))), "{answer:?}");
}

async fn assert_invalid(on: &Subject, writes: Vec<Write>) {
    let answer = on.commit(writes).await;
    assert!(matches!(answer, Err(TableError::Invalid(_))), "{answer:?}");
}

/// Keys have at least a byte.
pub async fn an_empty_key_is_refused(on: Subject) {
    for key in [Key::new("", "1"), Key::new("a", "")] {
        assert_invalid(&on, vec![put(&key, "{}")]).await;
        assert_invalid(&on, vec![delete(&key, Condition::Any)]).await;
        assert!(matches!(on.table.get(&[key]).await, Err(TableError::Invalid(_))));
    }
}

/// Keys have an end.
pub async fn an_oversized_key_is_refused(on: Subject) {
    let long_pk = Key::new("p".repeat(limits::MAX_PARTITION_KEY + 1), "1");
    let long_sk = on.key("a", &"é".repeat(limits::MAX_SORT_KEY / 2 + 1));
    for key in [long_pk, long_sk] {
        assert_too_large(&on, vec![put(&key, "{}")]).await;
        assert!(matches!(on.table.get(&[key]).await, Err(TableError::TooLarge(_))));
    }
}

/// The largest keys are taken, read and queried.
pub async fn the_largest_keys_are_taken(on: Subject) {
    let pad = "p".repeat(limits::MAX_PARTITION_KEY - on.space.len() - 1);
    let key = on.key(&pad, &"s".repeat(limits::MAX_SORT_KEY));
    on.commit(vec![put(&key, "{}")]).await.expect("put");
    assert!(on.row(&key).await.is_some());
    assert_eq!(on.sort_keys(&on.partition(&pad)).await, [key.sk.as_str()]);
}

/// A row of the largest size is taken, whatever put it there.
pub async fn the_largest_row_is_taken(on: Subject) {
    let key = on.key("a", "1");
    let doc = "é".repeat((limits::MAX_ROW - limits::ROW_OVERHEAD - key.pk.len() - key.sk.len()) / 2);
    on.commit(vec![put(&key, &doc)]).await.expect("put");
    on.commit(vec![put(&key, &doc)]).await.expect("put again");
    assert_eq!(on.doc(&key).await, doc);
}

/// A larger one is not.
pub async fn an_oversized_row_is_refused(on: Subject) {
    assert_too_large(&on, vec![put(&on.key("a", "1"), &"x".repeat(limits::MAX_ROW))]).await;
    assert_eq!(on.row(&on.key("a", "1")).await, None);
}

/// A hundred actions are one commit.
pub async fn a_hundred_writes_are_taken(on: Subject) {
    let writes = (0..100).map(|n| put(&on.key("a", &format!("{n:03}")), "{}")).collect();
    on.commit(writes).await.expect("put");
    assert_eq!(on.page(&on.partition("a")).await.rows.len(), 100);
}

/// A hundred and one are not.
pub async fn more_than_a_hundred_writes_are_refused(on: Subject) {
    let writes = (0..101).map(|n| put(&on.key("a", &format!("{n:03}")), "{}")).collect();
    assert_too_large(&on, writes).await;
    assert!(on.page(&on.partition("a")).await.rows.is_empty());
}

/// Nearly four megabytes are one commit.
pub async fn a_commit_of_almost_four_megabytes_is_taken(on: Subject) {
    let doc = "x".repeat(400_000);
    on.commit((0..10).map(|n| put(&on.key("a", &n.to_string()), &doc)).collect()).await.expect("put");
    assert_eq!(on.page(&on.partition("a")).await.rows.len(), 10);
}

/// More are not.
pub async fn an_oversized_commit_is_refused(on: Subject) {
    let doc = "x".repeat(400_000);
    assert_too_large(&on, (0..11).map(|n| put(&on.key("a", &n.to_string()), &doc)).collect()).await;
    assert!(on.page(&on.partition("a")).await.rows.is_empty());
}

/// A key stands once in a commit.
pub async fn a_key_twice_in_a_commit_is_refused(on: Subject) {
    let key = on.key("a", "1");
    assert_invalid(&on, vec![put(&key, "{}"), put(&on.key("a", "2"), "{}"), delete(&key, Condition::Any)]).await;
    assert_eq!(on.row(&on.key("a", "2")).await, None);
}

/// A commit writes something.
pub async fn a_commit_without_writes_is_refused(on: Subject) {
    assert_invalid(&on, Vec::new()).await;
}

/// A get asks for something.
pub async fn a_get_without_keys_is_refused(on: Subject) {
    assert!(matches!(on.table.get(&[]).await, Err(TableError::Invalid(_))));
}

/// A get asks for a hundred rows at most.
pub async fn a_get_of_more_than_a_hundred_keys_is_refused(on: Subject) {
    let keys: Vec<_> = (0..101).map(|n| on.key("a", &n.to_string())).collect();
    assert!(matches!(on.table.get(&keys).await, Err(TableError::TooLarge(_))));
}

/// A page has 1 to 1,000 rows.
pub async fn a_page_outside_its_limits_is_refused(on: Subject) {
    let query = on.partition("a");
    assert!(matches!(on.table.query(&query.clone().limit(0)).await, Err(TableError::Invalid(_))));
    assert!(matches!(on.table.query(&query.clone().limit(1_001)).await, Err(TableError::TooLarge(_))));
    assert!(on.page(&query.limit(1_000)).await.rows.is_empty());
}

/// A bound or cursor that can be no key is refused.
pub async fn a_bound_that_is_no_key_is_refused(on: Subject) {
    let query = on.partition("a");
    assert!(matches!(on.table.query(&query.clone().prefix("")).await, Err(TableError::Invalid(_))));
    assert!(matches!(on.table.query(&query.clone().after(Some(String::new()))).await, Err(TableError::Invalid(_))));
    let long = "s".repeat(limits::MAX_SORT_KEY + 1);
    assert!(matches!(on.table.query(&query.after(Some(long))).await, Err(TableError::TooLarge(_))));
}

/// A token has 1 to 36 bytes.
pub async fn a_token_outside_its_limits_is_refused(on: Subject) {
    let key = on.key("a", "1");
    let with = |token: String| Commit { writes: vec![put(&key, "{}")], token: Some(token), now: NOW };
    assert!(matches!(on.send(with(String::new())).await, Err(TableError::Invalid(_))));
    assert!(matches!(on.send(with("t".repeat(37))).await, Err(TableError::TooLarge(_))));
    assert_eq!(on.row(&key).await, None);
    let longest = format!("{:t<36}", on.space);
    assert_eq!(on.send(with(longest)).await, Ok(()));
}
