//! A plan on the wire.

mod proposed;
mod publishing;

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::{Text, local_time};
use flows::plans::{Answer, Dropped, Keep, Plan, Ruled, Says, Whose};
use rota_planner::Figures;
use serde::Serialize;
use store::repos::plans::Origin;
use utoipa::ToSchema;
use web::views::actor_code;

pub(crate) use proposed::AssignmentView;
pub(crate) use publishing::AheadView;

use proposed::{GapView, GoneView};
use publishing::PublishedView;

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
    #[schema(value_type = Vec<Object>)]
    what_if: Vec<rota_planner::WhatIf>,
    /// What it mends; absent where it is a rota of weeks.
    #[serde(skip_serializing_if = "Option::is_none")]
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
    /// As in the header.
    etag: String,
    /// Which series of today stay: `all`, `none`, or ids.
    #[schema(value_type = Value)]
    keep: Keep,
    /// Points for each thing.
    #[schema(value_type = Object)]
    weights: rota_planner::Weights,
    /// What it is worth; null until it was worked out.
    #[schema(value_type = Option<Object>)]
    score: Option<rota_planner::Score>,
    /// No plan is worth more.
    bound: Option<f64>,
    assignments: Vec<AssignmentView>,
    gaps: Vec<GapView>,
    gone: Vec<GoneView>,
    /// The plan in figures.
    #[schema(value_type = Option<Object>)]
    figures: Option<Figures>,
    /// What stands today in the same figures.
    #[schema(value_type = Option<Object>)]
    today: Option<Figures>,
    /// Pins and forbidden slots, the earliest first.
    pins: Vec<PinView>,
    /// Of these, what no longer applied when it was last worked out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dropped: Vec<DroppedView>,
    /// What agencies said.
    answers: Vec<AnswerView>,
    /// What publishing did; null before it.
    published: Option<PublishedView>,
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
    /// Who said it: the agency by its link, or somebody of the staff for it; absent of what
    /// was said long ago.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    /// Where it is, and local time of its first session; absent of what was said long ago.
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    /// Local time of the first session, where another time was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    instead: Option<String>,
}

/// What was settled and did not apply any more when the plan was last worked out.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct DroppedView {
    #[serde(flatten)]
    pin: PinView,
    /// Absent where it was of every place.
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<String>,
    reason: Text,
}

impl PlanView {
    /// `facts` are what its result was worked out from, where something was published.
    pub(crate) fn of(
        catalogue: &Catalogue,
        (plan, version): (&Plan, u64),
        (result, facts): (Option<&rota_planner::Plan>, Option<&rota_planner::Problem>),
    ) -> Self {
        let settled = &plan.settled;
        let assignments = result.into_iter().flat_map(|result| &result.assignments);
        let gaps = result.into_iter().flat_map(|result| &result.gaps);
        let gone = result.into_iter().flat_map(|result| &result.gone);
        let published = |publishing| PublishedView::of(publishing, result.zip(facts));
        Self {
            entry: plan.into(),
            etag: web::extract::etag(version),
            keep: settled.keep.clone(),
            weights: settled.weights,
            score: result.map(|result| result.score.clone()),
            bound: result.map(|result| result.bound),
            assignments: assignments.map(|one| AssignmentView::of(catalogue, one)).collect(),
            gaps: gaps.map(|gap| GapView::of(catalogue, gap, plan.from)).collect(),
            gone: gone.map(GoneView::of).collect(),
            figures: result.map(|result| result.figures.clone()),
            today: result.map(|result| result.today.clone()),
            pins: settled.rulings.iter().map(PinView::of).collect(),
            answers: settled.answers.iter().map(AnswerView::of).collect(),
            dropped: settled.dropped.iter().map(DroppedView::of).collect(),
            published: settled.publishing.as_ref().map(published),
        }
    }
}

impl PinView {
    fn of(ruled: &Ruled) -> Self {
        Self {
            assignment: ruled.assignment.clone(),
            by: match &ruled.whose {
                Whose::Coordinator => "coordinator".to_owned(),
                Whose::Agency(agency) => agency.to_string(),
            },
            wish: ruled.ruling.wish,
            adviser: ruled.ruling.adviser.to_string(),
            days: ruled.ruling.cells.iter().map(|cell| cell.day).collect(),
        }
    }
}

impl AnswerView {
    pub(crate) fn of(answer: &Answer) -> Self {
        Self {
            agency: answer.agency.to_string(),
            assignment: answer.assignment.clone(),
            says: match answer.says {
                Says::Yes => "yes",
                Says::No => "no",
                Says::Other { .. } => "other",
            },
            reason: answer.reason.clone(),
            at: answer.at.to_string(),
            by: answer.by.as_ref().map(actor_code),
            location: answer.place.as_ref().map(ToString::to_string),
            start: answer.start.map(local_time::format),
            instead: answer.instead.map(local_time::format),
        }
    }
}

impl DroppedView {
    fn of(dropped: &Dropped) -> Self {
        Self {
            pin: PinView::of(&dropped.ruled),
            location: dropped.ruled.ruling.place.as_ref().map(ToString::to_string),
            reason: dropped.reason.clone(),
        }
    }
}
