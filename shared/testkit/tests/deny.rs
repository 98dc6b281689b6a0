//! What is linked keeps the rules of `deny.toml`, also where `cargo-deny` itself
//! is absent: built from source on a fresh clone it took as long as a tenth of
//! the workspace.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::path::Path;

use cargo_metadata::{CargoOpt, Metadata, MetadataCommand};
use serde::Deserialize;
use spdx::{Expression, Licensee, ParseMode};

/// The part of `deny.toml` that is held here.
#[derive(Deserialize)]
struct Deny {
    licenses: Licenses,
    bans: Bans,
    sources: Sources,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Banned>,
}

#[derive(Deserialize)]
struct Banned {
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Sources {
    unknown_registry: String,
    unknown_git: String,
}

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

fn rules() -> Deny {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deny.toml");
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Everything that may be linked, with every feature; what is the workspace's own
/// apart.
fn linked() -> Metadata {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.toml");
    let locked = ["--locked".to_owned()];
    MetadataCommand::new().manifest_path(manifest).features(CargoOpt::AllFeatures).other_options(locked).exec().unwrap()
}

/// Whether it may be linked under licences that are allowed.
fn is_allowed(expression: &str, allowed: &[Licensee]) -> bool {
    let read = Expression::parse_mode(expression, ParseMode::LAX);
    read.is_ok_and(|read| read.evaluate(|asked| allowed.iter().any(|one| one.satisfies(asked))))
}

fn allowed() -> Vec<Licensee> {
    rules().licenses.allow.iter().map(|one| Licensee::parse(one).unwrap()).collect()
}

#[test]
fn every_crate_that_is_linked_has_a_licence_that_is_allowed() {
    let (metadata, allowed) = (linked(), allowed());
    let others = metadata.packages.iter().filter(|package| package.source.is_some());
    let refused = others.clone().filter(|package| {
        let said = package.license.as_deref();
        !said.is_some_and(|said| is_allowed(said, &allowed))
    });
    let refused: Vec<String> = refused.map(|one| format!("{}: {:?}", one.id, one.license)).collect();
    assert!(others.count() > 200, "everything was looked at");
    assert_eq!(refused, Vec::<String>::new());
}

#[test]
fn a_licence_that_is_not_listed_is_refused() {
    let allowed = allowed();
    for good in ["MIT", "MIT/Apache-2.0", "GPL-3.0-only OR MIT", "Apache-2.0 WITH LLVM-exception"] {
        assert!(is_allowed(good, &allowed), "{good}");
    }
    for bad in ["GPL-3.0-only", "MIT AND GPL-3.0-only", "AGPL-3.0-or-later", "our own words", ""] {
        assert!(!is_allowed(bad, &allowed), "{bad}");
    }
}

#[test]
fn what_is_banned_or_from_elsewhere_is_not_linked() {
    let (metadata, rules) = (linked(), rules());
    let is_banned = |name: &str| rules.bans.deny.iter().any(|banned| banned.name == name);
    let banned = metadata.packages.iter().filter(|package| is_banned(&package.name));
    let banned: Vec<String> = banned.map(|package| package.id.to_string()).collect();
    assert!(!rules.bans.deny.is_empty());
    assert_eq!(banned, Vec::<String>::new());

    assert_eq!((&*rules.sources.unknown_registry, &*rules.sources.unknown_git), ("deny", "deny"));
    let sources = metadata.packages.iter().filter_map(|package| package.source.as_ref());
    let elsewhere: Vec<String> = sources.map(|source| source.repr.clone()).filter(|from| from != CRATES_IO).collect();
    assert_eq!(elsewhere, Vec::<String>::new());
}
