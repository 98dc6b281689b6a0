//! Who may import whom, held against what cargo says of the workspace.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use cargo_metadata::{DependencyKind, MetadataCommand};

const FUNCTIONS: [&str; 7] = ["directory", "schedule", "needs", "referrals", "survey", "dispatch", "console"];
const ENGINES: [&str; 2] = ["store-embedded", "store-dynamodb"];

/// What each shared crate may import of ours.
fn allowed(package: &str) -> Option<&'static [&'static str]> {
    Some(match package {
        "domain" => &[],
        "store" | "mail" | "brussels-data" => &["domain"],
        "store-embedded" | "store-dynamodb" => &["store", "domain"],
        "flows" => &["domain", "store", "mail"],
        "web" => &["domain", "store"],
        "runtime" => &["domain", "store", "mail", "web", "flows", "store-embedded", "store-dynamodb"],
        function if FUNCTIONS.contains(&function) => &["domain", "store", "mail", "web", "flows"],
        _ => return None,
    })
}

/// Normal dependencies of each package of the workspace, by name.
fn imports() -> BTreeMap<String, Vec<String>> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.toml");
    let metadata = MetadataCommand::new().manifest_path(manifest).no_deps().exec().unwrap();
    metadata
        .packages
        .iter()
        .map(|package| {
            let normal = package.dependencies.iter().filter(|dependency| dependency.kind == DependencyKind::Normal);
            (package.name.to_string(), normal.map(|dependency| dependency.name.clone()).collect())
        })
        .collect()
}

#[test]
fn each_crate_imports_only_what_it_may() {
    let imports = imports();
    for (package, dependencies) in &imports {
        let Some(allowed) = allowed(package) else { continue };
        for dependency in dependencies.iter().filter(|dependency| imports.contains_key(*dependency)) {
            assert!(allowed.contains(&dependency.as_str()), "{package} may not import {dependency}");
        }
    }
    for known in FUNCTIONS.iter().chain(&ENGINES) {
        assert!(imports.contains_key(*known), "{known} is part of the workspace");
    }
}

#[test]
fn only_the_host_and_runtimes_know_engines() {
    let may = ["permanence", "runtime", "runtime-aws", "testkit"];
    for (package, dependencies) in imports() {
        let engine = dependencies.iter().find(|dependency| ENGINES.contains(&dependency.as_str()));
        assert!(engine.is_none() || may.contains(&package.as_str()), "{package} imports {engine:?}");
    }
}

#[test]
fn the_cloud_s_libraries_stand_where_they_belong() {
    for (package, dependencies) in imports() {
        for dependency in dependencies {
            let aws = dependency.starts_with("aws-");
            assert!(
                !aws || ["store-dynamodb", "mail", "runtime-aws"].contains(&package.as_str()),
                "{package}: {dependency}"
            );
        }
    }
}

#[test]
fn the_host_links_no_cloud_library() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.toml");
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--package", "permanence", "--edges", "normal", "--prefix", "none", "--manifest-path"])
        .arg(manifest)
        .output()
        .unwrap();
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8_lossy(&tree.stdout);
    assert!(tree.contains("redb v"), "the host is over redb");
    let cloud = tree.lines().find(|line| line.starts_with("aws-") || line.starts_with("lambda_"));
    assert_eq!(cloud, None);
}
