//! HTML forms. A page that refuses a form shows it again with what was
//! entered and an error beside each field, so nothing has to be typed twice.

use axum::extract::{FromRequest, Request};
use bytes::Bytes;
use domain::Text;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::written::is_unwritable;
use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;
use validator::Validate;

use super::body::{BODY_LIMIT, expect_type, read_body};
use super::form_values::FieldsDeserializer;
use super::json::Checked;
use super::shape::{problem_of_serde, problems_of};
use super::unwritable::unwritable_in;
use crate::context::Context;
use crate::problem::{FieldProblem, Problem};

/// What was entered, and what is wrong with it. The default is an empty form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormState {
    /// Names and values in the order of the form, trimmed.
    pub values: Vec<(String, String)>,
    /// Errors; the pointer is `/` and the field's name.
    pub errors: Vec<FieldProblem>,
    /// Names and values that are stored by now, where the form came late: [`Self::is_late`].
    pub stands: Vec<(String, String)>,
}

impl FormState {
    /// A form filled in beforehand.
    pub fn filled<N: Into<String>, V: Into<String>>(values: impl IntoIterator<Item = (N, V)>) -> Self {
        let values = values.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Self { values, ..Self::default() }
    }

    /// A form over a version of something, with nothing filled in.
    pub fn at(version: u64) -> Self {
        Self::filled([("version", version.to_string())])
    }

    /// A form over something stored, as programs read it: its fields by their names,
    /// lists as repeated names, a text as `name_fr`, `name_nl` and `name_en`. Lists of
    /// objects are no fields, and its id stands in the form's address.
    pub fn over<T: Serialize>(stored: &T, version: u64) -> Self {
        let Self { mut values, .. } = Self::at(version);
        let shown = serde_json::to_value(stored).unwrap_or_default();
        for (name, value) in shown.as_object().into_iter().flatten().filter(|(name, _)| *name != "id") {
            match value {
                Value::Array(items) => {
                    values.extend(items.iter().filter_map(|item| Some((name.clone(), written(item)?))));
                }
                Value::Object(parts) => values
                    .extend(parts.iter().filter_map(|(part, value)| Some((format!("{name}_{part}"), written(value)?)))),
                plain => values.extend(written(plain).map(|text| (name.clone(), text))),
            }
        }
        Self { values, ..Self::default() }
    }

    /// 412 unless it was filled in over the version that stands.
    pub fn check_version(&self, stands: u64) -> Result<(), Problem> {
        if self.get("version").parse::<u64>() == Ok(stands) { Ok(()) } else { Err(Problem::changed_meanwhile()) }
    }

    /// The last value of a field; empty where it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.values.iter().rev().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// Whether a field was sent with this value: for choices.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.values.iter().any(|(field, entered)| field == name && entered == value)
    }

    /// The first error of a field.
    pub fn error(&self, name: &str) -> Option<&Text> {
        let of_field =
            |error: &&FieldProblem| error.pointer.strip_prefix('/').and_then(|p| p.split('/').next()) == Some(name);
        self.errors.iter().find(of_field).map(|error| &error.detail)
    }

    /// Puts an error beside a field.
    pub fn blame(&mut self, name: &str, detail: Text) {
        self.errors.push(FieldProblem::new(format!("/{name}"), detail));
    }

    /// Puts what is wrong beside a field.
    pub fn wrong(&mut self, name: &str, problem: Wrong) {
        self.errors.push(FieldError::new(format!("/{name}"), problem).into());
    }

    /// Puts errors of the domain beside the fields that `field_of` names for
    /// their pointers.
    pub fn blame_all(&mut self, errors: Vec<FieldError>, field_of: impl Fn(&str) -> String) {
        for error in errors {
            let name = field_of(&error.pointer);
            let FieldProblem { detail, .. } = error.into();
            self.blame(&name, detail);
        }
    }

    /// Puts errors of the domain beside the fields of their names; of a part of a field,
    /// beside the field.
    pub fn blame_own(&mut self, errors: Vec<FieldError>) {
        self.blame_all(errors, |pointer| pointer.split('/').nth(1).unwrap_or_default().to_owned());
    }

    /// Whether anything is wrong.
    pub fn is_refused(&self) -> bool {
        !self.errors.is_empty()
    }
}

fn written(value: &Value) -> Option<String> {
    match value {
        Value::Null | Value::Array(_) | Value::Object(_) => None,
        Value::String(text) => Some(text.clone()),
        plain => Some(plain.to_string()),
    }
}

/// A form that was sent. `csrf` and `lang` are taken out before parsing.
/// Repeated names make a list; an empty value is an absent one; `on`, `true`
/// and `1` are true.
#[derive(Debug, Clone)]
pub struct FormBody<T> {
    /// What was meant; `None` when `state` holds errors.
    pub value: Option<T>,
    /// What was entered and what is wrong with it.
    pub state: FormState,
}

impl<T: DeserializeOwned + Validate> FormBody<T> {
    /// Parses a form's bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, Problem> {
        Self::parse_beside(bytes, &[])
    }

    /// Parses a form's bytes, of which those fields are none of `T`.
    fn parse_beside(bytes: &[u8], others: &[&str]) -> Result<Self, Problem> {
        let pairs: Vec<(String, String)> =
            serde_urlencoded::from_bytes(bytes).map_err(|_| Problem::malformed_body())?;
        let values = pairs.into_iter().filter(|(name, _)| name != "csrf" && name != "lang");
        let values = values.map(|(name, value)| (name, value.replace("\r\n", "\n").trim().to_owned()));
        let mut state = FormState::filled(values);
        state.errors = unwritable_in(&state.values);
        if state.is_refused() {
            // Shown again without them, so that sending it again is enough.
            state.values.iter_mut().for_each(|(_, value)| value.retain(|character| !is_unwritable(character)));
            return Ok(Self { value: None, state });
        }
        let fields = state.values.iter().filter(|(name, _)| !others.contains(&name.as_str()));
        let value = match serde_path_to_error::deserialize::<_, T>(FieldsDeserializer::of_form(fields)) {
            Ok(value) => match value.validate() {
                Ok(()) => Some(value),
                Err(errors) => {
                    state.errors = problems_of(&errors);
                    None
                }
            },
            Err(error) => {
                state.errors = vec![problem_of_serde(error.path(), error.inner())];
                None
            }
        };
        Ok(Self { value, state })
    }

    /// The value, or 422 where no page shows the form again.
    pub fn into_value(self) -> Result<T, Problem> {
        self.value.ok_or_else(|| Problem::invalid(self.state.errors))
    }
}

impl<T: DeserializeOwned + Validate> FromRequest<Context> for FormBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Context) -> Result<Self, Problem> {
        Self::parse(&sent(request).await?)
    }
}

/// A form whose fields are read one by one.
impl FromRequest<Context> for FormState {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Context) -> Result<Self, Problem> {
        Ok(FormBody::<Checked<IgnoredAny>>::parse(&sent(request).await?)?.state)
    }
}

/// A form whose fields are those of a draft. Beside them stand the `id` that
/// something new gets, so that a form sent twice counts once, and the `version` that
/// the form was filled in over; both are in its state.
#[derive(Debug, Clone)]
pub struct FormOver<T>(pub FormBody<T>);

impl<T: DeserializeOwned + Validate> FromRequest<Context> for FormOver<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Context) -> Result<Self, Problem> {
        FormBody::parse_beside(&sent(request).await?, &["id", "version"]).map(Self)
    }
}

async fn sent(request: Request) -> Result<Bytes, Problem> {
    expect_type(request.headers(), "application/x-www-form-urlencoded", None)?;
    read_body(request, BODY_LIMIT).await
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_form_over_something_has_its_fields_its_lists_and_its_texts() {
        let stored = json!({"id": "a", "name": {"fr": "Un", "nl": "Een"}, "seats": 5, "open": true, "room": null,
            "languages": ["fr", "nl"], "absences": [{"from": "2026-12-01"}]});
        let state = FormState::over(&stored, 3);
        assert_eq!(["name_fr", "name_nl", "seats", "open"].map(|name| state.get(name)), ["Un", "Een", "5", "true"]);
        assert!(state.has("languages", "fr") && state.has("languages", "nl"));
        assert!(["id", "name", "name_en", "room", "absences"].iter().all(|name| state.get(name).is_empty()));
        assert!(state.check_version(3).is_ok() && state.check_version(2).is_err());
        assert!(FormState::default().check_version(3).is_err());
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Draft {
        name: String,
    }

    #[test]
    fn its_id_and_version_are_no_fields_of_a_draft() {
        let sent = FormBody::<Checked<Draft>>::parse_beside(b"id=a&version=2&name=Un", &["id", "version"]).unwrap();
        assert_eq!((sent.value.unwrap().0.name.as_str(), sent.state.get("id")), ("Un", "a"));
        assert!(sent.state.check_version(2).is_ok());
        let refused = FormBody::<Checked<Draft>>::parse(b"id=a&name=Un").unwrap();
        assert!(refused.value.is_none() && refused.state.is_refused());
    }
}
