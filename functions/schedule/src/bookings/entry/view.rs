//! The form as it is shown.

use axum::response::Response;
use domain::Language;
use domain::booking::BookingRefusal;
use domain::catalogue::Catalogue;
use domain::local_time;
use flows::bookings::FreeSlot;
use http::StatusCode;
use maud::{Markup, html};
use web::extract::FormState;
use web::ui::{self, Choices, Field, button, error_summary, form, hidden};
use web::{Page, format};

use super::{Standing, WAIT, Why};
use crate::word;

/// Where the form stands: on the public page, or at the desk.
pub(crate) struct Place<'a> {
    /// The visitor's language.
    pub(crate) language: Language,
    /// The word of the title of a form that nothing was said about yet.
    pub(crate) empty: &'static str,
    /// Where it is sent.
    pub(crate) action: &'a str,
    /// The session's own secret; empty on public pages.
    pub(crate) csrf: &'a str,
    /// The way back, in words and as a path.
    pub(crate) back: (String, String),
}

impl Place<'_> {
    /// What is said to whoever books for themselves, or at the desk to staff, of
    /// somebody else.
    const fn say(&self, own: &'static str, of_others: &'static str) -> &'static str {
        if self.csrf.is_empty() { own } else { of_others }
    }
}

/// The whole page around the form, with its status where it is shown again: for
/// what is wrong in it, or as its slot is not to be had.
pub(crate) fn render(
    page: Page<'_>,
    catalogue: &Catalogue,
    state: &FormState,
    standing: &Standing,
    place: &Place<'_>,
) -> Response {
    let page = page.title(&title(state, standing, place)).lead(lead(place.language, catalogue, standing));
    let page = match (state.is_refused(), standing.refused.is_some()) {
        (true, _) => page.refused(),
        (false, true) => page.status(StatusCode::CONFLICT),
        (false, false) => page,
    };
    page.render(body(catalogue, state, standing, place))
}

fn title(state: &FormState, standing: &Standing, place: &Place<'_>) -> String {
    let key = match &standing.refused {
        Some((Why::Taken(_), _)) => "slot-taken",
        Some((Why::Rule(refusal), _)) if refusal.is_of_own() => "problem-already-booked",
        Some((Why::Rule(BookingRefusal::Free), _)) => "book-free-again",
        Some((Why::Rule(_), _)) => "book-again",
        None if state.get("waiting") == "true" => "book-queue-title",
        None => place.empty,
    };
    word(place.language, key)
}

/// The line under it: which slot it is for.
fn lead(language: Language, catalogue: &Catalogue, standing: &Standing) -> String {
    let agency = catalogue.agency_name(&standing.agency);
    let place = catalogue.place_name(&standing.location);
    match standing.times {
        Some((start, end)) => {
            let day = format::day_long(language, start.date());
            format!("{day}, {} · {agency} · {place}", format::time_range(language, start.time(), end.time()))
        }
        None => format!("{agency} · {place}"),
    }
}

/// The form, with what was entered; where the slot is not to be had, with why
/// and with a choice of others.
fn body(catalogue: &Catalogue, state: &FormState, standing: &Standing, place: &Place<'_>) -> Markup {
    let language = place.language;
    let waiting = state.get("waiting") == "true";
    let refused = standing.refused.is_some();
    let of_own = matches!(&standing.refused, Some((Why::Rule(refusal), _)) if refusal.is_of_own());
    let others = options(language, catalogue, state, standing);
    let label = match (refused, waiting) {
        (false, true) => "book-wait",
        _ => "book-confirm",
    };
    html! {
        div class="narrow stack" {
            (error_summary(language, state))
            @if let Some((why, _)) = &standing.refused { (ui::warning(reason(language, why, place))) }
            @else if waiting { (ui::warning(word(language, place.say("book-waiting-how", "desk-waiting-how")))) }
            @if refused && others.is_empty() {
                @if !of_own { p { (word(language, "book-again-none")) } }
            } @else {
                (form(place.action, place.csrf, html! {
                    @for name in ["submission", "session", "slot", "service", "need", "waiting"] { (hidden(name, state.get(name))) }
                    @if refused { (choice(language, &others, state)) }
                    (fields(language, state, place))
                    p class="soft" { (word(language, place.say("book-privacy", "desk-privacy"))) }
                    (button(&word(language, label)))
                }))
            }
            p { a href=(place.back.1) { (place.back.0) } }
        }
    }
}

fn reason(language: Language, why: &Why, place: &Place<'_>) -> String {
    match why {
        Why::Taken(_) => word(language, place.say("slot-taken-lead", "desk-taken-lead")),
        // No other time of the agency will do.
        Why::Rule(BookingRefusal::Enough) => BookingRefusal::Enough.text(language).to_owned(),
        Why::Rule(refusal) => format!("{} {}", refusal.text(language), word(language, "book-again-kept")),
    }
}

/// What can be had instead: values and words.
fn options(language: Language, catalogue: &Catalogue, state: &FormState, standing: &Standing) -> Vec<(String, String)> {
    let Some((why, next)) = &standing.refused else { return Vec::new() };
    let other = |slot: &FreeSlot| {
        let place = catalogue.place_name(&slot.location);
        let value = format!("{} {}", slot.session, local_time::format(slot.local_start));
        (value, format!("{} · {place}", format::local(language, slot.local_start)))
    };
    let mut options: Vec<(String, String)> = next.iter().map(other).collect();
    let own = format!("{} {}", state.get("session"), state.get("slot"));
    match why {
        Why::Taken(_) => options.push((WAIT.to_owned(), word(language, "book-again-wait"))),
        Why::Rule(BookingRefusal::Free) => {
            let words = standing.times.map(|(start, _)| format::local(language, start)).unwrap_or_default();
            options.retain(|(value, _)| *value != own);
            options.insert(0, (own, words));
        }
        Why::Rule(BookingRefusal::Already | BookingRefusal::SameSession) => {
            let of_session = format!("{} ", state.get("session"));
            options.retain(|(value, _)| !value.starts_with(&of_session));
        }
        Why::Rule(BookingRefusal::Overlaps) => options.retain(|(value, _)| *value != own),
        Why::Rule(BookingRefusal::Enough) => options.clear(),
        Why::Rule(_) => {}
    }
    options
}

fn choice(language: Language, options: &[(String, String)], state: &FormState) -> Markup {
    let choices = Choices::one("at", &word(language, "book-again-choose")).required();
    options.iter().fold(choices, |choices, (value, words)| choices.option(value, words)).show(language, state)
}

fn fields(language: Language, state: &FormState, place: &Place<'_>) -> Markup {
    let label = |key: &str| word(language, key);
    let email_hint = label(place.say("book-email-hint", "desk-email-hint"));
    let note_hint = label(place.say("book-note-hint", "desk-note-hint"));
    // A browser knows who sits at the desk, not whom they book for.
    let fill = |own| place.say(own, "off");
    html! {
        (Field::new("name", &label("book-name")).autocomplete(fill("name")).required().max_length(200).show(language, state))
        (Field::new("email", &label("book-email")).kind("email").hint(&email_hint).autocomplete(fill("email")).required()
            .max_length(254).show(language, state))
        (Field::new("phone", &label("book-phone")).kind("tel").autocomplete(fill("tel")).max_length(40).show(language, state))
        (Field::new("company", &label("book-company")).autocomplete(fill("organization")).max_length(200).show(language, state))
        (Choices::one("language", &label("book-language")).option("fr", "Français").option("nl", "Nederlands")
            .option("en", "English").inline().show(language, state))
        (Field::new("note", &label("book-note")).lines(4).hint(&note_hint).max_length(2000).show(language, state))
    }
}

/// The form's field for a place in the request.
pub(super) fn field_of(pointer: &str) -> String {
    let parts: Vec<&str> = pointer.trim_start_matches('/').split('/').collect();
    match parts.as_slice() {
        ["member", ..] => "company",
        ["contact", field] => field,
        [field, ..] => field,
        [] => "",
    }
    .to_owned()
}
