//! Going on with a plan that is published, or taken back: a step at a time.

use domain::ids::PlanId;
use store::repos::outbox::Pending;
use store::{Store, TableError, Transaction, Versioned, keys};

use super::settled::Plan;
use super::{steps, undo};
use crate::effects::Outcome;

/// Takes the next step of a plan that is published. What [`steps::take`] or
/// [`undo::take_back`] reads, and one commit.
pub(super) async fn step(store: &Store, id: &PlanId, version: u64) -> Result<Outcome, TableError> {
    let Some(before) = stands(store, id, version).await? else { return Ok(Outcome::Nothing) };
    let Some(publishing) = before.value.settled.publishing.clone() else { return Ok(Outcome::Nothing) };
    let Some(next) = publishing.todo.first().cloned() else { return Ok(Outcome::Nothing) };
    let mut plan = before.value.clone();
    let mut tx = Transaction::new();
    let done = if publishing.undoing {
        undo::take_back(store, &mut tx, &plan, &next).await?
    } else {
        steps::take(store, &mut tx, &plan, next).await?
    };
    if let Some(publishing) = &mut plan.settled.publishing {
        let step = publishing.todo.remove(0);
        publishing.renew(&done.left);
        let changed = tx.marks().iter().filter(|mark| mark.aggregate.starts_with(keys::PERMANENCE));
        publishing.changed.extend(changed.map(|mark| Pending { request: None, ..mark.clone() }));
        let list = if publishing.undoing { &mut publishing.stayed } else { &mut publishing.done };
        if done.refused.is_some() && !publishing.undoing && !publishing.last.contains(&step) {
            // Another may have to make room first.
            publishing.todo.push(step.clone());
            publishing.last.push(step);
        } else if !publishing.undoing || done.refused.is_some() {
            list.push(done);
        }
        let all = publishing.todo.len() + publishing.done.len().max(1);
        let left = publishing.todo.len();
        plan.progress = u32::try_from(100 * (all - left) / all).unwrap_or(100);
        if left == 0 {
            plan.progress = 100;
            // What was broken may be whole, and what was whole broken.
            store.repairs().ask_to_look(&mut tx);
            plan.settled.tell(before.version + 1);
        }
    }
    store.plans().go_on(&mut tx, &plan, Some(before.version));
    store.commit(tx).await?;
    Ok(Outcome::Nothing)
}

/// Has those told whose series changed so far, where the next step can't be taken
/// for a while, and has it tried anew; `false` where all of them are told. One read,
/// one commit.
pub(super) async fn tell(store: &Store, id: &PlanId, version: u64) -> Result<bool, TableError> {
    let Some(before) = stands(store, id, version).await? else { return Ok(false) };
    let mut plan = before.value;
    if !plan.settled.tell(before.version + 1) {
        return Ok(false);
    }
    let mut tx = Transaction::new();
    store.plans().go_on(&mut tx, &plan, Some(before.version));
    store.commit(tx).await?;
    Ok(true)
}

/// The plan, unless somebody took the step: they left a later version.
async fn stands(store: &Store, id: &PlanId, version: u64) -> Result<Option<Versioned<Plan>>, TableError> {
    Ok(super::load(store, id).await?.filter(|found| found.version == version))
}
