//! What reasons and obstacles name, in the reader's language.

use crate::Language;
use crate::catalogue::Catalogue;
use crate::ids::{AgencyId, NeedTypeId, ServiceId};
use crate::language::pick;
use crate::need_type::Role;

/// Which version of a strategy it was and which step of it; nothing where that
/// was not written down.
pub(super) fn which(language: Language, named: String, place: Option<&str>, (version, step): (u32, u32)) -> String {
    if version == 0 {
        return named;
    }
    let place = place.map(|place| format!("{place}, ")).unwrap_or_default();
    let version_word = pick(language, "version", "versie", "version");
    let step_word = pick(language, "étape", "stap", "step");
    format!("{named} ({place}{version_word} {version}, {step_word} {step})")
}

pub(super) fn strategy(language: Language, need: &str, role: Role) -> String {
    match (language, role) {
        (Language::Fr, Role::Lead) => {
            format!("première agence de la stratégie pour «\u{a0}{need}\u{a0}»")
        }
        (Language::Fr, Role::Support) => {
            format!("agence d’appui de la stratégie pour «\u{a0}{need}\u{a0}»")
        }
        (Language::Nl, Role::Lead) => format!("eerste agentschap van de strategie voor “{need}”"),
        (Language::Nl, Role::Support) => {
            format!("ondersteunend agentschap van de strategie voor “{need}”")
        }
        (Language::En, Role::Lead) => format!("lead agency of the strategy for “{need}”"),
        (Language::En, Role::Support) => format!("support agency of the strategy for “{need}”"),
    }
}

pub(super) fn after(catalogue: &Catalogue, agency: &AgencyId, what: &str) -> String {
    format!("{} {what}", agency_name(agency, catalogue))
}

pub(super) fn need_label(id: &NeedTypeId, language: Language, catalogue: &Catalogue) -> String {
    catalogue.need_type(id).map_or_else(|| id.to_string(), |need_type| need_type.label.get(language).to_owned())
}

pub(super) fn service_name(id: &ServiceId, language: Language, catalogue: &Catalogue) -> String {
    catalogue.services.get(id).map_or_else(|| id.to_string(), |service| service.name.get(language).to_owned())
}

pub(super) fn agency_name(id: &AgencyId, catalogue: &Catalogue) -> String {
    catalogue.agency_name(id).to_owned()
}

pub(super) fn named_agency(id: &str, catalogue: &Catalogue) -> String {
    AgencyId::parse(id).map_or_else(|_| id.to_owned(), |id| agency_name(&id, catalogue))
}
