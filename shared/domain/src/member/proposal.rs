//! What a member may need, determined from what is known before it asks. A
//! proposal is a reason to ask, never to act: nothing is passed on without the
//! member's yes.

mod questions;
mod turn;

use chrono::{Months, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::MemberCase;
use crate::Instant;
use crate::catalogue::Catalogue;
use crate::clock::BRUSSELS;
use crate::condition::Facts;
use crate::determine::{Evidence, SUGGESTED_FROM, determine, facts_of};
use crate::ids::{AgencyId, MemberId, NeedId, NeedTypeId};
use crate::route::candidates;

pub(crate) use questions::fields_asked;
pub use questions::questions;
pub use turn::plan_turn;

/// How long a member is left alone after it was asked: at most once a month.
const ASKED_AGAIN_AFTER: Months = Months::new(1);
/// How long a proposal that was put off stays away.
const LATER: TimeDelta = TimeDelta::days(30);

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
    /// The need that a yes made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<NeedId>,
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

/// The field that says with which agencies it is in touch.
const IN_TOUCH: &str = "already_in_touch";

/// The facts of a member on a day, as rules read them: what is known, and with whom
/// it came into touch here.
fn facts(case: &MemberCase, catalogue: &Catalogue, day: NaiveDate) -> Facts {
    let location = case.member.location().and_then(|id| catalogue.locations.get(id));
    let mut profile = case.profile();
    if !case.member.met.is_empty() {
        let said = profile.get(IN_TOUCH).and_then(Value::as_array).cloned().unwrap_or_default();
        let met = case.member.met.iter().map(|agency| Value::from(agency.as_str()));
        let more: Vec<Value> = met.filter(|agency| !said.contains(agency)).collect();
        profile.insert(IN_TOUCH.to_owned(), Value::Array([said, more].concat()));
    }
    facts_of(&profile, None, location, day, &[])
}

/// The agencies that a yes to a proposal would share with, those asked first
/// leading: the ones whom the action strategy names and no known fact excludes.
pub fn agencies(case: &MemberCase, catalogue: &Catalogue, need_type: &NeedTypeId, day: NaiveDate) -> Vec<AgencyId> {
    let facts = facts(case, catalogue, day);
    let mut named: Vec<AgencyId> = Vec::new();
    for candidate in candidates(catalogue, std::slice::from_ref(need_type), case.member.location(), &facts, day) {
        if !named.contains(&candidate.agency) {
            named.push(candidate.agency);
        }
    }
    named
}

/// Determines what a member may need. `has` are kinds of need that it has
/// stated and that are open. What was refused or put aside comes back only
/// where a fact behind it changed; what is asked stays until it is answered.
pub fn review(case: &MemberCase, catalogue: &Catalogue, has: &[NeedTypeId], now: Instant) -> Vec<Proposal> {
    let day = now.day_in(BRUSSELS);
    let here = case.member.hosted_on(day);
    let found = if here { found(case, catalogue, now) } else { Vec::new() };
    let mut kept: Vec<Proposal> = Vec::new();
    for before in &case.proposals {
        let again = found.iter().find(|proposal| proposal.need_type == before.need_type);
        let fresh = again.filter(|again| again.because != before.because);
        let kept_as = match before.status {
            // Nothing speaks for it any more, or the member came with it itself.
            ProposalStatus::Open if again.is_none() || has.contains(&before.need_type) => continue,
            ProposalStatus::Open | ProposalStatus::Asked => {
                let since = (before.status, before.changed_at, before.since);
                again.cloned().map_or_else(
                    || before.clone(),
                    |again| Proposal { status: since.0, changed_at: since.1, since: since.2, ..again },
                )
            }
            ProposalStatus::Later if before.changed_at.plus(LATER) <= now => match again {
                Some(again) => Proposal { since: before.since, ..again.clone() },
                None => continue,
            },
            ProposalStatus::No | ProposalStatus::Declined | ProposalStatus::Later => {
                fresh.cloned().unwrap_or_else(|| before.clone())
            }
            ProposalStatus::Yes => before.clone(),
        };
        kept.push(kept_as);
    }
    let is_new =
        |proposal: &Proposal| !has.contains(&proposal.need_type) && case.proposal(&proposal.need_type).is_none();
    kept.extend(found.into_iter().filter(is_new));
    kept.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.need_type.cmp(&b.need_type)));
    kept
}

fn found(case: &MemberCase, catalogue: &Catalogue, now: Instant) -> Vec<Proposal> {
    let facts = facts(case, catalogue, now.day_in(BRUSSELS));
    let personal = |fact: &String| catalogue.member_model.field(fact).is_some_and(|field| field.personal);
    let determined = determine(catalogue, &[], "", &facts).into_iter();
    determined
        .filter(|determined| determined.score >= SUGGESTED_FROM)
        .filter_map(|determined| {
            let mut because = determined.because;
            let mut missing = Vec::new();
            because.retain(|evidence| match evidence {
                Evidence::Missing { facts } => {
                    missing.extend(facts.iter().cloned());
                    false
                }
                _ => true,
            });
            for evidence in &mut because {
                if let Evidence::Rule { values, .. } = evidence
                    && values.keys().any(personal)
                {
                    *evidence = evidence.without_values();
                }
            }
            let rule = because.iter().find_map(|evidence| match evidence {
                Evidence::Rule { rule, .. } => Some(rule.clone()),
                _ => None,
            })?;
            let of_rule = catalogue.rules.iter().find(|known| known.id == rule);
            Some(Proposal {
                need_type: determined.id,
                score: determined.score,
                because,
                rule,
                rule_version: of_rule.map_or(1, |rule| rule.version),
                missing,
                since: now,
                status: ProposalStatus::Open,
                changed_at: now,
                reason: None,
                need: None,
            })
        })
        .collect()
}

/// Asks a member whether these kinds of need would help: one question for all
/// of them, at most once a month.
pub fn ask(mut case: MemberCase, need_types: &[NeedTypeId], now: Instant) -> Result<MemberCase, ProposalError> {
    for need_type in need_types {
        match case.proposal(need_type).map(|proposal| proposal.status) {
            None => return Err(ProposalError::Gone),
            Some(ProposalStatus::Yes | ProposalStatus::Asked) => return Err(ProposalError::Settled),
            Some(_) => {}
        }
    }
    if case.contact().is_none() {
        return Err(ProposalError::NoAddress);
    }
    if case.member.unsubscribed {
        return Err(ProposalError::Unsubscribed);
    }
    if let Some(again) = may_ask_from(&case).filter(|again| *again > now.day_in(BRUSSELS)) {
        return Err(ProposalError::AskedBefore(again));
    }
    case.member.asked_at = Some(now);
    move_all(&mut case, need_types, ProposalStatus::Asked, now);
    Ok(case)
}

/// From which day on a member may be asked again; absent where it never was.
fn may_ask_from(case: &MemberCase) -> Option<NaiveDate> {
    case.member.asked_at?.day_in(BRUSSELS).checked_add_months(ASKED_AGAIN_AFTER)
}

fn move_all(case: &mut MemberCase, need_types: &[NeedTypeId], status: ProposalStatus, now: Instant) {
    for proposal in case.proposals.iter_mut().filter(|proposal| need_types.contains(&proposal.need_type)) {
        *proposal = proposal.clone().stands(status, now);
        proposal.reason = None;
    }
}

/// The coordinator puts a proposal off, or aside for good.
pub fn decide(
    mut case: MemberCase,
    need_type: &NeedTypeId,
    (status, reason): (ProposalStatus, Option<String>),
    now: Instant,
) -> Result<MemberCase, ProposalError> {
    match case.proposal(need_type).map(|proposal| proposal.status) {
        None => return Err(ProposalError::Gone),
        Some(ProposalStatus::Yes | ProposalStatus::Declined) => return Err(ProposalError::Settled),
        Some(_) => {}
    }
    move_all(&mut case, std::slice::from_ref(need_type), status, now);
    for proposal in case.proposals.iter_mut().filter(|proposal| &proposal.need_type == need_type) {
        proposal.reason.clone_from(&reason);
    }
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
    match case.proposal(need_type).map(|proposal| proposal.status) {
        None => return Err(ProposalError::Gone),
        Some(ProposalStatus::Asked | ProposalStatus::Declined) => {}
        Some(_) => return Err(ProposalError::Settled),
    }
    let status = if yes.is_some() { ProposalStatus::Yes } else { ProposalStatus::Declined };
    move_all(&mut case, std::slice::from_ref(need_type), status, now);
    for proposal in case.proposals.iter_mut().filter(|proposal| &proposal.need_type == need_type) {
        proposal.need.clone_from(&yes);
    }
    case.member.last_contact_at = now;
    Ok(case)
}
