//! A plan on the wire.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use domain::Text;
use domain::catalogue::Catalogue;
use domain::local_time;
use flows::plans::{Answer, Done, Effects, Plan, Ruled, Step};
use rota_planner::{Assignment, Because, Change, Figures, Gap, NextBest, Part, WhyNot, WouldHelp};
use serde::Serialize;
use store::repos::plans::Origin;
use utoipa::ToSchema;

use crate::reasons;

/// A plan in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct PlanEntry {
    id: String,
    /// `running`, `ready`, `published`, `undone`, `failed` or `aside`.
    status: &'static str,
    /// Percent that is done of what is under way.
    progress: u32,
    /// The first day, a Monday.
    #[schema(value_type = String, format = Date)]
    from: NaiveDate,
    weeks: u32,
    asked_at: String,
    /// Whether it was asked for by itself, for a quarter.
    prepared: bool,
    /// What is otherwise than it is; absent of a plan that can become the rota.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Object>, required = false)]
    what_if: Vec<rota_planner::WhatIf>,
    /// What it mends; absent where it is a rota of weeks.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    repair: Option<String>,
}

impl From<&Plan> for PlanEntry {
    fn from(plan: &Plan) -> Self {
        Self {
            id: plan.id.to_string(),
            status: plan.status.code(),
            progress: plan.progress,
            from: plan.from,
            weeks: plan.weeks,
            asked_at: plan.asked_at.to_string(),
            prepared: matches!(plan.origin, Some(Origin::Quarter { .. })),
            what_if: plan.settled.what_if.clone(),
            repair: match &plan.origin {
                Some(Origin::Repair { repair, .. }) => Some(repair.to_string()),
                _ => None,
            },
        }
    }
}

/// A plan with what is proposed, as it was last worked out.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct PlanView {
    #[serde(flatten)]
    entry: PlanEntry,
    /// What `If-Match` of a change says.
    etag: String,
    /// Which series of today stay: `all`, `none`, or ids.
    #[schema(value_type = Object)]
    keep: flows::plans::Keep,
    /// Points for each thing.
    #[schema(value_type = Object)]
    weights: rota_planner::Weights,
    /// What it is worth; null until it was worked out.
    #[schema(value_type = Object)]
    score: Option<rota_planner::Score>,
    /// No plan is worth more.
    bound: Option<f64>,
    assignments: Vec<AssignmentView>,
    gaps: Vec<GapView>,
    gone: Vec<GoneView>,
    /// The plan in figures.
    #[schema(value_type = Object)]
    figures: Option<Figures>,
    /// What stands today in the same figures.
    #[schema(value_type = Object)]
    today: Option<Figures>,
    /// Pins and forbidden slots, the earliest first.
    pins: Vec<PinView>,
    /// What agencies said.
    answers: Vec<AnswerView>,
    /// What publishing did; null before it.
    published: Option<PublishedView>,
}

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
    #[schema(required = false)]
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
    /// What could be instead; null where nothing could.
    #[schema(value_type = Object)]
    next_best: Option<NextBestView>,
}

/// What could be instead.
#[derive(Debug, Clone, Serialize)]
struct NextBestView {
    adviser: String,
    location: String,
    day: NaiveDate,
    window: u8,
    less: f64,
    parts: BTreeMap<Part, f64>,
}

/// Something that is needed and missing.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct GapView {
    location: String,
    /// Absent where the place misses a visit of anybody.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
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

/// What somebody settled.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct PinView {
    assignment: String,
    /// `coordinator`, or the agency.
    by: String,
    /// `pinned` or `forbidden`.
    #[schema(value_type = String)]
    wish: rota_planner::Wish,
    adviser: String,
    #[schema(value_type = Vec<String>)]
    days: Vec<NaiveDate>,
}

/// What an agency said of an assignment.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct AnswerView {
    agency: String,
    assignment: String,
    /// `yes`, `no` or `other`.
    says: &'static str,
    reason: String,
    at: String,
}

/// What publishing did so far.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct PublishedView {
    left: usize,
    done: usize,
    /// What was not done, with why.
    refused: Vec<RefusedView>,
}

/// A step that was not taken.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct RefusedView {
    /// What it was about: an assignment, or a permanence.
    of: String,
    reason: Text,
}

impl RefusedView {
    fn of(step: &Step, reason: &Text) -> Self {
        let of = match step {
            Step::Create { assignment } | Step::Move { assignment, .. } | Step::Hold { assignment, .. } => {
                assignment.clone()
            }
            Step::End { permanence } | Step::Thin { permanence, .. } => permanence.to_string(),
        };
        Self { of, reason: reason.clone() }
    }
}

/// What publishing would do.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct AheadView {
    created: usize,
    moved: usize,
    ended: usize,
    /// Sessions taken out of series that stay.
    cancelled_sessions: usize,
    /// Single sessions that are held by somebody else or at another time.
    held_sessions: usize,
    /// Appointments whose time or place changes, and those that lose their slot.
    bookings_moved: usize,
    bookings_lost: usize,
    /// Mails to people with appointments.
    mails: usize,
    /// Agencies that are told as they wish.
    agencies: Vec<String>,
    /// Places, by how many parties more, or fewer, are served in time.
    #[schema(value_type = Object)]
    gain: BTreeMap<String, f64>,
    #[schema(value_type = Object)]
    lose: BTreeMap<String, f64>,
    refused: Vec<RefusedView>,
}

impl From<&Effects> for AheadView {
    fn from(effects: &Effects) -> Self {
        let by = |places: &[(domain::ids::LocationId, f64)]| {
            places.iter().map(|(place, by)| (place.to_string(), *by)).collect()
        };
        Self {
            created: effects.created,
            moved: effects.moved,
            ended: effects.ended,
            cancelled_sessions: effects.thinned,
            held_sessions: effects.held,
            bookings_moved: effects.bookings_moved,
            bookings_lost: effects.bookings_lost,
            mails: effects.mails,
            agencies: effects.agencies.iter().map(ToString::to_string).collect(),
            gain: by(&effects.gain),
            lose: by(&effects.lose),
            refused: effects.refused.iter().map(|one| RefusedView::of(&one.step, &one.reason)).collect(),
        }
    }
}

impl PlanView {
    pub(crate) fn of(catalogue: &Catalogue, (plan, version): (&Plan, u64), result: Option<rota_planner::Plan>) -> Self {
        let weeks_on = |week: u32| plan.from.checked_add_days(chrono::Days::new(7 * u64::from(week)));
        let week = |week: u32| {
            let day = weeks_on(week).unwrap_or(plan.from).iso_week();
            format!("{}-W{:02}", day.year(), day.week())
        };
        let mut view = Self {
            entry: plan.into(),
            etag: web::extract::etag(version),
            keep: plan.settled.keep.clone(),
            weights: plan.settled.weights,
            score: None,
            bound: None,
            assignments: Vec::new(),
            gaps: Vec::new(),
            gone: Vec::new(),
            figures: None,
            today: None,
            pins: plan.settled.rulings.iter().map(PinView::of).collect(),
            answers: plan.settled.answers.iter().map(AnswerView::of).collect(),
            published: plan.settled.publishing.as_ref().map(|publishing| {
                let list = if publishing.undoing { &publishing.stayed } else { &publishing.done };
                let refused = |done: &Done| done.refused.as_ref().map(|why| RefusedView::of(&done.step, why));
                PublishedView {
                    left: publishing.todo.len(),
                    done: publishing.done.iter().filter(|done| done.refused.is_none()).count(),
                    refused: list.iter().filter_map(refused).collect(),
                }
            }),
        };
        if let Some(result) = result {
            view.assignments = result.assignments.iter().map(|one| AssignmentView::of(catalogue, one)).collect();
            view.gaps = result.gaps.into_iter().map(|gap| GapView::of(catalogue, gap, &week)).collect();
            view.gone = result
                .gone
                .into_iter()
                .map(|gone| GoneView {
                    permanence: gone.permanence.to_string(),
                    days: gone.cells.iter().map(|cell| cell.day).collect(),
                    costs: gone.costs,
                })
                .collect();
            (view.score, view.bound) = (Some(result.score), Some(result.bound));
            (view.figures, view.today) = (Some(result.figures), Some(result.today));
        }
        view
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
        Self {
            id: one.id.clone(),
            adviser: one.adviser.to_string(),
            agency: one.agency.to_string(),
            location: one.place.to_string(),
            start: local_time::format(one.start),
            duration_minutes: one.duration_minutes,
            rrule: one.every_weeks.map(|weeks| rrule(one, weeks)),
            days: one.cells.iter().map(|cell| cell.day).collect(),
            change,
            permanence: permanence.map(ToString::to_string),
            because: one
                .because
                .iter()
                .map(|reason| Reason { what: reason.clone(), text: reasons::because(catalogue, reason) })
                .collect(),
            worth: one.worth,
            next_best: one.next_best.as_ref().map(NextBestView::of),
        }
    }
}

fn rrule(one: &Assignment, weeks: u32) -> String {
    const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let day = DAYS.get(one.start.weekday().num_days_from_monday() as usize).copied().unwrap_or_default();
    format!("FREQ=WEEKLY;INTERVAL={weeks};BYDAY={day}")
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
    fn of(catalogue: &Catalogue, gap: Gap, week: &dyn Fn(u32) -> String) -> Self {
        Self {
            location: gap.place.to_string(),
            agency: gap.agency.as_ref().map(ToString::to_string),
            week: week(gap.week),
            weeks: gap.weeks,
            parties: gap.parties,
            because: gap.because.into_iter().map(|what| Reason { text: reasons::why_not(&what), what }).collect(),
            would_help: gap
                .would_help
                .into_iter()
                .map(|what| Reason { text: reasons::would_help(catalogue, &what), what })
                .collect(),
        }
    }
}

impl PinView {
    fn of(ruled: &Ruled) -> Self {
        Self {
            assignment: ruled.assignment.clone(),
            by: match &ruled.whose {
                flows::plans::Whose::Coordinator => "coordinator".to_owned(),
                flows::plans::Whose::Agency(agency) => agency.to_string(),
            },
            wish: ruled.ruling.wish,
            adviser: ruled.ruling.adviser.to_string(),
            days: ruled.ruling.cells.iter().map(|cell| cell.day).collect(),
        }
    }
}

impl AnswerView {
    fn of(answer: &Answer) -> Self {
        Self {
            agency: answer.agency.to_string(),
            assignment: answer.assignment.clone(),
            says: match answer.says {
                flows::plans::Says::Yes => "yes",
                flows::plans::Says::No => "no",
                flows::plans::Says::Other { .. } => "other",
            },
            reason: answer.reason.clone(),
            at: answer.at.to_string(),
        }
    }
}
