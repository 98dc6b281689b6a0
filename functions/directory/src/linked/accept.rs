//! Whether somebody asks for a page or for linked data, by `Accept`.

use axum::extract::FromRequestParts;
use http::header::ACCEPT;
use http::request::Parts;
use http::{HeaderValue, header};
use web::language::weighted;
use web::{Context, Problem};

use axum::response::Response;

use crate::hsds::stand::Asking;

/// The form in which linked data are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    JsonLd,
    Turtle,
}

impl Form {
    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::JsonLd => "application/ld+json",
            Self::Turtle => "text/turtle; charset=utf-8",
        }
    }

    /// What is preferred; `None` means a page.
    fn of(accept: &str) -> Option<Self> {
        let weight = |names: &[&str]| {
            let is_named = |range: &str| names.iter().any(|name| name.eq_ignore_ascii_case(range));
            let weights = weighted(accept).filter(|(range, _)| is_named(range)).map(|(_, weight)| weight);
            weights.fold(0.0_f32, f32::max)
        };
        let page = weight(&["text/html", "application/xhtml+xml"]);
        let (json, turtle) = (weight(&["application/ld+json"]), weight(&["text/turtle"]));
        if json <= page && turtle <= page {
            None
        } else if turtle > json {
            Some(Self::Turtle)
        } else {
            Some(Self::JsonLd)
        }
    }
}

/// What is asked for, and by whom.
pub(crate) struct Wanted {
    pub(super) form: Option<Form>,
    pub(super) asking: Asking,
}

impl FromRequestParts<Context> for Wanted {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Problem> {
        let accept = parts.headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let form = Form::of(accept);
        Ok(Self { form, asking: Asking::from_request_parts(parts, context).await? })
    }
}

/// Says of a page that it also stands there as data.
pub(crate) fn varying(mut page: Response) -> Response {
    page.headers_mut().append(header::VARY, HeaderValue::from_static("accept"));
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_are_for_whoever_prefers_them_to_a_page() {
        for (accept, form) in [
            ("", None),
            ("*/*", None),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", None),
            ("application/json", None),
            ("application/ld+json", Some(Form::JsonLd)),
            ("text/turtle", Some(Form::Turtle)),
            ("text/turtle;q=0.9, application/ld+json", Some(Form::JsonLd)),
            ("application/ld+json;q=0.3, text/turtle;q=0.5, */*;q=0.1", Some(Form::Turtle)),
            ("text/html, application/ld+json;q=0.9", None),
            ("text/html;q=0.5, application/ld+json;q=0.9", Some(Form::JsonLd)),
        ] {
            assert_eq!(Form::of(accept), form, "{accept}");
        }
    }
}
