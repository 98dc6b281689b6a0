//! Where a plan serves more parties in time than today, and where fewer.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::ids::{LocationId, PermanenceId};
use rota_planner::{Cell, Figures, Standing, Visit, judge};

use super::settled::Step;
use super::steps::Known;

/// Places, each with a number of parties.
pub type Places = Vec<(LocationId, f64)>;

/// Places by how many parties more, or fewer, are served in time than today once
/// these steps are taken, and no others of the plan.
pub(super) fn gains(steps: &[Step], known: &Known) -> (Places, Places) {
    let Known { problem, result } = known;
    let mut visits: BTreeSet<Visit> = problem.visits_today().into_iter().collect();
    let standing = |id: &PermanenceId| problem.standing.iter().find(|one| one.permanence == *id);
    for step in steps {
        let Some(today) = step.permanence().and_then(standing) else { continue };
        visits.retain(|visit| !(is_of(visit, today) && takes(step, visit.cell.day)));
    }
    let made: BTreeSet<&str> = steps.iter().filter_map(Step::assignment).collect();
    for one in result.assignments.iter().filter(|one| made.contains(one.id.as_str())) {
        let (place, adviser) = (&one.place, &one.adviser);
        let visit = |cell: &Cell| Visit { cell: *cell, place: place.clone(), adviser: adviser.clone() };
        visits.extend(one.cells.iter().map(visit));
    }
    let after = judge(problem, &Vec::from_iter(visits)).1;
    differences(&after, &result.today)
}

/// Whether a visit is a session of a series of today.
fn is_of(visit: &Visit, today: &Standing) -> bool {
    today.place == visit.place && today.advisers.contains(&visit.adviser) && today.cells.contains(&visit.cell)
}

/// Whether a step leaves a series without what it has on a day of the plan.
fn takes(step: &Step, of: NaiveDate) -> bool {
    match step {
        Step::Create { .. } => false,
        Step::Move { .. } | Step::End { .. } => true,
        Step::Thin { days, .. } => days.contains(&of),
        Step::Hold { day, .. } => *day == of,
    }
}

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
