//! Waves: when which survey is asked of whom.
//!
//! A wave holds for all its places; each place and agency has a survey of its
//! own within it, made with its first invitation or answer. A QR code names what
//! it is about and never the wave, so it goes on working from wave to wave.

mod draft;
mod invitation;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::Instant;
use crate::catalogue::Catalogue;
use crate::clock::BRUSSELS;
use crate::ids::{AgencyId, LocationId, SurveyCode, SurveyId, WaveId};
use crate::questionnaire::{Questionnaire, Variant};
use crate::survey::{Survey, SurveyTarget};

pub use draft::{MAX_DAYS, WaveDraft};
pub use invitation::{Asked, Followed, Invitation, Occasion, QUARTER, due_after_closing, due_after_visit};

/// The variant that is asked after a visit.
pub const AFTER_VISIT: &str = "after_visit";
/// The variant that is asked of members who never came.
pub const WITHOUT_VISIT: &str = "member_without_visit";

/// Who a wave is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Whoever came, or whose referral ended.
    Visitors,
    /// Members who stated a need, booked, or agreed to be asked; whoever said what
    /// they agree to, only where this is among it.
    Members,
    /// Members who agreed to be asked, and neither stated a need nor booked.
    WithoutVisit,
}

/// A wave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Wave {
    /// Id.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub id: WaveId,
    /// Which questions it asks.
    #[cfg_attr(feature = "described", schema(value_type = String, example = "after_visit"))]
    pub variant: Variant,
    /// Its places; none named means everywhere.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Vec<String>))]
    pub locations: BTreeSet<LocationId>,
    /// First day on which it takes answers, in Brussels.
    #[cfg_attr(feature = "described", schema(value_type = String, format = Date))]
    pub opens: NaiveDate,
    /// Last day on which it takes answers, in Brussels.
    #[cfg_attr(feature = "described", schema(value_type = String, format = Date))]
    pub closes: NaiveDate,
    /// The share of 4 and 5 below which an alert is raised, in percent.
    #[serde(default = "usual_aim")]
    #[cfg_attr(feature = "described", schema(example = 80))]
    pub aim_percent: u8,
    /// When it was made.
    #[cfg_attr(feature = "described", schema(value_type = String, format = DateTime))]
    pub created_at: Instant,
}

impl Audience {
    /// Whom the questions of a variant are for.
    pub fn of(variant: &Variant) -> Self {
        match variant.code() {
            AFTER_VISIT => Self::Visitors,
            WITHOUT_VISIT => Self::WithoutVisit,
            _ => Self::Members,
        }
    }
}

impl Wave {
    /// Who it is for.
    pub fn audience(&self) -> Audience {
        Audience::of(&self.variant)
    }

    /// Whether it takes answers on a day.
    pub fn is_open(&self, day: NaiveDate) -> bool {
        (self.opens..=self.closes).contains(&day)
    }

    /// Whether it asks at a place; of none in particular only where it asks everywhere.
    pub fn covers(&self, location: Option<&LocationId>) -> bool {
        self.locations.is_empty() || location.is_some_and(|location| self.locations.contains(location))
    }

    /// The share of 4 and 5 below which an alert is raised, between 0 and 1.
    pub fn aim(&self) -> f64 {
        f64::from(self.aim_percent) / 100.0
    }

    /// The questions that its surveys ask, as they stood when it opened.
    pub fn questionnaire<'a>(&self, catalogue: &'a Catalogue) -> &'a Questionnaire {
        catalogue.asked_from(self.opens, self.created_at).1
    }

    /// Its survey about a place and an agency, under an id that derives from both.
    pub fn survey(&self, id: SurveyId, target: SurveyTarget) -> Option<Survey> {
        Some(Survey {
            code: SurveyCode::parse(id.as_str()).ok()?,
            id,
            variant: self.variant.clone(),
            target,
            opens: self.opens,
            closes: self.closes,
            created_at: self.created_at,
            eligible: None,
            wave: Some(self.id.clone()),
        })
    }
}

const fn usual_aim() -> u8 {
    crate::alert::AIM_PERCENT
}

/// What the code of a place (`p.icab`), of an agency (`a.innoviris`) or of an
/// agency at a place (`a.innoviris.icab`) is about. It holds from wave to wave;
/// `None` for the code of one survey, which has no dot in it.
pub fn standing_target(code: &str) -> Option<SurveyTarget> {
    let mut parts = code.split('.');
    let (kind, first, second) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    let place = |id: &str| LocationId::parse(id).ok();
    let (agency, location) = match (kind, second) {
        ("p", None) => (None, Some(place(first)?)),
        ("a", None) => (Some(AgencyId::parse(first).ok()?), None),
        ("a", Some(second)) => (Some(AgencyId::parse(first).ok()?), Some(place(second)?)),
        _ => return None,
    };
    Some(SurveyTarget { location, agency, permanence: None })
}

/// The code of a place, an agency or both; `None` where neither is named.
pub fn standing_code(target: &SurveyTarget) -> Option<String> {
    match (&target.agency, &target.location) {
        (None, Some(location)) => Some(format!("p.{location}")),
        (Some(agency), None) => Some(format!("a.{agency}")),
        (Some(agency), Some(location)) => Some(format!("a.{agency}.{location}")),
        (None, None) => None,
    }
}

/// The wave that somebody at a place is asked in: of those that are open the one
/// for visitors, else the last to have opened; one that closed within the hour
/// still takes the answer of whoever was filling it in.
pub fn current<'a>(waves: &'a [Wave], location: Option<&LocationId>, now: Instant) -> Option<&'a Wave> {
    let open_at = |at: Instant| {
        let day = at.day_in(BRUSSELS);
        let open = waves.iter().filter(move |wave| wave.is_open(day) && wave.covers(location));
        open.max_by_key(|wave| (wave.audience() == Audience::Visitors, wave.opens, wave.id.clone()))
    };
    open_at(now).or_else(|| open_at(now.plus(TimeDelta::hours(-1))))
}

/// The wave that visitors of a place are invited to on a day.
pub fn of_visitors<'a>(waves: &'a [Wave], location: &LocationId, day: NaiveDate) -> Option<&'a Wave> {
    let asks = |wave: &&Wave| wave.audience() == Audience::Visitors && wave.is_open(day) && wave.covers(Some(location));
    waves.iter().filter(asks).max_by_key(|wave| (wave.opens, wave.id.clone()))
}

/// The first day on which a wave opens at a place after a day.
pub fn next_opening(waves: &[Wave], location: Option<&LocationId>, day: NaiveDate) -> Option<NaiveDate> {
    waves.iter().filter(|wave| wave.covers(location) && wave.opens > day).map(|wave| wave.opens).min()
}
