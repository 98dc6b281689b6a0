//! JSON bodies. What is not JSON is 400; JSON of another shape is 422 with a
//! pointer to the field, whether serde or `validator` found it.

use axum::body::HttpBody as _;
use axum::extract::{FromRequest, OptionalFromRequest, Request};
use bytes::Bytes;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::sent::pointer_of;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use serde_path_to_error::Track;
use validator::{Validate, ValidationErrors};

use super::body::{BODY_LIMIT, expect_type, read_body};
use super::shape::{problem_of_serde, problems_of};
use super::unwritable::{refuse_unwritable, unwritable_in_json};
use crate::context::Context;
use crate::problem::{FieldProblem, Problem};

/// A parsed JSON body and its bytes, which the idempotency fingerprint is
/// taken of.
#[derive(Debug, Clone)]
pub struct JsonBody<T> {
    /// What was sent.
    pub value: T,
    /// How it was sent.
    pub bytes: Bytes,
}

/// A shape of `domain`, which checks what it means by itself.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct Checked<T>(pub T);

impl<T> Validate for Checked<T> {
    fn validate(&self) -> Result<(), ValidationErrors> {
        Ok(())
    }
}

impl<T: DeserializeOwned + Validate> FromRequest<Context> for JsonBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Context) -> Result<Self, Problem> {
        expect_type(request.headers(), "application/json", Some("+json"))?;
        let bytes = read_body(request, BODY_LIMIT).await?;
        Ok(Self { value: parse_json(&bytes)?, bytes })
    }
}

/// A body that may be left out.
impl<T: DeserializeOwned + Validate> OptionalFromRequest<Context> for JsonBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, context: &Context) -> Result<Option<Self>, Problem> {
        if request.body().is_end_stream() {
            return Ok(None);
        }
        <Self as FromRequest<Context>>::from_request(request, context).await.map(Some)
    }
}

/// Parses and checks JSON that arrived some other way, such as in a webhook
/// whose signature was checked first.
pub fn parse_json<T: DeserializeOwned + Validate>(bytes: &[u8]) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value: T = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        // serde calls a number where a word of a list is expected bad syntax,
        // though it is JSON.
        let is_json = serde_json::from_slice::<serde_json::Value>(bytes).is_ok();
        if is_json {
            Problem::invalid(vec![problem_of_serde(error.path(), error.inner())])
        } else {
            Problem::malformed_body()
        }
    })?;
    reader.end().map_err(|_| Problem::malformed_body())?;
    refuse_unwritable(unwritable_in_json(bytes))?;
    value.validate().map_err(|errors| Problem::invalid(problems_of(&errors)))?;
    Ok(value)
}

/// Parses an object as a row, which a later version may have given more fields;
/// what is sent may have none that this one does not know.
pub fn parse_row<T: DeserializeOwned>(sent: Map<String, Value>) -> Result<T, Problem> {
    let sent = Value::Object(sent);
    refuse_unwritable(unwritable_in_json(sent.to_string().as_bytes()))?;
    let (mut unknown, mut track) = (Vec::new(), Track::new());
    let reader = serde_path_to_error::Deserializer::new(sent, &mut track);
    let row = serde_ignored::deserialize(reader, |path| unknown.push(pointer_of(&path)));
    let row = row.map_err(|error| Problem::invalid(vec![problem_of_serde(&track.path(), &error)]))?;
    let wrong = |pointer| FieldProblem::from(FieldError::new(pointer, Wrong::UnknownField));
    if unknown.is_empty() { Ok(row) } else { Err(Problem::invalid(unknown.into_iter().map(wrong).collect())) }
}
