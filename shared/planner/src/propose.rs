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
    let heat = Heat { first: HEAT.0, last: HEAT.1 };
    Search::new(&mut state, problem.seed).anneal(problem.steps, heat, &mut |_| ());
    steps += problem.steps;
    let bound = crate::bound::Bound::of(&frame).tighten(
        state.total(),
        std::env::args().nth(1).map_or(0, |x| x.parse().unwrap()),
        &mut |_| (),
    );
    let series = series::gather(&state);
    let assignments = series::assignments(&state, &series);
    progress(100);
    Plan {
        assignments,
        gaps: Vec::new(),
        gone: Vec::new(),
        score: judge::score(&state),
        bound,
        figures: judge::figures(&state),
        today: judge::judge(problem, &problem.visits_today()).1,
        steps,
    }
}

const HEAT: (f64, f64) = (3.0, 0.1);
