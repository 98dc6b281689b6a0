//! The message that a tool's answers make: each part read as its place in our
//! message asks for it, in any of the three languages. What can't be read stays
//! as it is, for the check of the message to refuse with its place.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::{LEFT_ON, Makes, Mapping, ReceivedField, SHARE, SHOWN};
use crate::Language;
use crate::catalogue::Catalogue;
use crate::member::matching::fold;
use crate::member::sheet::{date, language_named, read_cell};

/// Words for yes and no, folded.
const YES: [&str; 6] = ["true", "yes", "oui", "ja", "1", "on"];
const NO: [&str; 6] = ["false", "no", "non", "nee", "0", "off"];

/// The message (`type` and `data`) that answers make under a mapping. A form
/// that asks nothing about sharing shares nothing. A member whose last day is
/// over left; another joined, or changed where it is known.
pub fn message(mapping: &Mapping, answers: &[ReceivedField], catalogue: &Catalogue, today: NaiveDate) -> Value {
    let mut data = Value::Object(Map::new());
    for (part, keys) in &mapping.fields {
        let given: Vec<&ReceivedField> =
            keys.iter().filter_map(|key| answers.iter().find(|answer| answer.key == *key)).collect();
        if let Some(value) = read(part, &given, &mapping.yes, catalogue) {
            set(&mut data, part, value);
        }
    }
    match mapping.makes {
        Makes::Need => {
            if data.pointer(SHARE).is_none() {
                set(&mut data, SHARE, false.into());
            }
            json!({"type": "need.created", "data": data})
        }
        Makes::Member => {
            let last_day = data.pointer(LEFT_ON).and_then(Value::as_str).and_then(|day| day.parse::<NaiveDate>().ok());
            let left = last_day.is_some_and(|day| day <= today);
            if last_day.is_some() && !left {
                data.as_object_mut().map(|data| data.remove(LEFT_ON.trim_start_matches('/')));
            }
            json!({"type": if left { "member.left" } else { "member.joined" }, "data": data})
        }
    }
}

/// A message with values that a person corrected, by part.
pub fn put_right(mut message: Value, values: &BTreeMap<String, String>, catalogue: &Catalogue) -> Value {
    for (part, text) in values {
        let typed = ReceivedField { key: String::new(), label: String::new(), values: vec![text.clone()] };
        let value = read(part, &[&typed], &[], catalogue).unwrap_or(Value::Null);
        if let Some(data) = message.get_mut("data") {
            set(data, part, value);
        }
    }
    message
}

/// Puts a value where a pointer of one or two names leads.
fn set(data: &mut Value, part: &str, value: Value) {
    let mut names = part.trim_start_matches('/').splitn(2, '/');
    let (Some(first), second) = (names.next(), names.next()) else { return };
    let Some(object) = data.as_object_mut() else { return };
    match second {
        None => {
            object.insert(first.to_owned(), value);
        }
        Some(second) => {
            let inner = object.entry(first).or_insert_with(|| json!({}));
            if let Some(inner) = inner.as_object_mut() {
                inner.insert(second.to_owned(), value);
            }
        }
    }
}

/// What a part is, read from the answers for it; `None` where nothing was
/// answered.
fn read(part: &str, answers: &[&ReceivedField], yes: &[String], catalogue: &Catalogue) -> Option<Value> {
    let values: Vec<&str> = answers
        .iter()
        .flat_map(|answer| &answer.values)
        .map(|value| value.trim())
        .filter(|value| !value.is_empty())
        .collect();
    let first = *values.first()?;
    let joined = |between: &str| values.join(between);
    Some(match part {
        "/description" => description(answers).into(),
        "/need_types" => values.iter().map(|value| need_type(value, catalogue)).collect(),
        "/amount_eur" => amount(&joined(" ")),
        SHARE | SHOWN => agreed(&values, yes),
        "/contact/language" => {
            let word = fold(first);
            let tag = Language::ALL.into_iter().map(Language::tag).find(|tag| word == *tag);
            tag.or_else(|| language_named(&word)).unwrap_or(first).into()
        }
        LEFT_ON => date(&first.replace('/', "-")).map_or_else(|| first.into(), |day| day.to_string().into()),
        _ => match of_model(part, catalogue) {
            Some(field) => return read_cell(catalogue, field, &joined(if field.is_list() { ";" } else { " " })),
            None => joined(" ").into(),
        },
    })
}

/// The field of the member model that a part is.
fn of_model<'a>(part: &str, catalogue: &'a Catalogue) -> Option<&'a crate::member::MemberField> {
    let name = part.trim_start_matches("/member").trim_start_matches('/');
    catalogue.member_model.field(name)
}

/// Several answers are a text with what was asked before each.
fn description(answers: &[&ReceivedField]) -> String {
    let alone = answers.iter().filter(|answer| !answer.values.is_empty()).count() == 1;
    let lines = answers.iter().filter(|answer| answer.values.iter().any(|value| !value.trim().is_empty()));
    let said = lines.map(|answer| {
        let said = answer.values.join(", ");
        if alone || answer.label.is_empty() { said } else { format!("{}\n{said}", answer.label) }
    });
    said.collect::<Vec<_>>().join("\n\n")
}

/// A kind of need by its id or its label in any language.
fn need_type(said: &str, catalogue: &Catalogue) -> String {
    let wanted = fold(said);
    let known = catalogue.need_types.iter().find(|need_type| {
        need_type.id.as_str() == said
            || Language::ALL.iter().any(|language| fold(need_type.label.get(*language)) == wanted)
    });
    known.map_or_else(|| said.to_owned(), |need_type| need_type.id.to_string())
}

/// Money as people write it: `€ 50.000`, `50 000 EUR`, `50000,00`.
fn amount(said: &str) -> Value {
    let bare: String =
        said.to_lowercase().replace("eur", "").chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
    let whole = match bare.rfind([',', '.']) {
        // Two digits behind the last sign are cents, three a group of thousands.
        Some(at) if bare.len() - at <= 3 => &bare[..at],
        _ => &bare,
    };
    let digits: String = whole.chars().filter(|c| !matches!(c, '.' | ',' | '\'')).collect();
    digits.parse::<u64>().map_or_else(|_| said.into(), Value::from)
}

/// Whether all that was answered is a yes, or all a no; else what was said.
fn agreed(values: &[&str], yes: &[String]) -> Value {
    let is_yes = |value: &&str| {
        let said = fold(value);
        YES.contains(&said.as_str()) || yes.iter().any(|answer| fold(answer) == said)
    };
    let is_no = |value: &&str| NO.contains(&fold(value).as_str());
    if values.iter().all(is_yes) {
        true.into()
    } else if values.iter().all(is_no) {
        false.into()
    } else {
        values.join(", ").into()
    }
}
