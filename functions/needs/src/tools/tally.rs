//! Tally: `FORM_RESPONSE`, a list of fields with what stands beside them.
//! <https://tally.so/help/webhooks>

use domain::source::ReceivedField;
use serde::Deserialize;
use serde_json::Value;

use super::{Sent, flat, moment};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Event {
    event_id: String,
    event_type: String,
    created_at: Option<String>,
    data: Response,
}

#[derive(Deserialize)]
struct Response {
    #[serde(default)]
    fields: Vec<Field>,
}

#[derive(Deserialize)]
struct Field {
    key: String,
    label: Option<String>,
    #[serde(default)]
    value: Value,
    #[serde(default)]
    options: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    id: String,
    #[serde(default)]
    text: String,
}

/// The message in a body; `None` where it is none of an answered form.
pub(super) fn read(body: &[u8]) -> Option<Sent> {
    let event: Event = serde_json::from_slice(body).ok()?;
    if event.event_type != "FORM_RESPONSE" || event.event_id.is_empty() {
        return None;
    }
    let answers = event.data.fields.into_iter().map(|field| {
        // A choice is told by its id.
        let word = |said: String| {
            let chosen = field.options.iter().find(|choice| choice.id == said);
            chosen.map_or(said, |choice| choice.text.clone())
        };
        let values = flat::texts(&field.value).into_iter().map(word).collect();
        ReceivedField { key: field.key, label: field.label.unwrap_or_default(), values }
    });
    let answers = answers.collect();
    Some(Sent { message: event.event_id, at: event.created_at.as_deref().and_then(moment), answers })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_choice_is_read_as_its_words() {
        let body = json!({
            "eventId": "a4cb511e", "eventType": "FORM_RESPONSE", "createdAt": "2026-11-22T10:00:00.000Z",
            "data": {"responseId": "2wgx4n", "formName": "Besoin", "fields": [
                {"key": "q1", "label": "Besoin", "type": "TEXTAREA", "value": "é"},
                {"key": "q2", "label": "Taal", "type": "DROPDOWN", "value": ["x"],
                 "options": [{"id": "x", "text": "Nederlands"}, {"id": "y", "text": "Frans"}]},
                {"key": "q3", "label": null, "type": "CHECKBOXES", "value": null}
            ]}
        });
        let sent = read(body.to_string().as_bytes()).unwrap();
        assert_eq!((sent.message.as_str(), sent.at.map(|at| at.seconds())), ("a4cb511e", Some(1_795_341_600)));
        let said: Vec<_> = sent.answers.iter().map(|a| (a.key.as_str(), a.values.join("+"))).collect();
        assert_eq!(said, [("q1", "é".to_owned()), ("q2", "Nederlands".to_owned()), ("q3", String::new())]);
    }

    #[test]
    fn what_is_no_answered_form_is_not_read() {
        for body in ["", "[]", "{}", r#"{"eventId":"a","eventType":"OTHER","data":{}}"#] {
            assert_eq!(read(body.as_bytes()), None, "{body}");
        }
    }
}
