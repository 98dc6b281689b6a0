//! Satisfaction in a quarter: the waves that opened in it together, as everybody
//! but the coordinator sees them: in steps of five answers, and of those that have
//! closed the sums that can be told. So what is printed
//! and handed on tells no more than what stands on the pages.

use std::collections::BTreeMap;

use domain::catalogue::Catalogue;
use domain::figures::Quarter;
use domain::ids::WaveId;
use domain::statistics::{Difference, Group, SMALLEST_CELL, Share, Tally, by, groups, newcombe, satisfied_in, wilson};
use domain::wave::Wave;
use serde::Serialize;
use store::{Store, TableError};
use utoipa::ToSchema;

/// Quarters of the line, this one included.
const QUARTERS: usize = 5;

/// What people said.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Satisfaction {
    /// Answers; null under five.
    pub(crate) n: Option<u64>,
    /// How many were invited or came; null where nobody was counted.
    pub(crate) eligible: Option<u64>,
    /// Answers among these; null where that is not known, or under five.
    pub(crate) response_rate: Option<f64>,
    /// Share of 4 and 5 of the first question about satisfaction, with its 95 %
    /// Wilson interval; null under five.
    pub(crate) csat: Option<Share>,
    /// What changed since the quarter before; null under five in either.
    pub(crate) change: Option<Difference>,
    /// By agency; one under five is hidden with what would tell it.
    pub(crate) by_agency: Vec<Group>,
    /// By place, likewise.
    pub(crate) by_place: Vec<Group>,
    /// This quarter and the four before, the oldest first.
    pub(crate) quarters: Vec<QuarterShare>,
    /// The share aimed at, where the waves of the quarter agree on one; between 0
    /// and 1.
    pub(crate) aim: Option<f64>,
    /// The waves that it is made of.
    #[schema(value_type = Vec<String>)]
    pub(crate) waves: Vec<WaveId>,
}

/// Satisfaction in one quarter.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = QuarterSatisfaction)]
pub(crate) struct QuarterShare {
    /// Which.
    #[schema(value_type = String, example = "2026-Q4")]
    pub(crate) quarter: Quarter,
    /// Answers; null under five.
    pub(crate) n: Option<u64>,
    /// Share of 4 and 5; null under five.
    pub(crate) csat: Option<Share>,
}

/// What is told of a quarter.
#[derive(Default)]
struct Told {
    all: Tally,
    eligible: Option<u64>,
    agencies: BTreeMap<String, Tally>,
    places: BTreeMap<String, Tally>,
}

/// Reads it. A query, and of each wave of these five quarters a query, a read and a
/// get for 25 surveys: their number goes with places and agencies, not with answers.
pub(crate) async fn satisfaction(
    store: &Store,
    catalogue: &Catalogue,
    quarter: Quarter,
) -> Result<Satisfaction, TableError> {
    let waves = store.waves().all().await?;
    let mut told: Vec<(Quarter, Told)> = Vec::with_capacity(QUARTERS);
    let mut at = quarter;
    for _ in 0..QUARTERS {
        told.push((at, read(store, &waves, at).await?));
        at = at.before();
    }
    let questionnaire = &catalogue.ever_asked();
    let counts: Vec<(u64, u64)> = told.iter().map(|(_, told)| satisfied_in(&told.all, questionnaire)).collect();
    let is_shown = |(_, n): (u64, u64)| n >= SMALLEST_CELL;
    let quarters = told.iter().zip(&counts).rev().map(|((quarter, told), counts)| QuarterShare {
        quarter: *quarter,
        n: (told.all.n >= SMALLEST_CELL).then_some(told.all.n),
        csat: share(*counts),
    });
    let quarters = quarters.collect();
    let now = &told[0].1;
    let n = now.all.n;
    let rate = now.eligible.filter(|all| n >= SMALLEST_CELL && *all >= n).map(|all| n as f64 / all as f64);
    Ok(Satisfaction {
        n: (n >= SMALLEST_CELL).then_some(n),
        eligible: now.eligible,
        response_rate: rate,
        csat: share(counts[0]),
        change: if is_shown(counts[0]) && is_shown(counts[1]) { newcombe(counts[0], counts[1]) } else { None },
        by_agency: groups(&named(&now.agencies), questionnaire),
        by_place: groups(&named(&now.places), questionnaire),
        quarters,
        aim: aim(&waves, quarter),
        waves: of(&waves, quarter).map(|wave| wave.id.clone()).collect(),
    })
}

fn named(tallies: &BTreeMap<String, Tally>) -> Vec<(String, Tally)> {
    tallies.iter().map(|(id, tally)| (id.clone(), tally.clone())).collect()
}

/// A share that may be shown.
fn share((successes, n): (u64, u64)) -> Option<Share> {
    let (low, high) = wilson(successes, n);
    (n >= SMALLEST_CELL).then(|| Share { value: successes as f64 / n as f64, low, high })
}

/// What the waves of a quarter aim at, where that is one thing.
fn aim(waves: &[Wave], quarter: Quarter) -> Option<f64> {
    let mut aims = of(waves, quarter).map(Wave::aim);
    let first = aims.next()?;
    aims.all(|aim| (aim - first).abs() < f64::EPSILON).then_some(first)
}

fn of(waves: &[Wave], quarter: Quarter) -> impl Iterator<Item = &Wave> {
    waves.iter().filter(move |wave| Quarter::of(wave.opens) == quarter)
}

async fn read(store: &Store, waves: &[Wave], quarter: Quarter) -> Result<Told, TableError> {
    let mut told = Told::default();
    for wave in of(waves, quarter) {
        let figures = store.waves().figures(&wave.id).await?;
        let sums = store.waves().sums(&wave.id).await?.unwrap_or_default();
        for eligible in figures.iter().filter_map(|one| one.survey.eligible) {
            *told.eligible.get_or_insert(0) += eligible;
        }
        let parts = || figures.iter().filter_map(|one| Some((&one.survey.target, &one.shown.as_ref()?.value)));
        told.all.merge(&sums.of_all(Tally::of_all(parts().map(|(_, tally)| tally))));
        for (id, tally) in by(parts(), |target| target.agency.as_ref(), sums.agencies.iter()) {
            told.agencies.entry(id).or_default().merge(&tally);
        }
        for (id, tally) in by(parts(), |target| target.location.as_ref(), sums.locations.iter()) {
            told.places.entry(id).or_default().merge(&tally);
        }
    }
    Ok(told)
}
