//! The hard rules a second time, by names and dates.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDateTime, TimeDelta, Timelike};
use domain::adviser::HalfDay;
use domain::distance::kilometres;

use rota_planner::{Adviser, Place, Problem, Visit, Wish};

pub(super) fn adviser<'p>(problem: &'p Problem, visit: &Visit) -> &'p Adviser {
    problem.advisers.iter().find(|one| one.id == visit.adviser).unwrap()
}

pub(super) fn place<'p>(problem: &'p Problem, visit: &Visit) -> &'p Place {
    problem.places.iter().find(|one| one.id == visit.place).unwrap()
}

fn time(problem: &Problem, visit: &Visit) -> (NaiveDateTime, NaiveDateTime) {
    let window = problem.windows[usize::from(visit.cell.window)];
    let start = visit.cell.day.and_time(window.start);
    (start, start + TimeDelta::minutes(i64::from(window.minutes)))
}

/// Minutes of a way.
pub(super) fn way(problem: &Problem, from: &Place, to: &Place) -> u32 {
    let is_one = from.id == to.id || (from.building.is_some() && from.building == to.building);
    let travel = &problem.visit.travel;
    if is_one { travel.same_building_minutes } else { travel.for_kilometres(kilometres(from.point, to.point)) }
}

/// What people settled, which stands whatever it breaks.
pub(super) fn settled(problem: &Problem) -> BTreeSet<Visit> {
    let mut all = BTreeSet::new();
    for one in problem.standing.iter().filter(|one| one.kept) {
        for cell in &one.cells {
            for adviser in &one.advisers {
                all.insert(Visit { cell: *cell, place: one.place.clone(), adviser: adviser.clone() });
            }
        }
    }
    for pin in problem.rulings.iter().filter(|one| one.wish == Wish::Pinned) {
        for cell in &pin.cells {
            all.insert(Visit { cell: *cell, place: pin.place.clone().unwrap(), adviser: pin.adviser.clone() });
        }
    }
    all
}

/// Each rule that some visits break, those that break one by being settled left out.
pub(super) fn broken(problem: &Problem, visits: &[Visit]) -> Vec<String> {
    let settled = settled(problem);
    let mut broken: Vec<String> =
        settled.iter().filter(|one| !visits.contains(one)).map(|one| format!("{one:?} is not there")).collect();
    let mut of = |name: &str, all: &[&Visit], is_broken: bool| {
        if is_broken && all.iter().any(|one| !settled.contains(one)) {
            broken.push(format!("{name}: {all:?}"));
        }
    };
    for visit in visits {
        of("alone", &[visit], !is_possible(problem, visit));
        let same_place: Vec<&Visit> =
            visits.iter().filter(|one| one.place == visit.place && one.cell == visit.cell).collect();
        let nameless = problem
            .standing
            .iter()
            .filter(|one| one.advisers.is_empty() && one.place == visit.place && one.cells.contains(&visit.cell));
        let nameless: Vec<_> = nameless.map(|one| &one.agency).collect();
        let desks = place(problem, visit).desks.map_or(usize::MAX, |desks| desks as usize);
        of("desks", &same_place, same_place.len() + nameless.len() > desks);
        let mut agencies: Vec<_> = same_place.iter().map(|one| &adviser(problem, one).agency).collect();
        agencies.extend(nameless);
        let different: BTreeSet<_> = agencies.iter().collect();
        of("agencies", &same_place, different.len() > problem.visit.agencies_most as usize);
        let ours = agencies.iter().filter(|one| **one == &adviser(problem, visit).agency).count();
        let own: Vec<&Visit> = same_place
            .iter()
            .filter(|one| adviser(problem, one).agency == adviser(problem, visit).agency)
            .copied()
            .collect();
        of("one of an agency", &own, ours > 1);
        let own: Vec<&Visit> = visits.iter().filter(|one| one.adviser == visit.adviser).collect();
        let at_once: Vec<&Visit> = own.iter().filter(|one| one.cell == visit.cell).copied().collect();
        of("at once", &at_once, at_once.len() > 1);
        let week: Vec<&Visit> =
            own.iter().filter(|one| one.cell.day.iso_week() == visit.cell.day.iso_week()).copied().collect();
        let who = adviser(problem, visit);
        let number = (visit.cell.day - problem.from).num_days() / 7;
        let outside: Vec<u32> = who.outside.iter().filter(|one| i64::from(one.0) == number).map(|one| one.1).collect();
        of("too many", &week, week.len() + outside.len() > who.most_a_week as usize);
        let minutes = week.iter().map(|one| problem.windows[usize::from(one.cell.window)].minutes);
        let minutes = minutes.chain(outside).sum::<u32>();
        of("too long", &week, minutes > problem.visit.week_minutes_most + who.minutes_more);
        for other in own.iter().filter(|one| one.cell.day == visit.cell.day && one.cell > visit.cell) {
            let needed = problem.visit.lunch_minutes + way(problem, place(problem, visit), place(problem, other));
            let gap = time(problem, other).0 - time(problem, visit).1;
            of("way", &[visit, other], gap < TimeDelta::minutes(i64::from(needed)));
        }
    }
    broken
}

fn is_possible(problem: &Problem, visit: &Visit) -> bool {
    let (who, at) = (adviser(problem, visit), place(problem, visit));
    let (start, end) = time(problem, visit);
    let noon = start.date().and_hms_opt(12, 0, 0).unwrap();
    let mut half_days = vec![HalfDay::of(start)];
    if start.hour() < 12 && end - noon > TimeDelta::minutes(60) {
        half_days.push(HalfDay::of(noon));
    }
    let forbids = |no: &rota_planner::Ruling| {
        no.wish == Wish::Forbidden
            && no.adviser == visit.adviser
            && no.place.as_ref().is_none_or(|place| *place == visit.place)
            && no.cells.contains(&visit.cell)
    };
    half_days.iter().all(|half_day| who.half_days.contains(half_day))
        && !who.away.contains(&visit.cell)
        && at.open.contains(&visit.cell.window)
        && !at.closed.contains(&visit.cell.day)
        && visit.cell.day.weekday().num_days_from_monday() < 5
        && !problem.rulings.iter().any(forbids)
}

/// Every visit that is possible by itself.
pub(super) fn possible(problem: &Problem) -> Vec<Visit> {
    let mut all = Vec::new();
    for adviser in &problem.advisers {
        for place in &problem.places {
            for day in problem.from.iter_days().take(problem.weeks as usize * 7) {
                for window in 0..problem.windows.len() {
                    let cell = rota_planner::Cell { day, window: u8::try_from(window).unwrap() };
                    let visit = Visit { cell, place: place.id.clone(), adviser: adviser.id.clone() };
                    if is_possible(problem, &visit) {
                        all.push(visit);
                    }
                }
            }
        }
    }
    all
}
