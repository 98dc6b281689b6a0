//! One A4 page for the notice board: who comes in the month ahead.

use chrono::Days;
use domain::permanence::Permanence;
use domain::sessions::SessionStatus;
use maud::{Markup, PreEscaped, html};
use web::extract::{NoFilter, QueryParams};
use web::page::mark;
use web::{Page, Reply, format, qr};

use super::shown::Shown;
use super::{AtPlace, window};
use crate::console::tags;
use crate::sessions::Occurrence;
use crate::{word, word_with};

/// How far the sheet looks ahead, in days.
const DAYS: u64 = 31;

/// A location's sheet. Two reads: the directory's revision and the location's
/// permanences.
pub(super) async fn page(_: QueryParams<NoFilter>, at: AtPlace) -> Reply {
    let AtPlace { context, visit, location, catalogue, today, .. } = &at;
    let (language, today, shown) = (visit.language, *today, at.shown());
    let permanences = at.permanences(today).await?;
    let mut sessions = at.sessions(&permanences, window(today, DAYS)?);
    sessions.retain(|(session, _)| session.end > at.now);
    let url = context.settings.url(&format!("/locations/{}", location.id));
    let short = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let span = [
        ("from", format::date(language, today).into()),
        ("to", format::date(language, today + Days::new(DAYS - 1)).into()),
    ];
    let body = html! {
        div class="sheet" {
            p class="screen-only because" {
                (word(language, "print-how")) " "
                a href={ "/locations/" (location.id) "/week" } { (word(language, "print-back")) }
            }
            header {
                div {
                    h1 { (location.name) }
                    p { (catalogue.address(location).get(language)) }
                    p class="sheet-span" { (word_with(language, "print-span", &span)) }
                }
                (mark())
            }
            @if sessions.is_empty() { p { strong { (word(language, "print-none")) } } } @else {
                (table(shown, &sessions))
                (subjects(shown, &sessions))
            }
            div class="sheet-foot" {
                div class="qr" { (PreEscaped(qr::svg(&url)?)) }
                div {
                    p { strong { (word(language, "print-scan")) } }
                    p class="address" { (short) }
                    p { (word(language, "print-need")) }
                    p class="because" { (word_with(language, "print-made", &[("day", format::date(language, today).into())])) }
                }
            }
        }
    };
    let title = word_with(language, "print-title", &[("place", location.name.as_str().into())]);
    Ok(Page::print(visit).title(&title).render(body))
}

/// When who comes; what for is said once for each agency, below.
fn table(shown: Shown<'_>, sessions: &[Occurrence<'_>]) -> Markup {
    let language = shown.language;
    let headings = ["print-day", "print-hours", "print-agency", "print-note"];
    html! {
        table {
            caption class="hidden" { (word(language, "print-caption")) }
            thead { tr { @for key in headings { th scope="col" { (word(language, key)) } } } }
            tbody {
                @for one in sessions {
                    @let session = &one.0;
                    tr {
                        th scope="row" { (format::day_short(language, session.local_start.date())) }
                        td {
                            @if session.status == SessionStatus::Cancelled { s { (shown.hours(session)) } }
                            @else { (shown.hours(session)) }
                        }
                        td { strong { (shown.agency(session)) } }
                        td {
                            (shown.state(one))
                            @if let Some(reason) = &session.reason { " " (reason.get(language)) }
                        }
                    }
                }
            }
        }
    }
}

/// What each agency of the sheet can be asked, in the order in which they come.
fn subjects(shown: Shown<'_>, sessions: &[Occurrence<'_>]) -> Markup {
    let mut agencies: Vec<(&str, Vec<&Permanence>)> = Vec::new();
    for (session, permanence) in sessions {
        let name = shown.agency(session);
        match agencies.iter_mut().find(|(known, _)| *known == name) {
            Some((_, series)) if series.iter().any(|known| known.id == permanence.id) => {}
            Some((_, series)) => series.push(permanence),
            None => agencies.push((name, vec![permanence])),
        }
    }
    html! {
        h2 { (word(shown.language, "print-about")) }
        dl {
            @for (agency, series) in &agencies {
                div {
                    dt { (agency) }
                    dd {
                        @for (at, permanence) in series.iter().enumerate() {
                            @if at > 0 { " · " }
                            (shown.subjects(permanence))
                            @let spoken = tags(&permanence.languages);
                            @if !spoken.is_empty() { " (" (spoken) ")" }
                        }
                    }
                }
            }
        }
    }
}
