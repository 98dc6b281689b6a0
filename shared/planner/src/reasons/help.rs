//! What would help with a gap: tried, not guessed. The problem with one thing
//! more is planned again from the plan that is there, and what it gains is what
//! is said. So each gain is one that there is at least.

use std::collections::BTreeMap;
use std::f64::consts::LN_2;

use domain::adviser::HalfDay;
use domain::ids::LocationId;

use super::gaps::Missing;
use crate::frame::{Frame, Spot};
use crate::judge::tidy;
use crate::search::{Heat, Search};
use crate::state::State;
use crate::{Problem, Relaxation, Wish, WouldHelp, greedy};

/// Gaps for which something is tried, and things that are tried in all.
const GAPS_MOST: usize = 12;
const TRIED_MOST: usize = 24;
/// Things that are said for one gap.
const SAID_MOST: usize = 3;
/// Moves that follow what is added at once.
const STEPS: u64 = 1_500;
/// Points that are not worth saying.
const LEAST: f64 = 0.01;

/// What helps with each gap, the most first.
pub(crate) fn would_help(
    state: &State<'_, '_>,
    missing: &[Missing],
    each: &mut dyn FnMut(usize),
) -> Vec<Vec<WouldHelp>> {
    let problem = state.frame.problem;
    let mut tried: BTreeMap<String, (Relaxation, Option<Helped>)> = BTreeMap::new();
    let mut said = Vec::with_capacity(missing.len());
    for (number, gap) in missing.iter().enumerate() {
        let mut found: Vec<WouldHelp> = Vec::new();
        if number < GAPS_MOST {
            each(number);
            for change in candidates(state, gap) {
                let name = format!("{change:?}");
                if !tried.contains_key(&name) && tried.len() < TRIED_MOST {
                    let helped = again(state, &change);
                    tried.insert(name.clone(), (change, helped));
                }
                let helped = tried.get(&name).and_then(|(change, helped)| Some((change, helped.as_ref()?)));
                found.extend(helped.and_then(|(change, helped)| helped.with(problem, gap, change)));
            }
        }
        found.sort_by(|a, b| b.gain.total_cmp(&a.gain));
        found.dedup_by(|a, b| a.change == b.change);
        found.truncate(SAID_MOST);
        said.push(found);
    }
    said
}

/// What planning again brought.
struct Helped {
    gain: f64,
    parties: f64,
    aims: u32,
    serves: Vec<LocationId>,
}

impl Helped {
    /// As it is said of a gap; only where it helps with this one.
    fn with(&self, problem: &Problem, gap: &Missing, change: &Relaxation) -> Option<WouldHelp> {
        let is_served = self.serves.contains(&problem.places[gap.place].id);
        (is_served && self.gain > LEAST).then(|| WouldHelp {
            change: change.clone(),
            gain: self.gain,
            parties: self.parties,
            aims: self.aims,
            serves: self.serves.clone(),
        })
    }
}

/// Things that could help with a gap, the likeliest first.
fn candidates(state: &State<'_, '_>, gap: &Missing) -> Vec<Relaxation> {
    let frame = state.frame;
    let problem = frame.problem;
    let mut found = Vec::new();
    let who = |one: &usize| gap.agency.is_none_or(|agency| frame.advisers[*one].agency == agency);
    let mut who: Vec<usize> = (0..frame.advisers.len()).filter(who).collect();
    // Whoever is nearest comes first.
    who.sort_by_key(|one| (frame.advisers[*one].sets_out[gap.place], *one));
    let id = |adviser: usize| (problem.advisers[adviser].agency.clone(), problem.advisers[adviser].id.clone());
    for adviser in &who {
        let at_place = |no: &&crate::Ruling| {
            no.wish == Wish::Forbidden
                && no.adviser == problem.advisers[*adviser].id
                && no.place.as_ref().is_none_or(|place| *place == problem.places[gap.place].id)
        };
        let forbidden = problem.rulings.iter().find(at_place);
        found.extend(forbidden.map(|no| Relaxation::Allowed { adviser: no.adviser.clone(), place: no.place.clone() }));
    }
    for adviser in who.iter().take(2) {
        let (agency, adviser_id) = id(*adviser);
        if let Some(half_day) = half_day(frame, *adviser, gap) {
            found.push(Relaxation::HalfDay { agency: agency.clone(), adviser: adviser_id.clone(), half_day });
        }
        found.push(Relaxation::VisitMore { agency, adviser: adviser_id });
    }
    if problem.places[gap.place].desks.is_some() && is_ever_taken(state, gap) {
        found.push(Relaxation::Desk { place: problem.places[gap.place].id.clone() });
    }
    found
}

/// The half-day on which an adviser does not work and most of the missing weeks
/// have the place open and a desk free.
fn half_day(frame: &Frame<'_>, adviser: usize, gap: &Missing) -> Option<HalfDay> {
    let one = &frame.problem.advisers[adviser];
    let place = &frame.problem.places[gap.place];
    let open = |half_day: &HalfDay| {
        let day = usize::from(half_day.day()) * frame.windows.len();
        let windows = (0..frame.windows.len())
            .filter(|window| frame.windows[*window].halves() == (!half_day.is_afternoon(), half_day.is_afternoon()));
        let cells =
            windows.flat_map(|window| gap.weeks.iter().map(move |week| week * frame.grid.slots() + day + window));
        cells.filter(|cell| frame.is_open(place, *cell) && !one.away.contains(&frame.grid.cell(*cell))).count()
    };
    let free = HalfDay::working().filter(|half_day| !one.half_days.contains(half_day));
    let mut best: Option<(usize, HalfDay)> = None;
    for half_day in free {
        let open = open(&half_day);
        if open > best.map_or(0, |(most, _)| most) {
            best = Some((open, half_day));
        }
    }
    best.map(|(_, half_day)| half_day)
}

/// Whether a desk is ever what is missing there.
fn is_ever_taken(state: &State<'_, '_>, gap: &Missing) -> bool {
    let frame = state.frame;
    let mut cells = gap.weeks.iter().flat_map(|week| week * frame.grid.slots()..(week + 1) * frame.grid.slots());
    cells.any(|cell| usize::from(state.visits[frame.place_cell(gap.place, cell)]) >= frame.desks[gap.place])
}

/// Plans again with one thing more, from the plan that is there.
fn again(state: &State<'_, '_>, change: &Relaxation) -> Option<Helped> {
    let problem = change.applied(state.frame.problem);
    if problem == *state.frame.problem {
        return None;
    }
    let frame = Frame::of(&problem);
    let mut more = State::of(&frame);
    more.begin_with(state.spots().into_iter());
    greedy::fill(&mut more, frame.spots.iter().flatten().copied().filter(|spot| is_touched(&frame, *spot, change)));
    let heat = Heat { first: 0.2, cooling: 2.0 * LN_2 };
    let mut search = Search::new(&mut more, problem.seed);
    search.prefer(frame.spots.clone());
    search.anneal(0..STEPS, (STEPS, heat), &mut |_| ());
    search.settle();
    let place = |frame: &Frame<'_>, number: usize| frame.problem.places[number].id.clone();
    let mut serves: Vec<LocationId> = Vec::new();
    for chain in 0..frame.chains.len() {
        if more.chain_served[chain] > state.chain_served[chain] + 1e-6 {
            serves.push(place(&frame, frame.chain_of[chain].1));
        }
    }
    for (aim, (now, before)) in frame.aims.iter().zip(more.aim_visits.iter().zip(&state.aim_visits)) {
        if *now > 0 && *before == 0 {
            serves.push(place(&frame, aim.place));
        }
    }
    serves.sort_unstable();
    serves.dedup();
    let met = |state: &State<'_, '_>| state.aim_visits.iter().filter(|visits| **visits > 0).count();
    Some(Helped {
        gain: tidy(more.total() - state.total()),
        parties: tidy(more.chain_served.iter().sum::<f64>() - state.chain_served.iter().sum::<f64>()),
        aims: u32::try_from(met(&more).saturating_sub(met(state))).unwrap_or(u32::MAX),
        serves,
    })
}

/// Whether a visit may be possible only now.
fn is_touched(frame: &Frame<'_>, spot: Spot, change: &Relaxation) -> bool {
    match change {
        Relaxation::HalfDay { adviser, .. }
        | Relaxation::VisitMore { adviser, .. }
        | Relaxation::Allowed { adviser, .. } => frame.problem.advisers[spot.adviser].id == *adviser,
        Relaxation::Desk { place } => frame.problem.places[spot.place].id == *place,
    }
}
