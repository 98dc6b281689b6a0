//! The form of a digest: what is added for this place, and what is left out.

use domain::Language;
use domain::inform::{Digest, Part};
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::FormState;
use web::ui::{self, ChoiceOption, Choices};

use crate::{items, word};

/// The fields beside those of the items.
#[derive(Debug, Clone, Deserialize, Validate)]
pub(super) struct DigestForm {
    pub(super) version: u64,
    #[serde(default)]
    pub(super) without: Vec<Part>,
}

/// The form over a digest.
pub(super) fn state_of(digest: &Digest, version: u64) -> FormState {
    let mut values = items::filled(&digest.items);
    values.push(("version".to_owned(), version.to_string()));
    values.extend(digest.without.iter().map(|part| ("without".to_owned(), part.code().to_owned())));
    FormState::filled(values)
}

/// The form itself.
pub(super) fn show(language: Language, (path, csrf): (&str, &str), state: &FormState) -> Markup {
    let word = |key: &str| word(language, key);
    let parts = Part::ALL.map(|part| ChoiceOption::new(part.code(), word(&format!("part-{}", part.code()))));
    ui::form(
        path,
        csrf,
        html! {
            (ui::hidden("version", state.get("version")))
            (Choices::many("without", &word("digest-without")).hint(&word("digest-without-hint")).options(parts).show(language, state))
            (items::show(language, state))
            p class="actions" { (ui::button(&word("digest-save"))) }
        },
    )
}
