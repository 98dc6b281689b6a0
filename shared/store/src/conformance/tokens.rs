//! A commit repeated under its token, as after a lost answer.

use super::subject::{NOW, Subject, check, conflict, put, put_if};
use crate::error::TableError;
use crate::table::{Commit, Condition, Write};

fn commit(on: &Subject, token: &str, writes: Vec<Write>) -> Commit {
    Commit { writes, token: Some(on.token(token)), now: NOW }
}

/// Repeated, it succeeds and changes nothing.
pub async fn a_commit_repeated_under_its_token_is_applied_once(on: Subject) {
    let (key, counter) = (on.key("a", "1"), on.key("a", "2"));
    let writes = vec![put_if(&key, "{}", Condition::Absent), put(&counter, "{}")];
    let commit = commit(&on, "t", writes);
    for _ in 0..3 {
        assert_eq!(on.send(commit.clone()).await, Ok(()));
    }
    assert_eq!((on.version(&key).await, on.version(&counter).await), (1, 1));
}

/// Repeated after others wrote the rows, it still succeeds and changes nothing.
pub async fn a_repeated_commit_does_not_undo_later_ones(on: Subject) {
    let key = on.key("a", "1");
    let first = commit(&on, "t", vec![put_if(&key, "first", Condition::Absent)]);
    on.send(first.clone()).await.expect("commit");
    on.commit(vec![put_if(&key, "second", Condition::Version(1))]).await.expect("commit");
    assert_eq!(on.send(first).await, Ok(()));
    assert_eq!(on.doc(&key).await, "second");
}

/// Eight at once: one applies, all succeed.
pub async fn a_commit_repeated_at_the_same_time_is_applied_once(on: Subject) {
    let key = on.key("a", "1");
    let commit = commit(&on, "t", vec![put(&key, "{}")]);
    let answers = futures::future::join_all((0..8).map(|_| on.send(commit.clone()))).await;
    assert!(answers.iter().all(Result::is_ok), "{answers:?}");
    assert_eq!(on.version(&key).await, 1);
}

/// A token stands for one commit.
pub async fn a_token_with_other_writes_is_invalid(on: Subject) {
    let (key, other) = (on.key("a", "1"), on.key("a", "2"));
    on.send(commit(&on, "t", vec![put(&key, "first")])).await.expect("commit");
    for writes in [vec![put(&key, "second")], vec![put(&other, "first")], vec![put(&key, "first"), put(&other, "{}")]] {
        let answer = on.send(commit(&on, "t", writes)).await;
        assert!(matches!(answer, Err(TableError::Invalid(_))), "{answer:?}");
    }
    assert_eq!((on.doc(&key).await, on.row(&other).await), ("first".to_owned(), None));
}

/// What was refused may be sent again when its conditions hold.
pub async fn a_refused_commit_does_not_spend_its_token(on: Subject) {
    let key = on.key("a", "1");
    let second = commit(&on, "t", vec![put_if(&key, "second", Condition::Version(1))]);
    assert_eq!(on.send(second.clone()).await, conflict(0));
    on.commit(vec![put(&key, "first")]).await.expect("put");
    assert_eq!(on.send(second).await, Ok(()));
    assert_eq!(on.doc(&key).await, "second");
}

/// Another token is another commit.
pub async fn other_tokens_are_other_commits(on: Subject) {
    let key = on.key("a", "1");
    for token in ["t", "u", "v"] {
        on.send(commit(&on, token, vec![put(&key, "{}")])).await.expect("commit");
    }
    assert_eq!(on.version(&key).await, 3);
}

/// Without a token, every commit is one of its own.
pub async fn without_a_token_every_commit_counts(on: Subject) {
    let key = on.key("a", "1");
    let bare = Commit { writes: vec![put(&key, "{}")], token: None, now: NOW };
    for _ in 0..2 {
        on.send(bare.clone()).await.expect("commit");
    }
    assert_eq!(on.version(&key).await, 2);
}

/// A commit of checks alone keeps its token too.
pub async fn checks_are_repeated_under_a_token(on: Subject) {
    let key = on.key("a", "1");
    let checks = commit(&on, "t", vec![check(&key, Condition::Absent)]);
    assert_eq!(on.send(checks.clone()).await, Ok(()));
    on.commit(vec![put(&key, "{}")]).await.expect("put");
    assert_eq!(on.send(checks).await, Ok(()));
}
