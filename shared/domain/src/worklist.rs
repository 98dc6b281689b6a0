//! What needs a person: of each need, for whom, why, since when and until when.
//! Pure, so that the rows of the work list are written with the need that they
//! are about, and go with it.

mod task;

use serde::{Deserialize, Serialize};

use crate::Instant;
use crate::holidays::StaffDays;
use crate::ids::{AgencyId, LocationId};
use crate::moves::nobody_left;
use crate::need::{NeedCase, TriageReason};
use crate::referral::{Referral, ReferralStatus};
use crate::working_days::deadline;

pub use task::{Task, TaskAbout};

/// Whose work it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// The coordinator.
    Coordinator,
    /// An agency.
    Agency(AgencyId),
}

/// What is to be done about a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkKind {
    /// Say what is needed, or who is asked; also for a kind that nobody is left
    /// for while agencies are at work on others.
    Triage,
    /// An agency that took it on and the member both say nothing, or the member
    /// says that nobody came.
    Silent,
    /// An address of an agency refuses mails.
    Address,
    /// Answer whether it is taken on.
    Answer,
    /// Help, and say what came of it.
    Report,
}

/// One thing to do about a need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkItem {
    /// Whose.
    pub owner: Owner,
    /// What.
    pub kind: WorkKind,
    /// The agency that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<AgencyId>,
    /// The member's place.
    pub location: LocationId,
    /// Why a triage waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub triage: Option<TriageReason>,
    /// Since when.
    pub since: Instant,
    /// Until when.
    pub due: Instant,
}

impl WorkKind {
    /// The word of CONTRACT and of the table.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Triage => "triage",
            Self::Silent => "silent",
            Self::Address => "address",
            Self::Answer => "answer",
            Self::Report => "report",
        }
    }
}

/// What a need asks of people now; nothing once it is closed.
pub fn of_need(case: &NeedCase) -> Vec<WorkItem> {
    let need = &case.need;
    if !need.is_open() {
        return Vec::new();
    }
    let soon = |since: Instant| deadline(since, 1, &StaffDays::default());
    let item = |owner: Owner, kind: WorkKind, agency: Option<&AgencyId>, (since, due): (Instant, Instant)| WorkItem {
        owner,
        kind,
        agency: agency.cloned(),
        location: need.location.clone(),
        triage: (kind == WorkKind::Triage).then_some(need.triage.unwrap_or(TriageReason::Exhausted)),
        since,
        due,
    };
    let mut items = Vec::new();
    let for_others = nobody_left(case).into_iter().map(|(_, since)| since).max();
    if let Some(since) = need.triage.map(|_| need.changed_at).or(for_others) {
        items.push(item(Owner::Coordinator, WorkKind::Triage, None, (since, soon(since))));
    }
    for referral in &case.referrals {
        let Referral { agency, status, follow_up, changed_at, .. } = referral;
        if let Some(since) = follow_up.silent_since {
            items.push(item(Owner::Coordinator, WorkKind::Silent, Some(agency), (since, soon(since))));
        }
        let refused = status.is_open() && !follow_up.failed_desks.is_empty();
        if refused || *status == ReferralStatus::Undeliverable {
            let since = if refused { follow_up.asked_at.unwrap_or(*changed_at) } else { *changed_at };
            items.push(item(Owner::Coordinator, WorkKind::Address, Some(agency), (since, soon(since))));
        }
        let owner = || Owner::Agency(agency.clone());
        match status {
            ReferralStatus::Sent => {
                let since = follow_up.asked_at.unwrap_or(referral.created_at);
                items.push(item(owner(), WorkKind::Answer, Some(agency), (since, referral.answer_by)));
            }
            ReferralStatus::Accepted => {
                let due = follow_up.next_at.or(follow_up.silent_since).unwrap_or(*changed_at);
                items.push(item(owner(), WorkKind::Report, Some(agency), (*changed_at, due)));
            }
            _ => {}
        }
    }
    items
}
