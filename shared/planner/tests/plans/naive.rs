//! The score a second time, added up from nothing.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use domain::Language;
use domain::working_rules::Cadence;

use super::rules::{adviser, place, possible, way};
use rota_planner::{Cell, Place, Problem, Visit};

/// What visits are worth.
pub(super) fn score(problem: &Problem, visits: &[Visit]) -> f64 {
    let weights = &problem.weights;
    weights.demand * served(problem, visits)
        + weights.aims * met(problem, visits).len() as f64
        + company(problem, visits)
        - weights.fairness / 4.0 * loads(problem, visits)
        - weights.travel * minutes(problem, visits) / 60.0
        - weights.steadiness * unsteady(problem, visits)
}

fn week(problem: &Problem, day: NaiveDate) -> usize {
    usize::try_from((day - problem.from).num_days() / 7).unwrap()
}

/// Agencies at places, those without a name too.
pub(super) fn presences(problem: &Problem, visits: &[Visit]) -> Vec<(String, String, Cell)> {
    let named = visits.iter().map(|one| (adviser(problem, one).agency.to_string(), one.place.to_string(), one.cell));
    let nameless = problem
        .standing
        .iter()
        .filter(|one| one.advisers.is_empty())
        .flat_map(|one| one.cells.iter().map(|cell| (one.agency.to_string(), one.place.to_string(), *cell)));
    named.chain(nameless).collect()
}

/// Places and agencies of which anything is needed there.
pub(super) fn pairs(problem: &Problem) -> BTreeSet<(String, String)> {
    problem.demand.iter().map(|one| (one.place.to_string(), one.agency.to_string())).collect()
}

pub(super) fn served(problem: &Problem, visits: &[Visit]) -> f64 {
    let presences = presences(problem, visits);
    pairs(problem).iter().map(|pair| served_of(problem, &presences, pair)).sum()
}

/// The most that can be served of a place and an agency: the least cut (Ford,
/// Fulkerson 1956) over all choices of weeks that are served in full.
pub(super) fn served_of(
    problem: &Problem,
    presences: &[(String, String, Cell)],
    (place, agency): &(String, String),
) -> f64 {
    let weeks = problem.weeks as usize;
    let mut parties = vec![0.0; weeks];
    for one in problem.demand.iter().filter(|one| one.place.as_str() == place && one.agency.as_str() == agency) {
        parties[one.week as usize] = one.parties;
    }
    let mut rooms = vec![0.0; weeks];
    for (_, _, cell) in presences.iter().filter(|one| one.0 == *agency && one.1 == *place) {
        rooms[week(problem, cell.day)] += f64::from(problem.visit.parties);
    }
    let cut = |chosen: usize| {
        let is_chosen = |week: usize| chosen >> week & 1 == 1;
        let reached = |later: &usize| {
            let first = later.saturating_sub(problem.visit.served_within_weeks as usize);
            (first..=*later).any(is_chosen)
        };
        let left: f64 = (0..weeks).filter(|week| !is_chosen(*week)).map(|week| parties[week]).sum();
        left + (0..weeks).filter(reached).map(|week| rooms[week]).sum::<f64>()
    };
    (0..1 << weeks).map(cut).fold(f64::INFINITY, f64::min)
}

/// An aim that is met: where, how often (`None` for that of the quarter), and the
/// first day of its period, planned or before.
type Met = (String, Option<Cadence>, NaiveDate);

pub(super) fn met(problem: &Problem, visits: &[Visit]) -> Vec<Met> {
    let presences = presences(problem, visits);
    let day = |number: u64| problem.from + chrono::Days::new(number);
    let days: Vec<NaiveDate> = (0..u64::from(problem.weeks) * 7).map(day).collect();
    let weeks: Vec<&[NaiveDate]> = days.chunks(7).collect();
    let mut met = Vec::new();
    for at in &problem.places {
        let is_stop = |id: &str| {
            let other = problem.places.iter().find(|one| one.id.as_str() == id).unwrap();
            other.id == at.id || (at.building.is_some() && other.building == at.building)
        };
        let periods: Vec<Vec<NaiveDate>> = match at.aim {
            None => Vec::new(),
            Some(Cadence::Weekly) => weeks.iter().map(|week| week.to_vec()).collect(),
            Some(Cadence::Fortnightly) if weeks.len() == 1 => vec![days.clone()],
            Some(Cadence::Fortnightly) => weeks.windows(2).map(|two| two.concat()).collect(),
            Some(Cadence::Monthly) => named(&weeks, &days, 2, |day| day.month()),
        };
        let open = |period: &&Vec<NaiveDate>| period.iter().any(|day| is_open(at, *day));
        for period in periods.iter().filter(open) {
            let first = begins(problem, at.aim, period);
            let at_stop = problem.places.iter().filter(|one| is_stop(one.id.as_str()));
            let was_there = at_stop.flat_map(|one| one.before.values()).any(|day| first <= *day);
            let comes = presences.iter().any(|(_, id, cell)| is_stop(id) && period.contains(&cell.day));
            met.extend((comes && !was_there).then(|| (at.id.to_string(), at.aim, first)));
        }
        if let Some(agency) = &at.quarterly {
            for period in named(&weeks, &days, 6, |day| day.month0() / 3).iter().filter(open) {
                let first = begins(problem, None, period);
                let was_there = at.before.get(agency).is_some_and(|day| first <= *day);
                let comes = presences
                    .iter()
                    .any(|(of, id, cell)| of == agency.as_str() && id == at.id.as_str() && period.contains(&cell.day));
                met.extend((comes && !was_there).then(|| (at.id.to_string(), None, first)));
            }
        }
    }
    met
}

/// The first day of a period of which these days are planned.
fn begins(problem: &Problem, aim: Option<Cadence>, period: &[NaiveDate]) -> NaiveDate {
    let first = period[0];
    match aim {
        Some(Cadence::Fortnightly) if problem.weeks == 1 => first - chrono::Days::new(7),
        Some(Cadence::Weekly | Cadence::Fortnightly) => first,
        Some(Cadence::Monthly) => NaiveDate::from_ymd_opt(first.year(), first.month(), 1).unwrap(),
        None => NaiveDate::from_ymd_opt(first.year(), first.month0() / 3 * 3 + 1, 1).unwrap(),
    }
}

fn is_open(place: &Place, day: NaiveDate) -> bool {
    day.weekday().num_days_from_monday() < 5 && !place.closed.contains(&day) && !place.open.is_empty()
}

fn named(weeks: &[&[NaiveDate]], days: &[NaiveDate], enough: usize, name: fn(NaiveDate) -> u32) -> Vec<Vec<NaiveDate>> {
    let names: Vec<u32> = weeks.iter().map(|week| name(week[3])).collect();
    let count = |wanted: u32| names.iter().filter(|name| **name == wanted).count();
    let most = names.iter().map(|name| count(*name)).max().unwrap();
    let unique: BTreeSet<u32> = names.iter().copied().collect();
    let wanted = unique.into_iter().filter(|name| count(*name) >= enough.min(most));
    wanted.map(|wanted| days.iter().filter(|day| name(**day) == wanted).copied().collect()).collect()
}

fn company(problem: &Problem, visits: &[Visit]) -> f64 {
    let presences = presences(problem, visits);
    let meetings: BTreeSet<_> = presences.iter().map(|one| (&one.1, one.2)).collect();
    let mut points = 0.0;
    for (at, cell) in meetings {
        let there = |one: &&Visit| one.place.as_str() == at && one.cell == cell;
        let speaks =
            |language| visits.iter().filter(there).any(|one| adviser(problem, one).languages.contains(&language));
        if speaks(Language::Fr) && speaks(Language::Nl) {
            points += problem.weights.languages;
        }
        let agencies: BTreeSet<_> =
            presences.iter().filter(|one| &one.1 == at && one.2 == cell).map(|one| &one.0).collect();
        if agencies.len() > 1 {
            points += problem.weights.joint;
        }
    }
    points
}

fn loads(problem: &Problem, visits: &[Visit]) -> f64 {
    let shortest = problem.windows.iter().map(|one| one.minutes).min().unwrap();
    let most = |one: &rota_planner::Adviser| {
        let minutes_a_week = problem.visit.week_minutes_most + one.minutes_more;
        let mut open = problem.clone();
        open.rulings.clear();
        for place in &mut open.places {
            place.open = (0..8).collect();
            place.closed.clear();
        }
        let all = possible(&open);
        let cells: BTreeSet<Cell> =
            all.iter().filter(|visit| visit.adviser == one.id).map(|visit| visit.cell).collect();
        let of = |week_number: u32| cells.iter().filter(|cell| week(problem, cell.day) == week_number as usize).count();
        let room = |week: u32| {
            let held: Vec<u32> = one.outside.iter().filter(|held| held.0 == week).map(|held| held.1).collect();
            let minutes = minutes_a_week.saturating_sub(held.iter().sum());
            (one.most_a_week as usize).saturating_sub(held.len()).min((minutes / shortest) as usize)
        };
        (0..problem.weeks).map(|week| of(week).min(room(week))).sum::<usize>().max(1) as f64
    };
    let count = |one: &rota_planner::Adviser| visits.iter().filter(|visit| visit.adviser == one.id).count() as f64;
    let square = |load: f64, most: f64| load * load / most;
    let advisers: f64 = problem.advisers.iter().map(|one| square(count(one), most(one))).sum();
    let agencies: BTreeSet<_> = problem.advisers.iter().map(|one| &one.agency).collect();
    let of = |agency: &domain::ids::AgencyId| {
        let agency = agency.clone();
        problem.advisers.iter().filter(move |one| one.agency == agency)
    };
    let agencies: f64 =
        agencies.into_iter().map(|agency| square(of(agency).map(count).sum(), of(agency).map(most).sum())).sum();
    advisers + agencies
}

fn minutes(problem: &Problem, visits: &[Visit]) -> f64 {
    let mut sorted: Vec<&Visit> = visits.iter().collect();
    sorted.sort_by_key(|one| (one.adviser.clone(), one.cell, one.place.clone()));
    // Whoever was put into two places at once travels to the first.
    sorted.dedup_by(|later, one| (&later.adviser, later.cell) == (&one.adviser, one.cell));
    let mut sum = 0;
    for (number, visit) in sorted.iter().enumerate() {
        let before = number.checked_sub(1).map(|before| sorted[before]);
        match before.filter(|one| one.adviser == visit.adviser && one.cell.day == visit.cell.day) {
            Some(before) => sum += way(problem, place(problem, before), place(problem, visit)),
            None => {
                if let Some(from) = adviser(problem, visit).starts_at {
                    let distance = domain::distance::kilometres(from, place(problem, visit).point);
                    sum += problem.visit.travel.for_kilometres(distance);
                }
            }
        }
    }
    f64::from(sum)
}

fn unsteady(problem: &Problem, visits: &[Visit]) -> f64 {
    let today: BTreeSet<Visit> = problem.visits_today().into_iter().collect();
    let rhythm = |one: &Visit| {
        (one.adviser.clone(), one.place.clone(), one.cell.day.weekday().number_from_monday(), one.cell.window)
    };
    let known: BTreeSet<_> = today.iter().map(rhythm).collect();
    let new = visits.iter().filter(|one| !today.contains(one)).count() as f64 / 4.0;
    let rhythms: BTreeSet<_> = visits.iter().map(rhythm).filter(|one| !known.contains(one)).collect();
    let there: BTreeSet<_> = presences(problem, visits).into_iter().collect();
    let sessions: BTreeSet<_> = problem
        .standing
        .iter()
        .flat_map(|one| one.cells.iter().map(|cell| (one.agency.to_string(), one.place.to_string(), *cell)))
        .collect();
    let gone = sessions.iter().filter(|one| !there.contains(one)).map(|(agency, place, cell)| {
        let own = problem
            .standing
            .iter()
            .filter(|one| one.agency.as_str() == agency && one.place.as_str() == place && one.cells.contains(cell));
        let booked = own.flat_map(|one| &one.booked).filter(|(day, _)| *day == cell.day).map(|(_, parties)| parties);
        1.0 + f64::from(booked.sum::<u32>())
    });
    new + rhythms.len() as f64 * f64::from(problem.weeks) / 26.0 + gone.sum::<f64>()
}
