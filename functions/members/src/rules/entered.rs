//! A rule as a form holds it, and back.

use domain::determine::{Clause, Rule, RuleDraft, When};
use domain::{Language, Text};
use serde_json::{Value, json};
use web::extract::FormState;

use super::facts;
use crate::view::View;

/// Tests of one rule that the form has room for.
pub(super) const ROWS: usize = 5;
/// The form's own word for `empty` that is false.
pub(super) const NOT_EMPTY: &str = "not_empty";
/// Operators beside which a list stands.
const LISTED: [&str; 5] = ["in", "not_in", "has", "has_any", "in_only"];

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
pub(super) fn filled(view: &View, rule: &Rule) -> FormState {
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
        let (operator, operand) = match (operator.as_str(), &operand) {
            ("empty", Value::Bool(true)) => (operator, String::new()),
            ("empty", Value::Bool(false)) => (NOT_EMPTY.to_owned(), String::new()),
            (_, Value::Array(items)) => (operator, items.iter().map(text).collect::<Vec<_>>().join(", ")),
            (_, other) => (operator, text(other)),
        };
        values.extend([
            (format!("fact_{at}"), fact),
            (format!("operator_{at}"), operator),
            (format!("value_{at}"), operand),
        ]);
    }
    ticked(view, &FormState::filled(values))
}

/// What was entered, with values of facts that have few as they are ticked: a code
/// each.
pub(super) fn ticked(view: &View, state: &FormState) -> FormState {
    let mut values = Vec::new();
    for (name, entered) in &state.values {
        match fact_of(state, name).filter(|fact| facts::codes(view, fact).is_some()) {
            Some(fact) => values.extend(items(entered).map(|item| (name.clone(), facts::code(view, fact, item)))),
            None => values.push((name.clone(), entered.clone())),
        }
    }
    FormState { values, ..state.clone() }
}

/// Values that are none of the fact that is chosen now go: they were another's.
pub(super) fn without_others(view: &View, state: &FormState) -> FormState {
    let is_own = |(name, entered): &&(String, String)| {
        fact_of(state, name).is_none_or(|fact| facts::may_be(view, fact, entered))
    };
    FormState { values: state.values.iter().filter(is_own).cloned().collect(), ..state.clone() }
}

/// The fact that a value of the form is of; `None` for another field.
fn fact_of<'a>(state: &'a FormState, name: &str) -> Option<&'a str> {
    name.strip_prefix("value_").map(|at| state.get(&format!("fact_{at}")))
}

/// Rows of the form with a test, in their order.
pub(super) fn rows(state: &FormState) -> Vec<usize> {
    (0..ROWS).filter(|at| !state.get(&format!("fact_{at}")).is_empty()).collect()
}

/// Whether a row says with what its fact is compared, where that needs saying.
pub(super) fn has_value(state: &FormState, at: usize) -> bool {
    let is_said = ["empty", NOT_EMPTY].contains(&state.get(&format!("operator_{at}")));
    let name = format!("value_{at}");
    is_said && !state.get(&format!("fact_{at}")).is_empty()
        || state.values.iter().any(|(field, entered)| *field == name && !entered.is_empty())
}

/// What was entered, as a rule is sent; a condition that the form has no room
/// for stays as it is.
pub(super) fn draft(view: &View, rule: Option<&Rule>, state: &FormState) -> RuleDraft {
    let kept = rule.filter(|rule| plain(&rule.when).is_none()).and_then(|rule| serde_json::to_value(&rule.when).ok());
    let tests: Vec<Value> = rows(state).into_iter().map(|at| test(view, at, state)).collect();
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

fn test(view: &View, at: usize, state: &FormState) -> Value {
    let fact = state.get(&format!("fact_{at}"));
    let operator = Some(state.get(&format!("operator_{at}"))).filter(|operator| !operator.is_empty()).unwrap_or("eq");
    let name = format!("value_{at}");
    let entered = state.values.iter().filter(|(field, _)| *field == name).map(|(_, entered)| entered.as_str());
    let (listed, few) = (LISTED.contains(&operator), facts::codes(view, fact).is_some());
    let mut values: Vec<Value> = if listed {
        entered.flat_map(items).map(|item| facts::value(view, fact, item)).collect()
    } else {
        entered.map(|text| facts::value(view, fact, text)).collect()
    };
    let (operator, operand) = match operator {
        "empty" => ("empty", Value::Bool(true)),
        NOT_EMPTY => ("empty", Value::Bool(false)),
        // It can't be several at once: one of those that are ticked.
        "eq" if few && values.len() > 1 => ("in", Value::Array(values)),
        operator if listed => (operator, Value::Array(values)),
        operator => (operator, values.pop().unwrap_or_else(|| "".into())),
    };
    json!({ fact: { operator: operand } })
}

fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|item| !item.is_empty())
}
