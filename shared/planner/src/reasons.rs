//! What speaks for each part of a plan: found by taking it out and looking.

pub(crate) mod because;
pub(crate) mod gaps;
pub(crate) mod gone;
pub(crate) mod help;
pub(crate) mod instead;

use std::collections::BTreeMap;

use crate::judge::{of_visits, tidy};
use crate::series::Series;
use crate::state::{Parts, State};
use crate::{Part, Visit};

/// Takes a series out of a plan.
pub(crate) fn take(state: &mut State<'_, '_>, series: &Series) {
    for spot in &series.spots {
        if state.place_of(spot.adviser, spot.cell) == Some(spot.place) {
            state.shift(*spot, false);
        }
    }
}

/// Puts it back.
pub(crate) fn put_back(state: &mut State<'_, '_>, series: &Series) {
    for spot in &series.spots {
        if state.place_of(spot.adviser, spot.cell).is_none() {
            state.shift(*spot, true);
        }
    }
}

/// What a plan would lose without a series, exactly; `all` are its visits.
pub(crate) fn worth(state: &mut State<'_, '_>, series: &Series, all: &[Visit]) -> f64 {
    let frame = state.frame;
    let is_beside = |spot: &crate::frame::Spot| {
        frame.extras.iter().any(|one| one.number == Some(spot.adviser) && one.cell == spot.cell)
    };
    if series.spots.iter().any(is_beside) {
        let own: Vec<Visit> = series.spots.iter().map(|spot| frame.visit(*spot)).collect();
        let rest: Vec<Visit> = all.iter().filter(|visit| !own.contains(visit)).cloned().collect();
        return tidy(of_visits(frame, all).total() - of_visits(frame, &rest).total());
    }
    let with = state.total();
    take(state, series);
    let without = state.total();
    put_back(state, series);
    tidy(with - without)
}

/// By part, what changes from one to the other; parts that stay are left out.
pub(crate) fn changes(from: &Parts, to: &Parts) -> BTreeMap<Part, f64> {
    let of = |part: Part| (part, tidy(to[part as usize] - from[part as usize]));
    Part::ALL.into_iter().map(of).filter(|(_, points)| *points != 0.0).collect()
}
