//! Publishing a plan: what it would do, and that it is to be done.

use std::collections::BTreeSet;

use domain::catalogue::Catalogue;
use domain::event::Actor;
use rota_planner::{Assignment, Change, Gone, Standing};
use store::repos::plans::PlanStatus;
use store::{Store, Transaction, Versioned};

use super::about::step_of;
use super::ask::{PlanError, real};
use super::gains::gains;
use super::in_part::{Chosen, part_of};
use super::settled::{Done, Plan, Publishing, Step};
use super::steps::{Known, Refused};
use super::trial::{Effects, tried};
use super::withheld::withheld;

/// Whether a series has no session at all in the weeks of the plan, and does not
/// only leave some out.
pub fn is_whole(gone: &Gone, today: &Standing) -> bool {
    gone.cells.len() >= today.cells.len()
}

/// The changes of the rota that a plan asks for, those that make room first.
pub fn steps_of(result: &rota_planner::Plan, problem: &rota_planner::Problem, chosen: &Chosen) -> Vec<Step> {
    let everything = chosen.assignments.is_empty();
    let of = |one: &Assignment| chosen.has(&one.id, &one.agency);
    let mut found = Vec::new();
    let moved: BTreeSet<_> = result
        .assignments
        .iter()
        .filter_map(|one| match &one.change {
            Change::Moved { from } => Some(from.clone()),
            _ => None,
        })
        .collect();
    for gone in result.gone.iter().filter(|_| everything) {
        let Some(standing) = problem.standing.iter().find(|one| one.permanence == gone.permanence) else { continue };
        if !chosen.has("", &standing.agency) || moved.contains(&gone.permanence) {
            continue;
        }
        let permanence = gone.permanence.clone();
        if is_whole(gone, standing) {
            found.push(Step::End { permanence });
        } else {
            found.push(Step::Thin { permanence, days: gone.cells.iter().map(|cell| cell.day).collect() });
        }
    }
    let mut put: Vec<Step> = result.assignments.iter().filter(|one| of(one)).filter_map(step_of).collect();
    put.sort_by_key(|step| match step {
        Step::Move { .. } => 0,
        Step::Hold { .. } => 1,
        _ => 2,
    });
    found.extend(put);
    found
}

/// What publishing would do, were it done by somebody; nothing is stored. Two
/// queries of the plan, and for each step what trying it reads.
pub async fn ahead(
    store: &Store,
    catalogue: &Catalogue,
    plan: &Plan,
    chosen: &Chosen,
    by: Actor,
) -> Result<Effects, PlanError> {
    real(plan)?;
    let known = Known::load(store, plan).await?.ok_or(PlanError::Stands(plan.status))?;
    let (steps, mut refused) = wanted(plan, &known, chosen);
    let asked = Plan { by, ..plan.clone() };
    let effects = tried(store, catalogue, (&asked, &known), &steps).await?;
    let (gain, lose) = gains(&effects.steps, &known);
    let withheld = refused.len();
    refused.extend(effects.refused);
    Ok(Effects { refused, withheld, gain, lose, ..effects })
}

/// The steps of what is chosen, and those that are left out.
fn wanted(plan: &Plan, known: &Known, chosen: &Chosen) -> (Vec<Step>, Vec<Refused>) {
    let withheld = withheld(plan, known, chosen);
    let mut steps = steps_of(&known.result, &known.problem, chosen);
    steps.retain(|step| !withheld.iter().any(|left| left.step == *step));
    (steps, withheld)
}

/// Has a plan, or what is chosen of it, become the rota, step by step, but for what
/// somebody said no to since it was worked out. The same again changes nothing. Two queries, one commit.
pub async fn publish(store: &Store, before: &Versioned<Plan>, chosen: &Chosen, by: Actor) -> Result<Plan, PlanError> {
    if before.value.status == PlanStatus::Published {
        return Ok(before.value.clone());
    }
    real(&before.value)?;
    let known = Known::load(store, &before.value).await?.ok_or(PlanError::Stands(before.value.status))?;
    let steps = |chosen: &Chosen| steps_of(&known.result, &known.problem, chosen);
    let part = part_of(&steps(chosen), &steps(&Chosen::default()), &known);
    let (todo, withheld) = wanted(&before.value, &known, chosen);
    let mut plan = published(store, before.value.clone(), todo, by);
    if let Some(publishing) = &mut plan.settled.publishing {
        publishing.part = part;
        publishing.done =
            withheld.into_iter().map(|Refused { step, reason, .. }| Done::refused(step, reason)).collect();
    }
    let mut tx = Transaction::new();
    store.plans().go_on(&mut tx, &plan, Some(before.version));
    store.commit(tx).await?;
    Ok(plan)
}

/// A plan that is to become the rota by these steps.
pub(crate) fn published(store: &Store, mut plan: Plan, todo: Vec<Step>, by: Actor) -> Plan {
    plan.status = PlanStatus::Published;
    plan.progress = if todo.is_empty() { 100 } else { 0 };
    plan.settled.publishing = Some(Publishing {
        by,
        at: store.now(),
        part: None,
        undoing: false,
        todo,
        last: Vec::new(),
        done: Vec::new(),
        changed: Vec::new(),
        stayed: Vec::new(),
    });
    plan
}
