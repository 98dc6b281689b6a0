//! `GET /console/places`: all places side by side, the dormant first.

use axum::response::Response;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::inform::place::Activity;
use maud::{Markup, html};
use web::ui;
use web::{CoordinatorDesk, Problem, format};

use super::{all, badge};
use crate::console::page;
use crate::word;

/// The list. One query.
pub(super) async fn show(CoordinatorDesk(desk): CoordinatorDesk) -> Result<Response, Problem> {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let catalogue = desk.context.store.catalogue().load().await?;
    let mut places = all(&desk.context).await?;
    places.sort_by_key(|place| (place.dormant_since.is_none(), catalogue.place_name(&place.location).to_lowercase()));
    let dormant = places.iter().filter(|place| place.dormant_since.is_some()).count();
    let body = html! { div class="stack" {
        @if places.is_empty() { (ui::empty(&word("places-none"), word("places-none-how"))) }
        @else {
            (ui::figures(&[
                ui::figure(&(places.len() - dormant).to_string(), &word("places-active"), None),
                ui::figure(&dormant.to_string(), &word("places-dormant"), Some("/console/work")),
            ]))
            section class="card" { (table(language, &catalogue, &places)) }
        }
        p class="soft" { (word("places-rule")) }
    } };
    let above = ("directory-title", "/console/locations");
    let page = page(&desk, &word("places-title"), word("places-lead"), above).await?;
    Ok(page.action(ui::link_button(&word("digests-title"), "/console/digests")).render(body))
}

fn table(language: Language, catalogue: &Catalogue, places: &[Activity]) -> Markup {
    let word = |key: &str| word(language, key);
    let columns = [
        "column-place",
        "column-state",
        "column-last",
        "column-informed",
        "column-booked-each",
        "column-scanned",
        "column-answered-each",
        "column-needs",
        "column-trend",
    ];
    let share = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), |share| format::percent(language, share));
    let per = |count: Option<f64>| count.map_or_else(|| "–".to_owned(), |count| format::number(language, count, 2));
    let mut table = ui::Table::named(word, "places-title", &columns);
    for place in places {
        let last = place.last_session.map_or_else(|| word("place-never"), |day| format::date(language, day));
        table = table.row(vec![
            html! { a href={ "/console/places/" (place.location) } { strong { (catalogue.place_name(&place.location)) } } },
            badge(language, place),
            html! { (last) },
            html! { (share(place.informed_share())) },
            html! { (per(place.per_member(place.last.booked))) },
            html! { (place.last.scanned) },
            html! { (per(place.per_member(place.last.answered))) },
            html! { (per(place.per_member(place.last.needs))) },
            html! { (word(&format!("trend-{}", place.trend().code()))) },
        ]);
    }
    table.show()
}
