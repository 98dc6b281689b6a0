//! A store moves to DynamoDB whole, also when the move is killed on its way.
#![expect(clippy::unwrap_used, reason = "what a test unwraps is what it asserts")]

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use store::{Key, Row};
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

async fn fill(data: &Path, rows: usize) {
    let table = EmbeddedTable::open(data.join("permanence.redb")).unwrap();
    let row = |number: usize| Row {
        key: Key::new(format!("NEED#{:04}", number / 7), format!("CASE#é{number}")),
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
