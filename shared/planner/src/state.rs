//! A set of visits that knows what it is worth, and what it would be worth with
//! one visit more or less.

mod count;
mod legal;

use crate::Part;
use crate::frame::{Extra, Frame, NONE, Spot};

/// Points by part, in the order of [`Part::ALL`].
pub(crate) type Parts = [f64; 7];

/// The visits, and all that is counted of them.
#[derive(Debug, Clone)]
pub(crate) struct State<'f, 'p> {
    pub(crate) frame: &'f Frame<'p>,
    /// The place, by adviser and cell.
    pub(crate) at: Vec<u16>,
    /// What the search leaves alone, by adviser and cell.
    pub(crate) is_fixed: Vec<bool>,
    /// By adviser and week.
    pub(crate) week_visits: Vec<u16>,
    pub(crate) week_minutes: Vec<u32>,
    /// By adviser; by agency.
    pub(crate) loads: Vec<u32>,
    pub(crate) agency_loads: Vec<u32>,
    /// By chain and week.
    pub(crate) chain_visits: Vec<u8>,
    pub(crate) chain_served: Vec<f64>,
    /// By aim.
    pub(crate) aim_visits: Vec<u16>,
    /// By place and cell: visits, agencies, who speaks French, who speaks Dutch.
    pub(crate) visits: Vec<u8>,
    pub(crate) agencies: Vec<u8>,
    pub(crate) french: Vec<u8>,
    pub(crate) dutch: Vec<u8>,
    /// By agency, place and cell.
    pub(crate) of_agency: Vec<u8>,
    /// By rhythm: its sessions.
    pub(crate) rhythm_visits: Vec<u8>,
    /// What it is worth.
    pub(crate) parts: Parts,
}

/// Who is where, whoever it is.
#[derive(Debug, Clone, Copy)]
struct There {
    adviser: Option<usize>,
    agency: usize,
    place: usize,
    cell: usize,
}

impl<'f, 'p> State<'f, 'p> {
    /// Nobody but those who stay.
    pub(crate) fn of(frame: &'f Frame<'p>) -> Self {
        let mut state = Self::empty(frame);
        for spot in &frame.fixed {
            state.shift(*spot, true);
            state.is_fixed[spot.adviser * frame.grid.cells() + spot.cell] = true;
        }
        for extra in &frame.extras {
            state.shift_extra(extra);
        }
        state
    }

    /// Adds visits, each as far as it breaks no hard rule beside those before it.
    pub(crate) fn begin_with(&mut self, spots: impl Iterator<Item = Spot>) {
        for spot in spots {
            if self.can_add(spot) {
                self.shift(spot, true);
            }
        }
    }

    /// Nobody at all but those who stand without a name that the problem knows.
    pub(crate) fn bare(frame: &'f Frame<'p>) -> Self {
        let mut state = Self::empty(frame);
        for extra in frame.extras.iter().filter(|one| one.number.is_none()) {
            state.shift_extra(extra);
        }
        state
    }

    fn empty(frame: &'f Frame<'p>) -> Self {
        let (advisers, agencies, places) = (frame.advisers.len(), frame.agencies.len(), frame.places);
        let (cells, weeks) = (frame.grid.cells(), frame.grid.weeks);
        let mut parts = [0.0; 7];
        for cost in &frame.going {
            parts[Part::Steadiness as usize] -= cost;
        }
        Self {
            frame,
            at: vec![NONE; advisers * cells],
            is_fixed: vec![false; advisers * cells],
            week_visits: vec![0; advisers * weeks],
            week_minutes: vec![0; advisers * weeks],
            loads: vec![0; advisers],
            agency_loads: vec![0; agencies],
            chain_visits: vec![0; frame.chains.len() * weeks],
            chain_served: vec![0.0; frame.chains.len()],
            aim_visits: vec![0; frame.aims.len()],
            visits: vec![0; places * cells],
            agencies: vec![0; places * cells],
            french: vec![0; places * cells],
            dutch: vec![0; places * cells],
            of_agency: vec![0; agencies * places * cells],
            rhythm_visits: vec![0; advisers * places * frame.grid.slots()],
            parts,
        }
    }

    pub(crate) fn total(&self) -> f64 {
        // Two sums at once: each waits for its last addition only.
        let (first, last) = self.parts.split_at(4);
        (first[0] + first[1]) + (first[2] + first[3]) + (last[0] + last[1] + last[2])
    }

    /// Where an adviser is.
    pub(crate) fn place_of(&self, adviser: usize, cell: usize) -> Option<usize> {
        let place = self.at[adviser * self.frame.grid.cells() + cell];
        (place != NONE).then_some(usize::from(place))
    }

    /// Each visit of those that have a day of an adviser to themselves, in order.
    pub(crate) fn spots(&self) -> Vec<Spot> {
        let cells = self.frame.grid.cells();
        let all = self.at.iter().enumerate().filter(|(_, place)| **place != NONE);
        all.map(|(at, place)| Spot { adviser: at / cells, place: usize::from(*place), cell: at % cells }).collect()
    }

    /// Puts a visit there, or takes it away; the points that the plan gains.
    pub(crate) fn shift(&mut self, spot: Spot, add: bool) -> f64 {
        let frame = self.frame;
        let before = self.total();
        let way_before = self.day_minutes(spot.adviser, spot.cell);
        self.put(spot, add);
        let way = f64::from(self.day_minutes(spot.adviser, spot.cell)) - f64::from(way_before);
        self.parts[Part::Travel as usize] -= frame.weights.travel * way / 60.0;
        self.count_week(spot, add);
        self.count::<true>(self.there(spot), add);
        self.total() - before
    }

    /// Takes back the last [`Self::shift`] but for the points, which its caller
    /// has from before, as it has what its demand was [served](Self::served_at).
    pub(crate) fn take_back(&mut self, spot: Spot, added: bool, served: f64) {
        self.put(spot, !added);
        self.count_week(spot, !added);
        self.count::<false>(self.there(spot), !added);
        if let Some(chain) = self.chain_of(self.there(spot)) {
            self.chain_served[chain] = served;
        }
    }

    /// How much of the demand that a visit is for is served.
    pub(crate) fn served_at(&self, spot: Spot) -> f64 {
        self.chain_of(self.there(spot)).map_or(0.0, |chain| self.chain_served[chain])
    }

    fn put(&mut self, spot: Spot, add: bool) {
        let at = spot.adviser * self.frame.grid.cells() + spot.cell;
        self.at[at] = if add { u16::try_from(spot.place).unwrap_or(NONE) } else { NONE };
    }

    fn there(&self, Spot { adviser, place, cell }: Spot) -> There {
        There { adviser: Some(adviser), agency: self.frame.advisers[adviser].agency, place, cell }
    }

    fn chain_of(&self, there: There) -> Option<usize> {
        self.frame.chain_at[self.frame.at(there.agency, there.place)]
    }

    fn shift_extra(&mut self, extra: &Extra) {
        let there = There { adviser: extra.number, agency: extra.agency, place: extra.place, cell: extra.cell };
        if let Some(adviser) = extra.number {
            self.count_week(Spot { adviser, place: extra.place, cell: extra.cell }, true);
        }
        self.count::<true>(there, true);
    }

    fn count_week(&mut self, spot: Spot, add: bool) {
        let frame = self.frame;
        let week = spot.adviser * frame.grid.weeks + frame.grid.week(spot.cell);
        let minutes = frame.span(spot).minutes;
        if add {
            self.week_visits[week] += 1;
            self.week_minutes[week] += minutes;
        } else {
            self.week_visits[week] -= 1;
            self.week_minutes[week] -= minutes;
        }
    }

    /// Someone beside their own day, as people put them: a place more at once.
    pub(crate) fn add_beside(&mut self, spot: Spot) {
        self.count::<true>(self.there(spot), true);
    }

    pub(crate) fn speaks_both(&self, at: usize) -> bool {
        self.french[at] > 0 && self.dutch[at] > 0
    }

    /// Minutes on the way of an adviser on the day of a cell.
    pub(crate) fn day_minutes(&self, adviser: usize, cell: usize) -> u32 {
        let frame = self.frame;
        let first = adviser * frame.grid.cells() + frame.grid.day_begins(cell);
        let (mut from, mut minutes) = (None, 0);
        for place in &self.at[first..first + frame.windows.len()] {
            if *place == NONE {
                continue;
            }
            let to = usize::from(*place);
            minutes += match from {
                None => frame.advisers[adviser].sets_out[to],
                Some(from) => frame.way(from, to),
            };
            from = Some(to);
        }
        minutes
    }
}
