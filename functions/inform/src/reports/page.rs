//! `GET /console/reports/{quarter}`: the quarter on the screen, and the same to
//! be printed.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::figures::Quarter;
use maud::{Markup, html};
use web::page::ConsoleNav;
use web::ui::Table;
use web::{Context, Coordinator, Page, Problem, Visit, format, ui};

use super::api::quarter as parse;
use super::charts;
use super::gather::gather;
use super::parts::{Cell, Part, parts, quarter_short};
use super::view::Report;
use crate::{word, word_with};

/// The quarter that runs. Reads: as the report by the API.
pub(super) async fn current(
    State(context): State<Context>,
    staff: Coordinator,
    visit: Visit,
) -> Result<Response, Problem> {
    let quarter = Quarter::at(context.store.now());
    on_screen(&context, &staff, &visit, quarter).await
}

/// A quarter. Reads: as the report by the API.
pub(super) async fn show(
    State(context): State<Context>,
    staff: Coordinator,
    visit: Visit,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    on_screen(&context, &staff, &visit, parse(&text)?).await
}

/// A quarter on paper.
pub(super) async fn print(
    State(context): State<Context>,
    _: Coordinator,
    visit: Visit,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    let quarter = parse(&text)?;
    let (report, catalogue) = read(&context, &visit, quarter).await?;
    let title = title(visit.language, quarter);
    let body = html! {
        div class="report" {
            h1 { (title) }
            p class="soft" { (lead(visit.language, &report)) }
            (body(visit.language, &report, &catalogue))
        }
    };
    Ok(Page::print(&visit).private().title(&title).render(body))
}

async fn read(context: &Context, visit: &Visit, quarter: Quarter) -> Result<(Report, Arc<Catalogue>), Problem> {
    let catalogue = context.store.catalogue().load().await?;
    Ok((gather(&context.store, &catalogue, quarter, visit.language).await?, catalogue))
}

async fn on_screen(
    context: &Context,
    staff: &Coordinator,
    visit: &Visit,
    quarter: Quarter,
) -> Result<Response, Problem> {
    let (report, catalogue) = read(context, visit, quarter).await?;
    let language = visit.language;
    let word = |key: &str| word(language, key);
    let action = html! {
        (ui::link_button_secondary("XLSX", &format!("/v1/reports/{quarter}.xlsx")))
        " "
        (ui::link_button(&word("report-print"), &format!("/console/reports/{quarter}/print")))
    };
    let (before, after) = (quarter.before(), quarter.after());
    let body = html! {
        div class="report" { (body(language, &report, &catalogue)) }
        nav class="pager" aria-label=(word("report-others")) {
            a class="button secondary" href={ "/console/reports/" (before) } { (quarter_short(language, before)) }
            @if after.first_day() <= report.day {
                a class="button secondary" href={ "/console/reports/" (after) } { (quarter_short(language, after)) }
            }
        }
    };
    let page = Page::console(visit, &staff.0)
        .waiting(web::page::waiting(context, &staff.0).await?)
        .title(&title(language, quarter))
        .lead(html! { (lead(language, &report)) })
        .action(action)
        .console_nav(ConsoleNav::Survey);
    Ok(page.render(body))
}

/// `Le trimestre : octobre 2026 à décembre 2026`.
fn title(language: Language, quarter: Quarter) -> String {
    let month = |day| format::month(language, day);
    let args = [("from", month(quarter.first_day()).into()), ("to", month(quarter.last_day()).into())];
    word_with(language, "report-title", &args)
}

fn lead(language: Language, report: &Report) -> String {
    let key = if report.day <= report.to { "report-lead-running" } else { "report-lead" };
    word_with(language, key, &[("day", format::date(language, report.day).into())])
}

fn body(language: Language, report: &Report, catalogue: &Catalogue) -> Markup {
    let parts = parts(report, catalogue, language);
    let of = |title: &str| {
        let title = word(language, title);
        let found = parts.iter().filter(|part| part.title == title);
        html! { @for part in found { (card(language, report, part)) } }
    };
    html! {
        (tiles(language, report))
        (ui::columns_broad(satisfaction(language, report), of("report-satisfaction-agency")))
        (suggestions(language, report))
        (ui::columns_broad(of("report-needs-kind"), html! { (of("report-needs-programme")) (of("report-needs-place")) }))
        (of("report-referrals"))
        (of("report-bookings"))
        (ui::columns_broad(of("report-presences-place"), html! { (of("report-presences-agency")) (of("report-members-place")) }))
        @if !report.satisfaction.by_place.is_empty() { (of("report-satisfaction-place")) }
        (work(language, report))
    }
}

fn definition(language: Language, report: &Report, of: &str) -> Markup {
    let found = report.definitions.iter().find(|one| one.of == of);
    html! {
        @if let Some(found) = found {
            p class="soft small counts" {
                (found.text)
                @if let Some(path) = &found.counts { " " a href=(path) { (word(language, &format!("report-{of}-where"))) } }
            }
        }
    }
}

/// What matters most, each with what it counts.
fn tiles(language: Language, report: &Report) -> Markup {
    let percent = |share: f64| format::percent(language, share);
    let none = || "–".to_owned();
    let (needs, presences) = (&report.needs, &report.presences.all);
    let (referrals, bookings) = (&report.referrals.all, &report.bookings.all);
    let satisfaction = &report.satisfaction;
    let closed = referrals.closed_share.map_or_else(none, |share| percent(share.value));
    let missed = bookings.no_show.map_or_else(none, |share| percent(share.value));
    let of_needs = word_with(language, "report-tile-needs", &[("share", closed.into())]);
    let planned = presences.held + presences.cancelled;
    let of_presences = word_with(
        language,
        "report-tile-presences",
        &[("planned", planned.into()), ("to_come", presences.to_come.into())],
    );
    let of_bookings = word_with(language, "report-tile-bookings", &[("share", missed.into())]);
    let (satisfied, of_satisfied) = match (satisfaction.csat, satisfaction.n) {
        (Some(share), Some(n)) => {
            let args = [("n", n.into()), ("low", percent(share.low).into()), ("high", percent(share.high).into())];
            (percent(share.value), word_with(language, "report-tile-satisfied", &args))
        }
        _ => (none(), word(language, "report-tile-satisfied-few")),
    };
    let of_members = word_with(language, "report-tile-members", &[("hosted", report.members.hosted.into())]);
    ui::figures(&[
        ui::figure(&needs.stated.to_string(), &of_needs, Some("/console/needs")),
        ui::figure(&presences.held.to_string(), &of_presences, Some("/console/schedule")),
        ui::figure(&bookings.booked.to_string(), &of_bookings, None),
        ui::figure(&satisfied, &of_satisfied, Some("/console/survey/waves")),
        ui::figure(&report.members.reached.to_string(), &of_members, Some("/console/members")),
    ])
}

fn satisfaction(language: Language, report: &Report) -> Markup {
    let found = &report.satisfaction;
    let points = |share: f64| format::number(language, share * 100.0, 0).replace('-', "−");
    let columns = ["report-quarter", "report-satisfied", "report-answers"].map(|key| word(language, key));
    let mut table = Table::new(&word(language, "report-satisfaction"), &columns.each_ref().map(String::as_str));
    for one in &found.quarters {
        let hidden = || word(language, "report-hidden");
        table = table.row(vec![
            html! { (quarter_short(language, one.quarter)) },
            html! { (one.csat.map_or_else(hidden, |share| format::percent(language, share.value))) },
            html! { (one.n.map_or_else(hidden, |n| n.to_string())) },
        ]);
    }
    ui::card(
        &word(language, "report-satisfaction"),
        html! {
            (charts::line(language, &found.quarters))
            @if let Some(change) = &found.change {
                @let args = [("change", points(change.value).into()), ("low", points(change.low).into()), ("high", points(change.high).into())];
                p { (word_with(language, if change.is_sure() { "report-change-sure" } else { "report-change-unsure" }, &args)) }
            }
            @if let (Some(rate), Some(eligible), Some(n)) = (found.response_rate, found.eligible, found.n) {
                @let args = [("rate", format::percent(language, rate).into()), ("n", n.into()), ("eligible", eligible.into())];
                p { (word_with(language, "report-rate", &args)) }
            }
            (table.show())
            (definition(language, report, "satisfaction"))
        },
    )
}

fn cell(language: Language, cell: &Cell) -> Markup {
    html! {
        @match cell {
            Cell::Name { text, path: Some(path) } => a href=(path) { (text) },
            Cell::Name { text, path: None } => (text),
            Cell::Count(n) => (n),
            Cell::Share(share) => (format::percent(language, *share)),
            Cell::Hidden(words) => span class="soft" { (words) },
            Cell::Nothing => "–",
        }
    }
}

fn card(language: Language, report: &Report, part: &Part) -> Markup {
    let columns: Vec<&str> = part.columns.iter().map(String::as_str).collect();
    ui::card(
        &part.title,
        html! {
            @if part.rows.is_empty() {
                p class="soft" { (word(language, "report-none")) }
            } @else if part.of == "satisfaction" {
                (intervals(language, part))
            } @else if part.of == "needs" {
                (bars(language, part))
            } @else {
                @let table = Table::new(&part.title, &columns);
                (part.rows.iter().fold(table, |table, row| table.row(row.iter().map(|one| cell(language, one)).collect())).show())
            }
            (definition(language, report, part.of))
        },
    )
}

/// Shares with their intervals drawn.
fn intervals(language: Language, part: &Part) -> Markup {
    let columns: Vec<&str> = [0, 1, 2, 4].iter().filter_map(|at| part.columns.get(*at).map(String::as_str)).collect();
    let interval = word(language, "report-interval");
    let columns = [columns[0], columns[1], interval.as_str(), columns.last().copied().unwrap_or_default()];
    let mut table = Table::new(&part.title, &columns);
    for row in &part.rows {
        let share = match (&row[1], &row[2], &row[3]) {
            (Cell::Share(value), Cell::Share(low), Cell::Share(high)) => {
                Some(domain::statistics::Share { value: *value, low: *low, high: *high })
            }
            _ => None,
        };
        table = table.row(vec![
            html! { strong { (cell(language, &row[0])) } },
            cell(language, &row[1]),
            html! { @if let Some(share) = &share { (ui::interval(language, share)) } @else { "–" } },
            cell(language, &row[4]),
        ]);
    }
    html! { (table.show()) @if part.rows.iter().flatten().any(|cell| matches!(cell, Cell::Hidden(_))) { p class="soft small" { (word(language, "report-hidden-why")) } } }
}

/// Counts as bars beside their figures.
fn bars(language: Language, part: &Part) -> Markup {
    let counts = part.rows.iter().filter_map(|row| if let Cell::Count(n) = row.get(1)? { Some(*n) } else { None });
    let most = counts.max().unwrap_or(1).max(1);
    html! {
        table class="bars" {
            caption class="hidden" { (part.title) }
            tbody {
                @for row in &part.rows {
                    @if let [name, Cell::Count(n)] = row.as_slice() {
                        tr {
                            th scope="row" { (cell(language, name)) }
                            td { (ui::bar(*n as f64 / most as f64)) }
                            td { (n) }
                        }
                    }
                }
            }
        }
    }
}

fn suggestions(language: Language, report: &Report) -> Markup {
    let found = &report.suggestions;
    let args = [
        ("n", found.taken_up.into()),
        ("done", found.done.into()),
        ("planned", found.planned.into()),
        ("refused", found.refused.into()),
        ("undecided", found.undecided.into()),
    ];
    html! {
        (ui::card(&word(language, "report-suggestions"), html! {
            p { (word_with(language, "report-suggestions-of", &args)) }
            (definition(language, report, "suggestions"))
        }))
        (ui::said_and_done(language, &found.told))
    }
}

fn work(language: Language, report: &Report) -> Markup {
    let hours = format::number(language, report.work.hours, 1);
    let args = [("n", report.work.items.into()), ("hours", hours.into())];
    let none = || word(language, "report-cost-unknown");
    let dollars = |dollars: f64| {
        word_with(language, "report-cost-of", &[("dollars", format::number(language, dollars, 2).into())])
    };
    ui::columns_broad(
        ui::card(
            &word(language, "report-work"),
            html! { p { (word_with(language, "report-work-of", &args)) } (definition(language, report, "work")) },
        ),
        ui::card(
            &word(language, "report-cost"),
            html! { p { (report.cost.dollars.map_or_else(none, dollars)) } (definition(language, report, "cost")) },
        ),
    )
}
