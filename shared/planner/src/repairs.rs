//! What can be done where the rota breaks: a session that can't take place, or
//! needs that outgrow what comes. One session is put at the place, and where no
//! rule lets it in beside all the rest, one session of today makes room. Every
//! such change that keeps to the hard rules is judged; the best are told.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::ids::{AgencyId, LocationId};
use serde::{Deserialize, Serialize};

use crate::frame::{Frame, Spot};
use crate::greedy::WORTH_IT;
use crate::judge::{numbered, of_visits, tidy};
use crate::reasons::{because, changes};
use crate::series::{self, Series};
use crate::state::{Parts, State};
use crate::{Assignment, Change, Part, Problem, Visit};

/// Weeks over which a surge is looked for, from the first.
const SURGE_WEEKS: usize = 4;

/// Where something is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// Of whom.
    pub agency: AgencyId,
    /// Where.
    pub place: LocationId,
    /// The first and the last day on which something can be put.
    pub days: (NaiveDate, NaiveDate),
    /// Whether what is put must bring more than it costs; else the best there is
    /// is told, as people have appointments in what is missing.
    pub must_gain: bool,
}

/// A change that mends it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Repair {
    /// The session that is put there, with why; it is worth what the repair gains.
    pub assignment: Assignment,
    /// The session of today that makes room.
    pub without: Option<Visit>,
    /// Points that the rota gains; negative where it costs more than it brings.
    pub gain: f64,
    /// By part, what it gains or loses (negative); their sum is the gain.
    pub parts: BTreeMap<Part, f64>,
}

/// More is needed at a place than comes.
#[derive(Debug, Clone, PartialEq)]
pub struct Surge {
    /// Of whom.
    pub agency: AgencyId,
    /// Where.
    pub place: LocationId,
    /// Parties of the first weeks that are not served in time.
    pub parties: f64,
}

/// For each breach the best repairs, the best first, at most `most`. `standing` are the visits that take place as things are. A
/// repair puts one visit of the agency at the place, or elsewhere in its
/// building, on one of the days. Only where it can't be beside all the rest does
/// one visit make room, and only where that gains something: of the same adviser
/// in that week, or at that place at that time, of a series that has one adviser
/// and is not kept.
pub fn repairs(problem: &Problem, standing: &[Visit], breaches: &[Breach], most: usize) -> Vec<Vec<Repair>> {
    let frame = Frame::of(problem);
    let mut state = of_visits(&frame, standing);
    let mut mender = Mender::of(&mut state, standing);
    breaches.iter().map(|breach| mender.of_breach(breach, most)).collect()
}

/// Places at which what is needed of an agency outgrows what comes: of the
/// parties of the first four weeks so many are not served in time as one visit
/// receives, and of those that are known today (open needs, who waits) half as
/// many have no seat. What only the forecast expects raises none. The most
/// missing first.
pub fn surges(problem: &Problem, standing: &[Visit]) -> Vec<Surge> {
    let frame = Frame::of(problem);
    let state = of_visits(&frame, standing);
    let weeks = frame.grid.weeks;
    let a_visit = f64::from(problem.visit.parties);
    let mut found = Vec::new();
    for (number, (agency, place)) in frame.chain_of.iter().enumerate() {
        let chain = &frame.chains[number];
        let served = frame.serving.by_week(chain, &state.chain_visits[number * weeks..(number + 1) * weeks]);
        let parties: f64 =
            chain.parties.iter().zip(&served).take(SURGE_WEEKS).map(|(parties, served)| parties - served).sum();
        let (agency, place) = (&frame.agencies[*agency], &problem.places[*place].id);
        let seated = seated_first_week(problem, agency, place);
        let waiting = f64::from(chain.known.first().copied().unwrap_or_default().saturating_sub(seated));
        if parties >= a_visit && waiting >= a_visit / 2.0 {
            found.push(Surge { agency: agency.clone(), place: place.clone(), parties: tidy(parties) });
        }
    }
    found.sort_by(|a, b| b.parties.total_cmp(&a.parties).then((&a.place, &a.agency).cmp(&(&b.place, &b.agency))));
    found
}

/// Seats that are taken in the first week.
fn seated_first_week(problem: &Problem, agency: &AgencyId, place: &LocationId) -> u32 {
    let here = problem.standing.iter().filter(|one| one.agency == *agency && one.place == *place);
    let first = |(day, _): &&(NaiveDate, u32)| (*day - problem.from).num_days() < 7;
    here.flat_map(|one| one.booked.iter().filter(first)).map(|(_, parties)| *parties).sum()
}

/// A change, and what the plan gains.
#[derive(Debug, Clone)]
struct Found {
    spot: Spot,
    without: Option<Spot>,
    gain: f64,
    parts: Parts,
}

impl Found {
    /// The best first; of two that gain the same the one that takes nothing away.
    fn order(&self, other: &Self) -> Ordering {
        other.gain.total_cmp(&self.gain).then_with(|| (self.without, self.spot).cmp(&(other.without, other.spot)))
    }
}

/// The best changes so far.
struct Best {
    found: Vec<Found>,
    most: usize,
    must_gain: bool,
}

impl Best {
    fn offer(&mut self, found: Found) {
        if found.gain <= WORTH_IT && (self.must_gain || found.without.is_some()) {
            return;
        }
        let at = self.found.partition_point(|one| one.order(&found) == Ordering::Less);
        if at < self.most {
            self.found.insert(at, found);
            self.found.truncate(self.most);
        }
    }
}

struct Mender<'s, 'f, 'p> {
    state: &'s mut State<'f, 'p>,
    /// Visits that can make room.
    can_go: Vec<Spot>,
    /// Advisers and weeks in which people put somebody in two places at once:
    /// nothing is added there.
    doubled: BTreeSet<(usize, usize)>,
}

impl<'s, 'f, 'p> Mender<'s, 'f, 'p> {
    fn of(state: &'s mut State<'f, 'p>, standing: &[Visit]) -> Self {
        let frame = state.frame;
        let spots: Vec<Spot> = standing.iter().filter_map(|visit| numbered(frame, visit)).collect();
        let week = |spot: &Spot| (spot.adviser, frame.grid.week(spot.cell));
        let doubled =
            spots.iter().filter(|spot| state.place_of(spot.adviser, spot.cell) != Some(spot.place)).map(week).collect();
        let solo = solo(frame);
        let can_go = spots.into_iter().filter(|spot| solo.contains(spot)).collect();
        Self { state, can_go, doubled }
    }

    fn of_breach(&mut self, breach: &Breach, most: usize) -> Vec<Repair> {
        let frame = self.state.frame;
        let Ok(place) = frame.problem.places.binary_search_by(|one| one.id.cmp(&breach.place)) else {
            return Vec::new();
        };
        let days = |cell: &usize| (breach.days.0..=breach.days.1).contains(&frame.grid.date(*cell));
        let cells: Vec<usize> = (0..frame.grid.cells()).filter(days).collect();
        let places: Vec<usize> = (0..frame.places).filter(|one| frame.stops[*one] == frame.stops[place]).collect();
        let mut best = Best { found: Vec::new(), most, must_gain: breach.must_gain };
        for (adviser, _) in frame.problem.advisers.iter().enumerate().filter(|(_, one)| one.agency == breach.agency) {
            for place in &places {
                for cell in &cells {
                    let spot = Spot { adviser, place: *place, cell: *cell };
                    let is_doubled = self.doubled.contains(&(adviser, frame.grid.week(*cell)));
                    let is_there = self.state.place_of(adviser, *cell) == Some(*place);
                    if frame.can[frame.spot(spot)] && !is_doubled && !is_there {
                        self.try_spot(spot, &mut best);
                    }
                }
            }
        }
        best.found.into_iter().map(|found| self.told(&found)).collect()
    }

    fn try_spot(&mut self, spot: Spot, best: &mut Best) {
        let frame = self.state.frame;
        let before = self.state.parts;
        if self.state.can_add(spot) {
            self.state.shift(spot, true);
            best.offer(self.found((spot, None), &before));
            self.state.shift(spot, false);
            self.state.parts = before;
            return;
        }
        let near = |one: &&Spot| {
            (one.adviser == spot.adviser && frame.grid.week(one.cell) == frame.grid.week(spot.cell))
                || (one.place == spot.place && one.cell == spot.cell)
        };
        let near: Vec<Spot> = self.can_go.iter().filter(near).copied().collect();
        for other in near {
            self.state.shift(other, false);
            if self.state.can_add(spot) {
                self.state.shift(spot, true);
                best.offer(self.found((spot, Some(other)), &before));
                self.state.shift(spot, false);
            }
            self.state.shift(other, true);
            self.state.parts = before;
        }
    }

    /// The change that was just made.
    fn found(&self, (spot, without): (Spot, Option<Spot>), before: &Parts) -> Found {
        let gain = tidy(self.state.total() - before.iter().sum::<f64>());
        Found { spot, without, gain, parts: self.state.parts }
    }

    fn told(&mut self, found: &Found) -> Repair {
        let frame = self.state.frame;
        let before = self.state.parts;
        if let Some(other) = found.without {
            self.state.shift(other, false);
        }
        self.state.shift(found.spot, true);
        let series = Series {
            spots: vec![found.spot],
            span: frame.span(found.spot),
            agency: frame.advisers[found.spot.adviser].agency,
        };
        let because = because::because(self.state, &series, &Change::New);
        self.state.shift(found.spot, false);
        if let Some(other) = found.without {
            self.state.shift(other, true);
        }
        self.state.parts = before;
        let assignment = series::assignment(self.state, &series, Change::New);
        Repair {
            assignment: Assignment { because, worth: found.gain, ..assignment },
            without: found.without.map(|spot| frame.visit(spot)),
            gain: found.gain,
            parts: changes(&before, &found.parts),
        }
    }
}

/// Visits of series that have one adviser and are not kept.
fn solo(frame: &Frame<'_>) -> BTreeSet<Spot> {
    let mut found = BTreeSet::new();
    for one in frame.problem.standing.iter().filter(|one| !one.kept) {
        let [adviser] = one.advisers.as_slice() else { continue };
        for cell in &one.cells {
            let visit = Visit { cell: *cell, place: one.place.clone(), adviser: adviser.clone() };
            found.extend(numbered(frame, &visit));
        }
    }
    found
}
