//! The page of live statistics.

use axum::extract::State;
use axum::response::Response;
use domain::clock::BRUSSELS;
use web::{Context, Page, Problem, Visit, format, ui};

use super::view::Statistics;
use crate::{word, word_with};

/// Live statistics. One read.
pub(super) async fn show(State(context): State<Context>, visit: Visit) -> Result<Response, Problem> {
    let (catalogue, language) = (context.store.catalogue().load().await?, visit.language);
    let day = context.store.now().day_in(BRUSSELS);
    let directory = Statistics::of(&catalogue, day).directory;
    let figure = |n: usize, key: &str, path: Option<&str>| {
        ui::figure(&n.to_string(), &word_with(language, key, &[("n", n.into())]), path)
    };
    let figures = [
        figure(directory.agencies, "statistics-agencies", None),
        figure(directory.services, "statistics-services", Some("/services")),
        figure(directory.places, "statistics-places", Some("/locations")),
    ];
    let lead = word_with(language, "statistics-lead", &[("day", format::date(language, day).into())]);
    let page = Page::public(&visit).title(&word(language, "statistics-title")).lead(lead);
    Ok(page.render(ui::figures(&figures)))
}
