//! The types of events that are told, and what an endpoint asks for.

use serde::{Deserialize, Serialize};

use crate::event::EventKind;
use crate::field_error::{FieldError, Problem};

/// Types that an endpoint names at most.
pub const MAX_TYPES: usize = 50;

/// Everything of one kind.
pub const GROUPS: [&str; 3] = ["need.*", "referral.*", "booking.*"];

/// Each type that is told.
pub const TYPES: [&str; 39] = [
    "need.received",
    "need.to_triage",
    "need.triaged",
    "need.referred",
    "need.in_progress",
    "need.closed",
    "need.reopened",
    "need.split",
    "need.transferred",
    "need.withdrawn",
    "need.data_ended",
    "need.consent_given",
    "need.consent_withdrawn",
    "referral.queued",
    "referral.sent",
    "referral.accepted",
    "referral.declined",
    "referral.expired",
    "referral.undeliverable",
    "referral.reminded",
    "referral.meeting",
    "referral.silent",
    "referral.done",
    "referral.withdrawn",
    "booking.made",
    "booking.moved",
    "booking.carried",
    "booking.cancelled",
    "booking.lost",
    "booking.waiting",
    "booking.queue_ended",
    "booking.offered",
    "booking.lapsed",
    "booking.walked_in",
    "booking.walk_in_taken_back",
    "booking.attended",
    "booking.missed",
    "permanence.changed",
    "survey.alert",
];

/// What an endpoint asks to be told: names of [`TYPES`] and [`GROUPS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventTypes(Vec<String>);

impl EventTypes {
    /// Reads what was sent; errors point into `types`.
    pub fn parse(types: &[String]) -> Result<Self, Vec<FieldError>> {
        if types.is_empty() {
            return Err(vec![FieldError::new("/types", Problem::Missing)]);
        }
        if types.len() > MAX_TYPES {
            return Err(vec![FieldError::new("/types", Problem::TooMany(MAX_TYPES))]);
        }
        let wrong = |(place, name): (usize, &String)| {
            let pointer = format!("/types/{place}");
            if !GROUPS.contains(&name.as_str()) && !TYPES.contains(&name.as_str()) {
                let all = GROUPS.iter().chain(&TYPES).map(|name| (*name).to_owned());
                return Some(FieldError::new(pointer, Problem::NotAmong(all.collect())));
            }
            types[..place].contains(name).then(|| FieldError::new(pointer, Problem::Twice))
        };
        let errors: Vec<FieldError> = types.iter().enumerate().filter_map(wrong).collect();
        if errors.is_empty() { Ok(Self(types.to_vec())) } else { Err(errors) }
    }

    /// The names, as they were sent.
    pub fn names(&self) -> &[String] {
        &self.0
    }

    /// Whether an event of this type is asked for.
    pub fn include(&self, event_type: &str) -> bool {
        let group = event_type.split_once('.').map_or(event_type, |(group, _)| group);
        self.0.iter().any(|asked| asked == event_type || asked.strip_suffix(".*") == Some(group))
    }
}

/// The type of an event; `None` for one that is nobody else's business: links
/// sent again, questions between an agency and a member.
pub const fn name_of(kind: &EventKind) -> Option<&'static str> {
    Some(match kind {
        EventKind::NeedReceived => "need.received",
        EventKind::NeedToTriage { .. } => "need.to_triage",
        EventKind::NeedTriaged { .. } => "need.triaged",
        EventKind::NeedReferred => "need.referred",
        EventKind::NeedInProgress => "need.in_progress",
        EventKind::NeedClosed { .. } => "need.closed",
        EventKind::NeedWithdrawn => "need.withdrawn",
        EventKind::NeedDataEnded => "need.data_ended",
        EventKind::ConsentGiven => "need.consent_given",
        EventKind::ConsentWithdrawn => "need.consent_withdrawn",
        EventKind::ReferralQueued { .. } => "referral.queued",
        EventKind::ReferralSent { .. } => "referral.sent",
        EventKind::ReferralAccepted { .. } => "referral.accepted",
        EventKind::ReferralDeclined { .. } => "referral.declined",
        EventKind::ReferralExpired { .. } => "referral.expired",
        EventKind::ReferralUndeliverable { .. } => "referral.undeliverable",
        EventKind::ReferralDone { .. } => "referral.done",
        EventKind::ReferralWithdrawn { .. } => "referral.withdrawn",
        EventKind::BookingMade { .. } => "booking.made",
        EventKind::BookingMoved { .. } => "booking.moved",
        EventKind::BookingCarried { .. } => "booking.carried",
        EventKind::BookingCancelled { .. } => "booking.cancelled",
        EventKind::BookingLost => "booking.lost",
        EventKind::BookingWaiting { .. } => "booking.waiting",
        EventKind::BookingQueueEnded => "booking.queue_ended",
        EventKind::BookingOffered { .. } => "booking.offered",
        EventKind::BookingLapsed { .. } => "booking.lapsed",
        EventKind::BookingWalkedIn => "booking.walked_in",
        EventKind::BookingWalkInTakenBack => "booking.walk_in_taken_back",
        EventKind::BookingAttended => "booking.attended",
        EventKind::BookingMissed => "booking.missed",
        EventKind::NeedReopened => "need.reopened",
        EventKind::NeedSplit { .. } => "need.split",
        EventKind::NeedTransferred { .. } => "need.transferred",
        EventKind::ReferralReminded { .. } => "referral.reminded",
        EventKind::ReferralMeeting { .. } => "referral.meeting",
        EventKind::ReferralSilent { .. } | EventKind::ReferralNobodyCame { .. } => "referral.silent",
        EventKind::NeedLinkRenewed
        | EventKind::NeedAdded { .. }
        | EventKind::NeedSplitOff { .. }
        | EventKind::ReferralPostponed { .. }
        | EventKind::ReferralEnquired { .. }
        | EventKind::ReferralMemberAsked { .. }
        | EventKind::ReferralAwaitsMember { .. }
        | EventKind::ReferralHandedOver { .. }
        | EventKind::ReferralRegretted { .. }
        | EventKind::ReferralLinkRenewed { .. }
        | EventKind::BookingOfferSent { .. }
        | EventKind::BookingLinkRenewed => return None,
    })
}
