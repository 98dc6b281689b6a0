//! Needs among few and among many, in this process: what the work list and every
//! combination of filters that the lists of needs and referrals offer read, and
//! how long they take. Both tables are files, as the host has them.
//!
//! The oldest needs are the same in both, at a place of their own, so that
//! whatever is asked of that place is far behind everything else.

use std::sync::Arc;
use std::time::Instant;

use anyhow::ensure;
use chrono::TimeDelta;
use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::ids::{AgencyId, LocationId, NeedId, NeedTypeId};
use domain::moves::{Arrival, Moment, accept, decline, done, receive, sent};
use domain::need::{Company, Decided, NeedPerson, NeedStatus, Outcome, Share};
use domain::referral::{DeclineReason, ReferralStatus};
use serde_json::json;
use store::decorators::CountingTable;
use store::{Store, Transaction};
use store_embedded::EmbeddedTable;
use tempfile::TempDir;
use testkit::TestApp;

use crate::among::{Took, compare};

/// Needs of the small table, and of the large one.
const FEW: usize = 100;
pub(crate) const MANY: usize = 100_000;
/// Needs that both have, the oldest, at a place of their own.
const APART: usize = 60;
const PLACE: &str = "eebic";
/// Needs of one commit.
const AT_ONCE: usize = 4;
/// Rows of a page: of most that is asked both tables have as many.
const PAGE: usize = 5;
/// How often a question is timed.
const TIMES: usize = 100;

struct Filled {
    app: TestApp,
    table: Arc<CountingTable<EmbeddedTable>>,
    _folder: TempDir,
}

impl Filled {
    async fn with(needs: usize) -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new().prefix("permanence-needs").tempdir()?;
        let table = Arc::new(CountingTable::new(EmbeddedTable::open(folder.path().join("needs.redb"))?));
        let routes = vec![::needs::routes(), referrals::routes(), console::routes()];
        let app = TestApp::over(Arc::clone(&table) as _, routes, false).await;
        let started = Instant::now();
        fill(app.store(), needs).await?;
        println!("needs: {needs} entered in {:.0} s", started.elapsed().as_secs_f64());
        Ok(Self { app, table, _folder: folder })
    }

    async fn ask(&self, path: &str) -> anyhow::Result<Took> {
        self.table.take();
        let started = Instant::now();
        let answer = self.app.as_admin().get(path).await;
        let time = started.elapsed();
        ensure!(answer.status == 200, "{path}: {} {}", answer.status, answer.text());
        let shown = answer.json()["items"].as_array().map_or(0, Vec::len);
        Ok(Took { time, rows: self.table.take().rows_read, shown })
    }
}

/// Prints all; an error where something falls short of the aim.
pub(crate) async fn measure(many: usize) -> anyhow::Result<()> {
    let (small, large) = (Filled::with(FEW).await?, Filled::with(many).await?);
    let mut short = Vec::new();
    println!("{:<64} {:>9} {:>11} {:>15} {:>6}", "asked", "shown", "rows read", "p50 ms", "ratio");
    for path in asked() {
        let found = compare([&small, &large], TIMES, async |table: &Filled| table.ask(&path).await).await?;
        let (ms, rows, shown) = (found.ms, found.rows, found.shown);
        println!(
            "{path:<64} {:>4}/{:<4} {:>5}/{:<5} {:>7.2}/{:<7.2} {:>6.2}",
            shown[0],
            shown[1],
            rows[0],
            rows[1],
            ms[0],
            ms[1],
            found.ratio()
        );
        short.extend(found.short(&path));
    }
    ensure!(short.is_empty(), "short of an aim: {}", short.join("; "));
    Ok(())
}

/// The work list, and every combination of the filters of both lists.
fn asked() -> Vec<String> {
    let both = |text: String| [String::new(), text];
    let mut all = vec![format!("/v1/worklist?limit={PAGE}")];
    let needs = [NeedStatus::ToTriage, NeedStatus::Referred, NeedStatus::InProgress, NeedStatus::Closed];
    let needs = needs.map(|status| format!("&status={}", status.code()));
    let referrals = ReferralStatus::ALL.map(|status| format!("&status={}", status.code()));
    for (list, statuses) in [("needs", needs.to_vec()), ("referrals", referrals.to_vec())] {
        for place in both(format!("&location={PLACE}")) {
            for agency in both("&agency=innoviris".to_owned()) {
                for status in std::iter::once(&String::new()).chain(&statuses) {
                    all.push(format!("/v1/{list}?limit={PAGE}{place}{agency}{status}"));
                }
            }
        }
    }
    all
}

/// Enters needs, an hour apart the first ones, then as close as fits a year.
async fn fill(store: &Store, needs: usize) -> anyhow::Result<()> {
    let catalogue = store.catalogue().load().await?;
    let places: Vec<LocationId> = catalogue.locations.keys().filter(|id| id.as_str() != PLACE).cloned().collect();
    let numbers: Vec<usize> = (0..needs).collect();
    for many in numbers.chunks(AT_ONCE * 64) {
        let commits = many.chunks(AT_ONCE).map(|some| {
            let (store, catalogue, places, some) =
                (store.clone(), Arc::clone(&catalogue), places.clone(), some.to_vec());
            tokio::spawn(async move {
                let mut tx = Transaction::new();
                for number in some {
                    store.needs().create(&mut tx, &need(&catalogue, &store, &places, (number, needs))?);
                }
                anyhow::Ok(store.commit(tx).await?)
            })
        });
        for done in futures::future::try_join_all(commits).await? {
            done?;
        }
    }
    Ok(())
}

/// A need in one of six states, by its number.
fn need(
    catalogue: &Catalogue,
    store: &Store,
    places: &[LocationId],
    (number, of): (usize, usize),
) -> anyhow::Result<Decided> {
    let location = if number < APART { LocationId::parse(PLACE)? } else { places[number % places.len()].clone() };
    let left = i64::try_from(of - number)?;
    let spread = i64::try_from(of)?.max(1);
    let apart =
        if number < APART { TimeDelta::hours(2 * left.min(1)) + TimeDelta::days(300) } else { TimeDelta::zero() };
    let at = store.now().plus(
        -TimeDelta::minutes(60 * 24 * 250 * left / spread) - apart + TimeDelta::seconds(i64::try_from(number % 60)?),
    );
    let innoviris = number < APART || number.is_multiple_of(3);
    let stated = match number % 6 {
        0 => Vec::new(),
        _ => vec![NeedTypeId::parse(if innoviris { "rd_grant" } else { "hiring" })?],
    };
    let person = NeedPerson {
        contact: serde_json::from_value(
            json!({"name": "Ana Dubois", "email": format!("ana{number}@company.example"), "language": "fr"}),
        )?,
        company: Company {
            name: format!("Company {number}"),
            profile: serde_json::from_value(json!({"stage": "launch"}))?,
        },
        description: String::new(),
        notes: Vec::new(),
        handlers: std::collections::BTreeMap::new(),
        agreed: None,
    };
    let arrival = Arrival {
        // Ids are in the order of time, as the product makes them.
        id: NeedId::parse(&format!("{:015}n{number:07}", at.millis()))?,
        location,
        source: None,
        member: None,
        stated,
        amount_eur: None,
        share: Share::All(true),
        shown_to_place: true,
        person,
    };
    let mut decided = receive(arrival, catalogue, at, Actor::Member);
    let Some(agency) = decided.case.referrals.first().map(|first| first.agency.clone()) else { return Ok(decided) };
    let by = Actor::Agency(AgencyId::clone(&agency));
    let moment = Moment::new(catalogue, at, &by);
    let case = decided.case.clone();
    let moved = match number % 6 {
        2 => sent(case, &agency, catalogue, at)?,
        3 => accept(case, &agency, &moment)?,
        4 => done(case, &agency, (Outcome::Helped, ""), &moment)?,
        5 => decline(case, &agency, (DeclineReason::Capacity, ""), &moment)?,
        _ => return Ok(decided),
    };
    decided.case = moved.case;
    Ok(decided)
}
