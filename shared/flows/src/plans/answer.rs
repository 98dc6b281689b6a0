//! What an agency says of its part of a plan, by a link without an account: an
//! answer is a pin, or a forbidden slot.

use chrono::{Days, NaiveDateTime, Weekday};
use domain::Instant;
use domain::event::Actor;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::{AdviserId, AgencyId, LocationId, PlanId};
use rota_planner::{Assignment, Cell, Change, Gone, Problem, Standing, Wish};
use store::link::{Link, LinkPurpose, issue, read};
use store::{Store, TableError, Transaction, Versioned};

use super::ask::{PlanError, open, rule};
use super::rulings::{Ruled, Whose, in_force};
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
    format!("/p/{}", issue(store.secrets(), LinkPurpose::Plan, &part_id(plan, agency), generation))
}

/// What a link about an agency's part names.
fn part_id(plan: &PlanId, agency: &AgencyId) -> String {
    format!("{plan}.{agency}")
}

/// Whether an agency got a link when it was asked about a plan: the last one, or one
/// before it.
pub fn opens(link: &Link, plan: &Plan, agency: &AgencyId) -> bool {
    let last = plan.settled.asked.get(agency);
    link.purpose == LinkPurpose::Plan
        && link.id == part_id(&plan.id, agency)
        && last.is_some_and(|last| link.generation <= *last)
}

/// The plan and the agency of a link: one read.
pub async fn read_link(store: &Store, token: &str) -> Result<Option<(Versioned<Plan>, AgencyId)>, TableError> {
    let Some(link) = read(store.secrets(), LinkPurpose::Plan, token) else { return Ok(None) };
    let parts = link
        .id
        .split_once('.')
        .and_then(|(plan, agency)| Some((PlanId::parse(plan).ok()?, AgencyId::parse(agency).ok()?)));
    let Some((id, agency)) = parts else { return Ok(None) };
    let found = store.plans().load::<Settled>(&id).await?;
    Ok(found.filter(|plan| opens(&link, &plan.value, &agency)).map(|plan| (plan, agency)))
}

/// The assignments of an agency, what changes first.
pub fn part<'a>(result: &'a rota_planner::Plan, agency: &AgencyId) -> Vec<&'a Assignment> {
    let mut own: Vec<&Assignment> = result.assignments.iter().filter(|one| one.agency == *agency).collect();
    own.sort_by_key(|one| matches!(one.change, Change::Kept { .. }));
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

/// What an assignment is held in place of: the series as it is today, and its first
/// session that goes elsewhere; `None` of what is new, or as today.
pub fn instead_of<'a>(problem: &'a Problem, one: &Assignment) -> Option<(&'a Standing, NaiveDateTime)> {
    let (permanence, day) = match &one.change {
        Change::Moved { from } => (from, None),
        Change::Held { permanence, day } => (permanence, Some(*day)),
        Change::New | Change::Kept { .. } => return None,
    };
    let today = problem.standing.iter().find(|today| today.permanence == *permanence)?;
    let day = day.or_else(|| today.cells.first().map(|cell| cell.day))?;
    Some((today, day.and_time(today.start)))
}

/// What an agency said of an assignment, where it is of all sessions that it has now:
/// planned again, it may have more than when something was said of it.
pub fn said_of<'a>(settled: &'a Settled, agency: &AgencyId, of: &Assignment) -> Option<&'a Answer> {
    let said = settled.answers.iter().find(|known| known.agency == *agency && known.assignment == of.id)?;
    settled.rulings.iter().any(|ruled| covers(ruled, agency, of)).then_some(said)
}

/// Whether it is an agency's, of all sessions that an assignment has now.
fn covers(ruled: &Ruled, agency: &AgencyId, of: &Assignment) -> bool {
    let is_of = ruled.assignment == of.id && ruled.whose.is(agency);
    is_of && of.cells.iter().all(|cell| ruled.ruling.cells.contains(cell))
}

/// The assignments of an agency of which it did not say something yet of all sessions.
pub fn unanswered<'a>(plan: &Plan, result: &'a rota_planner::Plan, agency: &AgencyId) -> Vec<&'a Assignment> {
    part(result, agency).into_iter().filter(|one| said_of(&plan.settled, agency, one).is_none()).collect()
}

/// What an agency answers of one assignment, and why; `None` is yes to all of which it
/// said nothing yet.
type Said<'a> = Option<(&'a str, Says, &'a str)>;

/// Takes an agency's answer, and who gives it, of an assignment in place of what it
/// said before; yes to the rest leaves what it said. The same again changes nothing as
/// long as it holds. Two queries, and one commit where something changes; all of it
/// again where somebody else said something at the same moment.
pub async fn answer(
    store: &Store,
    before: &Versioned<Plan>,
    from: (&AgencyId, &Actor),
    said: Said<'_>,
) -> Result<Plan, AnswerError> {
    let mut known = before.clone();
    let mut tries = 0;
    loop {
        let plan = answered(store, &known, from, said).await?;
        if plan == known.value {
            return Ok(plan);
        }
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
    from: (&AgencyId, &Actor),
    said: Said<'_>,
) -> Result<Plan, AnswerError> {
    let (agency, _) = from;
    open(&before.value)?;
    let none = || AnswerError::Plan(PlanError::NoAssignment);
    let result = super::result(store, &before.value).await?.ok_or_else(none)?;
    let mut plan = before.value.clone();
    let Some((assignment, says, reason)) = said else {
        for of in unanswered(&before.value, &result, agency) {
            note(&mut plan, from, of, (Says::Yes, ""), ((Some(Wish::Pinned), None), store.now()));
        }
        return Ok(plan);
    };
    let of = part(&result, agency).into_iter().find(|one| one.id == assignment).ok_or_else(none)?;
    if holds(&plan.settled, (agency, of), (says, reason)) {
        return Ok(plan);
    }
    let ruling = match says {
        Says::Yes => (Some(Wish::Pinned), None),
        Says::No => (Some(Wish::Forbidden), None),
        Says::Other { weekday, window } => {
            let problem = super::problem(store, &before.value).await?.ok_or_else(none)?;
            let other = at(of, &problem, weekday, window).ok_or(AnswerError::NoSuchTime)?;
            (Some(Wish::Forbidden), Some(other))
        }
    };
    note(&mut plan, from, of, (says, reason), (ruling, store.now()));
    Ok(plan)
}

/// Whether an agency said so of all sessions that an assignment has now, and nobody
/// contradicted it since.
fn holds(settled: &Settled, (agency, of): (&AgencyId, &Assignment), (says, reason): (Says, &str)) -> bool {
    said_of(settled, agency, of).is_some_and(|known| (known.says, known.reason.as_str()) == (says, reason))
        && in_force(&settled.rulings).iter().any(|ruled| covers(ruled, agency, of))
}

/// Writes down what an agency says of an assignment, with what it rules.
fn note(
    plan: &mut Plan,
    (agency, by): (&AgencyId, &Actor),
    of: &Assignment,
    (says, reason): (Says, &str),
    (ruling, at): ((Option<Wish>, Option<Assignment>), Instant),
) {
    let instead = ruling.1.as_ref().map(|other| other.start);
    rule(&mut plan.settled, &Whose::Agency(agency.clone()), of, ruling);
    plan.settled.answers.retain(|known| !(known.agency == *agency && known.assignment == of.id));
    plan.settled.answers.push(Answer {
        agency: agency.clone(),
        assignment: of.id.clone(),
        says,
        reason: reason.to_owned(),
        at,
        by: Some(by.clone()),
        place: Some(of.place.clone()),
        start: Some(of.start),
        instead,
    });
}

/// An assignment on another day of its weeks, or at another time; `None` where
/// that is the same, or none at which the place is open and the adviser not away.
pub fn at(of: &Assignment, problem: &Problem, weekday: u8, window: u8) -> Option<Assignment> {
    otherwise(of, problem, Otherwise { time: Some((weekday, window)), ..Otherwise::default() }).ok()
}

/// What is to be otherwise of an assignment; of what is not named it stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Otherwise {
    /// Days after Monday, and which window of the day.
    pub time: Option<(u8, u8)>,
    /// Where.
    pub place: Option<LocationId>,
    /// Who, of the same agency.
    pub adviser: Option<AdviserId>,
}

/// An assignment held otherwise, or why it can't be: that is the same, the place is
/// closed then or not known, or the adviser is away then, not known or another agency's.
pub fn otherwise(of: &Assignment, problem: &Problem, other: Otherwise) -> Result<Assignment, AnswerError> {
    let Otherwise { time, place, adviser } = other;
    let place = place.unwrap_or_else(|| of.place.clone());
    let adviser = adviser.unwrap_or_else(|| of.adviser.clone());
    let wrong = |pointer: &str, wrong| AnswerError::Plan(PlanError::Fields(vec![FieldError::new(pointer, wrong)]));
    let there = problem.places.iter().find(|one| one.id == place);
    let there = there.ok_or_else(|| wrong("/place", Wrong::UnknownLocation))?;
    let who = problem.advisers.iter().find(|one| one.id == adviser);
    let who = who.ok_or_else(|| wrong("/adviser", Wrong::UnknownAdviser))?;
    if who.agency != of.agency {
        return Err(wrong("/adviser", Wrong::AdviserOfAnother));
    }
    let moved = |cell: &Cell| match time {
        None => Some(*cell),
        Some((weekday, window)) if weekday < 5 => {
            let monday = cell.day.week(Weekday::Mon).first_day();
            Some(Cell { day: monday.checked_add_days(Days::new(u64::from(weekday)))?, window })
        }
        Some(_) => None,
    };
    let is_open = |cell: &Cell| there.open.contains(&cell.window) && !there.closed.contains(&cell.day);
    let cells: Vec<Cell> = of.cells.iter().filter_map(moved).filter(is_open).collect();
    let is_same = (&adviser, &place, &cells) == (&of.adviser, &of.place, &of.cells);
    let is_away = cells.iter().all(|cell| who.away.contains(cell));
    let first = *cells.first().filter(|_| !is_same && !is_away).ok_or(AnswerError::NoSuchTime)?;
    let opens = problem.windows.get(usize::from(first.window)).ok_or(AnswerError::NoSuchTime)?;
    let start = first.day.and_time(opens.start);
    Ok(Assignment { adviser, place, start, duration_minutes: opens.minutes, cells, ..of.clone() })
}
