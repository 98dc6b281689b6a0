//! A suggestion as somebody sends it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Suggestion, SuggestionState};
use crate::catalogue::Catalogue;
use crate::field_error::{FieldError, Problem};
use crate::ids::{AgencyId, LocationId, StaffId, SuggestionId};
use crate::{Instant, Text};

/// Characters of a suggestion, as of a free text.
const MAX_TEXT: usize = 1_500;
/// Characters of an answer, in each language.
const MAX_ANSWER: usize = 600;

/// A suggestion to be made or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SuggestionDraft {
    /// What people said, without names; 1,500 characters at most.
    pub text: String,
    /// The place that it is about.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>))]
    pub place: Option<LocationId>,
    /// The agency that it is about.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>))]
    pub agency: Option<AgencyId>,
    /// `new` where none is named.
    #[serde(default)]
    pub state: Option<SuggestionState>,
    /// What is answered in public; 600 characters in each language.
    #[serde(default)]
    pub answer: Option<Text>,
    /// Who sees to it.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>))]
    pub owner: Option<StaffId>,
    /// By when.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>, format = Date))]
    pub due: Option<NaiveDate>,
}

impl SuggestionDraft {
    /// The suggestion, or what is wrong with each field. `owners` are those who
    /// may own it.
    ///
    /// # Errors
    /// Every field that is wrong, with its pointer.
    pub fn parse(
        self,
        id: SuggestionId,
        (catalogue, owners): (&Catalogue, &[StaffId]),
        before: Option<&Suggestion>,
        now: Instant,
    ) -> Result<Suggestion, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut wrong = |pointer: &str, problem| errors.push(FieldError::new(pointer, problem));
        let text = self.text.trim().to_owned();
        match text.chars().count() {
            0 => wrong("/text", Problem::Missing),
            1..=MAX_TEXT => {}
            _ => wrong("/text", Problem::TooLong(MAX_TEXT)),
        }
        if self.place.as_ref().is_some_and(|id| !catalogue.locations.contains_key(id)) {
            wrong("/place", Problem::UnknownLocation);
        }
        if self.agency.as_ref().is_some_and(|id| !catalogue.agencies.contains_key(id)) {
            wrong("/agency", Problem::UnknownAgency);
        }
        let state = self.state.or(before.map(|before| before.state)).unwrap_or(SuggestionState::New);
        let answer = self.answer.map(trimmed).filter(|answer| !answer.fr.is_empty() || !answer.nl.is_empty());
        if let Some(answer) = &answer {
            let said = [("/answer/fr", &answer.fr), ("/answer/nl", &answer.nl)];
            for (pointer, words) in said.into_iter().chain(answer.en.iter().map(|en| ("/answer/en", en))) {
                match words.chars().count() {
                    0 => wrong(pointer, Problem::Missing),
                    1..=MAX_ANSWER => {}
                    _ => wrong(pointer, Problem::TooLong(MAX_ANSWER)),
                }
            }
        }
        if self.owner.as_ref().is_some_and(|id| !owners.contains(id)) {
            wrong("/owner", Problem::NotAmong(owners.iter().map(ToString::to_string).collect()));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let (said, created_at) = before.map_or((1, now), |before| (before.said, before.created_at));
        let Self { place, agency, owner, due, .. } = self;
        Ok(Suggestion { id, text, place, agency, state, answer, owner, due, said, created_at, changed_at: now })
    }
}

/// Without blanks around, and without an English text that says nothing.
fn trimmed(Text { fr, nl, en }: Text) -> Text {
    let trim = |text: String| text.trim().to_owned();
    Text { fr: trim(fr), nl: trim(nl), en: en.map(trim).filter(|en| !en.is_empty()) }
}
