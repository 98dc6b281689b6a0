//! Ranges of one partition.

use super::subject::{NOW, Subject, delete, put, put_until};
use crate::table::{Condition, Query};

fn between(query: Query, from: &str, to: &str) -> Query {
    Query { from: Some(from.to_owned()), to: Some(to.to_owned()), ..query }
}

async fn letters(on: &Subject) -> Query {
    on.fill("a", &["b", "d", "f", "h"]).await;
    on.partition("a")
}

/// Nothing stands there.
pub async fn an_empty_partition_answers_nothing(on: Subject) {
    let page = on.page(&on.partition("a")).await;
    assert!(page.rows.is_empty() && page.next.is_none(), "{page:?}");
}

/// Ascending, by the bytes of UTF-8.
pub async fn a_partition_reads_in_byte_order(on: Subject) {
    let order = ["\0", " ", "#", "1", "10", "2", "A", "a", "a\0", "a#", "aa", "z", "é", "\u{ffee}", "\u{1F9ED}"];
    let mut shuffled = order;
    shuffled.reverse();
    on.fill("a", &shuffled).await;
    assert_eq!(on.sort_keys(&on.partition("a")).await, order);
}

/// Descending is the same order backwards.
pub async fn a_partition_reads_backwards(on: Subject) {
    let all = letters(&on).await;
    assert_eq!(on.sort_keys(&all.descending()).await, ["h", "f", "d", "b"]);
}

/// Partitions whose names begin alike are apart.
pub async fn other_partitions_are_not_seen(on: Subject) {
    for pk in ["a", "a\0", "a#", "ab", "b", "A"] {
        on.fill(pk, &[pk]).await;
    }
    assert_eq!(on.sort_keys(&on.partition("a")).await, ["a"]);
    assert_eq!(on.sort_keys(&on.partition("a").descending()).await, ["a"]);
}

/// From is part of the range, to is not, in both directions.
pub async fn a_range_includes_its_start_and_not_its_end(on: Subject) {
    let all = letters(&on).await;
    assert_eq!(on.sort_keys(&between(all.clone(), "b", "f")).await, ["b", "d"]);
    assert_eq!(on.sort_keys(&between(all, "b", "f").descending()).await, ["d", "b"]);
}

/// A range may be open at either side.
pub async fn a_range_may_be_open(on: Subject) {
    let all = letters(&on).await;
    let from = Query { from: Some("d".to_owned()), ..all.clone() };
    let to = Query { to: Some("d".to_owned()), ..all };
    assert_eq!(on.sort_keys(&from).await, ["d", "f", "h"]);
    assert_eq!(on.sort_keys(&from.descending()).await, ["h", "f", "d"]);
    assert_eq!(on.sort_keys(&to).await, ["b"]);
    assert_eq!(on.sort_keys(&to.descending()).await, ["b"]);
}

/// Bounds need not be keys that stand.
pub async fn bounds_may_lie_between_rows(on: Subject) {
    let all = letters(&on).await;
    assert_eq!(on.sort_keys(&between(all.clone(), "a", "c")).await, ["b"]);
    assert_eq!(on.sort_keys(&between(all, "c", "g").descending()).await, ["f", "d"]);
}

/// A range that ends before it begins holds nothing.
pub async fn a_backward_range_holds_nothing(on: Subject) {
    let all = letters(&on).await;
    assert!(on.sort_keys(&between(all.clone(), "f", "b")).await.is_empty());
    assert!(on.sort_keys(&between(all, "f", "f").descending()).await.is_empty());
}

/// All that begins so, and nothing else.
pub async fn a_prefix_reads_all_that_begins_so(on: Subject) {
    on.fill("a", &["E", "E#", "E#1", "E#\u{7f}", "E#é", "E#\u{1F9ED}", "E$", "F#1"]).await;
    let found = on.sort_keys(&on.partition("a").prefix("E#")).await;
    assert_eq!(found, ["E#", "E#1", "E#\u{7f}", "E#é", "E#\u{1F9ED}"]);
    assert_eq!(on.sort_keys(&on.partition("a").prefix("E#").descending().limit(2)).await, ["E#\u{1F9ED}", "E#é"]);
}

/// Pages follow each other without gap or repetition, in both directions.
pub async fn pages_follow_each_other(on: Subject) {
    let names: Vec<String> = (0..10).map(|n| format!("{n:02}")).collect();
    on.fill("a", &names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let ascending = on.partition("a").limit(3);
    for query in [ascending.clone(), ascending.descending()] {
        let (mut found, mut sizes, mut cursor) = (Vec::new(), Vec::new(), None);
        loop {
            let page = on.page(&query.clone().after(cursor)).await;
            sizes.push(page.rows.len());
            found.extend(page.rows.into_iter().map(|row| row.key.sk));
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
        if query.descending {
            found.reverse();
        }
        assert_eq!((found, sizes), (names.clone(), vec![3, 3, 3, 1]));
    }
}

/// A page that ends with the range says so.
pub async fn the_last_full_page_has_no_next(on: Subject) {
    let all = letters(&on).await;
    assert_eq!(on.page(&all.clone().limit(4)).await.next, None);
    assert_eq!(on.page(&between(all.clone(), "b", "f").limit(2)).await.next, None);
    assert_eq!(on.page(&between(all.clone(), "b", "h").descending().limit(3)).await.next, None);
    assert_eq!(on.page(&all.limit(3)).await.next.as_deref(), Some("f"));
}

/// Pages of a range keep to it.
pub async fn pages_of_a_range_keep_to_it(on: Subject) {
    let all = letters(&on).await;
    let range = between(all, "d", "h").limit(1);
    let first = on.page(&range).await;
    let second = on.page(&range.clone().after(first.next)).await;
    assert_eq!((second.rows[0].key.sk.as_str(), second.next), ("f", None));
    let range = range.descending();
    let first = on.page(&range).await;
    let second = on.page(&range.clone().after(first.next)).await;
    assert_eq!((second.rows[0].key.sk.as_str(), second.next), ("d", None));
}

/// The row of a cursor may be gone by then.
pub async fn a_cursor_outlives_its_row(on: Subject) {
    let all = letters(&on).await.limit(2);
    let first = on.page(&all).await;
    on.commit(vec![delete(&on.key("a", "d"), Condition::Any)]).await.expect("delete");
    assert_eq!(on.sort_keys(&all.after(first.next)).await, ["f", "h"]);
}

/// A cursor before the range begins it; one past it ends it.
pub async fn a_cursor_outside_the_range_is_its_beginning_or_end(on: Subject) {
    let all = letters(&on).await;
    let range = between(all, "d", "g");
    let after = |query: &Query, cursor: &str| query.clone().after(Some(cursor.to_owned()));
    assert_eq!(on.sort_keys(&after(&range, "a")).await, ["d", "f"]);
    assert!(on.sort_keys(&after(&range, "g")).await.is_empty());
    let range = range.descending();
    assert_eq!(on.sort_keys(&after(&range, "z")).await, ["f", "d"]);
    assert!(on.sort_keys(&after(&range, "d")).await.is_empty());
    assert!(on.sort_keys(&after(&range, "a")).await.is_empty());
}

/// More than an engine reads at once (DynamoDB: 1 MB) is still one page.
pub async fn a_page_may_be_larger_than_a_megabyte(on: Subject) {
    let doc = "x".repeat(300_000);
    let keys: Vec<_> = (0..8).map(|n| on.key("a", &n.to_string())).collect();
    on.commit(keys.iter().map(|key| put(key, &doc)).collect()).await.expect("put");
    assert_eq!(on.page(&on.partition("a")).await.rows.len(), 8);
    let page = on.page(&on.partition("a").descending().limit(6)).await;
    assert_eq!((page.rows.len(), page.next.as_deref()), (6, Some("2")));
}

/// Rows come whole, expired ones included.
pub async fn a_query_returns_whole_rows(on: Subject) {
    let (live, expired) = (on.key("a", "1"), on.key("a", "2"));
    on.commit(vec![put(&live, "one"), put_until(&expired, "two", NOW - 5, Condition::Any)]).await.expect("put");
    let rows = on.page(&on.partition("a")).await.rows;
    assert_eq!(rows, on.table.get(&[live, expired]).await.expect("get").into_iter().flatten().collect::<Vec<_>>());
    assert_eq!((rows[0].version, rows[1].expires_at), (1, Some(NOW - 5)));
}
