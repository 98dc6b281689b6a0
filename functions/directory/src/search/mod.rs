//! Search: one field for all that the directory holds.
//!
//! The index of the directory is kept beside it in memory ([`kept`]); a query
//! costs the directory's revision, and the permanences of which the next
//! sessions of what was found are shown.

mod answers;
mod api;
mod kept;
mod page;
mod reasons;

use domain::Language;
use maud::{Markup, html};
use web::{Routes, get, routes};

pub(crate) use kept::index;

use crate::word;

/// The most characters of a query.
const MAX_CHARS: u64 = 200;

pub(crate) fn routes() -> Routes {
    Routes::new().routes(routes!(api::search)).route("/search", get(page::page))
}

/// The field, as large as it is where a page is about it.
pub(crate) fn field(language: Language, q: &str) -> Markup {
    html! {
        form class="form-inline search" method="get" action="/search" role="search" aria-label=(word(language, "search-title")) {
            div class="field" {
                label for="f-q" { (word(language, "search-label")) }
                input id="f-q" name="q" type="search" value=(q) maxlength=(MAX_CHARS) autocomplete="off" aria-describedby="f-q-hint";
                p class="hint" id="f-q-hint" { (word(language, "search-hint")) }
            }
            button class="button" type="submit" { (word(language, "search-button")) }
        }
    }
}
