//! What a query finds today, each with the next session at which somebody is
//! there for it.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::permanence::Permanence;
use domain::search::{Found, Hit};
use store::TableError;
use store::keys::PermanenceList;

use super::index;
use crate::opened::Opened;
use crate::upcoming::Upcoming;

/// The most answers.
const SHOWN: usize = 10;
/// How far the next session is looked for, in days.
const AHEAD: i64 = 28;
/// How many sessions of each answer are looked at: at the first, nobody may be.
const CANDIDATES: usize = 3;
/// Of how many answers what they have in common is looked for.
const TOGETHER: usize = 4;
/// The most sessions that several answers have in common.
const IN_COMMON: usize = 3;

/// What was read for the answers.
pub(super) struct Read {
    pub(super) opened: Opened,
    permanences: Vec<Permanence>,
    pub(super) hits: Vec<Hit>,
}

/// Reads what a query finds. One read; none where nothing is found.
pub(super) async fn read(opened: Opened, q: &str) -> Result<Read, TableError> {
    let hits = found(&opened.catalogue, q, opened.today);
    let permanences = if hits.is_empty() { Vec::new() } else { opened.permanences(&PermanenceList::All).await? };
    Ok(Read { opened, permanences, hits })
}

/// What there is today of what a query finds; of an agency that ended, whoever
/// does its work.
fn found(catalogue: &Arc<Catalogue>, q: &str, today: NaiveDate) -> Vec<Hit> {
    let stands = |found: &Found| match found {
        Found::NeedType(_) => true,
        Found::Service(id) => catalogue.services.get(id).is_some_and(|one| catalogue.provider(one, today).is_some()),
        Found::Agency(id) => catalogue.acting(id, today).is_some(),
        Found::Location(id) => catalogue.locations.get(id).is_some_and(|one| one.open_to.is_none_or(|to| today <= to)),
    };
    let mut hits = index(catalogue).find(catalogue, q, SHOWN, stands);
    for hit in &mut hits {
        if let Found::Agency(id) = &hit.found {
            hit.found = Found::Agency(catalogue.acting(id, today).map_or_else(|| id.clone(), |heir| heir.id.clone()));
        }
    }
    let mut seen = BTreeSet::new();
    hits.retain(|hit| seen.insert(hit.found.clone()));
    hits
}

impl Read {
    /// Of each answer the next session at which somebody is there for it, and
    /// the sessions that a place and something else that was found have in
    /// common. One read where advisers are named.
    pub(super) async fn next(&self) -> Result<(Vec<Option<Upcoming<'_>>>, Vec<Upcoming<'_>>), TableError> {
        let mut all = self.opened.upcoming(&self.permanences, AHEAD);
        all.retain(Upcoming::takes_place);
        let mut looked_at: Vec<Upcoming<'_>> = Vec::new();
        let mut taken = vec![0_usize; self.hits.len()];
        let mut in_common = 0;
        for one in all {
            let fits: Vec<bool> = self.hits.iter().map(|hit| self.is_for(&one, &hit.found)).collect();
            let common = self.in_common(&fits) && in_common < IN_COMMON;
            in_common += usize::from(common);
            let wanted = fits.iter().zip(&mut taken).filter(|(fits, taken)| **fits && **taken < CANDIDATES);
            let wanted = wanted.map(|(_, taken)| *taken += 1).count() > 0;
            if wanted || common {
                looked_at.push(one);
            }
        }
        self.opened.close(&mut looked_at).await?;
        looked_at.retain(|one| one.session.closed.is_none());
        let of = |hit: &Hit| looked_at.iter().find(|one| self.is_for(one, &hit.found)).cloned();
        let next = self.hits.iter().map(of).collect();
        looked_at.retain(|one| {
            let fits: Vec<bool> = self.hits.iter().map(|hit| self.is_for(one, &hit.found)).collect();
            self.in_common(&fits)
        });
        looked_at.truncate(IN_COMMON);
        Ok((next, looked_at))
    }

    /// Whether, of the first answers, a place and something else both fit.
    fn in_common(&self, fits: &[bool]) -> bool {
        let first = || self.hits.iter().zip(fits).take(TOGETHER).filter(|(_, fits)| **fits);
        first().any(|(hit, _)| matches!(hit.found, Found::Location(_)))
            && first().any(|(hit, _)| !matches!(hit.found, Found::Location(_)))
    }

    /// Whether somebody is there for what was found.
    fn is_for(&self, one: &Upcoming<'_>, found: &Found) -> bool {
        let catalogue = &self.opened.catalogue;
        match found {
            Found::NeedType(id) => {
                let mut services = catalogue.services.values().filter(|service| service.answers.contains(id));
                services.any(|service| one.is_about(catalogue, &service.id))
            }
            Found::Service(id) => one.is_about(catalogue, id),
            Found::Agency(id) => one.agency(catalogue).is_some_and(|agency| &agency.id == id),
            Found::Location(id) => &one.session.location == id,
        }
    }
}

/// What was found, as it is shown.
pub(super) struct Entry<'a> {
    /// `need_type`, `service`, `agency` or `location`.
    pub(super) kind: &'static str,
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) sentence: String,
    pub(super) path: String,
}

/// An answer in the words of the directory.
pub(super) fn entry<'a>(catalogue: &'a Catalogue, found: &'a Found, language: Language) -> Entry<'a> {
    let (kind, id, folder) = match found {
        Found::NeedType(id) => ("need_type", id.as_str(), "help"),
        Found::Service(id) => ("service", id.as_str(), "services"),
        Found::Agency(id) => ("agency", id.as_str(), "agencies"),
        Found::Location(id) => ("location", id.as_str(), "locations"),
    };
    let said = match found {
        Found::NeedType(id) => catalogue.need_type(id).map(|kind| (kind.label.get(language), String::new())),
        Found::Service(id) => {
            let service = catalogue.services.get(id);
            service.map(|one| (one.name.get(language), one.description.get(language).to_owned()))
        }
        Found::Agency(id) => {
            let agency = catalogue.agencies.get(id);
            agency.map(|one| (one.short.as_str(), one.mission.get(language).to_owned()))
        }
        Found::Location(id) => {
            let place = catalogue.locations.get(id);
            place.map(|one| (one.name.as_str(), catalogue.address(one).get(language).to_owned()))
        }
    };
    let (name, sentence) = said.unwrap_or_else(|| (id, String::new()));
    Entry { kind, id, name, sentence, path: format!("/{folder}/{id}") }
}
