//! Asking for a plan, and for another after something was settled.

use chrono::{Datelike as _, NaiveDate, Weekday};
use domain::clock::BRUSSELS;
use domain::event::Actor;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::PlanId;
use rota_planner::{Assignment, Ruling, Weights, Wish};
use store::repos::plans::PlanStatus;
use store::{Store, TableError, Transaction, Versioned};

use super::rulings::{Ruled, Whose};
use super::settled::{Keep, Plan, Settled};

/// Weeks that can be planned at once.
pub const WEEKS: std::ops::RangeInclusive<u32> = 1..=26;

/// Why something is not done with a plan.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// What was asked for can't be.
    #[error("a field is wrong")]
    Fields(Vec<FieldError>),
    /// Its first day is one that can be planned, and no Monday.
    #[error("it does not begin on a Monday")]
    NotMonday,
    /// It does not stand so that this can be done.
    #[error("the plan is {0:?}")]
    Stands(PlanStatus),
    /// It is of things as they are not.
    #[error("the plan is to compare only")]
    Imagined,
    /// It has no such assignment.
    #[error("no such assignment")]
    NoAssignment,
    /// A session of what was published has begun.
    #[error("a session of it has begun")]
    Begun,
    /// The table did not answer.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// A plan that was asked for, to be saved by whoever asks: from a Monday that is
/// not past, for 1 to 26 weeks.
pub fn begin(
    store: &Store,
    (from, weeks): (NaiveDate, u32),
    (keep, weights): (Keep, Weights),
    by: Actor,
) -> Result<Plan, PlanError> {
    let today = store.now().day_in(BRUSSELS);
    let first = today.week(Weekday::Mon).first_day();
    let last = first.checked_add_days(chrono::Days::new(366)).unwrap_or(first);
    let mut errors = Vec::new();
    if from < first || last < from {
        errors.push(FieldError::new("/from", Wrong::DayOutOfRange(first, last)));
    }
    if !WEEKS.contains(&weeks) {
        errors.push(FieldError::new("/weeks", Wrong::OutOfRange(i64::from(*WEEKS.start()), i64::from(*WEEKS.end()))));
    }
    if !are_sound(&weights) {
        errors.push(FieldError::new("/weights", Wrong::OutOfRange(0, 1000)));
    }
    if !errors.is_empty() {
        return Err(PlanError::Fields(errors));
    }
    if from.weekday() != Weekday::Mon {
        return Err(PlanError::NotMonday);
    }
    Ok(running(store, (from, weeks), Settled::new(keep, weights), by)?)
}

/// A plan of these weeks that waits to be worked out.
pub(super) fn running(
    store: &Store,
    (from, weeks): (NaiveDate, u32),
    settled: Settled,
    by: Actor,
) -> Result<Plan, TableError> {
    Ok(Plan {
        id: PlanId::parse(&store.ids().next()).map_err(|error| TableError::Invalid(error.to_string()))?,
        from,
        weeks,
        status: PlanStatus::Running,
        progress: 0,
        revision: 1,
        by,
        asked_at: store.now(),
        leased_until: None,
        attempts: 0,
        origin: None,
        settled,
    })
}

fn are_sound(weights: &Weights) -> bool {
    let Weights { demand, aims, languages, fairness, travel, steadiness, joint } = *weights;
    [demand, aims, languages, fairness, travel, steadiness, joint]
        .into_iter()
        .all(|weight| (0.0..=1000.0).contains(&weight))
}

/// Only a plan that was worked out, and did not become the rota, is changed.
pub(super) fn open(plan: &Plan) -> Result<(), PlanError> {
    if plan.status == PlanStatus::Ready { Ok(()) } else { Err(PlanError::Stands(plan.status)) }
}

/// Only a plan of things as they are is asked about, and published.
pub(super) fn real(plan: &Plan) -> Result<(), PlanError> {
    open(plan)?;
    if plan.settled.what_if.is_empty() { Ok(()) } else { Err(PlanError::Imagined) }
}

/// Plans again from things as they stand now, with what was settled as far as it
/// still applies, and with other weights where some are given. What is to compare
/// is planned from what it was. The same again while it is worked out changes
/// nothing. One commit.
pub async fn again(store: &Store, before: &Versioned<Plan>, weights: Option<Weights>) -> Result<Plan, PlanError> {
    if is_under_way(&before.value, weights) {
        return Ok(before.value.clone());
    }
    if !matches!(before.value.status, PlanStatus::Ready | PlanStatus::Failed | PlanStatus::Aside) {
        return Err(PlanError::Stands(before.value.status));
    }
    let mut plan = before.value.clone();
    if let Some(weights) = weights {
        if !are_sound(&weights) {
            return Err(PlanError::Fields(vec![FieldError::new("/weights", Wrong::OutOfRange(0, 1000))]));
        }
        plan.settled.weights = weights;
    }
    (plan.status, plan.progress) = (PlanStatus::Running, 0);
    plan.revision += 1;
    plan.attempts = 0;
    plan.settled.dropped.clear();
    let mut tx = Transaction::new();
    store.plans().save(&mut tx, &plan, Some(before.version));
    match store.commit(tx).await {
        Ok(()) => Ok(plan),
        // Pressed twice at once: the other press asked for it.
        Err(conflict @ TableError::Conflict { .. }) => {
            let now = super::load(store, &plan.id).await?.map(|now| now.value);
            now.filter(|now| is_under_way(now, weights)).ok_or_else(|| conflict.into())
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether a plan is being worked out with these weights.
fn is_under_way(plan: &Plan, weights: Option<Weights>) -> bool {
    plan.status == PlanStatus::Running && weights.is_none_or(|weights| weights == plan.settled.weights)
}

/// Pins an assignment, forbids it, or (`None`) lifts what was ruled of it; where
/// something is to be `instead`, at another time, elsewhere or by somebody else, that
/// is pinned and it is forbidden. One commit.
pub async fn pin(
    store: &Store,
    before: &Versioned<Plan>,
    assignment: &Assignment,
    wish: Option<Wish>,
    instead: Option<Assignment>,
) -> Result<Plan, PlanError> {
    open(&before.value)?;
    let mut plan = before.value.clone();
    rule(&mut plan.settled, &Whose::Coordinator, assignment, (wish, instead));
    let mut tx = Transaction::new();
    store.plans().save(&mut tx, &plan, Some(before.version));
    store.commit(tx).await?;
    Ok(plan)
}

/// What was said of an assignment, as rulings.
pub(super) fn rule(
    settled: &mut Settled,
    whose: &Whose,
    assignment: &Assignment,
    (wish, instead): (Option<Wish>, Option<Assignment>),
) {
    settled.lift(&assignment.id, whose);
    let other = Ruled::other_time(&assignment.id);
    settled.lift(&other, whose);
    let mut add = |id: &str, of: &Assignment, wish: Wish| {
        let (adviser, place, cells) = (of.adviser.clone(), Some(of.place.clone()), of.cells.clone());
        let ruling = Ruling { wish, adviser, place, cells };
        settled.rule(Ruled { assignment: id.to_owned(), whose: whose.clone(), ruling });
    };
    if let Some(wish) = wish {
        add(&assignment.id, assignment, wish);
    }
    if let Some(instead) = instead {
        add(&other, &instead, Wish::Pinned);
    }
}
