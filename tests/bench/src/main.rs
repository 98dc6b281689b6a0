//! Survey submissions through HTTP, as a busy day would bring them: starts the
//! host's release binary on a folder of its own, submits over kept
//! connections, and prints throughput, latency and how long counting took to
//! catch up. Before and after it, in the same run, a bare redb loop commits the
//! same rows, so that a noisy machine is noisy for both. Last, what a list of
//! sessions reads of a year of the whole rota, and how long it takes; then what
//! is asked of needs, of survey answers and of members, among few and among many,
//! and imports of a long list and of a long workbook.

mod among;
mod answers;
mod bare;
mod connection;
mod host;
mod imports;
mod members;
mod needs;
mod rota;
mod search;
mod workbook;
mod year;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use clap::Parser;
use serde_json::{Value, json};

use crate::connection::Connection;
use crate::host::Host;

// The host's, so that what is measured of memory is what the host takes.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// As many as may wait at once through HTTP.
const SUBMISSIONS_PER_TRANSACTION: usize = 64;
/// Share of what the bare loop commits that submissions through HTTP reach.
const AIM: f64 = 0.5;
/// How long counting may take after the last submission.
const CATCH_UP: Duration = Duration::from_secs(5);

#[derive(Debug, Parser)]
struct Arguments {
    /// The host's binary.
    #[arg(long, default_value = "target/release/permanence")]
    binary: std::path::PathBuf,
    /// Connections kept open.
    #[arg(long, default_value_t = 64)]
    connections: usize,
    /// Submissions in all.
    #[arg(long, default_value_t = 60_000)]
    submissions: usize,
    /// Reads of the location page, after the submissions.
    #[arg(long, default_value_t = 5_000)]
    pages: usize,
    /// Only the rota, which needs no binary.
    #[arg(long)]
    rota: bool,
    /// Only the search of a directory a hundred times that of Brussels.
    #[arg(long)]
    search: bool,
    /// Only members and their imports, which need no binary either.
    #[arg(long)]
    members: bool,
    /// Only the import of a workbook as long as one may be.
    #[arg(long)]
    workbook: bool,
    /// Only writes that workbook there.
    #[arg(long)]
    write_workbook: Option<std::path::PathBuf>,
    /// Only writes the workbook that is imported among members there.
    #[arg(long)]
    write_list: Option<std::path::PathBuf>,
    /// Only the lists of needs and referrals and the work list, among so many.
    #[arg(long)]
    needs: Option<usize>,
    /// Only what is asked of survey answers, among so many; they are counted anew too.
    #[arg(long)]
    answers: Option<usize>,
    /// A year of needs instead: how many.
    #[arg(long)]
    year: Option<u32>,
    /// Where its chance begins.
    #[arg(long, default_value_t = 2017)]
    seed: u64,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    if let Some(needs) = arguments.year {
        return year::live(needs, arguments.seed).await;
    }
    if arguments.search {
        return search::measure();
    }
    if arguments.rota {
        return rota::measure().await;
    }
    if arguments.members {
        return members().await;
    }
    if let Some(to) = &arguments.write_workbook {
        return workbook::write(to);
    }
    if let Some(to) = &arguments.write_list {
        return imports::write_workbook(to);
    }
    if arguments.workbook {
        return workbook::measure().await;
    }
    if let Some(many) = arguments.needs {
        return needs::measure(many).await;
    }
    if let Some(many) = arguments.answers {
        return answers::measure(many).await;
    }
    let host = Host::start(&arguments.binary).await?;
    let rows = bare::rows_of_submissions(arguments.submissions).await?;
    let before = bare_round(&rows)?;
    let survey = create_survey(&host).await?;
    let path = format!("/v1/surveys/{survey}/responses");
    // A first round warms connections and caches, and is not measured.
    let warm = submit(&host, &path, arguments.connections, 2_000, "warm").await?;
    let measured = submit(&host, &path, arguments.connections, arguments.submissions, "run").await?;
    println!("submissions: {} over {} connections", arguments.submissions, arguments.connections);
    measured.print("submissions");
    let expected = warm.done + measured.done;
    let caught_up = wait_until_counted(&host, &survey, expected).await?;
    println!("counted: {expected} of {expected}, {:.2} s after the last submission", caught_up.as_secs_f64());
    ensure!(caught_up <= CATCH_UP, "counting took longer than {} s", CATCH_UP.as_secs());
    let pages = read_pages(&host, arguments.connections, arguments.pages).await?;
    pages.print("location page");
    let after = bare_round(&rows)?;
    let share = measured.per_second() / f64::midpoint(before, after);
    println!("share of the bare loop: {share:.2} (aim: {AIM:.2} or more)");
    rota::measure().await?;
    needs::measure(needs::MANY).await?;
    answers::measure(answers::MANY).await?;
    workbook::measure().await?;
    members().await?;
    ensure!(share >= AIM, "the aim is missed: {share:.2} of the bare loop, not {AIM:.2}");
    Ok(())
}

/// Submissions a second of the bare loop.
fn bare_round(rows: &[bare::Rows]) -> anyhow::Result<f64> {
    let folder = tempfile::Builder::new().prefix("permanence-bare").tempdir()?;
    let took = bare::commit_all(rows, SUBMISSIONS_PER_TRANSACTION, &folder.path().join("bare.redb"))?;
    let per_second = rows.len() as f64 / took.as_secs_f64();
    let bytes: usize = rows.iter().flatten().map(|(key, doc)| key.len() + doc.len()).sum();
    println!(
        "bare loop: {per_second:.0} submissions/s, {} bytes each, {SUBMISSIONS_PER_TRANSACTION} to a transaction",
        bytes / rows.len().max(1)
    );
    Ok(per_second)
}

/// Members, few and many, and an import among many.
async fn members() -> anyhow::Result<()> {
    let (many, mut short) = members::measure().await?;
    short.extend(imports::measure(&many.app).await?);
    ensure!(short.is_empty(), "short of an aim: {}", short.join("; "));
    Ok(())
}

/// What is asked of a survey, open on one day.
fn survey_body(day: &str) -> Value {
    json!({"variant": "after_visit", "location": "icab", "agency": "innoviris", "opens": day, "closes": day})
}

/// The answers of a submission.
fn answers(number: usize) -> Value {
    json!({"language": "fr", "answers": {
        "overall": 1 + number % 5, "useful": 1 + number % 5, "effort": 4, "language": 5,
        "referred": "no", "recommend": number % 11
    }})
}

/// What a round took.
struct Round {
    done: usize,
    took: Duration,
    latencies: Vec<Duration>,
}

impl Round {
    fn per_second(&self) -> f64 {
        self.done as f64 / self.took.as_secs_f64()
    }

    fn print(&self, what: &str) {
        let at = |percent: usize| {
            let place = self.latencies.len() * percent / 100;
            self.latencies.get(place).map_or(0.0, |latency| latency.as_secs_f64() * 1_000.0)
        };
        println!("{what}: {:.0}/s, p50 {:.2} ms, p99 {:.2} ms", self.per_second(), at(50), at(99));
    }
}

async fn create_survey(host: &Host) -> anyhow::Result<String> {
    let mut connection = Connection::open(host.address).await?;
    let body = survey_body(&today()?);
    let answer = connection.post("/v1/surveys", &body.to_string(), "bench-survey", Some(host::ADMIN_KEY)).await?;
    ensure!(answer.status == 201, "survey: {} {}", answer.status, answer.text());
    let survey: Value = serde_json::from_slice(&answer.body)?;
    Ok(survey["id"].as_str().context("a survey has an id")?.to_owned())
}

async fn submit(host: &Host, path: &str, connections: usize, of: usize, round: &str) -> anyhow::Result<Round> {
    let next = Arc::new(AtomicUsize::new(0));
    let started = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..connections {
        let (next, path, round) = (Arc::clone(&next), path.to_owned(), round.to_owned());
        let mut connection = Connection::open(host.address).await?;
        tasks.push(tokio::spawn(async move {
            let mut latencies = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= of {
                    return anyhow::Ok(latencies);
                }
                let at = Instant::now();
                let answer =
                    connection.post(&path, &answers(number).to_string(), &format!("{round}-{number}"), None).await?;
                ensure!(answer.status == 201, "submission: {} {}", answer.status, answer.text());
                latencies.push(at.elapsed());
            }
        }));
    }
    gather(tasks, started).await
}

async fn read_pages(host: &Host, connections: usize, of: usize) -> anyhow::Result<Round> {
    let next = Arc::new(AtomicUsize::new(0));
    let started = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..connections {
        let next = Arc::clone(&next);
        let mut connection = Connection::open(host.address).await?;
        tasks.push(tokio::spawn(async move {
            let mut latencies = Vec::new();
            while next.fetch_add(1, Ordering::Relaxed) < of {
                let at = Instant::now();
                let answer = connection.get("/locations/icab", None).await?;
                ensure!(answer.status == 200, "page: {}", answer.status);
                latencies.push(at.elapsed());
            }
            anyhow::Ok(latencies)
        }));
    }
    gather(tasks, started).await
}

async fn gather(
    tasks: Vec<tokio::task::JoinHandle<anyhow::Result<Vec<Duration>>>>,
    started: Instant,
) -> anyhow::Result<Round> {
    let mut latencies = Vec::new();
    for task in tasks {
        latencies.extend(task.await??);
    }
    let took = started.elapsed();
    latencies.sort_unstable();
    Ok(Round { done: latencies.len(), took, latencies })
}

async fn wait_until_counted(host: &Host, survey: &str, expected: usize) -> anyhow::Result<Duration> {
    let started = Instant::now();
    let mut connection = Connection::open(host.address).await?;
    loop {
        let answer = connection.get(&format!("/v1/surveys/{survey}/results"), Some(host::ADMIN_KEY)).await?;
        let results: Value = serde_json::from_slice(&answer.body)?;
        if results["n"].as_u64() == u64::try_from(expected).ok() {
            return Ok(started.elapsed());
        }
        ensure!(started.elapsed() < Duration::from_mins(1), "counted {} of {expected} after a minute", results["n"]);
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Today in Brussels, by the machine's `date`.
fn today() -> anyhow::Result<String> {
    let date = std::process::Command::new("date").args(["+%F"]).env("TZ", "Europe/Brussels").output()?;
    Ok(String::from_utf8(date.stdout)?.trim().to_owned())
}
