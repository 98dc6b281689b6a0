//! What holds of a plan of a problem in which something is otherwise.

use std::collections::BTreeSet;

use domain::working_rules::Cadence;

use super::{problems, rules};
use rota_planner::{Problem, WhatIf, is_imagined, judge, propose};

/// Every kind of change, of somebody and something that is there.
fn changes(problem: &Problem) -> Vec<WhatIf> {
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
    let aims = |problem: &Problem| problem.places.iter().filter(|one| one.aim.is_some()).count();
    let fewer = monthly.applied(problem.clone());
    assert!(fewer.places.iter().all(|one| matches!(one.aim, None | Some(Cadence::Monthly))));
    assert_eq!(aims(&fewer), aims(&problem), "a place without an aim gets none");
}

#[test]
fn a_plan_that_begins_at_another_is_never_worth_less() {
    let mut below = 0;
    for seed in 0..100 {
        let problem = problems::problem(seed);
        let base = propose(&problem, &mut |_| ());
        let more = changes(&problem)[0].applied(problem.clone());
        for of in [problem, more] {
            // So short a search finds little by itself.
            let alone = Problem { steps: 1, ..of };
            let begun = Problem { start: base.visits(), ..alone.clone() };
            let found = propose(&begun, &mut |_| ());
            let least = base.score.total.max(judge(&begun, &begun.start).0.total) - 1e-5;
            assert!(found.score.total >= least, "seed {seed}: {} is below {least}", found.score.total);
            assert_eq!(rules::broken(&begun, &found.visits()), [""; 0], "seed {seed}");
            below += usize::from(propose(&alone, &mut |_| ()).score.total < least);
        }
    }
    assert!(below > 0, "each was found anew");
}

#[test]
fn a_plan_begins_with_what_the_rules_allow_and_nothing_else() {
    for seed in 0..60 {
        let problem = problems::problem(seed);
        let begun = Problem { steps: 1, start: rules::possible(&problem), ..problem };
        assert_eq!(rules::broken(&begun, &propose(&begun, &mut |_| ()).visits()), [""; 0], "seed {seed}");
    }
}

#[test]
fn one_that_a_later_version_stored_still_reads() {
    let stored = serde_json::json!({"kind": "adviser_less", "adviser": "ann", "x_new": 1});
    assert!(matches!(serde_json::from_value::<WhatIf>(stored).unwrap(), WhatIf::AdviserLess { .. }));
}
