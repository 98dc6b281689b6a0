//! What a plan proposes, and what it can't, on the wire.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use domain::catalogue::Catalogue;
use domain::{Language, Text, local_time};
use rota_planner::{Assignment, Because, Change, Gap, Gone, NextBest, Part, WhyNot, WouldHelp};
use serde::Serialize;
use utoipa::ToSchema;
use web::i18n::in_all;

use crate::reasons;
use crate::times::monday;

/// A reason: its kind, its numbers, and a sentence.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Reason<T> {
    #[serde(flatten)]
    what: T,
    text: Text,
}

/// One adviser at one place.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct AssignmentView {
    id: String,
    adviser: String,
    agency: String,
    location: String,
    /// Local time of the first session.
    start: String,
    duration_minutes: u32,
    /// Absent of a single session.
    #[serde(skip_serializing_if = "Option::is_none")]
    rrule: Option<String>,
    /// The days of its sessions.
    #[schema(value_type = Vec<String>)]
    days: Vec<NaiveDate>,
    /// `new`, `moved`, `held` (one session of a permanence) or `kept`.
    change: &'static str,
    /// The permanence that is moved, held otherwise or kept.
    permanence: Option<String>,
    #[schema(value_type = Vec<Object>)]
    because: Vec<Reason<Because>>,
    /// Points that the plan would lose without it.
    worth: f64,
    /// What could be instead; null where nothing could, and to agencies.
    next_best: Option<NextBestView>,
}

/// What could be instead.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct NextBestView {
    adviser: String,
    location: String,
    #[schema(value_type = String, format = Date)]
    day: NaiveDate,
    /// Which of the day's windows, from 0.
    window: u8,
    /// By how many points the plan would be worse.
    less: f64,
    /// The same, part by part of the score.
    #[schema(value_type = BTreeMap<String, f64>)]
    parts: BTreeMap<Part, f64>,
}

/// Something that is needed and missing.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct GapView {
    location: String,
    /// Absent where the place misses a visit of anybody.
    #[serde(skip_serializing_if = "Option::is_none")]
    agency: Option<String>,
    /// `2027-W02`, the first in which it is missing.
    week: String,
    weeks: u32,
    /// Parties that are not served in time.
    parties: f64,
    #[schema(value_type = Vec<Object>)]
    because: Vec<Reason<WhyNot>>,
    #[schema(value_type = Vec<Object>)]
    would_help: Vec<Reason<WouldHelp>>,
}

/// A series of today without which the plan does.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct GoneView {
    permanence: String,
    /// Days of its sessions that nothing goes on with.
    #[schema(value_type = Vec<String>)]
    days: Vec<NaiveDate>,
    /// Points that keeping it would cost.
    costs: f64,
}

impl<T: Clone> Reason<T> {
    fn of(what: &T, say: impl Fn(Language, &T) -> String) -> Self {
        Self { what: what.clone(), text: in_all(|language| say(language, what)) }
    }
}

impl AssignmentView {
    pub(crate) fn of(catalogue: &Catalogue, one: &Assignment) -> Self {
        let (change, permanence) = match &one.change {
            Change::New => ("new", None),
            Change::Moved { from } => ("moved", Some(from)),
            Change::Held { permanence, .. } => ("held", Some(permanence)),
            Change::Kept { permanence } => ("kept", Some(permanence)),
        };
        let because = |why: &Because| Reason::of(why, |language, why| reasons::because(language, catalogue, why));
        Self {
            id: one.id.clone(),
            adviser: one.adviser.to_string(),
            agency: one.agency.to_string(),
            location: one.place.to_string(),
            start: local_time::format(one.start),
            duration_minutes: one.duration_minutes,
            rrule: one.rule().map(|rule| rule.to_string()),
            days: one.cells.iter().map(|cell| cell.day).collect(),
            change,
            permanence: permanence.map(ToString::to_string),
            because: one.because.iter().map(because).collect(),
            worth: one.worth,
            next_best: one.next_best.as_ref().map(NextBestView::of),
        }
    }

    /// The same for the agency that is asked: what could be instead may be another's.
    pub(crate) fn asked(catalogue: &Catalogue, one: &Assignment) -> Self {
        Self { next_best: None, ..Self::of(catalogue, one) }
    }
}

impl NextBestView {
    fn of(next: &NextBest) -> Self {
        let NextBest { adviser, place, cell, less, parts } = next;
        Self {
            adviser: adviser.to_string(),
            location: place.to_string(),
            day: cell.day,
            window: cell.window,
            less: *less,
            parts: parts.clone(),
        }
    }
}

impl GapView {
    /// `from`: the first day of the plan.
    pub(super) fn of(catalogue: &Catalogue, gap: &Gap, from: NaiveDate) -> Self {
        let week = monday(from, gap.week).iso_week();
        let helps =
            |what: &WouldHelp| Reason::of(what, |language, what| reasons::would_help(language, catalogue, what));
        Self {
            location: gap.place.to_string(),
            agency: gap.agency.as_ref().map(ToString::to_string),
            week: format!("{}-W{:02}", week.year(), week.week()),
            weeks: gap.weeks,
            parties: gap.parties,
            because: gap.because.iter().map(|why| Reason::of(why, reasons::why_not)).collect(),
            would_help: gap.would_help.iter().map(helps).collect(),
        }
    }
}

impl GoneView {
    pub(super) fn of(gone: &Gone) -> Self {
        Self {
            permanence: gone.permanence.to_string(),
            days: gone.cells.iter().map(|cell| cell.day).collect(),
            costs: gone.costs,
        }
    }
}
