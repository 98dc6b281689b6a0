//! All weeks of one place, at prices: who comes when, in whole visits, and what
//! demand, aims, languages and company are worth with them.
//!
//! Solved exactly, week after week: what counts of the weeks before is how often
//! each agency came in the last one and how many parties of it still wait. So a
//! week is worth what the best way to come so often is worth ([`week`]), and what
//! is served with it ([`track`]).

mod track;
mod ways;
mod week;

use std::collections::BTreeMap;

use super::rows::Rows;
use super::spots::Place;
use crate::frame::{Aim, Frame};
use crate::periods::Kind;
use track::{NEVER, Track};
use ways::Ways;
use week::Week;

/// States of a week that are told apart at most; where there are more, a place is
/// solved in parts.
const STATES_MOST: usize = 4_096;
/// Where more agencies can come than this, those of whom nothing is needed there are
/// strangers: each visit of theirs is thought to add all that company can, and aims
/// are not part of the place.
const AGENCIES_MOST: usize = 8;

/// The places that are solved whole.
#[derive(Default)]
pub(super) struct Places {
    whole: Vec<Whole>,
}

/// A place and all its weeks.
struct Whole {
    /// The agencies that can come.
    tracks: Vec<Track>,
    weeks: Vec<Week>,
    /// Visits of strangers: not part of it.
    strangers: Vec<usize>,
    ways: Ways,
    /// Aims that are part of it.
    aims: Vec<usize>,
    /// By week: points for coming, and for coming in it or in the one before.
    every: Vec<f64>,
    second: Vec<f64>,
}

/// What a place does in a week: from which state, into which.
struct Step {
    worth: f64,
    before: usize,
}

impl Places {
    /// The places that can be solved whole; [`Rows`] is told which they are.
    pub(super) fn of(frame: &Frame<'_>, rows: &mut Rows, spots: &[Place]) -> Self {
        let mut of_place: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, spot) in spots.iter().enumerate() {
            of_place.entry(spot.at.place).or_default().push(number);
        }
        let mut whole = Vec::new();
        for (place, own) in of_place {
            if let Some(one) = Whole::of(frame, rows, (place, &own), spots) {
                rows.solve_whole(place, &one.aims, &one.strangers);
                whole.push(one);
            }
        }
        Self { whole }
    }

    /// The most that they can be worth; `worth` is what each visit is paid.
    pub(super) fn value(
        &mut self,
        frame: &Frame<'_>,
        (prices, worth): (&[f64], &[f64]),
        come: &mut Vec<usize>,
        slope: &mut [f64],
    ) -> f64 {
        self.whole.iter_mut().map(|one| one.value(frame, (prices, worth), come, slope)).sum()
    }
}

impl Whole {
    fn of(frame: &Frame<'_>, rows: &Rows, (place, own): (usize, &[usize]), spots: &[Place]) -> Option<Self> {
        let is_plain = frame.serving.within <= 1 && frame.extras.iter().all(|extra| extra.place != place);
        let mut agencies: Vec<usize> =
            own.iter().map(|number| frame.advisers[spots[*number].at.adviser].agency).collect();
        agencies.sort_unstable();
        agencies.dedup();
        let is_crowd = agencies.len() > AGENCIES_MOST;
        agencies.retain(|agency| !is_crowd || frame.chain_at[frame.at(*agency, place)].is_some());
        let is_stranger = |number: &usize| !agencies.contains(&frame.advisers[spots[*number].at.adviser].agency);
        let (strangers, own): (Vec<usize>, Vec<usize>) = own.iter().partition(|number| is_stranger(number));
        let of = |agency: &usize| Track::of(frame, rows, (*agency, place));
        let tracks: Vec<Track> = agencies.iter().map(of).collect::<Option<_>>()?;
        if tracks.len() > AGENCIES_MOST {
            return None;
        }
        let states = |week: usize| tracks.iter().map(|track| track.levels(week)).product::<usize>();
        if !is_plain || (0..frame.grid.weeks).any(|week| states(week) > STATES_MOST) {
            return None;
        }
        let ways = Ways::of_tracks(&tracks);
        let none = vec![0.0; frame.grid.weeks];
        let (every, second) = (none.clone(), none);
        let mut one = Self { tracks, strangers, ways, weeks: Vec::new(), aims: Vec::new(), every, second };
        let mut aims: Vec<Vec<usize>> = vec![Vec::new(); frame.grid.weeks];
        let within = |(_, aim): &(usize, &Aim)| !is_crowd && is_within(frame, place, aim);
        for (number, aim) in frame.aims.iter().enumerate().filter(within) {
            one.aims.push(number);
            let (first, last) = (aim.days[0] / 7, aim.days[aim.days.len() - 1] / 7);
            let points = if first == last { &mut one.every } else { &mut one.second };
            points[last] += frame.weights.aims;
            aims[first].push(rows.aims + number);
            if last != first {
                aims[last].push(rows.aims + number);
            }
        }
        for (week, aims) in aims.into_iter().enumerate() {
            let own = own.iter().copied().filter(|number| frame.grid.week(spots[*number].at.cell) == week);
            one.weeks.push(Week::of(frame, rows, week, (&agencies, own.collect(), aims), (&one.tracks, spots))?);
        }
        Some(one)
    }

    fn value(
        &mut self,
        frame: &Frame<'_>,
        (prices, worth): (&[f64], &[f64]),
        come: &mut Vec<usize>,
        slope: &mut [f64],
    ) -> f64 {
        let weeks = self.weeks.len();
        let mut after: Vec<Vec<f64>> = Vec::with_capacity(weeks);
        let mut known = vec![0.0];
        for week in 0..weeks {
            let cap = |track: &Track| track.served_most(week) * frame.weights.demand;
            let caps: Vec<f64> =
                self.tracks.iter().map(|track| cap(track) + self.every[week] + self.aims_beside(week)).collect();
            self.weeks[week].solve(frame, (&mut self.ways, &caps), (prices, worth));
            let mut next = known.clone();
            for (number, track) in self.tracks.iter().enumerate() {
                let inner: usize = self.tracks[..number].iter().map(|track| track.levels(week)).product();
                next = track.passed(&next, inner, week);
            }
            let come = known[1..].iter().copied().fold(f64::NEG_INFINITY, f64::max);
            for (state, worth) in next.iter_mut().enumerate() {
                *worth = if state == 0 {
                    known[0].max(come + self.second[week])
                } else {
                    *worth + self.second[week] + self.every[week] + self.weeks[week].worth(state)
                };
            }
            after.push(std::mem::replace(&mut known, next));
        }
        let last = known.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
        let (mut state, value) = last.unwrap_or_default();
        for week in (0..weeks).rev() {
            self.weeks[week].chosen(&self.ways, state, come, slope);
            state = self.before(&after[week], state, week).before;
        }
        value
    }

    /// Points that a visit can add to weeks beside its own.
    fn aims_beside(&self, week: usize) -> f64 {
        self.second[week] + self.second.get(week + 1).copied().unwrap_or_default()
    }

    /// The best state of the week before, given that of this week.
    fn before(&self, known: &[f64], state: usize, week: usize) -> Step {
        let mut gains = Vec::with_capacity(known.len());
        gains.push(0.0);
        let mut rest = state;
        for track in &self.tracks {
            let level = rest % track.levels(week);
            rest /= track.levels(week);
            let fewer = gains.len();
            let more = track.gains(week, level);
            for more in &more[1..] {
                for at in 0..fewer {
                    gains.push(gains[at] + more);
                }
            }
            gains[..fewer].iter_mut().for_each(|gain| *gain += more[0]);
        }
        let mut best = Step { worth: NEVER, before: 0 };
        for (before, (worth, gain)) in known.iter().zip(&gains).enumerate() {
            let second = if state == 0 && before > 0 { self.second[week] } else { 0.0 };
            if worth + gain + second > best.worth {
                best = Step { worth: worth + gain + second, before };
            }
        }
        best
    }
}

/// Whether an aim is of this place alone, and of one week or of two that follow
/// each other.
fn is_within(frame: &Frame<'_>, place: usize, aim: &Aim) -> bool {
    let is_alone = frame.stops.iter().filter(|stop| **stop == frame.stops[place]).count() == 1;
    aim.place == place && is_alone && matches!(aim.kind, Kind::Weekly | Kind::Fortnightly)
}
