//! A part of the report as a card: a table, intervals, bars or a line, and what is
//! counted in it.

use domain::Language;
use domain::statistics::Share;
use maud::{Markup, html};
use web::format;
use web::ui::{self, LineChart, Reading, Table};

use super::parts::{Cell, Part, quarter_short};
use super::view::Report;
use crate::satisfaction::QuarterShare;
use crate::{word, word_with};

/// What is counted, and where that stands.
pub(super) fn definition(language: Language, report: &Report, of: &str) -> Markup {
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

/// A part; with what is counted in it where it is the first of its kind.
pub(super) fn card(language: Language, report: &Report, part: &Part, is_first: bool) -> Markup {
    let columns: Vec<&str> = part.columns.iter().map(String::as_str).collect();
    let inside = html! {
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
        @if is_first { (definition(language, report, part.of)) }
    };
    ui::card(&part.title, inside)
}

/// Shares with their intervals drawn.
fn intervals(language: Language, part: &Part) -> Markup {
    let [of, satisfied, _, _, answers] = part.columns.as_slice() else { return Markup::default() };
    let mut table = Table::new(&part.title, &[of, satisfied, &word(language, "report-interval"), answers]);
    for row in &part.rows {
        let [name, share, low, high, n] = row.as_slice() else { continue };
        let interval = match (share, low, high) {
            (Cell::Share(value), Cell::Share(low), Cell::Share(high)) => {
                ui::interval(language, &Share { value: *value, low: *low, high: *high })
            }
            _ => html! { "–" },
        };
        table = table.row(vec![
            html! { strong { (cell(language, name)) } },
            cell(language, share),
            interval,
            cell(language, n),
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

/// The line; nothing where no quarter has enough answers.
pub(crate) fn line(language: Language, quarters: &[QuarterShare], aim: Option<f64>) -> Markup {
    let shares = quarters.iter().map(|one| (quarter_short(language, one.quarter), one.csat));
    let lowest = quarters.iter().filter_map(|one| one.csat).map(|share| share.low).chain(aim).fold(1.0, f64::min);
    let mut chart = LineChart::of_shares(language, &word(language, "report-line"), lowest);
    if let Some(aim) = aim {
        let words = word_with(language, "report-aim", &[("aim", format::percent(language, aim).into())]);
        chart = chart.aim(aim, words);
    }
    for (quarter, share) in shares {
        let moment = quarter
            .split_once(' ')
            .map_or_else(|| (quarter.clone(), String::new()), |(quarter, year)| (quarter.to_owned(), year.to_owned()));
        chart = chart.point(moment, share.map(|share| Reading::of_share(language, &share)));
    }
    chart.show(language)
}
