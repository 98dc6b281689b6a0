//! What was before the weeks that are planned, and what is beside their windows.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveTime};
use domain::adviser::HalfDay;
use domain::working_rules::Cadence;

use super::because::{pinned, why};
use super::{problems, properties};
use rota_planner::random::Random;
use rota_planner::{Because, Problem, VisitWindow, judge};

/// A problem of so many weeks from 11 January 2027 with two places, of which the
/// first has one aim and the second none.
fn aiming(weeks: u32, aim: Option<Cadence>) -> Problem {
    let mut problem = (0..200).map(problems::problem).find(|one| one.places.len() > 1).unwrap();
    problem.weeks = weeks;
    problem.places.truncate(2);
    (problem.demand, problem.standing, problem.rulings) = (Vec::new(), Vec::new(), Vec::new());
    for place in &mut problem.places {
        (place.aim, place.quarterly, place.building) = (None, None, None);
    }
    let place = &mut problem.places[0];
    place.aim = aim;
    place.quarterly = aim.is_none().then(|| problem.advisers[0].agency.clone());
    problem.check().unwrap();
    problem
}

/// The aims that are left where an agency was at a place on a day; whether it is
/// the agency of the first adviser, and which place.
fn left(problem: &Problem, (is_first, place): (bool, usize), day: &str) -> u32 {
    let mut problem = problem.clone();
    let own = problem.advisers[0].agency.clone();
    let other = domain::ids::AgencyId::parse("other").unwrap();
    problem.places[place].before = BTreeMap::from([(if is_first { own } else { other }, day.parse().unwrap())]);
    judge(&problem, &[]).1.aims
}

#[test]
fn the_session_of_a_quarter_that_was_held_is_not_owed_again() {
    let problem = aiming(6, None);
    assert_eq!(judge(&problem, &[]).1.aims, 1, "it was not held");
    assert_eq!(left(&problem, (true, 0), "2027-01-04"), 0, "it was");
    assert_eq!(left(&problem, (true, 0), "2026-12-31"), 1, "in the quarter before");
    assert_eq!(left(&problem, (false, 0), "2027-01-04"), 1, "by another agency");
    assert_eq!(left(&problem, (true, 1), "2027-01-04"), 1, "at another place");
}

#[test]
fn a_month_in_which_somebody_came_is_met_and_the_next_is_not() {
    let mut problem = aiming(6, Some(Cadence::Monthly));
    assert_eq!(judge(&problem, &[]).1.aims, 2, "January and February");
    assert_eq!(left(&problem, (true, 0), "2027-01-05"), 1, "January is met");
    assert_eq!(left(&problem, (false, 0), "2027-01-05"), 1, "by whomever");
    assert_eq!(left(&problem, (true, 0), "2026-12-31"), 2);
    assert_eq!(left(&problem, (true, 1), "2027-01-05"), 2, "elsewhere");
    for place in &mut problem.places {
        place.building = Some("one".to_owned());
    }
    assert_eq!(left(&problem, (true, 1), "2027-01-05"), 1, "in the same building");
}

#[test]
fn one_week_is_the_second_of_two_where_somebody_came_in_the_first() {
    let problem = aiming(1, Some(Cadence::Fortnightly));
    assert_eq!(left(&problem, (true, 0), "2027-01-06"), 0);
    assert_eq!(left(&problem, (true, 0), "2026-12-30"), 1);
    assert_eq!(left(&aiming(1, Some(Cadence::Weekly)), (true, 0), "2027-01-06"), 1);
}

#[test]
fn a_reason_names_the_quarter_only_where_the_session_is_owed() {
    let mut problem = pinned(&[0]);
    let agency = problem.advisers[0].agency.clone();
    problem.places[0].quarterly = Some(agency.clone());
    assert!(why(&problem).contains(&Because::Quarterly), "{:?}", why(&problem));
    problem.places[0].before.insert(agency, "2027-01-04".parse().unwrap());
    assert!(!why(&problem).contains(&Because::Quarterly), "{:?}", why(&problem));
}

#[test]
fn a_week_with_an_evening_has_room_for_what_its_number_and_its_minutes_leave() {
    let mut problem = pinned(&[]);
    let at = |hour| VisitWindow { start: NaiveTime::from_hms_opt(hour, 30, 0).unwrap(), minutes: 180 };
    (problem.windows, problem.rulings) = (vec![at(9), at(13)], Vec::new());
    problem.visit.week_minutes_most = 480;
    let adviser = &mut problem.advisers[0];
    (adviser.away, adviser.half_days) = (BTreeSet::new(), HalfDay::working().collect());
    // Of two weeks; a week without an evening has room for two.
    let mut most = |most_a_week: u32, minutes: u32| {
        (problem.advisers[0].most_a_week, problem.advisers[0].outside) = (most_a_week, vec![(0, minutes)]);
        judge(&problem, &[]).1.load[0].most
    };
    assert_eq!(most(3, 120), 4, "two more are three, of eight hours");
    assert_eq!(most(3, 121), 3, "two more are over eight hours");
    assert_eq!(most(2, 60), 3, "two more are three");
}

/// A small problem with sessions before its weeks, and some outside of its windows.
fn with_more(seed: u64) -> Problem {
    let mut problem = problems::problem(seed);
    let mut random = Random::new(seed + 2_000);
    let agencies: Vec<_> = problem.advisers.iter().map(|one| one.agency.clone()).collect();
    for place in &mut problem.places {
        for agency in &agencies {
            let day: NaiveDate = problem.from - Days::new(1 + random.below(16) as u64);
            if random.below(3) == 0 {
                place.before.insert(agency.clone(), day);
            }
        }
    }
    for adviser in &mut problem.advisers {
        for week in 0..problem.weeks {
            let minutes = 60 * u32::try_from(random.below(4)).unwrap();
            adviser.outside.extend((minutes > 0).then_some((week, minutes)));
        }
    }
    problem.check().unwrap();
    problem
}

#[test]
fn plans_beside_such_sessions_keep_to_the_rules_add_up_and_are_bounded() {
    let known = (0..60).filter_map(|seed| properties::hold_of(seed, &with_more(seed))).count();
    assert!(known > 20, "{known}");
}

#[test]
fn a_problem_of_before_these_were_told_still_reads() {
    let problem = problems::problem(1);
    let mut stored = serde_json::to_value(&problem).unwrap();
    for (list, name) in [("places", "before"), ("advisers", "outside")] {
        stored[list][0].as_object_mut().unwrap().remove(name).unwrap();
    }
    assert_eq!(serde_json::from_value::<Problem>(stored).unwrap(), problem);
}
