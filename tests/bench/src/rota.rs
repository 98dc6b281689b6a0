//! `/v1/sessions` over a year of the whole rota, in this process: how many rows
//! it reads, and how long it takes with few and with many permanences
//! elsewhere in the table. Without a socket, so that the query is what is timed.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use domain::permanence::Permanence;
use store::decorators::CountingTable;
use store_embedded::EmbeddedTable;
use testkit::{TestApp, rota};

/// The Monday of the week in which the clock of [`TestApp`] stands.
const MONDAY: &str = "2026-11-23";
/// The place that is asked about while others fill the table.
const PLACE: &str = "icab";
/// Permanences elsewhere, few and many.
const ELSEWHERE: [usize; 2] = [10, 1_000];
/// How often a query is timed.
const TIMES: usize = 400;

type Counting = Arc<CountingTable<EmbeddedTable>>;

/// Prints both.
pub(crate) async fn measure() -> anyhow::Result<()> {
    let (app, table) = empty()?.await;
    let year = year(&app).await?;
    rota::hold(app.store(), &year).await?;
    let at_place = year.iter().filter(|one| one.location.as_str() == PLACE).count();
    let places: std::collections::BTreeSet<_> = year.iter().map(|one| &one.location).collect();
    println!("rota: {} permanences at {} places, a year", year.len(), places.len());
    for (what, query, of) in
        [("one place", format!("&location={PLACE}"), at_place), ("first page of all", String::new(), year.len())]
    {
        table.take();
        let answer = app.anonymous().get(&format!("/v1/sessions?limit=100{query}")).await;
        let read = table.take();
        let sessions = answer.json()["items"].as_array().context("a list")?.len();
        println!(
            "rota, four weeks, {what}: {sessions} sessions of {of} permanences, {} rows in {} round trips",
            read.rows_read,
            read.reads()
        );
        ensure!(read.rows_read <= (sessions + of + 1) as u64, "{what} reads more than it returns");
    }
    let place: Vec<Permanence> = year.iter().filter(|one| one.location.as_str() == PLACE).cloned().collect();
    let others: Vec<Permanence> = year.iter().filter(|one| one.location.as_str() != PLACE).cloned().collect();
    let mut tables = Vec::new();
    for elsewhere in ELSEWHERE {
        let (app, _) = empty()?.await;
        rota::hold(app.store(), &place).await?;
        rota::hold(app.store(), &copies(&others, elsewhere)).await?;
        tables.push((elsewhere, app, Vec::with_capacity(TIMES)));
    }
    // In turns, so that a noisy machine is noisy for both. The first rounds warm caches.
    for round in 0..TIMES + 20 {
        for (_, app, took) in &mut tables {
            let one = time(app).await?;
            if round >= 20 {
                took.push(one);
            }
        }
    }
    for (elsewhere, _, took) in &mut tables {
        took.sort_unstable();
        let ms = |at: usize| took.get(at).map_or(0.0, |took| took.as_secs_f64() * 1_000.0);
        println!(
            "rota, four weeks of one place, {elsewhere} permanences elsewhere: p50 {:.2} ms, p99 {:.2} ms",
            ms(TIMES / 2),
            ms(TIMES * 99 / 100)
        );
    }
    Ok(())
}

/// An application over a table of its own.
fn empty() -> anyhow::Result<impl Future<Output = (TestApp, Counting)>> {
    let table = Arc::new(CountingTable::new(EmbeddedTable::in_memory()?));
    Ok(async move { (TestApp::over(Arc::clone(&table) as _, vec![schedule::routes()], false).await, table) })
}

async fn year(app: &TestApp) -> anyhow::Result<Vec<Permanence>> {
    let catalogue = app.store().catalogue().load().await?;
    Ok(rota::year(&catalogue, MONDAY.parse()?))
}

/// This many, each under an id of its own.
fn copies(of: &[Permanence], many: usize) -> Vec<Permanence> {
    let numbered = of.iter().cycle().take(many).enumerate();
    numbered
        .filter_map(|(number, one)| {
            let id = domain::ids::PermanenceId::parse(&format!("elsewhere-{number}")).ok()?;
            Some(Permanence { id, ..one.clone() })
        })
        .collect()
}

/// How long the query takes once.
async fn time(app: &TestApp) -> anyhow::Result<Duration> {
    let started = Instant::now();
    let answer = app.anonymous().get(&format!("/v1/sessions?location={PLACE}&limit=100")).await;
    ensure!(answer.status == 200, "sessions: {}", answer.status);
    Ok(started.elapsed())
}
