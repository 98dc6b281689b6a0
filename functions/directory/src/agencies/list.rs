//! All agencies of today: what each is for, and the next time that somebody of
//! it is somewhere.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use domain::Language;
use domain::agency::Agency;
use domain::catalogue::Catalogue;
use domain::ids::AgencyId;
use maud::{Markup, html};
use store::keys::PermanenceList;
use web::extract::{NoFilter, QueryParams};
use web::page::Nav;
use web::{Context, Page, Problem, Visit, format, ui};

use crate::shown;
use crate::upcoming::{Upcoming, close, upcoming};
use crate::{word, word_with};

/// How far the page looks ahead.
const DAYS: i64 = 28;

/// The list of agencies. Two reads, and one more where advisers are named.
pub(super) async fn page(
    State(context): State<Context>,
    visit: Visit,
    _: QueryParams<NoFilter>,
) -> Result<Response, Problem> {
    let language = visit.language;
    let today = shown::today(&context);
    let catalogue = context.store.catalogue().load().await?;
    let permanences = context.store.permanences().list(&PermanenceList::All, today).await?;
    let mut sessions = upcoming(&catalogue, &permanences, today, DAYS, context.store.now());
    sessions.retain(Upcoming::takes_place);
    close(&context.store, &catalogue, &mut sessions).await?;
    let mut next: BTreeMap<&AgencyId, &Upcoming<'_>> = BTreeMap::new();
    for one in sessions.iter().filter(|one| one.session.closed.is_none()) {
        if let Some(agency) = one.agency(&catalogue) {
            next.entry(&agency.id).or_insert(one);
        }
    }
    let mut agencies: Vec<&Agency> = catalogue.agencies_on(today).collect();
    agencies.sort_by_cached_key(|agency| agency.short.to_lowercase());
    let active = agencies.iter().filter(|agency| next.contains_key(&agency.id)).count();
    let title = word(language, "all-agencies-title");
    let main = html! {
        @if agencies.is_empty() { (ui::empty(&word(language, "all-agencies-none"), word(language, "all-agencies-none-how"))) }
        @else { section class="card" { (table(language, &catalogue, &agencies, &next)) } }
    };
    let lead =
        word_with(language, "all-agencies-lead", &[("agencies", agencies.len().into()), ("active", active.into())]);
    let page = Page::public(&visit)
        .nav(Nav::Services)
        .crumb(&word(language, "services-title"), "/services")
        .title(&title)
        .lead(lead);
    Ok(page.render(ui::columns(main, shown::state_need_card(language, ""))))
}

fn table(
    language: Language,
    catalogue: &Catalogue,
    agencies: &[&Agency],
    next: &BTreeMap<&AgencyId, &Upcoming<'_>>,
) -> Markup {
    let columns = [word(language, "all-agencies-agency"), word(language, "all-agencies-next")];
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let mut table = ui::Table::new(&word(language, "all-agencies-title"), &columns);
    for agency in agencies {
        let what = html! {
            strong { (shown::agency_link(agency)) }
            br;
            span class="soft" { (agency.mission.get(language)) }
        };
        table = table.row(vec![what, when(language, catalogue, next.get(&agency.id).copied())]);
    }
    table.show()
}

fn when(language: Language, catalogue: &Catalogue, next: Option<&Upcoming<'_>>) -> Markup {
    html! {
        @match next {
            Some(one) => {
                time datetime=(one.session.local_start.format("%Y-%m-%dT%H:%M")) { (format::local(language, one.session.local_start)) }
                @if let Some(place) = catalogue.locations.get(&one.session.location) { " · " (shown::location_link(place)) }
            },
            None => span class="soft" { (word(language, "all-agencies-no-next")) },
        }
    }
}
