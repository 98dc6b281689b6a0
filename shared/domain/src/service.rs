//! What an agency offers.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::Text;
use crate::condition::Conditions;
use crate::fact_words::STAGES;
use crate::ids::{AgencyId, NeedTypeId, ServiceId};
use crate::language::{Language, pick};
use crate::validity::Validity;

/// The public programmes that a service may be part of, by slug: the growth
/// package (measure 4), and measure 66 of the Small Business Act.
pub const PROGRAMMES: [&str; 2] = ["growth-package", "sba-66"];

/// The name of a programme; its slug where it is none of [`PROGRAMMES`].
pub fn programme_name(programme: &str, language: Language) -> &str {
    match programme {
        "growth-package" => {
            pick(language, "Paquet croissance (mesure 4)", "Groeipakket (maatregel 4)", "Growth package (measure 4)")
        }
        "sba-66" => pick(
            language,
            "Small Business Act, mesure 66",
            "Small Business Act, maatregel 66",
            "Small Business Act, measure 66",
        ),
        other => other,
    }
}

/// What sort of help a service is. Those that are known have names in three
/// languages; another one, of a file of another program, stays the code that it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ServiceKind(String);

impl ServiceKind {
    /// The codes that are known, in the order in which they are offered.
    pub const KNOWN: [&'static str; 11] = [
        "advice",
        "coaching",
        "grant",
        "loan",
        "equity",
        "premises",
        "talent",
        "network",
        "event",
        "award",
        "authorisation",
    ];

    /// The kind of a code.
    pub fn of(code: impl Into<String>) -> Self {
        Self(code.into())
    }

    /// Its code.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// Whether it has names.
    pub fn is_known(&self) -> bool {
        Self::KNOWN.contains(&self.code())
    }
}

/// A service that answers one or more kinds of need.
// Its row, and what is sent and answered: decision 47.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Service {
    /// Slug; that of the address where it is sent. Kept when the agency is succeeded by another.
    #[cfg_attr(feature = "described", schema(value_type = String, required = false, example = "innoviris-shape"))]
    pub id: ServiceId,
    /// The agency that started it.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub agency: AgencyId,
    /// Name.
    pub name: Text,
    /// What sort of help it is: `advice`, `coaching`, `grant`, `network`, …
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub kind: ServiceKind,
    /// One sentence.
    pub description: Text,
    /// The kinds of need that it answers.
    #[cfg_attr(feature = "described", schema(value_type = Vec<String>))]
    pub answers: Vec<NeedTypeId>,
    /// Company stages that it is for; empty means all.
    #[serde(default)]
    pub stages: Vec<String>,
    /// Further conditions, all of which must hold: fact to test, such as
    /// `{"headcount":{"lt":250}}`.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Object))]
    pub conditions: Conditions,
    /// Public programmes that it is part of, which the quarter's report counts
    /// by: `growth-package`, `sba-66`.
    #[serde(default)]
    pub programmes: Vec<String>,
    /// What it costs, in euros: 0 is free; left out where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_eur: Option<u32>,
    /// Its official page: an https address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(format = "uri"))]
    pub page: Option<String>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>, format = Date))]
    pub valid_from: Option<NaiveDate>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>, format = Date))]
    pub valid_to: Option<NaiveDate>,
    /// The service that is offered in its place once it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>))]
    pub successor: Option<ServiceId>,
}

impl Service {
    /// When it is offered.
    pub const fn validity(&self) -> Validity {
        Validity { valid_from: self.valid_from, valid_to: self.valid_to }
    }

    /// Whether it is not for companies of every stage.
    pub fn is_for_some_stages(&self) -> bool {
        !self.stages.is_empty() && !STAGES.iter().all(|stage| self.stages.iter().any(|known| known == stage))
    }
}
