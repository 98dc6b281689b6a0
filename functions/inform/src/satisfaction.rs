//! Satisfaction in a quarter: the waves that opened in it together. The
//! coordinator's report is made of all answers, as the pages of the waves are for
//! her; everybody else sees what each survey shows in steps of five, and of waves
//! that have closed the sums that can be told. What a wave hides of a small group
//! stays hidden: groups of several waves are made of what each of them shows.

use std::collections::BTreeMap;

use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::figures::Quarter;
use domain::ids::WaveId;
use domain::questionnaire::Questionnaire;
use domain::statistics::{Difference, Group, Margins, SMALLEST_CELL, Share, Tally, by, groups, newcombe, satisfied_in};
use domain::wave::Wave;
use serde::Serialize;
use store::{Store, TableError};
use utoipa::ToSchema;

/// Quarters of the line, this one included.
const QUARTERS: usize = 5;
/// Where all waves stand.
const WAVES: &str = "/console/survey/waves";

/// Which of what was counted somebody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sight {
    /// Everything so far.
    Live,
    /// What is told to all.
    Told,
}

/// What people said.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Satisfaction {
    /// Answers; null under five.
    pub(crate) n: Option<u64>,
    /// How many were invited or came; null where nobody was counted.
    pub(crate) eligible: Option<u64>,
    /// Answers among these; null where that is not known, under five, and to the
    /// public as long as some answers are not told.
    pub(crate) response_rate: Option<f64>,
    /// Share of 4 and 5 of the first question about satisfaction, with its 95 %
    /// Wilson interval; null under five.
    pub(crate) csat: Option<Share>,
    /// What changed since the quarter before; null under five in either, and to the
    /// public as long as some answers of either are not told.
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
    /// The page of these waves.
    #[serde(skip)]
    pub(crate) page: String,
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

/// A group over the waves of a quarter that show it.
#[derive(Default)]
struct Side {
    n: Option<u64>,
    satisfied: (u64, u64),
}

type Sides = BTreeMap<String, Side>;

/// What is seen of a quarter.
#[derive(Default)]
struct Seen<'a> {
    n: u64,
    satisfied: (u64, u64),
    eligible: Option<u64>,
    agencies: Sides,
    places: Sides,
    /// Waves with answers.
    waves: Vec<&'a Wave>,
    /// Whether all answers are in it.
    is_whole: bool,
}

/// Reads it. A query, and of each wave of these five quarters a query, a get for 25
/// surveys and, of what is told, a read: their number goes with places and agencies,
/// not with answers.
pub(crate) async fn satisfaction(
    store: &Store,
    catalogue: &Catalogue,
    quarter: Quarter,
    sight: Sight,
) -> Result<Satisfaction, TableError> {
    let today = store.now().day_in(BRUSSELS);
    let mut waves = store.waves().all().await?;
    waves.retain(|wave| wave.opens <= today);
    let questionnaire = &catalogue.ever_asked();
    let mut seen: Vec<(Quarter, Seen<'_>)> = Vec::with_capacity(QUARTERS);
    let mut at = quarter;
    for _ in 0..QUARTERS {
        let opened = waves.iter().filter(|wave| Quarter::of(wave.opens) == at).collect();
        seen.push((at, read(store, opened, questionnaire, sight).await?));
        at = at.before();
    }
    let quarters = seen.iter().rev().map(|(quarter, seen)| QuarterShare {
        quarter: *quarter,
        n: (seen.n >= SMALLEST_CELL).then_some(seen.n),
        csat: share(seen.satisfied),
    });
    let quarters = quarters.collect();
    let (now, before) = (&seen[0].1, &seen[1].1);
    let n = now.n;
    let can_be_compared = [now, before].iter().all(|seen| seen.is_whole && seen.satisfied.1 >= SMALLEST_CELL);
    let answered_of = |all: &u64| now.is_whole && n >= SMALLEST_CELL && *all >= n;
    Ok(Satisfaction {
        n: (n >= SMALLEST_CELL).then_some(n),
        eligible: now.eligible,
        response_rate: now.eligible.filter(answered_of).map(|all| n as f64 / all as f64),
        csat: share(now.satisfied),
        change: if can_be_compared { newcombe(now.satisfied, before.satisfied) } else { None },
        by_agency: shown(&now.agencies),
        by_place: shown(&now.places),
        quarters,
        aim: aim(waves.iter().filter(|wave| Quarter::of(wave.opens) == quarter)),
        waves: now.waves.iter().map(|wave| wave.id.clone()).collect(),
        page: page(&now.waves, quarter),
    })
}

/// A share that may be shown.
fn share((successes, n): (u64, u64)) -> Option<Share> {
    (n >= SMALLEST_CELL).then(|| Share::of(successes, n))
}

/// What waves aim at, where that is one thing.
fn aim<'a>(waves: impl Iterator<Item = &'a Wave>) -> Option<f64> {
    let mut aims = waves.map(Wave::aim);
    let first = aims.next()?;
    aims.all(|aim| (aim - first).abs() < f64::EPSILON).then_some(first)
}

/// The page of one wave, of several with the same questions, or of all.
fn page(waves: &[&Wave], quarter: Quarter) -> String {
    match waves {
        [one] => format!("{WAVES}/{}", one.id),
        [first, others @ ..] if others.iter().all(|wave| wave.variant == first.variant) => {
            let (from, to) = (quarter.first_day(), quarter.last_day());
            format!("{WAVES}/results?variant={}&from={from}&to={to}", first.variant)
        }
        _ => WAVES.to_owned(),
    }
}

async fn read<'a>(
    store: &Store,
    opened: Vec<&'a Wave>,
    questionnaire: &Questionnaire,
    sight: Sight,
) -> Result<Seen<'a>, TableError> {
    let mut seen = Seen { is_whole: true, ..Seen::default() };
    for wave in opened {
        let figures = store.waves().figures(&wave.id).await?;
        let sums = match sight {
            Sight::Live => Margins::default(),
            Sight::Told => store.waves().sums(&wave.id).await?.unwrap_or_default(),
        };
        for eligible in figures.iter().filter_map(|one| one.survey.eligible) {
            *seen.eligible.get_or_insert(0) += eligible;
        }
        let parts = || {
            figures.iter().filter_map(move |one| {
                let read = if sight == Sight::Live { &one.live } else { &one.shown };
                Some((&one.survey.target, &read.as_ref()?.value))
            })
        };
        let in_steps = Tally::of_all(parts().map(|(_, tally)| tally));
        let n_in_steps = in_steps.n;
        let all = sums.of_all(in_steps);
        // Whether any answer waits to be told is not told either, but by a sum.
        seen.is_whole &= sight == Sight::Live || all.n > n_in_steps;
        seen.n += all.n;
        add(&mut seen.satisfied, satisfied_in(&all, questionnaire));
        if all.n > 0 {
            seen.waves.push(wave);
        }
        let agencies = by(parts(), |target| target.agency.as_ref(), sums.agencies.iter());
        let places = by(parts(), |target| target.location.as_ref(), sums.locations.iter());
        add_shown(&mut seen.agencies, &agencies, questionnaire);
        add_shown(&mut seen.places, &places, questionnaire);
    }
    Ok(seen)
}

/// Adds what a wave shows of how many are satisfied: nothing where fewer than five
/// answered.
fn add(sum: &mut (u64, u64), (satisfied, n): (u64, u64)) {
    if n >= SMALLEST_CELL {
        *sum = (sum.0 + satisfied, sum.1 + n);
    }
}

/// Adds the groups that a wave shows.
fn add_shown(sides: &mut Sides, parts: &[(String, Tally)], questionnaire: &Questionnaire) {
    for (group, (_, tally)) in groups(parts, questionnaire).into_iter().zip(parts) {
        let side = sides.entry(group.id).or_default();
        if let Some(n) = group.n {
            *side.n.get_or_insert(0) += n;
        }
        if group.csat.is_some() {
            add(&mut side.satisfied, satisfied_in(tally, questionnaire));
        }
    }
}

fn shown(sides: &Sides) -> Vec<Group> {
    let group = |(id, side): (&String, &Side)| Group {
        id: id.clone(),
        n: side.n,
        suppressed: side.n.is_none(),
        csat: share(side.satisfied),
    };
    sides.iter().map(group).collect()
}
