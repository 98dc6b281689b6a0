//! The people of an agency who hold its permanences.

mod draft;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::contact::EmailAddress;
use crate::ids::{AdviserId, AgencyId};
use crate::wish::Wish;
use crate::{Instant, Language};

pub use draft::{AbsenceDraft, AdviserDraft};

/// An adviser, as they are stored and answered. Can be sent back as it is,
/// changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Adviser {
    /// Id.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub id: AdviserId,
    /// Whose adviser.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub agency: AgencyId,
    /// Name, as colleagues know it.
    pub name: String,
    /// Where the address of their calendar is sent, and what changes of their sessions.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub email: EmailAddress,
    /// Languages spoken.
    #[cfg_attr(feature = "described", schema(value_type = Vec<String>))]
    pub languages: Vec<Language>,
    /// How many permanences a week at most; null means no limit.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(required))]
    pub max_permanences_per_week: Option<u32>,
    /// When available; empty means on every half-day.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Vec<String>, required))]
    pub half_days: Vec<HalfDay>,
    /// When away, in no particular order. Why is nobody's business.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(required))]
    pub absences: Vec<Absence>,
    /// How they wish to be told what changes of their sessions: `at_once`, `daily` or `none`.
    #[serde(default = "at_once")]
    #[cfg_attr(feature = "described", schema(value_type = String, required))]
    pub notices: Wish,
    /// The first day on which they are not there any more; null where they stay.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>, format = Date, required))]
    pub leaves_on: Option<NaiveDate>,
    /// Generation of the link to their calendar; a higher one voids links
    /// given out before. Not answered.
    #[serde(default, skip_serializing_if = "is_first")]
    #[cfg_attr(feature = "described", schema(ignore))]
    pub link_generation: u32,
}

const fn at_once() -> Wish {
    Wish::AtOnce
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's `skip_serializing_if` takes a reference")]
const fn is_first(generation: &u32) -> bool {
    *generation == 0
}

/// Absences that one adviser can have at most.
pub const MAX_ABSENCES: usize = 100;

/// Days on which an adviser is away, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema), schema(as = AbsenceView))]
pub struct Absence {
    /// First day.
    #[cfg_attr(feature = "described", schema(value_type = String, format = Date))]
    pub from: NaiveDate,
    /// Last day; not before the first.
    #[cfg_attr(feature = "described", schema(value_type = String, format = Date))]
    pub to: NaiveDate,
}

/// A time at which an adviser's own calendar has something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct BusyTime {
    /// Beginning.
    #[cfg_attr(feature = "described", schema(value_type = String, format = DateTime))]
    pub start: Instant,
    /// End, exclusive.
    #[cfg_attr(feature = "described", schema(value_type = String, format = DateTime))]
    pub end: Instant,
}

impl Adviser {
    /// As they are answered: without what only the table has to know.
    #[must_use]
    pub fn answered(&self) -> Self {
        Self { link_generation: 0, ..self.clone() }
    }

    /// With a link to their calendar that voids every one given out before.
    #[must_use]
    pub fn with_new_link(self) -> Self {
        Self { link_generation: self.link_generation.saturating_add(1), ..self }
    }

    /// Whether they work on this half-day of the week; those of whom none is
    /// named work on all.
    pub fn works_on(&self, half_day: HalfDay) -> bool {
        self.half_days.is_empty() || self.half_days.contains(&half_day)
    }

    /// Whether they are away on `day`, or have left by then.
    pub fn is_away_on(&self, day: NaiveDate) -> bool {
        self.leaves_on.is_some_and(|left| left <= day)
            || self.absences.iter().any(|absence| absence.from <= day && day <= absence.to)
    }
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
    /// Every half-day from Monday to Friday, in order.
    pub fn working() -> impl Iterator<Item = Self> {
        (0..5).flat_map(|day| [false, true].map(|afternoon| Self { day, afternoon }))
    }

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
