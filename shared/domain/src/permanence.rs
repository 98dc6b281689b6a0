//! A permanence: an agency's recurring presence at a location.
//!
//! It is one series of sessions on the wall clock of its place, with
//! exceptions by day. What somebody sends is a [`PermanenceDraft`]; only its
//! `parse` makes a [`Permanence`], so that what is stored can be expanded.

mod change;
#[cfg(test)]
mod change_tests;
mod check;
mod draft;
mod invalid_recurrence;
mod reading;
mod recurrence;
#[cfg(test)]
mod recurrence_tests;
#[cfg(test)]
mod tests;

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use serde::{Deserialize, Deserializer, Serialize};

use crate::ids::{AdviserId, AgencyId, LocationId, PermanenceId, ServiceId};
use crate::{Language, Text, local_time};

pub use change::{Apart, Split, place_in_month};
pub use draft::{ExceptionDraft, PermanenceDraft};
pub use invalid_recurrence::InvalidRecurrence;
pub use recurrence::{Frequency, MAX_INTERVAL, Recurrence, Until};

/// A session lasts this many minutes at least and at most.
pub const DURATION_MINUTES: (u32, u32) = (15, 720);
/// Pause between two slots, where nothing else is said.
pub const USUAL_BUFFER_MINUTES: u32 = 5;
/// Seats of a slot, at least and at most.
pub const SEATS: (u32, u32) = (1, 50);
/// Exceptions of one series at most.
pub const MAX_EXCEPTIONS: usize = 400;
/// An exception moves its session by this many days at most: whoever has to do
/// with a session looks for it around its day.
pub const MOVED_AT_MOST_DAYS: i64 = 62;

/// Who sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PermanenceStatus {
    /// Staff only.
    Draft,
    /// Everybody.
    Published,
}

impl PermanenceStatus {
    /// The word of the outside interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
        }
    }
}

/// What differs on one day of the series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema), schema(as = ExceptionView))]
pub struct SessionException {
    /// The day on which the series has the session, whatever becomes of it.
    #[cfg_attr(feature = "described", schema(value_type = String, format = Date))]
    pub date: NaiveDate,
    /// It does not take place; outweighs the other fields.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(required))]
    pub cancelled: bool,
    /// It starts then instead, that day or another; local time.
    #[cfg_attr(feature = "described", schema(value_type = Option<String>))]
    #[serde(default, with = "local_time::written_option", skip_serializing_if = "Option::is_none")]
    pub start: Option<NaiveDateTime>,
    /// It lasts this long instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_minutes: Option<u32>,
    /// Why, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// A reason as it is sent: one per language, or one sentence that stands for all.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub enum Reason {
    /// One per language; the French stands for an English that is absent.
    Texts {
        /// French.
        fr: String,
        /// Dutch.
        nl: String,
        /// English.
        #[serde(default)]
        en: Option<String>,
    },
    /// One sentence.
    One(String),
}

impl From<Reason> for Text {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::Texts { fr, nl, en } => Self { fr, nl, en },
            Reason::One(one) => Self::new(one.clone(), one.clone(), one),
        }
    }
}

fn reason<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Text>, D::Error> {
    Ok(Option::<Reason>::deserialize(deserializer)?.map(Text::from))
}

/// A recurring presence of an agency at a location, as it is stored and
/// answered. Can be sent back as it is, changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Permanence {
    /// Id.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub id: PermanenceId,
    /// Whose presence.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub agency: AgencyId,
    /// Where.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub location: LocationId,
    /// Who is there; empty means not said, and clashes with nothing.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Vec<String>, required))]
    pub advisers: Vec<AdviserId>,
    /// The room; absent means not said, and clashes with nothing.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(required))]
    pub room: Option<String>,
    /// What it is about; empty means all that the agency offers.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Vec<String>, required))]
    pub services: Vec<ServiceId>,
    /// How many parties a slot takes at once.
    pub seats: u32,
    /// Start of the first session on the wall clock of `timezone`.
    #[serde(with = "local_time::written")]
    #[cfg_attr(feature = "described", schema(value_type = String, example = "2026-11-24T09:30"))]
    pub start: NaiveDateTime,
    /// Length of a session.
    pub duration_minutes: u32,
    /// The place's zone.
    #[serde(with = "local_time::zone_name")]
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub timezone: Tz,
    /// How it recurs; absent means once.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>, required))]
    pub rrule: Option<Recurrence>,
    /// Last day on which the series may have a session.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>, format = Date, required))]
    pub until: Option<NaiveDate>,
    /// By day, at most one each.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(required))]
    pub exceptions: Vec<SessionException>,
    /// Length of a slot.
    pub slot_minutes: u32,
    /// Pause between two slots.
    pub buffer_minutes: u32,
    /// Languages offered.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Vec<String>, required))]
    pub languages: Vec<Language>,
    /// Who sees it: `draft` or `published`.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub status: PermanenceStatus,
    /// The series that goes on in its place, where it was split: its bookings
    /// go over to that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>))]
    pub continued_by: Option<PermanenceId>,
    /// The series that this one was divided from: until its bookings came over,
    /// they count here. Not answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(ignore))]
    pub continues: Option<PermanenceId>,
}

impl Permanence {
    /// As it is answered: without what only the table has to know.
    #[must_use]
    pub fn answered(&self) -> Self {
        Self { continues: None, ..self.clone() }
    }

    /// Whether the public sees it.
    pub fn is_published(&self) -> bool {
        self.status == PermanenceStatus::Published
    }

    /// Minutes from the start of a slot to that of the next.
    pub const fn step_minutes(&self) -> u32 {
        self.slot_minutes + self.buffer_minutes
    }

    /// What differs on a day of the series.
    pub fn exception_on(&self, date: NaiveDate) -> Option<&SessionException> {
        self.exceptions.iter().find(|exception| exception.date == date)
    }

    /// The rule with the last day folded in: what a calendar file says.
    pub fn rule_with_end(&self) -> Option<Recurrence> {
        let mut rule = self.rrule.clone()?;
        if let Some(until) = self.until {
            let sooner = rule.until.as_ref().is_none_or(|end| until < end.day(self.timezone));
            if sooner {
                rule.until = Some(Until::Day(until));
            }
        }
        Some(rule)
    }
}
