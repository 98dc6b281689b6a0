//! "You said, we did".

use domain::Language;
use domain::suggestion::{Suggestion, SuggestionState};
use maud::{Markup, html};

use super::{Icon, Tone, badge, card};
use crate::LOCALES;
use crate::i18n::t;

/// What people said of a place or an agency, and what came of it; nothing where
/// nothing was answered.
pub fn said_and_done(language: Language, told: &[Suggestion]) -> Markup {
    if told.is_empty() {
        return Markup::default();
    }
    let state = |state: SuggestionState| {
        let (tone, icon) = match state {
            SuggestionState::Done => (Tone::Green, Icon::Check),
            SuggestionState::No => (Tone::Plain, Icon::Dot),
            SuggestionState::New | SuggestionState::Planned => (Tone::Sky, Icon::Clock),
        };
        badge(tone, icon, &t(&LOCALES, language, &format!("said-{}", state.code())))
    };
    let body = html! {
        @for one in told {
            div class="quote" {
                p { "«\u{a0}" (one.text) "\u{a0}»" }
                @if let Some(answer) = &one.answer { p { (state(one.state)) " " (answer.get(language)) } }
            }
        }
    };
    card(&t(&LOCALES, language, "said-title"), body)
}
