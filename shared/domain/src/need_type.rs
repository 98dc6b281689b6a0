//! The kinds of need and the agreed action strategy of each.

use serde::{Deserialize, Serialize};

use crate::Text;
use crate::condition::Conditions;
use crate::ids::{AgencyId, LocationId, NeedTypeId, ServiceId};

/// The condition of a step that names agencies which must have been in touch before.
pub(crate) const AFTER: &str = "after";

/// A heading under which kinds of need stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedGroup {
    /// Slug.
    pub id: String,
    /// Heading.
    pub label: Text,
}

/// Words that hint at a kind of need, per language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Keywords {
    /// French; 60 words or phrases at most.
    #[serde(default)]
    pub fr: Vec<String>,
    /// Dutch; a word counts inside a compound, too.
    #[serde(default)]
    pub nl: Vec<String>,
    /// English.
    #[serde(default)]
    pub en: Vec<String>,
}

/// Whether an agency is asked at once or only when others declined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Asked at once.
    Lead,
    /// Asked after a decline, in the strategy's order.
    Support,
}

/// One step of an action strategy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The agency of the strategy's time; succession is resolved when routing.
    pub agency: AgencyId,
    /// The service that answers.
    pub service: ServiceId,
    /// When it is asked.
    pub role: Role,
    /// Conditions of the step, beside those of the service.
    #[serde(default)]
    pub when: Option<Conditions>,
}

/// The times of a strategy, in working days of the agency that is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema), schema(as = StrategyClock))]
pub struct Clock {
    /// Days after the asking on which an agency without an answer is reminded;
    /// each is smaller than `answer_days`.
    pub remind_days: Vec<u32>,
    /// Days within which it answers; then the next agency is asked.
    pub answer_days: u32,
    /// Days after its yes until it is asked whether it met the member.
    pub follow_up_days: u32,
}

/// A strategy that the coordinator set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Strategy {
    /// The kind of need.
    pub need_type: NeedTypeId,
    /// The one place whose members it is for; absent: all others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<LocationId>,
    /// Whom to ask, in order.
    pub steps: Vec<Step>,
    /// Within which times.
    pub clock: Clock,
    /// Its version; the directory's own is 1.
    pub version: u32,
}

/// A kind of need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NeedType {
    /// Slug.
    pub id: NeedTypeId,
    /// The group's slug.
    pub group: String,
    /// Name.
    pub label: Text,
    /// Words that hint at it.
    pub keywords: Keywords,
    /// `low`, `normal`, `high` or `urgent`.
    pub default_urgency: String,
    /// Working days within which the agency answers.
    pub target_first_reply_days: u32,
    /// Never known to the member's place: [`crate::sight`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confidential: bool,
    /// Whom to ask, in order.
    pub strategy: Vec<Step>,
}
