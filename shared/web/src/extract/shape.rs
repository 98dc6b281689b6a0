//! What serde and `validator` say about a shape, in words for people. Both
//! speak English to programmers; the sentences here are those of
//! [`domain::field_error`], so that a field is refused in the same words
//! whoever refused it.

use domain::Text;
use domain::field_error::{Expected, Problem as Wrong};
use serde_path_to_error::{Path, Segment};
use validator::{ValidationError, ValidationErrors, ValidationErrorsKind};

use crate::LOCALES;
use crate::i18n::{in_all, text, text_args};
use crate::problem::FieldProblem;

fn words(wrong: &Wrong) -> Text {
    in_all(|language| wrong.text(language))
}

fn escape(segment: &str) -> String {
    segment.replace('~', "~0").replace('/', "~1")
}

/// The field that serde stumbled over.
pub(super) fn problem_of_serde(path: &Path, error: &dyn std::fmt::Display) -> FieldProblem {
    let mut segments: Vec<String> = path
        .iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(index.to_string()),
            Segment::Map { key } => Some(escape(key)),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect();
    let message = error.to_string();
    let quoted = || message.split('`').nth(1).map(escape).unwrap_or_default();
    let detail = if message.starts_with("unknown field at") {
        // Of what is also a part of a row (`domain::sent::only_known`): a pointer.
        segments.extend(message.split('`').nth(1).into_iter().flat_map(|at| at.split('/').skip(1)).map(str::to_owned));
        words(&Wrong::UnknownField)
    } else if message.starts_with("unknown field") {
        if segments.last() != Some(&quoted()) {
            segments.push(quoted());
        }
        words(&Wrong::UnknownField)
    } else if message.starts_with("missing field") {
        segments.push(quoted());
        words(&Wrong::Missing)
    } else if message.starts_with("duplicate field") {
        words(&Wrong::GivenTwice)
    } else if message.starts_with("repeated parameter") {
        text(&LOCALES, "shape-once")
    } else if message.starts_with("unknown variant") {
        words(&Wrong::NotAmong(message.split('`').skip(3).step_by(2).map(str::to_owned).collect()))
    } else if message.starts_with("invalid type") {
        words_of_type(&message)
    } else {
        words_of_value(&message)
    };
    let pointer = segments.iter().fold(String::new(), |pointer, segment| pointer + "/" + segment);
    FieldProblem { pointer, detail }
}

fn words_of_type(message: &str) -> Text {
    let expected = message.rsplit_once("expected ").map_or("", |(_, expected)| expected);
    let begins = |words: &[&str]| words.iter().any(|word| expected.starts_with(word));
    if begins(&["a string", "string", "str"]) {
        words(&Wrong::WrongType(Expected::Text))
    } else if begins(&["u8", "u16", "u32", "u64", "usize", "i8", "i16", "i32", "i64", "f32", "f64"]) {
        words(&Wrong::WrongType(Expected::Number))
    } else if begins(&["a boolean", "bool"]) {
        words(&Wrong::WrongType(Expected::Bool))
    } else if begins(&["a sequence"]) {
        words(&Wrong::WrongType(Expected::List))
    } else if begins(&["struct", "a map", "internally tagged", "object"]) {
        text(&LOCALES, "shape-object")
    } else {
        text(&LOCALES, "shape-type")
    }
}

/// Messages of the domain's newtypes and of chrono, which serde hands on.
fn words_of_value(message: &str) -> Text {
    if message.starts_with("an id has") {
        words(&Wrong::WrongType(Expected::Id))
    } else if message.starts_with("not an e-mail address whose") {
        words(&Wrong::WrongType(Expected::AsciiLocalPart))
    } else if message.starts_with("not an e-mail address") {
        words(&Wrong::WrongType(Expected::Email))
    } else if message.starts_with("expected an RFC 3339 instant") {
        text(&LOCALES, "shape-instant")
    } else if message.contains("time zone") || message.contains("timezone") {
        words(&Wrong::UnknownTimeZone)
    } else if ["input ", "premature end", "trailing input"].iter().any(|start| message.starts_with(start))
        || message.contains("out of range")
    {
        text(&LOCALES, "shape-date")
    } else {
        text(&LOCALES, "shape-value")
    }
}

/// The fields that `validator` refuses.
pub fn problems_of(errors: &ValidationErrors) -> Vec<FieldProblem> {
    let mut found = Vec::new();
    collect(errors, "", &mut found);
    found.sort_by(|a, b| a.pointer.cmp(&b.pointer));
    found
}

fn collect(errors: &ValidationErrors, at: &str, found: &mut Vec<FieldProblem>) {
    for (field, kind) in errors.errors() {
        let pointer = if field == "__all__" { at.to_owned() } else { format!("{at}/{}", escape(field)) };
        match kind {
            ValidationErrorsKind::Field(list) => {
                found.extend(list.iter().map(|error| FieldProblem::new(pointer.clone(), words_of_rule(error))));
            }
            ValidationErrorsKind::Struct(inner) => collect(inner, &pointer, found),
            ValidationErrorsKind::List(entries) => {
                for (index, inner) in entries {
                    collect(inner, &format!("{pointer}/{index}"), found);
                }
            }
        }
    }
}

fn words_of_rule(error: &ValidationError) -> Text {
    let param = |name: &str| error.params.get(name).and_then(serde_json::Value::as_i64);
    let is_list = error.params.get("value").is_some_and(serde_json::Value::is_array);
    match (error.code.as_ref(), param("min"), param("max")) {
        ("length", min, Some(max)) if is_list && min.unwrap_or(0) <= 1 => {
            let empty = error.params.get("value").and_then(serde_json::Value::as_array).is_some_and(Vec::is_empty);
            words(&if empty { Wrong::Missing } else { Wrong::TooMany(usize::try_from(max).unwrap_or(0)) })
        }
        ("length", Some(_), _) if error.params.get("value").is_some_and(is_blank) => words(&Wrong::Missing),
        ("length", None | Some(0 | 1), Some(max)) => words(&Wrong::TooLong(usize::try_from(max).unwrap_or(0))),
        ("length", Some(min), Some(max)) => {
            text_args(&LOCALES, "shape-length", &[("min", min.into()), ("max", max.into())])
        }
        ("length", Some(min), None) => text_args(&LOCALES, "shape-at-least", &[("min", min.into())]),
        ("range", Some(0), None) => words(&Wrong::Negative),
        ("range", min, Some(max)) => words(&Wrong::OutOfRange(min.unwrap_or(0), max)),
        ("email", ..) => words(&Wrong::WrongType(Expected::Email)),
        ("required", ..) => words(&Wrong::Missing),
        _ => match &error.message {
            Some(message) => in_all(|_| message.as_ref()),
            None => text(&LOCALES, "shape-value"),
        },
    }
}

fn is_blank(value: &serde_json::Value) -> bool {
    value.as_str().is_some_and(|value| value.trim().is_empty()) || value.as_array().is_some_and(Vec::is_empty)
}
