//! The people of an agency who hold its permanences.

use serde::{Deserialize, Serialize};

use crate::Language;
use crate::contact::EmailAddress;
use crate::ids::{AdviserId, AgencyId};

/// An adviser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adviser {
    /// Slug.
    pub id: AdviserId,
    /// Whose adviser.
    pub agency: AgencyId,
    /// Name, as colleagues know it.
    pub name: String,
    /// Where word of new bookings goes.
    pub email: EmailAddress,
    /// Languages spoken.
    pub languages: Vec<Language>,
    /// How many permanences a week at most; absent means no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_permanences_per_week: Option<u32>,
    /// When available; empty means on every half-day.
    #[serde(default)]
    pub half_days: Vec<HalfDay>,
}

/// A half of a working day, written `MO-AM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HalfDay {
    /// 0 for Monday to 6 for Sunday.
    day: u8,
    afternoon: bool,
}

/// The text is not a half-day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a half-day is written as MO-AM, with MO to SU and AM or PM")]
pub struct InvalidHalfDay;

const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

impl HalfDay {
    /// The half-day that a local time falls in; noon begins the afternoon.
    pub fn of(local: chrono::NaiveDateTime) -> Self {
        use chrono::{Datelike, Timelike};
        let day = u8::try_from(local.weekday().num_days_from_monday()).unwrap_or_default();
        Self { day, afternoon: local.hour() >= 12 }
    }

    /// Days after Monday.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Whether it is the second half.
    pub const fn is_afternoon(self) -> bool {
        self.afternoon
    }
}

impl TryFrom<String> for HalfDay {
    type Error = InvalidHalfDay;
    fn try_from(text: String) -> Result<Self, InvalidHalfDay> {
        let (day, half) = text.split_once('-').ok_or(InvalidHalfDay)?;
        let day = DAYS.iter().position(|known| *known == day).ok_or(InvalidHalfDay)?;
        let afternoon = match half {
            "AM" => false,
            "PM" => true,
            _ => return Err(InvalidHalfDay),
        };
        Ok(Self { day: u8::try_from(day).map_err(|_| InvalidHalfDay)?, afternoon })
    }
}

impl From<HalfDay> for String {
    fn from(half_day: HalfDay) -> Self {
        let day = DAYS.get(usize::from(half_day.day)).copied().unwrap_or_default();
        format!("{day}-{}", if half_day.afternoon { "PM" } else { "AM" })
    }
}
