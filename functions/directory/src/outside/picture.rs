//! The picture that other sites show beside a link: the mark and the name. As
//! SVG it is written here; for those that read no SVG there is a PNG, made once
//! of the same drawing and kept with the program, because a renderer would be
//! larger than all else that the program is.

use axum::response::{IntoResponse as _, Response};
use domain::Language;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, VARY};
use web::Visit;
use web::extract::{NoFilter, QueryParams};
use web::language::VARIES;

use super::escaped;
use crate::word;

const PNG: &[u8] = include_bytes!("picture.png");

/// The picture in pixels. No read.
pub(super) async fn png(_: QueryParams<NoFilter>) -> Response {
    ([(CONTENT_TYPE, "image/png"), (CACHE_CONTROL, "public, max-age=86400")], PNG).into_response()
}

/// The picture as a drawing, with what this is in the reader's language. No read.
pub(super) async fn svg(visit: Visit, _: QueryParams<NoFilter>) -> Response {
    let head = [(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "public, max-age=86400"), (VARY, VARIES)];
    (head, drawn(visit.language)).into_response()
}

fn drawn(language: Language) -> String {
    let words = escaped(&word(language, "home-title"));
    let tag = language.tag();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1200 630\" width=\"1200\" height=\"630\" xml:lang=\"{tag}\">\
         <rect width=\"1200\" height=\"630\" fill=\"#fff\"/><rect y=\"606\" width=\"1200\" height=\"24\" fill=\"#3a3897\"/>\
         <g transform=\"translate(120 170) scale(10)\"><path d=\"M10 28V14a6 6 0 0 1 12 0v14z\" fill=\"#e0a21c\"/>\
         <path d=\"M0 24V7a7 7 0 0 1 14 0v15a2 2 0 0 1-2 2z\" fill=\"#3a3897\"/></g>\
         <g font-family=\"system-ui,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif\">\
         <text x=\"410\" y=\"330\" font-size=\"96\" font-weight=\"700\" fill=\"#1c2030\">Permanence</text>\
         <text x=\"413\" y=\"400\" font-size=\"36\" fill=\"#555b70\">{words}</text></g></svg>"
    )
}
