//! All rows out to a file and in again: nothing lost, nothing taken on trust.
#![expect(clippy::unwrap_used, reason = "what a test unwraps is what it asserts")]

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

use store::{Key, Row};
use store_embedded::EmbeddedTable;

fn permanence(data: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_permanence"))
        .args(arguments)
        .env_clear()
        .env("PERMANENCE_DATA", data)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

async fn fill(data: &Path) -> Vec<Row> {
    let table = EmbeddedTable::open(data.join("permanence.redb")).unwrap();
    let row = |number: u64| Row {
        key: Key::new(format!("P\0#{}", number / 3), format!("{number:03} é")),
        doc: format!("{{\"n\":{number}}}"),
        version: number + 1,
        expires_at: number.is_multiple_of(2).then_some(4_000_000_000),
    };
    let rows: Vec<Row> = (0..2_500).map(row).collect();
    table.restore(rows.clone()).await.unwrap();
    drop(table);
    rows
}

#[tokio::test]
async fn what_is_exported_is_imported_again_row_for_row() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let rows = fill(one.path()).await;
    let file = one.path().join("all.jsonl");
    std::fs::write(one.path().join("all.part"), "left behind").unwrap();
    let exported = permanence(one.path(), &["export", "--to", file.to_str().unwrap()]);
    assert!(exported.status.success(), "{}", said(&exported));
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "it holds what is known of people");
    let imported = permanence(other.path(), &["import", file.to_str().unwrap()]);
    assert!(imported.status.success(), "{}", said(&imported));
    assert_eq!(said(&exported).lines().next(), said(&imported).lines().next(), "the same digest");
    let table = EmbeddedTable::open(other.path().join("permanence.redb")).unwrap();
    let mut found = table.rows_after(None, 10_000).unwrap();
    let mut expected = rows;
    expected.sort_by(|a, b| (&a.key.pk, &a.key.sk).cmp(&(&b.key.pk, &b.key.sk)));
    found.sort_by(|a, b| (&a.key.pk, &a.key.sk).cmp(&(&b.key.pk, &b.key.sk)));
    assert_eq!(found, expected);
    drop(table);
    let twice = permanence(other.path(), &["import", file.to_str().unwrap()]);
    assert!(said(&twice).contains("is not empty"), "{}", said(&twice));
}

#[tokio::test]
async fn an_import_goes_on_only_where_that_one_was_broken_off() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let rows = fill(one.path()).await;
    let file = one.path().join("all.jsonl");
    let file = file.to_str().unwrap();
    let exported = permanence(one.path(), &["export", "--to", file]);
    let digest = said(&exported).lines().next().unwrap().rsplit(' ').next().unwrap().to_owned();
    assert!(permanence(other.path(), &["import", file]).status.success());

    // A store that lives on is not written over.
    let stored = |data: &Path| EmbeddedTable::open(data.join("permanence.redb")).unwrap();
    let lived_on = Row { doc: "{}".to_owned(), version: 99, ..rows[0].clone() };
    stored(other.path()).restore(vec![lived_on.clone()]).await.unwrap();
    let again = permanence(other.path(), &["import", "--again", file]);
    assert!(!again.status.success() && said(&again).contains("is not empty"), "{}", said(&again));
    let found = stored(other.path()).rows_after(None, 10_000).unwrap();
    assert!(found.contains(&lived_on) && found.len() == rows.len(), "it stays as it is");

    // One that was broken off is not served; it goes on with the same file alone.
    let half = tempfile::tempdir().unwrap();
    let mark = |digest: &str| {
        let doc = format!("{{\"digest\":\"{digest}\"}}");
        Row { key: Key::new("SERVER", "IMPORT"), doc, version: 1, expires_at: None }
    };
    stored(half.path()).restore(rows[..900].iter().cloned().chain([mark(&digest)]).collect()).await.unwrap();
    std::fs::write(half.path().join("server.key"), [7; 32]).unwrap();
    for verb in ["serve", "figures", "export"] {
        let refused = permanence(half.path(), &[verb]);
        assert!(said(&refused).contains("was broken off"), "{verb}: {}", said(&refused));
    }
    let unasked = permanence(half.path(), &["import", file]);
    assert!(said(&unasked).contains("--again"), "{}", said(&unasked));
    stored(half.path()).restore(vec![mark("another")]).await.unwrap();
    let foreign = permanence(half.path(), &["import", "--again", file]);
    assert!(said(&foreign).contains("import of another file"), "{}", said(&foreign));
    stored(half.path()).restore(vec![mark(&digest)]).await.unwrap();
    let done = permanence(half.path(), &["import", "--again", file]);
    assert!(done.status.success(), "{}", said(&done));
    assert_eq!(stored(half.path()).rows_after(None, 10_000).unwrap().len(), rows.len());
}

#[tokio::test]
async fn an_altered_or_cut_file_is_refused_and_nothing_is_written() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fill(one.path()).await;
    let exported = permanence(one.path(), &["export"]);
    let text = String::from_utf8(exported.stdout).unwrap();
    let half: String = text.split_inclusive('\n').take(900).collect();
    let altered = text.replacen("{\\\"n\\\":7}", "{\\\"n\\\":8}", 1);
    assert_ne!(altered, text);
    for (content, why) in [(half.as_str(), "cut off"), (&altered, "changed"), ("{}\n", "no export")] {
        let file = other.path().join("bad.jsonl");
        std::fs::write(&file, content).unwrap();
        let refused = permanence(other.path(), &["import", file.to_str().unwrap()]);
        assert!(!refused.status.success() && said(&refused).contains(why), "{why}: {}", said(&refused));
        assert!(!other.path().join("permanence.redb").exists());
    }
}
