//! Keys of the figures of quarters.

use domain::figures::{Quarter, Reached};
use domain::ids::{BookingId, LocationId};

use crate::table::Key;

/// Partition of what changed and is to be counted again.
pub const FIGURES_WAIT: &str = "FIGURES#WAIT";

/// Something that changed and is to be counted again, by its partition.
pub fn figures_wait(partition: &str) -> Key {
    Key::new(FIGURES_WAIT, partition)
}

/// Which figures are shown, and how far counting anew is.
pub fn figures_state() -> Key {
    Key::new("FIGURES", "STATE")
}

/// Partition of the figures of a quarter, as they were counted the `nth` time.
pub fn figures_partition(nth: u32, quarter: Quarter) -> String {
    format!("FIGURES#{nth}#{quarter}")
}

/// The figures of a place in a quarter.
pub fn figures(nth: u32, quarter: Quarter, location: &LocationId) -> Key {
    Key::new(figures_partition(nth, quarter), location.as_str())
}

/// By how many needs and appointments a member is reached.
pub fn reached(nth: u32, of: &Reached) -> Key {
    Key::new(format!("FIGURES#{nth}#{}#REACHED", of.quarter), format!("{}#{}", of.location, of.member))
}

/// What was counted of a need or an appointment, beside it.
pub fn counted(partition: &str) -> Key {
    Key::new(partition, "FIGURES")
}

/// The member whose booking it is.
pub fn member_of_booking(booking: &BookingId) -> Key {
    Key::new(super::booking_partition(booking), "MEMBER")
}
