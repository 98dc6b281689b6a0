//! What holds of every repair.

use std::collections::BTreeSet;

use domain::ids::PermanenceId;

use super::{naive, problems, rules};
use rota_planner::{Breach, Mended, Problem, Repair, Standing, Surge, Visit, Wish, judge, propose, repairs, surges};

const MOST: usize = 3;

/// A rota that keeps to the rules, of which one session can't take place.
struct Broken {
    problem: Problem,
    standing: Vec<Visit>,
    breach: Breach,
}

fn broken(seed: u64) -> Option<Broken> {
    let mut problem = problems::problem(seed);
    problem.standing.clear();
    problem.rulings.retain(|one| one.wish == Wish::Forbidden);
    let visits = propose(&problem, &mut |_| ()).visits();
    let gone = visits.get(usize::try_from(seed).unwrap() % visits.len().max(1))?.clone();
    problem.standing = visits.iter().enumerate().map(|(number, visit)| standing(&problem, number, visit)).collect();
    for one in problem.standing.iter_mut().filter(|one| one.cells == [gone.cell] && one.place == gone.place) {
        one.kept = false;
    }
    let adviser = problem.advisers.iter_mut().find(|one| one.id == gone.adviser).unwrap();
    adviser.away.insert(gone.cell);
    let agency = adviser.agency.clone();
    let standing = visits.into_iter().filter(|one| *one != gone).collect();
    let last = problem.from.checked_add_days(chrono::Days::new(7 * u64::from(problem.weeks))).unwrap();
    let days = (problem.from, last);
    problem.check().unwrap();
    Some(Broken {
        problem,
        standing,
        breach: Breach { agency, place: gone.place, days, must_gain: seed.is_multiple_of(2), not: Vec::new() },
    })
}

fn standing(problem: &Problem, number: usize, visit: &Visit) -> Standing {
    let window = problem.windows[usize::from(visit.cell.window)];
    Standing {
        permanence: PermanenceId::parse(&format!("rota-{number:03}")).unwrap(),
        agency: rules::adviser(problem, visit).agency.clone(),
        place: visit.place.clone(),
        advisers: vec![visit.adviser.clone()],
        start: window.start,
        minutes: window.minutes,
        cells: vec![visit.cell],
        booked: if number.is_multiple_of(2) { vec![(visit.cell.day, 1)] } else { Vec::new() },
        kept: number % 5 == 4,
    }
}

fn with(broken: &Broken, added: &Visit, without: Option<&Visit>) -> Vec<Visit> {
    let mut visits: Vec<Visit> = broken.standing.iter().filter(|one| Some(*one) != without).cloned().collect();
    visits.push(added.clone());
    visits.sort_unstable();
    visits
}

/// The gains of all changes of the kind that `repairs` tries, the most first.
fn all_gains(broken: &Broken) -> Vec<f64> {
    let problem = &broken.problem;
    let before = naive::score(problem, &broken.standing);
    let place = problem.places.iter().find(|one| one.id == broken.breach.place).unwrap();
    let near = |visit: &Visit| {
        let at = rules::place(problem, visit);
        at.id == place.id || (at.building.is_some() && at.building == place.building)
    };
    let settled = rules::settled(problem);
    let mut gains = Vec::new();
    for added in rules::possible(problem) {
        if rules::adviser(problem, &added).agency != broken.breach.agency || !near(&added) {
            continue;
        }
        // It is there already.
        if broken.standing.contains(&added) {
            continue;
        }
        let mut look = |without: Option<&Visit>| {
            let visits = with(broken, &added, without);
            let keeps = rules::broken(problem, &visits).is_empty();
            let gain = naive::score(problem, &visits) - before;
            if keeps && (gain > 1e-6 || (without.is_none() && !broken.breach.must_gain)) {
                gains.push(gain);
            }
            keeps
        };
        if look(None) {
            continue;
        }
        let week = |visit: &Visit| chrono::Datelike::iso_week(&visit.cell.day);
        for other in broken.standing.iter().filter(|one| !settled.contains(one)) {
            let of_week = other.adviser == added.adviser && week(other) == week(&added);
            if of_week || (other.place == added.place && other.cell == added.cell) {
                look(Some(other));
            }
        }
    }
    gains.sort_by(|a, b| b.total_cmp(a));
    gains
}

/// The repairs of one breach by itself.
fn alone(broken: &Broken, breach: &Breach) -> Vec<Repair> {
    let found = repairs(&broken.problem, &broken.standing, &[vec![breach.clone()]], MOST).remove(0);
    found.into_iter().flat_map(|one| one.repairs).flatten().collect()
}

/// Holds one broken rota; its repairs.
fn hold(seed: u64) -> Option<Vec<Repair>> {
    let broken = broken(seed)?;
    let problem = &broken.problem;
    let found = alone(&broken, &broken.breach);
    let before = judge(problem, &broken.standing).0;
    for repair in &found {
        let assignment = &repair.assignment;
        assert_eq!(assignment.cells.len(), 1, "seed {seed}");
        assert!(!assignment.because.is_empty(), "seed {seed}");
        let (cell, place, adviser) = (assignment.cells[0], assignment.place.clone(), assignment.adviser.clone());
        let added = Visit { cell, place, adviser };
        let visits = with(&broken, &added, repair.without.as_ref());
        assert_eq!(rules::broken(problem, &visits), Vec::<String>::new(), "seed {seed}");
        let after = judge(problem, &visits).0;
        assert!((after.total - before.total - repair.gain).abs() < 1e-4, "seed {seed}: {repair:?}");
        for (part, points) in &after.parts {
            let told = repair.parts.get(part).copied().unwrap_or_default();
            assert!((points - before.parts[part] - told).abs() < 1e-4, "seed {seed}: {part:?}");
        }
    }
    let best: Vec<f64> = all_gains(&broken).into_iter().take(MOST).collect();
    let told: Vec<f64> = found.iter().map(|one| one.gain).collect();
    assert_eq!(told.len(), best.len(), "seed {seed}: {told:?} of {best:?}");
    assert!(told.iter().zip(&best).all(|(told, best)| (told - best).abs() < 1e-4), "seed {seed}: {told:?}, {best:?}");
    Some(found)
}

#[test]
fn repairs_keep_to_the_rules_gain_what_they_say_and_none_is_better() {
    let found: Vec<Vec<Repair>> = (0..400).filter_map(hold).collect();
    let some = found.iter().filter(|repairs| !repairs.is_empty()).count();
    let costs = found.iter().flatten().filter(|repair| repair.gain < 0.0).count();
    let exchanged = found.iter().flatten().filter(|repair| repair.without.is_some()).count();
    let told = format!("{some} of {} have one, {exchanged} exchange, {costs} cost", found.len());
    assert!(some > 100 && exchanged > 20 && costs > 20, "{told}");
}

#[test]
fn several_breaches_are_each_told_as_if_alone() {
    for seed in 0..60 {
        let Some(Broken { problem, standing, breach }) = broken(seed) else { continue };
        let mut all: Vec<Vec<Breach>> = problem
            .advisers
            .iter()
            .flat_map(|one| problem.places.iter().map(move |place| (one.agency.clone(), place.id.clone())))
            .map(|(agency, place)| vec![Breach { agency, place, ..breach.clone() }])
            .collect();
        all.push(vec![breach]);
        let together = repairs(&problem, &standing, &all, MOST);
        for (one, told) in all.iter().zip(together) {
            assert_eq!(repairs(&problem, &standing, std::slice::from_ref(one), MOST), [told], "seed {seed}");
        }
    }
}

#[test]
fn what_the_rota_refuses_is_not_told_again() {
    let mut left = 0;
    for seed in 0..60 {
        let Some(broken) = broken(seed) else { continue };
        let Some(first) = alone(&broken, &broken.breach).first().map(visit) else { continue };
        let breach = Breach { not: vec![first.clone()], ..broken.breach.clone() };
        let again = alone(&broken, &breach);
        assert!(again.iter().all(|one| visit(one) != first), "seed {seed}");
        left += again.len();
    }
    assert!(left > 20, "{left}");
}

fn visit(repair: &Repair) -> Visit {
    let one = &repair.assignment;
    Visit { cell: one.cells[0], place: one.place.clone(), adviser: one.adviser.clone() }
}

/// The rota after several changes.
fn after(standing: &[Visit], mended: &Mended) -> Vec<Visit> {
    let without: Vec<&Visit> = mended.made().filter_map(|one| one.without.as_ref()).collect();
    let mut visits: Vec<Visit> = standing.iter().filter(|one| !without.contains(one)).cloned().collect();
    visits.extend(mended.made().map(visit));
    visits.sort_unstable();
    visits
}

/// Two sessions that can't take place: together they keep to the rules, gain what
/// is said, and gain at least what mending one after the other does. Whether they
/// gain more.
fn hold_two(seed: u64) -> Option<bool> {
    let Broken { mut problem, standing, breach } = broken(seed)?;
    let second = standing.get(usize::try_from(seed).unwrap() % standing.len().max(1))?.clone();
    let standing: Vec<Visit> = standing.into_iter().filter(|one| *one != second).collect();
    for one in problem.standing.iter_mut().filter(|one| one.cells == [second.cell] && one.place == second.place) {
        one.kept = false;
    }
    let adviser = problem.advisers.iter_mut().find(|one| one.id == second.adviser).unwrap();
    adviser.away.insert(second.cell);
    let agency = adviser.agency.clone();
    let other = Breach { agency, place: second.place.clone(), ..breach.clone() };
    let group = vec![breach.clone(), other.clone()];
    let found = repairs(&problem, &standing, std::slice::from_ref(&group), MOST).remove(0);
    let before = naive::score(&problem, &standing);
    for mended in &found {
        let visits = after(&standing, mended);
        assert_eq!(mended.repairs.len(), 2, "seed {seed}");
        assert_eq!(visits.iter().collect::<BTreeSet<_>>().len(), visits.len(), "seed {seed}: one is taken twice");
        assert_eq!(rules::broken(&problem, &visits), Vec::<String>::new(), "seed {seed}");
        let gain = naive::score(&problem, &visits) - before;
        assert!((gain - mended.gain).abs() < 1e-4, "seed {seed}: {gain} is {mended:?}");
        let parts: f64 = mended.parts.values().sum();
        assert!((parts - gain).abs() < 1e-4, "seed {seed}: {mended:?}");
        let each: f64 = mended.made().map(|one| one.gain).sum();
        assert!((each - gain).abs() < 1e-4, "seed {seed}: {mended:?}");
    }
    let first = repairs(&problem, &standing, &[vec![breach]], 1).remove(0);
    let first = first.first()?;
    let left = after(&standing, first);
    let then = repairs(&problem, &left, &[vec![other]], 1).remove(0);
    let best = found.first().unwrap();
    let one_by_one = first.gain + then.first().map_or(0.0, |then| then.gain);
    let mends_more = best.made().count() > 1 + then.len();
    assert!(mends_more || best.gain >= one_by_one - 1e-4, "seed {seed}: {} below {one_by_one}", best.gain);
    Some(mends_more || best.gain > one_by_one + 1e-3)
}

#[test]
fn what_breaks_at_once_is_mended_together() {
    let found: Vec<bool> = (0..400).filter_map(hold_two).collect();
    let more = found.iter().filter(|more| **more).count();
    assert!(found.len() > 100 && more > 5, "together {more} of {} gain more than one after the other", found.len());
}

#[test]
fn a_surge_is_what_is_known_and_has_no_seat_not_what_is_expected() {
    let mut raised = 0;
    for seed in 0..200 {
        let mut problem = problems::problem(seed);
        problem.standing.clear();
        problem.rulings.clear();
        for line in &mut problem.demand {
            line.known = if seed.is_multiple_of(2) { 0 } else { 40 };
        }
        let found = surges(&problem, &[]);
        let mut expected = BTreeSet::new();
        for line in &problem.demand {
            let of = |one: &&rota_planner::Demand| (&one.place, &one.agency) == (&line.place, &line.agency);
            let all: Vec<_> = problem.demand.iter().filter(of).collect();
            let parties: f64 = all.iter().map(|one| one.parties).sum();
            let known = all.iter().find(|one| one.week == 0).map_or(0, |one| one.known);
            let first = all.iter().find(|one| one.week == 0).map_or(0.0, |one| one.parties);
            if parties >= f64::from(problem.visit.parties) && known > 0 && first > 0.0 {
                expected.insert((line.place.clone(), line.agency.clone()));
            }
        }
        let told: BTreeSet<_> =
            found.iter().map(|Surge { place, agency, .. }| (place.clone(), agency.clone())).collect();
        assert_eq!(told, expected, "seed {seed}");
        raised += told.len();
    }
    assert!(raised > 20, "{raised}");
}
