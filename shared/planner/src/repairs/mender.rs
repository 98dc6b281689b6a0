//! Trying changes beside what stands.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::{Breach, Mended, Repair};
use crate::frame::{Frame, Spot};
use crate::greedy::WORTH_IT;
use crate::judge::{numbered, tidy};
use crate::reasons::{because, changes};
use crate::series;
use crate::state::{Parts, State};
use crate::{Assignment, Change, Visit};

/// Of several breaches so many ways are gone on with from one to the next.
const WIDTH: usize = 12;

/// A change, and what the plan gains.
#[derive(Debug, Clone)]
struct Found {
    spot: Spot,
    without: Option<Spot>,
    gain: f64,
    /// The parts of the score with it.
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

/// Changes for the first breaches of a group, one after another.
#[derive(Debug, Clone, Default)]
struct Way(Vec<Option<Found>>);

impl Way {
    fn made(&self) -> impl DoubleEndedIterator<Item = &Found> {
        self.0.iter().flatten()
    }

    fn with(&self, next: Option<Found>) -> Self {
        Self(self.0.iter().cloned().chain([next]).collect())
    }

    fn gain(&self) -> f64 {
        self.made().map(|one| one.gain).sum()
    }

    /// More that is mended first, then what gains more; of two that are the same
    /// changes the one in which an earlier session goes to an earlier time.
    fn order(&self, other: &Self) -> Ordering {
        let cells = |way: &Self| way.made().map(|one| one.spot.cell).collect::<Vec<_>>();
        let rest = |way: &Self| way.made().map(|one| (one.without, one.spot)).collect::<Vec<_>>();
        (other.made().count().cmp(&self.made().count()))
            .then_with(|| tidy(other.gain()).total_cmp(&tidy(self.gain())))
            .then_with(|| cells(self).cmp(&cells(other)))
            .then_with(|| rest(self).cmp(&rest(other)))
    }

    /// What it comes to, whichever change is for which breach.
    fn set(&self) -> BTreeSet<(Spot, Option<Spot>)> {
        self.made().map(|one| (one.spot, one.without)).collect()
    }
}

pub(super) struct Mender<'s, 'f, 'p> {
    state: &'s mut State<'f, 'p>,
    /// Visits that can make room.
    can_go: Vec<Spot>,
    /// Advisers and weeks in which people put somebody in two places at once:
    /// nothing is added there.
    doubled: BTreeSet<(usize, usize)>,
}

impl<'s, 'f, 'p> Mender<'s, 'f, 'p> {
    pub(super) fn of(state: &'s mut State<'f, 'p>, standing: &[Visit]) -> Self {
        let frame = state.frame;
        let spots: Vec<Spot> = standing.iter().filter_map(|visit| numbered(frame, visit)).collect();
        let week = |spot: &Spot| (spot.adviser, frame.grid.week(spot.cell));
        let doubled =
            spots.iter().filter(|spot| state.place_of(spot.adviser, spot.cell) != Some(spot.place)).map(week).collect();
        let solo = solo(frame);
        let can_go = spots.into_iter().filter(|spot| solo.contains(spot)).collect();
        Self { state, can_go, doubled }
    }

    /// The best ways for a group, the best first.
    pub(super) fn of_group(&mut self, group: &[Breach], most: usize) -> Vec<Mended> {
        let width = if group.len() > 1 { most.max(WIDTH) } else { most };
        let before = self.state.parts;
        let mut ways = vec![Way::default()];
        for breach in group {
            let mut longer = Vec::new();
            for way in &ways {
                self.shift(way, true);
                let found = self.of_breach(breach, width);
                self.shift(way, false);
                self.state.parts = before;
                if found.is_empty() {
                    longer.push(way.with(None));
                }
                longer.extend(found.into_iter().map(|one| way.with(Some(one))));
            }
            longer.sort_by(Way::order);
            let mut known = BTreeSet::new();
            longer.retain(|way| known.insert(way.set()));
            longer.truncate(width);
            ways = longer;
        }
        ways.retain(|way| way.made().next().is_some());
        ways.truncate(most);
        ways.iter().map(|way| self.told(way)).collect()
    }

    /// Makes the changes of a way, or takes them back.
    fn shift(&mut self, way: &Way, makes: bool) {
        if makes {
            for one in way.made() {
                if let Some(other) = one.without {
                    self.state.shift(other, false);
                }
                self.state.shift(one.spot, true);
            }
        } else {
            for one in way.made().rev() {
                self.state.shift(one.spot, false);
                if let Some(other) = one.without {
                    self.state.shift(other, true);
                }
            }
        }
    }

    fn of_breach(&mut self, breach: &Breach, most: usize) -> Vec<Found> {
        let frame = self.state.frame;
        let Ok(place) = frame.problem.places.binary_search_by(|one| one.id.cmp(&breach.place)) else {
            return Vec::new();
        };
        let days = |cell: &usize| (breach.days.0..=breach.days.1).contains(&frame.grid.date(*cell));
        let cells: Vec<usize> = (0..frame.grid.cells()).filter(days).collect();
        let places: Vec<usize> = (0..frame.places).filter(|one| frame.stops[*one] == frame.stops[place]).collect();
        let not: BTreeSet<Spot> = breach.not.iter().filter_map(|visit| numbered(frame, visit)).collect();
        let mut best = Best { found: Vec::new(), most, must_gain: breach.must_gain };
        for (adviser, _) in frame.problem.advisers.iter().enumerate().filter(|(_, one)| one.agency == breach.agency) {
            for place in &places {
                for cell in &cells {
                    let spot = Spot { adviser, place: *place, cell: *cell };
                    let is_doubled = self.doubled.contains(&(adviser, frame.grid.week(*cell)));
                    let is_there = self.state.place_of(adviser, *cell) == Some(*place);
                    if frame.can[frame.spot(spot)] && !is_doubled && !is_there && !not.contains(&spot) {
                        self.try_spot(spot, &mut best);
                    }
                }
            }
        }
        best.found
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
            ((one.adviser == spot.adviser && frame.grid.week(one.cell) == frame.grid.week(spot.cell))
                || (one.place == spot.place && one.cell == spot.cell))
                // An earlier change may have taken it away.
                && self.state.place_of(one.adviser, one.cell) == Some(one.place)
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

    /// The changes of a way, each with why it is there beside the others.
    fn told(&mut self, way: &Way) -> Mended {
        let before = self.state.parts;
        self.shift(way, true);
        let all = self.state.parts;
        let mut last = before;
        let mut repairs = Vec::new();
        for one in &way.0 {
            repairs.push(one.as_ref().map(|one| {
                let repair = self.repair(one, &last);
                last = one.parts;
                repair
            }));
        }
        self.shift(way, false);
        self.state.parts = before;
        Mended { repairs, gain: tidy(way.gain()), parts: changes(&before, &all) }
    }

    fn repair(&mut self, found: &Found, before: &Parts) -> Repair {
        let frame = self.state.frame;
        let series = series::series(frame, None, vec![found.spot]);
        let because = because::because(self.state, &series, &Change::New);
        let assignment = series::assignment(frame, &series, Change::New);
        Repair {
            assignment: Assignment { because, worth: found.gain, ..assignment },
            without: found.without.map(|spot| frame.visit(spot)),
            gain: found.gain,
            parts: changes(before, &found.parts),
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
