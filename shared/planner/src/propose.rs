//! From a problem to a plan.

use std::f64::consts::{LN_2, LN_10};

use crate::beside::beside;
use crate::bound::Bound;
use crate::frame::Frame;
use crate::reasons::{because, gaps, gone, help, instead, worth};
use crate::search::{Heat, Search};
use crate::state::State;
use crate::{Assignment, Gap, Plan, Problem, greedy, judge, series};

/// How hot the search begins, and that it ends twenty times cooler; measured, see
/// docs/decisions/0041.
const HEAT: Heat = Heat { first: 3.0, cooling: LN_10 + LN_2 };
/// Rounds of the bound for as many moves, by visits that there can be: a round of the
/// rough one takes as long as seven moves for each, one of the close one a good part
/// of what the search takes; rounds at least and at most.
const ROUGH: Rounds = Rounds { moves_a_visit: 7, least: 75, most: 1_500 };
const CLOSE: Rounds = Rounds { moves_a_visit: 2, least: 100, most: 1_000 };
/// How often the bound hears of the best plan.
const PARTS: u64 = 5;
/// Passes in which series are exchanged for better ones.
const PASSES: usize = 4;

/// How many rounds.
struct Rounds {
    moves_a_visit: u64,
    least: u64,
    most: u64,
}

impl Rounds {
    fn of(&self, frame: &Frame<'_>, steps: u64) -> u64 {
        let spots = frame.spots.iter().map(Vec::len).sum::<usize>() as u64;
        (self.moves_a_visit.saturating_mul(steps) / (spots + 1)).clamp(self.least, self.most)
    }
}

/// The plan of a problem that was checked ([`Problem::check`]). `progress` hears
/// of each percent that is done, in order.
pub fn propose(problem: &Problem, progress: &mut dyn FnMut(u32)) -> Plan {
    let mut told = None;
    let mut tell = |percent: u64| {
        let percent = u32::try_from(percent.min(100)).unwrap_or(100);
        if told.is_none_or(|told| told < percent) {
            told = Some(percent);
            progress(percent);
        }
    };
    tell(0);
    let frame = Frame::of(problem);
    let mut state = State::of(&frame);
    state.begin_with(problem.start.iter().filter_map(|visit| judge::numbered(&frame, visit)));
    let mut steps = greedy::fill(&mut state, frame.spots.iter().flatten().copied());
    let (bound, rounds) = search_and_bound(&mut state, problem, &mut tell);
    instead::polish(&mut state, PASSES);
    steps += problem.steps + rounds;
    let assignments = reasoned(&mut state, &mut |share| tell(80 + share / 10));
    let gone = gone::gone(&mut state, &assignments);
    let gaps = gaps_with_help(&mut state, &mut |share| tell(90 + share / 10));
    let score = judge::score(&state);
    tell(100);
    Plan {
        assignments,
        gaps,
        gone,
        bound: bound.max(score.total),
        score,
        figures: judge::figures(&state),
        today: judge::judge(problem, &problem.visits_today()).1,
        steps,
    }
}

/// Searches for the best plan, and for the least bound on a thread beside it; the
/// bound, and how many rounds it took. In each of some parts both go so many steps,
/// and after it the bound hears of the best plan: so it is the same whichever is
/// quicker. What visits are likely, a rough bound says beforehand.
fn search_and_bound(state: &mut State<'_, '_>, problem: &Problem, tell: &mut dyn FnMut(u64)) -> (f64, u64) {
    let frame = state.frame;
    let (rough_rounds, rounds) = (ROUGH.of(frame, problem.steps), CLOSE.of(frame, problem.steps));
    let mut search = Search::new(state, problem.seed);
    let mut close = Bound::close(frame);
    let roughly = {
        let mut rough = Bound::rough(frame);
        let mut round = 0;
        rough.tighten(search.best(), rough_rounds, &mut || {
            tell(1 + 9 * round / rough_rounds);
            round += 1;
            true
        });
        search.prefer(rough.likely());
        close.begin_at(&rough);
        rough.proven()
    };
    for part in 0..PARTS {
        let known = search.best();
        let shared = |all: u64| all * part / PARTS..all * (part + 1) / PARTS;
        let (moves, there) = (shared(problem.steps), shared(rounds));
        beside(
            || search.anneal(moves, (problem.steps, HEAT), &mut |step| tell(10 + 69 * step / problem.steps.max(1))),
            |goes_on| close.tighten(known, there.end - there.start, goes_on),
        );
    }
    search.settle();
    (close.proven().min(roughly), rough_rounds + rounds)
}

/// Series with what speaks for each.
fn reasoned(state: &mut State<'_, '_>, each: &mut dyn FnMut(u64)) -> Vec<Assignment> {
    let all = series::gather(state);
    let mut assignments = series::assignments(state, &all);
    let visits: Vec<_> = all.iter().flat_map(|one| &one.spots).map(|spot| state.frame.visit(*spot)).collect();
    let count = all.len() as u64;
    for (number, (series, assignment)) in all.iter().zip(&mut assignments).enumerate() {
        each(100 * number as u64 / count);
        assignment.because = because::because(state, series, &assignment.change);
        assignment.worth = worth(state, series, &visits);
        assignment.next_best = instead::next_best(state, series);
    }
    assignments
}

fn gaps_with_help(state: &mut State<'_, '_>, each: &mut dyn FnMut(u64)) -> Vec<Gap> {
    let missing = gaps::missing(state);
    let helps = help::would_help(state, &missing, &mut |number| each(8 * number as u64));
    let mut gaps: Vec<Gap> = missing.iter().map(|one| gaps::gap(state, one)).collect();
    for (gap, helps) in gaps.iter_mut().zip(helps) {
        gap.would_help = helps;
    }
    gaps
}
