//! What a plan writes down is what the rota has once it is published: no session
//! more, none less.

use std::collections::BTreeSet;

use chrono::{Datelike as _, Days, NaiveDate, TimeDelta};
use domain::Language;
use domain::clock::BRUSSELS;
use domain::ids::{AdviserId, LocationId, PermanenceId};
use domain::permanence::{Permanence, PermanenceStatus};
use domain::sessions::series_days;

use super::problems;
use rota_planner::random::Random;
use rota_planner::{Assignment, Cell, Change, Demand, Plan, Problem, Rhythm, Ruling, Standing, Visit, Wish, propose};

fn plan(problem: &Problem) -> Plan {
    propose(problem, &mut |_| ())
}

/// Some weeks more of a small problem: series of today in several rhythms, by one
/// or two, days on which places are closed, and a pause.
fn longer(seed: u64) -> Problem {
    const WEEKS: u32 = 8;
    let mut problem = problems::problem(seed);
    let mut random = Random::new(seed + 1_000);
    let (lines, known) = (std::mem::take(&mut problem.demand), problem.weeks);
    problem.weeks = WEEKS;
    for week in 0..WEEKS {
        let of_week = lines.iter().filter(|line| line.week == week % known);
        problem.demand.extend(of_week.map(|line| Demand { week, ..line.clone() }));
    }
    let from = problem.from;
    // What is pinned is on the first two.
    let mut any_day = || from + Days::new(2 + random.below(7 * WEEKS as usize - 2) as u64);
    problem.pauses.insert(any_day());
    for place in &mut problem.places {
        place.closed = [any_day(), any_day()].into_iter().chain(problem.pauses.iter().copied()).collect();
    }
    let before = problem.clone();
    for one in &mut problem.standing {
        let (first, off, kind) = (one.cells[0], before.off(&one.place), random.below(4));
        let cells = (0..u64::from(WEEKS)).map(|week| Cell { day: first.day + Days::new(7 * week), ..first });
        let has = |cell: &Cell| match kind {
            0 => true,
            1 => (cell.day - first.day).num_days() % 14 == 0,
            2 => cell.day.day() <= 7,
            _ => random.below(3) > 0,
        };
        one.cells = cells.filter(has).filter(|cell| !off.contains(&cell.day)).collect();
        let other = &before.advisers[random.below(before.advisers.len())].id;
        if random.below(3) == 0 && !one.advisers.is_empty() && !one.advisers.contains(other) {
            one.advisers.push(other.clone());
        }
    }
    problem.standing.retain(|one| !one.cells.is_empty());
    problem.check().unwrap();
    problem
}

/// The days of a series that an assignment becomes, which goes on where it moved.
fn published(problem: &Problem, one: &Assignment) -> Vec<NaiveDate> {
    let rrule = one.rule();
    // One with appointments is beside them for the plan's weeks.
    let goes_on =
        |from: &PermanenceId| problem.standing.iter().any(|of| of.permanence == *from && of.booked.is_empty());
    let ends = rrule.is_some() && !matches!(&one.change, Change::Moved { from } if goes_on(from));
    let series = Permanence {
        id: PermanenceId::parse("new").unwrap(),
        agency: one.agency.clone(),
        location: one.place.clone(),
        advisers: vec![one.adviser.clone()],
        room: None,
        services: Vec::new(),
        seats: 1,
        start: one.start,
        duration_minutes: one.duration_minutes,
        timezone: BRUSSELS,
        rrule,
        until: one.cells.last().filter(|_| ends).map(|cell| cell.day),
        exceptions: Vec::new(),
        slot_minutes: 40,
        buffer_minutes: 5,
        languages: Vec::new(),
        status: PermanenceStatus::Published,
        continued_by: None,
        continues: None,
    };
    let off = problem.off(&one.place);
    let end = problem.from + Days::new(7 * u64::from(problem.weeks));
    series_days(&series, problem.from, end).into_iter().filter(|day| !off.contains(day)).collect()
}

/// The rota of today after what a plan changes.
fn rota(problem: &Problem, plan: &Plan) -> BTreeSet<Visit> {
    let mut rota = BTreeSet::new();
    for one in &problem.standing {
        let gone = plan.gone.iter().find(|gone| gone.permanence == one.permanence);
        let moved = Change::Moved { from: one.permanence.clone() };
        if plan.assignments.iter().any(|assignment| assignment.change == moved) {
            continue;
        }
        for cell in one.cells.iter().filter(|cell| !gone.is_some_and(|gone| gone.cells.contains(cell))) {
            let visit = |adviser: &AdviserId| Visit { cell: *cell, place: one.place.clone(), adviser: adviser.clone() };
            rota.extend(one.advisers.iter().map(visit));
        }
    }
    for one in plan.assignments.iter().filter(|one| !matches!(one.change, Change::Kept { .. })) {
        let window = one.cells[0].window;
        let visit = |day| Visit { cell: Cell { day, window }, place: one.place.clone(), adviser: one.adviser.clone() };
        rota.extend(published(problem, one).into_iter().map(visit));
    }
    rota
}

#[test]
fn what_changes_makes_exactly_the_sessions_that_are_listed() {
    let mut kept = 0;
    for seed in 0..24 {
        let problem = longer(seed);
        let found = plan(&problem);
        let listed: BTreeSet<Visit> = found.visits().into_iter().collect();
        assert_eq!(rota(&problem, &found), listed, "seed {seed}");
        let ids: BTreeSet<&str> = found.assignments.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids.len(), found.assignments.len(), "seed {seed}");
        kept += found.assignments.iter().filter(|one| matches!(one.change, Change::Kept { .. })).count();
    }
    assert!(kept > 0);
}

/// One adviser and one place, Tuesdays of thirteen weeks from 12 January 2027,
/// without anything that speaks for a visit: only what stands, and what is pinned,
/// by weeks from 0.
fn alone(standing: &[u64], pinned: &[u64]) -> Problem {
    let mut problem = problems::problem(1);
    problem.weeks = 13;
    problem.advisers.truncate(1);
    problem.places.truncate(1);
    problem.demand.clear();
    let (windows, adviser, place) = (&problem.windows, &mut problem.advisers[0], &mut problem.places[0]);
    (adviser.languages, adviser.away) = (vec![Language::Fr], BTreeSet::new());
    (place.aim, place.quarterly) = (None, None);
    let from = problem.from;
    let cells = |weeks: &[u64]| weeks.iter().map(|week| Cell { day: tuesday(from, *week), window: 0 }).collect();
    let today = Standing {
        permanence: PermanenceId::parse("today").unwrap(),
        agency: adviser.agency.clone(),
        place: place.id.clone(),
        advisers: vec![adviser.id.clone()],
        start: windows[0].start,
        minutes: windows[0].minutes,
        cells: cells(standing),
        booked: Vec::new(),
        kept: true,
    };
    let pin =
        Ruling { wish: Wish::Pinned, adviser: adviser.id.clone(), place: Some(place.id.clone()), cells: cells(pinned) };
    problem.standing = Some(today).filter(|today| !today.cells.is_empty()).into_iter().collect();
    problem.rulings = vec![pin];
    problem.check().unwrap();
    problem
}

fn tuesday(from: NaiveDate, week: u64) -> NaiveDate {
    from + Days::new(7 * week + 1)
}

/// Each assignment: whether it stays, its rhythm, and its weeks.
fn told(problem: &Problem) -> Vec<(bool, Option<Rhythm>, Vec<i64>)> {
    let of = |one: &Assignment| {
        let weeks = one.cells.iter().map(|cell| (cell.day - problem.from).num_days() / 7).collect();
        (matches!(one.change, Change::Kept { .. }), one.rhythm, weeks)
    };
    plan(problem).assignments.iter().map(of).collect()
}

#[test]
fn what_comes_beside_a_series_of_today_is_new() {
    // The second Tuesdays stand; two fourth ones come beside them.
    let expected = vec![
        (true, Some(Rhythm::Month { place: 2 }), vec![0, 4, 8]),
        (false, Some(Rhythm::Month { place: 4 }), vec![2, 6]),
    ];
    assert_eq!(told(&alone(&[0, 4, 8], &[2, 6])), expected);
}

#[test]
fn a_series_moves_to_what_it_can_go_on_as() {
    let weeks: Vec<u64> = (0..13).collect();
    // Forbidden on Tuesdays, pinned on Wednesdays.
    let of = |pinned: &[u64]| {
        let mut problem = alone(&weeks, pinned);
        problem.standing[0].kept = false;
        for cell in &mut problem.rulings[0].cells {
            cell.day += TimeDelta::days(1);
        }
        let (adviser, cells) = (problem.advisers[0].id.clone(), problem.standing[0].cells.clone());
        problem.rulings.push(Ruling { wish: Wish::Forbidden, adviser, place: None, cells });
        problem.check().unwrap();
        let found = plan(&problem);
        assert_eq!(rota(&problem, &found), found.visits().into_iter().collect::<BTreeSet<_>>());
        (found.assignments.iter().map(|one| one.change.clone()).collect::<Vec<_>>(), found.gone.len())
    };
    let moved = Change::Moved { from: PermanenceId::parse("today").unwrap() };
    assert_eq!(of(&weeks), (vec![moved.clone()], 0));
    assert_eq!(of(&weeks[..6]), (vec![Change::New], 1), "nobody comes afterwards");
    assert_eq!(of(&[0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12]), (vec![Change::New, moved], 0), "the one that goes on");
}

#[test]
fn a_rhythm_is_that_of_its_days() {
    let fortnights = [0, 2, 4, 6, 8, 10, 12];
    let of = |weeks: &[u64]| plan(&alone(&[], weeks)).assignments[0].rule().map(|rule| rule.to_string());
    assert_eq!(of(&fortnights).as_deref(), Some("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"));
    assert_eq!(of(&[0, 1, 2]).as_deref(), Some("FREQ=WEEKLY;BYDAY=TU"));
    assert_eq!(of(&[0, 4, 8]).as_deref(), Some("FREQ=MONTHLY;BYDAY=2TU"));
    assert_eq!(of(&[5]), None);
}

#[test]
fn a_gap_divides_a_series_but_where_the_calendar_cancels() {
    let weekly = Some(Rhythm::Weeks(1));
    let mut problem = alone(&[], &[0, 1, 2, 4, 5, 9]);
    let divided = vec![(false, weekly, vec![0, 1, 2]), (false, weekly, vec![4, 5]), (false, None, vec![9])];
    assert_eq!(told(&problem), divided, "nobody comes in one week");
    let day = tuesday(problem.from, 3);
    problem.places[0].closed.insert(day);
    assert_eq!(told(&problem), [(false, weekly, vec![0, 1, 2, 4, 5]), (false, None, vec![9])], "it is closed then");
    problem.pauses.insert(day);
    assert_eq!(told(&problem), divided, "a session in a pause would be held");
}

#[test]
fn a_series_without_some_of_its_days_has_no_gap_either() {
    let problem = alone(&[], &[0, 1, 2, 3, 4, 5]);
    let one = plan(&problem).assignments.remove(0);
    let parts = one.without(&[tuesday(problem.from, 2)], &problem);
    let starts: Vec<_> = parts.iter().map(|part| (part.start.date(), part.cells.len(), part.rhythm)).collect();
    let weekly = Some(Rhythm::Weeks(1));
    assert_eq!(starts, [(tuesday(problem.from, 0), 2, weekly), (tuesday(problem.from, 3), 3, weekly)]);
    let nowhere = LocationId::parse("nowhere").unwrap();
    assert_eq!(problem.off(&nowhere), BTreeSet::new());
}

#[test]
fn a_plan_that_was_kept_before_still_reads() {
    let one = plan(&alone(&[], &[0, 2, 4])).assignments.remove(0);
    let mut stored = serde_json::to_value(&one).unwrap();
    let rhythm = stored.as_object_mut().unwrap().remove("rhythm").unwrap();
    stored["every_weeks"] = rhythm;
    assert_eq!(stored["every_weeks"], 2);
    assert_eq!(serde_json::from_value::<Assignment>(stored.clone()).unwrap(), one);
    stored["every_weeks"] = serde_json::Value::Null;
    assert_eq!(serde_json::from_value::<Assignment>(stored).unwrap().rhythm, None);
}
