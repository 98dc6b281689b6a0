//! What a need asks for outside: mails to agencies and to the member, and the
//! deadline of a referral. Pure, so that planning the same commit twice gives
//! the same effects, and the same effects give the same delivery ids.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::Outcome;
use crate::Instant;
use crate::event::{Event, EventKind};
use crate::ids::AgencyId;

/// One effect on one recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum NeedEffect {
    /// A referral's mail to its agency.
    ReferralMail {
        /// The agency.
        agency: AgencyId,
        /// Which asking it belongs to: [`crate::referral::Referral::asked_again`].
        #[serde(default, skip_serializing_if = "crate::referral::is_first")]
        again: u32,
    },
    /// The answer link once more, to the agency.
    ReferralLinkMail {
        /// The agency.
        agency: AgencyId,
    },
    /// An agency is told that there is nothing to do any more.
    ReferralWithdrawnMail {
        /// The agency.
        agency: AgencyId,
    },
    /// An agency that has not answered by then is asked no more.
    ReferralDeadline {
        /// The agency.
        agency: AgencyId,
        /// When.
        answer_by: Instant,
    },
    /// A step told to the member. At most one for each commit.
    MemberMail(MemberStep),
}

/// A step that a member is told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum MemberStep {
    /// The need arrived; agencies were asked or the coordinator looks first.
    Received,
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

impl NeedEffect {
    /// Whether it is a mail, rather than something done.
    pub const fn is_mail(&self) -> bool {
        !matches!(self, Self::ReferralDeadline { .. })
    }

    /// When it is due, planned at `now`.
    pub const fn due_at(&self, now: Instant) -> Instant {
        match self {
            Self::ReferralDeadline { answer_by, .. } => *answer_by,
            _ => now,
        }
    }

    /// Effect and recipient as text: one of each for a commit. Delivery ids
    /// derive from it, so it never changes.
    pub fn recipient(&self) -> String {
        match self {
            Self::ReferralMail { agency, .. } => format!("referral:{agency}"),
            Self::ReferralLinkMail { agency } => format!("referral-link:{agency}"),
            Self::ReferralWithdrawnMail { agency } => format!("referral-withdrawn:{agency}"),
            Self::ReferralDeadline { agency, .. } => format!("referral-deadline:{agency}"),
            Self::MemberMail(_) => "member".to_owned(),
        }
    }

    /// The agency that it goes to or waits for.
    pub const fn agency(&self) -> Option<&AgencyId> {
        match self {
            Self::ReferralMail { agency, .. }
            | Self::ReferralLinkMail { agency }
            | Self::ReferralWithdrawnMail { agency }
            | Self::ReferralDeadline { agency, .. } => Some(agency),
            Self::MemberMail(_) => None,
        }
    }
}

/// What the events of one commit ask for, in a fixed order.
pub fn plan(events: &[Event]) -> Vec<NeedEffect> {
    let to_agencies = events.iter().filter_map(to_agency);
    to_agencies.chain(to_member(events).map(NeedEffect::MemberMail)).collect()
}

fn to_agency(event: &Event) -> Option<NeedEffect> {
    match &event.kind {
        EventKind::ReferralQueued { agency, again } => {
            Some(NeedEffect::ReferralMail { agency: agency.clone(), again: *again })
        }
        EventKind::ReferralLinkRenewed { agency } => Some(NeedEffect::ReferralLinkMail { agency: agency.clone() }),
        EventKind::ReferralSent { agency, answer_by, .. } => {
            Some(NeedEffect::ReferralDeadline { agency: agency.clone(), answer_by: (*answer_by)? })
        }
        EventKind::ReferralWithdrawn { agency } => Some(NeedEffect::ReferralWithdrawnMail { agency: agency.clone() }),
        _ => None,
    }
}

/// The one step of a commit that the member is told of: the weightiest.
fn to_member(events: &[Event]) -> Option<MemberStep> {
    let first = |step: fn(&EventKind) -> Option<MemberStep>| events.iter().find_map(|event| step(&event.kind));
    first(|kind| matches!(kind, EventKind::NeedReceived).then_some(MemberStep::Received))
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
                EventKind::ReferralAccepted { agency } => Some(MemberStep::Accepted { agency: agency.clone() }),
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

/// A need that the coordinator looked at was passed on only where somebody
/// was asked; an agency that could not be reached and then was, is told too.
fn passed_on(events: &[Event]) -> Option<MemberStep> {
    let triaged = events.iter().any(|event| matches!(event.kind, EventKind::NeedTriaged { .. }));
    let agencies: Vec<AgencyId> = events
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::ReferralQueued { agency, .. } if triaged => Some(agency.clone()),
            EventKind::ReferralSent { agency, again: true, .. } => Some(agency.clone()),
            _ => None,
        })
        .collect();
    (!agencies.is_empty()).then_some(MemberStep::Referred { agencies })
}
