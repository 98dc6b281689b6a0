//! The rota proposed beside the rota by hand of the invented data, on the year's
//! own needs: each quarter is planned from what the quarter before it lets expect,
//! and both are held against what then came.

use std::sync::Arc;

use anyhow::{Context as _, ensure};
use chrono::{Days, NaiveDate, NaiveTime, TimeDelta, Weekday};
use flows::rota::{Span, gather};
use rota_planner::forecast::{Method, forecast};
use rota_planner::{Demand, Figures, Problem, judge, propose};
use store::Transaction;
use store_embedded::EmbeddedTable;
use testkit::{TestApp, rota};

use super::demand::{Counts, Pair};

/// Weeks of a quarter.
const WEEKS: u32 = 13;
/// Quarters that have one before them in the year.
const QUARTERS: [usize; 3] = [1, 2, 3];

/// Prints what both come to in each quarter.
pub(super) async fn compare(counts: &Counts, first: NaiveDate) -> anyhow::Result<()> {
    println!("{:<28} {:>8} {:>10} {:>8} {:>10} {:>9}", "rota", "needs", "in time", "aims", "travel h", "changes");
    let (mut by_hand, mut proposed) = (0.0, 0.0);
    for quarter in QUARTERS {
        let week = quarter * WEEKS as usize;
        let monday = first.week(Weekday::Mon).first_day() + Days::new(7 * week as u64);
        let gathered = problem(monday).await?;
        let expected = with_demand(&gathered, expected(counts, week));
        let came = with_demand(&gathered, came(counts, week));
        let plan = propose(&expected, &mut |_| ());
        let hand = judge(&came, &gathered.visits_today()).1;
        let plan = judge(&came, &plan.visits()).1;
        print(&format!("quarter {}, by hand", quarter + 1), &hand);
        print(&format!("quarter {}, proposed", quarter + 1), &plan);
        by_hand += hand.served;
        proposed += plan.served;
    }
    ensure!(by_hand < proposed, "the plan serves {proposed:.0} in time, the rota by hand {by_hand:.0}");
    Ok(())
}

/// The invented advisers and their rota by hand, as they stand on a Monday.
async fn problem(monday: NaiveDate) -> anyhow::Result<Problem> {
    let app = TestApp::over(Arc::new(EmbeddedTable::in_memory()?), vec![schedule::routes()], false).await;
    let store = app.store();
    let at = monday.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(6);
    app.clock.advance(at - store.now().utc());
    let catalogue = store.catalogue().load().await?;
    let mut tx = Transaction::new();
    for adviser in &brussels_data::advisers()? {
        store.advisers().create(&mut tx, adviser);
    }
    store.commit(tx).await?;
    rota::hold(store, &brussels_data::rota(&catalogue, monday)?).await?;
    let problem = gather(store, &catalogue, Span::of(monday, WEEKS), &|_| false).await?;
    problem.check().ok().context("what was gathered can't be planned from")?;
    Ok(problem)
}

/// Parties of each week of the quarter that begins in a week.
type Parties = Vec<(Pair, Vec<f64>)>;

fn expected(counts: &Counts, week: usize) -> Parties {
    let rates = forecast(&counts.before(week), Method::default());
    rates.into_iter().map(|(pair, rate)| (pair, vec![rate; WEEKS as usize])).collect()
}

fn came(counts: &Counts, week: usize) -> Parties {
    let of = |line: &[u32]| line.iter().map(|count| f64::from(*count)).collect();
    let all = counts.weeks.iter();
    all.map(|(pair, line)| (pair.clone(), of(&line[week..week + WEEKS as usize]))).collect()
}

/// The same with this demand, as far as its places are there.
fn with_demand(of: &Problem, parties: Parties) -> Problem {
    let mut demand = Vec::new();
    for ((place, agency), line) in parties {
        if !of.places.iter().any(|one| one.id == place) {
            continue;
        }
        for (week, parties) in (0..).zip(line).filter(|(_, parties)| *parties > 0.0) {
            demand.push(Demand { place: place.clone(), agency: agency.clone(), week, parties, known: 0 });
        }
    }
    Problem { demand, ..of.clone() }
}

fn print(name: &str, figures: &Figures) {
    println!(
        "{name:<28} {:>8.0} {:>8.1} % {:>4}/{:<3} {:>10.1} {:>9}",
        figures.demand,
        100.0 * figures.served / figures.demand.max(1.0),
        figures.aims_met,
        figures.aims,
        f64::from(figures.travel_minutes) / 60.0,
        figures.new_sessions + figures.gone_sessions,
    );
}
