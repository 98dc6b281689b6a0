//! Keys of alerts and of what is to do about no need.

use domain::ids::{AlertId, WaveId};

use super::wave_partition;
use crate::table::Key;

/// Partition of all alerts, those of one wave beside each other.
pub const ALERTS: &str = "ALERTS";

/// An alert.
pub fn alert(alert: &AlertId) -> Key {
    Key::new(ALERTS, alert.as_str())
}

/// Before the id in the partition of an alert's own work.
pub const ALERT: &str = "ALERT#";

/// Partition of an alert's own work.
pub fn alert_partition(alert: &AlertId) -> String {
    format!("{ALERT}{alert}")
}

/// At how many answers each part of a wave was last looked at.
pub fn looks(wave: &WaveId) -> Key {
    Key::new(wave_partition(wave), "LOOKS")
}

/// Partition of what the coordinator has to do that is about no need, by when
/// it is due.
pub const TASKS: &str = "TASKS";
