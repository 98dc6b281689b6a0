//! How much any plan can be worth at most.
//!
//! Lagrangian relaxation (Held, Karp 1971; Fisher 1981): what ties advisers to
//! each other (parties of a place, its aims, its desks, languages, company,
//! loads, rhythms that go on for weeks) is not demanded but priced. For given
//! prices the rest falls apart into small problems that are solved exactly: the
//! week of one adviser, one place over all weeks (in whole visits), one load. Where
//! a place is too much for that, or something is to be known quickly, it falls
//! apart further: into the demand of one agency there, one aim, one cell. The sum
//! of what they are worth at best is never less than what the best plan is worth,
//! whatever the prices are: it is proven by arithmetic alone, and no tolerance of
//! any solver can spoil it.
//! Prices are then bettered by a deflected subgradient (Camerini, Fratta,
//! Maffioli 1975) with Polyak's step towards the plan that is known.

mod demand;
mod places;
mod prices;
mod rows;
mod spots;
mod weeks;

use places::Places;
use prices::Prices;
use rows::Rows;
use weeks::Weeks;

use crate::frame::{Frame, Spot};

/// The relaxed problem, and the prices that are known to be good.
pub(crate) struct Bound<'f, 'p> {
    frame: &'f Frame<'p>,
    rows: Rows,
    weeks: Weeks,
    places: Places,
    come: Vec<usize>,
    /// Points that every plan has, whatever is in it.
    constant: f64,
    prices: Prices,
    /// The least bound so far, and the prices that prove it.
    best: f64,
    centre: Vec<f64>,
    /// Share of Polyak's step, and rounds without a better bound.
    pace: f64,
    stalled: u32,
}

impl<'f, 'p> Bound<'f, 'p> {
    /// With places in parts: quickly near, and then no nearer.
    pub(crate) fn rough(frame: &'f Frame<'p>) -> Self {
        Self::of(frame, |_, _| Places::default())
    }

    /// With places solved whole where they can be.
    pub(crate) fn close(frame: &'f Frame<'p>) -> Self {
        Self::of(frame, |rows, spots| Places::of(frame, rows, spots))
    }

    fn of(frame: &'f Frame<'p>, places: impl FnOnce(&mut Rows, &[spots::Place]) -> Places) -> Self {
        let mut weeks = Weeks::of(frame);
        let mut rows = Rows::of(frame, &weeks.spots);
        let places = places(&mut rows, &weeks.spots);
        weeks.link(frame, &rows);
        let constant = Rows::constant(frame);
        let prices = Prices::first(frame, &rows, &weeks.spots);
        let centre = prices.of.clone();
        Self {
            frame,
            rows,
            weeks,
            places,
            come: Vec::new(),
            constant,
            prices,
            best: f64::INFINITY,
            centre,
            pace: PACE,
            stalled: 0,
        }
    }

    /// Begins at the prices of another bound of the same problem.
    pub(crate) fn begin_at(&mut self, other: &Bound<'_, '_>) {
        self.prices.of.copy_from_slice(&other.centre);
        self.centre.copy_from_slice(&other.centre);
        self.pace = PACE_ON;
    }

    /// So many rounds of better prices, as long as `goes_on` says so. `known` is
    /// what some plan is worth.
    pub(crate) fn tighten(&mut self, known: f64, rounds: u64, goes_on: &mut dyn FnMut() -> bool) {
        let mut way = vec![0.0; self.rows.count];
        let mut slope = vec![0.0; self.rows.count];
        for _ in 0..rounds {
            if !goes_on() || self.best - known < known.abs() * CLOSE {
                break;
            }
            slope.fill(0.0);
            let prices = std::mem::take(&mut self.prices.of);
            let value = self.constant + self.value(&prices, &mut slope);
            self.prices.of = prices;
            self.stalled =
                if value < self.best - (self.best - known).abs().min(1e6) * 1e-4 { 0 } else { self.stalled + 1 };
            if value < self.best {
                self.best = value;
                self.centre.copy_from_slice(&self.prices.of);
            }
            if self.stalled >= PATIENCE {
                (self.pace, self.stalled) = (self.pace * SHORTER, 0);
                self.prices.of.copy_from_slice(&self.centre);
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
            self.prices.walk(&way, self.pace * (value - known).max(known.abs() * CLOSE) / length);
        }
    }

    /// The least bound, with room for the rounding of sums: each is made of fewer
    /// than a million terms, and each addition errs by less than one part in 2⁵².
    pub(crate) fn proven(&self) -> f64 {
        self.best + self.best.abs() * 1e-9 + 1e-6
    }

    /// Where each adviser can come in each week, the likeliest first: what is
    /// worth most at the prices of the best bound.
    pub(crate) fn likely(&mut self) -> Vec<Vec<Spot>> {
        let prices = std::mem::take(&mut self.centre);
        let mut slope = vec![0.0; self.rows.count];
        self.value(&prices, &mut slope);
        self.centre = prices;
        self.weeks.likely(self.frame)
    }

    /// What the relaxed problem is worth at these prices, and how it changes
    /// with each.
    fn value(&mut self, prices: &[f64], slope: &mut [f64]) -> f64 {
        let mut value = self.weeks.value(self.frame, prices, slope);
        self.come.clear();
        value += self.places.value(self.frame, (prices, &self.weeks.paid), &mut self.come, slope);
        for spot in &self.come {
            self.weeks.take(*spot, slope);
        }
        value += demand::value(self.frame, &self.rows, prices, slope);
        value += self.rows.value(self.frame, prices, slope);
        value
    }
}

/// Near enough, as a share of what the plan is worth.
const CLOSE: f64 = 1e-5;
/// Share of Polyak's step at first, and how much shorter steps become.
const PACE: f64 = 0.5;
const SHORTER: f64 = 0.6;
/// The same where prices are good already.
const PACE_ON: f64 = 0.1;
/// How much of the last way is gone on.
const DEFLECTED: f64 = 0.8;
/// Rounds without a better bound until shorter steps are made.
const PATIENCE: u32 = 20;
