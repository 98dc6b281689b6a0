//! What a member may need, determined from what is known before it asks. A
//! proposal is a reason to ask, never to act: nothing is passed on without the
//! member's yes.

mod questions;
mod review;
#[cfg(test)]
mod tests;
mod turn;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::MemberCase;
use crate::Instant;
use crate::catalogue::Catalogue;
use crate::clock::BRUSSELS;
use crate::determine::Evidence;
use crate::ids::{MemberId, NeedId, NeedTypeId};

pub(crate) use questions::fields_asked;
pub use questions::questions;
pub use review::{agencies, need_of_yes, review};
pub use turn::plan_turn;

/// How long a member is left alone after it was asked: at most once a month.
const ASKED_AGAIN_AFTER: Months = Months::new(1);

/// What became of what a version of a rule proposed: how often members were asked, of
/// that how often they said yes, and how often no.
pub type Fate = [u32; 3];

/// Where a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProposalStatus {
    /// The coordinator has to look at it.
    Open,
    /// The member was asked.
    Asked,
    /// The member said yes; there is a need.
    Yes,
    /// The coordinator does not propose it.
    No,
    /// Put off; it comes back.
    Later,
    /// The member said no.
    Declined,
}

impl ProposalStatus {
    /// Every status, in the order of its life.
    pub const ALL: [Self; 6] = [Self::Open, Self::Asked, Self::Yes, Self::No, Self::Later, Self::Declined];

    /// The word of the outside interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Asked => "asked",
            Self::Yes => "yes",
            Self::No => "no",
            Self::Later => "later",
            Self::Declined => "declined",
        }
    }
}

/// A kind of need that what is known of a member speaks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// The kind of need.
    pub need_type: NeedTypeId,
    /// How sure, in percent.
    pub score: u8,
    /// Why, the strongest reason first. Of facts about people the values are
    /// left out.
    pub because: Vec<Evidence>,
    /// The rule that weighs most.
    pub rule: String,
    /// Its version.
    pub rule_version: u32,
    /// Facts that would make it surer.
    pub missing: Vec<String>,
    /// Since when it is so.
    pub since: Instant,
    /// Where it stands.
    pub status: ProposalStatus,
    /// When it came to stand there.
    pub changed_at: Instant,
    /// Why not, where the coordinator said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The need that a yes made; of one that is declined, the need that the member
    /// stated itself and took back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<NeedId>,
    /// Whether the need that a yes made ended without help: its kind comes back once a
    /// fact changes after that.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unhelped: bool,
}

impl Proposal {
    /// The id outside: the member's, a dot and the kind of need.
    pub fn id(&self, member: &MemberId) -> String {
        format!("{member}.{}", self.need_type)
    }

    /// The member and the kind of need of an id.
    pub fn parts(id: &str) -> Option<(MemberId, NeedTypeId)> {
        let (member, need_type) = id.split_once('.')?;
        Some((MemberId::parse(member).ok()?, NeedTypeId::parse(need_type).ok()?))
    }

    /// Whether it is declined because the member took back its own need of this kind.
    pub fn is_taken_back(&self) -> bool {
        self.status == ProposalStatus::Declined && self.need.is_some()
    }

    /// Whether it stays where two entries are joined that both have one of a kind: what
    /// the member was asked or answered goes before what the coordinator decided, and a
    /// question that was mailed before a *no*, which it may answer otherwise.
    pub fn goes_before(&self, other: &Self) -> bool {
        let weight = |one: &Self| match one.status {
            ProposalStatus::Open => 0,
            ProposalStatus::No | ProposalStatus::Later => 1,
            ProposalStatus::Declined => 2,
            ProposalStatus::Asked => 3,
            ProposalStatus::Yes => 4,
        };
        weight(self) > weight(other)
    }

    /// What it counts for where it stands. Where the member took back a need of its
    /// own, nobody had asked.
    pub fn counts(&self) -> Fate {
        match self.status {
            ProposalStatus::Asked => [1, 0, 0],
            ProposalStatus::Yes => [1, 1, 0],
            ProposalStatus::Declined if !self.is_taken_back() => [1, 0, 1],
            _ => [0; 3],
        }
    }

    /// What its rule's fate comes to as it comes to stand here. An answer takes the
    /// place of what the same asking counted for; whoever is asked anew counts anew.
    pub fn moves(&self, fate: Fate, before: Option<&Self>) -> Fate {
        let before = before.filter(|_| self.status != ProposalStatus::Asked).map_or([0; 3], Self::counts);
        let now = self.counts();
        std::array::from_fn(|at| (fate[at] + now[at]).saturating_sub(before[at]))
    }

    fn stands(mut self, status: ProposalStatus, now: Instant) -> Self {
        (self.status, self.changed_at) = (status, now);
        self
    }
}

/// Why a step with a proposal is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProposalError {
    /// There is no such proposal any more.
    #[error("no such proposal")]
    Gone,
    /// It stands where this step can't be taken.
    #[error("the proposal was settled meanwhile")]
    Settled,
    /// No agency is there for it: a yes would share with nobody.
    #[error("no agency takes it up")]
    NoAgency,
    /// Nobody can be written to.
    #[error("no address is known")]
    NoAddress,
    /// The member wants no such mails.
    #[error("the member wants no mails that ask")]
    Unsubscribed,
    /// It was asked less than a month ago; from this day on it may be again.
    #[error("asked less than a month ago")]
    AskedBefore(NaiveDate),
}

/// Asks a member whether these kinds of need would help: one question for all
/// of them, at most once a month.
pub fn ask(
    mut case: MemberCase,
    need_types: &[NeedTypeId],
    catalogue: &Catalogue,
    now: Instant,
) -> Result<MemberCase, ProposalError> {
    let today = now.day_in(BRUSSELS);
    for need_type in need_types {
        let proposal = of(&mut case, need_type)?;
        if matches!(proposal.status, ProposalStatus::Yes | ProposalStatus::Asked) {
            return Err(ProposalError::Settled);
        }
        if agencies(&case, catalogue, need_type, today).is_empty() {
            return Err(ProposalError::NoAgency);
        }
    }
    if case.contact().is_none() {
        return Err(ProposalError::NoAddress);
    }
    if case.member.unsubscribed {
        return Err(ProposalError::Unsubscribed);
    }
    let again = case.member.asked_at.and_then(|at| at.day_in(BRUSSELS).checked_add_months(ASKED_AGAIN_AFTER));
    if let Some(again) = again.filter(|again| *again > today) {
        return Err(ProposalError::AskedBefore(again));
    }
    case.member.asked_at = Some(now);
    for proposal in case.proposals.iter_mut().filter(|proposal| need_types.contains(&proposal.need_type)) {
        *proposal = Proposal { reason: None, ..proposal.clone().stands(ProposalStatus::Asked, now) };
    }
    Ok(case)
}

fn of<'a>(case: &'a mut MemberCase, need_type: &NeedTypeId) -> Result<&'a mut Proposal, ProposalError> {
    case.proposals.iter_mut().find(|proposal| &proposal.need_type == need_type).ok_or(ProposalError::Gone)
}

/// The coordinator puts a proposal off, or aside for good.
pub fn decide(
    mut case: MemberCase,
    need_type: &NeedTypeId,
    (status, reason): (ProposalStatus, Option<String>),
    now: Instant,
) -> Result<MemberCase, ProposalError> {
    let proposal = of(&mut case, need_type)?;
    if matches!(proposal.status, ProposalStatus::Yes | ProposalStatus::Declined) {
        return Err(ProposalError::Settled);
    }
    *proposal = Proposal { reason, ..proposal.clone().stands(status, now) };
    Ok(case)
}

/// The member answers: yes, which made this need, or no. A yes may follow a no,
/// and the other way round nothing is taken back: that is done with the need.
pub fn answer(
    mut case: MemberCase,
    need_type: &NeedTypeId,
    yes: Option<NeedId>,
    now: Instant,
) -> Result<MemberCase, ProposalError> {
    let proposal = of(&mut case, need_type)?;
    if !matches!(proposal.status, ProposalStatus::Asked | ProposalStatus::Declined) {
        return Err(ProposalError::Settled);
    }
    let status = if yes.is_some() { ProposalStatus::Yes } else { ProposalStatus::Declined };
    *proposal = Proposal { need: yes, reason: None, ..proposal.clone().stands(status, now) };
    case.member.last_contact_at = now;
    Ok(case)
}

/// The member took back a need that it had stated itself: what else speaks for
/// the same kinds of need is declined with it. `has` are kinds of need that are
/// open beside it. Answers the member and the kinds that are declined.
pub fn take_back(
    mut case: MemberCase,
    (need, need_types): (&NeedId, &[NeedTypeId]),
    has: &[NeedTypeId],
    catalogue: &Catalogue,
    now: Instant,
) -> (MemberCase, Vec<NeedTypeId>) {
    case.proposals = review(&case, catalogue, has, now);
    let mut declined = Vec::new();
    for proposal in case.proposals.iter_mut().filter(|one| need_types.contains(&one.need_type)) {
        let waits = matches!(proposal.status, ProposalStatus::Open | ProposalStatus::Asked | ProposalStatus::Later);
        if waits && !has.contains(&proposal.need_type) {
            let stands = proposal.clone().stands(ProposalStatus::Declined, now);
            *proposal = Proposal { need: Some(need.clone()), reason: None, ..stands };
            declined.push(proposal.need_type.clone());
        }
    }
    (case, declined)
}
