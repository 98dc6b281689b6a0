//! A member: a company hosted at a location.
//!
//! What is asked of a member is data, the member model: each field says its
//! purpose and how long it is kept. Company data and the data of people stand
//! in rows of their own, so that the latter can end sooner.

mod profile;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::contact::Contact;
use crate::ids::{LocationId, MemberId};
use crate::{Instant, Text};

pub use profile::{validate_profile, validate_profile_in};

/// The field that holds the company's name; outside also called `name`.
pub const NAME_FIELD: &str = "trade_name";

/// What is known of a company: field id to value. An absent field is unknown.
pub type Profile = BTreeMap<String, Value>;

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

    /// Parts a profile into what is about the company and what is about people.
    pub fn split(&self, profile: Profile) -> (Profile, Profile) {
        profile.into_iter().partition(|(id, _)| self.field(id).is_some_and(|field| !field.personal))
    }

    /// Required fields that a profile lacks, in the order shown.
    pub fn missing<'a>(&'a self, profile: &'a Profile) -> impl Iterator<Item = &'a MemberField> {
        self.fields.iter().filter(|field| field.required && !profile.contains_key(&field.id))
    }
}

/// A company hosted at a location. Holds no personal data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// Id.
    pub id: MemberId,
    /// Where it is hosted.
    pub location: LocationId,
    /// What is known of it, personal fields left out.
    pub profile: Profile,
    /// When it was entered.
    pub created_at: Instant,
    /// The last contact with it: from here retention counts.
    pub last_contact_at: Instant,
}

impl Member {
    /// The company's name; empty where it has none.
    pub fn name(&self) -> &str {
        self.profile.get(NAME_FIELD).and_then(Value::as_str).unwrap_or_default()
    }
}

/// The people of a member. Personal data: a row of its own, which ends by
/// retention or erasure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MemberPerson {
    /// The member.
    pub member: MemberId,
    /// Whom to write to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Personal fields of the profile.
    #[serde(default)]
    pub profile: Profile,
}

/// A consent that a member gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileConsent {
    /// To what.
    pub kind: ConsentKind,
    /// The agency that it names, where it names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<crate::ids::AgencyId>,
    /// The day.
    pub given_on: chrono::NaiveDate,
    /// The version of the words agreed to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_version: Option<String>,
    /// The day it was withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_on: Option<chrono::NaiveDate>,
}

/// What a member agrees to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentKind {
    /// Keeping the profile.
    KeepProfile,
    /// Sharing it with an agency.
    ShareProfile,
    /// Invitations to surveys.
    SurveyInvitations,
    /// Standing on the public map.
    PublicMap,
}
