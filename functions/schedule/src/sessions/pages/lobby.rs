//! For a screen in the hall of a place: who is here today, who comes next, in
//! letters that can be read from across the room.
//!
//! The screen is told by a header to ask again every minute. Nobody touches
//! it, so nobody chooses a language: where the address names none, each minute
//! is in another of the place's languages, French and Dutch among them always.

use axum::extract::OriginalUri;
use chrono::Days;
use domain::location::Location;
use domain::permanence::Permanence;
use domain::sessions::SessionStatus;
use domain::{Instant, Language};
use http::HeaderValue;
use http::header::REFRESH;
use maud::{Markup, PreEscaped, html};
use web::extract::{NoFilter, QueryParams};
use web::language::asked_for;
use web::page::mark;
use web::{Page, Reply, format, qr};

use super::shown::Shown;
use super::{AtPlace, window};
use crate::sessions::Occurrence;
use crate::{word, word_with};

/// How often the screen asks again, in seconds.
const EVERY: u64 = 60;
/// How many days after today are looked through.
const DAYS: u64 = 14;
/// The most sessions of today, and of the days after: what a screen holds.
const SHOWN: (usize, usize) = (3, 3);

/// A location's screen. Two reads: the directory's revision and the
/// location's permanences.
pub(super) async fn page(OriginalUri(uri): OriginalUri, _: QueryParams<NoFilter>, mut at: AtPlace) -> Reply {
    at.visit.language = asked_for(&uri).unwrap_or_else(|| turn(&at.location, at.now));
    let AtPlace { context, visit, location, now, today, .. } = &at;
    let (language, now, today) = (visit.language, *now, *today);
    let permanences = at.permanences(today).await?;
    let sessions = at.attended(&permanences, window(today, DAYS)?).await?;
    let (here, coming): (Vec<_>, Vec<_>) = sessions
        .into_iter()
        .filter(|(session, _)| session.end > now)
        .partition(|(session, _)| session.local_start.date() == today);
    let shown = at.shown();
    let address = context.settings.url(&format!("/locations/{}", location.id));
    let held = coming.iter().filter(|(session, _)| session.status == SessionStatus::Scheduled).take(SHOWN.1);
    let held: Vec<&Occurrence<'_>> = held.collect();
    let body = html! {
        div class="hall" {
            header {
                h1 { (location.name) }
                p { (mark()) (word(language, "lobby-what")) }
            }
            section class="hall-today" {
                h2 { (word(language, "lobby-today")) " · " time datetime=(today) { (format::day_long(language, today)) } }
                (of_today(shown, &here))
            }
            section class="hall-next" {
                h2 { (word(language, "lobby-next")) }
                @if held.is_empty() { p { (later(&at, &permanences)) } }
                @else { ul { @for (session, _) in held {
                    li {
                        strong { (format::day_short(language, session.local_start.date())) } " "
                        span { (shown.hours(session)) } " "
                        strong { (shown.agency(session)) }
                    }
                } } }
            }
            section class="hall-scan" {
                h2 class="hidden" { (word(language, "lobby-scan-title")) }
                div class="qr" { (PreEscaped(qr::svg(&address)?)) }
                p { (word(language, "lobby-scan")) }
            }
            p class="hall-made" { (word_with(language, "lobby-made", &[("at", format::instant(language, now).into())])) }
        }
    };
    let mut answer = Page::lobby(visit).title(&location.name).render(body);
    answer.headers_mut().insert(REFRESH, HeaderValue::from(EVERY));
    Ok(answer)
}

/// The language of this minute: one after the other, French and Dutch among
/// them always, English where the place speaks it.
fn turn(location: &Location, now: Instant) -> Language {
    let english = location.languages.contains(&Language::En).then_some(Language::En);
    let turns: Vec<Language> = [Language::Fr, Language::Nl].into_iter().chain(english).collect();
    let minute = usize::try_from(now.seconds() / 60).unwrap_or_default();
    turns[minute % turns.len()]
}

fn of_today(shown: Shown<'_>, sessions: &[Occurrence<'_>]) -> Markup {
    let language = shown.language;
    if sessions.is_empty() {
        return html! { p class="hall-none" { (word(language, "lobby-nobody")) } };
    }
    let more = sessions.len().saturating_sub(SHOWN.0);
    html! {
        ul {
            @for one in sessions.iter().take(SHOWN.0) {
                @let (session, permanence) = one;
                li {
                    div {
                        p class="hall-when" { time datetime=(session.local_start.format("%H:%M")) { (shown.hours(session)) } }
                        @if let Some(room) = permanence.room.as_ref().filter(|_| session.status == SessionStatus::Scheduled) { p { (room) } }
                    }
                    div {
                        p class="hall-who" { (shown.agency(session)) " " (shown.state(one)) }
                        @if session.status == SessionStatus::Scheduled {
                            p { (shown.subjects(permanence)) }
                        } @else if let Some(reason) = &session.reason { p { (reason.get(language)) } }
                    }
                }
            }
        }
        @if more > 0 { p { (word_with(language, "lobby-more", &[("n", more.into())])) } }
    }
}

/// Where the next days have nobody: when somebody comes again.
fn later(at: &AtPlace, permanences: &[Permanence]) -> String {
    match at.next(permanences, at.today + Days::new(1)) {
        Some((session, _)) => at.shown().coming(&session),
        None => word(at.visit.language, "week-next-none"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_and_dutch_take_turns_and_english_where_it_is_spoken() {
        let at = |minute: i64| Instant::from_millis(minute * 60_000).unwrap();
        let mut place: Location = serde_json::from_value(serde_json::json!({
            "id": "here", "name": "Here", "type": "incubator", "nis": "21004", "postcode": "1000",
            "address": {"fr": "Rue", "nl": "Straat"}, "lat": 50.8, "lon": 4.4, "languages": ["fr"], "fit": "core"
        }))
        .unwrap();
        let turns = |place: &Location| (0..6).map(|minute| turn(place, at(minute)).tag()).collect::<String>();
        assert_eq!(turns(&place), "frnlfrnlfrnl");
        place.languages.push(Language::En);
        assert_eq!(turns(&place), "frnlenfrnlen");
    }
}
