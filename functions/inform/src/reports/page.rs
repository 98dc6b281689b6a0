//! `GET /console/reports/{quarter}`: the quarter on the screen, and the same to
//! be printed; `GET /v1/reports/{quarter}` and its workbook. All are the coordinator's.

use std::sync::Arc;

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse as _;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::figures::Quarter;
use http::header::{CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_TYPE, VARY};
use maud::{Markup, html};
use web::extract::{NoFilter, QueryParams};
use web::page::ConsoleNav;
use web::{CoordinatorDesk, Desk, Page, Problem, Reply, format, ui};

use super::gather::gather;
use super::parts::{parts, quarter_short};
use super::sheet::workbook;
use super::tables::{card, definition, line};
use super::view::Report;
use crate::{word, word_with};

/// The quarter that runs. Reads: as the report by the API.
pub(super) async fn current(desk: CoordinatorDesk) -> Reply {
    let quarter = Quarter::at(desk.store().now());
    on_screen(&desk, quarter).await
}

/// A quarter. Reads: as the report by the API.
pub(super) async fn show(desk: CoordinatorDesk, Path(text): Path<String>) -> Reply {
    on_screen(&desk, parse(&text)?).await
}

/// A quarter on paper.
pub(super) async fn print(desk: CoordinatorDesk, Path(text): Path<String>) -> Reply {
    let quarter = parse(&text)?;
    let (report, catalogue) = read(&desk, quarter).await?;
    let title = title(desk.language(), quarter);
    let body = html! {
        div class="report" {
            h1 { (title) }
            p class="soft" { (lead(desk.language(), &report)) }
            (body(desk.language(), &report, &catalogue))
        }
    };
    Ok(Page::print(&desk.visit).private().title(&title).render(body))
}

async fn read(desk: &Desk, quarter: Quarter) -> Result<(Report, Arc<Catalogue>), Problem> {
    let catalogue = desk.catalogue().await?;
    Ok((gather(desk.store(), &catalogue, quarter, desk.language()).await?, catalogue))
}

async fn on_screen(desk: &Desk, quarter: Quarter) -> Reply {
    let (report, catalogue) = read(desk, quarter).await?;
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let action = html! {
        (ui::link_button_secondary("XLSX", &format!("/v1/reports/{quarter}.xlsx?lang={}", language.tag())))
        " "
        (ui::link_button(&word("report-print"), &format!("/console/reports/{quarter}/print")))
    };
    let (before, after) = (Quarter::parse(&quarter.before().to_string()).ok(), quarter.after());
    let body = html! {
        div class="report" { (body(language, &report, &catalogue)) }
        nav class="pager" aria-label=(word("report-others")) {
            @if let Some(before) = before {
                a class="button secondary" href={ "/console/reports/" (before) } { (quarter_short(language, before)) }
            }
            @if after.first_day() <= report.day {
                a class="button secondary" href={ "/console/reports/" (after) } { (quarter_short(language, after)) }
            }
        }
    };
    let page = desk
        .page()
        .await?
        .title(&title(language, quarter))
        .lead(html! { (lead(language, &report)) })
        .action(action)
        .console_nav(ConsoleNav::Survey);
    Ok(page.render(body))
}

/// `Le trimestre : octobre à décembre 2026`.
fn title(language: Language, quarter: Quarter) -> String {
    let (from, to) = (format::month(language, quarter.first_day()), format::month(language, quarter.last_day()));
    let from = from.split(' ').next().unwrap_or_default().to_owned();
    let args = [("from", from.into()), ("to", to.into())];
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
        let at = parts.iter().position(|part| part.title == title);
        // What is counted is said once, with the first table of its kind.
        let first = |at: usize| parts[..at].iter().all(|before| before.of != parts[at].of);
        html! { @if let Some(at) = at { (card(language, report, &parts[at], first(at))) } }
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
    let planned = presences.held + presences.cancelled + presences.to_come;
    let args =
        [("planned", planned.into()), ("cancelled", presences.cancelled.into()), ("to_come", presences.to_come.into())];
    let of_presences = word_with(language, "report-tile-presences", &args);
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
    let points = |share: f64| format::number(language, share * 100.0, 0);
    let columns = ["report-quarter", "report-satisfied", "report-answers"];
    let mut table = ui::Table::named(|key| word(language, key), "report-satisfaction", &columns);
    for one in &found.quarters {
        let hidden = || word(language, "report-hidden");
        table = table.row(vec![
            html! { (quarter_short(language, one.quarter)) },
            html! { (one.csat.map_or_else(hidden, |share| format::percent(language, share.value))) },
            html! { (one.n.map_or_else(hidden, |n| n.to_string())) },
        ]);
    }
    let inside = html! {
        (line(language, &found.quarters, found.aim))
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
    };
    ui::card(&word(language, "report-satisfaction"), inside)
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

/// What workbooks are.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The quarter that a path names.
fn parse(text: &str) -> Result<Quarter, Problem> {
    Quarter::parse(text).map_err(|_| Problem::not_found())
}

/// The quarter for the steering committee, with what each figure counts; with
/// `.xlsx` behind it the same as a workbook, in the language asked for. Eight
/// reads, and some for each wave of five quarters.
#[utoipa::path(get, path = "/v1/reports/{quarter}", tag = "inform",
    params(("quarter" = String, Path, example = "2026-Q4", description = "The quarter; of the workbook `2026-Q4.xlsx`.")),
    responses(
        (status = 200, content((Report = "application/json"), (web::openapi::Bytes = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 400)))]
pub(super) async fn by_program(desk: CoordinatorDesk, Path(text): Path<String>, _: QueryParams<NoFilter>) -> Reply {
    let (name, as_workbook) = text.strip_suffix(".xlsx").map_or((text.as_str(), false), |name| (name, true));
    let (quarter, language) = (parse(name)?, desk.language());
    let catalogue = desk.catalogue().await?;
    let report = gather(desk.store(), &catalogue, quarter, language).await?;
    let headers = [(CONTENT_LANGUAGE, language.tag()), (VARY, "Accept-Language, Cookie, Authorization")];
    if !as_workbook {
        return Ok((headers, Json(report)).into_response());
    }
    let bytes = workbook(&report, &catalogue, language).map_err(|error| Problem::internal(&error))?;
    let name = format!("attachment; filename=\"{quarter}-{}.xlsx\"", language.tag());
    Ok((headers, [(CONTENT_TYPE, XLSX.to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
}
