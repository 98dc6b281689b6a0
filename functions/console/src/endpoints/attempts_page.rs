//! What came of telling an endpoint, on its page.

use domain::Language;
use domain::ids::EndpointId;
use maud::{Markup, html};
use web::ui::{self, Icon, Table, Tone};
use web::{Desk, format};

use super::attempts::AttemptView;
use crate::{word, word_with};

/// The attempts, each with its answer, and a button to send it again.
pub(super) fn table(desk: &Desk, endpoint: &EndpointId, attempts: &[AttemptView]) -> Markup {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let empty = Table::named(word, "attempts-title", &["attempt-when", "attempt-event", "attempt-answer", ""]);
    let table = attempts.iter().fold(empty, |table, attempt| {
        table.row(vec![
            html! { (format::instant(language, attempt.at)) p class="because" { (word_with(language, "attempt-number", &[("n", attempt.number.into())])) } },
            html! { strong { code { (attempt.event_type) } } p class="because" { code { (attempt.webhook_id) } } },
            html! {
                (badge(language, attempt))
                @if !attempt.answer.is_empty() { p class="because answer" { (attempt.answer) } }
                @if let Some(next) = next(language, attempt) { p class="because" { (next) } }
            },
            ui::form(&format!("/console/endpoints/{endpoint}/resend"), &desk.staff.csrf, html! {
                button class="button secondary" type="submit" name="attempt" value=(attempt.id)
                    aria-label={ (word("do-resend")) ": " (attempt.event_type) ", " (format::instant(language, attempt.at)) } { (word("do-resend")) }
            }),
        ])
    });
    if table.is_empty() {
        return ui::empty(&word("attempts-none"), word("attempts-none-how"));
    }
    ui::card(&word("attempts-title"), table.show())
}

fn badge(language: Language, attempt: &AttemptView) -> Markup {
    let args = [("status", attempt.status.unwrap_or_default().to_string().into()), ("ms", attempt.took_ms.into())];
    let words = word_with(language, &format!("attempt-{}", attempt.outcome.replace('_', "-")), &args);
    match attempt.outcome.as_str() {
        "taken" => ui::badge(Tone::Green, Icon::Check, &words),
        "off" => ui::badge(Tone::Plain, Icon::Clock, &words),
        _ => ui::badge(Tone::Red, Icon::Cross, &words),
    }
}

/// What becomes of it.
fn next(language: Language, attempt: &AttemptView) -> Option<String> {
    match (attempt.state, attempt.due_at) {
        (Some("waiting"), Some(at)) => {
            Some(word_with(language, "attempt-again", &[("at", format::instant(language, at).into())]))
        }
        (Some("given_up"), _) if attempt.outcome != "taken" => Some(word(language, "attempt-given-up")),
        (Some("taken"), _) if attempt.outcome != "taken" => Some(word(language, "attempt-taken-since")),
        _ => None,
    }
}
