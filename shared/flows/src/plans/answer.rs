//! What an agency says of its part of a plan, by a link without an account: an
//! answer is a pin, or a forbidden slot.

use chrono::{Days, Weekday};
use domain::ids::{AgencyId, PlanId};
use rota_planner::{Assignment, Cell, Gone, Problem, Standing, Wish};
use store::link::{LinkPurpose, issue, read};
use store::{Store, TableError, Transaction, Versioned};

use super::ask::{PlanError, open, rule};
use super::rulings::Whose;
use super::said::{Answer, Says};
use super::settled::{Plan, Settled};

/// How often an answer is tried where others say something at the same moment.
const TRIES: u32 = 8;

/// Why an answer is not taken.
#[derive(Debug, thiserror::Error)]
pub enum AnswerError {
    /// The plan is not open any more, or has no such assignment of the agency.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The other time is none at which somebody could be there.
    #[error("no such time")]
    NoSuchTime,
}

impl From<TableError> for AnswerError {
    fn from(error: TableError) -> Self {
        Self::Plan(error.into())
    }
}

/// The path of the page on which an agency answers.
pub fn link(store: &Store, plan: &PlanId, agency: &AgencyId, generation: u32) -> String {
    format!("/p/{}", issue(store.secrets(), LinkPurpose::Plan, &format!("{plan}.{agency}"), generation))
}

/// The plan and the agency of a link, the last one or one before it: one read.
pub async fn read_link(store: &Store, token: &str) -> Result<Option<(Versioned<Plan>, AgencyId)>, TableError> {
    let Some(link) = read(store.secrets(), LinkPurpose::Plan, token) else { return Ok(None) };
    let parts = link
        .id
        .split_once('.')
        .and_then(|(plan, agency)| Some((PlanId::parse(plan).ok()?, AgencyId::parse(agency).ok()?)));
    let Some((id, agency)) = parts else { return Ok(None) };
    let found = store.plans().load::<Settled>(&id).await?;
    let holds =
        |plan: &Versioned<Plan>| plan.value.settled.asked.get(&agency).is_some_and(|last| link.generation <= *last);
    Ok(found.filter(holds).map(|plan| (plan, agency)))
}

/// The assignments of an agency, what changes first.
pub fn part<'a>(result: &'a rota_planner::Plan, agency: &AgencyId) -> Vec<&'a Assignment> {
    let mut own: Vec<&Assignment> = result.assignments.iter().filter(|one| one.agency == *agency).collect();
    own.sort_by_key(|one| matches!(one.change, rota_planner::Change::Kept { .. }));
    own
}

/// What stops for an agency, the earliest first: series of today, each with the
/// sessions that the plan does without.
pub fn stops<'a>(
    result: &'a rota_planner::Plan,
    problem: &'a Problem,
    agency: &AgencyId,
) -> Vec<(&'a Standing, &'a Gone)> {
    let own = |gone: &'a Gone| {
        let standing = problem.standing.iter().find(|one| one.permanence == gone.permanence)?;
        (standing.agency == *agency).then_some((standing, gone))
    };
    let mut found: Vec<_> = result.gone.iter().filter_map(own).collect();
    found.sort_by_key(|(_, gone)| gone.cells.first().copied());
    found
}

/// Takes an agency's answer, in place of what it said before. Two queries, one
/// commit; all of it again where somebody else said something at the same moment.
pub async fn answer(
    store: &Store,
    before: &Versioned<Plan>,
    of: (&AgencyId, &str),
    says: Says,
    reason: &str,
) -> Result<Plan, AnswerError> {
    let mut known = before.clone();
    let mut tries = 0;
    loop {
        let plan = answered(store, &known, of, (says, reason)).await?;
        let mut tx = Transaction::new();
        store.plans().save(&mut tx, &plan, Some(known.version));
        tries += 1;
        match store.commit(tx).await {
            Ok(()) => return Ok(plan),
            Err(TableError::Conflict { .. }) if tries < TRIES => {
                known = super::load(store, &plan.id).await?.ok_or(PlanError::NoAssignment)?;
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// The plan with what an agency says.
async fn answered(
    store: &Store,
    before: &Versioned<Plan>,
    (agency, assignment): (&AgencyId, &str),
    (says, reason): (Says, &str),
) -> Result<Plan, AnswerError> {
    open(&before.value)?;
    let none = || AnswerError::Plan(PlanError::NoAssignment);
    let result = super::result(store, &before.value).await?.ok_or_else(none)?;
    let of = part(&result, agency).into_iter().find(|one| one.id == assignment).ok_or_else(none)?;
    let ruling = match says {
        Says::Yes => (Some(Wish::Pinned), None),
        Says::No => (Some(Wish::Forbidden), None),
        Says::Other { weekday, window } => {
            let problem = super::problem(store, &before.value).await?.ok_or_else(none)?;
            let other = at(of, &problem, weekday, window).ok_or(AnswerError::NoSuchTime)?;
            (Some(Wish::Forbidden), Some(other))
        }
    };
    let instead = ruling.1.as_ref().map(|other| other.start);
    let mut plan = before.value.clone();
    rule(&mut plan.settled, &Whose::Agency(agency.clone()), of, ruling);
    plan.settled.answers.retain(|known| !(known.agency == *agency && known.assignment == assignment));
    plan.settled.answers.push(Answer {
        agency: agency.clone(),
        assignment: assignment.to_owned(),
        says,
        reason: reason.to_owned(),
        at: store.now(),
        place: Some(of.place.clone()),
        start: Some(of.start),
        instead,
    });
    Ok(plan)
}

/// An assignment on another day of its weeks, or at another time; `None` where
/// that is the same, or none at which the place is open.
pub fn at(of: &Assignment, problem: &Problem, weekday: u8, window: u8) -> Option<Assignment> {
    let place = problem.places.iter().find(|place| place.id == of.place)?;
    let opens = problem.windows.get(usize::from(window))?;
    if weekday > 4 || !place.open.contains(&window) {
        return None;
    }
    let moved = |cell: &Cell| {
        let monday = cell.day.week(Weekday::Mon).first_day();
        Some(Cell { day: monday.checked_add_days(Days::new(u64::from(weekday)))?, window })
    };
    let cells: Vec<Cell> = of.cells.iter().filter_map(moved).filter(|cell| !place.closed.contains(&cell.day)).collect();
    let first = *cells.first().filter(|_| cells != of.cells)?;
    Some(Assignment { start: first.day.and_time(opens.start), duration_minutes: opens.minutes, cells, ..of.clone() })
}
