//! Taking back what a plan made of the rota, until the first session of it has
//! begun. Appointments that were moved with a series move back; those that lost
//! their slot were told so, and stay lost. What somebody changed since by hand
//! stays, and is said.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::Text;
use domain::clock::BRUSSELS;
use domain::event::Actor;
use domain::ids::PermanenceId;
use domain::local_time;
use domain::permanence::Permanence;
use domain::sessions::series_days;
use store::repos::permanences::PermanencesRepo;
use store::repos::plans::PlanStatus;
use store::{Store, TableError, Transaction, Versioned};

use super::about::about;
use super::ask::PlanError;
use super::series;
use super::settled::{Done, Plan, Publishing, Step};
use super::steps::Known;

/// Has all of it taken back, the last step first. The same again changes
/// nothing. Two queries, one commit.
pub async fn undo(store: &Store, before: &Versioned<Plan>, by: Actor) -> Result<Plan, PlanError> {
    let stands = || PlanError::Stands(before.value.status);
    if before.value.status == PlanStatus::Undone {
        return Ok(before.value.clone());
    }
    let publishing = before.value.settled.publishing.clone().ok_or_else(stands)?;
    if before.value.status != PlanStatus::Published || !publishing.todo.is_empty() {
        return Err(stands());
    }
    let known = Known::load(store, &before.value).await?.ok_or_else(stands)?;
    let now = local_time::to_local(store.now(), BRUSSELS);
    let has_begun = |step: &Step| about(step, &known.result, &known.problem).is_some_and(|about| about.start <= now);
    if publishing.done.iter().any(|done| done.refused.is_none() && has_begun(&done.step)) {
        return Err(PlanError::Begun);
    }
    let todo: Vec<Step> =
        publishing.done.iter().rev().filter(|done| done.refused.is_none()).map(|done| done.step.clone()).collect();
    let mut plan = before.value.clone();
    plan.status = PlanStatus::Undone;
    plan.progress = if todo.is_empty() { 100 } else { 0 };
    plan.settled.publishing = Some(Publishing {
        by,
        at: store.now(),
        undoing: true,
        todo,
        last: Vec::new(),
        stayed: Vec::new(),
        ..publishing
    });
    let mut tx = Transaction::new();
    store.plans().go_on(&mut tx, &plan, Some(before.version));
    store.commit(tx).await?;
    Ok(plan)
}

/// Takes one step back: a read or two, in the commit of the plan's own row.
pub(super) async fn take_back(
    store: &Store,
    tx: &mut Transaction,
    plan: &Plan,
    step: &Step,
) -> Result<Done, TableError> {
    let done = |refused| Done { step: step.clone(), left: Vec::new(), beside: false, refused };
    let Some(publishing) = &plan.settled.publishing else { return Ok(done(None)) };
    let Some(taken) = publishing.done.iter().find(|done| done.step == *step) else { return Ok(done(None)) };
    let permanences = store.permanences().within(&plan.id);
    let (by, from) = (&publishing.by, plan.from);
    if let Step::Hold { day, .. } = step {
        let Some(original) = original(store, plan, step).await? else { return Ok(done(Some(changed()))) };
        return held(&permanences, tx, publishing, (taken, &original, *day)).await;
    }
    let Some((id, version)) = taken.left.last() else {
        // It went as a whole: it comes again as it was.
        let Some(original) = original(store, plan, step).await? else { return Ok(done(Some(changed()))) };
        permanences.create(tx, &original);
        permanences.tell(tx, 1, by, (None, Some(&original)));
        return Ok(done(None));
    };
    let found = permanences.load(id).await?;
    let Some(stands) = found.filter(|found| found.version == *version) else { return Ok(done(Some(changed()))) };
    let next_version = stands.version + 1;
    if matches!(step, Step::Create { .. }) {
        permanences.delete(tx, &stands);
        permanences.tell(tx, next_version, by, (Some(&stands.value), None));
        return Ok(done(None));
    }
    let Some(original) = original(store, plan, step).await? else { return Ok(done(Some(changed()))) };
    if taken.beside {
        return Ok(done(beside(&permanences, tx, by, (taken, &original)).await?));
    }
    let Some(restored) = restored(&original, &stands, from) else { return Ok(done(Some(changed()))) };
    permanences.save(tx, &stands, &restored);
    permanences.tell(tx, next_version, by, (Some(&stands.value), Some(&restored)));
    Ok(done(None))
}

async fn original(store: &Store, plan: &Plan, step: &Step) -> Result<Option<Permanence>, TableError> {
    match step.permanence() {
        Some(permanence) => store.plans().before(&plan.id, permanence).await,
        None => Ok(None),
    }
}

/// The old series is as it was, its appointments with it; those beside it go. A
/// read for each.
async fn beside(
    permanences: &PermanencesRepo<'_>,
    tx: &mut Transaction,
    by: &Actor,
    (taken, original): (&Done, &Permanence),
) -> Result<Option<Text>, TableError> {
    let mut left = Vec::new();
    for (id, version) in &taken.left {
        let found = permanences.load(id).await?;
        let Some(stands) = found.filter(|found| found.version == *version) else { return Ok(Some(changed())) };
        left.push(stands);
    }
    for stands in &left {
        let restored = Some(original).filter(|_| stands.value.id == original.id);
        match restored {
            Some(original) => permanences.save(tx, stands, original),
            None => permanences.delete(tx, stands),
        }
        permanences.tell(tx, stands.version + 1, by, (Some(&stands.value), restored));
    }
    Ok(None)
}

/// The session that was held otherwise is as it was: in its series, or as the
/// series that it became. Where other sessions of the series were held otherwise
/// too, it may stand in what they left of it. A read for each series of these
/// steps.
async fn held(
    permanences: &PermanencesRepo<'_>,
    tx: &mut Transaction,
    publishing: &Publishing,
    (taken, original, day): (&Done, &Permanence, NaiveDate),
) -> Result<Done, TableError> {
    let of_series = |done: &&Done| matches!(&done.step, Step::Hold { permanence, .. } if *permanence == original.id);
    let left: BTreeMap<&PermanenceId, u64> = publishing
        .done
        .iter()
        .filter(of_series)
        .flat_map(|done| done.left.iter().map(|(id, version)| (id, *version)))
        .collect();
    let next_day = day.succ_opt().unwrap_or(day);
    for (id, version) in left {
        let found = permanences.load(id).await?;
        let stands = found.filter(|found| !series_days(&found.value, day, next_day).is_empty());
        let Some(stands) = stands else { continue };
        if stands.version != version {
            break;
        }
        let restored = match taken.left.as_slice() {
            [_] => Some(series::without_exception(original, day, &stands.value)),
            _ => series::as_before(original, day, &stands.value),
        };
        if let Some(restored) = restored {
            permanences.save(tx, &stands, &restored);
            permanences.tell(tx, stands.version + 1, &publishing.by, (Some(&stands.value), Some(&restored)));
            let left = vec![(id.clone(), stands.version + 1)];
            return Ok(Done { step: taken.step.clone(), left, beside: false, refused: None });
        }
    }
    Ok(Done::refused(taken.step.clone(), changed()))
}

/// What stands as it was: all of it under its own id, or the part that goes on
/// under another.
fn restored(original: &Permanence, stands: &Versioned<Permanence>, from: NaiveDate) -> Option<Permanence> {
    if original.id == stands.value.id {
        return Some(original.clone());
    }
    let (_, rest) = series::divided(original, from, stands.value.id.clone())?;
    Some(rest.in_line_of(&stands.value))
}

fn changed() -> Text {
    Text::new(
        "Modifié depuis par quelqu’un\u{a0}: reste tel quel.",
        "Sindsdien door iemand gewijzigd: blijft zoals het is.",
        "Changed by somebody since: stays as it is.",
    )
}
