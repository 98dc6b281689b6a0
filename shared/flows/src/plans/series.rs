//! Assignments as series of the rota.

use std::collections::BTreeSet;

use chrono::{Datelike as _, Days, NaiveDate, NaiveTime, TimeDelta};
use domain::catalogue::Catalogue;
use domain::field_error::FieldError;
use domain::ids::PermanenceId;
use domain::local_time;
use domain::permanence::{Apart, ExceptionDraft, Permanence, PermanenceDraft, SessionException, Split};
use domain::sessions::series_days;
use rota_planner::{Assignment, Change, Problem};

/// A series that is to go on is looked for so many days ahead.
const AHEAD: u64 = 366;

/// A new series of an assignment, published; refused where the directory has
/// changed since it was planned.
pub(super) fn created(
    assignment: &Assignment,
    problem: &Problem,
    id: PermanenceId,
    catalogue: &Catalogue,
) -> Result<Permanence, Vec<FieldError>> {
    let rule = assignment.rule();
    let last = assignment.cells.last().filter(|_| rule.is_some()).map(|cell| cell.day.to_string());
    let draft = PermanenceDraft {
        agency: assignment.agency.to_string(),
        location: assignment.place.to_string(),
        advisers: vec![assignment.adviser.to_string()],
        start: local_time::format(assignment.start),
        rrule: rule.map(|rule| rule.to_string()),
        until: last,
        exceptions: skipped(assignment, problem).into_iter().map(not_held).collect(),
        languages: spoken(assignment, problem),
        status: Some("published".to_owned()),
        ..PermanenceDraft::of_visit(&catalogue.working_rules.visits, assignment.duration_minutes)
    };
    draft.parse(id, catalogue)
}

fn not_held(date: NaiveDate) -> ExceptionDraft {
    ExceptionDraft { date: date.to_string(), cancelled: Some(true), ..ExceptionDraft::default() }
}

/// Gaps in the rhythm of an assignment that was kept before rhythms had none;
/// where the place is closed the session says so itself.
fn skipped(assignment: &Assignment, problem: &Problem) -> Vec<NaiveDate> {
    let (Some(rhythm), Some(last)) = (assignment.rhythm, assignment.cells.last()) else { return Vec::new() };
    let (days, off) = (rhythm.days(assignment.start.date(), last.day), problem.off(&assignment.place));
    days.filter(|day| !off.contains(day) && !assignment.cells.iter().any(|cell| cell.day == *day)).collect()
}

/// The languages of the place that the adviser speaks; theirs where that is none.
fn spoken(assignment: &Assignment, problem: &Problem) -> Vec<String> {
    let place = problem.places.iter().find(|place| place.id == assignment.place);
    let adviser = problem.advisers.iter().find(|adviser| adviser.id == assignment.adviser);
    let own = adviser.map(|adviser| adviser.languages.as_slice()).unwrap_or_default();
    let both: Vec<_> =
        own.iter().filter(|language| place.is_some_and(|place| place.languages.contains(language))).collect();
    let languages = if both.is_empty() { own.iter().collect() } else { both };
    languages.into_iter().map(|language| language.tag().to_owned()).collect()
}

/// A series divided at its first session from a day on: what stays (nothing,
/// where that is its first), and the rest. `None` where it has none.
pub(super) fn divided(
    of: &Permanence,
    from: NaiveDate,
    next: PermanenceId,
) -> Option<(Option<Permanence>, Permanence)> {
    let from = from.max(of.start.date());
    let first = series_days(of, from, from.checked_add_days(Days::new(AHEAD))?).first().copied()?;
    Some(match of.split(first, next) {
        Some(Split { before, next }) => (Some(before), next),
        None => (None, of.clone()),
    })
}

/// What a series has from a day on, under its id and in its line; `None` where it
/// has nothing.
pub(super) fn later(of: &Permanence, from: NaiveDate) -> Option<Permanence> {
    let (_, later) = divided(of, from, of.id.clone())?;
    Some(Permanence { id: of.id.clone(), ..later }.in_line_of(of).without_strays())
}

/// Whether a series that goes on beyond the plan's weeks has taken the time of the
/// week of another: its adviser's, or its place's.
pub(super) fn is_taken(of: &Permanence, result: &rota_planner::Plan) -> bool {
    let days: Vec<_> = series_days(of, of.start.date(), of.start.date() + Days::new(AHEAD))
        .into_iter()
        .map(|day| day.weekday())
        .collect();
    let ends = |start: NaiveTime, minutes: u32| start + TimeDelta::minutes(i64::from(minutes));
    let (from, to) = (of.start.time(), ends(of.start.time(), of.duration_minutes));
    result.assignments.iter().filter(|one| matches!(one.change, Change::Moved { .. })).any(|one| {
        let start = one.start.time();
        let is_then = from < ends(start, one.duration_minutes) && start < to;
        let is_theirs = one.place == of.location || of.advisers.contains(&one.adviser);
        is_then && is_theirs && days.contains(&one.start.weekday())
    })
}

/// The rest of a series as an assignment has it, for as long as it was to go on:
/// who, when, how often, and where what differed on single days is not said any
/// more.
pub(super) fn moved(
    rest: &Permanence,
    assignment: &Assignment,
    problem: &Problem,
    catalogue: &Catalogue,
) -> Result<Permanence, Vec<FieldError>> {
    let new = created(assignment, problem, rest.id.clone(), catalogue)?;
    let last = assignment.cells.last().map(|cell| cell.day);
    let until = if new.rrule.is_some() { rest.until.max(last).or(last) } else { None };
    let after = Permanence {
        services: rest.services.clone(),
        seats: rest.seats,
        room: rest.room.clone(),
        until: if rest.rrule.is_some() && rest.until.is_none() { None } else { until },
        ..new
    };
    let after = after.in_line_of(rest).without_strays();
    after.check(catalogue).map(|()| after)
}

/// A series that goes on elsewhere in the week, where it has appointments: its
/// sessions that have some stay in it at their new time of the same week; its
/// others are cancelled, and the new series leaves those weeks out. It is as it was
/// from the `end` of the plan's weeks on, or ends with the last of them where
/// something else has its time by then. `None` where the adviser or the place is
/// another, or a session with appointments has no new time.
pub(super) fn carried(
    of: &Permanence,
    (from, end): (NaiveDate, Option<NaiveDate>),
    booked: &BTreeSet<NaiveDate>,
    assignment: &Assignment,
) -> Option<(Permanence, Vec<NaiveDate>)> {
    let last = *booked.last()?;
    if of.advisers != [assignment.adviser.clone()] || of.location != assignment.place {
        return None;
    }
    let monday = |day: NaiveDate| day.week(chrono::Weekday::Mon).first_day();
    let mut series = of.clone();
    if end.is_none() {
        series.until = Some(last);
        if let Some(rule) = &mut series.rrule {
            (rule.count, rule.until) = (None, None);
        }
        series.exceptions.retain(|exception| exception.date <= last);
    }
    let mut weeks = Vec::new();
    for day in series_days(of, from.max(of.start.date()), end.or_else(|| last.succ_opt())?) {
        let new = assignment.cells.iter().find(|cell| monday(cell.day) == monday(day));
        let mut differs =
            SessionException { date: day, cancelled: true, start: None, duration_minutes: None, reason: None };
        if booked.contains(&day) {
            let new = new?;
            differs.cancelled = false;
            differs.start = Some(new.day.and_time(assignment.start.time()));
            differs.duration_minutes =
                Some(assignment.duration_minutes).filter(|minutes| *minutes != of.duration_minutes);
            weeks.push(new.day);
        }
        series = series.except(differs);
    }
    Some((series, weeks))
}

/// A series without some of its sessions.
pub(super) fn thinned(of: &Permanence, days: &[NaiveDate]) -> Permanence {
    days.iter().fold(of.clone(), |series, day| {
        let differs =
            SessionException { date: *day, cancelled: true, start: None, duration_minutes: None, reason: None };
        series.except(differs)
    })
}

/// A series of which one session is held as an assignment says: the series that
/// stand in its place, the first under its id, each with what it was of the
/// series before. By its own adviser, where it was, it only differs; else it is
/// a series of its own, and what follows goes on as another. `None` where the
/// series has no session on that day.
pub(super) fn held(
    of: &Permanence,
    day: NaiveDate,
    assignment: &Assignment,
    ids: [PermanenceId; 2],
) -> Option<Vec<(Permanence, Permanence)>> {
    let differs = SessionException {
        date: day,
        cancelled: false,
        start: Some(assignment.start),
        duration_minutes: Some(assignment.duration_minutes).filter(|minutes| *minutes != of.duration_minutes),
        reason: None,
    };
    if series_days(of, day, day.succ_opt()?).is_empty() || of.exception_on(day).is_some_and(|known| known.cancelled) {
        return None;
    }
    if of.advisers == [assignment.adviser.clone()] && of.location == assignment.place {
        return Some(vec![(of.except(differs), of.clone())]);
    }
    let was = |part: &Permanence| Permanence { id: of.id.clone(), ..part.clone() };
    let Apart { before, one, rest } = of.apart(day, ids)?;
    let mut new = one.clone();
    new.advisers = vec![assignment.adviser.clone()];
    if new.location != assignment.place {
        (new.location, new.room) = (assignment.place.clone(), None);
    }
    let is_plain = of.exception_on(day).is_none() && differs.duration_minutes.is_none();
    let is_same_time = is_plain && day.and_time(of.start.time()) == assignment.start;
    let new = if is_same_time { new } else { new.except(differs) };
    let line = before.map(|part| (part.clone(), was(&part)));
    let line = line.into_iter().chain([(new, was(&one))]).chain(rest.map(|part| (part.clone(), was(&part))));
    Some(line.collect())
}

/// The one session of a series as it was, under the id and in the line of what
/// stands for it now.
pub(super) fn as_before(of: &Permanence, day: NaiveDate, stands: &Permanence) -> Option<Permanence> {
    let [one, rest] = [format!("{}-1", stands.id), format!("{}-2", stands.id)].map(|id| PermanenceId::parse(&id).ok());
    let apart = of.apart(day, [one?, rest?])?;
    Some(Permanence { id: stands.id.clone(), ..apart.one }.in_line_of(stands))
}

/// What stands for a series, with its session of a day as the series had it.
pub(super) fn without_exception(of: &Permanence, day: NaiveDate, stands: &Permanence) -> Permanence {
    let mut restored = stands.clone();
    restored.exceptions.retain(|exception| exception.date != day);
    restored.exceptions.extend(of.exception_on(day).cloned());
    restored
}
