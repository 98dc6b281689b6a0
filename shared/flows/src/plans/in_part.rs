//! Of which agencies a plan is published, where not all of it is.

use std::collections::BTreeSet;

use domain::ids::AgencyId;
use store::repos::plans::PlanStatus;

use super::settled::{Plan, Step};
use super::steps::Known;

/// The agencies of which something is published, where something else was left
/// out; `None` where all of it was, or nothing is published.
pub fn published_of(plan: &Plan) -> Option<&BTreeSet<AgencyId>> {
    plan.settled.publishing.as_ref().filter(|_| plan.status == PlanStatus::Published)?.part.as_ref()
}

/// The agencies whose work `todo` changes, where it is not all that the plan asks
/// for.
pub(super) fn part_of(todo: &[Step], all: &[Step], known: &Known) -> Option<BTreeSet<AgencyId>> {
    let is_part = all.iter().any(|step| !todo.contains(step));
    is_part.then(|| todo.iter().filter_map(|step| agency_of(step, known)).collect())
}

fn agency_of(step: &Step, Known { result, problem, .. }: &Known) -> Option<AgencyId> {
    match step {
        Step::Create { assignment } | Step::Move { assignment, .. } | Step::Hold { assignment, .. } => {
            result.assignments.iter().find(|one| one.id == *assignment).map(|one| one.agency.clone())
        }
        Step::End { permanence } | Step::Thin { permanence, .. } => {
            problem.standing.iter().find(|one| one.permanence == *permanence).map(|one| one.agency.clone())
        }
    }
}
