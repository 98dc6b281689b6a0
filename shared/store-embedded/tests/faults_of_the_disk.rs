//! What a disk alters is seen and named; what is copied beside the writer is
//! whole.

#![expect(clippy::unwrap_used, reason = "a test fails where it can't go on")]

use std::collections::BTreeSet;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use store::{Commit, Condition, Key, Query, Row, Table as _, TableError, Write};
use store_embedded::{EmbeddedTable, back_up, check};

const ROWS: usize = 3_000;

fn put(number: usize, doc: String) -> Write {
    let key = Key::new(format!("NEED#{:03}", number / 10), format!("CASE#{:05}", number * 7));
    Write::Put { key, doc, expires_at: number.is_multiple_of(3).then_some(9_000), condition: Condition::Any }
}

fn doc(number: usize) -> String {
    format!(r#"{{"id":"{number:026}","status":"sent","attempts":{number},"note":"{}"}}"#, "né ".repeat(number % 90))
}

async fn write(table: &EmbeddedTable, numbers: std::ops::Range<usize>) {
    let writes: Vec<Write> = numbers.map(|number| put(number, doc(number))).collect();
    for some in writes.chunks(100) {
        table.commit(Commit { writes: some.to_vec(), token: None, now: 0 }).await.unwrap();
    }
}

async fn filled(path: &Path) {
    let table = EmbeddedTable::open(path).unwrap();
    write(&table, 0..ROWS).await;
    table.close();
}

/// Flips bits of bytes from `seed` on, by an LCG; answers where.
fn flip(path: &Path, bytes: usize, seed: u64) {
    let file = std::fs::OpenOptions::new().read(true).write(true).open(path).unwrap();
    let length = file.metadata().unwrap().len();
    let mut dice = seed;
    for _ in 0..bytes {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let at = 4_096 + (dice >> 16) % (length - 4_096);
        let mut byte = [0];
        file.read_exact_at(&mut byte, at).unwrap();
        file.write_all_at(&[byte[0] ^ (1 << (dice % 8))], at).unwrap();
    }
}

#[tokio::test]
async fn a_sound_file_is_found_sound_and_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.redb");
    filled(&path).await;
    let before = std::fs::read(&path).unwrap();
    let mut rows = 0;
    let found = check(&path, None, |_| {
        rows += 1;
        Ok(())
    });
    let found = found.unwrap();
    assert!(found.is_sound(), "{found:?}");
    assert_eq!((found.rows, rows), (ROWS as u64, ROWS));
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "the copy is gone");

    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("table.redb.check")).unwrap();
    assert!(check(&path, None, |_| Ok(())).is_err(), "there is no place for a copy beside the file");
    assert!(check(&path, Some(elsewhere.path()), |_| Ok(())).unwrap().is_sound());
    assert_eq!(std::fs::read_dir(elsewhere.path()).unwrap().count(), 0, "the copy is gone");
    std::fs::remove_dir(folder.path().join("table.redb.check")).unwrap();

    let table = EmbeddedTable::open(&path).unwrap();
    let refused = check(&path, None, |_| Ok(()));
    assert!(matches!(refused, Err(TableError::Unavailable(_))), "a host writes: {refused:?}");
    drop(table);
}

#[tokio::test]
async fn altered_bytes_keep_the_file_shut_and_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let sound = folder.path().join("sound.redb");
    filled(&sound).await;
    let mut some_rows_are_lost = 0;
    for seed in 0..40 {
        let path = folder.path().join("table.redb");
        std::fs::copy(&sound, &path).unwrap();
        flip(&path, 200, seed);
        let opened = EmbeddedTable::open(&path).map(drop);
        assert!(matches!(opened, Err(TableError::Corrupt(_))), "seed {seed}: {opened:?}");
        std::fs::copy(&sound, &path).unwrap();
        flip(&path, 12, seed);
        let mut read = BTreeSet::new();
        let mut wrong = Vec::new();
        let found = check(&path, None, |row| {
            let number = row.key.sk[5..].parse::<usize>().unwrap() / 7;
            if !read.insert(number) || row.doc != doc(number) {
                wrong.push(row.clone());
            }
            Ok(())
        });
        let found = found.unwrap();
        assert!(wrong.is_empty(), "seed {seed}: handed on although altered, or twice: {wrong:?}");
        assert!(!found.is_sound() && found.rows == read.len() as u64, "seed {seed}: {found:?}");
        let lost = ROWS - read.len();
        assert!(lost < ROWS / 2, "seed {seed}: {lost} lost to {:?}", found.damaged);
        assert!(lost == 0 || !found.damaged.is_empty(), "seed {seed}: {lost} lost, none named");
        some_rows_are_lost += usize::from(lost > 0);
    }
    assert!(some_rows_are_lost > 20, "{some_rows_are_lost}");
}

#[tokio::test]
async fn a_damaged_file_is_not_copied_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (path, copy) = (folder.path().join("table.redb"), folder.path().join("copy.redb"));
    let sound = folder.path().join("sound.redb");
    filled(&sound).await;
    for seed in 0..20 {
        std::fs::copy(&sound, &path).unwrap();
        flip(&path, 200, seed);
        let taken = back_up(&path, &copy, &[]);
        assert!(taken.is_err(), "seed {seed}: {taken:?}");
        let mut left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|one| one.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["sound.redb", "table.redb"], "seed {seed}");
    }
    // What one that was killed left is no part of the next.
    std::fs::copy(&sound, folder.path().join("copy.redb.part")).unwrap();
    std::fs::remove_file(&path).unwrap();
    let table = EmbeddedTable::open(&path).unwrap();
    write(&table, 0..10).await;
    assert_eq!(back_up(&path, &copy, &[]).unwrap().rows, 10);
}

#[test]
fn a_file_of_something_else_is_no_store() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.redb");
    std::fs::write(&path, [7; 9_000]).unwrap();
    let opened = EmbeddedTable::open(&path).map(drop);
    assert!(matches!(opened, Err(TableError::Corrupt(_))), "{opened:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_taken_beside_the_writer_is_one_moment_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.redb");
    let table = Arc::new(EmbeddedTable::open(&path).unwrap());
    write(&table, 0..ROWS).await;
    // Each commit moves one from here to there: every moment holds as many.
    let enough = Arc::new(AtomicBool::new(false));
    let writer = tokio::spawn({
        let (table, enough) = (Arc::clone(&table), Arc::clone(&enough));
        async move {
            for number in (0..).take_while(|_| !enough.load(Ordering::SeqCst)) {
                let Write::Put { key, .. } = put(number, String::new()) else { unreachable!() };
                let gone = Write::Delete { key, condition: Condition::Any };
                let writes = vec![gone, put(ROWS + number, doc(ROWS + number))];
                table.commit(Commit { writes, token: None, now: 0 }).await.unwrap();
            }
        }
    });
    for number in 0..3 {
        let to = folder.path().join(format!("copy{number}.redb"));
        let mark = Row { key: Key::new("SERVER", "COPY"), doc: "{}".to_owned(), version: 1, expires_at: None };
        let (from, copy) = (path.clone(), to.clone());
        let taken = tokio::task::spawn_blocking(move || back_up(&from, &copy, &[mark])).await.unwrap().unwrap();
        assert_eq!(taken.rows, ROWS as u64, "one moment");
        let found = check(&to, None, |_| Ok(())).unwrap();
        assert!(found.is_sound() && found.rows == taken.rows + 1, "{found:?}");
        let copied = EmbeddedTable::open(&to).unwrap();
        assert_eq!(copied.query(&Query::partition("SERVER")).await.unwrap().rows.len(), 1);
        assert_eq!(copied.sweep(9_000, 1_000).await, Ok(1_000), "what ends is known in the copy too");
    }
    enough.store(true, Ordering::SeqCst);
    writer.await.unwrap();
    assert!(table.query(&Query::partition("SERVER")).await.unwrap().rows.is_empty(), "the mark is in the copy alone");
}
