//! What there is to do, the most pressing first.

use domain::Instant;
use domain::need::{NeedStatus, TriageReason};
use domain::referral::ReferralStatus;
use store::repos::needs::{NeedEntry, ReferralEntry};
use web::Scope;

use super::Day;
use flows::worklist::GivenUp;

/// Rows of one kind that the overview shows.
const OF_A_KIND: usize = 5;

/// One thing to do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Task<'a> {
    /// An agency should have answered.
    Late(&'a ReferralEntry),
    /// An agency's mail was refused.
    Undeliverable(&'a ReferralEntry),
    /// The coordinator has to say what is needed, or who is asked.
    Triage(&'a NeedEntry),
    /// A mail was given up.
    Dead(&'a GivenUp),
    /// The agency is asked.
    Answer(&'a ReferralEntry),
    /// The agency has to report what came of it.
    Report(&'a ReferralEntry),
    /// A need of the host's place that is under way.
    Watch(&'a NeedEntry),
}

impl Task<'_> {
    /// Since when.
    pub(crate) fn since(&self) -> Instant {
        match self {
            Self::Late(entry) | Self::Answer(entry) => entry.created_at,
            Self::Undeliverable(entry) | Self::Report(entry) => entry.changed_at,
            Self::Triage(entry) => entry.changed_at,
            Self::Watch(entry) => entry.created_at,
            Self::Dead(GivenUp { delivery, .. }) => delivery.ended_at.unwrap_or(delivery.created_at),
        }
    }

    /// Whether a triage only has to be confirmed.
    pub(crate) fn is_suggestion(&self) -> bool {
        matches!(self, Self::Triage(entry) if entry.triage == Some(TriageReason::Suggested))
    }
}

/// What to do now, and how much more of it there is than is shown.
pub(crate) fn tasks(day: &Day) -> (Vec<Task<'_>>, usize) {
    let kinds: Vec<Vec<Task<'_>>> = match &day.scope {
        Scope::All => vec![
            day.late().into_iter().map(Task::Late).collect(),
            of_status(day, ReferralStatus::Undeliverable, Task::Undeliverable),
            day.needs.items.iter().map(Task::Triage).collect(),
            day.dead.items.iter().map(Task::Dead).collect(),
        ],
        Scope::Agency(_) => vec![
            day.late().into_iter().map(Task::Late).collect(),
            of_status(day, ReferralStatus::Sent, Task::Answer),
            of_status(day, ReferralStatus::Accepted, Task::Report),
        ],
        Scope::Location(_) => vec![day.needs.items.iter().map(Task::Watch).collect()],
    };
    let mut shown = Vec::new();
    let mut more = 0;
    for mut kind in kinds {
        kind.sort_by_key(Task::since);
        more += kind.len().saturating_sub(OF_A_KIND);
        kind.truncate(OF_A_KIND);
        shown.extend(kind);
    }
    (shown, more)
}

fn of_status<'a>(day: &'a Day, status: ReferralStatus, task: impl Fn(&'a ReferralEntry) -> Task<'a>) -> Vec<Task<'a>> {
    let entries = day.referrals.items.iter().filter(|entry| entry.status == status && !day.is_late(entry));
    entries.map(task).collect()
}

/// Needs of a status among those read.
pub(crate) fn count_of(day: &Day, status: NeedStatus) -> usize {
    day.needs.items.iter().filter(|entry| entry.status == status).count()
}
