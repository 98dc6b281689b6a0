//! Who may import whom, held against what cargo says of the workspace.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_metadata::{DependencyKind, MetadataCommand};

const FUNCTIONS: [&str; 9] =
    ["directory", "schedule", "members", "needs", "referrals", "survey", "inform", "dispatch", "console"];
const ENGINES: [&str; 2] = ["store-embedded", "store-dynamodb"];

/// What each shared crate may import of ours.
fn allowed(package: &str) -> Option<&'static [&'static str]> {
    Some(match package {
        "domain" | "webhooks" => &[],
        "store" | "mail" | "calendar" | "rota-planner" | "brussels-data" => &["domain"],
        "store-embedded" | "store-dynamodb" => &["store", "domain"],
        "flows" => &["domain", "store", "mail", "calendar", "webhooks", "rota-planner"],
        "web" => &["domain", "store", "webhooks"],
        "runtime" => &["domain", "store", "mail", "web", "flows", "store-embedded", "store-dynamodb"],
        "runtime-aws" => &["domain", "store", "store-dynamodb", "mail", "runtime", "web", "flows", "webhooks"],
        function if FUNCTIONS.contains(&function) => {
            &["domain", "store", "mail", "calendar", "web", "flows", "webhooks", "rota-planner"]
        }
        _ => return None,
    })
}

/// Normal dependencies of each package of the workspace, by name; of a
/// function, those of its library: its Lambda program is behind a feature.
fn imports() -> BTreeMap<String, Vec<String>> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.toml");
    let metadata = MetadataCommand::new().manifest_path(manifest).no_deps().exec().unwrap();
    metadata
        .packages
        .iter()
        .map(|package| {
            let library = |optional: bool| !(optional && FUNCTIONS.contains(&package.name.as_str()));
            let normal = package
                .dependencies
                .iter()
                .filter(|dependency| dependency.kind == DependencyKind::Normal && library(dependency.optional));
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
    let may = ["permanence", "permanence-aws", "runtime", "runtime-aws", "testkit", "bench"];
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
fn lambda_s_libraries_stand_behind_each_function_s_feature() {
    for (package, dependencies) in imports() {
        let lambda = dependencies.iter().find(|dependency| dependency.starts_with("lambda_"));
        assert!(
            lambda.is_none() || ["bare-lambda", "runtime-aws"].contains(&package.as_str()),
            "{package}: {lambda:?}"
        );
    }
    for function in FUNCTIONS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../functions").join(function).join("src");
        for file in rust_files(&folder) {
            let text = std::fs::read_to_string(&file).unwrap();
            let names = text.contains("lambda_http::") || text.contains("lambda_runtime::");
            assert!(!names || file.ends_with("src/main.rs"), "{}", file.display());
        }
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

/// What a package links, a line each.
fn tree(package: &str, features: &[&str]) -> String {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.toml");
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--package", package, "--edges", "normal", "--prefix", "none", "--manifest-path"])
        .arg(manifest)
        .args(features)
        .output()
        .unwrap();
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    String::from_utf8_lossy(&tree.stdout).into_owned()
}

#[test]
fn the_host_links_no_cloud_library() {
    let tree = tree("permanence", &[]);
    assert!(tree.contains("redb v"), "the host is over redb");
    let cloud = tree.lines().find(|line| line.starts_with("aws-") || line.starts_with("lambda_"));
    assert_eq!(cloud, None);
}

#[test]
fn no_lambda_program_links_the_embedded_engine() {
    for function in FUNCTIONS {
        let tree = tree(function, &["--features", "lambda"]);
        assert!(tree.contains("aws-sdk-dynamodb v"), "{function} is over DynamoDB");
        assert_eq!(tree.lines().find(|line| line.starts_with("redb v") || line.starts_with("axum-server")), None);
    }
}
