//! Words of this function's catalogue, and names as people use them.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::{AgencyId, LocationId};
use domain::staff::StaffRole;
use store::repos::needs::NeedTypeEntry;
use web::i18n::FluentValue;

use crate::LOCALES;

/// One message.
pub(crate) fn word(language: Language, key: &str) -> String {
    web::t(&LOCALES, language, key)
}

/// One message with values.
pub(crate) fn word_with(language: Language, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
    web::t_args(&LOCALES, language, key, args)
}

/// The name people use of an agency; its id where the directory has it no more.
pub(crate) fn agency(catalogue: &Catalogue, id: &AgencyId) -> String {
    catalogue.agencies.get(id).map_or_else(|| id.to_string(), |agency| agency.short.clone())
}

/// The name of a location.
pub(crate) fn location(catalogue: &Catalogue, id: &LocationId) -> String {
    catalogue.locations.get(id).map_or_else(|| id.to_string(), |location| location.name.clone())
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
