//! What can have happened to needs, referrals and bookings.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Vacated;
use crate::Instant;
use crate::ids::{AgencyId, LocationId, NeedId, NeedTypeId};
use crate::need::{Outcome, TriageReason};
use crate::referral::DeclineReason;
use crate::regret::Regret;

/// One line for each: its name in stored rows, which never changes, and its
/// variant.
macro_rules! event_kinds {
    ($($(#[$doc:meta])* $name:literal => $variant:ident $({ $($fields:tt)* })?,)*) => {
        /// What happened to a need.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "type")]
        pub enum EventKind {
            $($(#[$doc])* #[serde(rename = $name)] $variant $({ $($fields)* })?,)*
        }

        impl EventKind {
            /// The name of each.
            pub const CODES: &'static [&'static str] = &[$($name),*];

            /// Its name, as programs read it.
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $name,)* }
            }
        }
    };
}

event_kinds! {
    /// A need arrived.
    "need.received" => NeedReceived,
    /// The same was stated again, and joined it.
    "need.added" => NeedAdded {
        /// Whether somebody else of the company stated it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        colleague: bool,
        /// Agencies that have it already, and are told what was added.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        told: Vec<AgencyId>,
    },
    /// It waits for the coordinator.
    "need.to_triage" => NeedToTriage {
        /// Why.
        reason: TriageReason,
    },
    /// The coordinator settled what is needed.
    "need.triaged" => NeedTriaged {
        /// What is needed.
        need_types: Vec<NeedTypeId>,
    },
    /// Agencies were asked.
    "need.referred" => NeedReferred,
    /// An agency works on it.
    "need.in_progress" => NeedInProgress,
    /// It is over.
    "need.closed" => NeedClosed {
        /// How.
        outcome: Outcome,
    },
    /// The member took it back.
    "need.withdrawn" => NeedWithdrawn,
    /// What is kept of the person came to its end.
    "need.data_ended" => NeedDataEnded,
    /// It was closed, and is taken up again.
    "need.reopened" => NeedReopened,
    /// Some of what was needed is a need of its own.
    "need.split" => NeedSplit {
        /// The new need.
        into: NeedId,
    },
    /// It was a part of another.
    "need.split_off" => NeedSplitOff {
        /// That need.
        from: NeedId,
    },
    /// The member is hosted elsewhere.
    "need.transferred" => NeedTransferred {
        /// From there.
        from: LocationId,
        /// To there.
        to: LocationId,
    },
    /// The member agrees to sharing, which was not so before.
    "need.consent_given" => ConsentGiven,
    /// The member no longer agrees to sharing.
    "need.consent_withdrawn" => ConsentWithdrawn,
    /// The link to the need's own page was asked for again.
    "need.link_renewed" => NeedLinkRenewed,
    /// An agency was chosen; its mail waits to leave.
    "referral.queued" => ReferralQueued {
        /// The agency.
        agency: AgencyId,
        /// How often it had been asked before: [`crate::referral::Referral::asked_again`].
        #[serde(default, skip_serializing_if = "crate::referral::is_first")]
        again: u32,
        /// The morning on which it is asked together with others; absent: alone,
        /// at once.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        digest: Option<NaiveDate>,
    },
    /// The mail left.
    "referral.sent" => ReferralSent {
        /// The agency.
        agency: AgencyId,
        /// Until when it has; absent where that was not written down.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answer_by: Option<Instant>,
        /// When the next thing is due: a reminder, or the end of its time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next_at: Option<Instant>,
        /// Whether an earlier one could not be delivered.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        again: bool,
    },
    /// The agency takes it on.
    "referral.accepted" => ReferralAccepted {
        /// The agency.
        agency: AgencyId,
        /// When it is asked whether it met the member.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        next_at: Option<Instant>,
    },
    /// It was reminded that an answer is awaited.
    "referral.reminded" => ReferralReminded {
        /// The agency.
        agency: AgencyId,
        /// Which reminder, from 1 on.
        nth: u32,
        /// When the next thing is due.
        next_at: Instant,
    },
    /// What was due waits: the agency does not work on that day.
    "referral.postponed" => ReferralPostponed {
        /// The agency.
        agency: AgencyId,
        /// Until then.
        next_at: Instant,
    },
    /// An agency that took it on is asked whether it met the member.
    "referral.enquired" => ReferralEnquired {
        /// The agency.
        agency: AgencyId,
        /// Which question, from 1 on.
        nth: u32,
        /// When the next thing is due.
        next_at: Instant,
    },
    /// The agency did not say; the member is asked.
    "referral.member_asked" => ReferralMemberAsked {
        /// The agency.
        agency: AgencyId,
        /// When the next thing is due.
        next_at: Instant,
    },
    /// Nobody says what came of it: a person has to look at it.
    "referral.silent" => ReferralSilent {
        /// The agency.
        agency: AgencyId,
    },
    /// The agency and the member meet, or will.
    "referral.meeting" => ReferralMeeting {
        /// The agency.
        agency: AgencyId,
        /// When it is asked what came of it.
        next_at: Instant,
    },
    /// The agency could not reach the member.
    "referral.awaits_member" => ReferralAwaitsMember {
        /// The agency.
        agency: AgencyId,
        /// When the next thing is due.
        next_at: Instant,
    },
    /// The member says beside the survey that nobody contacted them, or that it
    /// did not help.
    "referral.regretted" => ReferralRegretted {
        /// The agency.
        agency: AgencyId,
        /// What they say.
        regret: Regret,
    },
    /// The member says that nobody of the agency was in touch.
    "referral.nobody_came" => ReferralNobodyCame {
        /// The agency.
        agency: AgencyId,
    },
    /// Somebody of the agency has it in hand by name.
    "referral.handed_over" => ReferralHandedOver {
        /// The agency.
        agency: AgencyId,
        /// Whether the mail that asks had still to leave.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        queued: bool,
    },
    /// The agency does not.
    "referral.declined" => ReferralDeclined {
        /// The agency.
        agency: AgencyId,
        /// Why.
        reason: DeclineReason,
    },
    /// No answer in time.
    "referral.expired" => ReferralExpired {
        /// The agency.
        agency: AgencyId,
    },
    /// The mail could not be delivered.
    "referral.undeliverable" => ReferralUndeliverable {
        /// The agency.
        agency: AgencyId,
    },
    /// The agency reported what came of it.
    "referral.done" => ReferralDone {
        /// The agency.
        agency: AgencyId,
        /// What came of it.
        outcome: Outcome,
    },
    /// The member took it back, or its consent.
    "referral.withdrawn" => ReferralWithdrawn {
        /// The agency.
        agency: AgencyId,
    },
    /// The agency asked for its link again.
    "referral.link_renewed" => ReferralLinkRenewed {
        /// The agency.
        agency: AgencyId,
    },
    /// A seat was taken.
    "booking.made" => BookingMade {
        /// When its slot begins.
        start: Instant,
        /// Another slot in which a seat was kept for it until then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Vacated>,
    },
    /// It was moved to another slot by whoever may.
    "booking.moved" => BookingMoved {
        /// The slot that it left.
        from: Vacated,
        /// When its slot begins now.
        start: Instant,
    },
    /// Its session moved, and it with it.
    "booking.carried" => BookingCarried {
        /// When its slot begins now.
        start: Instant,
    },
    /// It was given back.
    "booking.cancelled" => BookingCancelled {
        /// The slot that it left; absent where it held no seat.
        from: Option<Vacated>,
    },
    /// Its slot is no more.
    "booking.lost" => BookingLost,
    /// It waits for a seat.
    "booking.waiting" => BookingWaiting {
        /// When its slot begins; absent where that was not written down.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        start: Option<Instant>,
    },
    /// No seat became free before the slot began.
    "booking.queue_ended" => BookingQueueEnded,
    /// A seat became free and is kept for it.
    "booking.offered" => BookingOffered {
        /// Until when, whenever the person is told.
        until: Instant,
    },
    /// The person was told of the seat that is kept.
    "booking.offer_sent" => BookingOfferSent {
        /// Until when it is kept now.
        until: Instant,
    },
    /// The seat kept for it was not taken in time.
    "booking.lapsed" => BookingLapsed {
        /// The slot that it left.
        from: Vacated,
    },
    /// Somebody came without having booked.
    "booking.walked_in" => BookingWalkedIn,
    /// The note that somebody came without having booked was a mistake.
    "booking.walk_in_taken_back" => BookingWalkInTakenBack,
    /// The person came.
    "booking.attended" => BookingAttended,
    /// The person did not come.
    "booking.missed" => BookingMissed,
    /// The link to the booking's page was asked for again.
    "booking.link_renewed" => BookingLinkRenewed,
}
