//! The page of a search: what was found, why, and when somebody is next there
//! for it. Where nothing is, a need can be stated in the same words.

use axum::extract::State;
use axum::response::Response;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::search::Hit;
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::QueryParams;
use web::page::Nav;
use web::{Context, Page, Problem, Visit, format, ui};

use super::answers::{Entry, entry, read};
use super::reasons::{corrected, sentence};
use crate::shown::{self, About, Agenda};
use crate::upcoming::Upcoming;
use crate::{word, word_with};

/// What is looked for.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct SearchQuery {
    /// Words.
    #[serde(default)]
    #[validate(length(max = 200))]
    q: String,
}

/// What a search finds. One read, one more where something is found, and one
/// more where advisers are named.
pub(super) async fn page(
    State(context): State<Context>,
    visit: Visit,
    QueryParams(SearchQuery { q }): QueryParams<SearchQuery>,
) -> Result<Response, Problem> {
    let language = visit.language;
    let q = q.trim();
    let read = read(&context, q).await?;
    let (next, together) = read.next(&context.store).await?;
    let catalogue = &*read.catalogue;
    let agenda = Agenda { language, catalogue, about: About::default(), slots: None };
    let main = html! {
        (super::field(language, q))
        @for (typed, meant) in corrected(&read.hits) {
            p { (word_with(language, "search-corrected", &[("typed", typed.into()), ("word", meant.into())])) }
        }
        @if !together.is_empty() {
            (ui::card(&word(language, "search-together"),
                agenda.show(&together, html! {})))
        }
        @if read.hits.is_empty() && !q.is_empty() { (nothing(language, q)) }
        @if !read.hits.is_empty() {
            div class="card" {
                ol class="found" {
                    @for (hit, next) in read.hits.iter().zip(&next) { li { (answer(language, catalogue, hit, next.as_ref())) } }
                }
            }
        }
    };
    let lead = match (q.is_empty(), read.hits.len()) {
        (true, _) => word(language, "search-lead"),
        (false, n) => word_with(language, "search-found", &[("n", n.into()), ("q", q.into())]),
    };
    let title = word(language, "search-title");
    let page = Page::public(&visit).nav(Nav::Search).title(&title).lead(lead);
    Ok(page.render(ui::columns(main, shown::state_need_card(language, &with_words(q)))))
}

fn answer(language: Language, catalogue: &Catalogue, hit: &Hit, next: Option<&Upcoming<'_>>) -> Markup {
    let Entry { kind, name, sentence: about, path, .. } = entry(catalogue, &hit.found, language);
    html! {
        h2 { a href=(path) { (name) } " " span class="kind" { (word(language, &format!("search-kind-{}", kind.replace('_', "-")))) } }
        @if !about.is_empty() { p { (about) } }
        @if let Some(next) = next { (when(language, catalogue, next)) }
        (sentence(language, catalogue, hit))
    }
}

/// The next time that somebody is there, with the way to booking.
fn when(language: Language, catalogue: &Catalogue, next: &Upcoming<'_>) -> Markup {
    let place = catalogue.locations.get(&next.session.location);
    html! {
        p {
            (word(language, "search-next")) " "
            time datetime=(next.session.local_start.format("%Y-%m-%dT%H:%M")) { (format::local(language, next.session.local_start)) }
            @if let Some(agency) = next.agency(catalogue) { " · " (agency.short) }
            @if let Some(place) = place { " · " a href={ "/locations/" (place.id) } { (place.name) } }
            @if let Some(path) = booking(next) { " · " a href=(path) { (word(language, "search-book")) } }
        }
    }
}

/// Where a session with slots is booked.
pub(super) fn booking(next: &Upcoming<'_>) -> Option<String> {
    next.can_be_booked().then(|| format!("/book?session={}", next.session.id))
}

fn nothing(language: Language, q: &str) -> Markup {
    let how = html! {
        (word(language, "search-none-how")) " "
        a href={ "/needs/new" (with_words(q)) } { (word(language, "state-need")) }
    };
    ui::empty(&word(language, "search-none"), how)
}

/// `?description=…`: the words are carried over into the form of a need.
pub(super) fn with_words(q: &str) -> String {
    if q.is_empty() {
        return String::new();
    }
    format!("?{}", serde_urlencoded::to_string([("description", q)]).unwrap_or_default())
}
