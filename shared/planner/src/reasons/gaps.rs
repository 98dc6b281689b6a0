//! What is missing, and why.

use std::collections::BTreeMap;

use crate::frame::{Frame, Spot};
use crate::greedy;
use crate::judge::tidy;
use crate::state::State;
use crate::{Gap, WhyNot};

/// Gaps that are named at most.
const GAPS_MOST: usize = 60;
/// Parties from which on a need that is not met is a gap.
const PARTIES_LEAST: f64 = 0.5;

/// Something missing, by number.
#[derive(Debug, Clone)]
pub(crate) struct Missing {
    pub(crate) place: usize,
    pub(crate) agency: Option<usize>,
    pub(crate) weeks: Vec<usize>,
    pub(crate) parties: f64,
    pub(crate) points: f64,
}

/// What is missing, the weightiest first.
pub(crate) fn missing(state: &State<'_, '_>) -> Vec<Missing> {
    let frame = state.frame;
    let weeks = frame.grid.weeks;
    let mut found: Vec<Missing> = Vec::new();
    for (chain, (agency, place)) in frame.chain_of.iter().enumerate() {
        let of = &frame.chains[chain];
        let served = frame.serving.by_week(of, &state.chain_visits[chain * weeks..(chain + 1) * weeks]);
        let short: Vec<f64> = of.parties.iter().zip(&served).map(|(parties, served)| parties - served).collect();
        let parties: f64 = short.iter().sum();
        if parties >= PARTIES_LEAST {
            let weeks = (0..weeks).filter(|week| short[*week] > 1e-6).collect();
            let points = frame.weights.demand * parties;
            found.push(Missing { place: *place, agency: Some(*agency), weeks, parties, points });
        }
    }
    let mut aims: BTreeMap<(usize, Option<usize>), Vec<usize>> = BTreeMap::new();
    for (aim, _) in frame.aims.iter().zip(&state.aim_visits).filter(|(_, visits)| **visits == 0) {
        let week = aim.days.last().map_or(0, |day| day / 7).min(weeks - 1);
        aims.entry((aim.place, aim.of)).or_default().push(week);
    }
    for ((place, agency), weeks) in aims {
        let points = frame.weights.aims * weeks.len() as f64;
        match found.iter_mut().find(|one| one.place == place && one.agency == agency && agency.is_some()) {
            Some(known) => known.points += points,
            None => found.push(Missing { place, agency, weeks, parties: 0.0, points }),
        }
    }
    found.sort_by(|a, b| b.points.total_cmp(&a.points).then((a.place, a.agency).cmp(&(b.place, b.agency))));
    found.truncate(GAPS_MOST);
    found
}

/// The gap with its reasons; what would help comes later.
pub(crate) fn gap(state: &mut State<'_, '_>, missing: &Missing) -> Gap {
    let frame = state.frame;
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Gap {
        place: frame.problem.places[missing.place].id.clone(),
        agency: missing.agency.map(|agency| frame.agencies[agency].clone()),
        week: count(missing.weeks.first().copied().unwrap_or_default()),
        weeks: count(missing.weeks.len()),
        parties: tidy(missing.parties),
        because: why_not(state, missing),
        would_help: Vec::new(),
    }
}

/// What stands in the way of one adviser in one week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Hurdle {
    TooLittle,
    Elsewhere,
    Full,
    NoDesk,
    Forbidden,
    Away,
    Paused,
    Closed,
}

fn why_not(state: &mut State<'_, '_>, missing: &Missing) -> Vec<WhyNot> {
    let frame = state.frame;
    let who: Vec<usize> = (0..frame.advisers.len())
        .filter(|one| missing.agency.is_none_or(|agency| frame.advisers[*one].agency == agency))
        .collect();
    if who.is_empty() {
        return vec![WhyNot::NoAdviser];
    }
    let mut found: BTreeMap<Hurdle, usize> = BTreeMap::new();
    let mut short_by = f64::INFINITY;
    for week in &missing.weeks {
        for adviser in &who {
            let (hurdle, costs) = hurdle(state, *adviser, missing.place, *week);
            *found.entry(hurdle).or_default() += 1;
            short_by = short_by.min(costs);
        }
    }
    let mut found: Vec<(Hurdle, usize)> = found.into_iter().collect();
    found.sort_by_key(|(hurdle, times)| (std::cmp::Reverse(*times), *hurdle));
    let advisers = u32::try_from(who.len()).unwrap_or(u32::MAX);
    let said = |(hurdle, _): (Hurdle, usize)| match hurdle {
        Hurdle::TooLittle => WhyNot::TooLittle { short_by: tidy(short_by.max(0.0)) },
        Hurdle::Elsewhere => WhyNot::Elsewhere { advisers },
        Hurdle::Full => WhyNot::Full { advisers },
        Hurdle::NoDesk => WhyNot::NoDesk { desks: frame.problem.places[missing.place].desks.unwrap_or_default() },
        Hurdle::Forbidden => WhyNot::Forbidden,
        Hurdle::Away => WhyNot::Away { advisers },
        Hurdle::Paused => WhyNot::Paused,
        Hurdle::Closed => WhyNot::Closed,
    };
    found.into_iter().map(said).collect()
}

/// The hurdle that is lowest, whatever the cell; what the best visit would cost.
fn hurdle(state: &mut State<'_, '_>, adviser: usize, place: usize, week: usize) -> (Hurdle, f64) {
    let frame = state.frame;
    let cells = week * frame.grid.slots()..(week + 1) * frame.grid.slots();
    let mut lowest = Hurdle::Closed;
    let mut costs = f64::INFINITY;
    for cell in cells.clone().filter(|cell| frame.is_open(&frame.problem.places[place], *cell)) {
        let spot = Spot { adviser, place, cell };
        let hurdle = of_cell(state, spot);
        if hurdle == Hurdle::TooLittle
            && let Some(gain) = greedy::gain(state, spot)
        {
            costs = costs.min(-gain);
        }
        lowest = lowest.min(hurdle);
    }
    let pauses = |cell: usize| frame.grid.is_working_day(cell) && frame.problem.pauses.contains(&frame.grid.date(cell));
    if lowest == Hurdle::Closed && cells.clone().any(pauses) {
        lowest = Hurdle::Paused;
    }
    (lowest, costs)
}

fn of_cell(state: &State<'_, '_>, spot: Spot) -> Hurdle {
    let frame: &Frame<'_> = state.frame;
    if !frame.is_free(&frame.problem.advisers[spot.adviser], spot.cell) {
        return Hurdle::Away;
    }
    if !frame.can[frame.spot(spot)] {
        return Hurdle::Forbidden;
    }
    if !state.has_room(spot) {
        Hurdle::NoDesk
    } else if state.is_full(spot) {
        Hurdle::Full
    } else if state.place_of(spot.adviser, spot.cell).is_some() || !state.fits_day(spot) {
        Hurdle::Elsewhere
    } else {
        Hurdle::TooLittle
    }
}
