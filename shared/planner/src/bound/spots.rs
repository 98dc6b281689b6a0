//! Where advisers can be.

use crate::frame::Spot;

/// Where an adviser can be, and what of that is the same at all prices.
pub(super) struct Place {
    pub(super) at: Spot,
    pub(super) is_fixed: bool,
    /// Points by itself: that it is new, that today's session stays.
    pub(super) points: f64,
    /// Points of the way there, as the first of the day.
    pub(super) sets_out: f64,
}
