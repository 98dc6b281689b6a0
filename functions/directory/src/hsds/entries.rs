//! What the lists hold, and which of it is asked for: every filter holds beside
//! the others.

use std::collections::BTreeMap;

use domain::agency::Agency;
use domain::changes::{Change, Gone};
use domain::determine::{Folded, hits};
use domain::distance::{Point, kilometres};
use domain::location::Location;
use domain::need_type::Keywords;
use domain::service::Service;
use domain::{Instant, Language, Text};
use serde::Serialize;
use serde_json::Value;
use web::Problem;
use web::atlas::atlas;
use web::i18n::text;

use super::asked::Asked;
use super::places::{Pair, gone, pairs, shown};
use super::shapes::{Minimal, value};
use super::terms::{Term, all, has};
use super::world::{DEFUNCT, World, written};
use super::{ids, show, whole};
use crate::LOCALES;
use store::repos::permanences::GonePermanence;

/// Words that are looked for at most.
const MAX_WORDS: usize = 8;

/// Something that a list holds.
pub(super) struct Entry<'a> {
    what: What<'a>,
    id: String,
    modified: Option<Instant>,
    /// Of the agency whose it is.
    organization: Option<String>,
    /// Services by whose terms it is found.
    services: Vec<&'a Service>,
    location: Option<&'a Location>,
}

enum What<'a> {
    Organization(&'a Agency),
    Service(&'a Service),
    Location(&'a Location),
    Place(Pair<'a>),
    /// It is told to be gone; what it was called.
    Gone(Value, Option<&'a Text>),
}

impl<'a> Entry<'a> {
    fn new(what: What<'a>, id: String, modified: Option<Instant>) -> Self {
        Self { what, id, modified, organization: None, services: Vec::new(), location: None }
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// The pair that it is, if it is one.
    pub(super) const fn pair(&self) -> Option<&Pair<'a>> {
        if let What::Place(pair) = &self.what { Some(pair) } else { None }
    }

    fn gone<T: Serialize>(one: &T, id: String, at: Instant, name: Option<&'a Text>) -> Result<Self, Problem> {
        Ok(Self::new(What::Gone(value(one)?, name), id, Some(at)))
    }

    /// As a list shows it.
    pub(super) fn show(&self, world: &World, asked: &Asked) -> Result<Value, Problem> {
        if asked.is_minimal() {
            let status = matches!(self.what, What::Gone(..)).then_some(DEFUNCT);
            return value(&Minimal { id: self.id.clone(), modified_date: written(self.modified), status });
        }
        let full_service = asked.full_service == Some(true);
        match &self.what {
            What::Organization(agency) if asked.is_full() || full_service => {
                value(&whole::whole_organization(world, agency, full_service))
            }
            What::Organization(agency) => value(&show::organization(world, agency)),
            What::Service(service) if asked.is_full() => value(&whole::whole_service(world, service)),
            What::Service(service) => value(&show::listed_service(world, service)),
            What::Location(location) => value(&show::location(world, location)),
            What::Place(pair) => value(&shown(world, pair, asked.is_full(), false)),
            What::Gone(shown, _) => Ok(shown.clone()),
        }
    }

    /// With all that belongs to it.
    pub(super) fn whole(&self, world: &World, full_service: bool) -> Result<Value, Problem> {
        match &self.what {
            What::Organization(agency) => value(&whole::whole_organization(world, agency, full_service)),
            _ => self.show(world, &Asked { full: Some(true), ..Asked::default() }),
        }
    }

    /// The words by which it is found, in all languages.
    fn words(&self, world: &World) -> String {
        let mut texts: Vec<&Text> = self.services.iter().flat_map(|one| [&one.name, &one.description]).collect();
        let mut words = String::new();
        let mut add = |more: &str| {
            words.push_str(more);
            words.push(' ');
        };
        match &self.what {
            What::Organization(agency) => {
                add(&agency.short);
                texts = vec![&agency.name, &agency.mission];
            }
            What::Service(service) => add(world.provider(service).map_or("", |agency| agency.short.as_str())),
            What::Place(pair) => add(pair.agency(world).map_or("", |agency| agency.short.as_str())),
            What::Location(_) => {}
            What::Gone(_, name) => texts.extend(name),
        }
        if let Some(location) = self.location {
            add(&location.name);
            texts.push(&location.address);
            texts.extend(world.catalogue.municipalities.get(&location.nis).map(|town| &town.name));
        }
        for language in Language::ALL {
            for text in &texts {
                add(text.get(language));
            }
        }
        words
    }
}

/// Every agency; since a moment also those that were removed.
pub(super) fn organizations<'a>(world: &'a World, asked: &Asked) -> Result<Vec<Entry<'a>>, Problem> {
    let one = |agency: &'a Agency| Entry {
        services: show::services_of(world, agency),
        organization: Some(ids::organization(&agency.id)),
        ..Entry::new(What::Organization(agency), ids::organization(&agency.id), world.modified_agency(agency))
    };
    let mut found: Vec<Entry<'a>> = world.catalogue.agencies.values().map(one).collect();
    for (id, change, gone) in removed(&world.catalogue.changes.agencies, &world.catalogue.agencies, asked) {
        let shown = show::gone_organization(world, id, change, gone);
        found.push(Entry::gone(&shown, shown.id.clone(), change.at, Some(&gone.name))?);
    }
    Ok(found)
}

/// Every service, ended ones too; since a moment also those that were removed.
pub(super) fn services<'a>(world: &'a World, asked: &Asked) -> Result<Vec<Entry<'a>>, Problem> {
    let one = |service: &'a Service| Entry {
        services: vec![service],
        organization: world.provider(service).map(|agency| ids::organization(&agency.id)),
        ..Entry::new(What::Service(service), ids::service(&service.id), world.modified_service(service))
    };
    let mut found: Vec<Entry<'a>> = world.catalogue.services.values().map(one).collect();
    for (id, change, gone) in removed(&world.catalogue.changes.services, &world.catalogue.services, asked) {
        let shown = show::gone_service(world, id, change, gone);
        let organization = shown.organization_id.clone();
        let entry = Entry::gone(&shown, shown.id.clone(), change.at, Some(&gone.name))?;
        found.push(Entry { organization, ..entry });
    }
    Ok(found)
}

/// Every place; since a moment also those that were removed.
pub(super) fn locations<'a>(world: &'a World, asked: &Asked) -> Result<Vec<Entry<'a>>, Problem> {
    let one = |place: &'a Location| Entry {
        location: Some(place),
        ..Entry::new(What::Location(place), ids::location(&place.id), world.modified_location(place))
    };
    let mut found: Vec<Entry<'a>> = world.catalogue.locations.values().map(one).collect();
    for (id, change, gone) in removed(&world.catalogue.changes.locations, &world.catalogue.locations, asked) {
        let shown = show::gone_location(world, id, change, gone);
        found.push(Entry::gone(&shown, shown.id.clone(), change.at, Some(&gone.name))?);
    }
    Ok(found)
}

/// Every permanence with each service that it is about; since a moment also what
/// is gone of them.
pub(super) fn places<'a>(
    world: &'a World,
    asked: &Asked,
    taken_back: &[GonePermanence],
) -> Result<Vec<Entry<'a>>, Problem> {
    let one = |pair: Pair<'a>| Entry {
        services: vec![pair.service],
        location: Some(pair.location),
        organization: pair.agency(world).map(|agency| ids::organization(&agency.id)),
        ..Entry::new(What::Place(pair), pair.id(), pair.modified(world))
    };
    let mut found: Vec<Entry<'a>> = pairs(world).into_iter().map(one).collect();
    if let Some(since) = asked.since()? {
        for (shown, at) in gone(world, since, taken_back) {
            let services = world.catalogue.services.values().filter(|one| ids::service(&one.id) == shown.service_id);
            let mut places = world.catalogue.locations.values();
            let location = places.find(|one| ids::location(&one.id) == shown.location_id);
            let entry = Entry::gone(&shown, shown.id.clone(), at, None)?;
            let organization = Some(shown.organization_id);
            found.push(Entry { organization, services: services.collect(), location, ..entry });
        }
    }
    Ok(found)
}

/// What was removed and does not stand again, where it is asked what changed.
fn removed<'a, K: Ord, T>(
    changes: &'a BTreeMap<K, Change>,
    standing: &'a BTreeMap<K, T>,
    asked: &Asked,
) -> impl Iterator<Item = (&'a K, &'a Change, &'a Gone)> {
    let told = asked.modified_after.is_some();
    let removed = changes.iter().filter(move |(id, _)| told && !standing.contains_key(*id));
    removed.filter_map(|(id, change)| Some((id, change, change.gone.as_ref()?)))
}

/// All that must hold of an entry.
pub(super) struct Wanted<'a> {
    asked: &'a Asked,
    since: Option<Instant>,
    /// The term and those under it.
    terms: Option<Vec<Term>>,
    taxonomy: Option<Vec<Term>>,
    near: Option<(Point, f64)>,
    search: Option<Vec<Keywords>>,
}

impl<'a> Wanted<'a> {
    pub(super) fn of(asked: &'a Asked, world: &World) -> Result<Self, Problem> {
        let under = |id: &String| -> Vec<Term> {
            all(world).into_iter().filter(|term| &term.id() == id || term.parent_id().as_ref() == Some(id)).collect()
        };
        let within = |id: &String| -> Vec<Term> {
            all(world).into_iter().filter(|term| &ids::taxonomy(term.taxonomy) == id).collect()
        };
        let near = match (asked.proximity, &asked.postcode) {
            (Some(metres), Some(postcode)) => Some((middle(postcode)?, f64::from(metres) / 1000.0)),
            _ => None,
        };
        Ok(Self {
            asked,
            since: asked.since()?,
            terms: asked.taxonomy_term_id.as_ref().map(under),
            taxonomy: asked.taxonomy_id.as_ref().map(within),
            near,
            search: asked.search.as_deref().map(words_of),
        })
    }

    pub(super) fn holds(&self, world: &World, entry: &Entry<'_>) -> bool {
        let any = |terms: &Vec<Term>| terms.iter().any(|term| entry.services.iter().any(|one| has(one, term)));
        let same = |asked: &Option<String>, own: Option<&String>| asked.is_none() || asked.as_ref() == own;
        self.since.is_none_or(|since| entry.modified.is_some_and(|at| since <= at))
            && same(&self.asked.organization_id, entry.organization.as_ref())
            && self.terms.as_ref().is_none_or(any)
            && self.taxonomy.as_ref().is_none_or(any)
            && self.is_there(entry.location)
            && self.search.as_ref().is_none_or(|words| finds(words, &entry.words(world)))
    }

    /// Within so many metres of the postcode's middle, or in it where no distance
    /// is named.
    fn is_there(&self, location: Option<&Location>) -> bool {
        match (&self.near, &self.asked.postcode) {
            (Some((from, far)), _) => location.is_some_and(|place| kilometres(*from, place.point()) <= *far),
            (None, Some(postcode)) => location.is_some_and(|place| place.postcode.as_str() == postcode),
            (None, None) => true,
        }
    }
}

/// The point that distances from a postcode are counted from; 422 for one that is
/// none of the Region's.
fn middle(postcode: &str) -> Result<Point, Problem> {
    let atlas = atlas().map_err(|error| Problem::internal(&error))?;
    let town = atlas.towns_of(postcode).into_iter().next();
    town.map(web::atlas::Town::point)
        .ok_or_else(|| Problem::invalid_field("/postcode", text(&LOCALES, "hsds-postcode")))
}

/// The words of a search.
pub(super) fn words_of(search: &str) -> Vec<Keywords> {
    let words = search.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(MAX_WORDS);
    words.map(|word| Keywords { nl: vec![word.to_owned()], ..Keywords::default() }).collect()
}

/// Whether all words stand in a text; endings, accents and capitals do not matter.
/// A search of signs alone has no word, and finds nothing.
pub(super) fn finds(words: &[Keywords], text: &str) -> bool {
    let folded = Folded::new(text);
    !words.is_empty() && words.iter().all(|word| !hits(word, &folded).is_empty())
}
