//! What counts how much.

use serde::{Deserialize, Serialize};

/// Points for each thing that a plan is judged by; the coordinator sees and
/// sets them. None is negative.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Weights {
    /// A party that is served in time.
    pub demand: f64,
    /// An aim of a place that is met (a visit as often as its fit asks, the
    /// session of the quarter).
    pub aims: f64,
    /// A place at a time at which somebody speaks French and somebody Dutch.
    pub languages: f64,
    /// Load of an adviser or an agency above an even share.
    pub fairness: f64,
    /// An hour on the way.
    pub travel: f64,
    /// A session that differs from what is published, or from its own rhythm.
    pub steadiness: f64,
    /// Two agencies or more at a place at once.
    pub joint: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self { demand: 10.0, aims: 20.0, languages: 4.0, fairness: 2.0, travel: 3.0, steadiness: 4.0, joint: 3.0 }
    }
}

/// A part of the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Parties served in time.
    Demand,
    /// Aims of places.
    Aims,
    /// French and Dutch.
    Languages,
    /// Even loads.
    Fairness,
    /// Ways.
    Travel,
    /// What stays as it is, week by week.
    Steadiness,
    /// Agencies together.
    Joint,
}

impl Part {
    /// All parts, in the order in which they are shown.
    pub const ALL: [Self; 7] =
        [Self::Demand, Self::Aims, Self::Languages, Self::Fairness, Self::Travel, Self::Steadiness, Self::Joint];
}
