//! How sure the facts of an entry are: from which sources, how far they were
//! checked, by whom and when, and when that is too long ago.
//!
//! What changes often (hours, addresses to write to, prices) is looked at every
//! six months, the rest once a year. What nobody has looked at here counts from
//! the day it was loaded, and half as long unless its source confirms it. A fact
//! is looked at when somebody says that it is still true, or changes it.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::fact::Fact;
use super::{FieldChange, Sort};
use crate::Instant;
use crate::clock::BRUSSELS;
use crate::event::Actor;
use crate::worklist::{Task, TaskAbout};

/// How far a fact was checked, as its source is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// A source says so.
    Verified,
    /// Sources say a part of it.
    Partly,
    /// Somebody remembers it.
    Memory,
    /// Nobody said.
    #[default]
    Unknown,
}

impl Confidence {
    /// In the order in which forms offer them.
    pub const ALL: [Self; 4] = [Self::Verified, Self::Partly, Self::Memory, Self::Unknown];

    /// The word of the table and of texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Partly => "partly",
            Self::Memory => "memory",
            Self::Unknown => "unknown",
        }
    }

    /// Reads the word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// What is known of a fact beside what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactState {
    /// How far it was checked.
    #[serde(default)]
    pub confidence: Confidence,
    /// Where it comes from: addresses of pages, or words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// When somebody last looked; absent where nobody did since it was loaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_on: Option<NaiveDate>,
    /// Who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Actor>,
}

/// What somebody says of facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Who.
    pub by: Actor,
    /// On which day they looked.
    pub on: NaiveDate,
    /// How far it was checked; `None`: as before, a memory no more.
    pub confidence: Option<Confidence>,
    /// Where they looked; `None`: where it was found before.
    pub source: Option<String>,
}

/// All facts of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactSheet {
    /// The day on which the entry was loaded or entered.
    pub since: NaiveDate,
    /// Each of them; one that is absent is not known.
    #[serde(default)]
    pub facts: BTreeMap<Fact, FactState>,
}

impl FactSheet {
    /// Of an entry that is loaded, from where and how sure it is.
    pub fn loaded(sort: Sort, since: NaiveDate, confidence: Confidence, sources: &[String]) -> Self {
        let state = FactState { confidence, sources: sources.to_vec(), checked_on: None, by: None };
        Self { since, facts: Fact::of(sort).iter().map(|fact| (*fact, state.clone())).collect() }
    }

    /// As another region is told of it: without who looked.
    pub fn told_elsewhere(&self) -> Self {
        let state = |state: &FactState| FactState { by: None, ..state.clone() };
        Self { since: self.since, facts: self.facts.iter().map(|(fact, known)| (*fact, state(known))).collect() }
    }

    /// What another region tells of an entry, as far as it makes sense here: facts
    /// of its sort, days that are over, sources of a length that fits.
    pub fn told_here(self, sort: Sort, today: NaiveDate) -> Self {
        let state = |state: FactState| FactState {
            confidence: state.confidence,
            sources: state
                .sources
                .into_iter()
                .filter(|one| one.chars().count() <= SOURCE_CHARS)
                .take(SOURCES)
                .collect(),
            checked_on: state.checked_on.map(|day| day.min(today)),
            by: None,
        };
        let known = self.facts.into_iter().filter(|(fact, _)| Fact::of(sort).contains(fact));
        Self { since: self.since.min(today), facts: known.map(|(fact, known)| (fact, state(known))).collect() }
    }

    /// Of an entry that somebody enters: they know all of it.
    pub fn entered(sort: Sort, told: &Told) -> Self {
        let mut sheet = Self { since: told.on, facts: BTreeMap::new() };
        sheet.look(Fact::of(sort), told);
        sheet
    }

    /// The same after somebody looked at some.
    pub fn look(&mut self, facts: &[Fact], told: &Told) {
        for fact in facts {
            let before = self.facts.remove(fact);
            let known = before.as_ref().map_or(Confidence::Unknown, |state| state.confidence);
            let kept = before.map(|state| state.sources).unwrap_or_default();
            let sources = match &told.source {
                Some(source) => {
                    let mut all: Vec<String> = kept.into_iter().filter(|one| one != source).collect();
                    all.insert(0, source.clone());
                    all.truncate(SOURCES);
                    all
                }
                None => kept,
            };
            let confidence = told.confidence.unwrap_or(match known {
                Confidence::Memory | Confidence::Unknown => Confidence::Verified,
                other => other,
            });
            let state = FactState { confidence, sources, checked_on: Some(told.on), by: Some(told.by.clone()) };
            self.facts.insert(*fact, state);
        }
    }

    /// The same after fields changed: who changes a fact has looked at it.
    pub fn changed(&mut self, sort: Sort, fields: &[FieldChange], told: &Told) {
        let mut touched: Vec<Fact> = fields.iter().map(|field| Fact::of_field(sort, &field.pointer)).collect();
        touched.sort();
        touched.dedup();
        self.look(&touched, told);
    }

    /// Until when a fact is good.
    pub fn good_until(&self, fact: Fact) -> NaiveDate {
        let state = self.facts.get(&fact);
        let looked = state.and_then(|state| state.checked_on);
        let sure = state.is_some_and(|state| state.confidence == Confidence::Verified);
        let months = if looked.is_some() || sure { fact.months() } else { fact.months() / 2 };
        let from = looked.unwrap_or(self.since);
        from.checked_add_months(Months::new(months)).unwrap_or(from)
    }

    /// Those that are not good any more on a day.
    pub fn stale(&self, sort: Sort, day: NaiveDate) -> Vec<Fact> {
        Fact::of(sort).iter().copied().filter(|fact| self.good_until(*fact) <= day).collect()
    }

    /// What they ask of the coordinator: to look at the first of them by the day
    /// until which it is good.
    pub fn task(&self, sort: Sort, id: &str) -> Option<Task> {
        let due = Fact::of(sort).iter().map(|fact| self.good_until(*fact)).min()?;
        Some(Task {
            about: TaskAbout::Facts { entry: format!("{}.{id}", sort.code()) },
            agency: None,
            location: None,
            since: Task::due_on(due),
            due: Task::due_on(due),
        })
    }
}

impl Told {
    /// That somebody changed or confirmed something now.
    pub fn now(by: &Actor, now: Instant) -> Self {
        Self { by: by.clone(), on: now.day_in(BRUSSELS), confidence: None, source: None }
    }
}

/// Sources of a fact that are kept at most.
const SOURCES: usize = 10;
/// Characters of one, at most.
const SOURCE_CHARS: usize = 500;

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn told(on: &str) -> Told {
        Told { by: Actor::Administrator, on: day(on), confidence: None, source: None }
    }

    #[test]
    fn what_was_loaded_is_good_half_as_long_unless_its_source_confirms_it() {
        let loaded = |confidence| FactSheet::loaded(Sort::Location, day("2026-01-31"), confidence, &[]);
        let until = |sheet: &FactSheet, fact| sheet.good_until(fact);
        let (sure, memory) = (loaded(Confidence::Verified), loaded(Confidence::Memory));
        assert_eq!(until(&sure, Fact::Hours), day("2026-07-31"));
        assert_eq!(until(&sure, Fact::Address), day("2027-01-31"));
        assert_eq!(until(&memory, Fact::Hours), day("2026-04-30"));
        assert_eq!(until(&memory, Fact::Address), day("2026-07-31"));
        assert_eq!(sure.stale(Sort::Location, day("2026-07-30")), []);
        assert_eq!(sure.stale(Sort::Location, day("2026-07-31")), [Fact::Contact, Fact::Hours]);
    }

    #[test]
    fn who_looks_or_changes_makes_it_good_again_and_the_next_one_is_asked_for() {
        let source = "https://icab.example".to_owned();
        let mut sheet =
            FactSheet::loaded(Sort::Location, day("2026-01-01"), Confidence::Memory, std::slice::from_ref(&source));
        let due = |sheet: &FactSheet| sheet.task(Sort::Location, "icab").unwrap().due.day_in(BRUSSELS);
        assert_eq!(due(&sheet), day("2026-04-01"));
        sheet.look(&[Fact::Hours], &Told { source: Some("by phone".to_owned()), ..told("2026-03-01") });
        assert_eq!(sheet.good_until(Fact::Hours), day("2026-09-01"));
        let hours = &sheet.facts[&Fact::Hours];
        assert_eq!(
            (hours.confidence, hours.sources.clone()),
            (Confidence::Verified, vec!["by phone".to_owned(), source])
        );
        assert_eq!(due(&sheet), day("2026-04-01"), "contact is still to be looked at");
        let email = FieldChange { pointer: "/email".to_owned(), before: None, after: None };
        sheet.changed(Sort::Location, &[email], &told("2026-03-02"));
        assert_eq!(due(&sheet), day("2026-07-01"));
    }

    #[test]
    fn every_field_belongs_to_a_fact_of_its_sort() {
        for (sort, field, fact) in [
            (Sort::Agency, "/desks/0/name", Fact::Contact),
            (Sort::Location, "/desks", Fact::Hours),
            (Sort::Location, "/email", Fact::Contact),
            (Sort::Service, "/conditions/stage", Fact::Conditions),
            (Sort::Service, "/price_eur", Fact::Price),
            (Sort::Agency, "/closures", Fact::Hours),
            (Sort::Agency, "/name/fr", Fact::Identity),
            (Sort::Location, "/successor", Fact::Dates),
        ] {
            assert_eq!(Fact::of_field(sort, field), fact, "{field}");
            assert!(Fact::of(sort).contains(&fact), "{field}");
        }
    }
}
