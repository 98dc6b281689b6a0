//! One agency at one place: how often it came in a week, and how many parties of
//! it still wait.

use super::super::rows::Rows;
use crate::frame::Frame;

/// Worth of what can't be.
pub(super) const NEVER: f64 = f64::NEG_INFINITY;

/// Visits of one agency in a week that are told apart, and numbers of parties that
/// still wait after as many visits, at most.
const VISITS_MOST: usize = 3;
const WAITING_MOST: usize = 3;

/// An agency that came so often, and so many parties that still wait.
#[derive(Clone, Copy)]
struct Level {
    visits: usize,
    waiting: f64,
}

/// What serving is worth from one level to one of the next week.
struct Passing {
    from: usize,
    to: usize,
    worth: f64,
}

/// An agency at a place.
pub(super) struct Track {
    /// Visits in a week that are told apart: after so many nobody waits.
    pub(super) visits_most: usize,
    /// The row of the price of coming twice on a day, of the first week.
    pub(super) twice: Option<usize>,
    levels: Vec<Vec<Level>>,
    passings: Vec<Vec<Passing>>,
    served_most: Vec<f64>,
}

impl Track {
    /// `None` where more visits of a week would have to be told apart.
    pub(super) fn of(frame: &Frame<'_>, rows: &Rows, (agency, place): (usize, usize)) -> Option<Self> {
        let weeks = frame.grid.weeks;
        let chain = frame.chain_at[frame.at(agency, place)];
        let none = vec![0.0; weeks];
        let parties = chain.map_or(&none, |chain| &frame.chains[chain].parties);
        let room = frame.serving.parties;
        let wait = |week: usize| if frame.serving.within > 0 && week > 0 { parties[week - 1] } else { 0.0 };
        let needed = (0..weeks).map(|week| wait(week) + parties[week]).fold(0.0, f64::max);
        let visits_most = (1..=VISITS_MOST).find(|visits| *visits as f64 * room >= needed)?;
        let mut track = Self {
            visits_most,
            twice: chain.map(|chain| rows.twice + chain * weeks),
            levels: Vec::new(),
            passings: Vec::new(),
            served_most: (0..weeks).map(|week| (wait(week) + parties[week]).min(room)).collect(),
        };
        let mut known = vec![Level { visits: 0, waiting: 0.0 }];
        for parties in parties {
            let mut next: Vec<Level> = Vec::new();
            let mut passings = Vec::new();
            for visits in 0..=visits_most {
                let first = next.len();
                let after = |level: &Level| {
                    let before = if frame.serving.within > 0 { level.waiting } else { 0.0 };
                    let served = (before + parties).min(room * visits as f64);
                    (served, (before + parties - served).min(*parties))
                };
                let mut waiting: Vec<f64> = known.iter().map(|level| after(level).1).collect();
                waiting.sort_by(|one, other| other.total_cmp(one));
                waiting.dedup_by(|one, other| (*one - *other).abs() < 1e-9);
                // Who waits with more is worth at least as much.
                waiting.truncate(WAITING_MOST);
                next.extend(waiting.into_iter().map(|waiting| Level { visits, waiting }));
                for (from, level) in known.iter().enumerate() {
                    let (served, waits) = after(level);
                    let is_enough = |to: &usize| next[*to].waiting >= waits - 1e-9;
                    let to = (first..next.len()).rev().find(is_enough)?;
                    passings.push(Passing { from, to, worth: frame.weights.demand * served });
                }
            }
            track.passings.push(passings);
            track.levels.push(next.clone());
            known = next;
        }
        Some(track)
    }

    pub(super) fn levels(&self, week: usize) -> usize {
        self.levels[week].len()
    }

    /// Visits that a level stands for.
    pub(super) fn visits(&self, week: usize, level: usize) -> usize {
        self.levels[week][level].visits
    }

    /// Parties that one visit in a week can serve at most.
    pub(super) fn served_most(&self, week: usize) -> f64 {
        self.served_most[week]
    }

    /// Worth by state before this agency's part of it went from the week before to
    /// this one, as worth by state after; `inner` states of other agencies vary
    /// faster.
    pub(super) fn passed(&self, known: &[f64], inner: usize, week: usize) -> Vec<f64> {
        let before = if week == 0 { 1 } else { self.levels(week - 1) };
        let after = self.levels(week);
        let outer = known.len() / (before * inner);
        let mut next = vec![NEVER; outer * after * inner];
        for block in 0..outer {
            for passing in &self.passings[week] {
                let from = (block * before + passing.from) * inner;
                let to = (block * after + passing.to) * inner;
                for (worth, known) in next[to..to + inner].iter_mut().zip(&known[from..from + inner]) {
                    *worth = worth.max(known + passing.worth);
                }
            }
        }
        next
    }

    /// By level of the week before: what serving is worth into this one.
    pub(super) fn gains(&self, week: usize, level: usize) -> Vec<f64> {
        let before = if week == 0 { 1 } else { self.levels(week - 1) };
        let mut gains = vec![NEVER; before];
        for passing in self.passings[week].iter().filter(|passing| passing.to == level) {
            gains[passing.from] = passing.worth;
        }
        gains
    }
}
