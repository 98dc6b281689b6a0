//! The form of a place: what its fields mean, and what a place looks like in
//! them.

use chrono::NaiveTime;
use domain::field_error::{Expected, Problem as Wrong};
use domain::location::{ClosingDays, Location};
use domain::notice::Wish;
use domain::{Language, Text};
use maud::{Markup, html};
use web::extract::FormState;
use web::i18n::text;
use web::ui::{self, ChoiceOption, Choices, Field};

use super::list::span;
use crate::entries::fields;
use crate::shown::{wish_of, wishes};
use crate::{LOCALES, word};

/// Spans of opening hours of a place at most.
const SPANS: usize = 6;
/// Spans that are offered where fewer are said.
const OFFERED: usize = 2;
/// Desks of a place at most.
const DESKS: u32 = 500;
/// Closing days of a place at most.
const CLOSINGS: usize = 100;

fn key(closing: &ClosingDays) -> String {
    format!("{}/{}", closing.from, closing.to)
}

/// The form over a stored place.
pub(super) fn state_of(location: &Location, version: u64) -> FormState {
    let mut values = vec![
        ("version".to_owned(), version.to_string()),
        ("desks".to_owned(), location.desks.to_string()),
        ("building".to_owned(), location.building.clone().unwrap_or_default()),
        ("notices".to_owned(), wish_of(location.notices)),
        ("email".to_owned(), location.email.as_ref().map(|email| email.as_str().to_owned()).unwrap_or_default()),
    ];
    for (at, (from, to)) in location.opening_hours.iter().enumerate() {
        values.extend([(format!("open_{at}"), from.clone()), (format!("close_{at}"), to.clone())]);
    }
    values.extend(location.closing_days.iter().map(|closing| ("closing".to_owned(), key(closing))));
    FormState::filled(values)
}

/// The place as it was entered; what is wrong is put beside its field, in the order of
/// the form.
pub(super) fn entered(before: &Location, state: &mut FormState) -> Location {
    Location {
        opening_hours: hours(state),
        desks: desks(state),
        building: fields::line(state, "building", 60),
        email: if state.get("email").is_empty() { None } else { fields::email(state, "email") },
        notices: Wish::from_code(state.get("notices")),
        closing_days: closing_days(before, state),
        ..before.clone()
    }
}

/// The closing days that stay, and those that are added.
fn closing_days(before: &Location, state: &mut FormState) -> Vec<ClosingDays> {
    let stays = |closing: &&ClosingDays| state.has("closing", &key(closing));
    let mut closing_days: Vec<ClosingDays> = before.closing_days.iter().filter(stays).cloned().collect();
    if let Some((from, to)) = fields::span(state, ("close_from", "close_to")) {
        closing_days.push(ClosingDays { from, to, reason: reason(state) });
    }
    closing_days.sort_by_key(|closing| (closing.from, closing.to));
    if closing_days.len() > CLOSINGS {
        state.wrong("close_from", Wrong::TooMany(CLOSINGS));
    }
    closing_days
}

/// How many desks there are; 0 where that is not said.
fn desks(state: &mut FormState) -> u32 {
    let wrong = match state.get("desks").parse() {
        Ok(desks @ 0..=DESKS) => return desks,
        Err(_) if state.get("desks").is_empty() => return 0,
        Ok(_) => Wrong::OutOfRange(0, DESKS.into()),
        Err(_) => Wrong::WrongType(Expected::Number),
    };
    state.wrong("desks", wrong);
    0
}

/// Why it is closed, in the three languages; where one is not written, another stands.
fn reason(state: &mut FormState) -> Option<Text> {
    let [fr, nl, en] = ["fr", "nl", "en"].map(|tag| fields::line(state, &format!("close_{tag}"), 300));
    let any = fr.clone().or_else(|| nl.clone()).or_else(|| en.clone())?;
    Some(Text { fr: fr.unwrap_or_else(|| any.clone()), nl: nl.unwrap_or(any), en })
}

/// The spans entered; a span of which nothing is entered is none.
fn hours(state: &mut FormState) -> Vec<(String, String)> {
    let mut spans = Vec::new();
    for at in 0..SPANS {
        let given = |name: &str| state.get(&format!("{name}_{at}")).chars().take(5).collect::<String>();
        let (from, to) = (given("open"), given("close"));
        if from.is_empty() && to.is_empty() {
            continue;
        }
        let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").ok();
        if time(&from).zip(time(&to)).is_some_and(|(from, to)| from < to) {
            spans.push((from, to));
        } else {
            state.blame(&format!("open_{at}"), text(&LOCALES, "place-hours-form"));
        }
    }
    spans
}

/// The fields.
pub(super) fn show(language: Language, before: &Location, state: &FormState) -> Markup {
    let label = |key: &str| word(language, key);
    let spans = fields::rows(state, "open", before.opening_hours.len()).clamp(OFFERED, SPANS);
    let number = |key: &str, at: usize| format!("{} {}", label(key), at + 1);
    html! {
        (ui::hidden("version", state.get("version")))
        fieldset class="choices" {
            legend { (label("place-hours")) }
            p class="hint" { (label("place-hours-hint")) }
            @for at in 0..spans {
                div class="form-row" {
                    (Field::new(&format!("open_{at}"), &number("place-open", at)).kind("time").show(language, state))
                    (Field::new(&format!("close_{at}"), &number("place-close", at)).kind("time").show(language, state))
                }
            }
        }
        (Field::new("desks", &label("place-desks")).kind("number").between(0, DESKS).hint(&label("place-desks-hint")).show(language, state))
        (Field::new("building", &label("place-building")).max_length(60).hint(&label("place-building-hint")).show(language, state))
        (Field::new("email", &label("place-email")).kind("email").max_length(254).hint(&label("place-email-hint")).show(language, state))
        (wishes(language, ("place-notices", "place-notices-usual"), state))
        @if !before.closing_days.is_empty() {
            (Choices::many("closing", &label("place-closing")).hint(&label("place-closing-hint"))
                .options(before.closing_days.iter().map(|closing| ChoiceOption::new(key(closing), span(language, closing)))).show(language, state))
        }
        fieldset class="choices" {
            legend { (label("place-close-new")) }
            div class="form-row" {
                (Field::new("close_from", &label("place-close-from")).kind("date").show(language, state))
                (Field::new("close_to", &label("place-close-to")).kind("date").show(language, state))
            }
            @for tag in ["fr", "nl", "en"] {
                (Field::new(&format!("close_{tag}"), &label(&format!("place-close-{tag}"))).max_length(300).show(language, state))
            }
        }
        p class="actions" { (ui::button(&label("place-save"))) }
    }
}
