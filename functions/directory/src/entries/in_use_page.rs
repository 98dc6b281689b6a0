//! The page behind the problem type `in-use`.

use axum::response::Response;
use maud::html;
use web::{Page, Visit};

use super::in_use::SLUG as IN_USE;
use crate::word;

/// Explains the problem. No read.
pub(crate) async fn page(visit: Visit) -> Response {
    let about = word(visit.language, &format!("{IN_USE}-about"));
    let body = html! { div class="narrow stack" { p { (about) } } };
    Page::public(&visit).title(&word(visit.language, &format!("{IN_USE}-title"))).render(body)
}
