//! The steps of publishing a plan: each is one commit with the plan's own row,
//! so that none is taken twice, whoever goes on with it after a crash.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use domain::catalogue::Catalogue;
use domain::field_error::FieldError;
use domain::ids::{PermanenceId, SessionId};
use domain::permanence::Permanence;
use domain::sessions::series_days;
use domain::{Language, Text};
use rota_planner::{Assignment, Problem};
use serde::{Deserialize, Serialize};
use store::{Store, TableError, Transaction, Versioned};

use super::about::About;
use super::decided::Decided;
use super::fits::{Change, Meanwhile, hindrance};
use super::series;
use super::settled::{Done, Plan, Step};
use crate::rota::Span;

/// What steps are taken from.
pub(crate) struct Known {
    pub(crate) problem: Problem,
    pub(crate) result: rota_planner::Plan,
}

impl Known {
    /// Two queries; `None` where the plan was never worked out.
    pub(super) async fn load(store: &Store, plan: &Plan) -> Result<Option<Self>, TableError> {
        let problem = super::problem(store, plan).await?;
        Ok(problem.zip(super::result(store, plan).await?).map(|(problem, result)| Self { problem, result }))
    }

    fn assignment(&self, id: &str) -> Option<&Assignment> {
        self.result.assignments.iter().find(|one| one.id == id)
    }
}

/// A step that can't be taken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Refused {
    /// Which.
    pub step: Step,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
    /// Why.
    pub reason: Text,
}

/// Series that steps still to come take elsewhere: they stand in nobody's way,
/// or two that swap places would wait for each other.
pub(super) fn leaving(steps: &[Step]) -> Meanwhile {
    let of = |step: &Step| match step {
        Step::Move { permanence, .. } => Some((permanence.clone(), None)),
        _ => None,
    };
    steps.iter().filter_map(of).collect()
}

/// What a step makes of the rota as it stands, or why it can't be taken.
pub(super) async fn decide(
    store: &Store,
    catalogue: &Catalogue,
    (plan, known, meanwhile): (&Plan, &Known, &Meanwhile),
    step: &Step,
) -> Result<Result<Decided, Text>, TableError> {
    let id = || PermanenceId::parse(&store.ids().next()).map_err(|error| TableError::Invalid(error.to_string()));
    let gone = || Ok(Err(gone()));
    if let Step::Create { assignment } = step {
        let Some(assignment) = known.assignment(assignment) else { return gone() };
        return match series::created(assignment, &known.problem, id()?, catalogue) {
            Err(errors) => Ok(Err(in_words(&errors))),
            Ok(new) => held(store, catalogue, (plan, meanwhile), Decided::plain(None, Some(new))).await,
        };
    }
    let Some(permanence) = step.permanence() else { return gone() };
    // Another session of it may have been tried before.
    let before = match meanwhile.get(permanence) {
        Some(Some(tried)) => Some(Versioned { value: tried.clone(), version: 0 }),
        _ => store.permanences().load(permanence).await?,
    };
    let Some(before) = before else { return gone() };
    if let Step::Thin { days, .. } = step {
        let after = series::thinned(&before.value, days);
        return Ok(match after.check(catalogue) {
            Err(errors) => Err(in_words(&errors)),
            Ok(()) => Ok(Decided::plain(Some(before), Some(after))),
        });
    }
    if let Step::Hold { assignment, day, .. } = step {
        let Some(assignment) = known.assignment(assignment) else { return gone() };
        let Some(line) = series::held(&before.value, *day, assignment, [id()?, id()?]) else { return gone() };
        if let Some(errors) = line.iter().find_map(|(is, _)| is.check(catalogue).err()) {
            return Ok(Err(in_words(&errors)));
        }
        let mut line = line.into_iter();
        let Some((after, was)) = line.next() else { return gone() };
        let one = Some((*day, was));
        let decided = Decided { before: Some(before), after: Some(after), next: line.collect(), beside: false, one };
        return held(store, catalogue, (plan, meanwhile), decided).await;
    }
    let Some((stays, rest)) = series::divided(&before.value, plan.from, id()?) else { return gone() };
    let end = Span::of(plan.from, plan.weeks).end();
    let later = series::later(&rest, end).filter(|later| !series::is_taken(later, &known.result));
    let Step::Move { assignment, .. } = step else {
        return Ok(Ok(without(before, (stays, rest), later)));
    };
    let Some(assignment) = known.assignment(assignment) else { return gone() };
    let booked = booked(store, (plan, known), &before.value, assignment).await?;
    if let Some((stays, weeks)) = series::carried(&before.value, (plan.from, later.map(|_| end)), &booked, assignment) {
        let mut next = Vec::new();
        for left in assignment.without(&weeks, &known.problem) {
            match series::created(&left, &known.problem, id()?, catalogue) {
                Err(errors) => return Ok(Err(in_words(&errors))),
                Ok(new) => next.push((new.clone(), new)),
            }
        }
        if let Err(errors) = stays.check(catalogue) {
            return Ok(Err(in_words(&errors)));
        }
        let decided = Decided { before: Some(before), after: Some(stays), next, beside: true, one: None };
        return held(store, catalogue, (plan, meanwhile), decided).await;
    }
    // Whoever it was to be followed by has no appointment any more.
    let today = known.problem.standing.iter().find(|one| one.permanence == *permanence);
    if !assignment.lasts(&known.problem) && today.is_none_or(|today| today.cells.len() > 1) {
        return Ok(Err(overtaken()));
    }
    let after = match series::moved(&rest, assignment, &known.problem, catalogue) {
        Err(errors) => return Ok(Err(in_words(&errors))),
        Ok(after) => after,
    };
    let decided = match stays {
        None => Decided::plain(Some(before), Some(after)),
        Some(stays) => {
            let rest = Permanence { id: before.value.id.clone(), ..rest };
            let next = vec![(after, rest)];
            Decided { before: Some(before), after: Some(stays), next, beside: false, one: None }
        }
    };
    held(store, catalogue, (plan, meanwhile), decided).await
}

/// A series without its sessions of the plan's weeks: what it has before them
/// stays, and what it has `later` is as it was, as people may have appointments
/// there that the plan knows nothing of.
fn without(
    before: Versioned<Permanence>,
    (stays, rest): (Option<Permanence>, Permanence),
    later: Option<Permanence>,
) -> Decided {
    match (stays, later) {
        (Some(stays), Some(later)) => {
            let rest = Permanence { id: before.value.id.clone(), ..rest };
            let next = vec![(later, rest)];
            Decided { before: Some(before), after: Some(stays), next, beside: false, one: None }
        }
        (None, Some(later)) => Decided::plain(Some(before), Some(later)),
        (stays, None) => {
            // What ended is not gone on with.
            let after = stays.map(|stays| Permanence { continued_by: before.value.continued_by.clone(), ..stays });
            Decided::plain(Some(before), after)
        }
    }
}

/// Days of a series with appointments that an assignment would take elsewhere in
/// the week; none where it stays on its day, as appointments then follow by
/// themselves. A get for a hundred sessions.
async fn booked(
    store: &Store,
    (plan, known): (&Plan, &Known),
    of: &Permanence,
    assignment: &Assignment,
) -> Result<BTreeSet<NaiveDate>, TableError> {
    let end = Span::of(plan.from, plan.weeks).end();
    let days = series_days(of, plan.from.max(of.start.date()), end);
    let held: BTreeSet<NaiveDate> = assignment.cells.iter().map(|cell| cell.day).collect();
    let standing = known.problem.standing.iter().any(|one| one.permanence == of.id);
    if !standing || days.iter().all(|day| held.contains(day)) {
        return Ok(BTreeSet::new());
    }
    let ids: Vec<SessionId> = days.iter().map(|day| SessionId::of(&of.id, *day)).collect();
    if ids.is_empty() {
        return Ok(BTreeSet::new());
    }
    let taken = store.bookings().taken(&ids).await?;
    let has = |(day, taken): (NaiveDate, store::repos::bookings::Taken)| (taken.totals() != (0, 0)).then_some(day);
    Ok(days.into_iter().zip(taken).filter_map(has).collect())
}

fn gone() -> Text {
    Text::new(
        "Ce qui devait changer n’existe plus tel que planifié.",
        "Wat zou veranderen, bestaat niet meer zoals gepland.",
        "What was to change is no longer there as it was planned.",
    )
}

fn overtaken() -> Text {
    Text::new(
        "Les rendez-vous qui devaient suivre n’existent plus\u{a0}: proposez encore.",
        "De afspraken die zouden volgen, bestaan niet meer: stel opnieuw voor.",
        "The appointments that were to follow are no longer there: propose again.",
    )
}

fn in_words(errors: &[FieldError]) -> Text {
    let say = |language| errors.first().map(|error| error.text(language)).unwrap_or_default();
    Text::new(say(Language::Fr), say(Language::Nl), say(Language::En))
}

/// Holds what is decided against the rota of the weeks: what can't take place is
/// not made.
async fn held(
    store: &Store,
    catalogue: &Catalogue,
    of: (&Plan, &Meanwhile),
    decided: Decided,
) -> Result<Result<Decided, Text>, TableError> {
    let also = decided.next.iter().skip(1).map(|(next, _)| next).filter(|_| decided.beside);
    let all: Vec<&Permanence> = decided.changed().into_iter().chain(also).collect();
    for new in all {
        let change = Change {
            new,
            beside: decided.line().filter(|one| one.id != new.id).collect(),
            before: decided.before.as_ref().map(|before| &before.value.id),
            day: decided.one.as_ref().map(|(day, _)| *day),
        };
        if let Some(reason) = hindrance(store, catalogue, of, change).await? {
            return Ok(Err(reason));
        }
    }
    Ok(Ok(decided))
}

/// Takes a step, in the commit of the plan's own row: what [`decide`] reads.
pub(super) async fn take(store: &Store, tx: &mut Transaction, plan: &Plan, step: Step) -> Result<Done, TableError> {
    let Some(known) = Known::load(store, plan).await? else { return Ok(Done::refused(step, gone())) };
    let catalogue = store.catalogue().load().await?;
    let to_come = plan.settled.publishing.as_ref().map_or(&[][..], |publishing| publishing.todo.as_slice());
    let decided = match decide(store, &catalogue, (plan, &known, &leaving(to_come)), &step).await? {
        Err(reason) => return Ok(Done::refused(step, reason)),
        Ok(decided) => decided,
    };
    let beside = decided.beside;
    Ok(Done { step, left: decided.save(store, tx, plan), beside, refused: None })
}
