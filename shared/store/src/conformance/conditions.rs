//! What must be true before, and what a refusal leaves behind: nothing.

use super::subject::{NOW, Subject, check, conflict, delete, put, put_if, put_until};
use crate::table::{Condition, Key};

const ABSENT: Condition = Condition::Absent;

async fn with_row(on: &Subject) -> Key {
    let key = on.key("a", "1");
    on.commit(vec![put(&key, "first")]).await.expect("put");
    key
}

async fn with_expired_row(on: &Subject) -> Key {
    let key = on.key("a", "1");
    on.commit(vec![put_until(&key, "first", NOW - 1, Condition::Any)]).await.expect("put");
    key
}

/// A row that lives is not absent, whichever action asks.
pub async fn absent_refuses_a_live_row(on: Subject) {
    let key = with_row(&on).await;
    assert_eq!(on.commit(vec![put_if(&key, "second", ABSENT)]).await, conflict(0));
    assert_eq!(on.commit(vec![delete(&key, ABSENT)]).await, conflict(0));
    assert_eq!(on.commit(vec![check(&key, ABSENT)]).await, conflict(0));
    assert_eq!(on.doc(&key).await, "first");
}

/// An expired row counts as absent though it still stands.
pub async fn absent_holds_on_an_expired_row(on: Subject) {
    let key = with_expired_row(&on).await;
    assert_eq!(on.commit(vec![check(&key, ABSENT)]).await, Ok(()));
    assert_eq!(on.commit(vec![put_if(&key, "second", ABSENT)]).await, Ok(()));
    assert_eq!(on.doc(&key).await, "second");
}

/// A deleted row is absent.
pub async fn absent_holds_after_a_delete(on: Subject) {
    let key = with_row(&on).await;
    on.commit(vec![delete(&key, Condition::Any)]).await.expect("delete");
    assert_eq!(on.commit(vec![put_if(&key, "second", ABSENT)]).await, Ok(()));
}

/// A row expires at its second, not after it.
pub async fn a_row_expires_at_its_second(on: Subject) {
    let key = on.key("a", "1");
    on.commit(vec![put_until(&key, "{}", NOW, Condition::Any)]).await.expect("put");
    assert_eq!(on.commit_at(NOW - 1, vec![check(&key, ABSENT)]).await, conflict(0));
    assert_eq!(on.commit_at(NOW - 1, vec![check(&key, Condition::Version(1))]).await, Ok(()));
    assert_eq!(on.commit_at(NOW, vec![check(&key, ABSENT)]).await, Ok(()));
    assert_eq!(on.commit_at(NOW, vec![check(&key, Condition::Version(1))]).await, conflict(0));
}

/// Another version is a conflict, whichever action asks.
pub async fn a_version_must_match(on: Subject) {
    let key = with_row(&on).await;
    for wrong in [Condition::Version(0), Condition::Version(2), Condition::Version(u64::MAX)] {
        assert_eq!(on.commit(vec![put_if(&key, "second", wrong)]).await, conflict(0));
        assert_eq!(on.commit(vec![delete(&key, wrong)]).await, conflict(0));
        assert_eq!(on.commit(vec![check(&key, wrong)]).await, conflict(0));
    }
    assert_eq!(on.commit(vec![check(&key, Condition::Version(1))]).await, Ok(()));
    assert_eq!((on.version(&key).await, on.doc(&key).await), (1, "first".to_owned()));
}

/// No row has no version.
pub async fn a_version_refuses_a_missing_row(on: Subject) {
    let key = on.key("a", "1");
    for version in [0, 1] {
        assert_eq!(on.commit(vec![put_if(&key, "{}", Condition::Version(version))]).await, conflict(0));
    }
    assert_eq!(on.row(&key).await, None);
}

/// An expired row has no version.
pub async fn a_version_refuses_an_expired_row(on: Subject) {
    let key = with_expired_row(&on).await;
    assert_eq!(on.commit(vec![put_if(&key, "second", Condition::Version(1))]).await, conflict(0));
    assert_eq!(on.commit(vec![delete(&key, Condition::Version(1))]).await, conflict(0));
}

/// A check is no write.
pub async fn a_check_changes_nothing(on: Subject) {
    let (key, missing) = (with_row(&on).await, on.key("a", "2"));
    let checks = vec![check(&key, Condition::Version(1)), check(&missing, ABSENT)];
    assert_eq!(on.commit(checks).await, Ok(()));
    assert_eq!(on.version(&key).await, 1);
    assert_eq!(on.row(&missing).await, None);
}

/// A check of nothing in particular holds, row or no row.
pub async fn a_check_under_any_holds(on: Subject) {
    let (key, missing) = (with_row(&on).await, on.key("a", "2"));
    let checks = vec![check(&key, Condition::Any), check(&missing, Condition::Any)];
    assert_eq!(on.commit(checks).await, Ok(()));
    assert_eq!(on.row(&missing).await, None);
}

/// A check that fails stops the writes beside it.
pub async fn a_failing_check_stops_the_commit(on: Subject) {
    let (key, other) = (with_row(&on).await, on.key("a", "2"));
    let writes = vec![put(&other, "{}"), check(&key, Condition::Version(7))];
    assert_eq!(on.commit(writes).await, conflict(1));
    assert_eq!(on.row(&other).await, None);
}

/// Removing what is not there succeeds.
pub async fn a_delete_of_nothing_succeeds(on: Subject) {
    assert_eq!(on.commit(vec![delete(&on.key("a", "1"), Condition::Any)]).await, Ok(()));
    assert_eq!(on.commit(vec![delete(&on.key("a", "1"), ABSENT)]).await, Ok(()));
}

/// A delete asks for its version.
pub async fn a_delete_on_its_version_removes(on: Subject) {
    let key = with_row(&on).await;
    assert_eq!(on.commit(vec![delete(&key, Condition::Version(2))]).await, conflict(0));
    assert_eq!(on.commit(vec![delete(&key, Condition::Version(1))]).await, Ok(()));
    assert_eq!(on.row(&key).await, None);
}

/// Where several fail, the first is named.
pub async fn the_first_failing_write_is_named(on: Subject) {
    let key = with_row(&on).await;
    let writes = vec![
        put(&on.key("b", "1"), "{}"),
        put_if(&on.key("b", "2"), "{}", Condition::Version(1)),
        put_if(&key, "{}", ABSENT),
    ];
    assert_eq!(on.commit(writes).await, conflict(1));
}

/// All or nothing: puts, deletes and versions.
pub async fn a_refused_commit_leaves_no_trace(on: Subject) {
    let (key, new, doomed) = (with_row(&on).await, on.key("b", "1"), on.key("b", "2"));
    on.commit(vec![put(&doomed, "stays")]).await.expect("put");
    let writes = vec![
        put(&new, "{}"),
        delete(&doomed, Condition::Any),
        put_if(&key, "second", Condition::Version(1)),
        put_if(&on.key("b", "3"), "{}", Condition::Version(1)),
    ];
    assert_eq!(on.commit(writes).await, conflict(3));
    assert_eq!(on.row(&new).await, None);
    assert_eq!(on.doc(&doomed).await, "stays");
    assert_eq!((on.version(&key).await, on.doc(&key).await), (1, "first".to_owned()));
}

/// Puts, deletes and checks of several partitions in one commit.
pub async fn a_commit_spans_partitions(on: Subject) {
    let (a, b, c) = (with_row(&on).await, on.key("b", "1"), on.key("c", "1"));
    on.commit(vec![put(&b, "old")]).await.expect("put");
    let writes = vec![check(&a, Condition::Version(1)), delete(&b, Condition::Version(1)), put_if(&c, "new", ABSENT)];
    assert_eq!(on.commit(writes).await, Ok(()));
    assert_eq!((on.row(&b).await, on.doc(&c).await), (None, "new".to_owned()));
}
