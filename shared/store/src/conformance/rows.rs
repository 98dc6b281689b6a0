//! What is put is what is read, and versions count.

use super::subject::{NOW, Subject, delete, put, put_if, put_until};
use crate::table::{Condition, Row};

/// A row comes back whole: key, document, version, expiry.
pub async fn a_put_row_is_read_back(on: Subject) {
    let key = on.key("a", "1");
    on.commit(vec![put_until(&key, r#"{"n":1}"#, NOW + 60, Condition::Any)]).await.expect("put");
    let expected = Row { key: key.clone(), doc: r#"{"n":1}"#.to_owned(), version: 1, expires_at: Some(NOW + 60) };
    assert_eq!(on.row(&key).await, Some(expected));
}

/// No row, no answer.
pub async fn a_missing_row_reads_as_nothing(on: Subject) {
    assert_eq!(on.row(&on.key("a", "1")).await, None);
}

/// Answers stand in the order of the keys, gaps included.
pub async fn rows_are_read_in_the_order_asked(on: Subject) {
    on.fill("a", &["1", "2", "3"]).await;
    on.fill("b", &["1"]).await;
    let keys = [on.key("b", "1"), on.key("a", "3"), on.key("a", "9"), on.key("a", "1")];
    let rows = on.table.get(&keys).await.expect("get");
    let found: Vec<_> = rows.into_iter().map(|row| row.map(|row| row.key)).collect();
    assert_eq!(found, [Some(keys[0].clone()), Some(keys[1].clone()), None, Some(keys[3].clone())]);
}

/// A key may stand twice in a get.
pub async fn a_key_asked_twice_is_answered_twice(on: Subject) {
    on.fill("a", &["1"]).await;
    let key = on.key("a", "1");
    let rows = on.table.get(&[key.clone(), key.clone()]).await.expect("get");
    assert!(rows.len() == 2 && rows[0].is_some() && rows[0] == rows[1], "{rows:?}");
}

/// A hundred rows in one call.
pub async fn a_hundred_rows_are_read_at_once(on: Subject) {
    let names: Vec<String> = (0..100).map(|n| format!("{n:03}")).collect();
    on.fill("a", &names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let keys: Vec<_> = names.iter().map(|name| on.key("a", name)).collect();
    let rows = on.table.get(&keys).await.expect("get");
    let found: Vec<_> = rows.into_iter().flatten().map(|row| row.key).collect();
    assert_eq!(found, keys);
}

/// More than an engine returns at once (DynamoDB: 16 MB) is still one answer.
pub async fn seventeen_megabytes_are_read_at_once(on: Subject) {
    let doc = "x".repeat(390_000);
    let keys: Vec<_> = (0..45).map(|n| on.key("a", &format!("{n:02}"))).collect();
    for chunk in keys.chunks(10) {
        on.commit(chunk.iter().map(|key| put(key, &doc)).collect()).await.expect("put");
    }
    let rows = on.table.get(&keys).await.expect("get");
    assert!(rows.iter().all(|row| row.as_ref().is_some_and(|row| row.doc == doc)));
}

/// Text is kept to the byte.
pub async fn documents_keep_every_character(on: Subject) {
    let key = on.key("a", "é\u{1F9ED}\u{0}z");
    let doc = "{\"t\":\"Zoë, d’\\u0000 \u{1F9ED} \u{0} \\\\ \n\"}";
    on.commit(vec![put(&key, doc)]).await.expect("put");
    assert_eq!(on.doc(&key).await, doc);
}

/// An empty document is a document.
pub async fn an_empty_document_is_kept(on: Subject) {
    let key = on.key("a", "1");
    on.commit(vec![put(&key, "")]).await.expect("put");
    assert_eq!(on.row(&key).await.map(|row| row.doc), Some(String::new()));
}

/// Partition and sort key are told apart wherever they are split.
pub async fn keys_that_look_alike_stay_apart(on: Subject) {
    let keys = [on.key("a", "bc"), on.key("ab", "c"), on.key("a\0", "bc"), on.key("a", "\0bc"), on.key("a\u{1}", "c")];
    for (n, key) in keys.iter().enumerate() {
        on.commit(vec![put_if(key, &n.to_string(), Condition::Absent)]).await.expect("a new row");
    }
    for (n, key) in keys.iter().enumerate() {
        assert_eq!(on.doc(key).await, n.to_string());
    }
}

/// Filtering what expired is the work of the layer above.
pub async fn an_expired_row_is_still_returned(on: Subject) {
    let key = on.key("a", "1");
    on.commit(vec![put_until(&key, "{}", NOW - 1, Condition::Any)]).await.expect("put");
    assert_eq!(on.row(&key).await.and_then(|row| row.expires_at), Some(NOW - 1));
}

/// A row begins at version 1, whichever condition let it in.
pub async fn a_first_put_is_version_one(on: Subject) {
    let (any, absent) = (on.key("a", "1"), on.key("a", "2"));
    on.commit(vec![put(&any, "{}"), put_if(&absent, "{}", Condition::Absent)]).await.expect("put");
    assert_eq!((on.version(&any).await, on.version(&absent).await), (1, 1));
}

/// Unconditioned puts count.
pub async fn a_put_under_any_counts_up(on: Subject) {
    let key = on.key("a", "1");
    for n in 1..=3 {
        on.commit(vec![put(&key, &n.to_string())]).await.expect("put");
        assert_eq!((on.version(&key).await, on.doc(&key).await), (n, n.to_string()));
    }
}

/// Conditioned puts count.
pub async fn a_put_on_a_version_counts_up(on: Subject) {
    let key = on.key("a", "1");
    on.commit(vec![put_if(&key, "a", Condition::Absent)]).await.expect("put");
    on.commit(vec![put_if(&key, "b", Condition::Version(1))]).await.expect("put");
    on.commit(vec![put_if(&key, "c", Condition::Version(2))]).await.expect("put");
    assert_eq!((on.version(&key).await, on.doc(&key).await), (3, "c".to_owned()));
}

/// Under `Any`, an expired row that still stands goes on counting.
pub async fn a_put_under_any_counts_on_over_an_expired_row(on: Subject) {
    let key = on.key("a", "1");
    on.commit(vec![put(&key, "a")]).await.expect("put");
    on.commit(vec![put_until(&key, "b", NOW - 1, Condition::Any)]).await.expect("put");
    on.commit(vec![put(&key, "c")]).await.expect("put");
    assert_eq!(on.version(&key).await, 3);
}

/// Under `Absent`, a row made over an expired one is a new row.
pub async fn a_row_made_over_an_expired_one_begins_at_one(on: Subject) {
    let key = on.key("a", "1");
    on.commit(vec![put(&key, "a")]).await.expect("put");
    on.commit(vec![put_until(&key, "b", NOW - 1, Condition::Any)]).await.expect("put");
    on.commit(vec![put_if(&key, "c", Condition::Absent)]).await.expect("put");
    let row = on.row(&key).await.expect("a row");
    assert_eq!((row.version, row.doc.as_str(), row.expires_at), (1, "c", None));
}

/// A put replaces the expiry too, also by none.
pub async fn a_put_replaces_the_expiry(on: Subject) {
    let key = on.key("a", "1");
    on.commit(vec![put_until(&key, "a", NOW + 1, Condition::Any)]).await.expect("put");
    on.commit(vec![put_until(&key, "a", NOW + 2, Condition::Any)]).await.expect("put");
    assert_eq!(on.row(&key).await.and_then(|row| row.expires_at), Some(NOW + 2));
    on.commit(vec![put(&key, "a")]).await.expect("put");
    assert_eq!(on.row(&key).await.and_then(|row| row.expires_at), None);
    on.commit(vec![put_until(&key, "a", NOW + 3, Condition::Version(3))]).await.expect("put");
    on.commit(vec![put_if(&key, "a", Condition::Version(4))]).await.expect("put");
    assert_eq!(on.row(&key).await.and_then(|row| row.expires_at), None);
}

/// A deleted row is gone.
pub async fn a_deleted_row_is_gone(on: Subject) {
    on.fill("a", &["1", "2"]).await;
    on.commit(vec![delete(&on.key("a", "1"), Condition::Any)]).await.expect("delete");
    assert_eq!(on.row(&on.key("a", "1")).await, None);
    assert_eq!(on.sort_keys(&on.partition("a")).await, ["2"]);
}

/// Counting begins anew after a delete.
pub async fn a_put_after_a_delete_begins_at_one(on: Subject) {
    let key = on.key("a", "1");
    on.commit(vec![put(&key, "a")]).await.expect("put");
    on.commit(vec![put(&key, "b")]).await.expect("put");
    on.commit(vec![delete(&key, Condition::Version(2))]).await.expect("delete");
    on.commit(vec![put(&key, "c")]).await.expect("put");
    assert_eq!(on.version(&key).await, 1);
}
