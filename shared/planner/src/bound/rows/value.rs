//! What a row is worth by itself, at prices.

use super::{Meeting, Rows};
use crate::frame::Frame;

impl Rows {
    /// What rows are worth that are not an adviser's week and not demand.
    pub(in crate::bound) fn value(&self, frame: &Frame<'_>, prices: &[f64], slope: &mut [f64]) -> f64 {
        let weights = &frame.weights;
        let mut sum = 0.0;
        for aim in 0..frame.aims.len() {
            let row = self.aims + aim;
            if self.aim_is_within[aim] {
                continue;
            }
            if self.met[aim] {
                sum += weights.aims;
            } else if prices[row] < weights.aims {
                sum += weights.aims - prices[row];
                slope[row] -= 1.0;
            }
        }
        for (number, meeting) in self.meetings.iter().enumerate().filter(|(_, one)| !self.whole[one.place]) {
            sum += self.meeting(frame, (number, meeting), prices, slope);
        }
        for (number, (_, most)) in self.alone_most.iter().enumerate().filter(|(_, one)| !self.whole[one.0]) {
            sum += prices[self.alone + number] * most;
            slope[self.alone + number] += most;
        }
        sum + self.rhythms(prices, slope) + self.loads(frame, prices, slope)
    }

    fn meeting(
        &self,
        frame: &Frame<'_>,
        (number, meeting): (usize, &Meeting),
        prices: &[f64],
        slope: &mut [f64],
    ) -> f64 {
        let weights = &frame.weights;
        let (french, dutch) = (self.french + number, self.dutch + number);
        let mut sum = prices[self.room + number] * meeting.room as f64;
        slope[self.room + number] += meeting.room as f64;
        if meeting.is_given {
            return sum + weights.languages + weights.joint;
        }
        if prices[french] + prices[dutch] < weights.languages {
            sum += weights.languages - prices[french] - prices[dutch];
            slope[french] -= 1.0;
            slope[dutch] -= 1.0;
        }
        let joint = self.joint + meeting.joint.start..self.joint + meeting.joint.end;
        let paid = prices[joint.clone()].iter().sum::<f64>() + 2.0 * prices[self.pairs + number];
        if !joint.is_empty() && paid < weights.joint {
            sum += weights.joint - paid;
            for row in joint {
                slope[row] -= 1.0;
            }
            slope[self.pairs + number] -= 2.0;
        }
        sum
    }

    fn rhythms(&self, prices: &[f64], slope: &mut [f64]) -> f64 {
        let mut paid = vec![0.0; self.rhythm_costs.len()];
        for (number, rhythm) in self.rhythm_of.iter().enumerate() {
            paid[*rhythm as usize] += prices[self.rhythms + number];
        }
        let begins = |rhythm: usize| paid[rhythm] > self.rhythm_costs[rhythm] + 1e-12;
        for (number, rhythm) in self.rhythm_of.iter().enumerate() {
            if begins(*rhythm as usize) {
                slope[self.rhythms + number] += 1.0;
            }
        }
        paid.iter().zip(&self.rhythm_costs).map(|(paid, cost)| (paid - cost).max(0.0)).sum()
    }

    fn loads(&self, frame: &Frame<'_>, prices: &[f64], slope: &mut [f64]) -> f64 {
        let mut sum = 0.0;
        let mut load = |row: usize, most: f64, extra: u32| {
            let worth =
                |visits: u32| prices[row] * f64::from(visits) - frame.load_cost(f64::from(visits + extra), most);
            let mut visits = 0;
            while visits < LOAD_MOST && worth(visits + 1) > worth(visits) {
                visits += 1;
            }
            sum += worth(visits);
            slope[row] += f64::from(visits);
        };
        for (adviser, who) in frame.advisers.iter().enumerate() {
            load(self.loads + adviser, who.most, self.load_extras[adviser]);
        }
        for (agency, most) in frame.agency_most.iter().enumerate() {
            load(self.agency_loads + agency, *most, self.agency_extras[agency]);
        }
        sum
    }
}

/// Visits of an agency that are thought of at most, in all weeks.
const LOAD_MOST: u32 = 10_000;
