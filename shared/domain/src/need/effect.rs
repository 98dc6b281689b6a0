//! What a need asks for outside: mails to agencies and to the member, and the
//! deadline of a referral. Pure, so that planning the same commit twice gives
//! the same effects, and the same effects give the same delivery ids.

mod member;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::Instant;
use crate::event::{Event, EventKind};
use crate::ids::AgencyId;
use crate::working_days::{DIGEST_HOUR, at_hour};

pub use member::MemberStep;
use member::to_member;

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
        /// The morning on which it leaves together with others; absent: alone,
        /// at once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        digest: Option<NaiveDate>,
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
    /// An agency is reminded that an answer is awaited.
    ReminderMail {
        /// The agency.
        agency: AgencyId,
        /// Which reminder: [`crate::referral::FollowUp::reminders`].
        nth: u32,
    },
    /// An agency is asked whether it met the member.
    EnquiryMail {
        /// The agency.
        agency: AgencyId,
        /// Which question: [`crate::referral::FollowUp::enquiries`].
        nth: u32,
    },
    /// Somebody of an agency is told that it is theirs by name.
    HandedOverMail {
        /// The agency.
        agency: AgencyId,
    },
    /// The mail that told a referral together with others did not arrive.
    ReferralUnreached {
        /// The agency.
        agency: AgencyId,
        /// Which asking it belongs to.
        again: u32,
    },
    /// The next step of a referral is due: [`crate::moves::follow`].
    #[serde(rename = "referral_deadline")]
    ReferralClock {
        /// The agency.
        agency: AgencyId,
        /// When.
        #[serde(rename = "answer_by")]
        at: Instant,
    },
    /// An agency that has it is told what was added.
    AddedMail {
        /// The agency.
        agency: AgencyId,
        /// When: [`crate::referral::FollowUp::added_at`].
        at: Instant,
    },
    /// Whoever else of the company stated the same is told that it joined this.
    ColleagueMail {
        /// When it was stated.
        at: Instant,
    },
    /// A step told to the member. At most one for each commit.
    MemberMail(MemberStep),
}

impl NeedEffect {
    /// Whether it is a mail, rather than something done.
    pub const fn is_mail(&self) -> bool {
        !matches!(self, Self::ReferralClock { .. } | Self::ReferralUnreached { .. })
    }

    /// When it is due, planned at `now`.
    pub fn due_at(&self, now: Instant) -> Instant {
        match self {
            Self::ReferralMail { digest: Some(day), .. } => at_hour(*day, DIGEST_HOUR).max(now),
            Self::ReferralClock { at, .. } => *at,
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
            Self::ReminderMail { agency, .. } => format!("reminder:{agency}"),
            Self::EnquiryMail { agency, .. } => format!("enquiry:{agency}"),
            Self::HandedOverMail { agency } => format!("handed-over:{agency}"),
            Self::AddedMail { agency, .. } => format!("added:{agency}"),
            Self::ReferralClock { agency, .. } => format!("referral-deadline:{agency}"),
            Self::ReferralUnreached { agency, again } => format!("referral-unreached:{agency}:{again}"),
            Self::ColleagueMail { .. } => "colleague".to_owned(),
            Self::MemberMail(_) => "member".to_owned(),
        }
    }

    /// The agency that it goes to or waits for.
    pub const fn agency(&self) -> Option<&AgencyId> {
        match self {
            Self::ReferralMail { agency, .. }
            | Self::ReferralLinkMail { agency }
            | Self::ReferralWithdrawnMail { agency }
            | Self::ReminderMail { agency, .. }
            | Self::EnquiryMail { agency, .. }
            | Self::HandedOverMail { agency }
            | Self::AddedMail { agency, .. }
            | Self::ReferralUnreached { agency, .. }
            | Self::ReferralClock { agency, .. } => Some(agency),
            Self::ColleagueMail { .. } | Self::MemberMail(_) => None,
        }
    }
}

/// What the events of one commit ask for, in a fixed order.
pub fn plan(events: &[Event]) -> Vec<NeedEffect> {
    let mails = events.iter().filter_map(to_others).chain(events.iter().flat_map(added));
    let clocks = events.iter().filter_map(clock);
    mails.chain(clocks).chain(to_member(events).map(NeedEffect::MemberMail)).collect()
}

fn to_others(event: &Event) -> Option<NeedEffect> {
    match &event.kind {
        EventKind::ReferralQueued { agency, again, digest } => {
            Some(NeedEffect::ReferralMail { agency: agency.clone(), again: *again, digest: *digest })
        }
        EventKind::ReferralLinkRenewed { agency } => Some(NeedEffect::ReferralLinkMail { agency: agency.clone() }),
        EventKind::ReferralWithdrawn { agency } => Some(NeedEffect::ReferralWithdrawnMail { agency: agency.clone() }),
        EventKind::ReferralReminded { agency, nth, .. } => {
            Some(NeedEffect::ReminderMail { agency: agency.clone(), nth: *nth })
        }
        EventKind::ReferralEnquired { agency, nth, .. } => {
            Some(NeedEffect::EnquiryMail { agency: agency.clone(), nth: *nth })
        }
        // What has still to leave goes to them, and tells it.
        EventKind::ReferralHandedOver { agency, queued: false } => {
            Some(NeedEffect::HandedOverMail { agency: agency.clone() })
        }
        EventKind::NeedAdded { colleague: true, .. } => Some(NeedEffect::ColleagueMail { at: event.at }),
        _ => None,
    }
}

/// One mail for each agency that is told of an addition.
fn added(event: &Event) -> Vec<NeedEffect> {
    let EventKind::NeedAdded { told, .. } = &event.kind else { return Vec::new() };
    told.iter().map(|agency| NeedEffect::AddedMail { agency: agency.clone(), at: event.at }).collect()
}

/// When a referral is looked at again.
fn clock(event: &Event) -> Option<NeedEffect> {
    let (agency, at) = match &event.kind {
        EventKind::ReferralSent { agency, answer_by, next_at, .. } => (agency, next_at.or(*answer_by)?),
        EventKind::ReferralAccepted { agency, next_at } => (agency, (*next_at)?),
        EventKind::ReferralReminded { agency, next_at, .. }
        | EventKind::ReferralPostponed { agency, next_at }
        | EventKind::ReferralEnquired { agency, next_at, .. }
        | EventKind::ReferralMemberAsked { agency, next_at }
        | EventKind::ReferralMeeting { agency, next_at }
        | EventKind::ReferralAwaitsMember { agency, next_at } => (agency, *next_at),
        _ => return None,
    };
    Some(NeedEffect::ReferralClock { agency: agency.clone(), at })
}
