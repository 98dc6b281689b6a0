//! Where the form by which a need is stated stands: on a page of the product, or in
//! a frame of a place's own site.

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::ids::LocationId;
use web::Visit;
use web::page::{Look, Nav, Page};

/// Where the form stands.
pub(super) enum Door {
    /// A page of the product.
    Page,
    /// A frame in the site of a place. No cookie is read or set there: whoever fills it
    /// in is nobody of the staff, and its address carries language and look.
    Frame(LocationId, Look),
}

impl Door {
    /// Where the form is sent.
    pub(super) fn action(&self, visit: &Visit) -> String {
        match self {
            Self::Page => "/needs/new".to_owned(),
            Self::Frame(..) => visit.in_language(visit.language),
        }
    }

    /// Where another need is stated; out of a frame, on a page of the product.
    pub(super) fn anew(&self) -> String {
        match self {
            Self::Page => "/needs/new".to_owned(),
            Self::Frame(place, _) => format!("/needs/new?location={place}"),
        }
    }

    /// Where it leads once the need is there.
    pub(super) fn sent(&self, visit: &Visit) -> String {
        match self {
            Self::Page => "/needs/sent".to_owned(),
            Self::Frame(place, look) => {
                let path = look.of(&format!("/embed/locations/{place}/need/sent"));
                format!("{path}&lang={}", visit.language.tag())
            }
        }
    }

    /// The page around it.
    pub(super) fn page<'a>(&self, visit: &'a Visit) -> Page<'a> {
        match self {
            Self::Page => Page::public(visit).nav(Nav::StateNeed),
            Self::Frame(_, look) => Page::embed(visit, *look),
        }
    }

    /// The place that needs not be asked for: the site's own, while it is open.
    pub(super) fn place(&self, catalogue: &Catalogue, day: NaiveDate) -> Option<&LocationId> {
        match self {
            Self::Page => None,
            Self::Frame(place, _) => {
                Some(place).filter(|place| catalogue.locations_on(day).any(|one| one.id == **place))
            }
        }
    }
}
