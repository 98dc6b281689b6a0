//! Turns what a handler answered into what the visitor reads.

use std::convert::Infallible;

use axum::body::{Body, Bytes, HttpBody as _};
use axum::extract::Request;
use axum::response::Response;
use http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, SET_COOKIE, VARY};
use http::{HeaderName, HeaderValue, Method, StatusCode};

use super::address::Address;
use super::back::form_page;
use super::{RequestId, headers, request_id, wants_page};
use crate::context::Context;
use crate::language::{COOKIE_NAME, Lang, VARIES, asked_for};
use crate::principal::session;
use crate::problem::{Problem, write_html, write_json};
use crate::visit::Visit;

/// What must be known of a request once its handler has taken it.
pub(super) struct Visitor {
    id: RequestId,
    method: Method,
    address: Address,
    lang: Lang,
    chosen: Option<domain::Language>,
    wants_page: bool,
    personal: bool,
    visit: Visit,
    /// Where the page of a problem leads back to, other than its own.
    back: Option<String>,
}

impl Visitor {
    pub(super) fn of(context: &Context, request: &Request, id: RequestId) -> Self {
        let (uri, headers) = (request.uri(), request.headers());
        let mut parts = http::Request::new(()).into_parts().0;
        parts.uri = uri.clone();
        parts.headers = headers.clone();
        Self {
            id,
            method: request.method().clone(),
            address: Address::of(uri.path()),
            lang: Lang::of(uri, headers),
            chosen: asked_for(uri),
            wants_page: wants_page(&parts),
            personal: headers.contains_key(AUTHORIZATION) || session::token(headers, &context.settings).is_some(),
            visit: Visit::of(context, &parts),
            back: form_page(request, &context.settings.base_url),
        }
    }

    pub(super) fn finish(self, context: &Context, answer: Response) -> Response {
        let mut answer = self.write_problem(context, answer);
        // It gets no cookie, as it would be one of a third party there.
        let embedded = self.visit.is_embedded();
        let is_page = content_type(&answer).starts_with("text/html");
        if let Some(language) = self.chosen.filter(|_| is_page && !embedded) {
            let secure = if context.settings.is_https() { "; Secure" } else { "" };
            let cookie = format!("{COOKIE_NAME}={}; Path=/; SameSite=Lax; Max-Age=31536000{secure}", language.tag());
            append(&mut answer, SET_COOKIE, &cookie);
        }
        if is_page || content_type(&answer).starts_with("application/problem+json") {
            append(&mut answer, VARY, VARIES);
        }
        append(&mut answer, HeaderName::from_static(request_id::HEADER), self.id.as_str());
        self.address.mark(answer.headers_mut());
        headers::secure(answer.headers_mut(), context.settings.is_https(), self.personal, embedded);
        if self.method == Method::HEAD {
            // The length that GET tells, where it is known, and not that of nothing.
            if let Some(length) = answer.body().size_hint().exact().filter(|length| *length > 0) {
                answer.headers_mut().entry(CONTENT_LENGTH).or_insert_with(|| length.into());
            }
            *answer.body_mut() = Body::from_stream(futures::stream::empty::<Result<Bytes, Infallible>>());
        }
        answer
    }

    fn write_problem(&self, context: &Context, mut answer: Response) -> Response {
        let status = answer.status();
        if self.method == Method::OPTIONS && status == StatusCode::METHOD_NOT_ALLOWED {
            // The router adds `Allow` to this answer, as to every 405.
            *answer.status_mut() = StatusCode::NO_CONTENT;
            return answer;
        }
        // A router's own 404 or an extractor's refusal comes without words of ours.
        let wordless = content_type(&answer).is_empty() || content_type(&answer).starts_with("text/plain");
        let is_error = status.is_client_error() || status.is_server_error();
        let problem = match answer.extensions_mut().remove::<Problem>() {
            Some(problem) => problem,
            None if is_error && wordless => Problem::of_status(status),
            None => return answer,
        };
        let id = Some(self.id.as_str());
        let mut written = if self.wants_page {
            let uri = self.back.clone().unwrap_or_else(|| self.visit.uri.clone());
            write_html(&problem, &Visit { uri, ..self.visit.clone() }, id)
        } else {
            write_json(&problem, self.lang, &context.settings.base_url, id)
        };
        for (name, value) in answer.headers() {
            if name != CONTENT_TYPE && name != CONTENT_LENGTH && !written.headers().contains_key(name) {
                written.headers_mut().append(name.clone(), value.clone());
            }
        }
        written.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        written
    }
}

fn content_type(answer: &Response) -> &str {
    answer.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn append(answer: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::try_from(value) {
        answer.headers_mut().append(name, value);
    }
}
