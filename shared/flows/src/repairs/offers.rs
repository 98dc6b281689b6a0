//! Repairs that are made together as a plan that can be published: the sessions,
//! what makes room for them, and the rota in figures before and after.

use std::collections::{BTreeMap, BTreeSet};

use domain::event::Actor;
use domain::ids::{AdviserId, LocationId, PermanenceId, PlanId};
use domain::permanence::Permanence;
use domain::sessions::series_days;
use rota_planner::{Assignment, Change, Figures, Gone, Mended, Problem, Visit, judge};
use store::repos::plans::{Origin, PlanStatus};
use store::{Store, TableError};

use super::{Broken, BrokenSession, Worked};
use crate::plans::{Every, Keep, Plan, Settled, Step, step_of};
use crate::rota::window_of;

/// What repairs that are made together make of the rota; `None` where a session
/// that makes room is none that a series has on its own day, or of a series that
/// is mended.
pub(super) fn plan(
    problem: &Problem,
    standing: &[Visit],
    (broken, mended): (&Broken, &Mended),
    permanences: &[Permanence],
) -> Option<rota_planner::Plan> {
    let session = |number: usize| broken.sessions.get(number);
    let made = mended.repairs.iter().enumerate().filter_map(|(number, one)| Some((session(number), one.as_ref()?)));
    let assignments: Vec<Assignment> = made.map(|(of, one)| as_session(problem, of, &one.assignment)).collect();
    let without: BTreeSet<&Visit> = mended.made().filter_map(|one| one.without.as_ref()).collect();
    let gone = going(problem, &without, (broken, permanences))?;
    let mut places: BTreeSet<&LocationId> = broken.sessions.iter().map(|one| &one.place).collect();
    places.insert(&broken.place);
    places.extend(assignments.iter().map(|one| &one.place));
    places.extend(without.iter().map(|one| &one.place));
    let mut after: Vec<Visit> = standing.iter().filter(|one| !without.contains(one)).cloned().collect();
    after.extend(mended.made().filter_map(|one| visit(&one.assignment)));
    let (score, figures) = judge(problem, &after);
    let today = judge(problem, standing).1;
    let bound = score.total;
    let differ = |week: u32, place: &LocationId| {
        let served = |of: &Figures| {
            of.coverage
                .iter()
                .find(|one| one.week == week && one.place == *place)
                .map(|one| (one.served, one.agencies.clone()))
        };
        served(&figures) != served(&today)
    };
    let weeks: BTreeSet<(u32, LocationId)> = figures
        .coverage
        .iter()
        .filter(|one| places.contains(&one.place) && differ(one.week, &one.place))
        .map(|one| (one.week, one.place.clone()))
        .collect();
    let advisers: BTreeSet<&AdviserId> = assignments.iter().map(|one| &one.adviser).collect();
    let [figures, today] = [figures, today].map(|figures| only(figures, &weeks, &advisers));
    Some(rota_planner::Plan { assignments, gaps: Vec::new(), gone, score, bound, figures, today, steps: 0 })
}

/// The visit that a repair puts there.
pub(super) fn visit(assignment: &Assignment) -> Option<Visit> {
    let cell = *assignment.cells.first()?;
    Some(Visit { cell, place: assignment.place.clone(), adviser: assignment.adviser.clone() })
}

/// A session that goes on keeps its own hour and length within the same window
/// of the day.
fn as_session(problem: &Problem, session: Option<&BrokenSession>, assignment: &Assignment) -> Assignment {
    let Some(session) = session else { return assignment.clone() };
    let change = Change::Held { permanence: session.permanence.clone(), day: session.day };
    let window = assignment.cells.first().map(|cell| cell.window);
    let own = window_of(session.start.time(), session.minutes, &problem.windows);
    if own.is_none() || own != window {
        return Assignment { change, ..assignment.clone() };
    }
    let start = assignment.start.date().and_time(session.start.time());
    Assignment { change, start, duration_minutes: session.minutes, ..assignment.clone() }
}

/// The sessions that make room, by series, in order.
fn going(
    problem: &Problem,
    without: &BTreeSet<&Visit>,
    (broken, permanences): (&Broken, &[Permanence]),
) -> Option<Vec<Gone>> {
    let mut all: BTreeMap<PermanenceId, Gone> = BTreeMap::new();
    for visit in without {
        let Gone { permanence, costs, cells } = gone(problem, visit, permanences)?;
        if broken.sessions.iter().any(|one| one.permanence == permanence) {
            return None;
        }
        let known = all.entry(permanence.clone()).or_insert(Gone { permanence, costs, cells: Vec::new() });
        known.cells.extend(cells);
    }
    Some(all.into_values().collect())
}

fn gone(problem: &Problem, visit: &Visit, permanences: &[Permanence]) -> Option<Gone> {
    let holds = |one: &&rota_planner::Standing| {
        one.advisers == [visit.adviser.clone()] && one.place == visit.place && one.cells.contains(&visit.cell)
    };
    let standing = problem.standing.iter().find(holds)?;
    let series = permanences.iter().find(|one| one.id == standing.permanence)?;
    let day = visit.cell.day;
    let is_its_day = !series_days(series, day, day.succ_opt()?).is_empty();
    let differs = series.exception_on(day).is_some();
    (is_its_day && !differs).then(|| Gone {
        permanence: standing.permanence.clone(),
        costs: 0.0,
        cells: vec![visit.cell],
    })
}

/// Figures of the weeks at places in which something differs, and of the advisers:
/// a row of the work list is read often, and is to be small.
fn only(mut figures: Figures, weeks: &BTreeSet<(u32, LocationId)>, advisers: &BTreeSet<&AdviserId>) -> Figures {
    figures.coverage.retain(|one| weeks.contains(&(one.week, one.place.clone())));
    figures.load.retain(|one| advisers.contains(&one.adviser));
    figures
}

/// Of a problem what publishing some offers asks for: places, people and series
/// that they have to do with, nothing that it is planned from.
pub(super) fn trimmed(problem: &Problem, broken: &Broken, plans: &[rota_planner::Plan]) -> Problem {
    let mut places: BTreeSet<LocationId> = broken.sessions.iter().map(|one| one.place.clone()).collect();
    places.insert(broken.place.clone());
    let mut advisers: BTreeSet<AdviserId> = BTreeSet::new();
    let mut series: BTreeSet<_> = broken.sessions.iter().map(|session| session.permanence.clone()).collect();
    for plan in plans {
        places.extend(plan.assignments.iter().map(|one| one.place.clone()));
        advisers.extend(plan.assignments.iter().map(|one| one.adviser.clone()));
        series.extend(plan.gone.iter().map(|one| one.permanence.clone()));
    }
    let mut own = problem.clone();
    own.standing.retain(|one| series.contains(&one.permanence));
    places.extend(own.standing.iter().map(|one| one.place.clone()));
    own.places.retain(|one| places.contains(&one.id));
    advisers.extend(own.standing.iter().flat_map(|one| one.advisers.iter().cloned()));
    own.advisers.retain(|one| advisers.contains(&one.id));
    own.demand.clear();
    for one in &mut own.places {
        one.before.clear();
    }
    for one in &mut own.advisers {
        one.away.clear();
        one.outside.clear();
    }
    own
}

/// The steps of an offer's plan, what makes room first; then the last session
/// first, so that what is left of a series that is divided is still to be found
/// under its id.
pub(super) fn steps(plan: &rota_planner::Plan) -> Vec<Step> {
    let thin = plan.gone.iter().map(|one| Step::Thin {
        permanence: one.permanence.clone(),
        days: one.cells.iter().map(|cell| cell.day).collect(),
    });
    thin.chain(plan.assignments.iter().rev().filter_map(step_of)).collect()
}

/// The row of an offer's plan, not published yet.
pub(super) fn row(store: &Store, worked: &Worked, by: Actor) -> Result<Plan, TableError> {
    let Worked { broken, problem, .. } = worked;
    let id = PlanId::parse(&store.ids().next()).map_err(|error| TableError::Invalid(error.to_string()))?;
    let repair = broken.id().ok_or_else(|| TableError::Invalid("a repair without an id".to_owned()))?;
    Ok(Plan {
        id,
        from: problem.from,
        weeks: problem.weeks,
        status: PlanStatus::Ready,
        progress: 100,
        revision: 1,
        by,
        asked_at: store.now(),
        leased_until: None,
        attempts: 0,
        origin: Some(Origin::Repair { repair, place: broken.place.clone() }),
        settled: Settled::new(Keep::Every(Every::All), problem.weights),
    })
}
