//! The series behind the weeks, those of later weeks and drafts included: a
//! page of their own, by place, with filters.

use chrono::{NaiveDate, Weekday};
use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::{AgencyId, LocationId};
use domain::permanence::Permanence;
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::{FormState, QueryParams};
use web::{Desk, Reply, Scope, StaffMember, format, ui};

use super::rhythm::rhythm;
use crate::console::{agency_name, schedule_page, tags};
use crate::rota::week::Week;
use crate::{word, word_with};

/// Series on one page.
const SHOWN: usize = 25;

#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct SeriesQuery {
    agency: Option<AgencyId>,
    location: Option<LocationId>,
    /// The first is 1.
    page: Option<usize>,
}

impl SeriesQuery {
    /// The filters as the form shows them.
    fn entered(&self) -> FormState {
        let agency = self.agency.as_ref().map(|agency| ("agency", agency.to_string()));
        let location = self.location.as_ref().map(|location| ("location", location.to_string()));
        FormState::filled(agency.into_iter().chain(location))
    }

    fn takes(&self, one: &Permanence, catalogue: &Catalogue, today: NaiveDate) -> bool {
        // A series of an agency that ended stands under the one that took over.
        let acting = catalogue.acting(&one.agency, today).map_or(&one.agency, |agency| &agency.id);
        self.agency.as_ref().is_none_or(|agency| agency == acting || *agency == one.agency)
            && self.location.as_ref().is_none_or(|location| *location == one.location)
    }
}

/// The series that are not over, a page of them. Reads beside the session's
/// own: those of [`Week::load`], and for the coordinator one more.
pub(super) async fn page(desk: Desk, QueryParams(mut query): QueryParams<SeriesQuery>) -> Reply {
    let Desk { context, staff, .. } = &desk;
    let language = desk.language();
    // An adviser's and a host's filter is their own.
    match staff.scope() {
        Scope::All => {}
        Scope::Agency(own) => query.agency = Some(own.clone()),
        Scope::Location(own) => query.location = Some(own.clone()),
    }
    let today = desk.today();
    let week = Week::load(context, staff.scope(), today.week(Weekday::Mon).first_day()).await?;
    let catalogue = &*week.catalogue;
    let mut series: Vec<&Permanence> = week.series().filter(|one| query.takes(one, catalogue, today)).collect();
    series.sort_by_key(|one| (&one.location, one.start.time(), &one.agency));
    let (entered, all, number) = (query.entered(), series.len(), query.page.unwrap_or(1).max(1));
    let shown = series.into_iter().skip((number - 1).saturating_mul(SHOWN)).take(SHOWN);
    let rows = shown.map(|one| row(language, catalogue, staff, one, today));
    let columns = ["series-what", "series-when", "series-until", "series-status", ""];
    let empty = ui::Table::named(|key| word(language, key), "series-title", &columns);
    let table = rows.fold(empty, ui::Table::row);
    let is_last = all <= number.saturating_mul(SHOWN);
    let (first, next) = (path(&entered, 1), path(&entered, number.saturating_add(1)));
    let empty = || {
        let how = if entered.values.is_empty() { "series-none-how" } else { "series-none-filtered" };
        ui::empty(&word(language, "series-none"), word(language, how))
    };
    let body = html! {
        (filters(language, catalogue, staff, &entered, today))
        section class="card" {
            @if table.is_empty() { (empty()) } @else { (table.show()) }
        }
        (ui::pager(language, (number > 1).then_some(first.as_str()), (!is_last).then_some(next.as_str())))
    };
    let lead = word_with(language, "series-lead", &[("n", all.into())]);
    let mut page = schedule_page(&desk).await?.title(&word(language, "series-title")).lead(lead);
    if staff.is_coordinator() {
        page = page.action(ui::link_button(&word(language, "new-permanence"), "/console/schedule/new"));
    }
    Ok(page.render(html! { div class="stack" { (body) } }))
}

fn path(entered: &FormState, number: usize) -> String {
    let mut pairs: Vec<String> = entered.values.iter().map(|(name, value)| format!("{name}={value}")).collect();
    pairs.extend((number > 1).then(|| format!("page={number}")));
    format!("/console/schedule/series?{}", pairs.join("&")).trim_end_matches('?').to_owned()
}

fn filters(
    language: Language,
    catalogue: &Catalogue,
    staff: &StaffMember,
    entered: &FormState,
    today: NaiveDate,
) -> Markup {
    let agencies = catalogue.agencies_on(today).map(|agency| (agency.id.as_str(), agency.short.as_str()));
    let places = catalogue.locations.values().map(|place| (place.id.as_str(), place.name.as_str()));
    html! {
        form class="form-inline" method="get" action="/console/schedule/series" {
            @if !matches!(staff.scope(), Scope::Agency(_)) {
                (ui::Field::new("agency", &word(language, "series-agency")).select(agencies).filters().show(language, entered))
            }
            @if !matches!(staff.scope(), Scope::Location(_)) {
                (ui::Field::new("location", &word(language, "series-place")).select(places).filters().show(language, entered))
            }
            button class="button secondary" type="submit" { (word(language, "series-filter")) }
        }
    }
}

fn row(
    language: Language,
    catalogue: &Catalogue,
    staff: &StaffMember,
    one: &Permanence,
    today: NaiveDate,
) -> Vec<Markup> {
    let agency = agency_name(catalogue, &one.agency, today);
    let place = catalogue.place_name(&one.location);
    let until = one.until.map_or_else(|| word(language, "series-open-end"), |day| format::date(language, day));
    let badge = if one.is_published() {
        ui::badge(ui::Tone::Green, ui::Icon::Check, &word(language, "status-published"))
    } else {
        ui::badge(ui::Tone::Plain, ui::Icon::Pencil, &word(language, "status-draft"))
    };
    let path = format!("/console/schedule/{}", one.id);
    vec![
        html! { strong { (agency) } " · " (place) br; span class="soft" { (tags(&one.languages)) } },
        html! { (rhythm(language, one)) },
        html! { @if one.rrule.is_some() { (until) } },
        badge,
        html! {
            @if staff.is_coordinator() {
                a class="button secondary" href=(path) {
                    (word(language, "series-change")) span class="hidden" { (format::colon(language)) (agency) ", " (place) }
                }
            }
        },
    ]
}
