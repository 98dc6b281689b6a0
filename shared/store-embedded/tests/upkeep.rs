//! Tokens, sweeping, and rewriting the file.

#![expect(clippy::expect_used, reason = "helpers of tests")]

use store::limits::TOKEN_SECONDS;
use store::{Commit, Condition, Key, Query, Table, TableError, Write};
use store_embedded::EmbeddedTable;

const NOW: i64 = 1_800_000_000;

fn put_until(sk: &str, doc: &str, expires_at: Option<i64>) -> Write {
    Write::Put { key: Key::new("p", sk), doc: doc.to_owned(), expires_at, condition: Condition::Any }
}

fn commit(token: Option<&str>, now: i64, writes: Vec<Write>) -> Commit {
    Commit { writes, token: token.map(str::to_owned), now }
}

async fn sort_keys(table: &EmbeddedTable) -> Vec<String> {
    let page = table.query(&Query::partition("p")).await.expect("query");
    page.rows.into_iter().map(|row| row.key.sk).collect()
}

#[tokio::test]
async fn a_token_is_remembered_after_reopening() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("table.redb");
    let first = commit(Some("t"), NOW, vec![put_until("1", "{}", None)]);
    EmbeddedTable::open(&path).expect("open").commit(first.clone()).await.expect("commit");
    let again = EmbeddedTable::open(&path).expect("open");
    assert_eq!(again.commit(first).await, Ok(()));
    let row = again.get(&[Key::new("p", "1")]).await.expect("get").remove(0).expect("the row");
    assert_eq!(row.version, 1);
    let other = commit(Some("t"), NOW, vec![put_until("2", "{}", None)]);
    assert!(matches!(again.commit(other).await, Err(TableError::Invalid(_))));
}

#[tokio::test]
async fn a_token_is_forgotten_after_ten_minutes() {
    let table = EmbeddedTable::in_memory().expect("a table");
    table.commit(commit(Some("t"), NOW, vec![put_until("1", "{}", None)])).await.expect("commit");
    let within = commit(Some("t"), NOW + TOKEN_SECONDS - 1, vec![put_until("2", "{}", None)]);
    assert!(matches!(table.commit(within).await, Err(TableError::Invalid(_))));
    let after = commit(Some("t"), NOW + TOKEN_SECONDS, vec![put_until("3", "{}", None)]);
    assert_eq!(table.commit(after).await, Ok(()));
    assert_eq!(sort_keys(&table).await, ["1", "3"]);
}

#[tokio::test]
async fn a_sweep_removes_what_expired_and_nothing_else() {
    let table = EmbeddedTable::in_memory().expect("a table");
    let writes = vec![
        put_until("expired", "{}", Some(NOW - 10)),
        put_until("just", "{}", Some(NOW)),
        put_until("later", "{}", Some(NOW + 1)),
        put_until("never", "{}", None),
        put_until("prolonged", "{}", Some(NOW - 5)),
        put_until("kept", "{}", Some(NOW - 5)),
    ];
    table.commit(commit(None, NOW - 20, writes)).await.expect("commit");
    let rewritten = vec![put_until("prolonged", "{}", Some(NOW + 100)), put_until("kept", "{}", None)];
    table.commit(commit(None, NOW - 19, rewritten)).await.expect("commit");
    assert_eq!(table.sweep(NOW, 100).await, Ok(2));
    assert_eq!(sort_keys(&table).await, ["kept", "later", "never", "prolonged"]);
    assert_eq!(table.sweep(NOW, 100).await, Ok(0));
}

#[tokio::test]
async fn a_sweep_goes_in_small_steps_oldest_first() {
    let table = EmbeddedTable::in_memory().expect("a table");
    let writes = (0..10).map(|n| put_until(&n.to_string(), "{}", Some(NOW - n))).collect();
    table.commit(commit(None, NOW - 60, writes)).await.expect("commit");
    assert_eq!(table.sweep(NOW, 4).await, Ok(4));
    assert_eq!(sort_keys(&table).await, ["0", "1", "2", "3", "4", "5"]);
    assert_eq!(table.sweep(NOW, 4).await, Ok(4));
    assert_eq!(table.sweep(NOW, 4).await, Ok(2));
    assert!(sort_keys(&table).await.is_empty());
}

#[tokio::test]
async fn a_sweep_removes_forgotten_tokens() {
    let table = EmbeddedTable::in_memory().expect("a table");
    for n in 0..5 {
        let write = put_until(&n.to_string(), "{}", None);
        table.commit(commit(Some(&format!("t{n}")), NOW + n, vec![write])).await.expect("commit");
    }
    assert_eq!(table.sweep(NOW + TOKEN_SECONDS + 1, 100).await, Ok(2));
    let spent = commit(Some("t2"), NOW + 2, vec![put_until("9", "{}", None)]);
    assert!(matches!(table.commit(spent).await, Err(TableError::Invalid(_))));
    assert_eq!(table.sweep(NOW + 2 * TOKEN_SECONDS, 100).await, Ok(3));
}

#[tokio::test]
async fn a_rewritten_file_keeps_what_lives_and_no_byte_of_what_was_erased() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("table.redb");
    let table = EmbeddedTable::open(&path).expect("open");
    // No word of the dictionary that documents are packed against.
    for n in 0..40 {
        let secret =
            format!("Erased Quorx {}", (0..700).map(|x| (n * 7_919 + x * 104_729).to_string()).collect::<String>());
        let writes =
            vec![put_until(&format!("gone{n:02}"), &secret, None), put_until(&format!("kept{n:02}"), "alive", None)];
        table.commit(commit(None, NOW, writes)).await.expect("commit");
    }
    let named = commit(Some("t"), NOW, vec![put_until("kept99", "Earlier Quorx", Some(NOW + 9))]);
    table.commit(named.clone()).await.expect("commit");
    table.commit(commit(None, NOW, vec![put_until("kept99", "alive", Some(NOW + 9))])).await.expect("commit");
    let deletes = (0..40)
        .map(|n| Write::Delete { key: Key::new("p", format!("gone{n:02}")), condition: Condition::Any })
        .collect();
    table.commit(commit(None, NOW, deletes)).await.expect("commit");
    assert!(holds(&path, b"Erased Quorx"), "redb no longer keeps freed bytes: the rewrite may go");
    let old = std::fs::File::open(&path).expect("the old file");

    let rewritten = table.rewrite_file().await.expect("rewrite");

    assert!(!holds(&path, b"Erased Quorx") && !holds(&path, b"Earlier Quorx"));
    assert!(rewritten.bytes_after < rewritten.bytes_before, "{rewritten:?}");
    assert!(bytes_of(old).iter().all(|byte| *byte == 0), "the old file is overwritten");
    assert_eq!(sort_keys(&table).await.len(), 41);
    assert_eq!(table.commit(named).await, Ok(()), "the token is still known");
    table.commit(commit(None, NOW, vec![put_until("new", "{}", None)])).await.expect("writes go on");
    drop(table);
    let again = EmbeddedTable::open(&path).expect("open again");
    assert_eq!(sort_keys(&again).await.len(), 42);
    assert_eq!(again.sweep(NOW + 9, 10).await, Ok(1), "what is due is known after the rewrite");
}

#[tokio::test]
async fn reads_go_on_while_the_file_is_rewritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = EmbeddedTable::open(folder.path().join("table.redb")).expect("open");
    let writes = (0..100).map(|n| put_until(&format!("{n:03}"), &"x".repeat(2_000), None)).collect();
    table.commit(commit(None, NOW, writes)).await.expect("commit");
    let reads = async {
        for _ in 0..200 {
            assert_eq!(sort_keys(&table).await.len(), 100);
            tokio::task::yield_now().await;
        }
    };
    let (rewritten, ()) = tokio::join!(table.rewrite_file(), reads);
    rewritten.expect("rewrite");
}

#[tokio::test]
async fn a_rewrite_that_a_crash_left_behind_is_removed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("table.redb");
    let leftover = folder.path().join("table.redb.rewrite");
    std::fs::write(&leftover, b"half of a copy").expect("write");
    EmbeddedTable::open(&path).expect("open");
    assert!(!leftover.exists());
}

#[cfg(unix)]
#[tokio::test]
async fn only_its_owner_can_read_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("table.redb");
    let table = EmbeddedTable::open(&path).expect("open");
    table.rewrite_file().await.expect("rewrite");
    let mode = std::fs::metadata(&path).expect("metadata").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

fn holds(path: &std::path::Path, needle: &[u8]) -> bool {
    let bytes = std::fs::read(path).expect("the file");
    bytes.windows(needle.len()).any(|window| window == needle)
}

fn bytes_of(mut file: std::fs::File) -> Vec<u8> {
    use std::io::Read;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).expect("read");
    bytes
}
