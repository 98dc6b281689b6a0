//! The changes that are tried.

use super::Search;
use crate::frame::Spot;

/// How much likely visits are preferred: the likeliest of so many more.
const LIKELY: usize = 5;

impl Search<'_, '_, '_> {
    /// Makes one change at random; `false` where it came to nothing.
    pub(super) fn make_move(&mut self) -> bool {
        match self.random.below(100) {
            0..50 => self.place_one(),
            50..56 => self.drop_one(),
            56..70 => self.exchange(),
            70..82 => self.move_rhythm(),
            82..92 => self.spread_rhythm(),
            _ => self.copy_week(),
        }
    }

    /// Somewhere that an adviser can come in a week; mostly where it is likely.
    fn any_spot(&mut self) -> Option<Spot> {
        let week = self.random.below(self.likely.len());
        let of = &self.likely[week];
        if self.random.below(8) == 0 {
            return of.get(self.random.below(of.len())).copied();
        }
        let mut place = self.random.below(of.len());
        for _ in 0..LIKELY {
            place = place.min(self.random.below(of.len()));
        }
        of.get(place).copied()
    }

    /// A visit that may be taken away.
    fn any_visit(&mut self) -> Option<Spot> {
        let weeks = self.state.frame.grid.weeks;
        let adviser = self.random.below(self.state.frame.advisers.len());
        let week = self.random.below(weeks);
        self.free_visit_in(adviser, week, None)
    }

    /// A visit of an adviser in a week that may be taken away, in another cell than `but`.
    fn free_visit_in(&mut self, adviser: usize, week: usize, but: Option<usize>) -> Option<Spot> {
        let slots = self.state.frame.grid.slots();
        if self.state.week_visits[adviser * self.state.frame.grid.weeks + week] == 0 {
            return None;
        }
        let from = self.random.below(slots);
        for offset in 0..slots {
            let cell = week * slots + (from + offset) % slots;
            if Some(cell) != but
                && let Some(place) = self.free_place(adviser, cell)
            {
                return Some(Spot { adviser, place, cell });
            }
        }
        None
    }

    /// Where an adviser is in a cell, if that may be taken away.
    fn free_place(&self, adviser: usize, cell: usize) -> Option<usize> {
        let at = adviser * self.state.frame.grid.cells() + cell;
        if self.state.is_fixed[at] { None } else { self.state.place_of(adviser, cell) }
    }

    /// Puts a visit there and takes away what is in its way; `false` where
    /// something that stays is.
    fn force(&mut self, spot: Spot) -> bool {
        let frame = self.state.frame;
        if !frame.can[frame.spot(spot)] {
            return false;
        }
        if let Some(place) = self.state.place_of(spot.adviser, spot.cell) {
            if place == spot.place || self.free_place(spot.adviser, spot.cell).is_none() {
                return place == spot.place;
            }
            self.shift(Spot { place, ..spot }, false);
        }
        let first = frame.grid.day_begins(spot.cell);
        for cell in first..first + frame.windows.len() {
            let Some(place) = self.state.place_of(spot.adviser, cell).filter(|_| cell != spot.cell) else { continue };
            let other = Spot { adviser: spot.adviser, place, cell };
            if !frame.go_together(spot, other) {
                if self.free_place(spot.adviser, cell).is_none() {
                    return false;
                }
                self.shift(other, false);
            }
        }
        let week = frame.grid.week(spot.cell);
        while self.state.is_full(spot) {
            let Some(other) = self.free_visit_in(spot.adviser, week, Some(spot.cell)) else { return false };
            self.shift(other, false);
        }
        if !self.state.fits_day(spot) || (!self.state.has_room(spot) && !self.make_room(spot)) {
            return false;
        }
        self.shift(spot, true);
        true
    }

    /// Takes one visit away from a place in a cell: of the same agency, where
    /// there is one, else any.
    fn make_room(&mut self, spot: Spot) -> bool {
        let frame = self.state.frame;
        let agency = frame.advisers[spot.adviser].agency;
        let is_ours = self.state.of_agency[frame.agency_cell(agency, spot.place, spot.cell)] > 0;
        let from = self.random.below(frame.advisers.len());
        for offset in 0..frame.advisers.len() {
            let adviser = (from + offset) % frame.advisers.len();
            let is_there = self.free_place(adviser, spot.cell) == Some(spot.place);
            if is_there && (!is_ours || frame.advisers[adviser].agency == agency) {
                self.shift(Spot { adviser, ..spot }, false);
                return self.state.has_room(spot);
            }
        }
        false
    }

    /// One visit more, or another one.
    fn place_one(&mut self) -> bool {
        self.any_spot()
            .is_some_and(|spot| self.state.place_of(spot.adviser, spot.cell) != Some(spot.place) && self.force(spot))
    }

    fn drop_one(&mut self) -> bool {
        let Some(spot) = self.any_visit() else { return false };
        self.shift(spot, false);
        true
    }

    /// Two visits of a week: each adviser goes to the other's place, in their own
    /// cell or in the other's.
    fn exchange(&mut self) -> bool {
        let Some(one) = self.any_visit() else { return false };
        let adviser = self.random.below(self.state.frame.advisers.len());
        let week = self.state.frame.grid.week(one.cell);
        let Some(other) = self.free_visit_in(adviser, week, None).filter(|other| *other != one) else { return false };
        self.shift(one, false);
        self.shift(other, false);
        let (a, b) = if one.adviser == other.adviser || self.random.below(2) == 0 {
            (Spot { place: other.place, ..one }, Spot { place: one.place, ..other })
        } else {
            (Spot { adviser: other.adviser, ..one }, Spot { adviser: one.adviser, ..other })
        };
        self.force(a) && self.force(b)
    }

    /// A rhythm on another weekday, at another place or of another adviser, in
    /// all of its weeks or from one week on.
    fn move_rhythm(&mut self) -> bool {
        let Some(visit) = self.any_visit() else { return false };
        let frame = self.state.frame;
        let slots = frame.grid.slots();
        let Some(like) = self.any_spot() else { return false };
        let target = match self.random.below(3) {
            0 => Spot { place: visit.place, adviser: visit.adviser, ..like },
            1 => Spot { adviser: visit.adviser, ..like },
            _ => Spot { place: visit.place, ..like },
        };
        let from = if self.random.below(2) == 0 { 0 } else { frame.grid.week(visit.cell) };
        let mut moved = false;
        for week in from..frame.grid.weeks {
            let cell = week * slots + frame.grid.slot(visit.cell);
            if self.free_place(visit.adviser, cell) != Some(visit.place) {
                continue;
            }
            self.shift(Spot { cell, ..visit }, false);
            let cell = week * slots + frame.grid.slot(target.cell);
            moved |= self.force(Spot { cell, ..target });
        }
        moved
    }

    /// What an adviser does in one week, in some weeks more: every one, or every
    /// second.
    fn spread_rhythm(&mut self) -> bool {
        let visit = if self.random.below(3) == 0 { self.any_spot() } else { self.any_visit() };
        let Some(visit) = visit else { return false };
        let frame = self.state.frame;
        let apart = 1 + self.random.below(2);
        let from = if apart == 1 { self.random.below(frame.grid.weeks) } else { frame.grid.week(visit.cell) % 2 };
        let weeks = 1 + self.random.below(frame.grid.weeks - from);
        let mut spread = false;
        for week in (from..from + weeks).step_by(apart) {
            let cell = week * frame.grid.slots() + frame.grid.slot(visit.cell);
            if self.state.place_of(visit.adviser, cell) != Some(visit.place) {
                spread |= self.force(Spot { cell, ..visit });
            }
        }
        spread
    }

    /// One adviser's week as another of their weeks.
    fn copy_week(&mut self) -> bool {
        let frame = self.state.frame;
        let (slots, weeks) = (frame.grid.slots(), frame.grid.weeks);
        let adviser = self.random.below(frame.advisers.len());
        let (from, to) = (self.random.below(weeks), self.random.below(weeks));
        if from == to {
            return false;
        }
        let mut copied = false;
        for slot in 0..slots {
            let (like, cell) = (from * slots + slot, to * slots + slot);
            let wanted = self.state.place_of(adviser, like);
            match self.free_place(adviser, cell) {
                Some(place) if wanted != Some(place) => {
                    self.shift(Spot { adviser, place, cell }, false);
                    copied = true;
                }
                _ => {}
            }
        }
        for slot in 0..slots {
            let (like, cell) = (from * slots + slot, to * slots + slot);
            if let Some(place) = self.state.place_of(adviser, like)
                && self.state.place_of(adviser, cell).is_none()
            {
                copied |= self.force(Spot { adviser, place, cell });
            }
        }
        copied
    }
}
