//! Sessions as a list by day, and the week by place.

use chrono::{NaiveDateTime, NaiveTime};
use domain::Language;
use maud::{Markup, html};

use super::badge::Tone;
use crate::LOCALES;
use crate::format;
use crate::i18n::t;

/// A session on a page: day and hours, then what it is.
pub fn agenda_row(language: Language, from: NaiveDateTime, to: NaiveTime, body: Markup) -> Markup {
    html! {
        li class="agenda" {
            p class="agenda-when" {
                time datetime=(from.format("%Y-%m-%dT%H:%M")) {
                    strong { (format::day_short(language, from.date())) } " "
                    span { (format::time_range(language, from.time(), to)) }
                }
            }
            div class="agenda-what" { (body) }
        }
    }
}

/// A slot of a session: its hour, struck through when no seat is free.
pub fn slot_chip(language: Language, at: NaiveTime, free: bool) -> Markup {
    let word = t(&LOCALES, language, if free { "slot-free" } else { "slot-taken" });
    html! {
        li class=(if free { "slot" } else { "slot taken" }) {
            @if free { (format::time(at)) } @else { s { (format::time(at)) } }
            span class="hidden" { " " (word) }
        }
    }
}

/// A session in the week's grid.
pub struct Chip {
    /// Colour, the same for one agency in one grid.
    pub tone: Tone,
    /// Who.
    pub words: String,
    /// When.
    pub at: NaiveTime,
    /// Where more is said.
    pub path: Option<String>,
}

/// A place and its week.
pub struct WeekRow {
    /// The place.
    pub place: Markup,
    /// What is there.
    pub days: WeekDays,
}

/// What a place has in a week.
pub enum WeekDays {
    /// The sessions of each day, one entry per heading.
    Sessions(Vec<Vec<Chip>>),
    /// None: a remark across all days.
    Gap(String),
}

/// The week by place; `days` are the headings.
pub fn week(caption: &str, place: &str, days: &[String], rows: &[WeekRow]) -> Markup {
    html! {
        div class="week-scroll" role="region" aria-label=(caption) tabindex="0" {
            table class="week" {
                caption class="hidden" { (caption) }
                thead { tr { th scope="col" { (place) } @for day in days { th scope="col" { (day) } } } }
                tbody {
                    @for row in rows {
                        tr {
                            th scope="row" { (row.place) }
                            @match &row.days {
                                WeekDays::Gap(remark) => td class="gap" colspan=(days.len()) { (remark) },
                                WeekDays::Sessions(cells) => @for chips in cells { td { @for chip in chips { (show(chip)) } } },
                            }
                        }
                    }
                }
            }
        }
    }
}

fn show(chip: &Chip) -> Markup {
    let inside = html! { span { (chip.words) } " " time { (format::time(chip.at)) } };
    html! {
        @match &chip.path {
            Some(path) => a class={ "chip " (chip.tone.class()) } href=(path) { (inside) },
            None => div class={ "chip " (chip.tone.class()) } { (inside) },
        }
    }
}
