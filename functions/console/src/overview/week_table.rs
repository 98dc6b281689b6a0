//! The week by place, beside what there is to do.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use domain::ids::AgencyId;
use domain::{Language, sessions::Session};
use maud::{Markup, html};
use web::ui::{self, Chip, Tone, WeekDays, WeekRow};
use web::{Scope, format};

use super::{Day, Stop};
use crate::{word, word_with};

/// Places shown; all of them stand in the schedule.
const ROOM: usize = 8;
/// Colours of agencies, the most present first.
const TONES: [Tone; 5] = [Tone::Green, Tone::Sky, Tone::Amber, Tone::Iris, Tone::Plain];

/// Which week is shown, amid a sentence.
pub(super) fn when(language: Language, day: &Day) -> String {
    if day.shown.monday == day.week.monday {
        return word(language, "week-this");
    }
    word_with(language, "week-of", &[("day", format::date(language, day.shown.monday).into())])
}

/// Words that name the week that is shown.
pub(super) fn of_week(language: Language, day: &Day, key: &str) -> String {
    word_with(language, key, &[("week", when(language, day).into())])
}

/// The grid, the aim and the way to all places.
pub(super) fn show(language: Language, day: &Day) -> Markup {
    let stops = day.shown.some(ROOM);
    if stops.is_empty() {
        let how = if day.scope == Scope::All { "week-empty-how" } else { "week-empty-how-others" };
        return ui::empty(&of_week(language, day, "week-empty"), word(language, how));
    }
    let days = days(day);
    let headings: Vec<String> =
        days.iter().map(|day| format!("{} {}", format::weekday_short(language, *day), day.format("%-d"))).collect();
    let agencies = by_presence(day);
    let rows: Vec<_> = stops.iter().map(|stop| row(language, day, stop, &days, &agencies)).collect();
    let hidden = day.shown.stops.len() - stops.len();
    html! {
        div class="stack" {
        (ui::week(&of_week(language, day, "week-title"), &word(language, "column-place"), &headings, &rows))
        @if day.shown.to_visit() > 0 {
            p class="soft" {
                (word_with(language, "week-aim", &[
                    ("done", (day.shown.to_visit() - day.shown.gaps().count()).into()), ("of", day.shown.to_visit().into()),
                ]))
            }
        }
        p {
            a href="/console/schedule" { (word(language, "week-all")) }
            @if hidden > 0 { " " span class="soft" { (word_with(language, "week-more", &[("n", hidden.into())])) } }
        }
        }
    }
}

/// Agencies of the week, the most present first.
fn by_presence(day: &Day) -> Vec<&AgencyId> {
    let mut counts: BTreeMap<&AgencyId, usize> = BTreeMap::new();
    for session in day.shown.sessions() {
        *counts.entry(&session.agency).or_default() += 1;
    }
    let mut agencies: Vec<_> = counts.into_iter().collect();
    agencies.sort_by_key(|(id, count)| (Reverse(*count), *id));
    agencies.into_iter().map(|(id, _)| id).collect()
}

/// `hub` for `hub.brussels`: a cell of the week is narrow.
fn brief(name: &str) -> String {
    name.split_once('.').map_or(name, |(first, _)| first).to_owned()
}

/// Monday to Friday; Saturday and Sunday where somebody is there.
fn days(day: &Day) -> Vec<NaiveDate> {
    let starts: BTreeSet<NaiveDate> = day.shown.sessions().map(|session| session.local_start.date()).collect();
    let of_week = (0..7).filter_map(|n| Some((n, day.shown.monday.checked_add_days(Days::new(n))?)));
    of_week.filter(|(n, at)| *n < 5 || starts.contains(at)).map(|(_, at)| at).collect()
}

fn row(language: Language, day: &Day, stop: &Stop, days: &[NaiveDate], agencies: &[&AgencyId]) -> WeekRow {
    let chip = |session: &Session| {
        let place = agencies.iter().position(|agency| **agency == session.agency).unwrap_or_default();
        let path = match day.scope {
            Scope::All => format!("/console/schedule/{}", session.permanence),
            Scope::Agency(_) => format!("/console/schedule/day?day={}", session.local_start.date()),
            Scope::Location(_) => format!("/locations/{}", session.location),
        };
        Chip {
            tone: TONES[place % TONES.len()],
            words: brief(day.catalogue.agency_name(&session.agency)),
            at: session.local_start.time(),
            path: Some(path),
        }
    };
    let on =
        |at: &NaiveDate| stop.sessions.iter().filter(|session| session.local_start.date() == *at).map(chip).collect();
    let remark = || match (stop.cancelled, stop.core) {
        (0, true) => word(language, "week-gap"),
        (0, false) => word(language, "week-none"),
        _ => of_week(language, day, "week-cancelled"),
    };
    let days = if stop.sessions.is_empty() {
        WeekDays::Gap(remark())
    } else {
        WeekDays::Sessions(days.iter().map(on).collect())
    };
    WeekRow { place: html! { (stop.name) }, days }
}
