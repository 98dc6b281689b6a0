//! The working rules of the programme, as far as the rota and bookings follow
//! them: how long a way takes, how often each kind of place should be visited,
//! how a visit is held, and until when an appointment can be changed. They are
//! data (`working_rules.json`), agreed by people and changed by them.

mod visits;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::distance::kilometres;
use crate::ids::AgencyId;
use crate::location::{Fit, Location};

pub use visits::{Pause, Visits};

/// The rules. The default demands nothing: where a directory holds no rules,
/// no way is too long, no place is owed a visit, and an appointment can be
/// changed until it begins.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct WorkingRules {
    /// How long a way takes.
    pub travel: Travel,
    /// How often a place of each fit is visited.
    pub cadence: BTreeMap<Fit, Cadence>,
    /// What a recognised coworking space is owed; absent means nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quarterly: Option<Quarterly>,
    /// So many hours before its slot, and no later, a booking can be moved or
    /// cancelled by its link.
    #[serde(default)]
    pub cancel_until_hours: u32,
    /// How permanences are held, for whoever proposes some.
    #[serde(default)]
    pub visits: Visits,
}

/// How often somebody should be at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cadence {
    /// Each week, from Monday to Sunday.
    Weekly,
    /// In one of any two weeks that follow each other.
    Fortnightly,
    /// In each month of the calendar, or on demand.
    Monthly,
}

/// A session of one agency in each quarter, at each recognised coworking space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quarterly {
    /// Whose session.
    pub agency: AgencyId,
    /// First day of the rule.
    pub since: NaiveDate,
}

/// How long a way through the city takes: an estimate from the straight line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Travel {
    /// Minutes that any way takes.
    pub base_minutes: f64,
    /// Minutes for each kilometre of the straight line.
    pub minutes_per_km: f64,
    /// The estimate is rounded up to a multiple of this; 0 and 1 keep whole minutes.
    pub round_up_to: u32,
    /// At least this long, whatever the estimate.
    pub min_gap_minutes: u32,
    /// Within one building.
    pub same_building_minutes: u32,
}

impl Travel {
    /// Minutes from one place to another.
    pub fn minutes(&self, from: &Location, to: &Location) -> u32 {
        if is_one_stop(from, to) {
            return self.same_building_minutes;
        }
        self.for_kilometres(kilometres(from.point(), to.point()))
    }

    /// Minutes of a way of so many kilometres of the straight line, between two buildings.
    pub fn for_kilometres(&self, kilometres: f64) -> u32 {
        let estimate = self.base_minutes + self.minutes_per_km * kilometres;
        let step = self.round_up_to.max(1);
        // A thousandth less, so that a way of exactly 25 minutes stays one.
        let steps = ((estimate - 0.001) / f64::from(step)).ceil().clamp(0.0, 10_000.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 10,000")]
        let minutes = steps as u32 * step;
        minutes.max(self.min_gap_minutes)
    }
}

/// Whether two places are one stop: the same place, or one building.
pub fn is_one_stop(one: &Location, other: &Location) -> bool {
    one.id == other.id || (one.building.is_some() && one.building == other.building)
}
