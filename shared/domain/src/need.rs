//! A need: what a member asks for, and where that stands.

mod added;
mod agreed;
pub mod effect;
mod outcome;
mod status;
mod triage_reason;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Instant;
use crate::contact::{Contact, EmailAddress};
use crate::determine::Determined;
use crate::event::{Actor, Event, EventKind};
use crate::ids::{AgencyId, LocationId, MemberId, NeedId, NeedTypeId, SourceId};
use crate::referral::{Referral, ReferralStatus};

pub use added::AddedBy;
pub use agreed::Agreed;
pub use outcome::Outcome;
pub use status::NeedStatus;
pub use triage_reason::TriageReason;

/// With whom the member's data may be shared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Share {
    /// `true`: the agencies that the form showed; `false`: none.
    All(bool),
    /// Exactly these agencies.
    Only(Vec<AgencyId>),
}

impl Share {
    /// Whether the member's data may go to `agency`.
    pub fn covers(&self, agency: &AgencyId) -> bool {
        match self {
            Self::All(all) => *all,
            Self::Only(agencies) => agencies.contains(agency),
        }
    }

    /// Whether anything may be shared at all.
    pub fn any(&self) -> bool {
        match self {
            Self::All(all) => *all,
            Self::Only(agencies) => !agencies.is_empty(),
        }
    }
}

/// The company behind a need, as far as it is known: fields of the member
/// model, `name` standing for `trade_name`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Company {
    /// Trade name.
    pub name: String,
    /// Other fields of the member model, by id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub profile: BTreeMap<String, Value>,
}

/// Personal data and free text of a need: a row of its own, so that it can end
/// before the need's history does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NeedPerson {
    /// Who asks.
    pub contact: Contact,
    /// The company.
    pub company: Company,
    /// In the person's own words; at most 4,000 characters.
    pub description: String,
    /// What agencies and the coordinator wrote along the way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// Who of an agency took the need over by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub handlers: BTreeMap<AgencyId, Handler>,
    /// The consent to share as it was given, where words of ours were agreed to; a
    /// place's program has words of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed: Option<Agreed>,
}

/// Somebody of an agency who has a need in hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handler {
    /// By what name.
    pub name: String,
    /// Where mails about it go.
    pub email: EmailAddress,
}

/// Free text beside a step of a need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// When.
    pub at: Instant,
    /// Who wrote it.
    pub actor: Actor,
    /// At most 2,000 characters.
    pub text: String,
    /// Who added it to what was stated before; absent in what stands beside an
    /// answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<AddedBy>,
}

impl Note {
    /// What was written, with who added it where somebody did.
    pub fn said(&self) -> String {
        self.by.as_ref().map_or_else(|| self.text.clone(), |by| format!("{by}\n{}", self.text))
    }
}

/// A need without anything personal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Need {
    /// Its id.
    pub id: NeedId,
    /// Where it stands.
    pub status: NeedStatus,
    /// How it ended, once closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// The member's own place.
    pub location: LocationId,
    /// The webhook source that it came by, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceId>,
    /// The member, once known as one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberId>,
    /// What is needed, each with its reasons. Those that are only suggested
    /// wait for the coordinator.
    pub need_types: Vec<Determined>,
    /// Money asked for, whole euros.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount_eur: Option<u64>,
    /// Consent to share.
    pub share: Share,
    /// Whether the member agreed that the people of their place know of it:
    /// [`crate::sight`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shown_to_place: bool,
    /// When it was stated.
    pub created_at: Instant,
    /// When its status last changed.
    pub changed_at: Instant,
    /// Generation of the member's link; a higher one voids links sent before.
    #[serde(default)]
    pub link_generation: u32,
    /// Why it waits for the coordinator, where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub triage: Option<TriageReason>,
    /// Agencies that the coordinator wants asked one after another, those that
    /// are left.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub then: Vec<AgencyId>,
}

/// A need, its referrals and the person: what one decision is about.
#[derive(Debug, Clone, PartialEq)]
pub struct NeedCase {
    /// The need.
    pub need: Need,
    /// One per agency asked, in the order asked.
    pub referrals: Vec<Referral>,
    /// The person; absent once retention or erasure ended it.
    pub person: Option<NeedPerson>,
}

/// A new state and what happened on the way to it, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// The new state.
    pub case: NeedCase,
    /// Facts to record with it.
    pub events: Vec<Event>,
}

impl Need {
    /// Whether anything is still to be done about it.
    pub fn is_open(&self) -> bool {
        self.status != NeedStatus::Closed
    }

    /// The need without values of what is known of the member.
    pub fn without_values(&self) -> Self {
        let mut need = self.clone();
        for evidence in need.need_types.iter_mut().flat_map(|determined| &mut determined.because) {
            *evidence = evidence.without_values();
        }
        need
    }
}

impl NeedCase {
    /// The case with reasons that name facts and no values: what may be kept
    /// beyond the person.
    pub fn without_values(&self) -> Self {
        let referrals = self.referrals.iter().map(Referral::without_values).collect();
        Self { need: self.need.without_values(), referrals, person: self.person.clone() }
    }

    /// The case as an agency sees it that has no part in it any more: who was
    /// asked and why of its own strategy, nothing that is known of the member.
    pub fn for_an_agency_without_part(&self) -> Self {
        let mut case = self.clone();
        case.need.amount_eur = None;
        for determined in &mut case.need.need_types {
            determined.because.retain(|evidence| !evidence.tells_of_member());
        }
        for referral in &mut case.referrals {
            referral.because.retain(|reason| !reason.tells_of_member());
        }
        case
    }

    /// The referral to `agency`.
    pub fn referral(&self, agency: &AgencyId) -> Option<&Referral> {
        self.referrals.iter().find(|referral| &referral.agency == agency)
    }

    /// Whether any referral still waits for an answer or an outcome.
    pub fn has_open(&self) -> bool {
        self.referrals.iter().any(|referral| referral.status.is_open())
    }

    /// Whether an agency that did not answer in time may still take the need
    /// on: while it is open and shared, and nobody else said yes.
    pub fn takes_late_yes(&self, agency: &AgencyId) -> bool {
        let said_yes = |one: &Referral| one.status == ReferralStatus::Accepted || one.is_done();
        self.need.status != NeedStatus::Closed
            && self.need.share.any()
            && self.referral(agency).is_some_and(|referral| referral.status == ReferralStatus::Expired)
            && !self.referrals.iter().any(said_yes)
    }

    /// Works out the need's status from its referrals: a need closes when one
    /// referral is done and none is open; it is in progress once one is
    /// accepted; it waits for the coordinator when nobody is left to ask.
    pub fn settle(&mut self, now: Instant, events: &mut Vec<Event>) {
        if self.need.status == NeedStatus::Closed {
            return;
        }
        let accepted = self.referrals.iter().any(|r| r.status == ReferralStatus::Accepted);
        let best = self.referrals.iter().filter(|r| r.is_done()).filter_map(|r| r.outcome);
        let (status, outcome) = match (self.has_open(), accepted, best.reduce(better)) {
            (true, true, _) => (NeedStatus::InProgress, None),
            (true, false, Some(_)) => (NeedStatus::InProgress, None),
            (true, false, None) => (NeedStatus::Referred, None),
            (false, _, Some(outcome)) => (NeedStatus::Closed, Some(outcome)),
            (false, _, None) => (NeedStatus::ToTriage, None),
        };
        if status != self.need.status {
            if status == NeedStatus::ToTriage && !self.referrals.is_empty() {
                self.need.triage = Some(TriageReason::Exhausted);
            }
            if status != NeedStatus::ToTriage {
                self.need.triage = None;
            }
            self.need.status = status;
            self.need.outcome = outcome;
            self.need.changed_at = now;
            let kind = match status {
                NeedStatus::Closed => EventKind::NeedClosed { outcome: outcome.unwrap_or(Outcome::NotHelped) },
                NeedStatus::ToTriage => {
                    EventKind::NeedToTriage { reason: self.need.triage.unwrap_or(TriageReason::Exhausted) }
                }
                NeedStatus::InProgress => EventKind::NeedInProgress,
                NeedStatus::Referred => EventKind::NeedReferred,
            };
            events.push(Event::new(now, Actor::System, kind));
        }
    }
}

/// Of two outcomes the one that tells more of the help given.
const fn better(a: Outcome, b: Outcome) -> Outcome {
    match (a, b) {
        (Outcome::Helped, _) | (_, Outcome::Helped) => Outcome::Helped,
        (Outcome::NotHelped, _) | (_, Outcome::NotHelped) => Outcome::NotHelped,
        (Outcome::Unreachable, _) | (_, Outcome::Unreachable) => Outcome::Unreachable,
        (Outcome::Withdrawn, Outcome::Withdrawn) => Outcome::Withdrawn,
    }
}

/// The kinds of need that are settled, not only suggested.
pub fn confirmed(need_types: &[Determined]) -> impl Iterator<Item = &NeedTypeId> {
    need_types.iter().filter(|determined| determined.from.is_settled()).map(|determined| &determined.id)
}
