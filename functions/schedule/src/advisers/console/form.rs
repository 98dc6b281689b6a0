//! The form of an adviser.

use crate::{word, word_with};
use domain::Language;
use domain::adviser::{AbsenceDraft, Adviser, AdviserDraft, HalfDay};
use domain::catalogue::Catalogue;
use domain::field_error::FieldError;
use domain::notice::Wish;
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::FormState;
use web::ui::{self, ChoiceOption, Choices, Field};
use web::{Scope, StaffMember, format};

/// The fields. All are optional here: what is missing is said by the rules of
/// an adviser, all at once.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub(super) struct AdviserForm {
    agency: String,
    name: String,
    email: String,
    languages: Vec<String>,
    max_permanences_per_week: Option<u32>,
    half_days: Vec<String>,
    notices: Option<String>,
    /// Absences that stay, as `2026-12-01/2026-12-04`.
    absences: Vec<String>,
    absence_from: Option<String>,
    absence_to: Option<String>,
    /// Shown only of somebody who leaves.
    leaves_on: Option<String>,
}

impl AdviserForm {
    /// The form over a stored adviser.
    pub(super) fn state_of(adviser: &Adviser, version: u64) -> FormState {
        let mut state = FormState::over(adviser, version);
        let absences = adviser.absences.iter().map(|absence| format!("{}/{}", absence.from, absence.to));
        state.values.extend(absences.map(|absence| ("absences".to_owned(), absence)));
        state
    }

    /// What was entered, to be held against the directory. An absence of which
    /// one day only is given is that day.
    pub(super) fn into_draft(self) -> AdviserDraft {
        let kept = self.absences.iter().map(|text| text.split_once('/').unwrap_or((text, "")));
        let absence = |from: &str, to: &str| AbsenceDraft { from: from.to_owned(), to: to.to_owned() };
        let mut absences: Vec<AbsenceDraft> = kept.map(|(from, to)| absence(from, to)).collect();
        match (self.absence_from, self.absence_to) {
            (Some(from), Some(to)) => absences.push(absence(&from, &to)),
            (Some(day), None) | (None, Some(day)) => absences.push(absence(&day, &day)),
            (None, None) => {}
        }
        AdviserDraft {
            id: None,
            agency: self.agency,
            name: self.name,
            email: self.email,
            languages: self.languages,
            max_permanences_per_week: self.max_permanences_per_week,
            half_days: self.half_days,
            absences,
            notices: self.notices,
            leaves_on: Some(self.leaves_on),
        }
    }
}

/// Puts the errors of a draft beside the fields of the form; those of absences
/// beside the last day of the new one.
pub(super) fn blame(state: &mut FormState, errors: Vec<FieldError>) {
    state.blame_all(errors, |pointer| {
        let parts: Vec<&str> = pointer.trim_start_matches('/').split('/').collect();
        match parts.as_slice() {
            ["absences", _, "from"] => "absence_from".to_owned(),
            ["absences", ..] => "absence_to".to_owned(),
            [name, ..] => (*name).to_owned(),
            [] => "name".to_owned(),
        }
    });
}

/// The form itself, with a button of these words.
pub(super) fn show(
    language: Language,
    catalogue: &Catalogue,
    staff: &StaffMember,
    state: &FormState,
    (action, button, day): (&str, &str, chrono::NaiveDate),
) -> Markup {
    let agencies = catalogue.agencies_on(day).filter(|agency| staff.scope().sees_agency(&agency.id));
    let agencies = ui::agencies(agencies);
    let tags = ["fr", "nl", "en"].map(|tag| ChoiceOption::new(tag, word(language, &format!("language-{tag}"))));
    let half_days = HalfDay::working()
        .map(|half_day| ChoiceOption::new(String::from(half_day), half_day_words(language, half_day)));
    ui::form(
        action,
        &staff.csrf,
        html! {
            @for name in ["id", "version"] { @if !state.get(name).is_empty() { (ui::hidden(name, state.get(name))) } }
            @match staff.scope() {
                Scope::Agency(own) => (ui::hidden("agency", own.as_str())),
                _ => (Field::new("agency", &word(language, "field-agency")).select(agencies).required().show(language, state)),
            }
            (Field::new("name", &word(language, "adviser-name")).max_length(120).required().show(language, state))
            (Field::new("email", &word(language, "adviser-email")).kind("email").hint(&word(language, "adviser-email-hint")).required().show(language, state))
            (Choices::many("languages", &word(language, "adviser-languages")).required().options(tags).show(language, state))
            (Choices::many("half_days", &word(language, "adviser-half-days")).hint(&word(language, "adviser-half-days-hint")).options(half_days).show(language, state))
            (Field::new("max_permanences_per_week", &word(language, "adviser-max")).kind("number").between(1, 14)
                .hint(&word(language, "adviser-max-hint")).show(language, state))
            (Choices::one("notices", &word(language, "adviser-notices")).hint(&word(language, "adviser-notices-hint")).options(wishes(language)).show(language, state))
            (absences(language, state))
            @if !state.get("leaves_on").is_empty() {
                (Field::new("leaves_on", &word(language, "adviser-leaves-on")).kind("date").hint(&word(language, "adviser-leaves-on-hint")).show(language, state))
            }
            p class="actions" { (ui::button(button)) }
        },
    )
}

fn wishes(language: Language) -> [ChoiceOption; 3] {
    Wish::ALL.map(|wish| ChoiceOption::new(wish.code(), word(language, &format!("notices-{}", wish.code()))))
}

/// Known absences, each kept while it is ticked, and room for one more.
fn absences(language: Language, state: &FormState) -> Markup {
    let known = state.values.iter().filter(|(name, _)| name == "absences").map(|(_, value)| value);
    let options: Vec<_> =
        known.filter_map(|value| Some(ChoiceOption::new(value, absence_words(language, value)?))).collect();
    html! {
        @if !options.is_empty() {
            (Choices::many("absences", &word(language, "adviser-absences")).hint(&word(language, "adviser-absences-hint"))
                .options(options).show(language, state))
        }
        div class="form-row" {
            (Field::new("absence_from", &word(language, "adviser-absence-from")).kind("date").show(language, state))
            (Field::new("absence_to", &word(language, "adviser-absence-to")).kind("date").show(language, state))
        }
    }
}

fn absence_words(language: Language, value: &str) -> Option<String> {
    let (from, to) = value.split_once('/')?;
    let (from, to) = (from.parse().ok()?, to.parse().ok()?);
    let args = [("from", format::date(language, from).into()), ("to", format::date(language, to).into())];
    Some(word_with(language, "adviser-absence-kept", &args))
}

/// `ma matin`, `di voormiddag`, `Tue morning`.
pub(super) fn half_day_words(language: Language, half_day: HalfDay) -> String {
    // Any Monday: only the name of the day is asked for.
    let monday = chrono::NaiveDate::from_ymd_opt(2026, 1, 5).unwrap_or_default();
    let day = monday.checked_add_days(chrono::Days::new(u64::from(half_day.day()))).unwrap_or(monday);
    let half = word(language, if half_day.is_afternoon() { "half-pm" } else { "half-am" });
    format!("{} {half}", format::weekday_short(language, day))
}
