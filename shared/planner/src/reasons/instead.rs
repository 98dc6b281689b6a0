//! What could be instead of a series, and by how much less.

use super::{changes, put_back, take};
use crate::NextBest;
use crate::frame::Spot;
use crate::greedy::WORTH_IT;
use crate::judge::tidy;
use crate::series::{self, Series};
use crate::state::State;

/// Another rhythm in the same weeks.
struct Other {
    spots: Vec<Spot>,
    gain: f64,
}

/// The best thing instead: the same adviser at another place or time, or
/// another one at the same place, in the weeks of the series.
pub(crate) fn next_best(state: &mut State<'_, '_>, series: &Series) -> Option<NextBest> {
    if stays(state, series) {
        return None;
    }
    let with = state.parts;
    let total = state.total();
    take(state, series);
    let other = best_other(state, series);
    let next = other.map(|other| {
        for spot in &other.spots {
            state.shift(*spot, true);
        }
        let (less, parts) = (tidy(total - state.total()).max(0.0), changes(&with, &state.parts));
        for spot in other.spots.iter().rev() {
            state.shift(*spot, false);
        }
        let (frame, first) = (state.frame, other.spots[0]);
        NextBest {
            adviser: frame.problem.advisers[first.adviser].id.clone(),
            place: frame.problem.places[first.place].id.clone(),
            cell: frame.grid.cell(first.cell),
            less,
            parts,
        }
    });
    put_back(state, series);
    next
}

/// Exchanges series for what is better instead of them, until none is, in so
/// many passes at most.
pub(crate) fn polish(state: &mut State<'_, '_>, passes: usize) {
    for _ in 0..passes {
        let mut is_better = false;
        for series in series::gather(state) {
            if stays(state, &series) || !is_there(state, &series) {
                continue;
            }
            let with = state.total();
            take(state, &series);
            let without = state.total();
            match best_other(state, &series) {
                Some(other) if without + other.gain > with + WORTH_IT => {
                    for spot in other.spots {
                        state.shift(spot, true);
                    }
                    is_better = true;
                }
                _ if without > with + WORTH_IT => is_better = true,
                _ => put_back(state, &series),
            }
        }
        if !is_better {
            return;
        }
    }
}

fn stays(state: &State<'_, '_>, series: &Series) -> bool {
    let cells = state.frame.grid.cells();
    series.spots.iter().any(|spot| {
        state.is_fixed[spot.adviser * cells + spot.cell] || state.place_of(spot.adviser, spot.cell) != Some(spot.place)
    })
}

fn is_there(state: &State<'_, '_>, series: &Series) -> bool {
    series.spots.iter().all(|spot| state.place_of(spot.adviser, spot.cell) == Some(spot.place))
}

fn best_other(state: &mut State<'_, '_>, series: &Series) -> Option<Other> {
    let frame = state.frame;
    let first = series.first();
    let weeks: Vec<usize> = series.spots.iter().map(|spot| frame.grid.week(spot.cell)).collect();
    let slots = frame.grid.slots();
    let own = (0..frame.places).map(|place| (first.adviser, place));
    let others = (0..frame.advisers.len()).filter(|other| *other != first.adviser).map(|other| (other, first.place));
    let mut best: Option<Other> = None;
    for (adviser, place) in own.chain(others) {
        for slot in 0..slots {
            if (adviser, place, slot) == (first.adviser, first.place, frame.grid.slot(first.cell)) {
                continue;
            }
            let before = state.total();
            let mut spots = Vec::new();
            for week in &weeks {
                let spot = Spot { adviser, place, cell: week * slots + slot };
                if state.can_add(spot) {
                    state.shift(spot, true);
                    spots.push(spot);
                }
            }
            let gain = state.total() - before;
            for spot in spots.iter().rev() {
                state.shift(*spot, false);
            }
            if !spots.is_empty() && best.as_ref().is_none_or(|best| gain > best.gain + WORTH_IT) {
                best = Some(Other { spots, gain });
            }
        }
    }
    best
}
