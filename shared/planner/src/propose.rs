//! From a problem to a plan.

use crate::frame::Frame;
use crate::search::{Heat, Search};
use crate::state::State;
use crate::{Plan, Problem, greedy, judge, series};

/// The plan of a problem that was checked ([`Problem::check`]). `progress` hears
/// of each percent that is done, in order.
pub fn propose(problem: &Problem, progress: &mut dyn FnMut(u32)) -> Plan {
    let frame = Frame::of(problem);
    let mut state = State::of(&frame);
    progress(0);
    let mut steps = greedy::fill(&mut state, frame.spots.iter().flatten().copied());
    let arg = |n: usize, d: f64| std::env::args().nth(n).map_or(d, |x| x.parse().unwrap());
    let heat = Heat { first: arg(2, 6.0), last: arg(3, 0.3) };
    let mut bound = crate::bound::Bound::of(&frame);
    bound.tighten(state.total(), arg(1, 600.0) as u64, &mut |_| ());
    let likely = bound.likely();
    Search::new(&mut state, &likely, problem.seed).anneal(problem.steps, heat, &mut |_| ());
    steps += problem.steps;
    bound.tighten(state.total(), arg(1, 600.0) as u64, &mut |_| ());
    let series = series::gather(&state);
    let assignments = series::assignments(&state, &series);
    progress(100);
    Plan {
        assignments,
        gaps: Vec::new(),
        gone: Vec::new(),
        score: judge::score(&state),
        bound: bound.best,
        figures: judge::figures(&state),
        today: judge::judge(problem, &problem.visits_today()).1,
        steps,
    }
}
