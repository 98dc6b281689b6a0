//! A problem with numbers for names, so that plans can be tried quickly.

mod build;
mod hopeless;
mod lists;
mod names;
mod today;

use std::collections::BTreeMap;

use domain::ids::AgencyId;

use self::lists::Lists;
use crate::grid::{Grid, Span};
use crate::periods::Kind;
use crate::served::{Chain, Serving};
use crate::{Problem, Visit, Weights};

/// Nobody, nothing, nowhere.
pub(crate) const NONE: u16 = u16::MAX;

/// One adviser at one place in one cell, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    pub(crate) adviser: usize,
    pub(crate) place: usize,
    pub(crate) cell: usize,
}

/// An adviser, by number.
#[derive(Debug, Clone)]
pub(crate) struct Who {
    pub(crate) agency: usize,
    pub(crate) french: bool,
    pub(crate) dutch: bool,
    pub(crate) most_a_week: usize,
    /// Visits in all weeks, at most; at least one.
    pub(crate) most: f64,
    /// Minutes of the way from where they set out to each place.
    pub(crate) sets_out: Vec<u32>,
}

/// What an adviser can have in a week, at most.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    pub(crate) visits: usize,
    pub(crate) minutes: u32,
}

/// An aim: so many points if somebody comes in one of its days.
#[derive(Debug, Clone)]
pub(crate) struct Aim {
    pub(crate) kind: Kind,
    pub(crate) place: usize,
    /// The agency that owes it, where only one does.
    pub(crate) of: Option<usize>,
    pub(crate) days: Vec<usize>,
}

/// A visit that no search takes away and no adviser's day has room for: nobody
/// is named for it, or two are there of one agency, or one is in two places.
#[derive(Debug, Clone)]
pub(crate) struct Extra {
    pub(crate) number: Option<usize>,
    pub(crate) agency: usize,
    pub(crate) place: usize,
    pub(crate) cell: usize,
}

/// The problem.
#[derive(Debug, Clone)]
pub(crate) struct Frame<'a> {
    pub(crate) problem: &'a Problem,
    pub(crate) grid: Grid,
    pub(crate) weights: Weights,
    pub(crate) serving: Serving,
    pub(crate) agencies: Vec<AgencyId>,
    /// Visits of all advisers of each agency, at most; at least one.
    pub(crate) agency_most: Vec<f64>,
    pub(crate) advisers: Vec<Who>,
    /// By adviser and week.
    pub(crate) rooms: Vec<Room>,
    pub(crate) places: usize,
    /// Minutes from place to place.
    pub(crate) ways: Vec<u32>,
    /// Which stop a place is of.
    pub(crate) stops: Vec<usize>,
    /// Visits at once at each place, and agencies at once anywhere.
    pub(crate) desks: Vec<usize>,
    pub(crate) agencies_at_once: usize,
    /// Demand that has any, and which agency and place it is of.
    pub(crate) chains: Vec<Chain>,
    pub(crate) chain_of: Vec<(usize, usize)>,
    /// By agency and place.
    pub(crate) chain_at: Vec<Option<usize>>,
    pub(crate) aims: Vec<Aim>,
    /// By stop and day: aims of a visit. By place and day: those of a quarter.
    pub(crate) aims_at: Lists,
    pub(crate) quarterly_at: Lists,
    /// Where each adviser can come: by adviser, place and cell.
    pub(crate) can: Vec<bool>,
    /// By adviser and week: where they can come, but for what is too far ever to
    /// be worth it.
    pub(crate) spots: Vec<Vec<Spot>>,
    /// By adviser, place and cell where it is not the window's: when it really is.
    pub(crate) spans: BTreeMap<(usize, usize, usize), Span>,
    pub(crate) windows: Vec<Span>,
    /// What stays: free of the search.
    pub(crate) fixed: Vec<Spot>,
    pub(crate) pinned: Vec<Spot>,
    pub(crate) extras: Vec<Extra>,
    /// Sessions of today, by agency, place and cell: appointments made in each.
    pub(crate) today: BTreeMap<(usize, usize, usize), u32>,
    /// By agency, place and cell, what going costs; 0 where nothing is today.
    pub(crate) going: Vec<f64>,
    /// By adviser, place and cell: it is there today.
    pub(crate) is_today: Vec<bool>,
    /// By adviser, place and cell: the series of today that has it, by its number.
    pub(crate) stands: BTreeMap<usize, usize>,
    /// By adviser, place and slot: a series of today is there.
    pub(crate) is_rhythm: Vec<bool>,
}

impl Frame<'_> {
    pub(crate) fn at(&self, agency: usize, place: usize) -> usize {
        agency * self.places + place
    }

    pub(crate) fn place_cell(&self, place: usize, cell: usize) -> usize {
        place * self.grid.cells() + cell
    }

    pub(crate) fn agency_cell(&self, agency: usize, place: usize, cell: usize) -> usize {
        self.at(agency, place) * self.grid.cells() + cell
    }

    pub(crate) fn spot(&self, spot: Spot) -> usize {
        (spot.adviser * self.places + spot.place) * self.grid.cells() + spot.cell
    }

    /// A visit by its names.
    pub(crate) fn visit(&self, spot: Spot) -> Visit {
        Visit {
            cell: self.grid.cell(spot.cell),
            place: self.problem.places[spot.place].id.clone(),
            adviser: self.problem.advisers[spot.adviser].id.clone(),
        }
    }

    /// The rhythm that a visit is of.
    pub(crate) fn rhythm(&self, spot: Spot) -> usize {
        (spot.adviser * self.places + spot.place) * self.grid.slots() + self.grid.slot(spot.cell)
    }

    pub(crate) fn way(&self, from: usize, to: usize) -> u32 {
        self.ways[from * self.places + to]
    }

    /// From when to when a visit is: as today where it is there today.
    pub(crate) fn span(&self, spot: Spot) -> Span {
        let window = self.windows[self.grid.window(spot.cell)];
        if self.spans.is_empty() {
            return window;
        }
        let key = (spot.adviser, spot.place, self.grid.slot(spot.cell));
        self.spans.get(&key).copied().unwrap_or(window)
    }

    /// Whether the way and the lunch fit between two visits of an adviser on one
    /// day, whichever is first.
    pub(crate) fn go_together(&self, one: Spot, other: Spot) -> bool {
        let (first, second) = if one.cell <= other.cell { (one, other) } else { (other, one) };
        let needed = self.problem.visit.lunch_minutes + self.way(first.place, second.place);
        self.span(second).start >= self.span(first).end() + needed
    }

    /// Points that a visit costs because it is not there today.
    pub(crate) fn newness(&self, spot: Spot) -> f64 {
        if self.is_today[self.spot(spot)] { 0.0 } else { self.weights.steadiness * NEW }
    }

    /// Points that a rhythm costs, however many sessions it has: half the weight
    /// for a quarter, and less where less is planned.
    pub(crate) fn rhythm_cost(&self, rhythm: usize) -> f64 {
        if self.is_rhythm[rhythm] { 0.0 } else { self.weights.steadiness * self.grid.weeks as f64 / 26.0 }
    }

    /// The aims that a visit of an agency to a place meets on a day.
    pub(crate) fn aims_of(&self, agency: usize, place: usize, day: usize) -> impl Iterator<Item = usize> {
        let days = self.grid.weeks * 7;
        let owed = self.quarterly_at.at(place * days + day).filter(move |aim| self.aims[*aim].of == Some(agency));
        self.aims_at.at(self.stops[place] * days + day).chain(owed)
    }

    /// Points that a load costs: `fairness / 4 · load² / most`, so that a visit
    /// goes to whoever is further from what they can at most.
    pub(crate) fn load_cost(&self, load: f64, most: f64) -> f64 {
        self.weights.fairness / 4.0 * load * load / most
    }
}

/// Share of the weight of steadiness that a session costs which is not there today.
pub(crate) const NEW: f64 = 0.25;
