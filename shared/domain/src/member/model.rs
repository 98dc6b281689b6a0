//! What is asked of a member: data, each field with its purpose and its end.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Profile;
use crate::Text;

/// What a form and a list call the last day of a stay, which is no field of the
/// model: stays hold it.
pub const UNTIL_FIELD: &str = "hosted_until";

/// The end of a stay, as a form and a list ask for it.
static STAY_END: LazyLock<MemberField> = LazyLock::new(|| MemberField {
    id: UNTIL_FIELD.to_owned(),
    kind: FieldKind::Date,
    label: Text::new("Hébergé jusqu’au", "Gevestigd tot", "Hosted until"),
    purpose: String::new(),
    personal: false,
    filled_by: "host".to_owned(),
    required: false,
    values: None,
    refresh_months: None,
    retain_months: 36,
});

/// How a field is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// Text of at most 200 characters.
    Text,
    /// One of the values.
    Code,
    /// A step of a money scale: one of the values.
    Bracket,
    /// Any of the values.
    Multi,
    /// A number, zero or more.
    Number,
    /// Yes or no.
    Bool,
    /// A day.
    Date,
    /// A location's id.
    Ref,
    /// Agencies' ids.
    MultiRef,
    /// NACE-BEL codes.
    CodeList,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// Consents.
    ConsentList,
}

/// A field of the model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberField {
    /// Slug.
    pub id: String,
    /// How it is written.
    #[serde(rename = "type")]
    pub kind: FieldKind,
    /// What the person reads.
    pub label: Text,
    /// Why it is asked.
    pub purpose: String,
    /// Whether it is about a person.
    pub personal: bool,
    /// Who fills it in: `host`, `member`, `coordinator` or `system`.
    #[serde(default)]
    pub filled_by: String,
    /// Whether a complete profile has it.
    pub required: bool,
    /// The values it may have, where they are listed.
    #[serde(default)]
    pub values: Option<Vec<String>>,
    /// Months after which to ask again.
    #[serde(default)]
    pub refresh_months: Option<u32>,
    /// Months for which it is kept after the last contact.
    pub retain_months: u32,
}

impl MemberField {
    /// Whether it holds several values.
    pub const fn is_list(&self) -> bool {
        matches!(self.kind, FieldKind::Multi | FieldKind::MultiRef | FieldKind::CodeList)
    }

    /// Turns a form's or a CSV's text into the value that the field's type
    /// asks for; a text that does not fit stays text, for validation to
    /// refuse. Lists are separated by `;` or `|`. Empty text is no value.
    pub fn read_text(&self, text: &str) -> Option<Value> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        Some(match self.kind {
            FieldKind::Number => {
                let number = text.replace(',', ".").parse::<f64>().ok();
                let whole = text.parse::<i64>().ok().map(Value::from);
                whole
                    .or_else(|| number.and_then(serde_json::Number::from_f64).map(Value::Number))
                    .unwrap_or_else(|| text.into())
            }
            FieldKind::Bool => match text.to_lowercase().as_str() {
                "true" | "yes" | "oui" | "ja" | "1" | "on" => Value::Bool(true),
                "false" | "no" | "non" | "nee" | "0" => Value::Bool(false),
                _ => text.into(),
            },
            FieldKind::Multi | FieldKind::MultiRef | FieldKind::CodeList => {
                text.split([';', '|']).map(str::trim).filter(|item| !item.is_empty()).collect()
            }
            _ => text.into(),
        })
    }
}

/// All fields, in the order shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberModel {
    /// The fields.
    pub fields: Vec<MemberField>,
}

impl MemberModel {
    /// A field.
    pub fn field(&self, id: &str) -> Option<&MemberField> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// What a form and a list may ask: a field, or the end of the stay.
    pub fn asked(&self, id: &str) -> Option<&MemberField> {
        self.field(id).or_else(|| (id == UNTIL_FIELD).then(|| &*STAY_END))
    }

    /// Parts a profile into what is about the company and what is about people.
    pub fn split(&self, profile: Profile) -> (Profile, Profile) {
        profile.into_iter().partition(|(id, _)| self.field(id).is_some_and(|field| !field.personal))
    }

    /// Required fields that a profile lacks, in the order shown.
    pub fn missing<'a>(&'a self, profile: &'a Profile) -> impl Iterator<Item = &'a MemberField> {
        self.fields.iter().filter(|field| field.required && !profile.contains_key(&field.id))
    }
}
