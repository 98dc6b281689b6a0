//! No Rust file is longer than what somebody reads in one go: what grows beyond
//! is two things, and becomes two files. Tests are read one at a time, so theirs
//! may be longer; what they share is no test.
#![expect(clippy::unwrap_used, reason = "a test stops where something is missing")]

use std::fs;
use std::path::{Path, PathBuf};

/// Lines of a file, at most.
const LINES: usize = 299;

/// The Rust files below a folder, those of tests and of what is built left out.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let is_test = name == "tests" || name.ends_with("_tests");
        if is_test || name == "target" {
            continue;
        }
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn no_file_has_three_hundred_lines() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut found = Vec::new();
    for folder in ["functions", "shared", "infra"] {
        files(&root.join(folder), &mut found);
    }
    for of_tests in fs::read_dir(root.join("tests")).unwrap() {
        let shared = of_tests.unwrap().path().join("src");
        if shared.is_dir() {
            files(&shared, &mut found);
        }
    }
    assert!(found.len() > 800, "these are the project's own files: {}", found.len());
    let lines = |path: &PathBuf| fs::read_to_string(path).unwrap().lines().count();
    let longer = found.iter().map(|path| (path, lines(path))).filter(|(_, lines)| *lines > LINES);
    let longer: Vec<String> = longer.map(|(path, lines)| format!("{} has {lines} lines", path.display())).collect();
    assert!(longer.is_empty(), "longer than {LINES} lines, so of more than one thing:\n{}", longer.join("\n"));
}
