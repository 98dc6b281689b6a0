//! Checking a member's profile against the model.

use chrono::NaiveDate;
use serde_json::{Number, Value};

use super::{FieldKind, MemberField, MemberModel, NAME_FIELD, Profile, ProfileConsent};
use crate::catalogue::Catalogue;
use crate::contact::EmailAddress;
use crate::enterprise_number::EnterpriseNumber;
use crate::field_error::{Expected, FieldError, Problem, pointer_to};
use crate::ids::{AgencyId, LocationId};
use crate::sent::only_known;

const MAX_TEXT_CHARS: usize = 200;
const MAX_ITEM_CHARS: usize = 50;
const MAX_ITEMS: usize = 50;
const MAX_PHONE_CHARS: usize = 40;
/// The field that holds when it was founded.
const FOUNDED_FIELD: &str = "founded_on";
/// The year from which on the companies of today were founded.
const FOUNDED_FROM: i32 = 1800;

/// Checks each given field by its type and values and brings it into one form:
/// trimmed texts, ten digits of an enterprise number, lists without order kept
/// as given. Null and empty text are no value. `name` stands for `trade_name`.
/// Required fields are not insisted on: see [`MemberModel::missing`].
pub fn validate_profile(model: &MemberModel, profile: &Profile) -> Result<Profile, Vec<FieldError>> {
    let (read, errors) = read(model, profile);
    if errors.is_empty() { Ok(read) } else { Err(errors) }
}

/// The fields that are right, and what is wrong with the others.
fn read(model: &MemberModel, profile: &Profile) -> (Profile, Vec<FieldError>) {
    let mut read = Profile::new();
    let mut errors = Vec::new();
    for (name, value) in profile {
        let id = if name == "name" { NAME_FIELD } else { name };
        let checked = match model.field(id) {
            None => Err(Problem::UnknownField),
            Some(_) if id != name && profile.contains_key(id) => Err(Problem::GivenTwice),
            Some(field) => check(field, value),
        };
        match checked {
            Ok(Some(value)) => {
                read.insert(id.to_owned(), value);
            }
            Ok(None) => {}
            Err(problem) => errors.push(FieldError::new(pointer_to(name), problem)),
        }
    }
    (read, errors)
}

/// [`validate_profile`] by the directory's model, and its references must exist;
/// all that is wrong is named at once.
pub fn validate_profile_in(catalogue: &Catalogue, profile: &Profile) -> Result<Profile, Vec<FieldError>> {
    let (read, mut errors) = read(&catalogue.member_model, profile);
    for (id, value) in &read {
        let kind = catalogue.member_model.field(id).map(|field| field.kind);
        let location_exists =
            || known(value, |text| LocationId::parse(text).is_ok_and(|id| catalogue.locations.contains_key(&id)));
        let agencies_exist =
            || known(value, |text| AgencyId::parse(text).is_ok_and(|id| catalogue.agencies.contains_key(&id)));
        match kind {
            Some(FieldKind::Ref) if !location_exists() => {
                errors.push(FieldError::new(pointer_to(id), Problem::UnknownLocation));
            }
            Some(FieldKind::MultiRef) if !agencies_exist() => {
                errors.push(FieldError::new(pointer_to(id), Problem::UnknownAgency));
            }
            _ => {}
        }
    }
    if errors.is_empty() { Ok(read) } else { Err(errors) }
}

/// What is wrong with the day on which a company was founded: it lies after `today`.
pub fn founded_later(profile: &Profile, today: NaiveDate) -> Option<FieldError> {
    let founded: NaiveDate = profile.get(FOUNDED_FIELD)?.as_str()?.trim().parse().ok()?;
    let first = NaiveDate::from_ymd_opt(FOUNDED_FROM, 1, 1)?;
    let wrong = || FieldError::new(pointer_to(FOUNDED_FIELD), Problem::DayOutOfRange(first, today));
    (today < founded).then(wrong)
}

/// Whether a text, or each text of a list, is known.
fn known(value: &Value, known: impl Fn(&str) -> bool) -> bool {
    match value {
        Value::Array(items) => items.iter().all(|item| item.as_str().is_some_and(&known)),
        _ => value.as_str().is_some_and(known),
    }
}

fn check(field: &MemberField, value: &Value) -> Result<Option<Value>, Problem> {
    if value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty()) {
        return Ok(None);
    }
    let checked = match field.kind {
        FieldKind::Text => text(field, value)?,
        FieldKind::Code | FieldKind::Bracket => code(field, value)?,
        FieldKind::Multi => list(value, |item| code(field, item))?,
        FieldKind::Number => number(field, value)?,
        FieldKind::Bool => Value::Bool(value.as_bool().ok_or(Problem::WrongType(Expected::Bool))?),
        FieldKind::Date => date(value)?,
        FieldKind::Ref => id(value, |text| LocationId::parse(text).is_ok())?,
        FieldKind::MultiRef => list(value, |item| id(item, |text| AgencyId::parse(text).is_ok()))?,
        FieldKind::CodeList => list(value, nace)?,
        FieldKind::Email => {
            let address = string(value, Expected::Email).map(EmailAddress::parse)?;
            String::from(address.map_err(|error| Problem::WrongType(error.expected()))?).into()
        }
        FieldKind::Phone => phone(value)?,
        FieldKind::ConsentList => consents(value)?,
    };
    Ok(Some(checked))
}

fn string(value: &Value, expected: Expected) -> Result<&str, Problem> {
    value.as_str().map(str::trim).ok_or(Problem::WrongType(expected))
}

fn text(field: &MemberField, value: &Value) -> Result<Value, Problem> {
    let text = string(value, Expected::Text)?;
    if field.id == "enterprise_number" {
        let number = EnterpriseNumber::parse(text).map_err(Problem::EnterpriseNumber)?;
        return Ok(number.digits().into());
    }
    // One line: what stands in a mail's subject must not break it.
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.chars().count() > MAX_TEXT_CHARS { Err(Problem::TooLong(MAX_TEXT_CHARS)) } else { Ok(line.into()) }
}

fn code(field: &MemberField, value: &Value) -> Result<Value, Problem> {
    let text = string(value, Expected::Text)?;
    match &field.values {
        Some(values) if values.iter().any(|known| known == text) => Ok(text.into()),
        Some(values) => Err(Problem::NotAmong(values.clone())),
        None if text.is_empty() => Err(Problem::WrongType(Expected::Text)),
        None if text.chars().count() > MAX_ITEM_CHARS => Err(Problem::TooLong(MAX_ITEM_CHARS)),
        None => Ok(text.into()),
    }
}

fn list(value: &Value, item: impl Fn(&Value) -> Result<Value, Problem>) -> Result<Value, Problem> {
    let given = value.as_array().ok_or(Problem::WrongType(Expected::List))?;
    if given.len() > MAX_ITEMS {
        return Err(Problem::TooMany(MAX_ITEMS));
    }
    let mut items = Vec::new();
    for value in given {
        let value = item(value)?;
        if items.contains(&value) {
            return Err(Problem::Twice);
        }
        items.push(value);
    }
    Ok(Value::Array(items))
}

fn number(field: &MemberField, value: &Value) -> Result<Value, Problem> {
    let number: &Number = value.as_number().ok_or(Problem::WrongType(Expected::Number))?;
    let amount = number.as_f64().filter(|amount| amount.is_finite()).ok_or(Problem::WrongType(Expected::Number))?;
    if amount < 0.0 {
        Err(Problem::Negative)
    } else if field.id.ends_with("_pct") && amount > 100.0 {
        Err(Problem::OutOfRange(0, 100))
    } else {
        Ok(value.clone())
    }
}

/// A day that stands outside the model; null and empty text are none.
pub(super) fn day(value: &Value) -> Result<Option<NaiveDate>, Problem> {
    if value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty()) {
        return Ok(None);
    }
    let text = string(value, Expected::Date)?;
    text.parse().map(Some).map_err(|_| Problem::WrongType(Expected::Date))
}

fn date(value: &Value) -> Result<Value, Problem> {
    let text = string(value, Expected::Date)?;
    let day: NaiveDate = text.parse().map_err(|_| Problem::WrongType(Expected::Date))?;
    Ok(day.to_string().into())
}

fn id(value: &Value, fits: impl Fn(&str) -> bool) -> Result<Value, Problem> {
    let text = string(value, Expected::Id)?;
    if fits(text) { Ok(text.into()) } else { Err(Problem::WrongType(Expected::Id)) }
}

/// `62.010`, `62010` or either after its version; kept with dots and version as given.
fn nace(value: &Value) -> Result<Value, Problem> {
    let text = string(value, Expected::Nace)?;
    let code = text.strip_prefix("2003:").or(text.strip_prefix("2008:")).or(text.strip_prefix("2025:")).unwrap_or(text);
    let digits = code.bytes().filter(u8::is_ascii_digit).count();
    let fits = (2..=7).contains(&digits)
        && code.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && code.split('.').all(|part| !part.is_empty());
    if fits { Ok(text.into()) } else { Err(Problem::WrongType(Expected::Nace)) }
}

fn phone(value: &Value) -> Result<Value, Problem> {
    let text = string(value, Expected::Phone)?;
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let fits = digits >= 4
        && text.chars().count() <= MAX_PHONE_CHARS
        && text.chars().all(|c| c.is_alphanumeric() || " +-./()".contains(c));
    if fits { Ok(text.into()) } else { Err(Problem::WrongType(Expected::Phone)) }
}

fn consents(value: &Value) -> Result<Value, Problem> {
    let wrong = Problem::WrongType(Expected::Consents);
    let items = value.as_array().ok_or(wrong.clone())?;
    if items.len() > MAX_ITEMS {
        return Err(Problem::TooMany(MAX_ITEMS));
    }
    let read: Vec<ProfileConsent> = only_known(value).map_err(|_| wrong.clone())?;
    serde_json::to_value(read).map_err(|_| wrong)
}
