//! Typeform: `form_response`, each answer under its question's id, or under the
//! `ref` that the form's owner gave it.
//! <https://www.typeform.com/developers/webhooks/example-payload/>

use domain::source::ReceivedField;
use serde::Deserialize;
use serde_json::Value;

use super::{Sent, flat, moment};

#[derive(Deserialize)]
struct Event {
    event_id: String,
    event_type: String,
    form_response: Response,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Response {
    submitted_at: Option<String>,
    hidden: serde_json::Map<String, Value>,
    definition: Definition,
    answers: Vec<Answer>,
}

#[derive(Default, Deserialize)]
struct Definition {
    #[serde(default)]
    fields: Vec<Question>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Question {
    id: String,
    r#ref: String,
    title: String,
}

#[derive(Deserialize)]
struct Answer {
    r#type: String,
    #[serde(default)]
    field: Question,
    #[serde(flatten)]
    said: serde_json::Map<String, Value>,
}

/// The message in a body; `None` where it is none of an answered form.
pub(super) fn read(body: &[u8]) -> Option<Sent> {
    let event: Event = serde_json::from_slice(body).ok()?;
    let Response { submitted_at, hidden, definition, answers } = event.form_response;
    if event.event_type != "form_response" || event.event_id.is_empty() {
        return None;
    }
    let mut fields: Vec<ReceivedField> = Vec::new();
    for (at, answer) in answers.iter().enumerate() {
        let question = &answer.field;
        let asked = definition.fields.iter().find(|asked| !asked.id.is_empty() && asked.id == question.id);
        let named = [&question.r#ref, &question.id].into_iter().find(|name| !name.is_empty());
        let key = named.cloned().unwrap_or_else(|| (at + 1).to_string());
        let label = asked.map(|asked| asked.title.clone()).unwrap_or_default();
        fields.push(ReceivedField { key, label, values: values(answer) });
    }
    fields.extend(hidden.into_iter().map(|(key, value)| {
        let values = flat::texts(&value);
        ReceivedField { label: key.clone(), key: format!("hidden.{key}"), values }
    }));
    Some(Sent { message: event.event_id, at: submitted_at.as_deref().and_then(moment), answers: fields })
}

/// What was answered: under the name of its type, a choice under `label` or,
/// where the person wrote its own, `other`.
fn values(answer: &Answer) -> Vec<String> {
    let Some(said) = answer.said.get(&answer.r#type) else { return Vec::new() };
    match said {
        Value::Object(choice) => {
            ["labels", "label", "other"].iter().filter_map(|name| choice.get(*name)).flat_map(flat::texts).collect()
        }
        other => flat::texts(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn each_type_of_answer_is_read() {
        let body = json!({
            "event_id": "LtWXD3crgy", "event_type": "form_response",
            "form_response": {
                "form_id": "lT4Z3j", "token": "a3a12ec67a1365927098a606107fac15",
                "submitted_at": "2026-11-24T09:30:00Z", "hidden": {"place": "icab"},
                "definition": {"fields": [{"id": "a", "title": "Votre nom", "type": "short_text", "ref": "name"}]},
                "answers": [
                    {"type": "text", "text": "Zoé", "field": {"id": "a", "type": "short_text", "ref": "name"}},
                    {"type": "email", "email": "zoe@zoe.example", "field": {"id": "b", "type": "email"}},
                    {"type": "boolean", "boolean": true, "field": {"id": "c"}},
                    {"type": "number", "number": 5, "field": {"id": "d"}},
                    {"type": "choice", "choice": {"label": "FR", "id": "x"}, "field": {"id": "e"}},
                    {"type": "choices", "choices": {"labels": ["A", "B"], "other": "C"}, "field": {"id": "f"}},
                    {"type": "text", "text": "no field"}
                ]
            }
        });
        let sent = read(body.to_string().as_bytes()).unwrap();
        assert_eq!((sent.message.as_str(), sent.at.map(Instant::seconds)), ("LtWXD3crgy", Some(1_795_512_600)));
        let said: Vec<(&str, &str, String)> =
            sent.answers.iter().map(|a| (a.key.as_str(), a.label.as_str(), a.values.join("+"))).collect();
        let expected = [
            ("name", "Votre nom", "Zoé"),
            ("b", "", "zoe@zoe.example"),
            ("c", "", "true"),
            ("d", "", "5"),
            ("e", "", "FR"),
            ("f", "", "A+B+C"),
            ("7", "", "no field"),
            ("hidden.place", "place", "icab"),
        ];
        assert_eq!(said, expected.map(|(key, label, said)| (key, label, said.to_owned())));
    }

    use domain::Instant;

    #[test]
    fn what_is_no_answered_form_is_not_read() {
        for body in ["", "[]", "{}", r#"{"event_id":"a","event_type":"other","form_response":{}}"#] {
            assert_eq!(read(body.as_bytes()), None, "{body}");
        }
    }
}
