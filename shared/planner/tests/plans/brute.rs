//! The best plan by trying them all.

use super::{naive, rules};
use rota_planner::{Problem, Visit};

/// Visits among which all plans are tried, at most.
pub(super) const VISITS_MOST: usize = 10;

/// What the best plan is worth; `None` where there are too many to try.
pub(super) fn best(problem: &Problem) -> Option<f64> {
    let settled: Vec<Visit> = rules::settled(problem).into_iter().collect();
    let free: Vec<Visit> = rules::possible(problem).into_iter().filter(|visit| !settled.contains(visit)).collect();
    if free.len() > VISITS_MOST {
        return None;
    }
    let mut best = f64::NEG_INFINITY;
    for chosen in 0..1_usize << free.len() {
        let mut visits = settled.clone();
        visits.extend(
            free.iter().enumerate().filter(|(number, _)| chosen >> number & 1 == 1).map(|(_, one)| one.clone()),
        );
        visits.sort_unstable();
        if rules::broken(problem, &visits).is_empty() {
            best = best.max(naive::score(problem, &visits));
        }
    }
    Some(best)
}
