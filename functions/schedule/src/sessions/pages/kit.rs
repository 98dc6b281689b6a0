//! Everything for a place on one page: what to put on its site, with the code
//! to copy, in light and dark and in three languages; what to print; what to
//! show in the hall.

use axum::extract::State;
use axum::response::Response;
use domain::Language;
use domain::ids::LocationId;
use domain::location::Location;
use maud::{Markup, PreEscaped, html};
use web::extract::{Id, NoFilter, QueryParams};
use web::page::Nav;
use web::{Context, Page, Problem, Visit, qr, ui};

use super::embed::{self, Frame, Look};
use super::{address, not_open, today};
use crate::{word, word_with};

/// The kit of a location. One read.
pub(super) async fn page(
    State(context): State<Context>,
    visit: Visit,
    _: QueryParams<NoFilter>,
    Id(id): Id<LocationId>,
) -> Result<Response, Problem> {
    let language = visit.language;
    let catalogue = context.store.catalogue().load().await?;
    let location = catalogue.locations.get(&id).ok_or_else(Problem::not_found)?;
    let code_of_place = qr::svg(&context.settings.url(&format!("/locations/{id}")))?;
    let main = html! {
        @if let Some(words) = not_open(language, location, today(&context)) { (words) }
        @for frame in [Frame::Week, Frame::Next] { (code(&context, language, location, frame)) }
        (ui::card(&word(language, "kit-links"), links(&context, language, location)))
    };
    let aside = html! {
        (ui::card(&word(language, "kit-wall"), wall(language, location)))
        (ui::card(&word(language, "kit-code"), html! {
            p { (word(language, "kit-code-how")) }
            div class="qr" { (PreEscaped(code_of_place)) }
        }))
    };
    let page = Page::public(&visit)
        .nav(Nav::Places)
        .crumb(&word(language, "public-places"), "/locations")
        .crumb(&location.name, &format!("/locations/{id}"))
        .title(&word_with(language, "kit-title", &[("place", location.name.as_str().into())]))
        .lead(address(language, &catalogue, location));
    Ok(page.render(ui::columns(main, aside)))
}

/// A frame: what it shows, how it looks, and its code in light and in dark.
fn code(context: &Context, language: Language, location: &Location, frame: Frame) -> Markup {
    ui::card(
        &word(language, frame.words()),
        html! {
            p class="soft" { (word(language, "kit-frame-how")) }
            @for (look, words) in [(Look::Light, "kit-light"), (Look::Dark, "kit-dark")] {
                h3 { (word(language, words)) " · " a href=(frame.path(location, language, look)) { (word(language, "kit-see")) } }
                p { code class="secret" { (embed::snippet(language, &context.settings, location, (frame, look))) } }
            }
        },
    )
}

/// Addresses to link to, in the page's language.
fn links(context: &Context, language: Language, location: &Location) -> Markup {
    let id = &location.id;
    let tag = language.tag();
    let ways = [
        ("kit-link-place", format!("/locations/{id}?lang={tag}")),
        ("kit-link-book", format!("/book?location={id}&lang={tag}")),
        ("kit-link-need", format!("/needs/new?location={id}&lang={tag}")),
        ("kit-link-survey", format!("/s/p.{id}?lang={tag}")),
        ("kit-link-calendar", format!("/calendar/locations/{id}.ics?lang={tag}")),
    ];
    html! {
        p class="soft" { (word(language, "kit-links-how")) }
        ul {
            @for (words, path) in &ways {
                li { a href=(path) { (word(language, words)) } br; code { (context.settings.url(path)) } }
            }
        }
    }
}

/// What hangs or stands at the place.
fn wall(language: Language, location: &Location) -> Markup {
    let id = &location.id;
    let ways = [
        ("kit-month", format!("/print/locations/{id}")),
        ("kit-lobby", format!("/lobby/{id}")),
        ("kit-poster", format!("/s/p.{id}/poster")),
        ("kit-cards", format!("/s/p.{id}/poster?as=cards")),
        ("kit-door", format!("/s/p.{id}/poster?as=door")),
    ];
    html! { ul { @for (words, path) in &ways { li { a href=(path) { (word(language, words)) } } } } }
}
