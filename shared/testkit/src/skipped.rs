//! What a test can't do without and does not find here. A test that leaves
//! itself out passes, so it says so in `.tools/skipped`, a line for each, and
//! `make test` ends by naming them.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Where DynamoDB Local answers; `None`, noted, where `PERMANENCE_SKIP_DYNAMODB=1`
/// leaves these tests out.
///
/// # Panics
/// Neither is said: a test must not be left out by accident.
#[must_use]
pub fn dynamodb_url() -> Option<String> {
    if let Some(url) = variable("DYNAMODB_LOCAL_URL") {
        return Some(url);
    }
    assert!(
        variable("PERMANENCE_SKIP_DYNAMODB").is_some_and(|value| value == "1"),
        "no DynamoDB Local to test against: run `tests/tools/with-dynamodb.sh cargo test ...`, \
         or set PERMANENCE_SKIP_DYNAMODB=1 to leave these tests out"
    );
    note("no DynamoDB Local (it needs Java 17 and npm)");
    None
}

/// Whether a test is to leave itself out, noted, since a program is absent:
/// only where `MAY_SKIP=1`, as `make test` says; else the test goes on and fails.
#[must_use]
pub fn lacks(program: &str) -> bool {
    let version = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    let absent = version.is_err() && variable("MAY_SKIP").is_some_and(|value| value == "1");
    if absent {
        note(&format!("no {program}"));
    }
    absent
}

/// A folder or file beside the project, of what is not to be copied into it; `None`,
/// noted, where it is absent: the project stands without it.
#[must_use]
pub fn beside_the_project(path: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(path);
    if found.exists() {
        return Some(found);
    }
    note(&format!("no ../shared/{path}"));
    None
}

/// Notes that the present test was left out, and why.
fn note(reason: &str) {
    let thread = std::thread::current();
    let line = line(&std::env::current_dir().unwrap_or_default(), thread.name().unwrap_or("a test"), reason);
    println!("skipped: {line}");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.tools");
    let written = fs::create_dir_all(&folder).and_then(|()| {
        let mut file = OpenOptions::new().create(true).append(true).open(folder.join("skipped"))?;
        // One write, so that lines of several processes stay whole.
        file.write_all(format!("{line}\n").as_bytes())
    });
    assert!(written.is_ok(), "what is left out must be noted: {written:?}");
}

/// `store-dynamodb: conformance::get: no DynamoDB Local`. Tests run in the
/// folder of their crate.
fn line(folder: &Path, test: &str, reason: &str) -> String {
    let package = folder.file_name().unwrap_or_default().to_string_lossy();
    format!("{package}: {test}: {reason}")
}

#[expect(clippy::disallowed_methods, reason = "a test harness: nobody can hand it its surroundings")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_the_crate_the_test_and_what_is_missing() {
        let said = line(Path::new("/p/shared/store-dynamodb"), "conformance::get", "no DynamoDB Local");
        assert_eq!(said, "store-dynamodb: conformance::get: no DynamoDB Local");
    }

    #[test]
    fn a_program_that_is_there_is_not_lacking() {
        assert!(!lacks("sh"));
    }
}
