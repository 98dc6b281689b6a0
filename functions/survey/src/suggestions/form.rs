//! The form of a suggestion.

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::ids::{AgencyId, LocationId, StaffId};
use domain::staff::Staff;
use domain::suggestion::{SuggestionDraft, SuggestionState};
use domain::{Language, Text};
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::FormState;
use web::ui::{self, ChoiceOption, Choices, Field};

use crate::word;

#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct SuggestionForm {
    #[serde(default)]
    text: String,
    #[serde(default)]
    place: Option<LocationId>,
    #[serde(default)]
    agency: Option<AgencyId>,
    state: SuggestionState,
    #[serde(default)]
    answer_fr: String,
    #[serde(default)]
    answer_nl: String,
    #[serde(default)]
    answer_en: String,
    #[serde(default)]
    owner: Option<StaffId>,
    #[serde(default)]
    due: Option<NaiveDate>,
}

impl SuggestionForm {
    pub(super) fn into_draft(self) -> SuggestionDraft {
        let Self { text, place, agency, state, answer_fr: fr, answer_nl: nl, answer_en: en, owner, due } = self;
        let answer = Some(Text { fr, nl, en: Some(en) });
        SuggestionDraft { text, place, agency, state: Some(state), answer, owner, due }
    }
}

/// The field of a pointer: `/answer/fr` is `answer_fr`.
pub(super) fn field(pointer: &str) -> String {
    pointer.trim_start_matches('/').replace('/', "_")
}

pub(super) fn show(
    language: Language,
    (catalogue, owners): (&Catalogue, &[Staff]),
    (action, csrf): (&str, &str),
    state: &FormState,
) -> Markup {
    let word = |key: &str| word(language, key);
    let places = ui::places(catalogue.locations.values());
    let agencies = ui::agencies(catalogue.agencies.values());
    let owners = owners.iter().map(|staff| (staff.id.to_string(), staff.name.clone()));
    let states = SuggestionState::ALL
        .map(|state| ChoiceOption::new(state.code(), word(&format!("suggestion-{}", state.code()))));
    let inside = html! {
        (ui::hidden("version", state.get("version")))
        (Field::new("text", &word("suggestion-text")).hint(&word("suggestion-text-hint")).lines(3).required().max_length(1_500).show(language, state))
        (Choices::one("state", &word("list-state")).required().options(states).show(language, state))
        div class="form-row" {
            (Field::new("place", &word("new-location")).select(places).show(language, state))
            (Field::new("agency", &word("new-agency")).select(agencies).show(language, state))
        }
        (Field::new("answer_fr", &word("suggestion-answer-fr")).hint(&word("suggestion-answer-hint")).lines(2).max_length(600).show(language, state))
        (Field::new("answer_nl", &word("suggestion-answer-nl")).lines(2).max_length(600).show(language, state))
        (Field::new("answer_en", &word("suggestion-answer-en")).lines(2).max_length(600).show(language, state))
        div class="form-row" {
            (Field::new("owner", &word("suggestion-owner")).select(owners).show(language, state))
            (Field::new("due", &word("suggestion-due")).kind("date").show(language, state))
        }
        p class="actions" { (ui::button(&word("suggestion-save"))) }
    };
    ui::form(action, csrf, inside)
}
