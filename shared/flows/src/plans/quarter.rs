//! The rota of the next quarter, asked for by itself a month ahead; and a plan
//! that is put aside.

use chrono::{Days, Months, NaiveDate, Weekday};
use domain::clock::BRUSSELS;
use domain::event::Actor;
use domain::figures::Quarter;
use domain::ids::PlanId;
use rota_planner::Weights;
use store::repos::plans::{Origin, PlanStatus};
use store::{Store, TableError, Transaction, Versioned};

use super::ask::{PlanError, begin, open};
use super::settled::{Every, Keep, Plan, Settled};

/// Weeks of a quarter.
const WEEKS: u32 = 13;
/// A quarter is asked for so long before it begins.
const AHEAD: Months = Months::new(1);
/// Plans among which the last weights, and one that somebody asked for already,
/// are looked for.
const LOOKED_AT: usize = 20;

/// The first Monday of the next quarter, and its weeks.
pub fn next_quarter(today: NaiveDate) -> (NaiveDate, u32) {
    let begins = Quarter::of(today).end();
    let monday = begins.week(Weekday::Mon).first_day();
    let monday = if monday < begins { monday.checked_add_days(Days::new(7)).unwrap_or(monday) } else { monday };
    (monday, WEEKS)
}

/// Asks for the rota of the next quarter in its last month before, with what
/// counted and stayed in the last plan; not where one was asked for already, by
/// itself or by somebody. Answers the plan. One read; in that month, the first
/// time, a query and a commit.
pub async fn prepare(store: &Store) -> Result<Option<PlanId>, TableError> {
    let today = store.now().day_in(BRUSSELS);
    let quarter = Quarter::of(today).after();
    if quarter.first_day().checked_sub_months(AHEAD).is_none_or(|from| today < from)
        || store.plans().of_quarter(quarter).await?.is_some()
    {
        return Ok(None);
    }
    let (from, weeks) = next_quarter(today);
    let (known, _) = store.plans().page::<Settled>(None, LOOKED_AT).await?;
    let is_open = |plan: &&Plan| {
        plan.from == from
            && weeks <= plan.weeks
            && is_of_weeks(plan)
            && matches!(plan.status, PlanStatus::Running | PlanStatus::Ready | PlanStatus::Published)
    };
    if known.iter().any(|plan| is_open(&plan)) {
        return Ok(None);
    }
    let last = known.iter().find(|plan| is_of_weeks(plan));
    let (keep, weights) = last.map_or((Keep::Every(Every::None), Weights::default()), |last| {
        (last.settled.keep.clone(), last.settled.weights)
    });
    let asked = begin(store, (from, weeks), (keep, weights), Actor::System);
    let asked = asked.map_err(|error| TableError::Invalid(error.to_string()))?;
    let plan = Plan { origin: Some(Origin::Quarter { quarter }), ..asked };
    let mut tx = Transaction::new();
    store.plans().claim_quarter(&mut tx, quarter, &plan.id);
    store.plans().save(&mut tx, &plan, None);
    match store.commit(tx).await {
        Ok(()) => Ok(Some(plan.id)),
        // Another program was faster.
        Err(TableError::Conflict { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Neither of a repair nor of things as they are not.
fn is_of_weeks(plan: &Plan) -> bool {
    plan.settled.what_if.is_empty() && !matches!(plan.origin, Some(Origin::Repair { .. }))
}

/// Puts a plan aside that was looked at and won't become the rota; it can be
/// worked out again later. The same again changes nothing. One commit.
pub async fn put_aside(store: &Store, before: &Versioned<Plan>) -> Result<Plan, PlanError> {
    if before.value.status == PlanStatus::Aside {
        return Ok(before.value.clone());
    }
    open(&before.value)?;
    let plan = Plan { status: PlanStatus::Aside, ..before.value.clone() };
    let mut tx = Transaction::new();
    store.plans().save(&mut tx, &plan, Some(before.version));
    store.commit(tx).await?;
    Ok(plan)
}
