//! The three sorts of entries, each as programs read it and as its row holds it.

use axum::extract::{FromRequestParts, Path};
use domain::Language;
use domain::catalogue::Catalogue;
use domain::entry::Sort;
use domain::ids::AgencyId;
use domain::validity::Validity;
use http::request::Parts;
use web::{Context, Problem};

/// The sort that an address names; 404 for another word.
pub(super) struct OfSort(pub(super) Sort);

impl FromRequestParts<Context> for OfSort {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Problem> {
        let found = Path::<String>::from_request_parts(parts, context).await.map_err(|_| Problem::not_found())?;
        Sort::from_plural(&found.0).map(Self).ok_or_else(Problem::not_found)
    }
}

/// The sort and the id that an address names; 404 for another word.
pub(super) struct OfEntry(pub(super) Sort, pub(super) String);

impl FromRequestParts<Context> for OfEntry {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Problem> {
        let found = Path::<(String, String)>::from_request_parts(parts, context).await;
        let Path((sort, id)) = found.map_err(|_| Problem::not_found())?;
        let sort = Sort::from_plural(&sort).ok_or_else(Problem::not_found)?;
        if AgencyId::parse(&id).is_err() {
            return Err(Problem::not_found());
        }
        Ok(Self(sort, id))
    }
}

/// Where an entry stands in the console.
pub(super) fn path(sort: Sort, id: &str) -> String {
    format!("/console/directory/{}/{id}", sort.plural())
}

/// An entry as lists show it.
pub(super) struct Listed {
    pub(super) id: String,
    pub(super) name: String,
    /// Of a service whoever started it, of a place where it is.
    pub(super) of: String,
    /// From when until when.
    pub(super) validity: Validity,
    /// The entry that follows.
    pub(super) successor: Option<String>,
    /// Whether it is that one, entered twice.
    pub(super) merged: bool,
}

/// All entries of a sort, ended ones too, by name.
pub(super) fn all(catalogue: &Catalogue, language: Language, sort: Sort) -> Vec<Listed> {
    let mut found: Vec<Listed> = match sort {
        Sort::Agency => {
            let one = |agency: &domain::agency::Agency| Listed {
                id: agency.id.to_string(),
                name: agency.short.clone(),
                of: agency.name.get(language).to_owned(),
                validity: agency.validity(),
                successor: agency.successor.as_ref().map(ToString::to_string),
                merged: agency.merged,
            };
            catalogue.agencies.values().map(one).collect()
        }
        Sort::Service => {
            let one = |service: &domain::service::Service| Listed {
                id: service.id.to_string(),
                name: service.name.get(language).to_owned(),
                of: catalogue.agency_name(&service.agency).to_owned(),
                validity: service.validity(),
                successor: service.successor.as_ref().map(ToString::to_string),
                merged: false,
            };
            catalogue.services.values().map(one).collect()
        }
        Sort::Location => {
            let one = |place: &domain::location::Location| Listed {
                id: place.id.to_string(),
                name: place.name.clone(),
                of: catalogue.address(place).get(language).to_owned(),
                validity: Validity { valid_from: place.open_from, valid_to: place.open_to },
                successor: place.successor.as_ref().map(ToString::to_string),
                merged: false,
            };
            catalogue.locations.values().map(one).collect()
        }
    };
    found.sort_by_key(|one| one.name.to_lowercase());
    found
}

/// One entry as lists show it; 404 where there is none.
pub(super) fn listed(catalogue: &Catalogue, language: Language, (sort, id): (Sort, &str)) -> Result<Listed, Problem> {
    all(catalogue, language, sort).into_iter().find(|one| one.id == id).ok_or_else(Problem::not_found)
}
