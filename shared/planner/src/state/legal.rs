//! What goes beside what.

use super::State;
use crate::frame::{NONE, Spot};

impl State<'_, '_> {
    /// Whether a visit breaks no hard rule. What people put in already may break
    /// one by itself; nothing is added to it that would.
    pub(crate) fn can_add(&self, spot: Spot) -> bool {
        let frame = self.frame;
        if !frame.can[frame.spot(spot)] || self.at[spot.adviser * frame.grid.cells() + spot.cell] != NONE {
            return false;
        }
        !self.is_full(spot) && self.has_room(spot) && self.fits_day(spot)
    }

    /// Whether the adviser has too much in that week to have it as well.
    pub(crate) fn is_full(&self, spot: Spot) -> bool {
        let frame = self.frame;
        let week = spot.adviser * frame.grid.weeks + frame.grid.week(spot.cell);
        let room = frame.rooms[week];
        usize::from(self.week_visits[week]) >= room.visits
            || self.week_minutes[week] + frame.span(spot).minutes > room.minutes
    }

    /// Whether the place can take it.
    pub(crate) fn has_room(&self, spot: Spot) -> bool {
        let frame = self.frame;
        let at = frame.place_cell(spot.place, spot.cell);
        let of = frame.agency_cell(frame.advisers[spot.adviser].agency, spot.place, spot.cell);
        usize::from(self.visits[at]) < frame.desks[spot.place]
            && usize::from(self.agencies[at]) < frame.agencies_at_once
            && self.of_agency[of] == 0
    }

    /// Whether the adviser comes and goes in time on that day.
    pub(crate) fn fits_day(&self, spot: Spot) -> bool {
        let frame = self.frame;
        let first = frame.grid.day_begins(spot.cell);
        let beside = frame.extras.iter().filter(|one| one.number == Some(spot.adviser));
        let mut beside = beside.filter(|one| frame.grid.day(one.cell) == frame.grid.day(spot.cell));
        let in_time = |place, cell| frame.go_together(spot, Spot { adviser: spot.adviser, place, cell });
        beside.all(|one| in_time(one.place, one.cell))
            && (first..first + frame.windows.len())
                .filter(|cell| *cell != spot.cell)
                .all(|cell| self.place_of(spot.adviser, cell).is_none_or(|place| in_time(place, cell)))
    }
}
