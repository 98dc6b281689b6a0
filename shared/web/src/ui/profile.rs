//! Fields of a member's profile as a form asks them: each with its label, values
//! and bounds. A new field of the member model is a new field here.

use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::fact_words::value_label;
use domain::ids::LocationId;
use domain::member::{FieldKind, MemberField, MemberModel, NAME_FIELD, Profile};
use maud::Markup;
use serde_json::{Value, json};

use super::{ChoiceOption, Choices, Field, places};
use crate::LOCALES;
use crate::extract::FormState;
use crate::i18n::t;

/// What the fields of a profile are asked from.
#[derive(Debug, Clone, Copy)]
pub struct ProfileFields<'a> {
    /// The directory.
    pub catalogue: &'a Catalogue,
    /// The page's language.
    pub language: Language,
    /// Today in Brussels.
    pub today: NaiveDate,
    /// The one place that may be chosen; absent: any.
    pub only: Option<&'a LocationId>,
    /// Whether it stands beside each why it is asked.
    pub with_purpose: bool,
}

/// Why a field is asked for, in plain words.
pub fn purpose(language: Language, field: &MemberField) -> String {
    t(&LOCALES, language, &format!("why-{}", field.id.replace('_', "-")))
}

/// Values of a field that the model leaves out because another has them.
fn values_of<'a>(model: &'a MemberModel, field: &'a MemberField) -> &'a [String] {
    let like = if field.id == "target_markets" { "markets" } else { field.id.as_str() };
    let values = field.values.as_ref().or_else(|| model.field(like)?.values.as_ref());
    values.map(Vec::as_slice).unwrap_or_default()
}

impl ProfileFields<'_> {
    /// One field.
    pub fn show(&self, field: &MemberField, state: &FormState) -> Markup {
        let language = self.language;
        let label = field.label.get(language);
        let why = self.with_purpose.then(|| purpose(language, field));
        let options = || {
            let values = values_of(&self.catalogue.member_model, field).iter();
            values.map(|code| (code.clone(), value_label(&field.id, &json!(code), language))).collect::<Vec<_>>()
        };
        let choices = |options: Vec<(String, String)>| {
            let options = options.into_iter().map(|(value, words)| ChoiceOption::new(value, words));
            let choices = Choices::many(&field.id, label).options(options);
            let choices = match &why {
                Some(why) => choices.hint(why),
                None => choices,
            };
            if field.required { choices.required() } else { choices }.show(language, state)
        };
        let mut line = Field::new(&field.id, label);
        line = match field.kind {
            FieldKind::Multi => return choices(options()),
            FieldKind::MultiRef => {
                let agencies = self.catalogue.agencies_on(self.today);
                return choices(agencies.map(|agency| (agency.id.to_string(), agency.short.clone())).collect());
            }
            FieldKind::Code | FieldKind::Bracket => line.select(options()),
            FieldKind::Bool => line.select([
                ("true", t(&LOCALES, language, "profile-yes")),
                ("false", t(&LOCALES, language, "profile-no")),
            ]),
            FieldKind::Number => {
                line.kind("number").between(0, if field.id.ends_with("_pct") { 100 } else { 1_000_000 })
            }
            FieldKind::Date => line.kind("date"),
            FieldKind::Email => line.kind("email").max_length(254),
            FieldKind::Phone => line.kind("tel").max_length(40),
            FieldKind::Ref => line.select(self.places()),
            FieldKind::Text | FieldKind::CodeList | FieldKind::ConsentList => line.max_length(200),
        };
        if let Some(why) = &why {
            line = line.hint(why);
        }
        // A host may know no more than a name.
        let required = [NAME_FIELD, "host_location"].contains(&field.id.as_str());
        if required { line.required() } else { line }.show(language, state)
    }

    fn places(&self) -> Vec<(String, String)> {
        let all = self.catalogue.locations_on(self.today);
        places(all.filter(|place| self.only.is_none_or(|only| *only == place.id)))
    }
}

/// What was entered of these fields, as the model's types ask for it.
pub fn profile_entered<'a>(fields: impl IntoIterator<Item = &'a MemberField>, state: &FormState) -> Profile {
    let mut profile = Profile::new();
    for field in fields {
        let given = state.values.iter().filter(|(name, value)| *name == field.id && !value.is_empty());
        let given: Vec<&str> = given.map(|(_, value)| value.as_str()).collect();
        let value = match (field.kind, given.as_slice()) {
            // Consents are ticked one by one, where a member gives them.
            (_, []) | (FieldKind::ConsentList, _) => None,
            (FieldKind::Multi | FieldKind::MultiRef, many) => Some(json!(many)),
            (_, [.., last]) => field.read_text(last),
        };
        profile.extend(value.map(|value| (field.id.clone(), value)));
    }
    profile
}

/// What is known, as a form is filled in with it: a list has its name again for each
/// value, codes are one line of text.
pub fn profile_values(profile: &Profile) -> Vec<(String, String)> {
    let mut values = Vec::new();
    for (id, value) in profile {
        match value {
            Value::Array(items) if id == "nace" => {
                values.push((id.clone(), items.iter().map(text_of).collect::<Vec<_>>().join("; ")));
            }
            Value::Array(items) => values.extend(items.iter().map(|item| (id.clone(), text_of(item)))),
            value => values.push((id.clone(), text_of(value))),
        }
    }
    values
}

fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
