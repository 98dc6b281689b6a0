//! Where a form leads once it is taken in, and when it is sent again. The form of
//! something new carries the id that it gets, so that two presses make it once.
//! Whoever goes back, changes the form and sends it again is told that it is made
//! already.

use axum::response::{IntoResponse as _, Redirect, Response};
use maud::Markup;

use crate::LOCALES;
use crate::i18n::t;
use crate::ui;
use crate::visit::Visit;

/// In `?done=`: what was sent the second time is not saved.
const MADE_BEFORE: &str = "made-before";

/// 303 to a page that tells what was done, which `code` says: [`Visit::notice`]. A
/// path may have a query, and name a place on the page.
pub fn done(path: &str, code: &str) -> Response {
    let (page, place) = path.split_once('#').map_or((path, String::new()), |(page, id)| (page, format!("#{id}")));
    let joint = if page.contains('?') { '&' } else { '?' };
    Redirect::to(&format!("{page}{joint}done={code}{place}")).into_response()
}

/// Leads to what the form made the first time: as it did then where it holds the
/// same again, else with a warning.
pub fn sent_again(path: &str, done: &str, is_same: bool) -> Response {
    self::done(path, if is_same { done } else { MADE_BEFORE })
}

/// The warning, on the page that is led to.
pub(crate) fn warning(visit: &Visit) -> Option<Markup> {
    let is_made = visit.done.as_deref() == Some(MADE_BEFORE);
    is_made.then(|| ui::warning(t(&LOCALES, visit.language, "form-made-before")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_stands_behind_a_query_and_before_a_place_on_the_page() {
        let leads_to = |path| done(path, "saved").headers()["location"].clone();
        assert_eq!(leads_to("/a"), "/a?done=saved");
        assert_eq!(leads_to("/a?b=c"), "/a?b=c&done=saved");
        assert_eq!(leads_to("/a?b=c#d"), "/a?b=c&done=saved#d");
    }
}
