//! What happened to a member, in the past tense: its history. Ids and codes
//! only, never personal data.

use serde::{Deserialize, Serialize};

use super::Source;
use crate::Instant;
use crate::event::Actor;
use crate::ids::{BookingId, LocationId, MemberId, NeedId, NeedTypeId};

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type")]
pub enum MemberEventKind {
    /// It was entered.
    #[serde(rename = "member.joined")]
    Joined {
        /// From whom.
        from: Source,
        /// Where it is hosted.
        location: LocationId,
    },
    /// Fields of its profile changed.
    #[serde(rename = "member.changed")]
    Changed {
        /// From whom.
        from: Source,
        /// Which.
        fields: Vec<String>,
    },
    /// Its stay ended, or another began.
    #[serde(rename = "member.moved")]
    Moved {
        /// Where it is hosted now; absent where it left.
        to: Option<LocationId>,
    },
    /// It stated a need.
    #[serde(rename = "member.need_stated")]
    NeedStated {
        /// The need.
        need: NeedId,
    },
    /// It booked an appointment.
    #[serde(rename = "member.booked")]
    Booked {
        /// The booking.
        booking: BookingId,
    },
    /// It was asked whether these would help.
    #[serde(rename = "proposal.asked")]
    Asked {
        /// Kinds of need.
        need_types: Vec<NeedTypeId>,
    },
    /// It said yes, which made a need.
    #[serde(rename = "proposal.yes")]
    SaidYes {
        /// The kind of need.
        need_type: NeedTypeId,
        /// The need made of it.
        need: NeedId,
    },
    /// It said no.
    #[serde(rename = "proposal.declined")]
    SaidNo {
        /// The kind of need.
        need_type: NeedTypeId,
    },
    /// The coordinator does not propose it now, or not at all.
    #[serde(rename = "proposal.put_aside")]
    PutAside {
        /// The kind of need.
        need_type: NeedTypeId,
        /// Whether it comes back by itself.
        later: bool,
    },
    /// It wants no mails that ask, or wants them again.
    #[serde(rename = "member.mails")]
    Mails {
        /// Whether it wants them.
        wanted: bool,
    },
    /// On this day time alone may change what is determined.
    #[serde(rename = "member.turn_planned")]
    TurnPlanned {
        /// The day.
        on: chrono::NaiveDate,
    },
    /// Another entry of the same company was joined with it.
    #[serde(rename = "member.merged")]
    Merged {
        /// The other.
        with: MemberId,
        /// By what it is taken back; absent where an earlier version joined them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        merge: Option<String>,
    },
    /// What it had said of its people was erased.
    #[serde(rename = "member.person_erased")]
    PersonErased,
}

impl MemberEventKind {
    /// Whether something follows from it outside the member.
    pub fn has_effects(&self) -> bool {
        match self {
            // At another place it may be another entry of a company that is there already.
            Self::Joined { .. } | Self::Moved { to: Some(_) } | Self::Asked { .. } | Self::TurnPlanned { .. } => true,
            Self::Changed { fields, .. } => fields.iter().any(|field| TELL_APART.contains(&field.as_str())),
            _ => false,
        }
    }
}

/// Fields that tell one company from another.
const TELL_APART: [&str; 3] = ["trade_name", "enterprise_number", "contact_email"];

/// Something that happened to a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberEvent {
    /// When.
    pub at: Instant,
    /// Who did it.
    pub actor: Actor,
    /// What.
    #[serde(flatten)]
    pub kind: MemberEventKind,
}
