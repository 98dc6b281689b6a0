//! Better plans by small changes: simulated annealing (Kirkpatrick, Gelatt,
//! Vecchi 1983), with changes of whole rhythms among the moves.

mod moves;

use std::ops::Range;

use crate::exp::exp;
use crate::frame::{NONE, Spot};
use crate::greedy;
use crate::random::Random;
use crate::state::{Parts, State};

/// Points that a worse plan may be accepted with at first, and the logarithm of how
/// many times less it is at last.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heat {
    pub(crate) first: f64,
    pub(crate) cooling: f64,
}

/// A search under way.
pub(crate) struct Search<'s, 'f, 'p> {
    state: &'s mut State<'f, 'p>,
    /// By adviser and week: where they can come, the likeliest first.
    likely: Vec<Vec<Spot>>,
    random: Random,
    /// What the move under way did so far, to be taken back, each with how much
    /// of its demand was served before, and the points before them all.
    done: Vec<(Spot, bool, f64)>,
    before: Parts,
    gain: f64,
    /// The best plan so far: what it is worth, and the place by adviser and cell.
    best: (f64, Vec<u16>),
}

impl<'s, 'f, 'p> Search<'s, 'f, 'p> {
    pub(crate) fn new(state: &'s mut State<'f, 'p>, seed: u64) -> Self {
        let (best, before) = ((state.total(), state.at.clone()), state.parts);
        Self { state, likely: Vec::new(), random: Random::new(seed), done: Vec::new(), before, gain: 0.0, best }
    }

    /// What the best plan so far is worth.
    pub(crate) fn best(&self) -> f64 {
        self.best.0
    }

    /// From now on these visits are likely: by adviser and week, the likeliest first.
    pub(crate) fn prefer(&mut self, likely: Vec<Vec<Spot>>) {
        self.likely = likely;
    }

    /// Tries the moves of a part of all `steps`. `each` hears of the step that it is at.
    pub(crate) fn anneal(&mut self, part: Range<u64>, (steps, heat): (u64, Heat), each: &mut dyn FnMut(u64)) {
        if self.likely.iter().all(Vec::is_empty) {
            return;
        }
        let mut temperature = heat.first;
        for step in part.clone() {
            if step % 256 == 0 || step == part.start {
                temperature = heat.first * exp(-heat.cooling * step as f64 / steps as f64);
                each(step);
            }
            self.done.clear();
            self.before = self.state.parts;
            self.gain = 0.0;
            if !self.make_move() || !self.accepts(temperature) {
                self.take_back();
                continue;
            }
            if self.state.total() > self.best.0 + greedy::WORTH_IT {
                self.best.0 = self.state.total();
                self.best.1.copy_from_slice(&self.state.at);
            }
        }
    }

    /// Leaves the best plan that was found, never worse than it was at first.
    pub(crate) fn settle(mut self) {
        let best = std::mem::take(&mut self.best.1);
        self.restore(&best);
        let frame = self.state.frame;
        greedy::fill(self.state, frame.spots.iter().flatten().copied());
    }

    fn accepts(&mut self, temperature: f64) -> bool {
        self.gain >= 0.0 || self.random.unit() < exp(self.gain / temperature)
    }

    fn take_back(&mut self) {
        while let Some((spot, added, served)) = self.done.pop() {
            self.state.take_back(spot, added, served);
        }
        self.state.parts = self.before;
    }

    fn restore(&mut self, at: &[u16]) {
        let cells = self.state.frame.grid.cells();
        let spot = |number: usize, place: u16| Spot {
            adviser: number / cells,
            place: usize::from(place),
            cell: number % cells,
        };
        for (number, place) in at.iter().enumerate() {
            let now = self.state.at[number];
            if now != *place && now != NONE {
                self.state.shift(spot(number, now), false);
            }
        }
        for (number, place) in at.iter().enumerate() {
            if self.state.at[number] != *place {
                self.state.shift(spot(number, *place), true);
            }
        }
    }

    fn shift(&mut self, spot: Spot, add: bool) {
        self.done.push((spot, add, self.state.served_at(spot)));
        self.gain += self.state.shift(spot, add);
    }
}
