//! What publishing would do, and did, on the wire.

use std::collections::BTreeMap;

use domain::{Text, local_time};
use flows::plans::{self, About, Done, Effects, Publishing, Step};
use rota_planner::Problem;
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
    /// `known`: what its plan proposes, and what from.
    pub(super) fn of(publishing: &Publishing, known: Option<(&rota_planner::Plan, &Problem)>) -> Self {
        let list = if publishing.undoing { &publishing.stayed } else { &publishing.done };
        let refused = |done: &Done| {
            let about = known.and_then(|(result, facts)| plans::about(&done.step, result, facts));
            done.refused.as_ref().map(|why| RefusedView::of(&done.step, about.as_ref(), why))
        };
        let taken = publishing.done.iter().filter(|done| done.refused.is_none());
        let left = |done: &Done| (of(&done.step), done.left.iter().map(|(id, _)| id.to_string()).collect());
        Self {
            left: publishing.todo.len(),
            done: taken.clone().count(),
            permanences: taken.map(left).collect(),
            refused: list.iter().filter_map(refused).collect(),
        }
    }
}

/// A step that was not taken.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct RefusedView {
    /// What it was about: an assignment, or a permanence.
    of: String,
    /// Whose it is, where, and local time of the first session that would change.
    #[serde(skip_serializing_if = "Option::is_none")]
    agency: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    reason: Text,
}

impl RefusedView {
    fn of(step: &Step, about: Option<&About>, reason: &Text) -> Self {
        Self {
            of: of(step),
            agency: about.map(|about| about.agency.to_string()),
            location: about.map(|about| about.place.to_string()),
            start: about.map(|about| local_time::format(about.start)),
            reason: reason.clone(),
        }
    }
}

/// What a step is about: an assignment, or a permanence.
fn of(step: &Step) -> String {
    let assignment = step.assignment().map(str::to_owned);
    assignment.or_else(|| step.permanence().map(ToString::to_string)).unwrap_or_default()
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
    /// Mails to advisers, agencies and the people of places, at once or on the next
    /// working morning, as each wishes.
    notices: usize,
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
    /// What it would leave out, with why: first the `withheld` ones, that the coordinator
    /// forbade or an agency refused since the plan was worked out (`again` looks for
    /// something else), then what can't be done as things stand.
    refused: Vec<RefusedView>,
    withheld: usize,
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
            notices: effects.notices,
            agencies: effects.agencies.iter().map(ToString::to_string).collect(),
            gain: by(&effects.gain),
            lose: by(&effects.lose),
            steps: effects.steps.clone(),
            refused: effects
                .refused
                .iter()
                .map(|one| RefusedView::of(&one.step, one.about.as_ref(), &one.reason))
                .collect(),
            withheld: effects.withheld,
        }
    }
}
