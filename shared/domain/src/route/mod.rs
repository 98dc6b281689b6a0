//! Routing: which agencies a need goes to, by the agreed action strategies.
//!
//! A step applies unless something known contradicts it: its own conditions,
//! the stages, conditions and dates of its service, the dates of its agency.
//! What is not known is listed as to be checked. Succession is resolved first,
//! so two steps that one agency carries out today are one candidate.

mod checks;
mod reason;
mod step;

use std::collections::BTreeSet;

use chrono::NaiveDate;

pub use checks::{known, to_check};
pub use reason::{Excluded, Obstacle, Reason};

use crate::catalogue::Catalogue;
use crate::condition::Facts;
use crate::ids::{AgencyId, LocationId, NeedTypeId, ServiceId};
use crate::need_type::Role;
use crate::strategy::Clock;

/// An agency that can be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The agency, succession resolved.
    pub agency: AgencyId,
    /// Lead when any of its steps leads.
    pub role: Role,
    /// The kinds of need that it answers.
    pub need_types: Vec<NeedTypeId>,
    /// The services that apply, those of leading steps first.
    pub services: Vec<ServiceId>,
    /// Why this agency, and what is still to be checked.
    pub because: Vec<Reason>,
    /// Within which times: those of the kind of need with the shortest answer.
    pub clock: Clock,
    /// Its place: leads in the strategies' order, then supports.
    pub order: usize,
}

/// Who can be asked and who cannot.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Routing {
    /// In the order in which they are asked.
    pub candidates: Vec<Candidate>,
    /// Steps that do not apply, each with the reason.
    pub excluded: Vec<Excluded>,
}

/// The agencies that can be asked on `day` about what members of a place need,
/// in order.
pub fn candidates(
    catalogue: &Catalogue,
    types: &[NeedTypeId],
    location: Option<&LocationId>,
    facts: &Facts,
    day: NaiveDate,
) -> Vec<Candidate> {
    routing(catalogue, types, location, facts, day).candidates
}

/// As [`candidates`], with the steps that do not apply.
pub fn routing(
    catalogue: &Catalogue,
    types: &[NeedTypeId],
    location: Option<&LocationId>,
    facts: &Facts,
    day: NaiveDate,
) -> Routing {
    let mut routing = Routing::default();
    let mut seen = BTreeSet::new();
    let mut taken = Vec::new();
    for strategy in types.iter().filter(|id| seen.insert(*id)).filter_map(|id| catalogue.strategy(id, location)) {
        for step in strategy.steps.iter().enumerate() {
            match step::take(catalogue, &strategy, step, facts, day) {
                Ok(step) => taken.push(step),
                Err(excluded) => routing.excluded.push(excluded),
            }
        }
    }
    // A stable sort: leading steps first, each role in the strategies' order.
    taken.sort_by_key(|step| step.role);
    for step in taken {
        merge(&mut routing.candidates, step);
    }
    routing
}

fn merge(candidates: &mut Vec<Candidate>, step: step::Taken) {
    let step::Taken { agency, role, need_type, service, because, clock } = step;
    let order = candidates.len();
    let Some(known) = candidates.iter_mut().find(|candidate| candidate.agency == agency) else {
        candidates.push(Candidate {
            agency,
            role,
            need_types: vec![need_type],
            services: vec![service],
            because,
            clock,
            order,
        });
        return;
    };
    if !known.need_types.contains(&need_type) {
        known.need_types.push(need_type);
    }
    if !known.services.contains(&service) {
        known.services.push(service);
    }
    for reason in because {
        if !known.because.contains(&reason) {
            known.because.push(reason);
        }
    }
    if clock.answer_days < known.clock.answer_days {
        known.clock = clock;
    }
}

#[cfg(test)]
mod tests;
