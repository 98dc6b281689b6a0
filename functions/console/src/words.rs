//! Names as people use them.

use crate::word;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::staff::StaffRole;
use store::repos::needs::NeedTypeEntry;

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
        StaffRole::Adviser { agency } => {
            format!("{} · {}", word(language, "role-adviser"), catalogue.agency_name(agency))
        }
        StaffRole::Host { location } => format!("{} · {}", word(language, "role-host"), catalogue.place_name(location)),
    }
}
