//! One permanence of an agency's part: who, how often, why, what was said of it, and
//! the forms that answer.

use maud::{Markup, html};
use rota_planner::{Assignment, Change};
use web::extract::FormState;
use web::{format, ui};

use super::{Opened, change_key, rhythm, told};
use crate::{reasons, times, word, word_with};

impl Opened {
    /// The card; `state` is what was sent, and is shown in the form that it was sent
    /// with.
    pub(super) fn assignment(&self, one: &Assignment, is_open: bool, state: &FormState) -> Markup {
        let language = self.visit.language;
        let title =
            std::format!("{}, {}", self.part.catalogue.place_name(&one.place), format::local(language, one.start));
        let because = |reason| reasons::because(language, &self.part.catalogue, reason);
        let (first, others) = one.because.split_at(one.because.len().min(1));
        html! {
            section class="card" id={ "a-" (one.id) } {
                h2 { (title) }
                p { (self.part.team.name(&one.adviser)) " · " (rhythm(language, one)) " · " (word(language, change_key(&one.change))) }
                @if let Some(was) = self.was(one) { p { (was) } }
                @for reason in first { p class="because" { (because(reason)) } }
                @if !others.is_empty() {
                    details {
                        summary { (word(language, "answer-why")) }
                        ul { @for reason in others { li { (because(reason)) } } }
                    }
                }
                @if let Some(said) = self.part.said_of(one) {
                    p {
                        strong { (told::said_words(language, said)) }
                        @if said.is_by_others() { " " span class="soft" { (word(language, "noted-by-us")) } }
                    }
                }
                @if self.part.is_left_out(&one.id) { p { (word(language, "answer-left-out")) } }
                @if is_open { (self.forms(one, state)) }
            }
        }
    }

    fn forms(&self, one: &Assignment, state: &FormState) -> Markup {
        let language = self.visit.language;
        let path = std::format!("/p/{}", self.token);
        let empty = FormState::default();
        let times = self.part.facts.as_ref().map(|facts| times::choices(language, facts, one)).unwrap_or_default();
        let is_refused = state.is_refused() && state.get("assignment") == one.id;
        // Each form with what was sent with it, and with its own errors.
        let sent = |says: &str| is_refused && state.get("says") == says;
        let of = |says: &str| if sent(says) { state } else { &empty };
        let field = |says: &str, name: &str, words: &str| {
            let field = ui::Field::new(name, &word(language, words));
            if sent(says) { field } else { field.among(&std::format!("{says}-{}", one.id)) }
        };
        html! {
            (ui::form(&path, "", html! {
                (ui::hidden("assignment", &one.id))
                p class="actions" {
                    (ui::button_secondary(&word(language, "answer-yes"), "says", "yes"))
                }
            }))
            details open[is_refused] {
                summary { (word(language, "answer-otherwise")) }
                (ui::form(&path, "", html! {
                    (ui::hidden("assignment", &one.id))
                    (field("no", "reason", "answer-reason").max_length(500).lines(2).required().show(language, of("no")))
                    p class="actions" { (ui::button_secondary(&word(language, "answer-no"), "says", "no")) }
                }))
                (ui::form(&path, "", html! {
                    (ui::hidden("assignment", &one.id))
                    (field("other", "time", "answer-time").select(times).required().show(language, of("other")))
                    (field("other", "reason", "answer-beside").max_length(500).lines(2).show(language, of("other")))
                    p class="actions" { (ui::button_secondary(&word(language, "answer-other"), "says", "other")) }
                }))
            }
        }
    }

    /// Of what is moved, when it is today and who is there.
    fn was(&self, one: &Assignment) -> Option<String> {
        let language = self.visit.language;
        let (today, start) = self.part.facts.as_ref().and_then(|facts| flows::plans::instead_of(facts, one))?;
        let is_one_session = matches!(one.change, Change::Held { .. });
        let when = if is_one_session { format::local(language, start) } else { times::weekly(language, start) };
        let names = today.advisers.iter().map(|id| self.part.team.name(id).to_owned());
        let place = (today.place != one.place).then(|| self.part.catalogue.place_name(&today.place).to_owned());
        let words: Vec<String> = place.into_iter().chain([when]).chain(names).collect();
        Some(word_with(language, "answer-was", &[("today", words.join(", ").into())]))
    }
}
