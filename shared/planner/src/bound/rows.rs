//! What is priced, one row after another, and what a row is worth by itself.

mod value;

use std::collections::{BTreeMap, BTreeSet};

use super::spots::Place;
use crate::frame::{Frame, Spot};

/// No row.
pub(super) const NO_ROW: u32 = u32::MAX;

/// Where the rows of each kind begin.
pub(super) struct Rows {
    /// By chain and week: a visit of the agency to the place.
    pub(super) demand: usize,
    /// By aim.
    pub(super) aims: usize,
    /// By place and cell that somebody can come to: a speaker of French, of Dutch.
    pub(super) french: usize,
    pub(super) dutch: usize,
    /// By agency, place and cell where two agencies can come: another agency.
    pub(super) joint: usize,
    /// By place and cell: two agencies for company.
    pub(super) pairs: usize,
    /// By place and cell: a desk.
    pub(super) room: usize,
    /// By agency, place and cell where two of its advisers can come: being alone.
    pub(super) alone: usize,
    /// By visit: its rhythm.
    pub(super) rhythms: usize,
    /// By adviser; by agency.
    pub(super) loads: usize,
    pub(super) agency_loads: usize,
    /// By chain and week: an adviser a second time on one day.
    pub(super) twice: usize,
    /// By visit, at places that are solved whole: the visit itself.
    pub(super) visits: usize,
    pub(super) count: usize,
    /// By place and cell: which of those that somebody can come to.
    pub(super) meeting_of: Vec<u32>,
    /// By agency, place and cell.
    pub(super) joint_of: BTreeMap<usize, u32>,
    pub(super) alone_of: BTreeMap<usize, u32>,
    /// By visit; and by rhythm, its visits and its cost.
    pub(super) rhythm_of: Vec<u32>,
    pub(super) rhythm_spots: Vec<u32>,
    rhythm_costs: Vec<f64>,
    meetings: Vec<Meeting>,
    /// By agency, place and cell: the place, and how many of one agency.
    alone_most: Vec<(usize, f64)>,
    /// By chain and week: visits that nobody searches for; by chain, the most in a week.
    pub(super) chain_extras: Vec<u8>,
    pub(super) chain_most: Vec<u8>,
    /// By adviser; by agency: visits that nobody searches for.
    load_extras: Vec<u32>,
    agency_extras: Vec<u32>,
    met: Vec<bool>,
    /// By place: it is solved whole, so that nothing of it is worth anything by
    /// itself; by aim: it is part of a place that is.
    whole: Vec<bool>,
    aim_is_within: Vec<bool>,
    /// Visits to places that are solved whole without them.
    pub(super) strangers: BTreeSet<usize>,
}

/// A place in a cell.
struct Meeting {
    place: usize,
    /// Desks for those whom the search moves.
    room: usize,
    /// Somebody is there in any case, so that languages and company are given for nothing.
    is_given: bool,
    /// The first row of each agency that can come, where company is possible.
    joint: std::ops::Range<usize>,
}

impl Rows {
    pub(super) fn of(frame: &Frame<'_>, spots: &[Place]) -> Self {
        let agencies = frame.agencies.len();
        let mut rows = Self {
            demand: 0,
            aims: 0,
            french: 0,
            dutch: 0,
            joint: 0,
            pairs: 0,
            room: 0,
            alone: 0,
            rhythms: 0,
            loads: 0,
            agency_loads: 0,
            twice: 0,
            visits: 0,
            count: 0,
            meeting_of: vec![NO_ROW; frame.places * frame.grid.cells()],
            joint_of: BTreeMap::new(),
            alone_of: BTreeMap::new(),
            rhythm_of: Vec::new(),
            rhythm_spots: Vec::new(),
            rhythm_costs: Vec::new(),
            meetings: Vec::new(),
            alone_most: Vec::new(),
            chain_extras: vec![0; frame.chains.len() * frame.grid.weeks],
            chain_most: vec![0; frame.chains.len()],
            load_extras: vec![0; frame.advisers.len()],
            agency_extras: vec![0; agencies],
            met: vec![false; frame.aims.len()],
            whole: vec![false; frame.places],
            aim_is_within: vec![false; frame.aims.len()],
            strangers: BTreeSet::new(),
        };
        rows.add_extras(frame);
        rows.add_meetings(frame, spots);
        rows.add_rhythms(frame, spots);
        for (chain, (agency, _)) in frame.chain_of.iter().enumerate() {
            let own = frame.advisers.iter().filter(|who| who.agency == *agency);
            let fixed = frame.fixed.iter().filter(|spot| frame.advisers[spot.adviser].agency == *agency).count();
            let most = own.map(|who| who.most_a_week).sum::<usize>() + fixed;
            rows.chain_most[chain] = u8::try_from(most).unwrap_or(u8::MAX / 2);
        }
        rows.aims = frame.chains.len() * frame.grid.weeks;
        rows.french = rows.aims + frame.aims.len();
        rows.dutch = rows.french + rows.meetings.len();
        rows.joint = rows.dutch + rows.meetings.len();
        rows.pairs = rows.joint + rows.joint_of.len();
        rows.room = rows.pairs + rows.meetings.len();
        rows.alone = rows.room + rows.meetings.len();
        rows.rhythms = rows.alone + rows.alone_of.len();
        rows.loads = rows.rhythms + spots.len();
        rows.agency_loads = rows.loads + frame.advisers.len();
        rows.twice = rows.agency_loads + agencies;
        rows.visits = rows.twice + frame.chains.len() * frame.grid.weeks;
        rows.count = rows.visits + spots.len();
        rows
    }

    fn add_extras(&mut self, frame: &Frame<'_>) {
        for extra in &frame.extras {
            if let Some(chain) = frame.chain_at[frame.at(extra.agency, extra.place)] {
                self.chain_extras[chain * frame.grid.weeks + frame.grid.week(extra.cell)] += 1;
            }
            if let Some(adviser) = extra.number {
                self.load_extras[adviser] += 1;
                self.agency_extras[frame.advisers[adviser].agency] += 1;
            }
            let day = frame.grid.day(extra.cell);
            for aim in frame.aims_of(extra.agency, extra.place, day) {
                self.met[aim] = true;
            }
        }
    }

    fn add_meetings(&mut self, frame: &Frame<'_>, spots: &[Place]) {
        let mut who: BTreeMap<usize, BTreeMap<usize, u32>> = BTreeMap::new();
        let mut fixed: BTreeMap<usize, BTreeMap<usize, u32>> = BTreeMap::new();
        for spot in spots {
            let at = frame.place_cell(spot.at.place, spot.at.cell);
            let agency = frame.advisers[spot.at.adviser].agency;
            *who.entry(at).or_default().entry(agency).or_default() += 1;
            if spot.is_fixed {
                *fixed.entry(at).or_default().entry(agency).or_default() += 1;
            }
        }
        for (at, who) in who {
            let (place, cell) = (at / frame.grid.cells(), at % frame.grid.cells());
            let beside = frame.extras.iter().filter(|one| one.place == place && one.cell == cell).count();
            let staying = fixed.get(&at).map_or(0, |of| of.values().sum::<u32>());
            let room = frame.desks[place].min(frame.agencies_at_once).saturating_sub(beside).max(staying as usize);
            self.meeting_of[at] = u32::try_from(self.meetings.len()).unwrap_or(NO_ROW);
            let first = self.joint_of.len();
            if who.len() > 1 && room > 1 && beside == 0 {
                for agency in who.keys() {
                    let number = u32::try_from(self.joint_of.len()).unwrap_or(NO_ROW);
                    self.joint_of.insert(frame.agency_cell(*agency, place, cell), number);
                }
            }
            let joint = first..self.joint_of.len();
            self.meetings.push(Meeting { place, room, is_given: beside > 0, joint });
            for (agency, _) in who.iter().filter(|(_, advisers)| **advisers > 1 && room > 1) {
                let staying = fixed.get(&at).and_then(|of| of.get(agency)).copied().unwrap_or_default();
                let number = u32::try_from(self.alone_most.len()).unwrap_or(NO_ROW);
                self.alone_of.insert(frame.agency_cell(*agency, place, cell), number);
                self.alone_most.push((place, f64::from(staying.max(1))));
            }
        }
    }

    fn add_rhythms(&mut self, frame: &Frame<'_>, spots: &[Place]) {
        let mut numbers: BTreeMap<usize, u32> = BTreeMap::new();
        for spot in spots {
            let rhythm = frame.rhythm(spot.at);
            let number = *numbers.entry(rhythm).or_insert(u32::try_from(self.rhythm_spots.len()).unwrap_or(NO_ROW));
            if number as usize == self.rhythm_spots.len() {
                self.rhythm_spots.push(0);
                self.rhythm_costs.push(frame.rhythm_cost(rhythm));
            }
            self.rhythm_spots[number as usize] += 1;
            self.rhythm_of.push(number);
        }
    }

    /// Rows of company at a place: those of all other agencies, and of all.
    pub(super) fn company(&self, frame: &Frame<'_>, at: Spot) -> Vec<usize> {
        let number = self.meeting_of[frame.place_cell(at.place, at.cell)] as usize;
        let meeting = &self.meetings[number];
        let own = frame.agency_cell(frame.advisers[at.adviser].agency, at.place, at.cell);
        let own = self.joint_of.get(&own).map(|number| *number as usize);
        let others = meeting.joint.clone().filter(|number| Some(*number) != own).map(|number| self.joint + number);
        let pair = (!meeting.joint.is_empty()).then_some(self.pairs + number);
        others.chain(pair).collect()
    }

    /// The row of being the only one of an agency there.
    pub(super) fn alone_at(&self, frame: &Frame<'_>, at: Spot) -> Option<usize> {
        let own = frame.agency_cell(frame.advisers[at.adviser].agency, at.place, at.cell);
        self.alone_of.get(&own).map(|number| self.alone + *number as usize)
    }

    /// Visits at once in the cell of a visit.
    pub(super) fn room_of(&self, frame: &Frame<'_>, at: Spot) -> usize {
        let number = self.meeting_of[frame.place_cell(at.place, at.cell)] as usize;
        self.meetings[number].room
    }

    /// A place is solved whole, with these aims and without these visits.
    pub(super) fn solve_whole(&mut self, place: usize, aims: &[usize], strangers: &[usize]) {
        self.whole[place] = true;
        for aim in aims {
            self.aim_is_within[*aim] = true;
        }
        self.strangers.extend(strangers);
    }

    /// An aim is part of a place that is solved whole.
    pub(super) fn is_within(&self, aim: usize) -> bool {
        self.aim_is_within[aim]
    }

    pub(super) fn is_whole(&self, place: usize) -> bool {
        self.whole[place]
    }

    /// Points that every plan has.
    pub(super) fn constant(frame: &Frame<'_>) -> f64 {
        let gone: f64 = frame.going.iter().sum();
        let stays: f64 = given_going(frame).values().sum();
        stays - gone
    }
}

/// Sessions of today that stay because somebody is there whom nobody moves.
fn given_going(frame: &Frame<'_>) -> BTreeMap<usize, f64> {
    let at = frame.extras.iter().map(|one| frame.agency_cell(one.agency, one.place, one.cell));
    at.map(|at| (at, frame.going[at])).collect()
}
