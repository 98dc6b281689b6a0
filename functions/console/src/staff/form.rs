//! The fields of a person, for inviting and for changing.

use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use maud::{Markup, html};
use web::extract::FormState;
use web::ui::{self, Choices, Field};

use super::RoleCode;
use crate::word;

/// What the fields are called where something is wrong with them.
pub(super) fn labels(language: Language) -> [(&'static str, String); 6] {
    ["name", "email", "role", "agency", "location", "language"]
        .map(|field| (field, word(language, &format!("field-{field}"))))
}

/// Name, address, role with what it is bound to, language.
pub(super) fn fields(language: Language, catalogue: &Catalogue, day: NaiveDate, state: &FormState) -> Markup {
    let word = |key: &str| word(language, key);
    let roles =
        RoleCode::ALL.into_iter().fold(Choices::one("role", &word("field-role")).required(), |choices, role| {
            choices.option(role.code(), word(&format!("role-{}-does", role.code())))
        });
    let languages = Language::ALL.map(|tongue| (tongue.tag(), word(&format!("language-{}", tongue.tag()))));
    html! {
        (Field::new("name", &word("field-name")).max_length(200).required().show(language, state))
        (Field::new("email", &word("field-email")).kind("email").max_length(254).required().show(language, state))
        (roles.show(language, state))
        (Field::new("agency", &word("field-agency")).select(ui::agencies(catalogue.agencies_on(day))).hint(&word("field-agency-hint")).depends().show(language, state))
        (Field::new("location", &word("field-location")).select(ui::places(catalogue.locations_on(day))).hint(&word("field-location-hint")).depends().show(language, state))
        (Field::new("language", &word("field-language")).select(languages).hint(&word("field-language-hint")).show(language, state))
    }
}
