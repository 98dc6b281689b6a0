//! HTML forms. A page that refuses a form shows it again with what was
//! entered and an error beside each field, so nothing has to be typed twice.

use axum::extract::{FromRequest, Request};
use domain::Text;
use domain::field_error::FieldError;
use domain::written::is_unwritable;
use serde::de::DeserializeOwned;
use validator::Validate;

use super::body::{BODY_LIMIT, expect_type, read_body};
use super::form_values::FieldsDeserializer;
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
}

impl FormState {
    /// A form filled in beforehand.
    pub fn filled<N: Into<String>, V: Into<String>>(values: impl IntoIterator<Item = (N, V)>) -> Self {
        let values = values.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Self { values, errors: Vec::new() }
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

    /// Puts errors of the domain beside the fields that `field_of` names for
    /// their pointers.
    pub fn blame_all(&mut self, errors: Vec<FieldError>, field_of: impl Fn(&str) -> String) {
        for error in errors {
            let name = field_of(&error.pointer);
            let FieldProblem { detail, .. } = error.into();
            self.blame(&name, detail);
        }
    }

    /// Whether anything is wrong.
    pub fn is_refused(&self) -> bool {
        !self.errors.is_empty()
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
        let pairs: Vec<(String, String)> =
            serde_urlencoded::from_bytes(bytes).map_err(|_| Problem::malformed_body())?;
        let values = pairs.into_iter().filter(|(name, _)| name != "csrf" && name != "lang");
        let values = values.map(|(name, value)| (name, value.replace("\r\n", "\n").trim().to_owned()));
        let mut state = FormState { values: values.collect(), errors: Vec::new() };
        state.errors = unwritable_in(&state.values);
        if state.is_refused() {
            // Shown again without them, so that sending it again is enough.
            state.values.iter_mut().for_each(|(_, value)| value.retain(|character| !is_unwritable(character)));
            return Ok(Self { value: None, state });
        }
        let value = match serde_path_to_error::deserialize::<_, T>(FieldsDeserializer::new(&state.values)) {
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
        expect_type(request.headers(), "application/x-www-form-urlencoded", None)?;
        Self::parse(&read_body(request, BODY_LIMIT).await?)
    }
}
