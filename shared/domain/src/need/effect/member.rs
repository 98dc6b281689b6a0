//! What a member is told of a need: of each commit one step at most.

use serde::{Deserialize, Serialize};

use crate::event::{Actor, Event, EventKind};
use crate::ids::AgencyId;
use crate::need::Outcome;

/// A step that a member is told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum MemberStep {
    /// The need arrived; agencies were asked or the coordinator looks first.
    Received,
    /// What was stated again, or added on its page, joined it.
    Added,
    /// What a colleague stated joined it.
    ColleagueAdded,
    /// Agencies were asked after the coordinator looked.
    Referred {
        /// Those asked in that commit; empty in rows that were written before
        /// they were named.
        #[serde(default)]
        agencies: Vec<AgencyId>,
    },
    /// An agency takes it on.
    Accepted {
        /// The agency.
        agency: AgencyId,
    },
    /// An agency does not; others are asked or the coordinator looks.
    Declined {
        /// The agency.
        agency: AgencyId,
    },
    /// The mail to an agency could not be delivered; others are asked or the
    /// coordinator looks.
    Unreached {
        /// The agency.
        agency: AgencyId,
    },
    /// An agency reported what came of it.
    Done {
        /// The agency.
        agency: AgencyId,
        /// What came of it.
        outcome: Outcome,
    },
    /// Whether an agency that took it on met the member: the member is asked.
    WhetherMet {
        /// The agency.
        agency: AgencyId,
    },
    /// An agency could not reach the member.
    CallsBack {
        /// The agency.
        agency: AgencyId,
    },
    /// It was taken up again.
    Reopened,
    /// The member took the need back.
    Withdrawn,
    /// The member no longer agrees to sharing.
    ConsentWithdrawn,
    /// The coordinator closed it.
    Closed {
        /// How.
        outcome: Outcome,
    },
    /// The link to the need's page was asked for again.
    LinkRenewed,
}

/// The one step of a commit that the member is told of: the weightiest.
pub(super) fn to_member(events: &[Event]) -> Option<MemberStep> {
    let first = |step: fn(&EventKind) -> Option<MemberStep>| events.iter().find_map(|event| step(&event.kind));
    let own_word = |event: &Event| event.actor == Actor::Member && matches!(event.kind, EventKind::ReferralDone { .. });
    // What somebody says themselves is no news to them; the page says it back.
    if events.iter().any(own_word) {
        return None;
    }
    let arrived = |kind: &EventKind| matches!(kind, EventKind::NeedReceived | EventKind::NeedSplitOff { .. });
    events
        .iter()
        .any(|event| arrived(&event.kind))
        .then_some(MemberStep::Received)
        .or_else(|| first(|kind| matches!(kind, EventKind::NeedReopened).then_some(MemberStep::Reopened)))
        .or_else(|| {
            first(|kind| match kind {
                EventKind::NeedAdded { colleague: true, .. } => Some(MemberStep::ColleagueAdded),
                EventKind::NeedAdded { colleague: false, .. } => Some(MemberStep::Added),
                _ => None,
            })
        })
        .or_else(|| first(|kind| matches!(kind, EventKind::NeedWithdrawn).then_some(MemberStep::Withdrawn)))
        .or_else(|| first(|kind| matches!(kind, EventKind::ConsentWithdrawn).then_some(MemberStep::ConsentWithdrawn)))
        .or_else(|| first(|kind| matches!(kind, EventKind::NeedLinkRenewed).then_some(MemberStep::LinkRenewed)))
        .or_else(|| {
            // An outcome that is reported at once says more than that it was accepted.
            first(|kind| match kind {
                EventKind::ReferralDone { agency, outcome } => {
                    Some(MemberStep::Done { agency: agency.clone(), outcome: *outcome })
                }
                _ => None,
            })
        })
        .or_else(|| {
            first(|kind| match kind {
                EventKind::ReferralMemberAsked { agency, .. } => {
                    Some(MemberStep::WhetherMet { agency: agency.clone() })
                }
                EventKind::ReferralAwaitsMember { agency, .. } => {
                    Some(MemberStep::CallsBack { agency: agency.clone() })
                }
                EventKind::ReferralAccepted { agency, .. } => Some(MemberStep::Accepted { agency: agency.clone() }),
                EventKind::ReferralDeclined { agency, .. } | EventKind::ReferralExpired { agency } => {
                    Some(MemberStep::Declined { agency: agency.clone() })
                }
                EventKind::ReferralUndeliverable { agency } => Some(MemberStep::Unreached { agency: agency.clone() }),
                _ => None,
            })
        })
        .or_else(|| {
            first(|kind| match kind {
                EventKind::NeedClosed { outcome } => Some(MemberStep::Closed { outcome: *outcome }),
                _ => None,
            })
        })
        .or_else(|| passed_on(events))
}

/// A need that the coordinator looked at, that its member now agrees to share, or
/// that goes over from an agency that ended, was passed on only where somebody was
/// asked; an agency that could not be reached and then was, is told too.
fn passed_on(events: &[Event]) -> Option<MemberStep> {
    let settles = |kind: &EventKind| matches!(kind, EventKind::NeedTriaged { .. } | EventKind::ConsentGiven);
    let goes_over =
        |event: &Event| event.actor == Actor::System && matches!(event.kind, EventKind::ReferralWithdrawn { .. });
    let is_settled = events.iter().any(|event| settles(&event.kind) || goes_over(event));
    let agencies: Vec<AgencyId> = events
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::ReferralQueued { agency, .. } if is_settled => Some(agency.clone()),
            EventKind::ReferralSent { agency, again: true, .. } => Some(agency.clone()),
            _ => None,
        })
        .collect();
    (!agencies.is_empty()).then_some(MemberStep::Referred { agencies })
}
