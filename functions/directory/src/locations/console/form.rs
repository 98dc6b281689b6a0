//! The form of a place: what its fields mean, and what a place looks like in
//! them.

use chrono::{NaiveDate, NaiveTime};
use domain::contact::EmailAddress;
use domain::field_error::{Expected, FieldError, Problem as Wrong};
use domain::location::{ClosingDays, Location};
use domain::notice::Wish;
use domain::{Language, Text};
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::FormState;
use web::i18n::text;
use web::ui::{self, ChoiceOption, Choices, Field};

use super::list::span;
use crate::shown::{wish_of, wishes};
use crate::{LOCALES, word};

/// Spans of opening hours of a place at most.
const SPANS: usize = 6;
/// Spans that are offered where fewer are said.
const OFFERED: usize = 2;
/// Closing days of a place at most.
const CLOSINGS: usize = 100;

/// The fields that are not spans of hours, which are read one by one.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct LocationForm {
    /// The version that the form was filled in over.
    pub(super) version: Option<u64>,
    #[validate(range(max = 500))]
    desks: Option<u32>,
    #[validate(length(max = 60))]
    building: Option<String>,
    notices: Option<String>,
    #[validate(length(max = 254))]
    email: Option<String>,
    /// The closing days that stay, as `from/to`.
    closing: Vec<String>,
    close_from: Option<String>,
    close_to: Option<String>,
    #[validate(length(max = 300))]
    close_fr: Option<String>,
    #[validate(length(max = 300))]
    close_nl: Option<String>,
    #[validate(length(max = 300))]
    close_en: Option<String>,
}

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

impl LocationForm {
    /// What is read one by one, of a form that has something else wrong.
    pub(super) fn rest(state: &FormState) -> Self {
        let given = |name: &str| Some(state.get(name).to_owned());
        let closing = state.values.iter().filter(|(name, _)| name == "closing");
        Self {
            email: given("email"),
            closing: closing.map(|(_, value)| value.clone()).collect(),
            close_from: given("close_from"),
            close_to: given("close_to"),
            ..Self::default()
        }
    }

    /// The place as it was entered; what is wrong is put beside its field.
    pub(super) fn apply(self, before: &Location, state: &mut FormState) -> Option<Location> {
        let hours = hours(state);
        let mut closing_days = before.closing_days.clone();
        closing_days.retain(|closing| self.closing.contains(&key(closing)));
        closing_days.extend(self.added(state));
        let email = self.email.as_deref().map(str::trim).filter(|email| !email.is_empty());
        let email = email.and_then(|email| {
            let read = EmailAddress::parse(email).ok();
            if read.is_none() {
                blame(state, "email", Wrong::WrongType(Expected::Email));
            }
            read
        });
        closing_days.sort_by_key(|closing| (closing.from, closing.to));
        if closing_days.len() > CLOSINGS {
            blame(state, "close_from", Wrong::TooMany(CLOSINGS));
        }
        if state.is_refused() {
            return None;
        }
        Some(Location {
            opening_hours: hours,
            desks: self.desks.unwrap_or_default(),
            building: self.building.filter(|building| !building.is_empty()),
            notices: self.notices.as_deref().and_then(Wish::from_code),
            email,
            closing_days,
            ..before.clone()
        })
    }

    /// The closing days that are added; one day where no last one is named.
    fn added(&self, state: &mut FormState) -> Option<ClosingDays> {
        let given = |day: &Option<String>| day.clone().filter(|day| !day.is_empty());
        let (from, to) = (given(&self.close_from), given(&self.close_to));
        if from.is_none() && to.is_none() {
            return None;
        }
        let mut day = |text: Option<String>, name: &str| {
            let read = text.and_then(|text| text.parse::<NaiveDate>().ok());
            if read.is_none() {
                blame(state, name, Wrong::WrongType(Expected::Date));
            }
            read
        };
        let from = day(from, "close_from")?;
        let to = if to.is_some() { day(to, "close_to")? } else { from };
        if to < from {
            blame(state, "close_to", Wrong::EndsBeforeItBegins);
            return None;
        }
        Some(ClosingDays { from, to, reason: self.reason() })
    }

    /// The reason in the three languages; where one is not written, another stands.
    fn reason(&self) -> Option<Text> {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let (fr, nl, en) = (given(&self.close_fr), given(&self.close_nl), given(&self.close_en));
        let any = fr.clone().or_else(|| nl.clone()).or_else(|| en.clone())?;
        Some(Text { fr: fr.unwrap_or_else(|| any.clone()), nl: nl.unwrap_or(any), en })
    }
}

fn blame(state: &mut FormState, name: &str, wrong: Wrong) {
    state.blame_all(vec![FieldError::new(format!("/{name}"), wrong)], |_| name.to_owned());
}

/// What the fields are called, as a summary of what is wrong names them.
pub(super) fn labels(language: Language) -> Vec<(String, String)> {
    let label = |key: &str| word(language, key);
    let plain = ["desks", "building", "email", "close_from", "close_to", "close_fr", "close_nl", "close_en"];
    let plain = plain.map(|name| (name.to_owned(), label(&format!("place-{}", name.replace('_', "-")))));
    let spans = (0..SPANS).map(|at| (format!("open_{at}"), format!("{} {}", label("place-open"), at + 1)));
    plain.into_iter().chain(spans).collect()
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
    let spans = (before.opening_hours.len() + 1).clamp(OFFERED, SPANS);
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
        (Field::new("desks", &label("place-desks")).kind("number").between(0, 500).hint(&label("place-desks-hint")).show(language, state))
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
