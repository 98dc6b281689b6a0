//! Jotform: a form of the web whose field `rawRequest` is JSON, each answer
//! under `q3_yourName`.
//! <https://www.jotform.com/help/245-how-to-setup-a-webhook-with-jotform/>

use bytes::Bytes;
use domain::source::ReceivedField;
use http::HeaderMap;
use serde_json::{Map, Value};
use web::extract::Upload;

use super::{Sent, flat};

/// The message in a body; `None` where it is none of an answered form.
pub(super) fn read(headers: &HeaderMap, body: &Bytes) -> Option<Sent> {
    let form = Upload::parse(headers, body).ok()?;
    let text = |name: &str| std::str::from_utf8(form.get(name)?).ok();
    let message = text("submissionID").filter(|id| !id.is_empty() && id.len() <= 100)?.to_owned();
    let raw: Map<String, Value> = serde_json::from_str(text("rawRequest")?).ok()?;
    let mut numbered: Vec<(u32, ReceivedField)> = raw
        .into_iter()
        .filter_map(|(key, value)| {
            let (number, name) = key.strip_prefix('q')?.split_once('_')?;
            let number = number.parse().ok()?;
            let label = words(name);
            // A name comes as its parts, a box to tick as a list.
            let values = match &value {
                Value::Object(_) => vec![flat::texts(&value).join(" ")],
                other => flat::texts(other),
            };
            Some((number, ReceivedField { key, label, values }))
        })
        .collect();
    numbered.sort_by_key(|(number, _)| *number);
    Some(Sent { message, at: None, answers: numbered.into_iter().map(|(_, answer)| answer).collect() })
}

/// `votreNom24` as `votre nom`.
fn words(name: &str) -> String {
    let mut words = String::new();
    for character in name.trim_end_matches(|c: char| c.is_ascii_digit()).chars() {
        if character.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(character.to_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn form(id: &str, raw: &str) -> (HeaderMap, Bytes) {
        let part = |name: &str, value: &str| {
            format!("--xYz\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let body = [part("formID", "1"), part("submissionID", id), part("rawRequest", raw)].concat() + "--xYz--\r\n";
        let headers = [(http::header::CONTENT_TYPE, "multipart/form-data; boundary=xYz".parse().unwrap())];
        (headers.into_iter().collect(), body.into())
    }

    #[test]
    fn answers_stand_in_the_order_of_the_form() {
        let raw = r#"{"slug":"submit/1","q10_besoin":"Un coach","q3_votreNom":{"first":"Zoé","last":"Müller"},
            "q4_email4":"zoe@zoe.example","q5_accord":["J'accepte"],"submitDate":"1"}"#;
        let (headers, body) = form("5", raw);
        let sent = read(&headers, &body).unwrap();
        assert_eq!(sent.message, "5");
        let said: Vec<_> =
            sent.answers.iter().map(|a| (a.key.as_str(), a.label.as_str(), a.values.join("+"))).collect();
        let expected = [
            ("q3_votreNom", "votre nom", "Zoé Müller"),
            ("q4_email4", "email", "zoe@zoe.example"),
            ("q5_accord", "accord", "J'accepte"),
            ("q10_besoin", "besoin", "Un coach"),
        ];
        assert_eq!(said, expected.map(|(key, label, said)| (key, label, said.to_owned())));
    }

    #[test]
    fn what_is_no_answered_form_is_not_read() {
        for (id, raw) in [("", "{}"), ("5", ""), ("5", "[]")] {
            let (headers, body) = form(id, raw);
            assert_eq!(read(&headers, &body), None, "{id} {raw}");
        }
        assert_eq!(read(&HeaderMap::new(), &Bytes::from_static(b"{}")), None);
    }
}
