//! Which step an assignment of a plan asks for, and what a step is about, so that people
//! can be told.

use chrono::NaiveDateTime;
use domain::ids::{AgencyId, LocationId};
use rota_planner::{Assignment, Change, Problem, Standing};
use serde::{Deserialize, Serialize};

use super::settled::Step;

/// Whose permanence, where, and when its first session is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Whose.
    pub agency: AgencyId,
    /// Where.
    pub place: LocationId,
    /// The first session that it changes, on the wall clock.
    pub start: NaiveDateTime,
}

/// What a step of a plan is about; `None` where the plan knows nothing of it.
pub fn about(step: &Step, result: &rota_planner::Plan, problem: &Problem) -> Option<About> {
    let assignment = step.assignment().and_then(|id| result.assignments.iter().find(|one| one.id == id));
    if let Some(one) = assignment {
        return Some(About { agency: one.agency.clone(), place: one.place.clone(), start: one.start });
    }
    let permanence = step.permanence()?;
    let day = match step {
        Step::Thin { days, .. } => days.first().copied(),
        Step::Hold { day, .. } => Some(*day),
        Step::Create { .. } | Step::Move { .. } | Step::End { .. } => None,
    };
    let Standing { agency, place, start, cells, .. } =
        problem.standing.iter().find(|one| one.permanence == *permanence)?;
    let day = day.or_else(|| cells.first().map(|cell| cell.day))?;
    Some(About { agency: agency.clone(), place: place.clone(), start: day.and_time(*start) })
}

/// The step that an assignment asks for; `None` of what stays.
pub(crate) fn step_of(one: &Assignment) -> Option<Step> {
    let assignment = one.id.clone();
    match one.change.clone() {
        Change::New => Some(Step::Create { assignment }),
        Change::Moved { from } => Some(Step::Move { assignment, permanence: from }),
        Change::Held { permanence, day } => Some(Step::Hold { assignment, permanence, day }),
        Change::Kept { .. } => None,
    }
}
