//! Asking once before a change that people with an appointment would notice:
//! how many move, how many lose theirs. What was entered is carried in hidden
//! fields. Where somebody books or cancels meanwhile, the numbers are others and
//! it asks again.

use domain::Language;
use maud::{Markup, html};

use crate::extract::FormState;
use crate::{LOCALES, t, t_args, ui};

/// The field that holds what was said when it was asked.
const ASKED: &str = "asked";

/// How many appointments a change touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asking {
    /// They get another time or place.
    pub moved: usize,
    /// They are no more.
    pub lost: usize,
}

impl Asking {
    /// Whether the change has still to be asked for.
    pub fn is_needed(self, state: &FormState) -> bool {
        (self.moved, self.lost) != (0, 0) && state.get(ASKED) != self.said()
    }

    fn said(self) -> String {
        format!("{}-{}", self.moved, self.lost)
    }

    /// The title of the page that asks.
    pub fn title(language: Language) -> String {
        t(&LOCALES, language, "ask-title")
    }

    /// What it says of those who lose their appointment.
    pub fn lost(self, language: Language) -> Markup {
        count(language, "ask-lost", self.lost)
    }

    /// What it says of whoever is touched.
    pub fn told(language: Language) -> String {
        t(&LOCALES, language, "ask-told")
    }

    /// The page that asks; `action` is where the form was sent and `back` where
    /// nothing happens.
    pub fn body(self, language: Language, csrf: &str, state: &FormState, (action, back): (&str, &str)) -> Markup {
        html! {
            div class="narrow stack" {
                (self.lost(language))
                (count(language, "ask-moved", self.moved))
                p { (Self::told(language)) }
                (ui::form(action, csrf, html! {
                    @for (name, value) in state.values.iter().filter(|(name, _)| name != ASKED) { (ui::hidden(name, value)) }
                    p class="actions" {
                        (ui::button_danger(&t(&LOCALES, language, "ask-do"), ASKED, &self.said()))
                        a href=(back) { (t(&LOCALES, language, "ask-back")) }
                    }
                }))
            }
        }
    }
}

fn count(language: Language, key: &str, number: usize) -> Markup {
    html! { @if number > 0 { (ui::warning(t_args(&LOCALES, language, key, &[("n", number.into())]))) } }
}
