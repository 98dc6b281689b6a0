//! Keys of what advisers hand over when they leave.

use domain::ids::AdviserId;

use crate::table::Key;

/// What the partition of a hand-over begins with.
pub const HAND_OVER: &str = "HANDOVER#";

/// Partition of the list of hand-overs, by adviser.
pub const HAND_OVERS: &str = "HANDOVER#LIST";

/// What an adviser hands over, and how far it is.
pub fn hand_over(adviser: &AdviserId) -> Key {
    Key::new(format!("{HAND_OVER}{adviser}"), "JOB")
}
