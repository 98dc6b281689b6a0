//! Names as people use them.

use crate::word;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::{AgencyId, LocationId};
use domain::staff::StaffRole;
use store::repos::needs::NeedTypeEntry;

/// The name people use of an agency; its id where the directory has it no more.
pub(crate) fn agency(catalogue: &Catalogue, id: &AgencyId) -> String {
    catalogue.agency_name(id).to_owned()
}

/// The name of a location.
pub(crate) fn location(catalogue: &Catalogue, id: &LocationId) -> String {
    catalogue.place_name(id).to_owned()
}

/// With a capital at its beginning.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// What is needed, in a few words.
pub(crate) fn need_types(language: Language, catalogue: &Catalogue, kinds: &[NeedTypeEntry]) -> String {
    let label = |NeedTypeEntry { id, .. }: &NeedTypeEntry| {
        catalogue.need_type(id).map_or_else(|| id.to_string(), |need_type| need_type.label.get(language).to_owned())
    };
    kinds.iter().map(label).collect::<Vec<_>>().join(", ")
}

/// A role with what it is bound to: `Conseiller · Innoviris`.
pub(crate) fn role(language: Language, catalogue: &Catalogue, role: &StaffRole) -> String {
    match role {
        StaffRole::Coordinator => word(language, "role-coordinator"),
        StaffRole::Adviser { agency: id } => format!("{} · {}", word(language, "role-adviser"), agency(catalogue, id)),
        StaffRole::Host { location: id } => format!("{} · {}", word(language, "role-host"), location(catalogue, id)),
    }
}
