//! The page of a search: what was found, why, and when somebody is next there
//! for it. Where nothing is, a need can be stated in the same words.

use domain::search::Hit;
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::QueryParams;
use web::page::Nav;
use web::{Page, Reply, ui};

use super::answers::{Entry, entry, read};
use super::reasons::{corrected, sentence};
use crate::opened::Opened;
use crate::shown::{self, About};
use crate::upcoming::Upcoming;

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
pub(super) async fn page(QueryParams(SearchQuery { q }): QueryParams<SearchQuery>, opened: Opened) -> Reply {
    let q = q.trim();
    let read = read(opened, q).await?;
    let (next, together) = read.next().await?;
    let opened = &read.opened;
    let language = opened.language();
    let main = html! {
        (super::field(language, q))
        @for (typed, meant) in corrected(&read.hits) {
            p { (opened.say_with("search-corrected", &[("typed", typed.into()), ("word", meant.into())])) }
        }
        @if !together.is_empty() {
            (ui::card(&opened.say("search-together"), opened.agenda(About::default()).show(&together, html! {})))
        }
        @if read.hits.is_empty() && !q.is_empty() { (nothing(opened, q)) }
        @if !read.hits.is_empty() {
            div class="card" {
                ol class="found" {
                    @for (hit, next) in read.hits.iter().zip(&next) { li { (answer(opened, hit, next.as_ref())) } }
                }
            }
        }
    };
    let lead = match (q.is_empty(), read.hits.len()) {
        (true, _) => opened.say("search-lead"),
        (false, n) => opened.say_with("search-found", &[("n", n.into()), ("q", q.into())]),
    };
    let page = Page::public(&opened.visit).nav(Nav::Search).title(&opened.say("search-title")).lead(lead);
    Ok(page.render(ui::columns(main, shown::state_need_card(language, &with_words(q)))))
}

fn answer(opened: &Opened, hit: &Hit, next: Option<&Upcoming<'_>>) -> Markup {
    let language = opened.language();
    let Entry { kind, name, sentence: about, path, .. } = entry(&opened.catalogue, &hit.found, language);
    html! {
        h2 { a href=(path) { (name) } " " span class="kind" { (opened.say(&format!("search-kind-{}", kind.replace('_', "-")))) } }
        @if !about.is_empty() { p { (about) } }
        @if let Some(next) = next { (when(opened, next)) }
        (sentence(language, &opened.catalogue, hit))
    }
}

/// The next time that somebody is there, with the way to booking.
fn when(opened: &Opened, next: &Upcoming<'_>) -> Markup {
    let place = opened.catalogue.locations.get(&next.session.location);
    html! {
        p {
            (opened.say("search-next")) " " (next.time(opened.language()))
            @if let Some(agency) = next.agency(&opened.catalogue) { " · " (agency.short) }
            @if let Some(place) = place { " · " (shown::location_link(place)) }
            @if let Some(path) = booking(next) { " · " a href=(path) { (opened.say("search-book")) } }
        }
    }
}

/// Where a session with slots is booked.
pub(super) fn booking(next: &Upcoming<'_>) -> Option<String> {
    next.can_be_booked().then(|| format!("/book?session={}", next.session.id))
}

fn nothing(opened: &Opened, q: &str) -> Markup {
    let how = html! {
        (opened.say("search-none-how")) " "
        a href={ "/needs/new" (with_words(q)) } { (opened.say("state-need")) }
    };
    ui::empty(&opened.say("search-none"), how)
}

/// `?description=…`: the words are carried over into the form of a need.
pub(super) fn with_words(q: &str) -> String {
    if q.is_empty() {
        return String::new();
    }
    format!("?{}", serde_urlencoded::to_string([("description", q)]).unwrap_or_default())
}
