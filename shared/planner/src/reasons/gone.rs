//! Series of today without which the plan does.

use std::collections::BTreeSet;

use crate::frame::Spot;
use crate::judge::tidy;
use crate::state::State;
use crate::{Assignment, Cell, Change, Gone, Standing};

/// Each with what keeping it would cost: of a series that stays in part, the
/// sessions that it loses; of one that moves none, as all of it goes on.
pub(crate) fn gone(state: &mut State<'_, '_>, assignments: &[Assignment]) -> Vec<Gone> {
    let frame = state.frame;
    let all = frame.problem.standing.iter().filter(|one| !one.kept && !one.advisers.is_empty());
    all.filter_map(|one| {
        let cells = missing(one, assignments)?;
        let costs = tidy(costs(state, one));
        Some(Gone { permanence: one.permanence.clone(), costs, cells })
    })
    .collect()
}

/// Sessions that no assignment keeps; `None` where there are none, or the series
/// moves.
fn missing(one: &Standing, assignments: &[Assignment]) -> Option<Vec<Cell>> {
    let mut kept: BTreeSet<Cell> = BTreeSet::new();
    for of in assignments {
        match &of.change {
            Change::Moved { from } if *from == one.permanence => return None,
            Change::Kept { permanence } if *permanence == one.permanence => kept.extend(&of.cells),
            _ => {}
        }
    }
    let cells: Vec<Cell> = one.cells.iter().filter(|cell| !kept.contains(cell)).copied().collect();
    (!cells.is_empty()).then_some(cells)
}

/// Points that the plan loses when the series comes as it does today; what is in
/// its way goes.
fn costs(state: &mut State<'_, '_>, one: &Standing) -> f64 {
    let frame = state.frame;
    let Ok(place) = frame.problem.places.binary_search_by(|other| other.id.cmp(&one.place)) else { return 0.0 };
    let before = state.total();
    let mut done: Vec<(Spot, bool)> = Vec::new();
    for id in &one.advisers {
        let Ok(adviser) = frame.problem.advisers.binary_search_by(|other| other.id.cmp(id)) else { continue };
        for cell in one.cells.iter().filter_map(|cell| frame.grid.number(*cell)) {
            keep(state, Spot { adviser, place, cell }, &mut done);
        }
    }
    let costs = before - state.total();
    while let Some((spot, add)) = done.pop() {
        state.shift(spot, !add);
    }
    costs
}

/// Puts one session where it is today if it can be there at all.
fn keep(state: &mut State<'_, '_>, spot: Spot, done: &mut Vec<(Spot, bool)>) {
    let frame = state.frame;
    if !frame.can[frame.spot(spot)] {
        return;
    }
    let undone = done.len();
    loop {
        if state.can_add(spot) {
            state.shift(spot, true);
            done.push((spot, true));
            return;
        }
        let Some(least) = in_the_way(state, spot) else { break };
        state.shift(least, false);
        done.push((least, false));
    }
    while done.len() > undone {
        if let Some((spot, add)) = done.pop() {
            state.shift(spot, !add);
        }
    }
}

/// What stands in the way of a session and is worth least: the adviser's own of
/// that day, else of that week, else somebody's at the place.
fn in_the_way(state: &mut State<'_, '_>, spot: Spot) -> Option<Spot> {
    let frame = state.frame;
    let grid = &frame.grid;
    let free = |one: &Spot| !state.is_fixed[one.adviser * grid.cells() + one.cell];
    let all: Vec<Spot> = state.spots().into_iter().filter(free).collect();
    let own = |one: &&Spot| one.adviser == spot.adviser;
    let of_day: Vec<Spot> = all
        .iter()
        .filter(own)
        .filter(|one| grid.day(one.cell) == grid.day(spot.cell))
        .filter(|one| one.cell == spot.cell || !frame.go_together(**one, spot))
        .copied()
        .collect();
    let is_full = state.is_full(spot);
    let of_week = all.iter().filter(own).filter(|one| is_full && grid.week(one.cell) == grid.week(spot.cell));
    let at_place = all.iter().filter(|one| one.place == spot.place && one.cell == spot.cell);
    let found = [of_day, of_week.copied().collect(), at_place.copied().collect()];
    let first = found.into_iter().find(|spots| !spots.is_empty())?;
    let loss = |state: &mut State<'_, '_>, one: Spot| {
        let loss = -state.shift(one, false);
        state.shift(one, true);
        loss
    };
    let mut least: Option<(f64, Spot)> = None;
    for one in first {
        let loss = loss(state, one);
        if least.is_none_or(|least| loss < least.0) {
            least = Some((loss, one));
        }
    }
    least.map(|(_, spot)| spot)
}
