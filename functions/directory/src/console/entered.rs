//! What was entered in the form of an entry, as the outside interface has it, and
//! back.

use domain::entry::Sort;
use domain::language::Language;
use serde_json::{Map, Value, json};
use web::extract::FormState;

use super::inputs::{Input, Takes, of};

/// The form over an entry as programs read it, its conditions as lines.
pub(super) fn filled(sort: Sort, body: &Value, version: u64) -> FormState {
    let mut state = FormState::over(body, version);
    for Input { name, .. } in of(sort).iter().filter(|input| input.takes == Takes::Conditions) {
        state.values.push(((*name).to_owned(), lines_of(body.get(*name).unwrap_or(&Value::Null))));
    }
    state
}

fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The body that was entered, over the one that stands.
pub(super) fn body(sort: Sort, before: &Value, state: &FormState) -> Value {
    let mut body: Map<String, Value> = before.as_object().cloned().unwrap_or_default();
    for Input { name, takes, .. } in of(sort) {
        let value = match takes {
            Takes::Text(_) => {
                let said =
                    |one: Language| Some(state.get(&format!("{name}_{}", one.tag()))).filter(|text| !text.is_empty());
                let parts = Language::ALL.into_iter().filter_map(|one| Some((one.tag().to_owned(), json!(said(one)?))));
                let parts: Map<String, Value> = parts.collect();
                if parts.is_empty() { Value::Null } else { Value::Object(parts) }
            }
            Takes::Many(_) => {
                let chosen = state.values.iter().filter(|(field, value)| field == name && !value.is_empty());
                chosen.map(|(_, value)| json!(value)).collect()
            }
            Takes::Number => number(state.get(name)),
            Takes::Conditions => conditions(state.get(name), before.get(*name)),
            _ => Some(state.get(name)).filter(|text| !text.is_empty()).map_or(Value::Null, |text| json!(text)),
        };
        match value {
            Value::Null => body.remove(*name),
            value => body.insert((*name).to_owned(), value),
        };
    }
    Value::Object(body)
}

/// A number as people write it; what is none stays, to be refused.
fn number(text: &str) -> Value {
    let plain = text.replace([' ', '\u{a0}', '\u{202f}'], "").replace(',', ".");
    if plain.is_empty() {
        return Value::Null;
    }
    let whole = plain.parse::<i64>().map(|number| json!(number));
    whole.or_else(|_| plain.parse::<f64>().map(|number| json!(number))).unwrap_or_else(|_| json!(text))
}

/// Conditions as lines: `headcount lt 250`.
pub(super) fn lines_of(conditions: &Value) -> String {
    let nothing = Map::new();
    let all = conditions.as_object().unwrap_or(&nothing);
    all.iter().flat_map(|(fact, test)| lines(fact, test)).collect::<Vec<_>>().join("\n")
}

fn lines(fact: &str, test: &Value) -> Vec<String> {
    let operand = |value: &Value| match value {
        Value::Array(items) => items.iter().map(written).collect::<Vec<_>>().join(", "),
        other => written(other),
    };
    match test {
        Value::Object(operators) => {
            operators.iter().map(|(operator, value)| format!("{fact} {operator} {}", operand(value))).collect()
        }
        plain => vec![format!("{fact} eq {}", operand(plain))],
    }
}

/// The conditions of such lines; a fact whose lines are as they were stays as it
/// was.
fn conditions(text: &str, before: Option<&Value>) -> Value {
    let mut entered: Map<String, Value> = Map::new();
    let mut said: Vec<(String, Vec<String>)> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut words = line.splitn(3, char::is_whitespace);
        let fact = words.next().unwrap_or_default().to_owned();
        let (operator, operand) = (words.next().unwrap_or("eq"), words.next().unwrap_or("true"));
        let tests = entered.entry(fact.clone()).or_insert_with(|| json!({}));
        if let Some(tests) = tests.as_object_mut() {
            tests.insert(operator.to_owned(), operand_of(operator, operand.trim()));
        }
        match said.iter_mut().find(|(known, _)| *known == fact) {
            Some((_, lines)) => lines.push(line.to_owned()),
            None => said.push((fact, vec![line.to_owned()])),
        }
    }
    for (fact, now) in said {
        let was = before.and_then(|before| before.get(&fact));
        if let Some(was) = was.filter(|was| lines(&fact, was) == now) {
            entered.insert(fact, was.clone());
        }
    }
    Value::Object(entered)
}

fn operand_of(operator: &str, text: &str) -> Value {
    let one = |text: &str| match text.trim() {
        "true" => json!(true),
        "false" => json!(false),
        plain => match number(plain) {
            Value::Number(number) => Value::Number(number),
            _ => json!(plain),
        },
    };
    if ["in", "not_in", "has_any", "in_only"].contains(&operator) {
        text.split(',').map(one).collect()
    } else {
        one(text)
    }
}

/// The field of the form that a pointer means.
pub(super) fn field_of(sort: Sort, pointer: &str) -> String {
    let mut parts = pointer.trim_start_matches('/').split('/');
    let first = parts.next().unwrap_or_default();
    match of(sort).iter().find(|input| input.name == first).map(|input| input.takes) {
        Some(Takes::Text(_)) => format!("{first}_{}", parts.next().unwrap_or("fr")),
        Some(_) => first.to_owned(),
        None if first == "id" => "id".to_owned(),
        None => of(sort).first().map_or("id", |input| input.name).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_read_as_they_are_written_and_stay_as_they_were() {
        let before =
            json!({"in_region": true, "headcount": {"lt": 250, "gte": 1}, "stage": {"in": ["idea", "launch"]}});
        let lines = lines_of(&before);
        assert_eq!(conditions(&lines, Some(&before)), before);
        let changed = lines.replace("250", "50");
        let after = conditions(&changed, Some(&before));
        assert_eq!(after["headcount"], json!({"lt": 50, "gte": 1}));
        assert_eq!(after["in_region"], json!(true), "as it was");
        assert_eq!(conditions("rd_intensity in a, b", None), json!({"rd_intensity": {"in": ["a", "b"]}}));
        assert_eq!(conditions("", Some(&before)), json!({}));
    }

    #[test]
    fn numbers_are_those_that_people_write() {
        assert_eq!(number("1 250"), json!(1250));
        assert_eq!(number("50,8263"), json!(50.8263));
        assert_eq!(number("much"), json!("much"));
        assert_eq!(number(""), Value::Null);
    }

    #[test]
    fn an_error_stands_beside_the_field_that_it_is_about() {
        for (pointer, field) in [
            ("/name/nl", "name_nl"),
            ("/name", "name_fr"),
            ("/answers/3", "answers"),
            ("/valid_to", "agency"),
            ("/id", "id"),
        ] {
            assert_eq!(field_of(Sort::Service, pointer), field);
        }
    }
}
