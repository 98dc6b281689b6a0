//! What is asked for: which of a list, how much of each, and which page.

use domain::Instant;
use domain::clock::BRUSSELS;
use domain::local_time::to_instant;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;
use web::Problem;
use web::i18n::text;

use super::ids::is_uuid;
use crate::LOCALES;

/// How many of a list a page has where nothing is said.
const USUAL: usize = 50;
/// How many it has at most.
const MOST: usize = 1000;
/// How many it has at most of those with all that belongs to them.
const MOST_FULL: usize = 100;

/// Whether things or lines of things are answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = HsdsFormat)]
#[serde(rename_all = "lowercase")]
pub(super) enum Format {
    /// A page.
    #[default]
    Json,
    /// What is on the page, one on a line.
    Ndjson,
}

/// The parameters that any list has; each list takes its own of them and refuses
/// the others. All hold together.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = HsdsSearch)]
pub(super) struct Asked {
    #[validate(length(max = 200))]
    pub search: Option<String>,
    #[validate(range(min = 1, max = 1_000_000))]
    #[schema(minimum = 1, maximum = 1_000_000)]
    pub page: Option<usize>,
    #[validate(range(min = 1, max = 1000))]
    #[schema(minimum = 1, maximum = 1000)]
    pub per_page: Option<usize>,
    pub format: Option<Format>,
    #[schema(format = "uuid")]
    pub taxonomy_term_id: Option<String>,
    #[schema(format = "uuid")]
    pub taxonomy_id: Option<String>,
    #[schema(format = "uuid")]
    pub organization_id: Option<String>,
    #[schema(format = "uuid")]
    pub parent_id: Option<String>,
    pub modified_after: Option<String>,
    pub minimal: Option<bool>,
    pub full: Option<bool>,
    pub full_service: Option<bool>,
    pub top_only: Option<bool>,
    pub postcode: Option<String>,
    #[validate(range(min = 1, max = 100_000))]
    #[schema(minimum = 1, maximum = 100_000)]
    pub proximity: Option<u32>,
}

impl Asked {
    /// What an address and a body ask for together; 422 for what both name.
    pub(super) fn and(self, other: Self) -> Result<Self, Problem> {
        let (mine, theirs) = (names(&self)?, names(&other)?);
        if let Some(twice) = mine.keys().find(|name| theirs.contains_key(*name)) {
            return Err(Problem::invalid_field(format!("/{twice}"), text(&LOCALES, "hsds-twice")));
        }
        let both: serde_json::Map<_, _> = mine.into_iter().chain(theirs).collect();
        serde_json::from_value(both.into()).map_err(|error| Problem::internal(&error))
    }

    /// 422 for a parameter that a list does not take, and for one that says nothing.
    pub(super) fn check(&self, offers: impl Fn(&str) -> bool) -> Result<(), Problem> {
        let given = names(self)?;
        if let Some(other) = given.keys().find(|name| !offers(name)) {
            return Err(Problem::invalid_field(format!("/{other}"), text(&LOCALES, "hsds-not-offered")));
        }
        let ids = [
            ("taxonomy_term_id", &self.taxonomy_term_id),
            ("taxonomy_id", &self.taxonomy_id),
            ("organization_id", &self.organization_id),
            ("parent_id", &self.parent_id),
        ];
        if let Some((name, _)) = ids.iter().find(|(_, id)| id.as_ref().is_some_and(|id| !is_uuid(id))) {
            return Err(Problem::invalid_field(format!("/{name}"), text(&LOCALES, "hsds-no-uuid")));
        }
        self.since()?;
        if self.proximity.is_some() && self.postcode.is_none() {
            return Err(Problem::invalid_field("/postcode", text(&LOCALES, "hsds-proximity-of")));
        }
        if self.per_page.is_some_and(|wanted| wanted > self.at_most()) {
            return Err(Problem::invalid_field("/per_page", text(&LOCALES, "hsds-per-page")));
        }
        Ok(())
    }

    /// The moment since which changes are asked for: an instant, or the midnight
    /// with which a day begins in Brussels.
    pub(super) fn since(&self) -> Result<Option<Instant>, Problem> {
        let Some(given) = &self.modified_after else { return Ok(None) };
        let of_day = || {
            given
                .parse::<chrono::NaiveDate>()
                .ok()
                .map(|day| to_instant(day.and_time(chrono::NaiveTime::MIN), BRUSSELS))
        };
        let read = Instant::parse(given).or_else(of_day);
        read.map(Some).ok_or_else(|| Problem::invalid_field("/modified_after", text(&LOCALES, "hsds-no-moment")))
    }

    pub(super) fn page(&self) -> usize {
        self.page.unwrap_or(1)
    }

    pub(super) fn per_page(&self) -> usize {
        self.per_page.unwrap_or(if self.is_minimal() { MOST } else { USUAL })
    }

    pub(super) fn is_minimal(&self) -> bool {
        self.minimal == Some(true)
    }

    pub(super) fn is_full(&self) -> bool {
        self.full == Some(true) && !self.is_minimal()
    }

    fn at_most(&self) -> usize {
        if self.is_full() || self.full_service == Some(true) { MOST_FULL } else { MOST }
    }
}

/// What is given, by name.
fn names(asked: &Asked) -> Result<serde_json::Map<String, serde_json::Value>, Problem> {
    match serde_json::to_value(asked).map_err(|error| Problem::internal(&error))? {
        serde_json::Value::Object(mut given) => {
            given.retain(|_, value| !value.is_null());
            Ok(given)
        }
        _ => Ok(serde_json::Map::new()),
    }
}
