//! The numbers of each reason, counted a second time.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;
use domain::Language;
use domain::working_rules::Cadence;

use super::{naive, problems};
use rota_planner::{Assignment, Because, Cell, Demand, Problem, Ruling, Visit, Wish, propose};

/// One adviser and one place of an otherwise empty problem of two weeks: the
/// adviser comes on the Tuesdays of these weeks, as it is pinned, and never else.
pub(super) fn pinned(weeks: &[u64]) -> Problem {
    let mut problem = problems::problem(1);
    problem.weeks = 2;
    problem.advisers.truncate(1);
    problem.places.truncate(1);
    (problem.demand, problem.standing) = (Vec::new(), Vec::new());
    let (adviser, place) = (&mut problem.advisers[0], &mut problem.places[0]);
    adviser.languages = vec![Language::Fr];
    let days = (0..14).map(|day| problem.from + Days::new(day));
    let cells = |day| (0..problem.windows.len()).map(move |window| Cell { day, window: u8::try_from(window).unwrap() });
    adviser.away = days.flat_map(cells).collect();
    (place.aim, place.quarterly) = (None, None);
    let cells = weeks.iter().map(|week| Cell { day: problem.from + Days::new(7 * week + 1), window: 0 }).collect();
    let (adviser, place) = (adviser.id.clone(), Some(place.id.clone()));
    problem.rulings = vec![Ruling { wish: Wish::Pinned, adviser, place, cells }];
    problem.check().unwrap();
    problem
}

/// Why the only assignment of a plan is in it.
pub(super) fn why(problem: &Problem) -> Vec<Because> {
    let plan = propose(problem, &mut |_| ());
    assert_eq!(plan.assignments.len(), 1, "{plan:?}");
    plan.assignments.into_iter().flat_map(|one| one.because).collect()
}

#[test]
fn a_visit_serves_what_it_can_of_what_waits_and_of_the_known_their_share() {
    let of = |weeks: &[u64]| {
        let mut problem = pinned(weeks);
        (problem.visit.parties, problem.visit.served_within_weeks) = (3, 1);
        let (place, agency) = (problem.places[0].id.clone(), problem.advisers[0].agency.clone());
        // Five parties of the first week, two of them known.
        problem.demand = vec![Demand { place, agency, week: 0, parties: 5.0, known: 2 }];
        why(&problem)
    };
    let demand = |served, known, lost| vec![Because::Pinned, Because::Demand { served, known, lost }];
    assert_eq!(of(&[0]), demand(3.0, 1, 3.0));
    assert_eq!(of(&[0, 1]), demand(5.0, 2, 5.0));
}

/// The visits but those of an assignment.
fn without(visits: &[Visit], one: &Assignment) -> Vec<Visit> {
    let own =
        |visit: &&Visit| visit.adviser == one.adviser && visit.place == one.place && one.cells.contains(&visit.cell);
    visits.iter().filter(|visit| !own(visit)).cloned().collect()
}

/// Parties that an assignment is said to serve, of these known, and lost without it.
fn demand(one: &Assignment) -> (f64, u32, f64) {
    let of = |reason: &Because| match reason {
        Because::Demand { served, known, lost } => Some((*served, *known, *lost)),
        _ => None,
    };
    one.because.iter().find_map(of).unwrap_or_default()
}

/// Periods in which an assignment is said to meet an aim of this kind.
fn periods(one: &Assignment, of: Cadence) -> usize {
    let periods = one.because.iter().map(|reason| match reason {
        Because::Aim { cadence, periods } if *cadence == of => *periods as usize,
        _ => 0,
    });
    periods.sum()
}

fn recount(seed: u64, problem: &Problem, assignments: &[Assignment], visits: &[Visit]) {
    let (served, met) = (naive::served(problem, visits), naive::met(problem, visits));
    let mut by_pair: BTreeMap<(String, String), f64> = BTreeMap::new();
    for one in assignments {
        let rest = without(visits, one);
        let said = demand(one);
        let lost = served - naive::served(problem, &rest);
        assert!((lost - said.2).abs() < 1e-5, "seed {seed}: {lost} is lost without {one:?}");
        assert!(f64::from(said.1) <= said.0 + 1e-5 && said.2 <= said.0 + 1e-5, "seed {seed}: {one:?}");
        *by_pair.entry((one.place.to_string(), one.agency.to_string())).or_default() += said.0;
        let still = naive::met(problem, &rest);
        let gone: Vec<Option<Cadence>> = met.iter().filter(|aim| !still.contains(aim)).map(|aim| aim.1).collect();
        for cadence in [Cadence::Weekly, Cadence::Fortnightly, Cadence::Monthly] {
            let count = gone.iter().filter(|aim| **aim == Some(cadence)).count();
            assert_eq!(periods(one, cadence), count, "seed {seed}: {one:?}");
        }
        assert_eq!(one.because.contains(&Because::Quarterly), gone.contains(&None), "seed {seed}: {one:?}");
    }
    let presences = naive::presences(problem, visits);
    for pair in naive::pairs(problem) {
        let is_nameless = |one: &rota_planner::Standing| {
            one.advisers.is_empty() && (one.place.as_str(), one.agency.as_str()) == (pair.0.as_str(), pair.1.as_str())
        };
        // A series without a name serves some of it.
        if !problem.standing.iter().any(is_nameless) {
            let (all, said) = (naive::served_of(problem, &presences, &pair), by_pair.get(&pair).copied());
            assert!(
                (all - said.unwrap_or_default()).abs() < 1e-4,
                "seed {seed}: {all} of {pair:?}, {said:?} by reason"
            );
        }
    }
}

#[test]
fn each_reason_says_what_its_visits_serve_and_what_is_lost_without_them() {
    let mut looked = 0;
    for seed in 0..150 {
        let problem = problems::problem(seed);
        let found = propose(&problem, &mut |_| ());
        let visits = found.visits();
        // Whoever was put into two places at once is beside their own day.
        let at: BTreeSet<_> = visits.iter().map(|one| (&one.adviser, one.cell)).collect();
        if at.len() == visits.len() {
            recount(seed, &problem, &found.assignments, &visits);
            looked += found.assignments.len();
        }
    }
    assert!(looked > 150, "{looked}");
}
