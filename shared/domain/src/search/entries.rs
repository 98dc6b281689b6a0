//! What can be found, and the phrases by which each is.

use crate::agency::Agency;
use crate::catalogue::Catalogue;
use crate::ids::{AgencyId, LocationId, NeedTypeId, ServiceId};
use crate::location::Location;
use crate::need_type::NeedType;
use crate::service::Service;
use crate::{Language, Text};

/// Something of the directory that was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// A kind of need.
    NeedType(NeedTypeId),
    /// A service.
    Service(ServiceId),
    /// An agency.
    Agency(AgencyId),
    /// A place.
    Location(LocationId),
}

/// A phrase of an entry: how much it counts, its language (`None` for proper
/// names), and its words as the directory writes them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase<'a> {
    pub(super) weight: f32,
    pub(super) language: Option<Language>,
    pub(super) text: &'a str,
}

/// How much the words of each part of an entry count.
mod weight {
    pub(super) const PROPER_NAME: f32 = 3.6;
    pub(super) const LABEL: f32 = 3.0;
    pub(super) const KEYWORD: f32 = 2.6;
    pub(super) const LONG_NAME: f32 = 2.4;
    pub(super) const ADDRESS: f32 = 1.5;
    pub(super) const SENTENCE: f32 = 1.2;
    pub(super) const MISSION: f32 = 0.9;
}

/// Every entry of a directory, kinds of need first.
pub(super) fn entries(catalogue: &Catalogue) -> Vec<Found> {
    let kinds = catalogue.need_types.iter().map(|kind| Found::NeedType(kind.id.clone()));
    let services = catalogue.services.keys().cloned().map(Found::Service);
    let agencies = catalogue.agencies.keys().cloned().map(Found::Agency);
    let places = catalogue.locations.keys().cloned().map(Found::Location);
    kinds.chain(services).chain(agencies).chain(places).collect()
}

/// Hands every phrase of every entry to `take`, with the entry's place in
/// [`entries`] and the phrase's place in the entry.
pub(super) fn each_phrase<'a>(catalogue: &'a Catalogue, mut take: impl FnMut(u32, u16, Phrase<'a>)) {
    let (mut at, mut nth) = (0, 0);
    let mut add = |entry: u32, phrase: Phrase<'a>| {
        nth = if entry == at { nth } else { 0 };
        at = entry;
        take(entry, nth, phrase);
        nth = nth.saturating_add(1);
    };
    let mut entries = 0..;
    for (kind, entry) in catalogue.need_types.iter().zip(&mut entries) {
        of_kind(kind, &mut |phrase| add(entry, phrase));
    }
    for (service, entry) in catalogue.services.values().zip(&mut entries) {
        of_service(service, &mut |phrase| add(entry, phrase));
    }
    for (agency, entry) in catalogue.agencies.values().zip(&mut entries) {
        of_agency(agency, &mut |phrase| add(entry, phrase));
    }
    for (location, entry) in catalogue.locations.values().zip(&mut entries) {
        of_location(catalogue, location, &mut |phrase| add(entry, phrase));
    }
}

/// The phrases of one entry, in the order of [`each_phrase`].
pub(super) fn phrases_of<'a>(catalogue: &'a Catalogue, found: &Found) -> Vec<Phrase<'a>> {
    let mut phrases = Vec::new();
    let mut add = |phrase: Phrase<'a>| phrases.push(phrase);
    match found {
        Found::NeedType(id) => catalogue.need_type(id).into_iter().for_each(|kind| of_kind(kind, &mut add)),
        Found::Service(id) => catalogue.services.get(id).into_iter().for_each(|one| of_service(one, &mut add)),
        Found::Agency(id) => catalogue.agencies.get(id).into_iter().for_each(|one| of_agency(one, &mut add)),
        Found::Location(id) => {
            catalogue.locations.get(id).into_iter().for_each(|one| of_location(catalogue, one, &mut add));
        }
    }
    phrases
}

fn of_kind<'a>(kind: &'a NeedType, add: &mut dyn FnMut(Phrase<'a>)) {
    in_each(&kind.label, weight::LABEL, add);
    let words = &kind.keywords;
    for (language, words) in [(Language::Fr, &words.fr), (Language::Nl, &words.nl), (Language::En, &words.en)] {
        for text in words {
            add(Phrase { weight: weight::KEYWORD, language: Some(language), text });
        }
    }
}

fn of_service<'a>(service: &'a Service, add: &mut dyn FnMut(Phrase<'a>)) {
    in_each(&service.name, weight::LABEL, add);
    in_each(&service.description, weight::SENTENCE, add);
}

fn of_agency<'a>(agency: &'a Agency, add: &mut dyn FnMut(Phrase<'a>)) {
    add(name(&agency.short, weight::PROPER_NAME));
    in_each(&agency.name, weight::LONG_NAME, add);
    in_each(&agency.mission, weight::MISSION, add);
}

fn of_location<'a>(catalogue: &'a Catalogue, location: &'a Location, add: &mut dyn FnMut(Phrase<'a>)) {
    add(name(&location.name, weight::PROPER_NAME));
    add(name(location.postcode.as_str(), weight::ADDRESS));
    in_each(&location.address, weight::ADDRESS, add);
    if let Some(municipality) = catalogue.municipalities.get(&location.nis) {
        in_each(&municipality.name, weight::ADDRESS, add);
    }
}

const fn name(text: &str, weight: f32) -> Phrase<'_> {
    Phrase { weight, language: None, text }
}

fn in_each<'a>(text: &'a Text, weight: f32, add: &mut dyn FnMut(Phrase<'a>)) {
    for language in Language::ALL {
        // Without English words of its own a text has no English phrase.
        if language != Language::En || text.en.is_some() {
            add(Phrase { weight, language: Some(language), text: text.get(language) });
        }
    }
}
