//! A backup of a host that runs, put back: whole, and nothing that may have
//! left since leaves again before somebody says so.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use anyhow::Context as _;
use journeys::needs::{at, need, zoe};
use journeys::programs::host;
use journeys::{Home, LocalHost};
use serde_json::Value;

fn permanence(data: &Path, arguments: &[&str]) -> anyhow::Result<Output> {
    let mut command = Command::new(host()?);
    Ok(command.env_clear().env("PERMANENCE_DATA", data).args(arguments).output()?)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

async fn state(home: &LocalHost, number: usize) -> anyhow::Result<String> {
    let mut what = at("icab", zoe());
    what["contact"]["email"] = format!("member-{number}@zoe-robotics.example").into();
    let stated = home.coordinator().create("/v1/needs", &what).await?.must_be(201)?.json()?;
    stated["id"].as_str().map(str::to_owned).context("a need without an id")
}

/// How often each mail was taken.
async fn copies(home: &LocalHost) -> anyhow::Result<BTreeMap<String, usize>> {
    let mut copies = BTreeMap::new();
    for mail in home.mailbox().await? {
        *copies.entry(mail.message_id).or_default() += 1;
    }
    Ok(copies)
}

/// Deliveries that wait for somebody's word, referrals' requests first.
async fn held(home: &LocalHost) -> anyhow::Result<Vec<Value>> {
    let mut all = home.coordinator().list("/v1/deliveries?limit=100").await?;
    assert!(all.iter().all(|one| one["last_error"] == "restored"), "{all:?}");
    all.sort_by_key(|one| one["kind"] != "referral");
    Ok(all)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_taken_under_load_is_whole_and_sends_nothing_again_by_itself() -> anyhow::Result<()> {
    let home = LocalHost::with_smtp().await?;
    let mut before = Vec::new();
    for number in 0..10 {
        before.push(state(&home, number).await?);
    }
    home.settle().await?;
    // These wait while the backup is taken, amid more that are stated.
    home.smtp()?.down().await?;
    for number in 10..15 {
        before.push(state(&home, number).await?);
    }
    let folder = tempfile::tempdir()?;
    let backup = folder.path().join("backup");
    let (from, to) = (home.data().to_owned(), backup.to_string_lossy().into_owned());
    let taking = tokio::task::spawn_blocking(move || permanence(&from, &["backup", "--to", &to]));
    let mut number = 15;
    while !taking.is_finished() || number < 40 {
        state(&home, number).await?;
        number += 1;
    }
    let taken = taking.await??;
    assert!(taken.status.success(), "{}", said(&taken));
    let again = permanence(home.data(), &["backup", "--to", &backup.to_string_lossy()])?;
    assert!(!again.status.success() && said(&again).contains("exists already"), "{}", said(&again));
    let found = permanence(&backup, &["check"])?;
    assert!(found.status.success(), "{}", said(&found));

    // The host goes on, and everything leaves; then it is put back.
    home.smtp()?.up().await?;
    home.settle().await?;
    let left = copies(&home).await?;
    assert_eq!(left.len(), 2 * number, "one to the agency and one to the member of each need");
    home.kill()?;
    for file in ["permanence.redb", "server.key"] {
        std::fs::copy(backup.join(file), home.data().join(file))?;
    }
    home.start_again().await?;
    assert!(home.said().contains("deliveries may have left since"), "{}", home.said());
    home.settle().await?;
    for id in &before {
        need(&home, id).await?;
    }
    let waiting = held(&home).await?;
    assert!(waiting.len() >= 10, "those of five needs at least: {}", waiting.len());
    let stated_meanwhile = state(&home, 99).await?;
    home.settle().await?;
    assert_eq!(need(&home, &stated_meanwhile).await?["referrals"][0]["status"], "sent");
    let since = copies(&home).await?;
    assert!(since.values().all(|times| *times == 1), "nothing left again: {since:?}");
    assert_eq!(since.len(), left.len() + 2, "but for what is new");

    // A person's word: this one left; that one is sent again, as the same mail.
    let about = |one: &Value| one["need"].as_str().unwrap_or_default().to_owned();
    let word = async |one: &Value, word: &str| {
        let path = format!("/v1/deliveries/{}/{word}", one["id"].as_str().unwrap_or_default());
        home.coordinator().create(&path, &Value::Null).await
    };
    assert_eq!((&waiting[0]["kind"], &waiting[1]["kind"]), (&"referral".into(), &"referral".into()));
    assert_eq!(need(&home, &about(&waiting[0])).await?["referrals"][0]["status"], "queued");
    word(&waiting[0], "sent").await?.must_be(204)?;
    word(&waiting[0], "sent").await?.must_be(409)?;
    word(&waiting[1], "resend").await?.must_be(202)?;
    home.settle().await?;
    for one in waiting.iter().take(2) {
        assert_eq!(need(&home, &about(one)).await?["referrals"][0]["status"], "sent");
    }
    let again: Vec<usize> = copies(&home).await?.into_values().filter(|times| *times > 1).collect();
    assert_eq!(again, [2], "the one that was sent again, under its Message-ID");
    assert_eq!(held(&home).await?.len(), waiting.len() - 2);

    // The same store starts again without holding anything back.
    home.start_again().await?;
    assert_eq!(held(&home).await?.len(), waiting.len() - 2);
    Ok(())
}
