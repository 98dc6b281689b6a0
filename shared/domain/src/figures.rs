//! Figures of a quarter: what needs, referrals and bookings come to, by place.
//!
//! Each need and each booking has a share in the figures that follows from how
//! it stands now, and from nothing else. What was counted of it is kept beside
//! it, so the figures move by the difference: looked at twice, or in another
//! order, it comes to the same.

mod counter;
mod of_booking;
mod of_need;
mod presences;
mod quarter;
mod steps;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{LocationId, MemberId};

pub use counter::{BookingCount, Counter, NeedCount, ReferralCount};
pub use of_booking::of_booking;
pub use of_need::of_need;
pub use presences::{PresenceCounts, Presences, presences};
pub use quarter::Quarter;
pub use steps::{STEP, in_steps, total_in_steps};

/// Raised when it changes what is counted: everything is then counted anew.
pub const DEFINITION: u32 = 1;

/// Counts of one place in one quarter.
pub type Counts = BTreeMap<Counter, u64>;

/// The counts of a quarter, by place.
pub type QuarterFigures = BTreeMap<LocationId, Counts>;

/// A member that is reached at a place in a quarter by what is counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Reached {
    /// The quarter.
    pub quarter: Quarter,
    /// The place.
    pub location: LocationId,
    /// The member.
    pub member: MemberId,
}

/// The share that one need or booking has in the figures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// What it adds, by quarter and place.
    pub counts: BTreeMap<Quarter, QuarterFigures>,
    /// Which member it reaches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached: Option<Reached>,
}

impl Counted {
    pub(crate) fn add(&mut self, quarter: Quarter, location: &LocationId, counter: Counter, n: u64) {
        if n > 0 {
            let of_quarter = self.counts.entry(quarter).or_default();
            *of_quarter.entry(location.clone()).or_default().entry(counter).or_default() += n;
        }
    }
}

/// By how much counts of a place in a quarter move.
pub type Moved = BTreeMap<(Quarter, LocationId), BTreeMap<Counter, i64>>;

/// Adds to `moved` what turns the share `before` into the share `after`.
pub fn moves(moved: &mut Moved, before: &Counted, after: &Counted) {
    for (sign, counted) in [(-1, before), (1, after)] {
        for (quarter, places) in &counted.counts {
            for (location, counts) in places {
                let of_place = moved.entry((*quarter, location.clone())).or_default();
                for (counter, n) in counts {
                    *of_place.entry(counter.clone()).or_default() += sign * i64::try_from(*n).unwrap_or(i64::MAX);
                }
                of_place.retain(|_, by| *by != 0);
            }
        }
    }
    moved.retain(|_, by| !by.is_empty());
}

/// Moves the counts of a place; a count of nothing is left out.
pub fn apply(counts: &mut Counts, by: &BTreeMap<Counter, i64>) {
    for (counter, by) in by {
        let count = counts.entry(counter.clone()).or_default();
        *count = count.saturating_add_signed(*by);
    }
    counts.retain(|_, count| *count > 0);
}

/// Counts of all places together.
pub fn together<'a>(places: impl IntoIterator<Item = &'a Counts>) -> Counts {
    let mut all = Counts::new();
    for (counter, n) in places.into_iter().flatten() {
        *all.entry(counter.clone()).or_default() += n;
    }
    all
}

/// One count; nothing counted is 0.
pub fn count(counts: &Counts, counter: &Counter) -> u64 {
    counts.get(counter).copied().unwrap_or_default()
}

/// The value under which `share` of 0 to 1 of some numbers lie, given how often
/// each occurs, in order; `None` of none.
pub fn quantile(histogram: &BTreeMap<u32, u64>, share: f64) -> Option<u32> {
    let n: u64 = histogram.values().sum();
    let mut seen = 0;
    histogram.iter().find_map(|(value, count)| {
        seen += count;
        (seen as f64 >= share * n as f64).then_some(*value)
    })
}
