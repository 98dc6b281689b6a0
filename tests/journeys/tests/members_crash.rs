//! What does the work may die at any moment of an import and of its undo, the host
//! or the cloud's function: every row is written once, and taken back.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Context as _;
use journeys::{Home, in_the_cloud};
use reqwest::Method;
use serde_json::json;

/// How long the list is, and how often what does the work is killed.
struct Size {
    rows: usize,
    kills: usize,
    kills_of_undo: usize,
    /// Between two looks at how far it is.
    pause: Duration,
}

/// A commit of DynamoDB Local takes as long as a hundred of the host's, of which 25 wait
/// for the disk together.
fn size() -> Size {
    if in_the_cloud() {
        Size { rows: 80, kills: 4, kills_of_undo: 2, pause: Duration::from_millis(10) }
    } else {
        Size { rows: 2_400, kills: 10, kills_of_undo: 5, pause: Duration::from_millis(1) }
    }
}

fn name(row: usize) -> String {
    format!("Import{row:04}")
}

/// The cloud's timer, on a clock on which the work of a program that was killed is
/// soon taken over by the next; the host does that when it starts.
struct Timer(Arc<AtomicBool>);

impl Timer {
    fn start(home: &Arc<dyn Home>) -> Self {
        let ends = Arc::new(AtomicBool::new(!in_the_cloud()));
        let (home, until) = (Arc::clone(home), Arc::clone(&ends));
        tokio::spawn(async move {
            while !until.load(Ordering::SeqCst) {
                // It fails with the program that it wakes.
                let _ = home.advance("PT2M").await;
            }
        });
        Self(ends)
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// A running import, amid which what works on it is killed.
struct Job {
    home: Arc<dyn Home>,
    path: String,
    pause: Duration,
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

    /// Kills what works as soon as something can be seen; answers whether the work
    /// was not done by then.
    async fn kill_when<F: AsyncFn() -> anyhow::Result<bool>>(&self, seen: F, works: &str) -> anyhow::Result<bool> {
        while !seen().await? {
            tokio::time::sleep(self.pause).await;
        }
        let hit = self.status().await? == works;
        self.home.kill_and_start_again("dispatch").await?;
        Ok(hit)
    }

    /// Waits until the work is done.
    async fn ends_as(&self, status: &str) -> anyhow::Result<()> {
        for _ in 0..20 {
            self.home.settle().await?;
            if self.status().await? == status {
                return Ok(());
            }
            self.home.advance("PT2M").await?;
        }
        anyhow::bail!("it is {}, not {status}", self.status().await?)
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
async fn every_row_is_written_once_and_taken_back_however_often_the_work_is_killed() -> anyhow::Result<()> {
    let Size { rows: many, kills, kills_of_undo, pause } = size();
    let home: Arc<dyn Home> = Arc::from(journeys::home().await?);
    let coordinator = home.coordinator();
    let known = json!({"name": name(0), "location": "becentral", "contact_email": "info@import0000.example"});
    coordinator.create("/v1/members", &known).await?.must_be(201)?;
    let rows = (0..many).map(|row| format!("{};lancement;info@import{row:04}.example\n", name(row)));
    let file = format!("Entreprise;Phase;E-mail\n{}", rows.collect::<String>());
    let send = coordinator.ask(Method::POST, "/v1/imports?location=becentral");
    let send = send.header("idempotency-key", "list").header("content-type", "text/csv").body(file);
    let begun = coordinator.send(send).await?.must_be(201)?.json()?;
    let path = format!("/v1/imports/{}", begun["id"].as_str().context("an id")?);
    let job = Job { home: Arc::clone(&home), path, pause };
    let settle = coordinator.ask(Method::PUT, &job.path).header("if-match", "*").json(&json!({"columns": []}));
    coordinator.send(settle).await?.must_be(200)?;
    job.ends_as("checked").await?;

    job.begin("run").await?;
    let timer = Timer::start(&home);
    let mut hits = 0;
    for kill in 1..=kills {
        let last = format!("/v1/members?q={}", name(kill * many / (kills + 1)));
        let seen = async || Ok(!coordinator.list(&last).await?.is_empty());
        hits += usize::from(job.kill_when(seen, "running").await?);
    }
    drop(timer);
    job.ends_as("done").await?;
    println!("{hits} of {kills} kills amid the import");
    assert!(hits >= kills / 2, "{hits} kills came amid the import");
    let each: BTreeMap<String, u32> = (0..many).map(|row| (name(row), 1)).collect();
    assert_eq!(job.names().await?, each, "every row once");

    // What is taken back, in whichever order.
    let mut ids: Vec<String> = Vec::new();
    for member in coordinator.list("/v1/members?location=becentral&limit=100").await? {
        ids.extend(member["id"].as_str().filter(|_| member["name"] != name(0).as_str()).map(str::to_owned));
    }
    ids.sort_unstable();
    job.begin("undo").await?;
    let timer = Timer::start(&home);
    let mut hits = 0;
    for kill in 1..=kills_of_undo {
        let gone = format!("/v1/members/{}", ids[kill * ids.len() / (kills_of_undo + 1)]);
        let seen = async || Ok(coordinator.get(&gone).await?.status == 404);
        hits += usize::from(job.kill_when(seen, "undoing").await?);
    }
    drop(timer);
    job.ends_as("undone").await?;
    println!("{hits} of {kills_of_undo} kills amid the undo");
    assert!(hits >= kills_of_undo / 2, "{hits} kills came amid the undo");
    assert_eq!(job.names().await?, BTreeMap::from([(name(0), 1)]), "who was there before is there");
    let before = coordinator.list(&format!("/v1/members?q={}", name(0))).await?;
    assert_eq!(before[0].get("stage").filter(|stage| !stage.is_null()), None, "and as it was");
    let import = coordinator.get(&job.path).await?.json()?;
    assert_eq!(import["kept"], json!([]), "nothing was left behind");
    Ok(())
}
