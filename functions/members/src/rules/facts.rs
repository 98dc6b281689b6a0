//! Facts whose values are few: a form offers them by name, in the person's language.

use domain::Language;
use domain::fact_words::value_label;
use domain::ids::{AgencyId, LocationId};
use domain::member::FieldKind;
use domain::member::matching::fold;
use serde_json::{Value, json};

use crate::view::View;

/// Values that a form offers beside one another, at most.
const FEW: usize = 40;

/// What the values of a fact are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Codes,
    YesNo,
    Agencies,
    Places,
}

fn kind(view: &View, fact: &str) -> Option<Kind> {
    match fact {
        "in_region" => return Some(Kind::YesNo),
        "sector" => return Some(Kind::Codes),
        "after" => return Some(Kind::Agencies),
        _ => {}
    }
    match view.catalogue.member_model.field(fact)?.kind {
        FieldKind::Code | FieldKind::Bracket | FieldKind::Multi => Some(Kind::Codes),
        FieldKind::Bool => Some(Kind::YesNo),
        FieldKind::MultiRef => Some(Kind::Agencies),
        FieldKind::Ref => Some(Kind::Places),
        _ => None,
    }
}

/// The values of a fact, where they are few.
pub(super) fn codes(view: &View, fact: &str) -> Option<Vec<String>> {
    let (catalogue, today) = (&view.catalogue, view.today());
    // Markets that are aimed at are those that there are.
    let like = if fact == "target_markets" { "markets" } else { fact };
    let codes: Vec<String> = match kind(view, fact)? {
        Kind::YesNo => vec!["true".to_owned(), "false".to_owned()],
        Kind::Agencies => catalogue.agencies_on(today).map(|agency| agency.id.to_string()).collect(),
        Kind::Places => catalogue.locations_on(today).map(|place| place.id.to_string()).collect(),
        Kind::Codes if fact == "sector" => vec!["ict".to_owned()],
        Kind::Codes => catalogue.member_model.field(like)?.values.clone()?,
    };
    (1..=FEW).contains(&codes.len()).then_some(codes)
}

/// What a value is called; a code that stands for nothing stays.
pub(super) fn label(view: &View, fact: &str, code: &str, language: Language) -> String {
    let catalogue = &view.catalogue;
    match (kind(view, fact), code) {
        (Some(Kind::YesNo), "true" | "false") => value_label(fact, &Value::Bool(code == "true"), language),
        (Some(Kind::Agencies), _) => {
            AgencyId::parse(code).map_or_else(|_| code.to_owned(), |id| catalogue.agency_name(&id).to_owned())
        }
        (Some(Kind::Places), _) => {
            LocationId::parse(code).map_or_else(|_| code.to_owned(), |id| catalogue.place_name(&id).to_owned())
        }
        _ => value_label(fact, &json!(code), language),
    }
}

/// Whether something may be a value of a fact: among its few values, or one that
/// has a name though it is chosen no more.
pub(super) fn may_be(view: &View, fact: &str, entered: &str) -> bool {
    let is_named = || label(view, fact, entered, Language::Fr) != entered;
    codes(view, fact).is_none_or(|codes| codes.iter().any(|code| code == entered) || is_named())
}

/// The code of one of the few values of a fact, that was entered as such or by its
/// name in any of the languages; what is none of them stays.
pub(super) fn code(view: &View, fact: &str, entered: &str) -> String {
    let codes = codes(view, fact).unwrap_or_default();
    let wanted = fold(entered);
    let is_called = |code: &&String| {
        Language::ALL.into_iter().any(|language| fold(&label(view, fact, code.as_str(), language)) == wanted)
    };
    let found = codes.iter().find(|code| **code == entered).or_else(|| codes.iter().find(is_called));
    found.map_or(entered, String::as_str).to_owned()
}

/// What was entered of a fact, as a rule holds it.
pub(super) fn value(view: &View, fact: &str, entered: &str) -> Value {
    match (kind(view, fact), entered) {
        // A money scale has steps such as `0`, which are words.
        (Some(kind), _) if kind != Kind::YesNo => entered.into(),
        (_, "true") => Value::Bool(true),
        (_, "false") => Value::Bool(false),
        _ => {
            let whole = entered.parse::<i64>().ok().map(Value::from);
            let number = || entered.parse::<f64>().ok().map(Value::from);
            whole.or_else(number).unwrap_or_else(|| entered.into())
        }
    }
}
