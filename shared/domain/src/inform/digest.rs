//! A place's digest of a month.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::item::{Item, parse_items};
use super::{Month, Stage};
use crate::catalogue::Catalogue;
use crate::field_error::FieldError;
use crate::ids::{AgencyId, LocationId, NeedTypeId, ServiceId, SessionId};
use crate::sent::only_known;
use crate::sight::is_confidential;
use crate::suggestion::SuggestionState;
use crate::{Instant, Text, local_time};

/// Members that share a kind of need before a service for it is named: fewer
/// could be told from each other.
pub const SHARED_BY: u32 = 5;
/// Sessions that a digest names at most.
pub const MAX_SESSIONS: usize = 12;
/// Services that it names at most.
const MAX_SERVICES: usize = 6;
/// Services for one kind of need.
const FOR_ONE_NEED: usize = 2;

/// What a digest tells by itself, and what may be left out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The next permanences.
    Sessions,
    /// Services that fit the members there.
    Services,
    /// What became of suggestions.
    Suggestions,
    /// What the coordinator tells all places this month.
    Common,
}

impl Part {
    /// Every part, in the order in which a digest has them.
    pub const ALL: [Self; 4] = [Self::Common, Self::Sessions, Self::Services, Self::Suggestions];

    /// The code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sessions => "sessions",
            Self::Services => "services",
            Self::Suggestions => "suggestions",
            Self::Common => "common",
        }
    }
}

/// A session as a digest tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct DigestSession {
    /// The session: what is booked.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub session: SessionId,
    /// Who comes.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub agency: AgencyId,
    /// When it begins.
    #[cfg_attr(feature = "described", schema(value_type = String, format = DateTime))]
    pub start: Instant,
    /// The same on the wall clock.
    #[serde(with = "local_time::written")]
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub local_start: NaiveDateTime,
    /// Its end on the wall clock.
    #[serde(with = "local_time::written")]
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub local_end: NaiveDateTime,
}

/// What became of a suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Outcome {
    /// What people said.
    pub text: String,
    /// Where it stands.
    pub state: SuggestionState,
    /// What is answered in public.
    pub answer: Text,
}

/// What prepares itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Contents {
    /// The next sessions at the place.
    pub sessions: Vec<DigestSession>,
    /// Services for kinds of need that at least five members there may have.
    #[cfg_attr(feature = "described", schema(value_type = Vec<String>))]
    pub services: Vec<ServiceId>,
    /// What became of suggestions about the place.
    pub suggestions: Vec<Outcome>,
    /// What all places are told this month.
    pub common: Vec<Item>,
}

impl Contents {
    /// Without what has begun.
    #[must_use]
    pub fn still_ahead(mut self, now: Instant) -> Self {
        self.sessions.retain(|session| now < session.start);
        self
    }

    /// Whether somebody who looked at this would be surprised by `other`: what
    /// has begun meanwhile surprises nobody, nor what moves up in its stead.
    pub fn says_the_same(&self, other: &Self, now: Instant) -> bool {
        let ahead: Vec<_> = self.sessions.iter().filter(|session| now < session.start).collect();
        let moved_up = self.sessions.len() == MAX_SESSIONS;
        let same = ahead.len() <= other.sessions.len()
            && (moved_up || ahead.len() == other.sessions.len())
            && ahead.iter().zip(&other.sessions).all(|(one, other)| *one == other);
        same && self.services == other.services && self.suggestions == other.suggestions && self.common == other.common
    }
}

/// A place's digest of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Digest {
    /// The place.
    #[cfg_attr(feature = "described", schema(value_type = String))]
    pub location: LocationId,
    /// The month, `2026-12`.
    #[cfg_attr(feature = "described", schema(value_type = String, example = "2026-12"))]
    pub month: Month,
    /// What prepared itself.
    pub contents: Contents,
    /// What the coordinator adds for this place.
    #[serde(default)]
    pub items: Vec<Item>,
    /// What is left out.
    #[serde(default)]
    pub without: BTreeSet<Part>,
    /// When it was prepared, or brought up to date.
    #[cfg_attr(feature = "described", schema(value_type = String, format = DateTime))]
    pub prepared_at: Instant,
    /// When somebody looked at it as it stands.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>, format = DateTime))]
    pub seen_at: Option<Instant>,
    /// When it was sent.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>, format = DateTime))]
    pub sent_at: Option<Instant>,
}

impl Digest {
    /// A new one.
    pub const fn new(location: LocationId, month: Month, contents: Contents, now: Instant) -> Self {
        Self {
            location,
            month,
            contents,
            items: Vec::new(),
            without: BTreeSet::new(),
            prepared_at: now,
            seen_at: None,
            sent_at: None,
        }
    }

    /// How far it is.
    pub const fn stage(&self) -> Stage {
        match (self.sent_at, self.seen_at) {
            (Some(_), _) => Stage::Sent,
            (None, Some(_)) => Stage::Seen,
            (None, None) => Stage::Prepared,
        }
    }

    /// What it says, without what is left out.
    pub fn told(&self) -> Contents {
        let mut told = self.contents.clone();
        for part in &self.without {
            match part {
                Part::Sessions => told.sessions.clear(),
                Part::Services => told.services.clear(),
                Part::Suggestions => told.suggestions.clear(),
                Part::Common => told.common.clear(),
            }
        }
        told
    }

    /// With contents as they are now: to be looked at again where they differ.
    #[must_use]
    pub fn with(self, contents: Contents, now: Instant) -> Self {
        let seen_at = self.seen_at.filter(|_| self.contents.says_the_same(&contents, now));
        Self { contents, prepared_at: now, seen_at, ..self }
    }
}

/// A digest as the coordinator changes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DigestDraft {
    /// What is added for this place; 8 at most.
    #[serde(default, deserialize_with = "only_known")]
    pub items: Vec<Item>,
    /// What is left out of what prepared itself.
    #[serde(default)]
    pub without: BTreeSet<Part>,
    /// Whether somebody has looked at it as it then stands, so that it can be sent.
    #[serde(default)]
    pub seen: bool,
}

impl DigestDraft {
    /// The digest after the change, or what is wrong with each field.
    ///
    /// # Errors
    /// Every field that is wrong, with its pointer.
    pub fn parse(self, before: Digest, now: Instant) -> Result<Digest, Vec<FieldError>> {
        let Self { items, without, seen } = self;
        let items = parse_items(items)?;
        Ok(Digest { items, without, seen_at: seen.then_some(now), ..before })
    }
}

/// Services for kinds of need that enough members of a place may have: the
/// most shared first, none twice; of confidential kinds none. How many share it is
/// not told.
pub fn fitting_services(catalogue: &Catalogue, shared: &BTreeMap<NeedTypeId, u32>, day: NaiveDate) -> Vec<ServiceId> {
    let is_told = |(kind, by): &(&NeedTypeId, u32)| *by >= SHARED_BY && !is_confidential(kind, catalogue);
    let mut kinds: Vec<(&NeedTypeId, u32)> = shared.iter().map(|(kind, by)| (kind, *by)).filter(is_told).collect();
    kinds.sort_by(|(a, of_a), (b, of_b)| of_b.cmp(of_a).then_with(|| a.cmp(b)));
    let mut found: Vec<ServiceId> = Vec::new();
    for (kind, _) in kinds {
        let answers = catalogue.services.values().filter(|service| {
            service.answers.contains(kind) && catalogue.provider(service, day).is_some() && !found.contains(&service.id)
        });
        let some: Vec<ServiceId> = answers.take(FOR_ONE_NEED).map(|service| service.id.clone()).collect();
        found.extend(some);
    }
    found.truncate(MAX_SERVICES);
    found
}
