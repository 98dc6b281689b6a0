//! Prices, and where they may be.

use super::rows::Rows;
use super::spots::Place;
use crate::frame::Frame;

/// A price for each row, between nought and what it can be worth at most.
pub(super) struct Prices {
    pub(super) of: Vec<f64>,
    most: Vec<f64>,
    /// From here on they can be of either sign.
    free: usize,
}

impl Prices {
    /// Where prices begin.
    pub(super) fn first(frame: &Frame<'_>, rows: &Rows, spots: &[Place]) -> Self {
        let weights = &frame.weights;
        let mut prices = Self { of: vec![0.0; rows.count], most: vec![f64::INFINITY; rows.count], free: rows.visits };
        for (chain, one) in frame.chains.iter().enumerate() {
            for (week, parties) in one.parties.iter().enumerate() {
                let row = rows.demand + chain * frame.grid.weeks + week;
                prices.of[row] = weights.demand * parties.min(frame.serving.parties);
                prices.most[row] = weights.demand * frame.serving.parties;
            }
        }
        for row in rows.aims..rows.aims + frame.aims.len() {
            (prices.of[row], prices.most[row]) = (weights.aims / 2.0, weights.aims);
        }
        for row in rows.french..rows.joint {
            (prices.of[row], prices.most[row]) = (weights.languages / 2.0, weights.languages);
        }
        for row in rows.joint..rows.room {
            prices.most[row] = weights.joint;
        }
        for row in rows.pairs..rows.room {
            prices.of[row] = weights.joint / 2.0;
        }
        for (number, spot) in spots.iter().enumerate() {
            let rhythm = frame.rhythm(spot.at);
            let (cost, sessions) = (frame.rhythm_cost(rhythm), rows.rhythm_spots[rows.rhythm_of[number] as usize]);
            prices.of[rows.rhythms + number] = cost / f64::from(sessions.max(1));
            prices.most[rows.rhythms + number] = cost;
        }
        for row in rows.loads..rows.twice {
            prices.of[row] = weights.fairness / 4.0;
        }
        prices
    }

    /// A step down.
    pub(super) fn walk(&mut self, way: &[f64], step: f64) {
        let (bounded, free) = self.of.split_at_mut(self.free);
        for ((price, most), way) in bounded.iter_mut().zip(&self.most).zip(way) {
            *price = (*price - step * way).clamp(0.0, *most);
        }
        for (price, way) in free.iter_mut().zip(&way[self.free..]) {
            *price -= step * way;
        }
    }
}
