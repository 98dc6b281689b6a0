//! A week in which the programme pauses is not one in which a place is closed.

use chrono::Days;

use super::problems;
use rota_planner::{Demand, WhyNot, propose};

/// Why nobody comes to the first place in a first week without a day on which
/// somebody could.
fn why_not(is_paused: bool) -> Vec<WhyNot> {
    let mut problem = problems::problem(1);
    problem.weeks = 2;
    problem.visit.served_within_weeks = 0;
    problem.standing.clear();
    problem.rulings.clear();
    let week: Vec<_> = (0..7).filter_map(|day| problem.from.checked_add_days(Days::new(day))).collect();
    for place in &mut problem.places {
        place.closed = week.iter().copied().collect();
        place.aim = None;
        place.quarterly = None;
    }
    if is_paused {
        problem.pauses = week.into_iter().collect();
    }
    let (place, agency) = (problem.places[0].id.clone(), problem.advisers[0].agency.clone());
    problem.demand = vec![Demand { place, agency, week: 0, parties: 5.0, known: 1 }];
    problem.check().unwrap();
    let plan = propose(&problem, &mut |_| ());
    plan.gaps.into_iter().flat_map(|gap| gap.because).collect()
}

#[test]
fn a_pause_is_told_from_a_closed_place() {
    assert_eq!(why_not(false), [WhyNot::Closed]);
    assert_eq!(why_not(true), [WhyNot::Paused]);
}

#[test]
fn a_problem_of_before_pauses_were_told_still_reads() {
    let problem = problems::problem(1);
    let mut stored = serde_json::to_value(&problem).unwrap();
    stored.as_object_mut().unwrap().remove("pauses").unwrap();
    assert_eq!(serde_json::from_value::<rota_planner::Problem>(stored).unwrap(), problem);
}
