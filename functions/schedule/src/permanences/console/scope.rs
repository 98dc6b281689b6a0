//! What a change is to reach: one session, one and all that follow, or all. It
//! is chosen before the form, so that the form shows what it changes.

use crate::word;
use chrono::NaiveDate;
use domain::Language;
use domain::field_error::Problem as Wrong;
use domain::ids::LocationId;
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::FormState;
use web::format;
use web::ui::{self, Choices, Field};

/// What was chosen.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct ScopeQuery {
    /// `this`, `following` or `all`.
    scope: String,
    /// The day on which the series has the session.
    from: String,
    /// A session further on than those that are offered.
    other: String,
    /// Where a session was dropped: the place and the day that the form is to
    /// begin with.
    pub(super) location: Option<LocationId>,
    pub(super) to: Option<String>,
}

/// What a change is to reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    This(NaiveDate),
    Following(NaiveDate),
    All,
}

impl ScopeQuery {
    fn day(&self) -> &str {
        if self.other.is_empty() { &self.from } else { &self.other }
    }

    /// The choice as it was made, with what is wrong with its day.
    pub(super) fn refused(&self) -> FormState {
        let values = [("scope", &self.scope), ("from", &self.from), ("other", &self.other)];
        let mut state = FormState::filled(values.map(|(name, value)| (name, value.clone())));
        state.wrong(if self.other.is_empty() { "from" } else { "other" }, Wrong::NoSessionOnDay);
        state
    }

    /// What is meant; the whole series where it is not said which session.
    pub(super) fn reach(&self) -> Reach {
        match (self.scope.as_str(), self.day().parse()) {
            ("this", Ok(day)) => Reach::This(day),
            ("following", Ok(day)) => Reach::Following(day),
            _ => Reach::All,
        }
    }
}

/// The choice, over the sessions of `days`; nothing where there is only one.
/// `refused` is a choice of a day that the series does not have.
pub(super) fn choice(
    language: Language,
    path: &str,
    days: &[NaiveDate],
    (reach, refused): (Reach, Option<&FormState>),
) -> Markup {
    let (scope, from) = match reach {
        Reach::This(day) => ("this", Some(day)),
        Reach::Following(day) => ("following", Some(day)),
        Reach::All => ("all", None),
    };
    let chosen = from.or_else(|| days.first().copied()).map(|day| day.to_string()).unwrap_or_default();
    let offered = from.is_none_or(|from| days.contains(&from));
    let (chosen, other) = if offered { (chosen, String::new()) } else { (String::new(), chosen) };
    let filled = FormState::filled([("scope", scope.to_owned()), ("from", chosen), ("other", other)]);
    let state = refused.unwrap_or(&filled);
    let options = days.iter().map(|day| (day.to_string(), format::day_short(language, *day)));
    html! {
        @if days.len() > 1 {
            (ui::card(&word(language, "scope-title"), html! {
                form class="form" method="get" action=(path) novalidate {
                    (scopes(language).option("all", word(language, "scope-all")).show(language, state))
                    (Field::new("from", &word(language, "scope-from")).select(options).show(language, state))
                    (Field::new("other", &word(language, "scope-other")).kind("date").hint(&word(language, "scope-other-hint")).show(language, state))
                    p class="actions" { button class="button secondary" type="submit" { (word(language, "scope-choose")) } }
                }
            }))
        }
    }
}

/// The two choices that begin with a session.
pub(super) fn scopes(language: Language) -> Choices {
    Choices::one("scope", &word(language, "scope-legend"))
        .required()
        .option("this", word(language, "scope-this"))
        .option("following", word(language, "scope-following"))
}
