//! A wave as somebody sends it.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Wave;
use crate::Instant;
use crate::alert::AIM_PERCENT;
use crate::catalogue::Catalogue;
use crate::field_error::{Expected, FieldError, Problem};
use crate::ids::{LocationId, WaveId};
use crate::questionnaire::Variant;

/// The longest a wave takes answers, in days.
pub const MAX_DAYS: i64 = 400;
/// Places of one wave, at most.
const MAX_PLACES: usize = 200;
/// Aims that a wave can have, in percent.
const AIMS: std::ops::RangeInclusive<u8> = 50..=95;
/// Years that a wave can open in, as for surveys.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// A wave to be made or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WaveDraft {
    /// Which questions: `after_visit`, `quarterly` or `member_without_visit`.
    #[cfg_attr(feature = "described", schema(value_type = String, example = "quarterly"))]
    pub variant: Variant,
    /// Its places; none named means everywhere.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Vec<String>))]
    pub locations: Vec<LocationId>,
    /// First day, in Brussels.
    #[cfg_attr(feature = "described", schema(value_type = String, format = Date))]
    pub opens: NaiveDate,
    /// Last day, in Brussels; 400 days at most.
    #[cfg_attr(feature = "described", schema(value_type = String, format = Date))]
    pub closes: NaiveDate,
    /// The share of 4 and 5 below which an alert is raised, in percent, 50 to
    /// 95; 80 where none is named.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(example = 80))]
    pub aim_percent: Option<u8>,
}

impl WaveDraft {
    /// The wave, or what is wrong with each field. One that has opened keeps its
    /// questions and its first day: people have answered them.
    ///
    /// # Errors
    /// Every field that is wrong, with its pointer.
    pub fn parse(
        self,
        id: WaveId,
        catalogue: &Catalogue,
        before: Option<&Wave>,
        now: Instant,
    ) -> Result<Wave, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut wrong = |pointer: &str, problem| errors.push(FieldError::new(pointer, problem));
        let today = now.day_in(crate::clock::BRUSSELS);
        if let Some(problem) = catalogue.questionnaire.wrong_variant(&self.variant) {
            wrong("/variant", problem);
        }
        if let Some(opened) = before.filter(|before| before.opens <= today) {
            if opened.variant != self.variant {
                wrong("/variant", Problem::OnlyWhenNew);
            }
            if opened.opens != self.opens {
                wrong("/opens", Problem::OnlyWhenNew);
            }
        }
        if self.locations.len() > MAX_PLACES {
            wrong("/locations", Problem::TooMany(MAX_PLACES));
        }
        let mut locations = BTreeSet::new();
        for (at, location) in self.locations.into_iter().enumerate() {
            if !catalogue.locations.contains_key(&location) {
                wrong(&format!("/locations/{at}"), Problem::UnknownLocation);
            } else if !locations.insert(location) {
                wrong(&format!("/locations/{at}"), Problem::Twice);
            }
        }
        if !YEARS.contains(&self.opens.year()) {
            wrong("/opens", Problem::WrongType(Expected::Date));
        }
        if self.closes < self.opens {
            wrong("/closes", Problem::EndsBeforeItBegins);
        } else if (self.closes - self.opens).num_days() > MAX_DAYS {
            wrong("/closes", Problem::OutOfRange(0, MAX_DAYS));
        }
        let aim_percent = self.aim_percent.unwrap_or(AIM_PERCENT);
        if !AIMS.contains(&aim_percent) {
            wrong("/aim_percent", Problem::OutOfRange((*AIMS.start()).into(), (*AIMS.end()).into()));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let created_at = before.map_or(now, |before| before.created_at);
        let Self { variant, opens, closes, .. } = self;
        Ok(Wave { id, variant, locations, opens, closes, aim_percent, created_at })
    }
}
