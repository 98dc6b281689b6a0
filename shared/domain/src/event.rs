//! What happened, in the past tense. Events stay beside what they happened to:
//! they are its history. They hold ids and codes, never personal data.

mod kind;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::ids::{AgencyId, LocationId, SessionId, SourceId, StaffId};
use crate::{Instant, local_time};

pub use kind::EventKind;

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The product itself: a rule, a deadline, a mail server's answer.
    System,
    /// The member, by form or link.
    Member,
    /// An incubator's webhook.
    Source(SourceId),
    /// An agency, by link.
    Agency(AgencyId),
    /// The host of a location.
    Host(LocationId),
    /// A signed-in person.
    Staff(StaffId),
    /// A program with the administrator's key.
    Administrator,
}

/// A slot in which a seat became free.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vacated {
    /// The session.
    pub session: SessionId,
    /// The slot's local start.
    #[serde(with = "local_time::written")]
    pub local_start: NaiveDateTime,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub at: Instant,
    /// Who did it.
    pub actor: Actor,
    /// What happened.
    #[serde(flatten)]
    pub kind: EventKind,
}

impl EventKind {
    /// The agency to which it happened, of a referral.
    pub const fn agency(&self) -> Option<&AgencyId> {
        match self {
            Self::ReferralQueued { agency, .. }
            | Self::ReferralSent { agency, .. }
            | Self::ReferralAccepted { agency, .. }
            | Self::ReferralReminded { agency, .. }
            | Self::ReferralPostponed { agency, .. }
            | Self::ReferralEnquired { agency, .. }
            | Self::ReferralMemberAsked { agency, .. }
            | Self::ReferralSilent { agency }
            | Self::ReferralMeeting { agency, .. }
            | Self::ReferralAwaitsMember { agency, .. }
            | Self::ReferralRegretted { agency, .. }
            | Self::ReferralNobodyCame { agency }
            | Self::ReferralHandedOver { agency, .. }
            | Self::ReferralDeclined { agency, .. }
            | Self::ReferralExpired { agency }
            | Self::ReferralUndeliverable { agency }
            | Self::ReferralDone { agency, .. }
            | Self::ReferralWithdrawn { agency }
            | Self::ReferralLinkRenewed { agency } => Some(agency),
            Self::NeedReceived
            | Self::NeedAdded { .. }
            | Self::NeedToTriage { .. }
            | Self::NeedTriaged { .. }
            | Self::NeedReferred
            | Self::NeedInProgress
            | Self::NeedClosed { .. }
            | Self::NeedWithdrawn
            | Self::NeedDataEnded
            | Self::NeedReopened
            | Self::NeedSplit { .. }
            | Self::NeedSplitOff { .. }
            | Self::NeedTransferred { .. }
            | Self::ConsentGiven
            | Self::ConsentWithdrawn
            | Self::NeedLinkRenewed
            | Self::BookingMade { .. }
            | Self::BookingMoved { .. }
            | Self::BookingCarried { .. }
            | Self::BookingCancelled { .. }
            | Self::BookingLost
            | Self::BookingWaiting { .. }
            | Self::BookingQueueEnded
            | Self::BookingOffered { .. }
            | Self::BookingOfferSent { .. }
            | Self::BookingLapsed { .. }
            | Self::BookingWalkedIn
            | Self::BookingWalkInTakenBack
            | Self::BookingAttended
            | Self::BookingMissed
            | Self::BookingLinkRenewed => None,
        }
    }
}

impl Event {
    /// An event.
    pub const fn new(at: Instant, actor: Actor, kind: EventKind) -> Self {
        Self { at, actor, kind }
    }
}
