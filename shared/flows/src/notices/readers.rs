//! Who is told of a session, how they wish it, and where their mails go.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::Language;
use domain::adviser::Adviser;
use domain::agency::Agency;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::contact::EmailAddress;
use domain::event::Actor;
use domain::ids::{AdviserId, LocationId};
use domain::location::Location;
use domain::notice::{Reader, Wish};
use domain::permanence::Permanence;
use domain::staff::{Staff, StaffRole};
use mail::compose::{self, languages_of};
use store::{Store, TableError};

/// Somebody who is told.
#[derive(Debug, Clone)]
pub(super) struct Addressee {
    /// Who, as it is stored.
    pub(super) reader: Reader,
    /// How they wish it.
    pub(super) wish: Wish,
    /// Where.
    pub(super) email: EmailAddress,
    name: String,
    languages: Vec<Language>,
    /// The place that they are of.
    place: Option<LocationId>,
}

impl Addressee {
    pub(super) fn of_adviser(adviser: &Adviser) -> Self {
        Self {
            reader: Reader::Adviser(adviser.id.clone()),
            wish: adviser.notices,
            email: adviser.email.clone(),
            name: adviser.name.clone(),
            languages: spoken(&adviser.languages),
            place: None,
        }
    }

    /// Where an agency is told of what happens at a place.
    pub(super) fn of_agency(agency: &Agency, place: &LocationId, day: NaiveDate) -> Option<Self> {
        let first = agency.recipients(place, &[], None, day).into_iter().next()?;
        let reader = Reader::Agency { agency: agency.id.clone(), desk: first.desk };
        Some(Self {
            reader,
            wish: agency.notices.unwrap_or(Wish::Daily),
            email: first.email,
            name: first.name,
            languages: spoken(&agency.languages),
            place: None,
        })
    }

    /// Somebody who signs in for a place; `None` for others.
    pub(super) fn of_host(staff: &Staff, catalogue: &Catalogue) -> Option<Self> {
        let StaffRole::Host { location } = &staff.role else { return None };
        let place = catalogue.locations.get(location).filter(|_| staff.active)?;
        Some(Self {
            reader: Reader::Host(staff.id.clone()),
            wish: place.notices.unwrap_or(Wish::Daily),
            email: staff.email.clone(),
            name: staff.name.clone(),
            languages: languages_of(staff.language),
            place: Some(location.clone()),
        })
    }

    /// The place itself, where it has an address.
    pub(super) fn of_place(place: &Location) -> Option<Self> {
        Some(Self {
            reader: Reader::Place(place.id.clone()),
            wish: place.notices.unwrap_or(Wish::Daily),
            email: place.email.clone()?,
            name: place.name.clone(),
            languages: spoken(&place.languages),
            place: Some(place.id.clone()),
        })
    }

    /// Whether a series concerns them.
    pub(super) fn concerned_by(&self, catalogue: &Catalogue, series: &Permanence, day: NaiveDate) -> bool {
        match &self.reader {
            Reader::Adviser(id) => series.advisers.contains(id),
            Reader::Host(_) | Reader::Place(_) => self.place.as_ref() == Some(&series.location),
            Reader::Agency { .. } => agency_of(catalogue, series, day).is_some_and(|one| one.reader == self.reader),
        }
    }

    /// Whether sessions stand in a calendar of theirs: advisers are there themselves.
    pub(super) const fn has_calendar(&self) -> bool {
        matches!(self.reader, Reader::Adviser(_))
    }

    /// Whether they read who comes by name: those of a place read that somebody does.
    pub(super) const fn reads_names(&self) -> bool {
        !matches!(self.reader, Reader::Host(_) | Reader::Place(_))
    }

    /// The head of a mail to them.
    pub(super) fn delivery(&self, id: &str) -> compose::Delivery {
        compose::Delivery {
            id: id.to_owned(),
            to: self.email.clone(),
            to_name: Some(self.name.clone()),
            languages: self.languages.clone(),
        }
    }

    /// The language of what has one only.
    pub(super) fn language(&self) -> Language {
        self.languages.first().copied().unwrap_or(Language::Fr)
    }

    /// Their name and address.
    pub(super) fn party(&self) -> (String, String) {
        (self.name.clone(), self.email.as_str().to_owned())
    }
}

/// French and Dutch, as far as they are spoken; else what is.
fn spoken(languages: &[Language]) -> Vec<Language> {
    let both: Vec<Language> = Language::BOTH.into_iter().filter(|language| languages.contains(language)).collect();
    if both.is_empty() { languages.to_vec() } else { both }
}

/// Where the agency of a series is told.
pub(super) fn agency_of(catalogue: &Catalogue, series: &Permanence, day: NaiveDate) -> Option<Addressee> {
    let agency = catalogue.acting(&series.agency, day).or_else(|| catalogue.agencies.get(&series.agency))?;
    Addressee::of_agency(agency, &series.location, day)
}

/// Those who have to do with some series, each once: advisers, agencies, the
/// people of the places. One read for fifty advisers.
pub(super) async fn readers<'a>(
    store: &Store,
    catalogue: &Catalogue,
    staff: &[Staff],
    series: impl Iterator<Item = &'a Permanence>,
) -> Result<Vec<Addressee>, TableError> {
    let today = store.now().day_in(BRUSSELS);
    let series: Vec<&Permanence> = series.collect();
    let named: BTreeSet<&AdviserId> = series.iter().flat_map(|one| &one.advisers).collect();
    let mut all = advisers(store, named).await?;
    for one in &series {
        all.extend(agency_of(catalogue, one, today));
        all.extend(of_place(catalogue, staff, &one.location));
    }
    let mut seen = BTreeSet::new();
    all.retain(|one| seen.insert(one.reader.key()));
    Ok(all)
}

/// Those of a place: who signs in for it, else the place itself.
pub(super) fn of_place(catalogue: &Catalogue, staff: &[Staff], place: &LocationId) -> Vec<Addressee> {
    let hosts = staff.iter().filter_map(|one| Addressee::of_host(one, catalogue));
    let hosts: Vec<_> = hosts.filter(|host| host.place.as_ref() == Some(place)).collect();
    if hosts.is_empty() {
        return catalogue.locations.get(place).and_then(Addressee::of_place).into_iter().collect();
    }
    hosts
}

/// Whether there is anybody at a place to tell of its sessions: somebody who
/// signs in for it, or an address of its own. The staff, one query.
pub async fn is_told_there(store: &Store, catalogue: &Catalogue, place: &LocationId) -> Result<bool, TableError> {
    Ok(!of_place(catalogue, &store.staff().list().await?, place).is_empty())
}

/// These advisers, as far as there are: one read for fifty, none for none.
pub(super) async fn advisers(store: &Store, ids: BTreeSet<&AdviserId>) -> Result<Vec<Addressee>, TableError> {
    let team = store.advisers().named(&ids.into_iter().cloned().collect::<Vec<_>>()).await?;
    Ok(team.advisers().map(Addressee::of_adviser).collect())
}

/// Somebody as they are to be told now; `None` where they are gone, or wish not
/// to be. A read but for an agency.
pub(super) async fn addressee(
    store: &Store,
    catalogue: &Catalogue,
    reader: &Reader,
) -> Result<Option<Addressee>, TableError> {
    let today = store.now().day_in(BRUSSELS);
    let found = match reader {
        Reader::Adviser(id) => store.advisers().load(id).await?.map(|found| Addressee::of_adviser(&found.value)),
        Reader::Host(id) => store.staff().load(id).await?.and_then(|found| Addressee::of_host(&found.value, catalogue)),
        Reader::Place(id) => catalogue.locations.get(id).and_then(Addressee::of_place),
        Reader::Agency { agency, desk } => catalogue.agencies.get(agency).map(|agency| {
            let to = agency.address_of(desk.as_deref(), today);
            Addressee {
                reader: reader.clone(),
                wish: agency.notices.unwrap_or(Wish::Daily),
                email: to.email,
                name: to.name,
                languages: spoken(&agency.languages),
                place: None,
            }
        }),
    };
    Ok(found.filter(|one| one.wish != Wish::None))
}

/// Leaves out who did it and, of several with one address, all but the first
/// that wishes to be told. A read where somebody of the staff did it.
pub(super) async fn without_doer(
    store: &Store,
    by: Option<&Actor>,
    all: Vec<Addressee>,
) -> Result<Vec<Addressee>, TableError> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    if let Some(Actor::Staff(id)) = by {
        known.extend(store.staff().load(id).await?.map(|found| folded(&found.value.email)));
    }
    Ok(all.into_iter().filter(|one| one.wish != Wish::None && known.insert(folded(&one.email))).collect())
}

/// An address as it is held against another.
pub(super) fn folded(email: &EmailAddress) -> String {
    email.as_str().to_lowercase()
}
