//! A form that is sent again. The form of something new carries the id that it
//! gets, so that two presses make it once. Whoever goes back, changes the form and
//! sends it again is told that it is made already.

use axum::response::{IntoResponse as _, Redirect, Response};
use maud::Markup;

use crate::LOCALES;
use crate::i18n::t;
use crate::ui;
use crate::visit::Visit;

/// In `?done=`: what was sent the second time is not saved.
const MADE_BEFORE: &str = "made-before";

/// Leads to what the form made the first time: as it did then where it holds the
/// same again, else with a warning.
pub fn sent_again(path: &str, done: &str, is_same: bool) -> Response {
    let done = if is_same { done } else { MADE_BEFORE };
    Redirect::to(&format!("{path}?done={done}")).into_response()
}

/// The warning, on the page that is led to.
pub(crate) fn warning(visit: &Visit) -> Option<Markup> {
    let is_made = visit.done.as_deref() == Some(MADE_BEFORE);
    is_made.then(|| ui::warning(t(&LOCALES, visit.language, "form-made-before")))
}
