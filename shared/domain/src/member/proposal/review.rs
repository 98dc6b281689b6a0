//! Determining what a member may need, and whom a yes would share with.

use chrono::{NaiveDate, TimeDelta};
use serde_json::Value;

use super::{Proposal, ProposalStatus};
use crate::Instant;
use crate::catalogue::Catalogue;
use crate::clock::BRUSSELS;
use crate::condition::Facts;
use crate::determine::{Evidence, SUGGESTED_FROM, determine, facts_of};
use crate::ids::{AgencyId, NeedTypeId};
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
