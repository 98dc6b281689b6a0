//! What manifests say is so: each dependency that a crate declares is named by a
//! source file of it, and what they leave out of the tests has none.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::path::Path;

use cargo_metadata::{Metadata, MetadataCommand};

/// Rust's name of a dependency: as it is called here, with underscores.
fn names(source: &str, dependency: &str) -> bool {
    source.match_indices(dependency).any(|(at, _)| {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let before = source[..at].chars().next_back().is_some_and(is_part);
        let after = source[at + dependency.len()..].chars().next().is_some_and(is_part);
        !before && !after
    })
}

fn sources(folder: &Path, found: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        // A crate within a crate's folder has its own dependencies.
        if path.is_dir() && name != "target" && name != "node_modules" && !path.join("Cargo.toml").exists() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}

fn workspace() -> Metadata {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.toml");
    MetadataCommand::new().manifest_path(manifest).no_deps().exec().unwrap()
}

#[test]
fn no_crate_declares_what_it_does_not_use() {
    let metadata = workspace();
    let mut unused = Vec::new();
    for package in &metadata.packages {
        let mut source = String::new();
        sources(package.manifest_path.parent().unwrap().as_std_path(), &mut source);
        let declared =
            package.dependencies.iter().map(|dependency| dependency.rename.as_ref().unwrap_or(&dependency.name));
        let missing = declared.filter(|name| !names(&source, &name.replace('-', "_")));
        unused.extend(missing.map(|name| format!("{} declares {name}", package.name)));
    }
    assert!(metadata.packages.len() > 20, "the whole workspace was looked at");
    assert_eq!(unused, Vec::<String>::new(), "and no file of it names it");
}

#[test]
fn what_is_left_out_of_the_tests_has_none() {
    let metadata = workspace();
    let left_out = metadata.packages.iter().flat_map(|package| &package.targets).filter(|target| !target.test);
    let (mut looked_at, mut forgotten) = (0, Vec::new());
    for target in left_out.filter(|target| target.is_lib() || target.is_bin()) {
        let mut source = std::fs::read_to_string(&target.src_path).unwrap();
        if target.is_lib() {
            sources(target.src_path.parent().unwrap().as_std_path(), &mut source);
        }
        looked_at += 1;
        if ["#[test]", "#[tokio::test", "#[rstest]", "proptest!"].iter().any(|test| source.contains(test)) {
            forgotten.push(target.name.clone());
        }
    }
    assert!(looked_at > 10, "programs and libraries that are built without tests");
    assert_eq!(forgotten, Vec::<String>::new(), "has tests that nobody runs");
}

#[test]
fn a_name_within_another_is_not_that_name() {
    assert!(names("use serde_json::json;", "serde_json"));
    assert!(!names("use serde_json::json;", "serde"));
    assert!(!names("let unserde = 1;", "serde"));
}
