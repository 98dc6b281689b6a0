//! JSON of any depth as a list of answers.

use domain::source::ReceivedField;
use serde_json::Value;

/// Answers of one message at most.
const AT_MOST: usize = 200;

/// The texts in a value, in their order; nothing for null.
pub(super) fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()).into_iter().collect(),
        Value::Bool(_) | Value::Number(_) => vec![value.to_string()],
        Value::Array(many) => many.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.values().flat_map(texts).collect(),
    }
}

/// A resource as answers: each field under its path, `address.company`; a list
/// of plain values is one answer.
pub(super) fn answers(resource: &Value) -> Vec<ReceivedField> {
    let mut found = Vec::new();
    walk(resource, "", &mut found);
    found.truncate(AT_MOST);
    found
}

fn walk(value: &Value, path: &str, found: &mut Vec<ReceivedField>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let inner = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                walk(value, &inner, found);
            }
        }
        Value::Array(many) if many.iter().any(|one| one.is_object() || one.is_array()) => {
            for (at, value) in many.iter().enumerate() {
                walk(value, &format!("{path}.{at}"), found);
            }
        }
        _ if found.len() < AT_MOST => {
            let label = path.replace(['.', '_'], " ");
            found.push(ReceivedField { key: path.to_owned(), label, values: texts(value) });
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_field_stands_under_its_path() {
        let resource = json!({"id": 7, "address": {"company": "Zoe", "full_address": null}, "tags": ["a", "b"], "of": [{"x": true}]});
        let answers = answers(&resource);
        let said: Vec<_> = answers
            .iter()
            .map(|answer| (answer.key.as_str(), answer.label.as_str(), answer.values.join("+")))
            .collect();
        let expected = [
            ("address.company", "address company", "Zoe"),
            ("address.full_address", "address full address", ""),
            ("id", "id", "7"),
            ("of.0.x", "of 0 x", "true"),
            ("tags", "tags", "a+b"),
        ];
        assert_eq!(said, expected.map(|(key, label, said)| (key, label, said.to_owned())));
    }

    #[test]
    fn of_a_resource_without_end_only_the_beginning_is_read() {
        let many: serde_json::Map<_, _> = (0..1_000).map(|at| (at.to_string(), json!(at))).collect();
        assert_eq!(answers(&Value::Object(many)).len(), AT_MOST);
    }
}
