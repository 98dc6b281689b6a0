//! News for one place or for all.

use serde::{Deserialize, Serialize};

use super::Stage;
use super::item::Item;
use crate::Instant;
use crate::catalogue::Catalogue;
use crate::field_error::{FieldError, Problem};
use crate::ids::LocationId;
use crate::sent::only_known;

/// News.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct News {
    /// Id.
    pub id: String,
    /// The place; absent: all places.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>))]
    pub location: Option<LocationId>,
    /// What is told.
    pub item: Item,
    /// When it was written.
    #[cfg_attr(feature = "described", schema(value_type = String, format = DateTime))]
    pub created_at: Instant,
    /// When somebody looked at it as it stands.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>, format = DateTime))]
    pub seen_at: Option<Instant>,
    /// When it was sent.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>, format = DateTime))]
    pub sent_at: Option<Instant>,
}

impl News {
    /// How far it is.
    pub const fn stage(&self) -> Stage {
        match (self.sent_at, self.seen_at) {
            (Some(_), _) => Stage::Sent,
            (None, Some(_)) => Stage::Seen,
            (None, None) => Stage::Prepared,
        }
    }
}

/// News as somebody writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewsDraft {
    /// The place; absent: all places.
    #[serde(default)]
    #[cfg_attr(feature = "described", schema(value_type = Option<String>))]
    pub location: Option<LocationId>,
    /// What is told.
    #[serde(deserialize_with = "only_known")]
    pub item: Item,
    /// Whether somebody has looked at it as it then stands, so that it can be sent.
    #[serde(default)]
    pub seen: bool,
}

impl NewsDraft {
    /// The news, or what is wrong with each field.
    ///
    /// # Errors
    /// Every field that is wrong, with its pointer.
    pub fn parse(
        self,
        (id, created_at): (String, Instant),
        catalogue: &Catalogue,
        now: Instant,
    ) -> Result<News, Vec<FieldError>> {
        let Self { location, item, seen } = self;
        let mut errors = Vec::new();
        if location.as_ref().is_some_and(|id| !catalogue.locations.contains_key(id)) {
            errors.push(FieldError::new("/location", Problem::UnknownLocation));
        }
        let item = item.parse("/item").map_err(|wrong| errors.extend(wrong)).ok();
        match item {
            Some(item) if errors.is_empty() => {
                Ok(News { id, location, item, created_at, seen_at: seen.then_some(now), sent_at: None })
            }
            _ => Err(errors),
        }
    }
}
