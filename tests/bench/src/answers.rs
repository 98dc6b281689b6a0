//! Survey answers among few and among many, in this process: what results, their
//! filters, their tables and their pages read, and how long they take, to the
//! first byte where it is a table. Both stores are files, as the host has them;
//! answers are counted by the dispatcher, as in the product, and then counted anew.

mod fill;

use std::sync::Arc;
use std::time::Instant;

use anyhow::ensure;
use chrono::TimeDelta;
use dispatch::Dispatcher;
use domain::ids::{AgencyId, LocationId};
use domain::staff::StaffRole;
use mail::transport::Memory;
use store::decorators::CountingTable;
use store_embedded::EmbeddedTable;
use tempfile::TempDir;
use testkit::{BASE_URL, Request, TestApp};

use self::fill::fill;
use crate::among::{Took, compare};

/// Answers to the survey and to the wave of the small table, and of the large one;
/// the wave before had as few in both.
const FEW: usize = 1_000;
pub(crate) const MANY: usize = 100_000;
/// How often a question is timed.
const TIMES: usize = 60;
/// The wave that is asked about, and the one before.
const WAVES: [&str; 2] = ["bench-wave", "bench-before"];
/// The survey that stands by itself.
const SURVEY: &str = "bench-survey";

/// Who asks.
#[derive(Debug, Clone, Copy)]
enum Who {
    Anybody,
    Coordinator,
    /// Of Innoviris: sees that agency alone.
    Adviser,
    /// Of ICAB: sees that place alone.
    Host,
}

/// What is asked. A file is timed to its first byte.
const ASKED: [(Who, &str); 30] = [
    (Who::Coordinator, "/v1/surveys/{survey}/results"),
    (Who::Anybody, "/v1/surveys/{survey}/results"),
    (Who::Coordinator, "/v1/surveys/{survey}/results.csv"),
    (Who::Anybody, "/v1/surveys/{survey}/results.csv"),
    (Who::Coordinator, "/v1/surveys/{survey}/texts?limit=20"),
    (Who::Coordinator, "/v1/surveys/{survey}/contacts?limit=20"),
    (Who::Coordinator, "/v1/waves/{wave}/results"),
    (Who::Adviser, "/v1/waves/{wave}/results"),
    (Who::Host, "/v1/waves/{wave}/results"),
    (Who::Coordinator, "/v1/waves/{wave}/results.csv"),
    (Who::Adviser, "/v1/waves/{wave}/results.csv"),
    (Who::Host, "/v1/waves/{wave}/results.csv"),
    (Who::Coordinator, "/v1/waves/{wave}/results.xlsx"),
    (Who::Coordinator, "/v1/waves/results?from=2026-01-01"),
    (Who::Coordinator, "/v1/waves/results?variant=after_visit&from=2026-10-01&to=2026-12-31"),
    (Who::Coordinator, "/v1/waves/results.csv?from=2026-01-01"),
    (Who::Coordinator, "/v1/waves/results.xlsx?from=2026-01-01"),
    (Who::Coordinator, "/console/survey/waves/results"),
    (Who::Coordinator, "/v1/surveys?limit=20"),
    (Who::Coordinator, "/v1/waves?limit=20"),
    (Who::Coordinator, "/v1/alerts?limit=20"),
    (Who::Coordinator, "/console/survey"),
    (Who::Coordinator, "/console/survey/{survey}"),
    (Who::Adviser, "/console/survey/{survey}"),
    (Who::Coordinator, "/console/survey/waves"),
    (Who::Coordinator, "/console/survey/waves/{wave}"),
    (Who::Adviser, "/console/survey/waves/{wave}"),
    (Who::Host, "/console/survey/waves/{wave}"),
    (Who::Coordinator, "/console/survey/alerts"),
    (Who::Anybody, "/s/p.icab"),
];

struct Filled {
    app: TestApp,
    table: Arc<CountingTable<EmbeddedTable>>,
    _folder: TempDir,
}

impl Filled {
    async fn with(answers: usize) -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new().prefix("permanence-answers").tempdir()?;
        let table = Arc::new(CountingTable::new(EmbeddedTable::open(folder.path().join("answers.redb"))?));
        let app = TestApp::over(Arc::clone(&table) as _, vec![survey::routes()], false).await;
        let started = Instant::now();
        let stored = fill(app.store(), answers).await?;
        let entered = started.elapsed();
        let transport = Arc::new(Memory::new());
        let dispatcher =
            Dispatcher::new(app.store().clone(), BASE_URL.to_owned(), flows::contexts(), transport, "bench".to_owned());
        let mut counted = 0;
        while counted < stored {
            let now = dispatcher.sweep().await?.counted;
            ensure!(now > 0, "{counted} of {stored} counted, and none of the rest");
            counted += now;
        }
        let both = started.elapsed();
        println!(
            "answers: {stored} entered in {:.0} s and counted; together in {:.0} s",
            entered.as_secs_f64(),
            both.as_secs_f64()
        );
        // The next morning finds what fell below its aim.
        app.clock.advance(TimeDelta::days(1));
        dispatcher.upkeep().await?;
        dispatcher.come_to_rest().await?;
        let filled = Self { app, table, _folder: folder };
        filled.count_anew(stored).await?;
        Ok(filled)
    }

    /// What is kept is what the answers come to.
    async fn count_anew(&self, stored: usize) -> anyhow::Result<()> {
        self.table.take();
        let started = Instant::now();
        let found = flows::surveys::count_anew(self.app.store()).await?;
        let took = started.elapsed();
        let differed: Vec<_> = found.iter().filter(|one| !one.differed.is_empty()).collect();
        let answers: u64 = found.iter().map(|one| one.n).sum();
        println!(
            "answers: {answers} to {} surveys counted anew in {:.1} s, {} rows read: {} surveys differed",
            found.len(),
            took.as_secs_f64(),
            self.table.take().rows_read,
            differed.len()
        );
        ensure!(differed.is_empty(), "counted anew it is something else: {differed:?}");
        ensure!(answers == stored as u64, "{stored} answers were entered");
        Ok(())
    }
}

/// A table, and everybody who asks.
struct Asking<'a> {
    filled: &'a Filled,
    coordinator: Request<'a>,
    adviser: Request<'a>,
    host: Request<'a>,
}

impl<'a> Asking<'a> {
    async fn of(filled: &'a Filled) -> anyhow::Result<Self> {
        let adviser = StaffRole::Adviser { agency: AgencyId::parse("innoviris")? };
        let host = StaffRole::Host { location: LocationId::parse("icab")? };
        Ok(Self {
            filled,
            coordinator: filled.app.as_staff(StaffRole::Coordinator).await,
            adviser: filled.app.as_staff(adviser).await,
            host: filled.app.as_staff(host).await,
        })
    }

    async fn ask(&self, who: Who, path: &str) -> anyhow::Result<Took> {
        let request = match who {
            Who::Anybody => self.filled.app.anonymous(),
            Who::Coordinator => self.coordinator.clone(),
            Who::Adviser => self.adviser.clone(),
            Who::Host => self.host.clone(),
        };
        self.filled.table.take();
        let started = Instant::now();
        let is_file = path.contains(".csv") || path.contains(".xlsx");
        let answer = if is_file { request.get_first_piece(path).await } else { request.get(path).await };
        let time = started.elapsed();
        ensure!(answer.status == 200 && !answer.body.is_empty(), "{path}: {} {}", answer.status, answer.text());
        let shown = answer.json()["items"].as_array().map_or(0, Vec::len);
        Ok(Took { time, rows: self.filled.table.take().rows_read, shown })
    }
}

/// Prints all; an error where something falls short of the aim.
pub(crate) async fn measure(many: usize) -> anyhow::Result<()> {
    let (small, large) = (Filled::with(FEW).await?, Filled::with(many).await?);
    let (few, most) = (Asking::of(&small).await?, Asking::of(&large).await?);
    let mut short = Vec::new();
    println!("{:<58} {:>11} {:>15} {:>6}", "asked", "rows read", "p50 ms", "ratio");
    for (who, path) in ASKED {
        let path = path.replace("{survey}", SURVEY).replace("{wave}", WAVES[0]);
        let found = compare([&few, &most], TIMES, async |one: &Asking<'_>| one.ask(who, &path).await).await?;
        let what = format!("{path}, {}", format!("{who:?}").to_lowercase());
        println!(
            "{what:<58} {:>5}/{:<5} {:>7.2}/{:<7.2} {:>6.2}",
            found.rows[0],
            found.rows[1],
            found.ms[0],
            found.ms[1],
            found.ratio()
        );
        short.extend(found.short(&what));
    }
    ensure!(short.is_empty(), "short of an aim: {}", short.join("; "));
    Ok(())
}
