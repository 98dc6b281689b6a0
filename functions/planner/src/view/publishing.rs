//! What publishing would do, and did, on the wire.

use std::collections::BTreeMap;

use domain::Text;
use flows::plans::{Done, Effects, Publishing, Step};
use serde::Serialize;
use utoipa::ToSchema;

/// What publishing did so far.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct PublishedView {
    left: usize,
    done: usize,
    /// The permanences that each assignment, or each end, left.
    #[schema(value_type = Object)]
    permanences: BTreeMap<String, Vec<String>>,
    /// What was not done, with why.
    refused: Vec<RefusedView>,
}

impl PublishedView {
    pub(super) fn of(publishing: &Publishing) -> Self {
        let list = if publishing.undoing { &publishing.stayed } else { &publishing.done };
        let refused = |done: &Done| done.refused.as_ref().map(|why| RefusedView::of(&done.step, why));
        Self {
            left: publishing.todo.len(),
            done: publishing.done.iter().filter(|done| done.refused.is_none()).count(),
            permanences: publishing
                .done
                .iter()
                .filter(|done| done.refused.is_none())
                .map(|done| (about(&done.step), done.left.iter().map(|(id, _)| id.to_string()).collect()))
                .collect(),
            refused: list.iter().filter_map(refused).collect(),
        }
    }
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
        Self { of: about(step), reason: reason.clone() }
    }
}

/// What a step is about: an assignment, or a permanence.
fn about(step: &Step) -> String {
    match step {
        Step::Create { assignment } | Step::Move { assignment, .. } | Step::Hold { assignment, .. } => {
            assignment.clone()
        }
        Step::End { permanence } | Step::Thin { permanence, .. } => permanence.to_string(),
    }
}

/// What publishing would do.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct AheadView {
    created: usize,
    moved: usize,
    ended: usize,
    /// Permanences without a session in the weeks of the plan, which go on after them.
    paused: usize,
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
    /// What it would change, in order: `kind` (`create`, `move`, `end`, `thin`,
    /// `hold`) of which `assignment`, which `permanence`, on which days. A permanence
    /// that is new has no id before it is made: `published.permanences` of the plan
    /// names it afterwards, by the assignment.
    #[schema(value_type = Vec<Object>)]
    steps: Vec<Step>,
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
            paused: effects.paused,
            cancelled_sessions: effects.thinned,
            held_sessions: effects.held,
            bookings_moved: effects.bookings_moved,
            bookings_lost: effects.bookings_lost,
            mails: effects.mails,
            agencies: effects.agencies.iter().map(ToString::to_string).collect(),
            gain: by(&effects.gain),
            lose: by(&effects.lose),
            steps: effects.steps.clone(),
            refused: effects.refused.iter().map(|one| RefusedView::of(&one.step, &one.reason)).collect(),
        }
    }
}
