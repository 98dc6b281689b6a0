//! One place, one month, as a wall calendar; on a phone as a list of the days
//! on which somebody comes.

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use domain::ids::LocationId;
use domain::location::Location;
use domain::sessions::{Drafts, SessionStatus};
use domain::working_days::closure_on;
use maud::{Markup, html};
use serde::Deserialize;
use store::keys::PermanenceList;
use validator::Validate;
use web::extract::{Id, QueryParams};
use web::page::Nav;
use web::{Context, Page, Problem, Visit, format, ui};

use super::days::{EmptyDays, list};
use super::shown::{Shown, is_changed};
use super::{next, not_open, steps, today, week};
use crate::sessions::period::{Month, Week};
use crate::sessions::{Occurrence, occurrences};
use crate::{word, word_with};

/// Which month.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct MonthQuery {
    /// `2026-11`; the current one where absent or unreadable.
    month: Option<String>,
}

/// A location's month. Two reads: the directory's revision and the location's
/// permanences that have not ended before the month.
pub(super) async fn page(
    State(context): State<Context>,
    visit: Visit,
    Id(id): Id<LocationId>,
    QueryParams(MonthQuery { month }): QueryParams<MonthQuery>,
) -> Result<Response, Problem> {
    let language = visit.language;
    let (today, now) = (today(&context), context.store.now());
    let month = month.as_deref().and_then(Month::parse).unwrap_or_else(|| Month::of(today));
    let catalogue = context.store.catalogue().load().await?;
    let location = catalogue.locations.get(&id).ok_or_else(Problem::not_found)?;
    let permanences = context.store.permanences().list(&PermanenceList::Location(id), month.first()).await?;
    let window = month.window().map_err(|error| Problem::internal(&error))?;
    let sessions = occurrences(&catalogue, &permanences, window, Drafts::Hidden);
    let shown = Shown::at_a_place(language, &catalogue, now);
    let week = html! {
        (ui::link_button_secondary(&word(language, "month-see-week"), &format!("/locations/{}/week", location.id)))
    };
    let path = |month: Month| format!("/locations/{}/month?month={month}", location.id);
    let name = format::month(language, month.first());
    let changed: Vec<Occurrence<'_>> = sessions.iter().filter(|one| is_changed(one)).cloned().collect();
    let body = html! {
        div class="stack" {
            @if let Some(words) = not_open(language, location, today) { (words) }
            (steps::of_month(language, month, today, path, week))
            @if sessions.is_empty() {
                @let then = next(&catalogue, &permanences, month.first().max(today), now);
                (ui::empty(&word(language, "month-empty"), html! {
                    @if let Some((session, _)) = then {
                        @let day = format::local(language, session.local_start);
                        @let args = [("at", day.into()), ("agency", shown.agency(&session).into())];
                        a href=(path(Month::of(session.local_start.date()))) { (word_with(language, "week-next", &args)) }
                    } @else { (word(language, "week-next-none")) }
                }))
            } @else {
                (ui::card(&name, calendar(shown, location, &sessions, month, today)))
            }
            @if !changed.is_empty() {
                @let days = month.first().iter_days().take_while(|day| *day < window.to());
                (ui::card(&word(language, "month-changes"), list(shown, days, &changed, today, EmptyDays::None)))
            }
        }
    };
    let args = [("place", location.name.as_str().into()), ("month", name.as_str().into())];
    let page = Page::public(&visit)
        .nav(Nav::Places)
        .crumb(&word(language, "public-places"), "/locations")
        .crumb(&location.name, &format!("/locations/{}", location.id))
        .action(ui::link_button(&word(language, "public-state-need"), &format!("/needs/new?location={}", location.id)))
        .title(&word_with(language, "month-title", &args))
        .lead(html! { (week::held(language, &sessions)) " · " (catalogue.address(location).get(language)) });
    Ok(page.render(body))
}

fn calendar(
    shown: Shown<'_>,
    location: &Location,
    sessions: &[Occurrence<'_>],
    month: Month,
    today: NaiveDate,
) -> Markup {
    let language = shown.language;
    let weekend = sessions.iter().any(|(session, _)| is_weekend(session.local_start.date()));
    let width = if weekend { 7 } else { 5 };
    html! {
        table class="month" role="table" {
            caption class="hidden" { (format::month(language, month.first())) }
            thead role="rowgroup" {
                tr role="row" {
                    @for day in Week::of(today).days().take(width) {
                        th scope="col" role="columnheader" { (format::weekday(language, day)) }
                    }
                }
            }
            tbody role="rowgroup" {
                @for week in month.weeks().filter(|week| week.days().take(width).any(|day| Month::of(day) == month)) {
                    @let free = week.days().take(width).all(|day| Month::of(day) != month || is_free(shown, sessions, day, today));
                    tr role="row" class=[free.then_some("free")] {
                        @for day in week.days().take(width) {
                            @if Month::of(day) == month { (cell(shown, location, sessions, day, today)) }
                            @else { td role="cell" class="free" {} }
                        }
                    }
                }
            }
        }
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    Week::of(day).days().skip(5).any(|other| other == day)
}

/// Whether there is nothing to say of a day: a phone leaves it out.
fn is_free(shown: Shown<'_>, sessions: &[Occurrence<'_>], day: NaiveDate, today: NaiveDate) -> bool {
    day != today
        && closure_on(day, &shown.catalogue.staff_days).is_none()
        && !sessions.iter().any(|(session, _)| session.local_start.date() == day)
}

fn cell(
    shown: Shown<'_>,
    location: &Location,
    sessions: &[Occurrence<'_>],
    day: NaiveDate,
    today: NaiveDate,
) -> Markup {
    let language = shown.language;
    let of_day: Vec<&Occurrence<'_>> = sessions.iter().filter(|(one, _)| one.local_start.date() == day).collect();
    let closed = closure_on(day, &shown.catalogue.staff_days);
    let class = is_free(shown, sessions, day, today).then_some("free");
    html! {
        td role="cell" class=[class] aria-current=[(day == today).then_some("date")] {
            p class="month-day" {
                time datetime=(day) { span class="narrow-only" { (format::day_short(language, day)) } span class="wide-only" aria-hidden="true" { (day.format("%-d")) } }
                @if day == today { " " strong { (word(language, "public-today")) } }
            }
            @if let Some(reason) = closed { p class="soft small" { (reason.get(language)) } }
            @for one in of_day { (chip(shown, location, one)) }
        }
    }
}

fn chip(shown: Shown<'_>, location: &Location, (session, _): &Occurrence<'_>) -> Markup {
    let day = session.local_start.date();
    let path = format!("{}#d-{day}", super::seven::address(location, Some(Week::of(day))));
    let (agency, at) = (shown.agency(session), format::time(session.local_start.time()));
    html! {
        @if session.status == SessionStatus::Cancelled {
            a class={ "chip " (ui::Tone::Red.class()) } href=(path) {
                s { (at) " " (agency) } " " span { (word(shown.language, "public-cancelled")) }
            }
        } @else {
            a class={ "chip " (ui::Tone::Iris.class()) } href=(path) { (at) " " (agency) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saturday_and_sunday_are_the_weekend() {
        let week = Week::parse("2026-W48").unwrap();
        let days: Vec<bool> = week.days().map(is_weekend).collect();
        assert_eq!(days, [false, false, false, false, false, true, true]);
    }
}
