//! A suggestion: what people said in their own words, as a thing that somebody
//! owns, answers in public, and does by a day.

mod draft;
mod likeness;
mod mask;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::event::Actor;
use crate::ids::{AgencyId, LocationId, StaffId, SuggestionId};
use crate::worklist::{Task, TaskAbout};
use crate::{Instant, Text};

pub use draft::SuggestionDraft;
pub use likeness::{Words, likeness};
pub use mask::mask;

/// Where a suggestion stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub enum SuggestionState {
    /// Nobody decided yet.
    New,
    /// It will be done.
    Planned,
    /// It was done.
    Done,
    /// It will not be done.
    No,
}

impl SuggestionState {
    /// Every state, in the order in which they are passed.
    pub const ALL: [Self; 4] = [Self::New, Self::Planned, Self::Done, Self::No];

    /// The code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Planned => "planned",
            Self::Done => "done",
            Self::No => "no",
        }
    }
}

/// A suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Suggestion {
    /// Id.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub id: SuggestionId,
    /// What people said, without names; shown in public once it is answered.
    pub text: String,
    /// The place that it is about.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>))]
    pub place: Option<LocationId>,
    /// The agency that it is about.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>))]
    pub agency: Option<AgencyId>,
    /// Where it stands.
    pub state: SuggestionState,
    /// What is answered in public.
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
    /// How many said it.
    pub said: u32,
    /// When it was taken up.
    #[cfg_attr(feature = "described", schema(value_type = String, format = DateTime))]
    pub created_at: Instant,
    /// When it last changed.
    #[cfg_attr(feature = "described", schema(value_type = String, format = DateTime))]
    pub changed_at: Instant,
}

impl Suggestion {
    /// Whether the public reads it: somebody decided, and says so.
    pub const fn is_told(&self) -> bool {
        !matches!(self.state, SuggestionState::New) && self.answer.is_some()
    }

    /// What it asks of the coordinator: by its day, as long as it is to be done.
    pub fn task(&self) -> Option<Task> {
        let due = self.due.filter(|_| matches!(self.state, SuggestionState::New | SuggestionState::Planned))?;
        Some(Task {
            about: TaskAbout::Suggestion { suggestion: self.id.clone() },
            agency: self.agency.clone(),
            location: self.place.clone(),
            since: self.changed_at,
            due: Task::due_on(due),
        })
    }

    /// Takes another one in that says the same: it was said so many times more,
    /// and is about both places or agencies only where these agree.
    #[must_use]
    pub fn joined_by(mut self, other: &Self, now: Instant) -> Self {
        self.said += other.said;
        self.place = self.place.filter(|place| other.place.as_ref() == Some(place));
        self.agency = self.agency.filter(|agency| other.agency.as_ref() == Some(agency));
        self.changed_at = now;
        self
    }
}

/// What happened to a suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SuggestionEvent {
    /// When.
    pub at: Instant,
    /// Who did it.
    pub actor: Actor,
    /// Where it stood from then on.
    pub state: SuggestionState,
    /// Another one that was taken into it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined: Option<SuggestionId>,
}
