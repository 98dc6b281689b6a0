//! Better plans by small changes: simulated annealing (Kirkpatrick, Gelatt,
//! Vecchi 1983), with changes of whole rhythms among the moves.

mod moves;

use crate::frame::{NONE, Spot};
use crate::greedy;
use crate::random::Random;
use crate::state::State;

/// Points that a worse plan may be accepted with, at first and at last.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heat {
    pub(crate) first: f64,
    pub(crate) last: f64,
}

/// A search under way.
pub(crate) struct Search<'s, 'f, 'p> {
    state: &'s mut State<'f, 'p>,
    /// By adviser and week: where they can come, the likeliest first.
    likely: &'s [Vec<Spot>],
    random: Random,
    /// What the move under way did so far, to be taken back.
    done: Vec<(Spot, bool)>,
    gain: f64,
}

impl<'s, 'f, 'p> Search<'s, 'f, 'p> {
    pub(crate) fn new(state: &'s mut State<'f, 'p>, likely: &'s [Vec<Spot>], seed: u64) -> Self {
        Self { state, likely, random: Random::new(seed), done: Vec::new(), gain: 0.0 }
    }

    /// Tries so many moves; the state is then the best plan that was found, never
    /// worse than it was. `each` hears of the share that is done.
    pub(crate) fn anneal(&mut self, steps: u64, heat: Heat, each: &mut dyn FnMut(u64)) {
        if self.state.frame.spots.iter().all(Vec::is_empty) {
            return;
        }
        let mut best = (self.state.total(), self.state.at.clone());
        let cooling = (heat.last / heat.first).ln();
        let mut temperature = heat.first;
        for step in 0..steps {
            if step % 256 == 0 {
                temperature = heat.first * (cooling * step as f64 / steps as f64).exp();
                each(step);
            }
            self.done.clear();
            self.gain = 0.0;
            if !self.make_move() || !self.accepts(temperature) {
                self.take_back();
                continue;
            }
            if self.state.total() > best.0 + greedy::WORTH_IT {
                best.0 = self.state.total();
                best.1.copy_from_slice(&self.state.at);
            }
        }
        self.restore(&best.1);
        let frame = self.state.frame;
        greedy::fill(self.state, frame.spots.iter().flatten().copied());
    }

    fn accepts(&mut self, temperature: f64) -> bool {
        self.gain >= 0.0 || self.random.unit() < (self.gain / temperature).exp()
    }

    fn take_back(&mut self) {
        while let Some((spot, add)) = self.done.pop() {
            self.state.shift(spot, !add);
        }
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
        self.gain += self.state.shift(spot, add);
        self.done.push((spot, add));
    }
}
