//! All places, by municipality, each with its next session.

use std::collections::BTreeMap;

use domain::ids::LocationId;
use domain::location::{Location, LocationKind};
use maud::{Markup, html};
use store::keys::PermanenceList;
use web::extract::{NoFilter, QueryParams};
use web::page::Nav;
use web::{Page, Reply, ui};

use crate::opened::Opened;
use crate::shown;
use crate::upcoming::Upcoming;

/// How far the page looks ahead.
const DAYS: i64 = 28;

/// The list of places. Two reads.
pub(super) async fn page(_: QueryParams<NoFilter>, opened: Opened) -> Reply {
    let permanences = opened.permanences(&PermanenceList::All).await?;
    let sessions = opened.upcoming(&permanences, DAYS);
    let mut next: BTreeMap<&LocationId, &Upcoming<'_>> = BTreeMap::new();
    for one in sessions.iter().filter(|one| one.takes_place()) {
        next.entry(&one.session.location).or_insert(one);
    }
    let mut by_municipality: BTreeMap<&str, Vec<&Location>> = BTreeMap::new();
    for location in opened.catalogue.locations_on(opened.today) {
        let municipality = opened.catalogue.municipalities.get(&location.nis);
        let name = municipality.map_or("", |one| one.name.get(opened.language()));
        by_municipality.entry(name).or_default().push(location);
    }
    let main = html! {
        @if by_municipality.is_empty() { (opened.empty("locations-none")) }
        @for (municipality, locations) in &mut by_municipality { (card(&opened, municipality, locations, &next)) }
    };
    let open: usize = by_municipality.values().map(Vec::len).sum();
    let page = Page::public(&opened.visit)
        .nav(Nav::Places)
        .title(&opened.say("locations-title"))
        .lead(opened.say_with("locations-lead", &[("places", open.into()), ("active", next.len().into())]))
        .action(ui::link_button_secondary(&opened.say("locations-near"), "/near"));
    Ok(page.render(ui::columns(main, shown::state_need_card(opened.language(), ""))))
}

fn card(
    opened: &Opened,
    municipality: &str,
    locations: &mut [&Location],
    next: &BTreeMap<&LocationId, &Upcoming<'_>>,
) -> Markup {
    locations.sort_by(|a, b| a.name.cmp(&b.name));
    let language = opened.language();
    let mut table = shown::table(language, municipality, &["locations-place", "locations-next"]);
    for location in locations.iter() {
        let place = html! {
            strong { (shown::location_link(location)) }
            br;
            span class="soft" { (location.address.get(language)) " · " (opened.say(&kind_key(location))) }
        };
        table = table.row(vec![place, when(opened, next.get(&location.id).copied())]);
    }
    let nis = locations.first().map_or("", |location| location.nis.as_str());
    html! {
        section class="card" id={ "m-" (nis) } {
            h2 { (municipality) }
            (table.show())
        }
    }
}

fn when(opened: &Opened, next: Option<&Upcoming<'_>>) -> Markup {
    html! {
        @match next {
            Some(one) => {
                (one.time(opened.language()))
                @if let Some(agency) = one.agency(&opened.catalogue) { " · " (agency.short) }
            },
            None => span class="soft" { (opened.say("locations-no-next")) },
        }
    }
}

/// The message that says what sort of place it is.
pub(crate) fn kind_key(location: &Location) -> String {
    let kind = match &location.kind {
        LocationKind::Other(_) => "place",
        known => known.code(),
    };
    format!("place-{}", kind.replace('_', "-"))
}
