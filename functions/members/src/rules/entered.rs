//! A rule as a form holds it, and back.

use domain::determine::{Clause, Rule, RuleDraft, When};
use domain::{Language, Text};
use serde_json::{Map, Value, json};
use web::extract::FormState;

use crate::view::Desk;

/// Tests of one rule that the form has room for.
pub(super) const ROWS: usize = 5;

/// The field that an error of a draft belongs beside.
pub(super) fn field_of(pointer: &str) -> String {
    let parts: Vec<&str> = pointer.trim_start_matches('/').split('/').collect();
    match parts.as_slice() {
        ["when", _, row, ..] => format!("value_{row}"),
        ["when", ..] => "fact_0".to_owned(),
        ["explain", language] => format!("explain_{language}"),
        [name, ..] => (*name).to_owned(),
        [] => "id".to_owned(),
    }
}

/// Whether the form has room for a condition: tests of one fact each, one
/// operator each, none within another.
pub(super) fn plain(when: &When) -> Option<Vec<(String, String, Value)>> {
    let (When::All(clauses) | When::Any(clauses)) = when;
    let tests = clauses.iter().map(|clause| match clause {
        Clause::Tests(tests) if tests.len() == 1 => {
            let (fact, test) = tests.iter().next()?;
            match test.as_object() {
                Some(operators) if operators.len() == 1 => {
                    let (operator, operand) = operators.iter().next()?;
                    Some((fact.clone(), operator.clone(), operand.clone()))
                }
                Some(_) => None,
                None => Some((fact.clone(), "eq".to_owned(), test.clone())),
            }
        }
        _ => None,
    });
    tests.collect::<Option<Vec<_>>>().filter(|rows| rows.len() <= ROWS)
}

/// The form filled in with a rule.
pub(super) fn filled(rule: &Rule) -> FormState {
    let kind = if matches!(rule.when, When::All(_)) { "all" } else { "any" };
    let mut values = vec![
        ("id".to_owned(), rule.id.clone()),
        ("version".to_owned(), rule.version.to_string()),
        ("need".to_owned(), rule.need.to_string()),
        ("score".to_owned(), rule.score.to_string()),
        ("kind".to_owned(), kind.to_owned()),
        ("off".to_owned(), rule.off.to_string()),
    ];
    for language in Language::ALL {
        values.push((format!("explain_{}", language.tag()), rule.explain.get(language).to_owned()));
    }
    for (at, (fact, operator, operand)) in plain(&rule.when).unwrap_or_default().into_iter().enumerate() {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let operand = match &operand {
            Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(", "),
            other => text(other),
        };
        values.extend([
            (format!("fact_{at}"), fact),
            (format!("operator_{at}"), operator),
            (format!("value_{at}"), operand),
        ]);
    }
    FormState::filled(values)
}

/// What was entered, as a rule is sent; a condition that the form has no room
/// for stays as it is.
pub(super) fn draft(view: &Desk, rule: Option<&Rule>, state: &FormState) -> RuleDraft {
    let kept = rule.filter(|rule| plain(&rule.when).is_none()).and_then(|rule| serde_json::to_value(&rule.when).ok());
    let tests: Vec<Value> = (0..ROWS).filter_map(|at| test(view, at, state)).collect();
    let kind = if state.get("kind") == "any" { "any" } else { "all" };
    RuleDraft {
        id: None,
        need: state.get("need").to_owned(),
        score: state.get("score").parse().unwrap_or_default(),
        when: kept.unwrap_or_else(|| json!({kind: tests})),
        explain: Text::new(state.get("explain_fr"), state.get("explain_nl"), state.get("explain_en")),
        off: state.get("off") == "true",
        version: None,
    }
}

fn test(view: &Desk, at: usize, state: &FormState) -> Option<Value> {
    let fact = Some(state.get(&format!("fact_{at}"))).filter(|fact| !fact.is_empty())?;
    let operator = Some(state.get(&format!("operator_{at}"))).filter(|operator| !operator.is_empty()).unwrap_or("eq");
    let entered = state.get(&format!("value_{at}"));
    let scalar = |text: &str| match text {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        text => text
            .parse::<i64>()
            .map(Value::from)
            .or_else(|_| text.parse::<f64>().map(Value::from))
            .unwrap_or_else(|_| text.into()),
    };
    // A money scale has steps such as `0`, which are words.
    let word = view.catalogue.member_model.field(fact).is_some_and(|field| field.values.is_some());
    let one = |text: &str| if word { text.into() } else { scalar(text) };
    let listed = ["in", "not_in", "has", "has_any", "in_only"].contains(&operator);
    let operand = if listed {
        entered.split(',').map(str::trim).filter(|item| !item.is_empty()).map(one).collect()
    } else {
        one(entered)
    };
    let mut test = Map::new();
    test.insert(operator.to_owned(), operand);
    let mut clause = Map::new();
    clause.insert(fact.to_owned(), Value::Object(test));
    Some(Value::Object(clause))
}
