//! Where a plan serves more parties in time than today, and where fewer.

use std::collections::BTreeSet;

use domain::ids::LocationId;
use rota_planner::Figures;

use super::settled::Step;
use super::steps::Known;

/// Places, each with a number of parties.
pub type Places = Vec<(LocationId, f64)>;

/// Places by how many parties more, or fewer, are served in time.
pub(super) fn differences(planned: &Figures, today: &Figures) -> (Places, Places) {
    let served = |figures: &Figures, place: &LocationId| -> f64 {
        figures.coverage.iter().filter(|one| one.place == *place).map(|one| one.served).sum()
    };
    let places: BTreeSet<&LocationId> = planned.coverage.iter().chain(&today.coverage).map(|one| &one.place).collect();
    let by = |place: &LocationId| served(planned, place) - served(today, place);
    let all: Vec<(LocationId, f64)> = places.into_iter().map(|place| (place.clone(), by(place))).collect();
    let (gain, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, by)| *by > 0.05);
    let lose = rest.into_iter().filter(|(_, by)| *by < -0.05).map(|(place, by)| (place, -by)).collect();
    (gain, lose)
}

/// The places that a step is about: where something comes, and where it is today.
pub(super) fn places_of<'a>(step: &Step, known: &'a Known) -> impl Iterator<Item = &'a LocationId> + use<'a> {
    let Known { problem, result } = known;
    let assignment = step.assignment().and_then(|id| result.assignments.iter().find(|one| one.id == id));
    let permanence = match step {
        Step::Create { .. } => None,
        Step::Move { permanence, .. }
        | Step::End { permanence }
        | Step::Thin { permanence, .. }
        | Step::Hold { permanence, .. } => Some(permanence),
    };
    let today = permanence.and_then(|id| problem.standing.iter().find(|one| one.permanence == *id));
    assignment.map(|one| &one.place).into_iter().chain(today.map(|one| &one.place))
}
