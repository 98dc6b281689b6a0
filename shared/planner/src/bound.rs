//! How much any plan can be worth at most.
//!
//! Lagrangian relaxation (Held, Karp 1971; Fisher 1981): what ties advisers to
//! each other (parties of a place, its aims, its desks, languages, company,
//! loads, rhythms that go on for weeks) is not demanded but priced. For given
//! prices the rest falls apart into small problems that are solved exactly: the
//! week of one adviser, the demand of one agency at one place over all weeks (in
//! whole visits), one aim, one load. The sum of what they are worth at best is
//! never less than what the best plan is worth, whatever the prices are: it is
//! proven by arithmetic alone, and no tolerance of any solver can spoil it.
//! Prices are then bettered by a deflected subgradient (Camerini, Fratta,
//! Maffioli 1975) with Polyak's step towards the plan that is known.

mod demand;
mod prices;
mod rows;
mod weeks;

use prices::Prices;
use rows::Rows;
use weeks::Weeks;

use crate::frame::Frame;

/// The relaxed problem.
pub(crate) struct Bound<'f, 'p> {
    frame: &'f Frame<'p>,
    rows: Rows,
    weeks: Weeks,
    /// Points that every plan has, whatever is in it.
    constant: f64,
}

impl<'f, 'p> Bound<'f, 'p> {
    pub(crate) fn of(frame: &'f Frame<'p>) -> Self {
        let mut weeks = Weeks::of(frame);
        let rows = Rows::of(frame, &weeks);
        weeks.link(frame, &rows);
        let constant = rows.constant(frame);
        Self { frame, rows, weeks, constant }
    }

    /// The least bound of so many rounds. `known` is what some plan is worth.
    pub(crate) fn tighten(&mut self, known: f64, rounds: u64, each: &mut dyn FnMut(u64)) -> f64 {
        let mut prices = Prices::first(self.frame, &self.rows, &self.weeks);
        let mut best = f64::INFINITY;
        let mut centre = prices.of.clone();
        let (mut pace, mut stalled) = (1.0_f64, 0);
        let mut way = vec![0.0; prices.of.len()];
        let mut slope = vec![0.0; prices.of.len()];
        for round in 0..rounds {
            each(round);
            slope.fill(0.0);
            let value = self.constant + self.value(&prices.of, &mut slope);
            if value < best - (best - known).abs().min(1e6) * 1e-4 {
                stalled = 0;
            } else {
                stalled += 1;
            }
            if value < best {
                best = value;
                centre.copy_from_slice(&prices.of);
            }
            if best - known < known.abs() * CLOSE {
                break;
            }
            if stalled >= PATIENCE {
                (pace, stalled) = (pace * 0.6, 0);
                prices.of.copy_from_slice(&centre);
                way.fill(0.0);
                continue;
            }
            let mut length = 0.0;
            for (way, slope) in way.iter_mut().zip(&slope) {
                *way = DEFLECTED * *way + (1.0 - DEFLECTED) * slope;
                length += *way * *way;
            }
            if length < 1e-12 {
                break;
            }
            prices.walk(&way, pace * (value - known).max(known.abs() * CLOSE) / length);
        }
        best
    }

    /// What the relaxed problem is worth at these prices, and how it changes
    /// with each.
    fn value(&mut self, prices: &[f64], slope: &mut [f64]) -> f64 {
        let mut value = self.weeks.value(self.frame, prices, slope);
        value += demand::value(self.frame, &self.rows, prices, slope);
        value += self.rows.value(self.frame, prices, slope);
        value
    }
}

/// Near enough, as a share of what the plan is worth.
const CLOSE: f64 = 1e-5;
/// How much of the last way is gone on.
const DEFLECTED: f64 = 0.7;
/// Rounds without a better bound until shorter steps are made.
const PATIENCE: u32 = 20;
