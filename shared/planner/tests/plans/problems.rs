//! Small problems at random.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveTime};
use domain::Language;
use domain::adviser::HalfDay;
use domain::distance::Point;
use domain::ids::{AdviserId, AgencyId, LocationId, PermanenceId};
use domain::working_rules::{Cadence, Travel};

use rota_planner::random::Random;
use rota_planner::{Adviser, Cell, Demand, Place, Problem, Ruling, Standing, VisitRule, VisitWindow, Weights, Wish};

pub(super) const STEPS: u64 = 3_000;

fn chance(random: &mut Random, percent: usize) -> bool {
    random.below(100) < percent
}

/// One of them.
pub(super) fn problem(seed: u64) -> Problem {
    let mut random = Random::new(seed);
    let random = &mut random;
    let weeks = 1 + u32::try_from(random.below(3)).unwrap();
    let from = NaiveDate::from_ymd_opt(2027, 1, 11).unwrap();
    let windows = windows(random);
    let agencies: Vec<AgencyId> = ["a", "b", "c"].iter().map(|id| AgencyId::parse(id).unwrap()).collect();
    let advisers: Vec<Adviser> =
        (0..=random.below(3)).map(|number| adviser(random, number, &agencies, (from, windows.len()))).collect();
    let places: Vec<Place> =
        (0..=random.below(3)).map(|number| place(random, number, &agencies, windows.len())).collect();
    let mut demand = Vec::new();
    for place in &places {
        for agency in &agencies {
            for week in 0..weeks {
                if chance(random, 50) {
                    let parties = random.below(60) as f64 / 8.0;
                    demand.push(Demand { place: place.id.clone(), agency: agency.clone(), week, parties, known: 1 });
                }
            }
        }
    }
    let mut problem = Problem {
        from,
        weeks,
        windows,
        visit: VisitRule {
            parties: 1 + u32::try_from(random.below(4)).unwrap(),
            agencies_most: 1 + u32::try_from(random.below(3)).unwrap(),
            lunch_minutes: [0, 30, 45][random.below(3)],
            week_minutes_most: [200, 480, 2000][random.below(3)],
            served_within_weeks: u32::try_from(random.below(3)).unwrap(),
            travel: Travel {
                base_minutes: 5.0,
                minutes_per_km: 5.0,
                round_up_to: 5,
                min_gap_minutes: 10,
                same_building_minutes: 0,
            },
        },
        advisers,
        places,
        pauses: BTreeSet::new(),
        demand,
        standing: Vec::new(),
        rulings: Vec::new(),
        weights: Weights::default(),
        seed,
        steps: STEPS,
        start: Vec::new(),
    };
    for number in 0..random.below(3) {
        let one = standing(random, number, &problem);
        problem.standing.push(one);
    }
    rulings(random, &mut problem);
    problem.check().unwrap();
    problem
}

fn windows(random: &mut Random) -> Vec<VisitWindow> {
    let at = |hour, minute, minutes| VisitWindow { start: NaiveTime::from_hms_opt(hour, minute, 0).unwrap(), minutes };
    match random.below(4) {
        0 => vec![at(9, 0, 120), at(11, 30, 90), at(14, 0, 120)],
        1 => vec![at(10, 0, 180)],
        _ => vec![at(9, 30, 180), at(13, 30, 180)],
    }
}

fn adviser(random: &mut Random, number: usize, agencies: &[AgencyId], (from, windows): (NaiveDate, usize)) -> Adviser {
    let halves: Vec<HalfDay> = HalfDay::working().collect();
    let half_days: BTreeSet<HalfDay> = (0..=random.below(2)).map(|_| halves[random.below(4)]).collect();
    let mut away = BTreeSet::new();
    if chance(random, 30) {
        let day = from.checked_add_days(Days::new(random.below(14) as u64)).unwrap();
        away.extend((0..windows).map(|window| Cell { day, window: u8::try_from(window).unwrap() }));
    }
    let languages = [vec![Language::Fr], vec![Language::Nl], vec![Language::Fr, Language::Nl]];
    Adviser {
        id: AdviserId::parse(&format!("adviser-{number}")).unwrap(),
        agency: agencies[random.below(2)].clone(),
        languages: languages[random.below(3)].clone(),
        half_days,
        away,
        most_a_week: 1 + u32::try_from(random.below(2)).unwrap(),
        minutes_more: 0,
        outside: Vec::new(),
        starts_at: chance(random, 60).then(|| point(random)),
    }
}

fn point(random: &mut Random) -> Point {
    Point { lat: 50.80 + random.below(100) as f64 / 1000.0, lon: 4.30 + random.below(100) as f64 / 1000.0 }
}

fn place(random: &mut Random, number: usize, agencies: &[AgencyId], windows: usize) -> Place {
    let all: BTreeSet<u8> = (0..windows).map(|window| u8::try_from(window).unwrap()).collect();
    let aims = [None, Some(Cadence::Weekly), Some(Cadence::Fortnightly), Some(Cadence::Monthly)];
    let building = chance(random, 40).then(|| "one".to_owned());
    Place {
        id: LocationId::parse(&format!("place-{number}")).unwrap(),
        point: if building.is_some() { Point { lat: 50.85, lon: 4.35 } } else { point(random) },
        building,
        languages: vec![Language::Fr, Language::Nl],
        desks: [None, Some(1), Some(2)][random.below(3)],
        open: if chance(random, 80) { all } else { BTreeSet::from([0]) },
        closed: BTreeSet::new(),
        aim: aims[random.below(4)],
        quarterly: chance(random, 25).then(|| agencies[0].clone()),
        before: BTreeMap::new(),
    }
}

fn standing(random: &mut Random, number: usize, problem: &Problem) -> Standing {
    let window = random.below(problem.windows.len());
    let weekday = random.below(2) as u64;
    let day = |week: u32| problem.from.checked_add_days(Days::new(u64::from(week) * 7 + weekday)).unwrap();
    let adviser = &problem.advisers[random.below(problem.advisers.len())];
    let cells: Vec<Cell> =
        (0..problem.weeks).map(|week| Cell { day: day(week), window: u8::try_from(window).unwrap() }).collect();
    let is_nobody = chance(random, 15);
    Standing {
        permanence: PermanenceId::parse(&format!("rota-{number}")).unwrap(),
        agency: adviser.agency.clone(),
        place: problem.places[random.below(problem.places.len())].id.clone(),
        advisers: if is_nobody { Vec::new() } else { vec![adviser.id.clone()] },
        start: problem.windows[window].start,
        minutes: problem.windows[window].minutes,
        booked: if chance(random, 50) { vec![(cells[0].day, 2)] } else { Vec::new() },
        cells,
        kept: chance(random, 25),
    }
}

fn rulings(random: &mut Random, problem: &mut Problem) {
    let cell = |random: &mut Random, problem: &Problem| Cell {
        day: problem.from.checked_add_days(Days::new(random.below(2) as u64)).unwrap(),
        window: u8::try_from(random.below(problem.windows.len())).unwrap(),
    };
    for wish in [Wish::Pinned, Wish::Forbidden] {
        if chance(random, 15) {
            let adviser = problem.advisers[random.below(problem.advisers.len())].id.clone();
            let place = problem.places[random.below(problem.places.len())].id.clone();
            let ruling = Ruling { wish, adviser, place: Some(place), cells: vec![cell(random, problem)] };
            problem.rulings.push(ruling);
        }
    }
    if problem.check().is_err() {
        problem.rulings.pop();
    }
}
