//! From a problem to a plan.

use crate::bound::Bound;
use crate::frame::Frame;
use crate::reasons::{because, gaps, gone, help, instead, worth};
use crate::search::{Heat, Search};
use crate::state::State;
use crate::{Assignment, Gap, Plan, Problem, greedy, judge, series};

/// How hot the search begins and ends; measured, see docs/decisions/0041.
const HEAT: Heat = Heat { first: 3.0, last: 0.15 };
/// Moves that take as long as one visit in one round of the bound; rounds at
/// least and at most.
const MOVES_A_VISIT: u64 = 14;
const ROUNDS: (u64, u64) = (150, 1_500);
/// Passes in which series are exchanged for better ones.
const PASSES: usize = 4;

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
    let mut steps = greedy::fill(&mut state, frame.spots.iter().flatten().copied());
    let spots = frame.spots.iter().map(Vec::len).sum::<usize>() as u64;
    let rounds = (MOVES_A_VISIT * problem.steps / (spots + 1)).clamp(ROUNDS.0, ROUNDS.1);
    let mut bound = Bound::of(&frame);
    bound.tighten(state.total(), rounds / 2, &mut |round| tell(1 + 19 * round / rounds));
    let likely = bound.likely();
    let all = problem.steps.max(1);
    Search::new(&mut state, &likely, problem.seed).anneal(problem.steps, HEAT, &mut |step| tell(20 + 50 * step / all));
    instead::polish(&mut state, PASSES);
    bound.tighten(state.total(), rounds / 2, &mut |round| tell(70 + 10 * round / rounds));
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
        bound: bound.proven().max(score.total),
        score,
        figures: judge::figures(&state),
        today: judge::judge(problem, &problem.visits_today()).1,
        steps,
    }
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
