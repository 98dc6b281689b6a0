//! Live statistics: the page, and `GET /v1/statistics`, for everybody.

use axum::extract::State;
use axum::{Extension, Json};
use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::AgencyId;
use domain::statistics::Group;
use maud::{Markup, html};
use web::extract::{NoFilter, QueryParams};
use web::{Context, Page, Problem, Reply, Visit, format, ui};

use super::view::{KindFigure, Recent, Statistics};
use crate::reports::{line, quarter_short};
use crate::{word, word_with};

/// Live statistics. Reads: as by the API.
pub(super) async fn show(
    State(context): State<Context>,
    Extension(recent): Extension<Recent>,
    visit: Visit,
    _: QueryParams<NoFilter>,
) -> Reply {
    let found = recent.find(&context).await?;
    let (catalogue, language) = (context.store.catalogue().load().await?, visit.language);
    let args =
        [("day", format::date(language, found.day).into()), ("quarter", quarter_short(language, found.quarter).into())];
    let lead = word_with(language, "statistics-lead", &args);
    let page = Page::public(&visit).title(&word(language, "statistics-title")).lead(lead);
    let body = html! {
        div class="report" {
            (tiles(language, &found))
            (ui::columns_broad(kinds(language, &catalogue, &found.needs.by_kind), satisfaction(language, &catalogue, &found)))
            (directory(language, &found))
            p class="soft small" { (word(language, "statistics-how")) " " a href="/v1/statistics" { "JSON" } }
        }
    };
    Ok(page.render(body))
}

fn tiles(language: Language, found: &Statistics) -> Markup {
    let percent = |share: f64| format::percent(language, share);
    let at_least = |n: u64| if n == 0 { word(language, "statistics-few") } else { format!("{n}+") };
    let none = || "–".to_owned();
    let closed = found.referrals.closed_share.map_or_else(none, percent);
    let days = |days: u32| word_with(language, "statistics-closed-days", &[("days", days.into())]);
    let missed = |share: f64| word_with(language, "statistics-missed", &[("share", percent(share).into())]);
    // What is known beside a figure follows it.
    let with = |key: &str, more: Option<String>| match more {
        Some(more) => format!("{} · {more}", word(language, key)),
        None => word(language, key),
    };
    let of_closed = with("statistics-closed", found.referrals.days_half.map(days));
    let of_bookings = with("statistics-bookings", found.bookings.no_show.map(missed));
    let (satisfied, of_satisfied) = match (found.satisfaction.csat, found.satisfaction.n) {
        (Some(share), Some(n)) => {
            (percent(share.value), word_with(language, "statistics-satisfied", &[("n", n.into())]))
        }
        _ => (none(), word(language, "report-tile-satisfied-few")),
    };
    ui::figures(&[
        ui::figure(&at_least(found.needs.at_least), &word(language, "statistics-needs"), Some("/needs/new")),
        ui::figure(&closed, &of_closed, None),
        ui::figure(&at_least(found.bookings.at_least), &of_bookings, Some("/locations")),
        ui::figure(&satisfied, &of_satisfied, None),
    ])
}

fn kinds(language: Language, catalogue: &Catalogue, kinds: &[KindFigure]) -> Markup {
    let label = |id: &str| {
        let found = catalogue.need_types.iter().find(|kind| kind.id.as_str() == id);
        found.map_or(id, |kind| kind.label.get(language)).to_owned()
    };
    let most = kinds.first().map_or(1, |kind| kind.at_least.max(1));
    let inside = html! {
        @if kinds.is_empty() {
            p class="soft" { (word(language, "statistics-kinds-none")) }
        } @else {
            table class="bars" {
                caption class="hidden" { (word(language, "statistics-kinds")) }
                tbody {
                    @for kind in kinds {
                        tr {
                            th scope="row" { a href={ "/services#" (kind.id) } { (label(&kind.id)) } }
                            td { (ui::bar(kind.at_least as f64 / most as f64)) }
                            td { (kind.at_least) "+" }
                        }
                    }
                }
            }
            p class="soft small counts" { (word(language, "statistics-kinds-few")) }
        }
    };
    ui::card(&word(language, "statistics-kinds"), inside)
}

fn satisfaction(language: Language, catalogue: &Catalogue, found: &Statistics) -> Markup {
    let hidden = || word(language, "statistics-few");
    let columns = ["report-agency", "report-satisfied", "report-interval", "report-answers"];
    let name = |group: &Group| {
        AgencyId::parse(&group.id).map_or_else(|_| group.id.clone(), |id| catalogue.agency_name(&id).to_owned())
    };
    let mut table = ui::Table::named(|key| word(language, key), "report-satisfaction-agency", &columns);
    for group in &found.satisfaction.by_agency {
        table = table.row(vec![
            html! { a href={ "/agencies/" (group.id) } { (name(group)) } },
            html! { (group.csat.map_or_else(hidden, |share| format::percent(language, share.value))) },
            html! { @if let Some(share) = &group.csat { (ui::interval(language, share)) } @else { "–" } },
            html! { (group.n.map_or_else(hidden, |n| n.to_string())) },
        ]);
    }
    let inside = html! {
        (line(language, &found.satisfaction.quarters, found.satisfaction.aim))
        @if table.is_empty() {
            p class="soft" { (word(language, "statistics-satisfaction-none")) }
        } @else {
            (table.show())
        }
    };
    ui::card(&word(language, "report-satisfaction"), inside)
}

fn directory(language: Language, found: &Statistics) -> Markup {
    let figure = |n: usize, key: &str, path: Option<&str>| {
        ui::figure(&n.to_string(), &word_with(language, key, &[("n", n.into())]), path)
    };
    ui::figures(&[
        figure(found.directory.agencies, "statistics-agencies", None),
        figure(found.directory.services, "statistics-services", Some("/services")),
        figure(found.directory.places, "statistics-places", Some("/locations")),
    ])
}

/// Live statistics of the quarter that runs, counts of people in steps of five.
/// No read within five minutes of the last; else three and a query, and some for
/// each wave of five quarters.
#[utoipa::path(get, path = "/v1/statistics", tag = "inform", security(()),
    responses((status = 200, body = Statistics), (status = 400)))]
pub(super) async fn read(
    State(context): State<Context>,
    Extension(recent): Extension<Recent>,
    _: QueryParams<NoFilter>,
) -> Result<Json<Statistics>, Problem> {
    let found = recent.find(&context).await?;
    Ok(Json(Statistics::clone(&found)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_working_day_is_no_plural() {
        let says = |days: u32| word_with(Language::Fr, "statistics-closed-days", &[("days", days.into())]);
        assert_eq!(says(1), "la première en 1 jour ouvrable pour la moitié");
        assert_eq!(says(2), "la première en 2 jours ouvrables pour la moitié");
    }
}
