//! All agencies of today: what each is for, and the next time that somebody of
//! it is somewhere.

use std::collections::BTreeMap;

use domain::agency::Agency;
use domain::ids::AgencyId;
use maud::{Markup, html};
use store::keys::PermanenceList;
use web::extract::{NoFilter, QueryParams};
use web::{Reply, ui};

use crate::opened::Opened;
use crate::shown;
use crate::upcoming::Upcoming;

/// How far the page looks ahead.
const DAYS: i64 = 28;

/// The list of agencies. Two reads, and one more where advisers are named.
pub(super) async fn page(_: QueryParams<NoFilter>, opened: Opened) -> Reply {
    let permanences = opened.permanences(&PermanenceList::All).await?;
    let mut sessions = opened.upcoming(&permanences, DAYS);
    sessions.retain(Upcoming::takes_place);
    opened.close(&mut sessions).await?;
    let mut next: BTreeMap<&AgencyId, &Upcoming<'_>> = BTreeMap::new();
    for one in sessions.iter().filter(|one| one.session.closed.is_none()) {
        if let Some(agency) = one.agency(&opened.catalogue) {
            next.entry(&agency.id).or_insert(one);
        }
    }
    let mut agencies: Vec<&Agency> = opened.catalogue.agencies_on(opened.today).collect();
    agencies.sort_by_cached_key(|agency| agency.short.to_lowercase());
    let active = agencies.iter().filter(|agency| next.contains_key(&agency.id)).count();
    let main = html! {
        @if agencies.is_empty() { (opened.empty("all-agencies-none")) }
        @else { section class="card" { (table(&opened, &agencies, &next)) } }
    };
    let lead = [("agencies", agencies.len().into()), ("active", active.into())];
    let page = opened.below_services().title(&opened.say("all-agencies-title"));
    let page = page.lead(opened.say_with("all-agencies-lead", &lead));
    Ok(page.render(ui::columns(main, shown::state_need_card(opened.language(), ""))))
}

fn table(opened: &Opened, agencies: &[&Agency], next: &BTreeMap<&AgencyId, &Upcoming<'_>>) -> Markup {
    let heads = ["all-agencies-agency", "all-agencies-next"];
    let mut table = shown::table(opened.language(), &opened.say("all-agencies-title"), &heads);
    for agency in agencies {
        let what = html! {
            strong { (shown::agency_link(agency)) }
            br;
            span class="soft" { (agency.mission.get(opened.language())) }
        };
        table = table.row(vec![what, when(opened, next.get(&agency.id).copied())]);
    }
    table.show()
}

fn when(opened: &Opened, next: Option<&Upcoming<'_>>) -> Markup {
    html! {
        @match next {
            Some(one) => {
                (one.time(opened.language()))
                @if let Some(place) = opened.catalogue.locations.get(&one.session.location) { " · " (shown::location_link(place)) }
            },
            None => span class="soft" { (opened.say("all-agencies-no-next")) },
        }
    }
}
