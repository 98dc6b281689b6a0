//! An agency's part of a plan, on the wire.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use domain::local_time;
use flows::plans;
use rota_planner::{Assignment, Change, Standing};
use serde::Serialize;
use utoipa::ToSchema;
use web::Problem;
use web::extract::digest_tag;

use super::part::Part;
use crate::times;
use crate::view::{AnswerView, AssignmentView, PlanEntry};

/// An agency's part of a plan.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct PartView {
    #[serde(flatten)]
    entry: PlanEntry,
    /// As in the header: it changes with whatever the part shows.
    etag: String,
    agency: String,
    /// By when it is asked to answer; null where it can't, or no day was said.
    #[schema(value_type = Option<String>, format = Date)]
    answer_by: Option<NaiveDate>,
    /// What changes first.
    assignments: Vec<AskedView>,
    /// Permanences of today that would not take place on some days.
    stops: Vec<TodayView>,
    /// What the agency said, the earliest first.
    answers: Vec<AnswerView>,
    /// Names of advisers, by their ids.
    #[schema(value_type = Object)]
    advisers: BTreeMap<String, String>,
}

/// One adviser at one place, as the agency is asked about it.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct AskedView {
    #[serde(flatten)]
    proposed: AssignmentView,
    /// What it is held in place of; null of what is new, or as today.
    instead_of: Option<TodayView>,
    /// Other times of the week that can be asked for.
    times: Vec<TimeView>,
    /// Whether it was left out when the plan was published.
    left_out: bool,
    /// Whether something was said of all sessions that it has now: planned again, it may
    /// have more than when it was.
    answered: bool,
}

/// A permanence of today.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct TodayView {
    permanence: String,
    location: String,
    advisers: Vec<String>,
    /// Local time of the first session that goes.
    start: Option<String>,
    /// The days of those that go.
    #[schema(value_type = Vec<String>)]
    days: Vec<NaiveDate>,
}

/// A time of the week.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct TimeView {
    /// Days after Monday.
    weekday: u8,
    /// Which window of the day, from 0.
    window: u8,
    /// Local time of the first session then.
    start: String,
}

impl PartView {
    pub(super) fn etag(&self) -> &str {
        &self.etag
    }

    pub(super) fn of(part: &Part) -> Result<Self, Problem> {
        let untagged = Self::untagged(part);
        let shown = serde_json::to_string(&untagged).map_err(|error| Problem::internal(&error))?;
        Ok(Self { etag: digest_tag(&shown), ..untagged })
    }

    fn untagged(part: &Part) -> Self {
        let plan = &part.plan.value;
        let own = plan.settled.answers.iter().filter(|answer| answer.agency == part.agency);
        let stops = part.stops().into_iter();
        let days = |cells: &[rota_planner::Cell]| cells.iter().map(|cell| cell.day).collect();
        Self {
            entry: plan.into(),
            etag: String::new(),
            agency: part.agency.to_string(),
            answer_by: part.answer_by(),
            assignments: part.own().into_iter().map(|one| AskedView::of(part, one)).collect(),
            stops: stops.map(|(today, gone)| TodayView::of(today, days(&gone.cells))).collect(),
            answers: own.map(AnswerView::of).collect(),
            advisers: part.team.advisers().map(|one| (one.id.to_string(), one.name.clone())).collect(),
        }
    }
}

impl AskedView {
    fn of(part: &Part, one: &Assignment) -> Self {
        let today = part.facts.as_ref().and_then(|facts| plans::instead_of(facts, one));
        let others = part.facts.as_ref().filter(|_| part.is_open()).map(|facts| times::others(facts, one));
        let going = |(today, start): (&Standing, NaiveDateTime)| {
            let is_one_session = matches!(one.change, Change::Held { .. });
            let days = today.cells.iter().map(|cell| cell.day);
            TodayView::of(today, days.filter(|day| !is_one_session || *day == start.date()).collect())
        };
        let time = |(weekday, window, start)| TimeView { weekday, window, start: local_time::format(start) };
        Self {
            proposed: AssignmentView::asked(&part.catalogue, one),
            instead_of: today.map(going),
            times: others.unwrap_or_default().into_iter().map(time).collect(),
            left_out: part.is_left_out(&one.id),
            answered: part.said_of(one).is_some(),
        }
    }
}

impl TodayView {
    fn of(today: &Standing, days: Vec<NaiveDate>) -> Self {
        Self {
            permanence: today.permanence.to_string(),
            location: today.place.to_string(),
            advisers: today.advisers.iter().map(ToString::to_string).collect(),
            start: days.first().map(|day| local_time::format(day.and_time(today.start))),
            days,
        }
    }
}
