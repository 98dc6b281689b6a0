//! Fields of entries and their values, as people read them.

use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::entry::Sort;
use domain::fact_words::condition_text;
use domain::ids::{AgencyId, LocationId, ServiceId};
use serde_json::Value;
use web::format;

use super::inputs::{Takes, of, options};
use crate::{word, word_with};

/// The name of a field: `Nom (nl)`.
pub(super) fn label(language: Language, pointer: &str) -> String {
    let mut parts = pointer.trim_start_matches('/').split('/');
    let field = parts.next().unwrap_or_default();
    let name = word(language, &format!("entry-field-{}", field.replace('_', "-")));
    match parts.next().filter(|part| Language::from_tag(part).is_some() && part.len() == 2) {
        Some(tag) => format!("{name} ({tag})"),
        None => name,
    }
}

/// A value of a field.
pub(super) fn value(language: Language, catalogue: &Catalogue, (sort, pointer): (Sort, &str), value: &Value) -> String {
    let field = pointer.trim_start_matches('/').split('/').next().unwrap_or_default();
    let takes = of(sort).iter().find(|input| input.name == field).map(|input| input.takes);
    let chosen = match takes {
        Some(Takes::One(from) | Takes::Many(from)) => options(catalogue, language, from),
        _ => Vec::new(),
    };
    let one = |value: &Value| -> String {
        let Value::String(text) = value else { return plain(language, value) };
        if let Some((_, words)) = chosen.iter().find(|(code, _)| code == text) {
            return words.clone();
        }
        if field == "successor" {
            return name_of(language, catalogue, (sort, text));
        }
        match text.parse::<NaiveDate>() {
            Ok(day) => format::date(language, day),
            Err(_) => text.clone(),
        }
    };
    match value {
        Value::Array(items) => items.iter().map(one).collect::<Vec<_>>().join(", "),
        Value::Object(tests) if field == "conditions" && pointer == "/conditions" => {
            tests.iter().map(|(fact, test)| condition_text(fact, test, language)).collect::<Vec<_>>().join(", ")
        }
        value => one(value),
    }
}

fn plain(language: Language, value: &Value) -> String {
    match value {
        Value::Bool(yes) => word(language, if *yes { "entry-yes" } else { "entry-no" }),
        Value::Null => String::new(),
        Value::Object(parts) => {
            let said = parts.iter().filter(|(_, part)| !part.is_null());
            said.map(|(name, part)| format!("{name} {}", plain(language, part))).collect::<Vec<_>>().join(", ")
        }
        Value::Array(items) => items.iter().map(|item| plain(language, item)).collect::<Vec<_>>().join("–"),
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
    }
}

/// What an entry is called; its id where it is not known any more.
pub(super) fn name_of(language: Language, catalogue: &Catalogue, (sort, id): (Sort, &str)) -> String {
    let found = match sort {
        Sort::Agency => AgencyId::parse(id).ok().map(|id| catalogue.agency_name(&id).to_owned()),
        Sort::Location => LocationId::parse(id).ok().map(|id| catalogue.place_name(&id).to_owned()),
        Sort::Service => ServiceId::parse(id)
            .ok()
            .and_then(|id| catalogue.services.get(&id))
            .map(|service| service.name.get(language).to_owned()),
    };
    found.unwrap_or_else(|| id.to_owned())
}

/// A count with what it counts.
pub(super) fn count(language: Language, key: &str, n: usize) -> String {
    word_with(language, key, &[("n", n.into())])
}
