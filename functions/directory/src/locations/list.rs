//! All places, by municipality, each with its next session.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::LocationId;
use domain::location::Location;
use maud::{Markup, html};
use store::keys::PermanenceList;
use web::extract::{NoFilter, QueryParams};
use web::page::Nav;
use web::{Context, Page, Problem, Visit, format, ui};

use crate::shown;
use crate::upcoming::{Upcoming, upcoming};
use crate::{word, word_with};

/// How far the page looks ahead.
const DAYS: i64 = 28;

/// The list of places. Two reads.
pub(super) async fn page(
    State(context): State<Context>,
    visit: Visit,
    _: QueryParams<NoFilter>,
) -> Result<Response, Problem> {
    let language = visit.language;
    let today = shown::today(&context);
    let catalogue = context.store.catalogue().load().await?;
    let permanences = context.store.permanences().list(&PermanenceList::All, today).await?;
    let sessions = upcoming(&catalogue, &permanences, today, DAYS, context.store.now());
    let mut next: BTreeMap<&LocationId, &Upcoming<'_>> = BTreeMap::new();
    for one in sessions.iter().filter(|one| one.takes_place()) {
        next.entry(&one.session.location).or_insert(one);
    }
    let mut by_municipality: BTreeMap<&str, Vec<&Location>> = BTreeMap::new();
    for location in catalogue.locations_on(today) {
        let municipality = catalogue.municipalities.get(&location.nis);
        by_municipality.entry(municipality.map_or("", |one| one.name.get(language))).or_default().push(location);
    }
    let main = html! {
        @if by_municipality.is_empty() { (ui::empty(&word(language, "locations-none"), word(language, "locations-none-how"))) }
        @for (municipality, locations) in &mut by_municipality {
            (card(language, &catalogue, municipality, locations, &next))
        }
    };
    let open: usize = by_municipality.values().map(Vec::len).sum();
    let lead = word_with(language, "locations-lead", &[("places", open.into()), ("active", next.len().into())]);
    let near = ui::link_button_secondary(&word(language, "locations-near"), "/near");
    let page = Page::public(&visit).nav(Nav::Places).title(&word(language, "locations-title")).lead(lead).action(near);
    Ok(page.render(ui::columns(main, shown::state_need_card(language, ""))))
}

fn card(
    language: Language,
    catalogue: &Catalogue,
    municipality: &str,
    locations: &mut [&Location],
    next: &BTreeMap<&LocationId, &Upcoming<'_>>,
) -> Markup {
    locations.sort_by(|a, b| a.name.cmp(&b.name));
    let columns = [word(language, "locations-place"), word(language, "locations-next")];
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let mut table = ui::Table::new(municipality, &columns);
    for location in locations.iter() {
        let place = html! {
            strong { (shown::location_link(location)) }
            br;
            span class="soft" { (location.address.get(language)) " · " (word(language, &kind_key(location))) }
        };
        table = table.row(vec![place, when(language, catalogue, next.get(&location.id).copied())]);
    }
    let nis = locations.first().map_or("", |location| location.nis.as_str());
    html! {
        section class="card" id={ "m-" (nis) } {
            h2 { (municipality) }
            (table.show())
        }
    }
}

fn when(language: Language, catalogue: &Catalogue, next: Option<&Upcoming<'_>>) -> Markup {
    html! {
        @match next {
            Some(one) => {
                time datetime=(one.session.local_start.format("%Y-%m-%dT%H:%M")) { (format::local(language, one.session.local_start)) }
                @if let Some(agency) = one.agency(catalogue) { " · " (agency.short) }
            },
            None => span class="soft" { (word(language, "locations-no-next")) },
        }
    }
}

/// The message that says what sort of place it is.
pub(crate) fn kind_key(location: &Location) -> String {
    let known = Location::KINDS.into_iter().find(|known| *known == location.kind).unwrap_or("place");
    format!("place-{}", known.replace('_', "-"))
}
