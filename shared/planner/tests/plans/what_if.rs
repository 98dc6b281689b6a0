//! What holds of a plan of a problem in which something is otherwise.

use std::collections::BTreeSet;

use domain::working_rules::Cadence;

use super::{problems, rules};
use rota_planner::{WhatIf, is_imagined, propose};

/// Every kind of change, of somebody and something that is there.
fn changes(problem: &rota_planner::Problem) -> Vec<WhatIf> {
    let adviser = problem.advisers.first().unwrap();
    let place = problem.places.first().unwrap().id.clone();
    vec![
        WhatIf::AdviserMore { agency: adviser.agency.clone(), half_days: BTreeSet::new(), most_a_week: 3 },
        WhatIf::AdviserLess { adviser: adviser.id.clone() },
        WhatIf::PlaceLess { place: place.clone() },
        WhatIf::Cadence { place: Some(place), aim: Cadence::Weekly },
        WhatIf::Cadence { place: None, aim: Cadence::Monthly },
    ]
}

#[test]
fn whatever_is_otherwise_can_be_planned_from_and_keeps_to_the_rules() {
    for seed in 0..60 {
        let problem = problems::problem(seed);
        let Some(_) = problem.advisers.first() else { continue };
        for change in changes(&problem) {
            let otherwise = change.applied(problem.clone());
            assert_eq!(otherwise.check(), Ok(()), "seed {seed}: {change:?}");
            let plan = propose(&otherwise, &mut |_| ());
            assert_eq!(rules::broken(&otherwise, &plan.visits()), [""; 0], "seed {seed}: {change:?}");
        }
    }
}

#[test]
fn each_change_is_there_and_nothing_else() {
    let problem = (0..200).map(problems::problem).find(|one| one.places.len() > 1 && one.advisers.len() > 1).unwrap();
    let [more, less, without, weekly, monthly] = changes(&problem).try_into().unwrap();
    let two_more = more.applied(more.applied(problem.clone()));
    assert_eq!(two_more.advisers.iter().filter(|one| is_imagined(&one.id)).count(), 2);
    assert_eq!(two_more.advisers.len(), problem.advisers.len() + 2);
    let first = problem.advisers.first().unwrap();
    let fewer = less.applied(problem.clone());
    assert!(!fewer.advisers.contains(first) && fewer.advisers.len() == problem.advisers.len() - 1);
    assert!(fewer.standing.iter().all(|one| !one.advisers.contains(&first.id)));
    let place = problem.places.first().unwrap().id.clone();
    let fewer = without.applied(problem.clone());
    assert!(fewer.demand.iter().all(|one| one.place != place) && fewer.standing.iter().all(|one| one.place != place));
    assert_eq!(weekly.applied(problem.clone()).places.first().unwrap().aim, Some(Cadence::Weekly));
    let aims = |problem: &rota_planner::Problem| problem.places.iter().filter(|one| one.aim.is_some()).count();
    let fewer = monthly.applied(problem.clone());
    assert!(fewer.places.iter().all(|one| matches!(one.aim, None | Some(Cadence::Monthly))));
    assert_eq!(aims(&fewer), aims(&problem), "a place without an aim gets none");
}
