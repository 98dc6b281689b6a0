//! The page of live statistics.

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::AgencyId;
use domain::statistics::Group;
use maud::{Markup, html};
use web::extract::{NoFilter, QueryParams};
use web::ui::Table;
use web::{Context, Page, Problem, Visit, format, ui};

use super::recent::Recent;
use super::view::{KindFigure, Statistics};
use crate::reports::{line, quarter_short};
use crate::{word, word_with};

/// Live statistics. Reads: as by the API.
pub(super) async fn show(
    State(context): State<Context>,
    Extension(recent): Extension<Recent>,
    visit: Visit,
    _: QueryParams<NoFilter>,
) -> Result<Response, Problem> {
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
    let half = found.referrals.days_half.map_or_else(none, |days| days.to_string());
    let missed = found
        .bookings
        .no_show
        .map(|share| word_with(language, "statistics-missed", &[("share", percent(share).into())]));
    let bookings = [Some(word(language, "statistics-bookings")), missed].into_iter().flatten().collect::<Vec<_>>();
    let satisfied = found.satisfaction.csat.map_or_else(none, |share| percent(share.value));
    let satisfied_n = found.satisfaction.n.unwrap_or_default();
    ui::figures(&[
        ui::figure(&at_least(found.needs.at_least), &word(language, "statistics-needs"), Some("/needs/new")),
        ui::figure(&closed, &word_with(language, "statistics-closed", &[("days", half.into())]), None),
        ui::figure(&at_least(found.bookings.at_least), &bookings.join(" · "), Some("/locations")),
        ui::figure(&satisfied, &word_with(language, "statistics-satisfied", &[("n", satisfied_n.into())]), None),
    ])
}

fn kinds(language: Language, catalogue: &Catalogue, kinds: &[KindFigure]) -> Markup {
    let label = |id: &str| {
        let found = catalogue.need_types.iter().find(|kind| kind.id.as_str() == id);
        found.map_or(id, |kind| kind.label.get(language)).to_owned()
    };
    let most = kinds.first().map_or(1, |kind| kind.at_least.max(1));
    ui::card(
        &word(language, "statistics-kinds"),
        html! {
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
        },
    )
}

fn satisfaction(language: Language, catalogue: &Catalogue, found: &Statistics) -> Markup {
    let hidden = || word(language, "statistics-few");
    let columns =
        ["report-agency", "report-satisfied", "report-interval", "report-answers"].map(|key| word(language, key));
    let name = |group: &Group| {
        AgencyId::parse(&group.id).map_or_else(|_| group.id.clone(), |id| catalogue.agency_name(&id).to_owned())
    };
    let mut table = Table::new(&word(language, "report-satisfaction-agency"), &columns.each_ref().map(String::as_str));
    for group in &found.satisfaction.by_agency {
        table = table.row(vec![
            html! { a href={ "/agencies/" (group.id) } { (name(group)) } },
            html! { (group.csat.map_or_else(hidden, |share| format::percent(language, share.value))) },
            html! { @if let Some(share) = &group.csat { (ui::interval(language, share)) } @else { "–" } },
            html! { (group.n.map_or_else(hidden, |n| n.to_string())) },
        ]);
    }
    ui::card(
        &word(language, "report-satisfaction"),
        html! {
            (line(language, &found.satisfaction.quarters, found.satisfaction.aim))
            @if table.is_empty() {
                p class="soft" { (word(language, "statistics-satisfaction-none")) }
            } @else {
                (table.show())
            }
        },
    )
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
