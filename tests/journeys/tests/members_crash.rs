//! The process may die at any moment of an import and of its undo: every row is
//! written once, and taken back.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::Context as _;
use journeys::{Home as _, LocalHost};
use reqwest::Method;
use serde_json::json;

const ROWS: usize = 600;
const KILLS: usize = 10;
const KILLS_OF_UNDO: usize = 5;

fn name(row: usize) -> String {
    format!("Import{row:03}")
}

/// A running import, amid which the host is killed.
struct Job {
    home: LocalHost,
    path: String,
}

impl Job {
    async fn status(&self) -> anyhow::Result<String> {
        let import = self.home.coordinator().get(&self.path).await?.must_be(200)?.json()?;
        Ok(import["status"].as_str().context("a status")?.to_owned())
    }

    async fn begin(&self, what: &str) -> anyhow::Result<()> {
        self.home.coordinator().method(Method::POST, &format!("{}/{what}", self.path)).await?.must_be(202)?;
        Ok(())
    }

    /// Kills the host as soon as something can be seen; answers whether the work
    /// was not done by then.
    async fn kill_when<F: AsyncFn() -> anyhow::Result<bool>>(&self, seen: F, works: &str) -> anyhow::Result<bool> {
        while !seen().await? {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let hit = self.status().await? == works;
        self.home.kill()?;
        self.home.start_again().await?;
        Ok(hit)
    }

    /// Waits until the work is done.
    async fn ends_as(&self, status: &str) -> anyhow::Result<()> {
        self.home.settle().await?;
        anyhow::ensure!(self.status().await? == status, "it is not {status}");
        Ok(())
    }

    /// How often each name is listed.
    async fn names(&self) -> anyhow::Result<BTreeMap<String, u32>> {
        let mut names = BTreeMap::new();
        for member in self.home.coordinator().list("/v1/members?location=becentral&limit=100").await? {
            *names.entry(member["name"].as_str().context("a name")?.to_owned()).or_default() += 1;
        }
        Ok(names)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_row_is_written_once_and_taken_back_through_fifteen_kills() -> anyhow::Result<()> {
    let home = LocalHost::fresh().await?;
    let coordinator = home.coordinator();
    let known = json!({"name": name(0), "location": "becentral", "contact_email": "info@import000.example"});
    coordinator.create("/v1/members", &known).await?.must_be(201)?;
    let rows = (0..ROWS).map(|row| format!("{};lancement;info@import{row:03}.example\n", name(row)));
    let file = format!("Entreprise;Phase;E-mail\n{}", rows.collect::<String>());
    let send = coordinator.ask(Method::POST, "/v1/imports?location=becentral");
    let send = send.header("idempotency-key", "list").header("content-type", "text/csv").body(file);
    let begun = coordinator.send(send).await?.must_be(201)?.json()?;
    let job = Job { home, path: format!("/v1/imports/{}", begun["id"].as_str().context("an id")?) };
    let settle = coordinator.ask(Method::PUT, &job.path).json(&json!({"columns": []}));
    coordinator.send(settle).await?.must_be(200)?;
    job.ends_as("checked").await?;

    job.begin("run").await?;
    let mut hits = 0;
    for kill in 1..=KILLS {
        let last = format!("/v1/members?q={}", name(kill * ROWS / (KILLS + 1)));
        let seen = async || Ok(!coordinator.list(&last).await?.is_empty());
        hits += usize::from(job.kill_when(seen, "running").await?);
    }
    job.ends_as("done").await?;
    println!("{hits} of {KILLS} kills amid the import");
    assert!(hits >= KILLS / 2, "{hits} kills came amid the import");
    let each: BTreeMap<String, u32> = (0..ROWS).map(|row| (name(row), 1)).collect();
    assert_eq!(job.names().await?, each, "every row once");

    // What is taken back, in whichever order.
    let mut ids: Vec<String> = Vec::new();
    for member in coordinator.list("/v1/members?location=becentral&limit=100").await? {
        ids.extend(member["id"].as_str().filter(|_| member["name"] != name(0).as_str()).map(str::to_owned));
    }
    ids.sort_unstable();
    job.begin("undo").await?;
    let mut hits = 0;
    for kill in 1..=KILLS_OF_UNDO {
        let gone = format!("/v1/members/{}", ids[kill * ids.len() / (KILLS_OF_UNDO + 1)]);
        let seen = async || Ok(coordinator.get(&gone).await?.status == 404);
        hits += usize::from(job.kill_when(seen, "undoing").await?);
    }
    job.ends_as("undone").await?;
    println!("{hits} of {KILLS_OF_UNDO} kills amid the undo");
    assert!(hits >= KILLS_OF_UNDO / 2, "{hits} kills came amid the undo");
    assert_eq!(job.names().await?, BTreeMap::from([(name(0), 1)]), "who was there before is there");
    let before = coordinator.list(&format!("/v1/members?q={}", name(0))).await?;
    assert_eq!(before[0].get("stage").filter(|stage| !stage.is_null()), None, "and as it was");
    let import = coordinator.get(&job.path).await?.json()?;
    assert_eq!(import["kept"], json!([]), "nothing was left behind");
    Ok(())
}
