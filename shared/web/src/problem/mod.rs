//! The one envelope of errors: RFC 9457 for programs, a page that says what
//! happened, that nothing was lost and what to do for people. A handler returns
//! `Result<_, Problem>` and knows neither the language nor the form: the
//! middleware of [`crate::layer`] writes the problem once it knows both.

mod constructors;
mod convert;
mod render;

use axum::response::{IntoResponse, Response};
use domain::Text;
use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::{Map, Value};

pub use render::{explanation, pages, write_html, write_json};

use crate::language::Lang;

/// Errors that an answer lists at most: whoever sent more that is wrong than
/// this corrects some first.
pub(crate) const ERRORS_AT_MOST: usize = 100;

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// JSON pointer into the body: `/contact/email`; empty for the whole.
    pub pointer: String,
    /// What to do about it.
    pub detail: Text,
}

impl FieldProblem {
    /// A problem at a pointer.
    pub fn new(pointer: impl Into<String>, detail: Text) -> Self {
        Self { pointer: pointer.into(), detail }
    }
}

/// An answer that says what went wrong. Nothing was stored when one is given.
#[derive(Debug, Clone)]
pub struct Problem(Box<Parts>);

#[derive(Debug, Clone, Default)]
struct Parts {
    status: StatusCode,
    slug: &'static str,
    title: Text,
    detail: Text,
    errors: Vec<FieldProblem>,
    members: Map<String, Value>,
    headers: Vec<(HeaderName, HeaderValue)>,
    way_on: Option<(String, Text)>,
}

impl Problem {
    /// A problem of a function's own: `slug` names its type
    /// (`/problems/slot-taken`), `title` the kind, `detail` what to do now.
    pub fn new(status: StatusCode, slug: &'static str, title: Text, detail: Text) -> Self {
        Self(Box::new(Parts { status, slug, title, detail, ..Parts::default() }))
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The last part of its type.
    pub fn slug(&self) -> &'static str {
        self.0.slug
    }

    /// What to do now.
    pub fn detail(&self) -> &Text {
        &self.0.detail
    }

    /// What is wrong with each field.
    pub fn errors(&self) -> &[FieldProblem] {
        &self.0.errors
    }

    /// Says more closely what to do.
    pub fn with_detail(mut self, detail: Text) -> Self {
        self.0.detail = detail;
        self
    }

    /// Adds what is wrong with a field.
    pub fn with_error(mut self, pointer: impl Into<String>, detail: Text) -> Self {
        self.0.errors.push(FieldProblem::new(pointer, detail));
        self
    }

    /// Adds a member of this type of problem, such as the next free slots.
    pub fn with_member(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.members.insert(name.to_owned(), value.into());
        self
    }

    /// A text member of this type of problem.
    pub fn member(&self, name: &str) -> Option<&str> {
        self.0.members.get(name).and_then(Value::as_str)
    }

    /// On its page: the one way on, a path with its words, where trying again
    /// would lead nowhere.
    pub fn with_way_on(mut self, path: impl Into<String>, words: Text) -> Self {
        self.0.way_on = Some((path.into(), words));
        self
    }

    /// Adds a header.
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.push((name, value));
        self
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        // Where no middleware follows, this body stands: both languages, JSON.
        let mut response = write_json(&self, Lang(None), "", None);
        response.extensions_mut().insert(self);
        response
    }
}

/// An extractor that may be refused by a redirect, too, is refused by an answer.
impl From<Problem> for Response {
    fn from(problem: Problem) -> Self {
        problem.into_response()
    }
}

/// What a handler gives: an answer, or a problem.
pub type Reply = Result<Response, Problem>;
