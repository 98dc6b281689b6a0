//! One week of one place, at prices: the best way for each agency to come so often.

use super::super::rows::Rows;
use super::super::spots::Place;
use super::track::{NEVER, Track};
use super::ways::{Ways, ones, strides};
use crate::frame::Frame;

/// Agencies at once that are thought of at most.
const ROOM_MOST: usize = 4;
/// Which of French and Dutch somebody speaks: bits.
const BOTH: usize = 3;

/// One week of one place.
pub(super) struct Week {
    cells: Vec<Cell>,
    /// By state: which numbers of visits it stands for, as one number.
    visits_of: Vec<usize>,
    /// Rows of aims that a second visit of a day gives nothing to.
    aims: Vec<usize>,
    /// By agency: the row of the price of coming twice on a day.
    twice: Vec<Option<usize>>,
    /// Worth by numbers of visits, and who comes where.
    best: Vec<f64>,
    groups: Vec<Group>,
    /// By cell and numbers of visits: those before it, and which group comes.
    choices: Vec<(u16, u16)>,
}

/// A window of a day: who can come, by agency; with which languages.
struct Cell {
    room: usize,
    spots: Vec<Vec<(usize, usize)>>,
}

/// Agencies that come together, and the best of their advisers.
#[derive(Clone)]
struct Group {
    agencies: u32,
    worth: f64,
    spots: [u32; ROOM_MOST],
    count: usize,
}

/// A group in the making: by languages spoken, the best worth and who it is.
#[derive(Clone)]
struct Making {
    agencies: u32,
    count: usize,
    of: [(f64, [u32; ROOM_MOST]); 4],
}

/// No group came.
const NOBODY: u16 = u16::MAX;

impl Week {
    /// `None` where more agencies could be there at once than are thought of.
    pub(super) fn of(
        frame: &Frame<'_>,
        rows: &Rows,
        number: usize,
        (agencies, own, aims): (&[usize], Vec<usize>, Vec<usize>),
        (tracks, spots): (&[Track], &[Place]),
    ) -> Option<Self> {
        let mut cells: std::collections::BTreeMap<usize, Cell> = std::collections::BTreeMap::new();
        for spot in own {
            let at = spots[spot].at;
            let who = &frame.advisers[at.adviser];
            let empty = || Cell { room: rows.room_of(frame, at), spots: vec![Vec::new(); agencies.len()] };
            let cell = cells.entry(at.cell).or_insert_with(empty);
            let languages = usize::from(who.french) + 2 * usize::from(who.dutch);
            if let Some(agency) = agencies.iter().position(|agency| *agency == who.agency) {
                cell.spots[agency].push((spot, languages));
            }
        }
        let cells: Vec<Cell> = cells.into_values().collect();
        if cells.iter().any(|cell| cell.room > ROOM_MOST) {
            return None;
        }
        let strides = strides(tracks);
        let all = tracks.iter().map(|track| track.visits_most + 1).product::<usize>();
        let visits_of = |mut state: usize| {
            let mut numbers = 0;
            for (track, stride) in tracks.iter().zip(&strides) {
                numbers += stride * track.visits(number, state % track.levels(number));
                state /= track.levels(number);
            }
            numbers
        };
        let states: usize = tracks.iter().map(|track| track.levels(number)).product();
        Some(Self {
            visits_of: (0..states).map(visits_of).collect(),
            aims,
            twice: tracks.iter().map(|track| track.twice.map(|row| row + number)).collect(),
            best: vec![NEVER; all],
            groups: Vec::new(),
            choices: vec![(0, NOBODY); all * cells.len()],
            cells,
        })
    }

    /// The best of each numbers of visits. `caps` are what one visit of an agency
    /// can be worth at most beside company.
    pub(super) fn solve(
        &mut self,
        frame: &Frame<'_>,
        (ways, caps): (&mut Ways, &[f64]),
        (prices, worth): (&[f64], &[f64]),
    ) {
        let aims: f64 = self.aims.iter().map(|row| prices[*row]).sum();
        let again: Vec<f64> = self.twice.iter().map(|row| aims + row.map_or(0.0, |row| prices[row])).collect();
        let all = self.best.len();
        self.best.fill(NEVER);
        self.best[0] = 0.0;
        self.groups.clear();
        let mut before = Vec::with_capacity(all);
        for cell in 0..self.cells.len() {
            let first = self.groups.len();
            let useful = self.gather(frame, cell, (caps, &again), worth);
            before.clone_from(&self.best);
            let choices = &mut self.choices[cell * all..(cell + 1) * all];
            for (numbers, choice) in choices.iter_mut().enumerate() {
                *choice = (u16::try_from(numbers).unwrap_or(NOBODY), NOBODY);
            }
            for (number, group) in self.groups.iter().enumerate().skip(first) {
                let number = u16::try_from(number).unwrap_or(NOBODY);
                let of = ways.of(group.agencies);
                for (from, to) in &of.first {
                    let gain = before[usize::from(*from)] + group.worth;
                    if gain > self.best[usize::from(*to)] {
                        self.best[usize::from(*to)] = gain;
                        choices[usize::from(*to)] = (*from, number);
                    }
                }
                for way in of.again(group.agencies, useful) {
                    let more: f64 = ones(way.again).map(|agency| again[agency]).sum();
                    let gain = before[usize::from(way.from)] + group.worth + more;
                    if gain > self.best[usize::from(way.to)] {
                        self.best[usize::from(way.to)] = gain;
                        choices[usize::from(way.to)] = (way.from, number);
                    }
                }
            }
        }
    }

    /// What a state's visits are worth at best.
    pub(super) fn worth(&self, state: usize) -> f64 {
        self.best[self.visits_of[state]]
    }

    /// Who comes at best so that a state is reached.
    pub(super) fn chosen(&self, ways: &Ways, state: usize, come: &mut Vec<usize>, slope: &mut [f64]) {
        let all = self.best.len();
        let mut numbers = self.visits_of[state];
        for cell in (0..self.cells.len()).rev() {
            let (before, group) = self.choices[cell * all + numbers];
            numbers = usize::from(before);
            if group == NOBODY {
                continue;
            }
            let group = &self.groups[usize::from(group)];
            come.extend(group.spots[..group.count].iter().map(|spot| *spot as usize));
            for agency in ones(ways.came[numbers] & group.agencies) {
                for row in self.aims.iter().copied().chain(self.twice[agency]) {
                    slope[row] += 1.0;
                }
            }
        }
    }

    /// The groups that may be worth their price in a cell; which agencies can be
    /// worth it though they came as often as is told apart.
    fn gather(&mut self, frame: &Frame<'_>, cell: usize, (caps, again): (&[f64], &[f64]), worth: &[f64]) -> u32 {
        let Cell { room, spots } = &self.cells[cell];
        let company = frame.weights.languages + if *room > 1 { frame.weights.joint } else { 0.0 };
        let mut useful = 0;
        let mut made: Vec<Making> =
            vec![Making { agencies: 0, count: 0, of: [(0.0, [0; ROOM_MOST]), NOT_YET, NOT_YET, NOT_YET] }];
        for (agency, own) in spots.iter().enumerate() {
            let mut best = [(NEVER, 0_u32); 4];
            for (spot, languages) in own {
                if -worth[*spot] > best[*languages].0 {
                    best[*languages] = (-worth[*spot], u32::try_from(*spot).unwrap_or(u32::MAX));
                }
            }
            let most = best.iter().map(|one| one.0).fold(NEVER, f64::max) + company + again[agency].max(0.0);
            useful |= u32::from(most > 0.0) << agency;
            if most + caps[agency] <= 0.0 {
                continue;
            }
            for with in 0..made.len() {
                if made[with].count < *room {
                    made.push(made[with].and(agency, &best));
                }
            }
        }
        for one in &made[1..] {
            let with = |(languages, (worth, _)): (usize, &(f64, _))| {
                worth + if languages == BOTH { frame.weights.languages } else { 0.0 }
            };
            let best = one.of.iter().enumerate().map(|of| (with(of), of.1.1)).max_by(|a, b| a.0.total_cmp(&b.0));
            let Some((worth, spots)) = best else { continue };
            let worth = worth + if one.count > 1 { frame.weights.joint } else { 0.0 };
            let cap: f64 = ones(one.agencies).map(|agency| caps[agency] + again[agency]).sum();
            if worth + cap > 0.0 {
                self.groups.push(Group { agencies: one.agencies, worth, spots, count: one.count });
            }
        }
        useful
    }
}

/// Nobody with these languages.
const NOT_YET: (f64, [u32; ROOM_MOST]) = (NEVER, [0; ROOM_MOST]);

impl Making {
    /// With one agency more.
    fn and(&self, agency: usize, best: &[(f64, u32); 4]) -> Self {
        let mut more = Self { agencies: self.agencies | 1 << agency, count: self.count + 1, of: [NOT_YET; 4] };
        for (languages, (worth, spots)) in self.of.iter().enumerate().filter(|(_, (worth, _))| *worth > NEVER) {
            for (spoken, (gain, spot)) in best.iter().enumerate().filter(|(_, (gain, _))| *gain > NEVER) {
                let of = &mut more.of[languages | spoken];
                if worth + gain > of.0 {
                    *of = (worth + gain, *spots);
                    of.1[self.count] = *spot;
                }
            }
        }
        more
    }
}
