//! The problems that every function has. Their words stand in
//! `locales/*/problem.ftl` under `problem-{slug}`.

use domain::Text;
use fluent_templates::StaticLoader;
use http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};

use super::{ERRORS_AT_MOST, FieldProblem, Problem};
use crate::LOCALES;
use crate::i18n::{text, text_args};
use crate::limit::RetryAfter;

/// The slugs of the problems below: each has a page that explains it.
pub(super) const SLUGS: [&str; 24] = [
    "malformed-body",
    "bad-request",
    "idempotency-key-missing",
    "bad-cursor",
    "sign-in-needed",
    "forbidden",
    "cross-site",
    "not-found",
    "method-not-allowed",
    "not-acceptable",
    "conflict",
    "gone",
    "changed-meanwhile",
    "too-large",
    "unsupported-media-type",
    "invalid",
    "idempotency-key-reused",
    "in-progress",
    "nothing-to-send",
    "precondition-missing",
    "too-many-requests",
    "internal",
    "unavailable",
    "unwritable",
];

fn standard(status: StatusCode, slug: &'static str) -> Problem {
    said(&LOCALES, status, slug)
}

fn said(words: &StaticLoader, status: StatusCode, slug: &'static str) -> Problem {
    let title = text(words, &format!("problem-{slug}"));
    let detail = text(words, &format!("problem-{slug}-detail"));
    Problem::new(status, slug, title, detail)
}

impl Problem {
    /// 400: the request can't be understood; `detail` says what to change.
    pub fn bad_request(detail: Text) -> Self {
        standard(StatusCode::BAD_REQUEST, "bad-request").with_detail(detail)
    }

    /// 400: the body is no JSON, or no form.
    pub fn malformed_body() -> Self {
        standard(StatusCode::BAD_REQUEST, "malformed-body")
    }

    /// 400: a creating request by a program without `Idempotency-Key`.
    pub fn idempotency_key_missing() -> Self {
        standard(StatusCode::BAD_REQUEST, "idempotency-key-missing")
    }

    /// 400: a cursor that was not given out for this list.
    pub fn bad_cursor() -> Self {
        standard(StatusCode::BAD_REQUEST, "bad-cursor")
    }

    /// 401: nobody is signed in, or the key is wrong.
    pub fn sign_in_needed() -> Self {
        standard(StatusCode::UNAUTHORIZED, "sign-in-needed")
            .with_header(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"permanence\""))
    }

    /// 403: known, but not allowed to do this. What a caller may not see is
    /// [`Problem::not_found`].
    pub fn forbidden(detail: Text) -> Self {
        standard(StatusCode::FORBIDDEN, "forbidden").with_detail(detail)
    }

    /// 403: a signed-in browser sent a form that is not from our own pages.
    pub fn cross_site() -> Self {
        standard(StatusCode::FORBIDDEN, "cross-site")
    }

    /// 404: nothing is here, or nothing that the caller may see.
    pub fn not_found() -> Self {
        standard(StatusCode::NOT_FOUND, "not-found")
    }

    /// 409 of a type of its own, such as `slot-taken`.
    pub fn conflict(slug: &'static str, title: Text, detail: Text) -> Self {
        Self::new(StatusCode::CONFLICT, slug, title, detail)
    }

    /// 409 of a type of its own, whose words are `problem-{slug}` and
    /// `problem-{slug}-detail` of `words`.
    pub fn conflict_of(words: &StaticLoader, slug: &'static str) -> Self {
        said(words, StatusCode::CONFLICT, slug)
    }

    /// 409: somebody else changed the same thing at the same moment.
    pub fn conflicting_change() -> Self {
        standard(StatusCode::CONFLICT, "conflict")
    }

    /// 409: a mail that is to be sent again would tell nothing any more.
    pub fn nothing_to_send() -> Self {
        standard(StatusCode::CONFLICT, "nothing-to-send")
    }

    /// 409: the same request is being worked on.
    pub fn in_progress() -> Self {
        standard(StatusCode::CONFLICT, "in-progress").with_header(RETRY_AFTER, HeaderValue::from_static("1"))
    }

    /// 410: it was here and is over.
    pub fn gone(detail: Text) -> Self {
        standard(StatusCode::GONE, "gone").with_detail(detail)
    }

    /// 412: it changed since it was read.
    pub fn changed_meanwhile() -> Self {
        standard(StatusCode::PRECONDITION_FAILED, "changed-meanwhile")
    }

    /// 413: the body has more than `limit` bytes.
    pub fn too_large(limit: usize) -> Self {
        let detail = text_args(&LOCALES, "problem-too-large-detail", &[("kib", (limit / 1024).into())]);
        standard(StatusCode::PAYLOAD_TOO_LARGE, "too-large").with_detail(detail)
    }

    /// 415: `expected` is the media type that is read here.
    pub fn unsupported_media_type(expected: &str) -> Self {
        let args = [("expected", expected.into())];
        let detail = text_args(&LOCALES, "problem-unsupported-media-type-detail", &args);
        standard(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type").with_detail(detail)
    }

    /// 422: the fields named are wrong; the first hundred are listed.
    pub fn invalid(mut errors: Vec<FieldProblem>) -> Self {
        errors.truncate(ERRORS_AT_MOST);
        let mut problem = standard(StatusCode::UNPROCESSABLE_ENTITY, "invalid");
        problem.0.errors = errors;
        problem
    }

    /// 422: one field is wrong.
    pub fn invalid_field(pointer: impl Into<String>, detail: Text) -> Self {
        Self::invalid(vec![FieldProblem::new(pointer, detail)])
    }

    /// 422: an idempotency key that was used with another body.
    pub fn idempotency_key_reused() -> Self {
        standard(StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key-reused")
    }

    /// 428: a change without `If-Match`.
    pub fn precondition_missing() -> Self {
        standard(StatusCode::PRECONDITION_REQUIRED, "precondition-missing")
    }

    /// 429.
    pub fn too_many_requests(after: RetryAfter) -> Self {
        let detail = text_args(&LOCALES, "problem-too-many-requests-detail", &[("seconds", after.0.into())]);
        standard(StatusCode::TOO_MANY_REQUESTS, "too-many-requests")
            .with_detail(detail)
            .with_header(RETRY_AFTER, HeaderValue::from(after.0))
    }

    /// An error on our side, 500. The cause is logged here, once; the answer
    /// shows none of it. It must hold ids only.
    pub fn internal(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(%cause, "a request failed");
        standard(StatusCode::INTERNAL_SERVER_ERROR, "internal")
    }

    /// 503: the same request may succeed a moment later.
    pub fn unavailable(after: RetryAfter) -> Self {
        standard(StatusCode::SERVICE_UNAVAILABLE, "unavailable").with_header(RETRY_AFTER, HeaderValue::from(after.0))
    }

    /// Nothing can be saved now: somebody has to make room first.
    pub fn unwritable(after: RetryAfter) -> Self {
        standard(StatusCode::SERVICE_UNAVAILABLE, "unwritable").with_header(RETRY_AFTER, HeaderValue::from(after.0))
    }

    /// The general problem of a status that came without words, such as a
    /// router's 404.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::UNAUTHORIZED => Self::sign_in_needed(),
            StatusCode::FORBIDDEN => standard(status, "forbidden"),
            StatusCode::NOT_FOUND => Self::not_found(),
            // The router adds `Allow`.
            StatusCode::METHOD_NOT_ALLOWED => standard(status, "method-not-allowed"),
            StatusCode::NOT_ACCEPTABLE => standard(status, "not-acceptable"),
            StatusCode::CONFLICT => Self::conflicting_change(),
            StatusCode::GONE => standard(status, "gone"),
            StatusCode::PRECONDITION_FAILED => Self::changed_meanwhile(),
            StatusCode::PAYLOAD_TOO_LARGE => Self::too_large(crate::extract::BODY_LIMIT),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::unsupported_media_type("application/json"),
            StatusCode::UNPROCESSABLE_ENTITY => Self::invalid(Vec::new()),
            StatusCode::PRECONDITION_REQUIRED => Self::precondition_missing(),
            StatusCode::TOO_MANY_REQUESTS => Self::too_many_requests(RetryAfter(60)),
            StatusCode::SERVICE_UNAVAILABLE => Self::unavailable(RetryAfter(1)),
            other if other.is_server_error() => standard(StatusCode::INTERNAL_SERVER_ERROR, "internal"),
            _ => standard(StatusCode::BAD_REQUEST, "bad-request"),
        }
    }
}
