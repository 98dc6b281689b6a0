//! The demand of one agency at one place, in whole visits at a price.

use super::rows::Rows;
use crate::frame::Frame;
use crate::served::{WEEKS_MOST, WITHIN_MOST};

/// Parties that still wait after a week, by how long: those of this week last.
type Waiting = [f64; WITHIN_MOST + 1];

/// The best way so far to have so many waiting.
#[derive(Clone, Copy)]
struct Step {
    worth: f64,
    waiting: Waiting,
    before: usize,
    visits: u8,
}

/// More ways than this are taken together, so that the bound stays one.
const WAYS_MOST: usize = 24;

/// The most that all demand can be worth, visits paid for.
pub(super) fn value(frame: &Frame<'_>, rows: &Rows, prices: &[f64], slope: &mut [f64]) -> f64 {
    let weeks = frame.grid.weeks;
    let mut steps: Vec<Step> = Vec::new();
    let mut sum = 0.0;
    for chain in (0..frame.chains.len()).filter(|chain| !rows.is_whole(frame.chain_of[*chain].1)) {
        let row = rows.demand + chain * weeks;
        let twice = rows.twice + chain * weeks;
        let prices = (&prices[row..row + weeks], &prices[twice..twice + weeks]);
        let (worth, visits) = best(frame, rows, (chain, prices), &mut steps);
        sum += worth;
        for week in 0..weeks {
            slope[row + week] -= f64::from(visits[week]);
            slope[twice + week] += f64::from(again(frame, visits[week]));
        }
    }
    sum
}

fn best(
    frame: &Frame<'_>,
    rows: &Rows,
    (chain, (prices, twice)): (usize, (&[f64], &[f64])),
    steps: &mut Vec<Step>,
) -> (f64, [u8; WEEKS_MOST]) {
    let parties = &frame.chains[chain].parties;
    let weeks = parties.len();
    steps.clear();
    steps.push(Step { worth: 0.0, waiting: [0.0; WITHIN_MOST + 1], before: 0, visits: 0 });
    let mut layer = 0..1;
    for week in 0..weeks {
        let next = steps.len();
        for from in layer.clone() {
            let extra = rows.chain_extras[chain * weeks + week];
            let mut waiting = steps[from].waiting;
            waiting.rotate_left(1);
            waiting[..WITHIN_MOST - frame.serving.within].fill(0.0);
            waiting[WITHIN_MOST] = parties[week];
            for visits in 0..=rows.chain_most[chain] {
                let mut left = waiting;
                let served = serve(frame, &mut left, f64::from(visits + extra));
                let paid = prices[week] * f64::from(visits) - twice[week] * f64::from(again(frame, visits));
                let worth = steps[from].worth + frame.weights.demand * served - paid;
                add(steps, next, Step { worth, waiting: left, before: from, visits });
                let is_enough = left.iter().rev().take(frame.serving.within + 1).all(|left| *left <= 0.0);
                if is_enough && prices[week] >= twice[week] {
                    break;
                }
            }
        }
        layer = next..steps.len();
    }
    let last = layer.max_by(|a, b| steps[*a].worth.total_cmp(&steps[*b].worth)).unwrap_or_default();
    let worth = steps[last].worth;
    let (mut at, mut visits) = (last, [0; WEEKS_MOST]);
    for week in (0..weeks).rev() {
        visits[week] = steps[at].visits;
        at = steps[at].before;
    }
    (worth, visits)
}

/// How many of so many visits can be an adviser's second or later of a day: at
/// most all but the first of each day, and a day has only so many windows.
fn again(frame: &Frame<'_>, visits: u8) -> u8 {
    let windows = u8::try_from(frame.windows.len()).unwrap_or(u8::MAX);
    visits - visits.div_ceil(windows)
}

/// Serves those who would soonest be too late; how many.
fn serve(frame: &Frame<'_>, waiting: &mut Waiting, visits: f64) -> f64 {
    let mut room = frame.serving.parties * visits;
    let mut served = 0.0;
    for left in &mut waiting[WITHIN_MOST - frame.serving.within..] {
        let taken = left.min(room);
        *left -= taken;
        room -= taken;
        served += taken;
    }
    served
}

/// Keeps a way unless another one is worth as much and leaves as many waiting.
fn add(steps: &mut Vec<Step>, layer: usize, step: Step) {
    let is_better = |one: &Step, other: &Step| {
        one.worth >= other.worth && one.waiting.iter().zip(&other.waiting).skip(1).all(|(one, other)| one >= other)
    };
    if steps[layer..].iter().any(|known| is_better(known, &step)) {
        return;
    }
    if let Some(known) = steps[layer..].iter_mut().find(|known| is_better(&step, known)) {
        *known = step;
        return;
    }
    if steps.len() - layer < WAYS_MOST {
        steps.push(step);
        return;
    }
    if let Some(last) = steps.last_mut() {
        for (one, other) in last.waiting.iter_mut().zip(&step.waiting) {
            *one = one.max(*other);
        }
        if step.worth > last.worth {
            *last = Step { waiting: last.waiting, ..step };
        }
    }
}
