//! A store moves to DynamoDB whole, also when the move is killed on its way.
#![expect(clippy::unwrap_used, reason = "what a test unwraps is what it asserts")]

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use domain::Instant;
use store::repos::server::{copied_at, importing};
use store::{Key, Row};
use store_dynamodb::DynamoTable;
use store_embedded::EmbeddedTable;

const PROGRAM: &str = env!("CARGO_BIN_EXE_permanence-aws");

fn program(url: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).env("AWS_REGION", "eu-west-1").env("AWS_ENDPOINT_URL_DYNAMODB", url);
    command.env("AWS_ACCESS_KEY_ID", "test").env("AWS_SECRET_ACCESS_KEY", "test");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(url: &str, arguments: &[&str]) -> Output {
    program(url, arguments).output().unwrap()
}

/// Where rows stand: every kind that there is, those that wait before those
/// that they lead to, as the file has them.
const PARTITIONS: [&str; 16] = [
    "ADVISER#a",
    "ADVISER#MAIL#a",
    "AUTH#SESSION#h",
    "BOOKING#b",
    "CATALOGUE",
    "DEAD#2026",
    "DUE#",
    "FEED#LOCATION#icab",
    "IDEM#needs#",
    "NEED#",
    "NEEDS#ALL#2026",
    "PENDING#",
    "PERMANENCE#p",
    "STAFF#MAIL#s",
    "SURVEY#s",
    "SURVEYS",
];

async fn fill(data: &Path, rows: usize) {
    let table = EmbeddedTable::open(data.join("permanence.redb")).unwrap();
    let row = |number: usize| Row {
        key: Key::new(
            format!("{}{:04}", PARTITIONS[number % PARTITIONS.len()], number / 70),
            format!("CASE#é{number}"),
        ),
        doc: format!("{{\"n\":{number},\"text\":\"{}\"}}", "ü".repeat(number % 200)),
        version: 1 + number as u64 % 9,
        expires_at: match number % 10 {
            0 => Some(1_000),
            1 => Some(4_000_000_000),
            _ => None,
        },
    };
    table.restore((0..rows).map(row).collect()).await.unwrap();
    drop(table);
}

fn migrate(url: &str, data: &Path, table: &str) -> Output {
    run(url, &["migrate", "--data", data.to_str().unwrap(), "--table", table])
}

#[tokio::test]
async fn a_move_that_is_killed_goes_on_where_it_was() {
    let Some(url) = testkit::skipped::dynamodb_url() else { return };
    let data = tempfile::tempdir().unwrap();
    fill(data.path(), 4_000).await;
    let table = format!("move-{}", std::process::id());
    assert!(run(&url, &["create-table", "--table", &table]).status.success());
    let note = data.path().join(format!("migrate.{table}"));
    let path = data.path().to_str().unwrap();
    let mut child = program(&url, &["migrate", "--data", path, "--table", &table]).spawn().unwrap();
    while !note.exists() && child.try_wait().unwrap().is_none() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let begun = note.exists();
    let moved = migrate(&url, data.path(), &table);
    let said = String::from_utf8_lossy(&moved.stdout).into_owned();
    assert!(moved.status.success(), "{said} {}", String::from_utf8_lossy(&moved.stderr));
    // Every tenth row had ended.
    assert!(said.starts_with("3600 rows moved"), "{said}");
    assert!(begun, "it was killed before its end");
    assert!(!note.exists());
    let again = migrate(&url, data.path(), &table);
    assert!(String::from_utf8_lossy(&again.stderr).contains("is not empty"), "a second move is refused");
}

#[tokio::test]
async fn a_store_that_runs_is_not_moved() {
    let Some(url) = testkit::skipped::dynamodb_url() else { return };
    let data = tempfile::tempdir().unwrap();
    fill(data.path(), 10).await;
    let running = EmbeddedTable::open(data.path().join("permanence.redb")).unwrap();
    let refused = migrate(&url, data.path(), "nowhere");
    assert!(String::from_utf8_lossy(&refused.stderr).contains("stop the host"));
    drop(running);
}

#[tokio::test]
async fn half_an_import_and_a_backup_are_not_moved() {
    let Some(url) = testkit::skipped::dynamodb_url() else { return };
    let begun = Instant::parse("2026-11-24T09:00:00Z").unwrap();
    for (mark, why) in [(importing("d1"), "was broken off (digest d1)"), (copied_at(begun), "is a backup")] {
        let data = tempfile::tempdir().unwrap();
        fill(data.path(), 10).await;
        let stored = EmbeddedTable::open(data.path().join("permanence.redb")).unwrap();
        stored.restore(vec![mark]).await.unwrap();
        drop(stored);
        let refused = migrate(&url, data.path(), "nowhere");
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && said.contains(why), "{said}");
    }
}

/// What is printed, or else said, by the first start under a key.
fn first_start(url: &str, table: &str, key: &str, [email, name]: [&str; 2]) -> Result<String, String> {
    let base = "https://permanence.example";
    let arguments =
        ["first-start", "--table", table, "--base-url", base, "--email", email, "--name", name, "--server-key", key];
    let output = run(url, &arguments);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}

#[tokio::test]
async fn the_first_start_lets_in_whom_an_invitation_on_one_machine_does() {
    let Some(url) = testkit::skipped::dynamodb_url() else { return };
    let table = format!("first-{}", std::process::id());
    assert!(run(&url, &["create-table", "--table", &table]).status.success());
    let (key, you) = ("0".repeat(64), "you@example.brussels");
    for name in ["", "  ", "two\nlines"] {
        let refused = first_start(&url, &table, &key, [you, name]).unwrap_err();
        assert!(refused.contains("--name"), "{name:?}: {refused}");
    }
    let link = first_start(&url, &table, &key, [you, "You"]).unwrap();
    assert!(link.starts_with("https://permanence.example/console/enter/"), "{link}");
    let foreign = first_start(&url, &table, &"1".repeat(64), [you, "You"]).unwrap_err();
    assert!(foreign.contains("was filled under"), "{foreign}");
}

fn table(url: &str, name: &str) -> DynamoTable {
    DynamoTable::new(store_dynamodb::local::client(url), name)
}

async fn rows(table: &DynamoTable) -> Vec<Row> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let (rows, next) = table.rows_after(after.as_ref()).await.unwrap();
        found.extend(rows);
        match next {
            Some(key) => after = Some(key),
            None => return found,
        }
    }
}

/// What the stream or the timer of a running stack would take up at once.
fn waits(row: &Row) -> bool {
    ["PENDING#", "DUE#", "STAFF#MAIL#", "ADVISER#MAIL#"].iter().any(|prefix| row.key.pk.starts_with(prefix))
}

#[tokio::test]
async fn what_waits_is_not_moved_before_the_rest_is_there_and_right() {
    let Some(url) = testkit::skipped::dynamodb_url() else { return };
    let data = tempfile::tempdir().unwrap();
    fill(data.path(), 1_600).await;
    let name = format!("late-{}", std::process::id());
    assert!(run(&url, &["create-table", "--table", &name]).status.success());
    let there = table(&url, &name);
    // A move that was broken off at its beginning, and a row that is nobody's.
    let note = data.path().join(format!("migrate.{name}"));
    std::fs::write(&note, r#"{"part":"State","after":null}"#).unwrap();
    let alien = Row { key: Key::new("NEED#alien", "CASE#NEED"), doc: "{}".to_owned(), version: 1, expires_at: None };
    there.restore(std::slice::from_ref(&alien)).await.unwrap();

    let refused = migrate(&url, data.path(), &name);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && said.contains("was written to meanwhile"), "{said}");
    let moved = rows(&there).await;
    assert_eq!(moved.iter().filter(|row| waits(row)).count(), 0, "nothing is sent from a table that is wrong");
    // Of 1,600 rows 160 had ended; 380 of the others wait.
    assert_eq!(moved.len(), 1 + 1_440 - 380, "everything else is there");

    // The mails come before the rows by which they fall due.
    std::fs::write(&note, r#"{"part":"Mails","after":null}"#).unwrap();
    let moved = migrate(&url, data.path(), &name);
    let said = String::from_utf8_lossy(&moved.stdout).into_owned();
    assert!(moved.status.success(), "{said} {}", String::from_utf8_lossy(&moved.stderr));
    assert!(said.contains("1440 rows moved") && said.contains("already holds 1441 rows"), "{said}");
    assert!(!note.exists());
}
