//! What an earlier version stored opens in this one: all of it is read as it
//! was, and can be changed. What a later one stores is read by this one, without
//! the fields that it does not know.
//!
//! `stores/{version}` holds a folder of data, and what that version answered about
//! it; the newest has every kind of row. A version that changes how rows are
//! written keeps one more:
//!
//! ```sh
//! KEEP=2026-12 make keep-store
//! ```

mod kept;
mod later;
mod made;
mod read;

use std::collections::BTreeMap;

use anyhow::Context as _;
use chrono::Timelike as _;
use journeys::needs::{at, zoe_from};
use journeys::{Desk, Home as _, LocalHost};
use reqwest::Method;
use serde_json::Value;

use crate::kept::{ANSWERS, absent, fill, folders, newest, permanence, rows, stores};
use crate::read::{entries, everything, less};

/// What the version that made a folder answered, and when.
fn answers(folder: &std::path::Path) -> anyhow::Result<(BTreeMap<String, Value>, String)> {
    let kept: BTreeMap<String, Value> = serde_json::from_slice(&std::fs::read(folder.join(ANSWERS))?)?;
    let now = kept.get("now").and_then(Value::as_str).context("when it was kept")?.to_owned();
    Ok((kept, now))
}

/// What people and programs do with what was stored.
async fn change(home: &LocalHost) -> anyhow::Result<()> {
    let coordinator = home.coordinator();
    coordinator.create("/v1/needs", &at("icab", zoe_from("later@later.example"))).await?.must_be(201)?;
    for list in ["permanences", "advisers", "locations", "agencies", "services"] {
        let one = entries(&coordinator, &format!("/v1/{list}")).await?;
        let path = format!("/v1/{list}/{}", one[0]["id"].as_str().context("an id")?);
        let read = coordinator.get(&path).await?.must_be(200)?;
        let put = coordinator.ask(Method::PUT, &path).header("if-match", read.header("etag")).json(&read.json()?);
        coordinator.send(put).await?.must_be(200).context(path)?;
    }
    let waits = entries(&coordinator, "/v1/referrals?status=sent").await?;
    let path = format!("/console/referrals/{}", waits[0]["id"].as_str().context("a referral that waits")?);
    let desk = Desk::of(home, "coordination@permanence.example").await?;
    desk.press(&path, &format!("{path}/link"), |form| form).await?;
    for path in ["/console", "/console/needs", "/console/schedule", "/console/survey", "/console/deliveries"] {
        desk.page(path).await?;
    }
    home.settle().await?;
    Ok(())
}

/// People are found in what was stored before there were rows to find them by.
async fn found(home: &LocalHost) -> anyhow::Result<()> {
    for _ in 0..10 {
        // What time alone asks for is done on the hour.
        let minutes = 60 - home.now().await?.minute();
        home.advance(&format!("PT{minutes}M")).await?;
        let people = home.coordinator().list("/v1/people?q=somebody@example.org").await?;
        if people.first().is_some_and(|one| one["kept"]["bookings"].as_u64() >= Some(1)) {
            return Ok(());
        }
    }
    anyhow::bail!("who booked is not found")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_earlier_versions_stored_is_read_as_it_was_and_can_be_changed() -> anyhow::Result<()> {
    let folders = folders()?;
    assert!(!folders.is_empty(), "a store is kept");
    for folder in folders {
        let (kept, now) = answers(&folder)?;
        let home = LocalHost::wishes().on(&folder).with("PERMANENCE_CLOCK", &now).start().await?;
        let less = less(&kept, &everything(&home).await?);
        assert!(less.is_empty(), "{}:\n{}", folder.display(), less.join("\n"));
        change(&home).await.with_context(|| folder.display().to_string())?;
        found(&home).await.with_context(|| folder.display().to_string())?;
        home.kill()?;
        permanence(home.data(), &now, &["check"])?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_later_version_stores_is_read_without_what_is_new_in_it() -> anyhow::Result<()> {
    let folder = newest()?;
    let (kept, now) = answers(&folder)?;
    let later = rows(&folder, &now)?.iter().map(later::later).collect::<anyhow::Result<Vec<_>>>()?;
    let data = tempfile::tempdir()?;
    fill(data.path(), &now, &later, &folder)?;
    let home = LocalHost::wishes().on(data.path()).with("PERMANENCE_CLOCK", &now).start().await?;
    let less = less(&kept, &everything(&home).await?);
    assert!(less.is_empty(), "{}", less.join("\n"));
    Ok(())
}

#[test]
fn every_kind_of_row_is_kept() -> anyhow::Result<()> {
    let folder = newest()?;
    let (_, now) = answers(&folder)?;
    let absent = absent(&rows(&folder, &now)?)?;
    assert!(absent.is_empty(), "no row of {absent:?}: make one in `made.rs`, then make keep-store KEEP=2027-01");
    Ok(())
}

/// Makes a store with every kind of row: `make keep-store`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "writes into the sources"]
#[expect(clippy::disallowed_methods, reason = "`make keep-store` names the version")]
async fn keep_a_store() -> anyhow::Result<()> {
    let name = std::env::var("KEEP").context("KEEP=2026-12 names the version")?;
    let home = LocalHost::wishes().with("PERMANENCE_DEMO_DATA", "1").start().await?;
    made::everything(&home).await?;
    let now = home.now().await?.to_rfc3339();
    let mut answers = everything(&home).await?;
    home.kill()?;
    let rows = rows(home.data(), &now)?;
    let absent = absent(&rows)?;
    assert!(absent.is_empty(), "no row of {absent:?}");

    let folder = stores().join(&name);
    std::fs::create_dir_all(&folder)?;
    fill(&folder, &now, &rows, home.data())?;
    answers.insert("now".to_owned(), now.into());
    std::fs::write(folder.join(ANSWERS), serde_json::to_vec(&answers)?)?;
    Ok(())
}
