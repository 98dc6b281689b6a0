//! Determining what a member may need, and whom a yes would share with.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use serde_json::Value;

use super::{Proposal, ProposalStatus};
use crate::Instant;
use crate::catalogue::Catalogue;
use crate::clock::BRUSSELS;
use crate::condition::Facts;
use crate::determine::{AGES, Evidence, SUGGESTED_FROM, determine, facts_of, field_of};
use crate::ids::{AgencyId, NeedId, NeedTypeId};
use crate::member::MemberCase;
use crate::route::candidates;

/// How long a proposal that was put off stays away.
pub(super) const LATER: TimeDelta = TimeDelta::days(30);

/// The field that says with which agencies it is in touch.
const IN_TOUCH: &str = "already_in_touch";

/// The facts of a member on a day, as rules read them: what is known, and with whom
/// it came into touch here.
pub(super) fn facts(case: &MemberCase, catalogue: &Catalogue, day: NaiveDate) -> Facts {
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
/// stated and that are open. What was refused or put aside, and a yes whose need ended
/// without help, comes back only where a fact behind it changed; what is asked stays as
/// it was asked until it is answered, whatever became of the rules.
pub fn review(case: &MemberCase, catalogue: &Catalogue, has: &[NeedTypeId], now: Instant) -> Vec<Proposal> {
    let day = now.day_in(BRUSSELS);
    let facts = facts(case, catalogue, day);
    let found = if case.member.hosted_on(day) { found(catalogue, &facts, now) } else { Vec::new() };
    let mut kept: Vec<Proposal> = Vec::new();
    for before in &case.proposals {
        let speaks = |proposal: &&Proposal| proposal.need_type == before.need_type && !has.contains(&before.need_type);
        let again = found.iter().find(speaks);
        let fresh = again.filter(|again| has_changed(case, &facts, (before, again)));
        // What waits for the coordinator goes where nothing speaks for it any more, or the
        // member came with it itself.
        kept.extend(match before.status {
            ProposalStatus::Open => {
                again.map(|again| Proposal { changed_at: before.changed_at, since: before.since, ..again.clone() })
            }
            ProposalStatus::Later if before.changed_at.plus(LATER) <= now => {
                again.map(|again| Proposal { since: before.since, ..again.clone() })
            }
            ProposalStatus::Yes if !before.unhelped => Some(before.clone()),
            ProposalStatus::No | ProposalStatus::Declined | ProposalStatus::Later | ProposalStatus::Yes => {
                Some(fresh.unwrap_or(before).clone())
            }
            ProposalStatus::Asked => Some(before.clone()),
        });
    }
    let is_new = |one: &Proposal| !has.contains(&one.need_type) && case.proposal(&one.need_type).is_none();
    kept.extend(found.into_iter().filter(is_new));
    kept.sort_by(|a, b| b.score.cmp(&a.score).then_with(|| a.need_type.cmp(&b.need_type)));
    kept
}

/// Notes whether the need that a yes made ended without help, or was taken up again. From
/// that end on the facts are held against what is known now, so that nothing that came
/// of the need itself brings its kind back.
pub fn need_of_yes(
    mut case: MemberCase,
    (need, unhelped): (&NeedId, bool),
    catalogue: &Catalogue,
    now: Instant,
) -> MemberCase {
    let is_its = |one: &Proposal| one.status == ProposalStatus::Yes && one.need.as_ref() == Some(need);
    if !case.proposals.iter().any(|one| is_its(one) && one.unhelped != unhelped) {
        return case;
    }
    let speaking = found(catalogue, &facts(&case, catalogue, now.day_in(BRUSSELS)), now);
    for proposal in case.proposals.iter_mut().filter(|one| is_its(one)) {
        (proposal.unhelped, proposal.changed_at) = (unhelped, now);
        if let Some(again) = speaking.iter().find(|one| unhelped && one.need_type == proposal.need_type) {
            proposal.because.clone_from(&again.because);
        }
    }
    case
}

/// Whether a fact behind a proposal is another than it was, or one that speaks for it
/// now was said since. Which rules read the facts, how they weigh and word them and
/// that a company grows older is no change; nor is a value of people, which is not kept.
fn has_changed(case: &MemberCase, facts: &Facts, (before, again): (&Proposal, &Proposal)) -> bool {
    let (known, since) = (values(before), before.changed_at.day_in(BRUSSELS));
    let is_same = |fact: &str, then: &Value| {
        let grew = |now: &Value| AGES.iter().any(|(age, _, _)| *age == fact) && then.as_i64() < now.as_i64();
        then.is_null() || facts.get(fact).is_some_and(|now| now == then || grew(now))
    };
    let is_said_since = |fact: &str| case.member.sources.get(field_of(fact)).is_some_and(|source| since <= source.on);
    known.iter().any(|(fact, then)| !is_same(fact, then))
        || values(again).keys().any(|fact| !known.contains_key(fact) && is_said_since(fact))
}

/// The facts that made rules speak for a proposal.
fn values(proposal: &Proposal) -> BTreeMap<&str, &Value> {
    let of_rules = proposal.because.iter().filter_map(|evidence| match evidence {
        Evidence::Rule { values, .. } => Some(values),
        _ => None,
    });
    of_rules.flatten().map(|(fact, value)| (fact.as_str(), value)).collect()
}

fn found(catalogue: &Catalogue, facts: &Facts, now: Instant) -> Vec<Proposal> {
    let personal = |fact: &String| catalogue.member_model.field(fact).is_some_and(|field| field.personal);
    let determined = determine(catalogue, &[], "", facts).into_iter();
    determined
        .filter(|determined| determined.score >= SUGGESTED_FROM)
        .filter_map(|determined| {
            let (mut because, mut missing) = (Vec::new(), Vec::new());
            for evidence in determined.because {
                match &evidence {
                    Evidence::Missing { facts } => missing.extend(facts.iter().cloned()),
                    Evidence::Rule { values, .. } if values.keys().any(personal) => {
                        because.push(evidence.without_values());
                    }
                    _ => because.push(evidence),
                }
            }
            let (rule, rule_version) = because.iter().find_map(|evidence| match evidence {
                Evidence::Rule { rule, version, .. } => Some((rule.clone(), *version)),
                _ => None,
            })?;
            Some(Proposal {
                need_type: determined.id,
                score: determined.score,
                because,
                rule,
                rule_version,
                missing,
                since: now,
                status: ProposalStatus::Open,
                changed_at: now,
                reason: None,
                need: None,
                unhelped: false,
            })
        })
        .collect()
}
