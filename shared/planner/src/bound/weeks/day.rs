//! The best of one day, at prices.

use super::super::rows::NO_ROW;
use super::{Best, Day, Weeks};
use crate::frame::Frame;

impl Weeks {
    /// The best of a day, by number of visits beside those that stay.
    pub(super) fn day(&mut self, frame: &Frame<'_>, (week, day): (usize, usize), most: usize) -> Vec<Best> {
        let Day { spots, fixed } = &self.weeks[week].days[day];
        let spots = spots.clone();
        if !fixed.is_empty() {
            return self.day_with_fixed(frame, (week, day), most);
        }
        let mut of_day = vec![Best::default()];
        let mut now: Vec<(f64, u32)> =
            spots.clone().map(|spot| (self.worth[spot] - self.spots[spot].sets_out, NO_ROW)).collect();
        let mut layers: Vec<Vec<(f64, u32)>> = Vec::new();
        while of_day.len() <= most.min(frame.windows.len()) {
            let Some((last, (worth, _))) = now
                .iter()
                .enumerate()
                .max_by(|(_, a), (_, b)| a.0.total_cmp(&b.0))
                .filter(|(_, one)| one.0.is_finite())
            else {
                break;
            };
            let mut best = Best { worth: *worth, ..Best::default() };
            layers.push(now.clone());
            let mut at = last;
            for layer in layers.iter().rev() {
                best.spots.push(spots.start + at);
                if layer[at].1 != NO_ROW {
                    best.ways.push(layer[at].1);
                    at = self.ways[layer[at].1 as usize].from as usize - spots.start;
                }
            }
            of_day.push(best);
            let before = |spot: usize| {
                let come = self.before[spot].clone().map(|number| {
                    let way = &self.ways[number];
                    let local = way.from as usize - spots.start;
                    (now[local].0 - way.worth + self.worth[spot], u32::try_from(number).unwrap_or(NO_ROW))
                });
                come.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((f64::NEG_INFINITY, NO_ROW))
            };
            now = spots.clone().map(before).collect();
        }
        of_day
    }

    /// A day on which something stays: what comes beside it need not fit, and
    /// costs no way more than that of the day with the one that adds least.
    fn day_with_fixed(&self, frame: &Frame<'_>, (week, day): (usize, usize), most: usize) -> Vec<Best> {
        let Day { spots, fixed } = &self.weeks[week].days[day];
        let worth: f64 = fixed.iter().map(|spot| self.worth[*spot]).sum();
        let way = self.way_of(frame, fixed, None);
        let mut of_day = vec![Best { worth: worth - way, spots: fixed.clone(), ways: Vec::new() }];
        let mut windows: Vec<(f64, f64, usize)> = Vec::new();
        for window in 0..frame.windows.len() {
            let free = spots
                .clone()
                .filter(|spot| !self.spots[*spot].is_fixed && frame.grid.window(self.spots[*spot].at.cell) == window);
            let alone = |spot: usize| self.worth[spot] + worth - self.way_of(frame, fixed, Some(spot));
            windows.extend(free.map(|spot| (self.worth[spot], alone(spot), spot)).max_by(|a, b| a.0.total_cmp(&b.0)));
            let free = spots
                .clone()
                .filter(|spot| !self.spots[*spot].is_fixed && frame.grid.window(self.spots[*spot].at.cell) == window);
            if let Some(best) = free.map(|spot| (alone(spot), spot)).max_by(|a, b| a.0.total_cmp(&b.0)) {
                let known = of_day.get(1).map_or(f64::NEG_INFINITY, |one| one.worth);
                if most > 0 && best.0 > known {
                    of_day.truncate(1);
                    let spots = fixed.iter().copied().chain([best.1]).collect();
                    of_day.push(Best { worth: best.0, spots, ways: Vec::new() });
                }
            }
        }
        windows.sort_by(|a, b| b.0.total_cmp(&a.0));
        for more in 2..=most.min(windows.len()) {
            let best = &windows[..more];
            let free: f64 = best.iter().map(|one| one.0).sum();
            let spots = fixed.iter().copied().chain(best.iter().map(|one| one.2)).collect();
            of_day.push(Best { worth: worth + free, spots, ways: Vec::new() });
        }
        of_day
    }

    /// Points of the ways of a day.
    fn way_of(&self, frame: &Frame<'_>, fixed: &[usize], more: Option<usize>) -> f64 {
        let mut all: Vec<usize> = fixed.iter().copied().chain(more).collect();
        all.sort_unstable_by_key(|spot| self.spots[*spot].at.cell);
        let hour = frame.weights.travel / 60.0;
        let between = all
            .windows(2)
            .map(|pair| hour * f64::from(frame.way(self.spots[pair[0]].at.place, self.spots[pair[1]].at.place)));
        all.first().map_or(0.0, |first| self.spots[*first].sets_out) + between.sum::<f64>()
    }
}
