//! The rota as a whole: what clashes in it, and what is missing.
//!
//! Both are worked out from sessions that somebody expanded, for a window that
//! they chose; nothing here reads further. What is not said (no advisers, no
//! room, no desks, no opening hours) clashes with nothing. A planner that
//! proposes sessions would stand beside these two and be held against them.

mod clash;
mod coverage;
mod find;
mod held;
mod of_advisers;
mod of_places;
mod overlap;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;

use crate::adviser::{Adviser, BusyTime};
use crate::ids::AdviserId;
use crate::permanence::Permanence;
use crate::sessions::Session;

pub use clash::{Clash, ClashKind, by_reason};
pub use coverage::{Aim, Covered, Gap, coverage, windows};
pub use find::clashes;
pub use held::looked_at;

/// A session beside its series.
pub type Planned<'a> = (&'a Session, &'a Permanence);

/// The advisers that a rota is held against. Whoever is not in it is only
/// known to be in one place at a time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Team {
    advisers: BTreeMap<AdviserId, (Adviser, Vec<BusyTime>)>,
}

impl Team {
    /// Adds an adviser with what their own calendar has.
    pub fn add(&mut self, adviser: Adviser, busy: Vec<BusyTime>) {
        self.advisers.insert(adviser.id.clone(), (adviser, busy));
    }

    /// An adviser.
    pub fn get(&self, id: &AdviserId) -> Option<&Adviser> {
        self.advisers.get(id).map(|(adviser, _)| adviser)
    }

    /// What an adviser's own calendar has.
    pub fn busy(&self, id: &AdviserId) -> &[BusyTime] {
        self.advisers.get(id).map_or(&[], |(_, busy)| busy)
    }

    /// Everybody, in id order.
    pub fn advisers(&self) -> impl Iterator<Item = &Adviser> {
        self.advisers.values().map(|(adviser, _)| adviser)
    }

    /// The name of an adviser; their id where they are not known.
    pub fn name<'a>(&'a self, id: &'a AdviserId) -> &'a str {
        self.get(id).map_or(id.as_str(), |adviser| adviser.name.as_str())
    }
}
