//! Of which agencies a plan was published, where not all of it was.

use std::collections::BTreeSet;

use domain::ids::AgencyId;
use rota_planner::Problem;
use store::repos::plans::{Origin, PlanStatus};

use super::publish::{Chosen, steps_of};
use super::settled::{Plan, Step};

/// The agencies of which something was published, where something else was left
/// out; `None` where all of it was, or nothing is published.
pub fn published_of(plan: &Plan, result: &rota_planner::Plan, problem: &Problem) -> Option<BTreeSet<AgencyId>> {
    // A repair is what was chosen of it.
    let is_repair = matches!(plan.origin, Some(Origin::Repair { .. }));
    let publishing = plan.settled.publishing.as_ref()?;
    if is_repair || plan.status != PlanStatus::Published {
        return None;
    }
    let taken: Vec<&Step> =
        publishing.todo.iter().chain(&publishing.last).chain(publishing.done.iter().map(|done| &done.step)).collect();
    let all = steps_of(result, problem, &Chosen::default());
    if all.iter().all(|step| taken.contains(&step)) {
        return None;
    }
    Some(taken.into_iter().filter_map(|step| agency_of(step, result, problem)).collect())
}

fn agency_of(step: &Step, result: &rota_planner::Plan, problem: &Problem) -> Option<AgencyId> {
    match step {
        Step::Create { assignment } | Step::Move { assignment, .. } | Step::Hold { assignment, .. } => {
            result.assignments.iter().find(|one| one.id == *assignment).map(|one| one.agency.clone())
        }
        Step::End { permanence } | Step::Thin { permanence, .. } => {
            problem.standing.iter().find(|one| one.permanence == *permanence).map(|one| one.agency.clone())
        }
    }
}
