//! Where the form by which a need is stated stands: on a page of the product, in a
//! frame of a place's own site, or below a member's page in the console.

use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::{LocationId, MemberId};
use domain::member::MemberField;
use domain::need::Agreed;
use web::Visit;
use web::page::{Look, Nav, Page};

use super::for_member::ForMember;
use crate::word;

/// What the form says to the member. Each has a second message, with `-for` after its
/// name, that says it of the member to the staff.
const SAID_TO_MEMBER: &str = "new-title new-lead new-location new-location-hint new-description \
                              new-description-hint new-need-types-hint new-name new-email-hint new-language new-consent-title \
                              new-consent-hint new-place new-notice-title new-send";

/// Where the form stands.
pub(super) enum Door {
    /// A page of the product.
    Page,
    /// A frame in the site of a place. No cookie is read or set there: whoever fills it
    /// in is nobody of the staff, and its address carries language and look.
    Frame(LocationId, Look),
    /// A page of the console, on which staff states a need for a member.
    Console(Box<ForMember>),
}

impl Door {
    /// A word of the form, as whoever fills it in reads it.
    pub(super) fn word(&self, language: Language, key: &str) -> String {
        match self {
            Self::Console(_) if SAID_TO_MEMBER.split(' ').any(|said| said == key) => {
                word(language, &format!("{key}-for"))
            }
            _ => word(language, key),
        }
    }

    /// The version of the words by which the need is shared.
    pub(super) fn agreement(&self) -> &'static str {
        match self {
            Self::Page | Self::Frame(..) => Agreed::BY_MEMBER,
            Self::Console(_) => Agreed::FOR_MEMBER,
        }
    }

    /// The member whose need it is, where that is settled.
    pub(super) fn member(&self) -> Option<&MemberId> {
        match self {
            Self::Page | Self::Frame(..) => None,
            Self::Console(whom) => Some(&whom.case.member.id),
        }
    }

    /// What needs not be typed in: what is known of the member, else the visitor's
    /// language where they chose it.
    pub(super) fn known(&self, visit: &Visit) -> Vec<(&'static str, String)> {
        match self {
            Self::Page | Self::Frame(..) => {
                visit.decided.then(|| ("language", visit.language.tag().to_owned())).into_iter().collect()
            }
            Self::Console(whom) => whom.known(),
        }
    }

    /// What is known of the member in these fields, as a form has it.
    pub(super) fn facts(&self, fields: &[&MemberField]) -> Vec<(String, String)> {
        match self {
            Self::Page | Self::Frame(..) => Vec::new(),
            Self::Console(whom) => whom.facts(fields),
        }
    }

    /// What proves that the form is of our own page.
    pub(super) fn csrf(&self) -> &str {
        match self {
            Self::Page | Self::Frame(..) => "",
            Self::Console(whom) => &whom.staff.csrf,
        }
    }

    /// Where the form is sent.
    pub(super) fn action(&self, visit: &Visit) -> String {
        match self {
            Self::Page | Self::Console(_) => self.anew(),
            Self::Frame(..) => visit.in_language(visit.language),
        }
    }

    /// Where another need is stated; out of a frame, on a page of the product.
    pub(super) fn anew(&self) -> String {
        match self {
            Self::Page => "/needs/new".to_owned(),
            Self::Frame(place, _) => format!("/needs/new?location={place}"),
            Self::Console(whom) => format!("/needs/new?member={}", whom.case.member.id),
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
            Self::Console(whom) => format!("{}?done=need", whom.path()),
        }
    }

    /// The page around it.
    pub(super) fn page<'a>(&'a self, visit: &'a Visit) -> Page<'a> {
        match self {
            Self::Page => Page::public(visit).nav(Nav::StateNeed),
            Self::Frame(_, look) => Page::embed(visit, *look),
            Self::Console(whom) => whom.page(visit),
        }
    }

    /// The place that needs not be asked for: the site's own, while it is open.
    pub(super) fn place(&self, catalogue: &Catalogue, day: NaiveDate) -> Option<&LocationId> {
        match self {
            Self::Page | Self::Console(_) => None,
            Self::Frame(place, _) => {
                Some(place).filter(|place| catalogue.locations_on(day).any(|one| one.id == **place))
            }
        }
    }
}
