//! The week of one adviser, at prices: solved exactly.

mod day;

use std::ops::Range;

use super::rows::{NO_ROW, Rows};
use super::spots::Place;
use crate::frame::{Frame, Spot};

/// One adviser on one day.
struct Day {
    spots: Range<usize>,
    fixed: Vec<usize>,
}

/// One adviser in one week.
struct Week {
    days: Vec<Day>,
    /// Visits beside those that stay.
    most: usize,
}

/// From one visit to a later one of the same day.
struct Way {
    from: u32,
    points: f64,
    /// Rows that both visits give to but can give to only once: aims of the stop,
    /// and being there a second time on the day.
    once: Range<usize>,
    /// What that costs at the prices under way.
    worth: f64,
}

/// Rows of a spot: those that it gives to and those that it takes from, each where
/// its place pays for it, and beside that.
struct RowsOf {
    gives: Range<usize>,
    gives_beside: Range<usize>,
    takes: Range<usize>,
    takes_beside: Range<usize>,
}

/// All weeks of all advisers.
pub(super) struct Weeks {
    pub(super) spots: Vec<Place>,
    weeks: Vec<Week>,
    /// By spot: which come before it on the day, and points of the way between.
    before: Vec<Range<usize>>,
    ways: Vec<Way>,
    /// What each spot is worth at the prices under way.
    worth: Vec<f64>,
    /// By spot: what it is paid at them.
    pub(super) paid: Vec<f64>,
    rows: Vec<u32>,
    rows_of: Vec<RowsOf>,
}

/// What a day is worth with so many visits, and with which.
#[derive(Clone, Default)]
struct Best {
    worth: f64,
    spots: Vec<usize>,
    ways: Vec<u32>,
}

impl Weeks {
    pub(super) fn of(frame: &Frame<'_>) -> Self {
        let hour = frame.weights.travel / 60.0;
        let mut weeks = Self {
            spots: Vec::new(),
            weeks: Vec::new(),
            before: Vec::new(),
            ways: Vec::new(),
            worth: Vec::new(),
            paid: Vec::new(),
            rows: Vec::new(),
            rows_of: Vec::new(),
        };
        let given: std::collections::BTreeSet<usize> =
            frame.extras.iter().map(|one| frame.agency_cell(one.agency, one.place, one.cell)).collect();
        for (adviser, who) in frame.advisers.iter().enumerate() {
            for week in 0..frame.grid.weeks {
                let fixed: Vec<Spot> = frame
                    .fixed
                    .iter()
                    .filter(|spot| spot.adviser == adviser && frame.grid.week(spot.cell) == week)
                    .copied()
                    .collect();
                let is_taken = |cell: usize| fixed.iter().any(|spot| spot.cell == cell);
                let free = &frame.spots[adviser * frame.grid.weeks + week];
                let mut all: Vec<(Spot, bool)> =
                    free.iter().filter(|spot| !is_taken(spot.cell)).map(|spot| (*spot, false)).collect();
                all.extend(fixed.iter().map(|spot| (*spot, true)));
                all.sort_unstable_by_key(|(spot, _)| (spot.cell, spot.place));
                let room = frame.rooms[adviser * frame.grid.weeks + week];
                let mut of = Week { days: Vec::new(), most: room.visits.saturating_sub(fixed.len()) };
                for day in all.chunk_by(|(one, _), (other, _)| frame.grid.day(one.cell) == frame.grid.day(other.cell)) {
                    let first = weeks.spots.len();
                    for (at, is_fixed) in day {
                        let agency_cell = frame.agency_cell(who.agency, at.place, at.cell);
                        let going = if given.contains(&agency_cell) { 0.0 } else { frame.going[agency_cell] };
                        weeks.spots.push(Place {
                            at: *at,
                            is_fixed: *is_fixed,
                            points: going - frame.newness(*at),
                            sets_out: hour * f64::from(who.sets_out[at.place]),
                        });
                    }
                    weeks.add_ways(frame, first, hour);
                    let spots = first..weeks.spots.len();
                    let fixed = spots.clone().filter(|spot| weeks.spots[*spot].is_fixed).collect();
                    of.days.push(Day { spots, fixed });
                }
                weeks.weeks.push(of);
            }
        }
        weeks.worth = vec![0.0; weeks.spots.len()];
        weeks.paid = vec![0.0; weeks.spots.len()];
        weeks
    }

    fn add_ways(&mut self, frame: &Frame<'_>, first: usize, hour: f64) {
        for to in first..self.spots.len() {
            let begins = self.ways.len();
            for from in first..to {
                let (one, other) = (self.spots[from].at, self.spots[to].at);
                if one.cell < other.cell && frame.go_together(one, other) {
                    let way = hour * f64::from(frame.way(one.place, other.place));
                    let from = u32::try_from(from).unwrap_or(NO_ROW);
                    self.ways.push(Way { from, points: way, once: 0..0, worth: way });
                }
            }
            self.before.push(begins..self.ways.len());
        }
    }

    /// Looks up which rows each spot is in.
    pub(super) fn link(&mut self, frame: &Frame<'_>, rows: &Rows) {
        for (number, spot) in self.spots.iter().enumerate() {
            let at = spot.at;
            let who = &frame.advisers[at.adviser];
            let meeting = rows.meeting_of[frame.place_cell(at.place, at.cell)] as usize;
            let mut gives: Vec<usize> = Vec::new();
            if let Some(chain) = frame.chain_at[frame.at(who.agency, at.place)] {
                gives.push(rows.demand + chain * frame.grid.weeks + frame.grid.week(at.cell));
            }
            let aims = frame.aims_of(who.agency, at.place, frame.grid.day(at.cell));
            let (within, beside): (Vec<usize>, Vec<usize>) = aims.partition(|aim| rows.is_within(*aim));
            gives.extend(within.into_iter().map(|aim| rows.aims + aim));
            gives.extend(who.french.then_some(rows.french + meeting));
            gives.extend(who.dutch.then_some(rows.dutch + meeting));
            gives.extend(rows.company(frame, at));
            gives.extend(rows.is_whole(at.place).then_some(rows.visits + number));
            let mut takes: Vec<usize> = [rows.room + meeting].into_iter().chain(rows.alone_at(frame, at)).collect();
            if rows.strangers.contains(&number) {
                gives.clear();
                takes.clear();
            }
            let own = [rows.rhythms + number, rows.loads + at.adviser, rows.agency_loads + who.agency];
            let begins = self.rows.len();
            let numbered = |row: usize| u32::try_from(row).unwrap_or(NO_ROW);
            self.rows.extend(gives.into_iter().map(numbered));
            let gives = begins..self.rows.len();
            self.rows.extend(beside.into_iter().map(|aim| numbered(rows.aims + aim)));
            let gives_beside = gives.end..self.rows.len();
            self.rows.extend(takes.into_iter().map(numbered));
            let takes = gives_beside.end..self.rows.len();
            self.rows.extend(own.into_iter().map(numbered));
            let takes_beside = takes.end..self.rows.len();
            self.rows_of.push(RowsOf { gives, gives_beside, takes, takes_beside });
        }
        for stranger in &rows.strangers {
            self.spots[*stranger].points += frame.weights.languages + frame.weights.joint;
        }
        for (to, ways) in self.before.iter().enumerate() {
            let to = self.spots[to].at;
            for way in &mut self.ways[ways.clone()] {
                let from = self.spots[way.from as usize].at;
                if frame.stops[from.place] != frame.stops[to.place] {
                    continue;
                }
                let begins = self.rows.len();
                let (agency, day) = (frame.advisers[to.adviser].agency, frame.grid.day(to.cell));
                let both = frame.aims_of(agency, from.place, day);
                let other: Vec<usize> = frame.aims_of(agency, to.place, day).collect();
                let both = both.filter(|aim| other.contains(aim)).map(|aim| rows.aims + aim);
                let chain = frame.chain_at[frame.at(agency, to.place)].filter(|_| from.place == to.place);
                let twice = chain.map(|chain| rows.twice + chain * frame.grid.weeks + frame.grid.week(to.cell));
                self.rows.extend(both.chain(twice).map(|row| u32::try_from(row).unwrap_or(NO_ROW)));
                way.once = begins..self.rows.len();
            }
        }
    }

    /// The most that the weeks can be worth.
    pub(super) fn value(&mut self, frame: &Frame<'_>, prices: &[f64], slope: &mut [f64]) -> f64 {
        for (number, of) in self.rows_of.iter().enumerate() {
            let sum =
                |rows: &Range<usize>| -> f64 { self.rows[rows.clone()].iter().map(|row| prices[*row as usize]).sum() };
            self.paid[number] = sum(&of.gives) - sum(&of.takes);
            let beside = sum(&of.gives_beside) - sum(&of.takes_beside);
            self.worth[number] = self.spots[number].points + self.paid[number] + beside;
        }
        for way in &mut self.ways {
            way.worth = way.points + self.rows[way.once.clone()].iter().map(|row| prices[*row as usize]).sum::<f64>();
        }
        let mut sum = 0.0;
        for week in 0..self.weeks.len() {
            let Best { worth, spots, ways } = self.week(frame, week);
            sum += worth;
            for way in ways {
                for row in &self.rows[self.ways[way as usize].once.clone()] {
                    slope[*row as usize] -= 1.0;
                }
            }
            for spot in spots {
                let of = &self.rows_of[spot];
                for row in &self.rows[of.gives.start..of.gives_beside.end] {
                    slope[*row as usize] += 1.0;
                }
                for row in &self.rows[of.takes.start..of.takes_beside.end] {
                    slope[*row as usize] -= 1.0;
                }
            }
        }
        sum
    }

    /// A place takes what the visits of a spot give.
    pub(super) fn take(&self, spot: usize, slope: &mut [f64]) {
        let of = &self.rows_of[spot];
        for row in &self.rows[of.gives.clone()] {
            slope[*row as usize] -= 1.0;
        }
        for row in &self.rows[of.takes.clone()] {
            slope[*row as usize] += 1.0;
        }
    }

    /// By adviser and week: the spots that are free, those that are worth most first.
    pub(super) fn likely(&self, frame: &Frame<'_>) -> Vec<Vec<Spot>> {
        let mut all: Vec<Vec<(f64, Spot)>> = vec![Vec::new(); frame.spots.len()];
        for (number, spot) in self.spots.iter().enumerate().filter(|(_, spot)| !spot.is_fixed) {
            let of = spot.at.adviser * frame.grid.weeks + frame.grid.week(spot.at.cell);
            all[of].push((self.worth[number] - spot.sets_out, spot.at));
        }
        let in_order = |mut spots: Vec<(f64, Spot)>| {
            spots.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            spots.into_iter().map(|(_, spot)| spot).collect()
        };
        all.into_iter().map(in_order).collect()
    }

    /// The best of a week: how many visits on which day.
    fn week(&mut self, frame: &Frame<'_>, number: usize) -> Best {
        let most = self.weeks[number].most;
        let mut best: Vec<Option<Best>> = vec![None; most + 1];
        best[0] = Some(Best::default());
        for day in 0..self.weeks[number].days.len() {
            let of_day = self.day(frame, (number, day), most);
            let mut next: Vec<Option<Best>> = vec![None; most + 1];
            for (before, known) in best.iter().enumerate() {
                let Some(known) = known else { continue };
                for (more, of) in of_day.iter().enumerate().take(most - before + 1) {
                    let worth = known.worth + of.worth;
                    let place = &mut next[before + more];
                    if place.as_ref().is_none_or(|other| other.worth < worth) {
                        let spots = known.spots.iter().chain(&of.spots).copied().collect();
                        let ways = known.ways.iter().chain(&of.ways).copied().collect();
                        *place = Some(Best { worth, spots, ways });
                    }
                }
            }
            best = next;
        }
        best.into_iter().flatten().max_by(|a, b| a.worth.total_cmp(&b.worth)).unwrap_or_default()
    }
}
