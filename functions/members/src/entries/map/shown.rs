//! What the map counts, of which month.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Months, NaiveDate};
use domain::fact_words::value_label;
use domain::ids::LocationId;
use serde::Deserialize;
use serde_json::json;
use store::repos::members::MemberCounts;
use web::Problem;

use crate::view::{Desk, PATH};

/// What the map counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Counted {
    /// Members.
    #[default]
    Members,
    /// Open proposals.
    Proposals,
    /// Open needs of members.
    Needs,
    /// Sessions of the month.
    Sessions,
    /// Members that lack something.
    Incomplete,
}

impl Counted {
    pub(super) const ALL: [Self; 5] = [Self::Members, Self::Proposals, Self::Needs, Self::Sessions, Self::Incomplete];
    /// What is known of a month that is over.
    pub(super) const KEPT: [Self; 4] = [Self::Members, Self::Proposals, Self::Needs, Self::Sessions];

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Members => "members",
            Self::Proposals => "proposals",
            Self::Needs => "needs",
            Self::Sessions => "sessions",
            Self::Incomplete => "incomplete",
        }
    }

    pub(super) const fn of(self, figures: &Figures) -> u32 {
        let Figures { members, sessions } = figures;
        match self {
            Self::Members => members.members,
            Self::Proposals => members.proposals,
            Self::Needs => members.open_needs,
            Self::Sessions => *sessions,
            Self::Incomplete => members.incomplete,
        }
    }
}

/// What a place comes to.
#[derive(Debug, Clone, Default)]
pub(super) struct Figures {
    pub(super) members: MemberCounts,
    pub(super) sessions: u32,
}

/// What the map's numbers are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    All(Counted),
    /// Members of one stage.
    Stage(&'static str),
}

impl Shown {
    pub(super) fn of(self, figures: &Figures) -> u32 {
        match self {
            Self::All(counted) => counted.of(figures),
            Self::Stage(stage) => figures.members.stages.get(stage).copied().unwrap_or_default(),
        }
    }

    pub(super) fn words(self, view: &Desk) -> String {
        match self {
            Self::All(counted) => view.word(&format!("map-{}", counted.code())),
            Self::Stage(stage) => value_label("stage", &json!(stage), view.language),
        }
    }

    pub(super) fn path(self) -> String {
        match self {
            Self::All(counted) => format!("{PATH}/map?show={}", counted.code()),
            Self::Stage(stage) => format!("{PATH}/map?stage={stage}"),
        }
    }
}

pub(super) type Counts = BTreeMap<LocationId, Figures>;

/// A month that the map shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Month {
    pub(super) first: NaiveDate,
    pub(super) is_this: bool,
}

impl Month {
    /// The month asked for; 404 for one to come or that is no month.
    pub(super) fn of(asked: Option<&str>, today: NaiveDate) -> Result<Self, Problem> {
        let this = today.with_day(1).unwrap_or(today);
        let Some(asked) = asked else { return Ok(Self { first: this, is_this: true }) };
        let first = NaiveDate::parse_from_str(&format!("{asked}-01"), "%Y-%m-%d").ok();
        let first = first.filter(|first| *first <= this && first.year() > 2000).ok_or_else(Problem::not_found)?;
        Ok(Self { first, is_this: first == this })
    }

    pub(super) fn code(self) -> String {
        self.first.format("%Y-%m").to_string()
    }

    pub(super) fn next(self) -> NaiveDate {
        self.first.checked_add_months(Months::new(1)).unwrap_or(self.first)
    }

    pub(super) fn before(self) -> NaiveDate {
        self.first.checked_sub_months(Months::new(1)).unwrap_or(self.first)
    }
}
