//! One place, one month, as a wall calendar; on a phone as a list of the days
//! on which somebody comes.

use chrono::NaiveDate;
use domain::location::Location;
use domain::sessions::{Session, SessionStatus};
use domain::working_days::closure_on;
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::QueryParams;
use web::{Problem, Reply, format, ui};

use super::shown::{EmptyDays, Shown, list};
use super::{AtPlace, steps, week};
use crate::sessions::period::{Month, Week};
use crate::sessions::{Occurrence, is_changed};
use crate::{word, word_with};

#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct MonthQuery {
    /// `2026-11`; the current one where absent or unreadable.
    month: Option<String>,
}

/// A location's month. Two reads: the directory's revision and the location's
/// permanences that have not ended before the month.
pub(super) async fn page(QueryParams(query): QueryParams<MonthQuery>, at: AtPlace) -> Reply {
    let AtPlace { visit, location, catalogue, today, .. } = &at;
    let (language, today, shown) = (visit.language, *today, at.shown());
    let month = query.month.as_deref().and_then(Month::parse).unwrap_or_else(|| Month::of(today));
    let permanences = at.permanences(month.first()).await?;
    let window = month.window().map_err(|error| Problem::internal(&error))?;
    let sessions = at.sessions(&permanences, window);
    let week = html! {
        (ui::link_button_secondary(&word(language, "month-see-week"), &format!("/locations/{}/week", location.id)))
    };
    let path = |month: Month| format!("/locations/{}/month?month={month}", location.id);
    let name = format::month(language, month.first());
    let changed: Vec<Occurrence<'_>> = sessions.iter().filter(|one| is_changed(one)).cloned().collect();
    let body = html! {
        div class="stack" {
            @if let Some(words) = at.not_open() { (words) }
            (steps::of_month(language, month, today, path, week))
            @if sessions.is_empty() {
                (ui::empty(&word(language, "month-empty"), at.way_on(&permanences, month.first(), |day| path(Month::of(day)))))
            } @else {
                (ui::card(&name, Calendar { shown, location, sessions: &sessions, today }.show(month)))
            }
            @if !changed.is_empty() {
                @let days = month.first().iter_days().take_while(|day| *day < window.to());
                (ui::card(&word(language, "month-changes"), list(shown, days, &changed, today, EmptyDays::None)))
            }
        }
    };
    let args = [("place", location.name.as_str().into()), ("month", name.as_str().into())];
    let page = at
        .page()
        .action(at.state_need())
        .title(&word_with(language, "month-title", &args))
        .lead(html! { (week::held(language, &sessions)) " · " (catalogue.address(location).get(language)) });
    Ok(page.render(body))
}

/// What a wall calendar is drawn from.
struct Calendar<'a> {
    shown: Shown<'a>,
    location: &'a Location,
    sessions: &'a [Occurrence<'a>],
    today: NaiveDate,
}

impl Calendar<'_> {
    fn show(&self, month: Month) -> Markup {
        let language = self.shown.language;
        let weekend = self.sessions.iter().any(|(session, _)| is_weekend(session.local_start.date()));
        let width = if weekend { 7 } else { 5 };
        html! {
            table class="month" role="table" {
                caption class="hidden" { (format::month(language, month.first())) }
                thead role="rowgroup" {
                    tr role="row" {
                        @for day in Week::of(self.today).days().take(width) {
                            th scope="col" role="columnheader" { (format::weekday(language, day)) }
                        }
                    }
                }
                tbody role="rowgroup" {
                    @for week in month.weeks().filter(|week| week.days().take(width).any(|day| Month::of(day) == month)) {
                        @let free = week.days().take(width).all(|day| Month::of(day) != month || self.is_free(day));
                        tr role="row" class=[free.then_some("free")] {
                            @for day in week.days().take(width) {
                                @if Month::of(day) == month { (self.cell(day)) }
                                @else { td role="cell" class="free" {} }
                            }
                        }
                    }
                }
            }
        }
    }

    fn of_day(&self, day: NaiveDate) -> impl Iterator<Item = &Occurrence<'_>> {
        self.sessions.iter().filter(move |(one, _)| one.local_start.date() == day)
    }

    /// Whether there is nothing to say of a day: a phone leaves it out.
    fn is_free(&self, day: NaiveDate) -> bool {
        let is_closed = closure_on(day, &self.shown.catalogue.staff_days).is_some();
        day != self.today && !is_closed && self.of_day(day).next().is_none()
    }

    fn cell(&self, day: NaiveDate) -> Markup {
        let language = self.shown.language;
        let closed = closure_on(day, &self.shown.catalogue.staff_days);
        let class = self.is_free(day).then_some("free");
        html! {
            td role="cell" class=[class] aria-current=[(day == self.today).then_some("date")] {
                p class="month-day" {
                    time datetime=(day) { span class="narrow-only" { (format::day_short(language, day)) } span class="wide-only" aria-hidden="true" { (day.format("%-d")) } }
                    @if day == self.today { " " strong { (word(language, "public-today")) } }
                }
                @if let Some(reason) = closed { p class="soft small" { (reason.get(language)) } }
                @for (session, _) in self.of_day(day) { (self.chip(session)) }
            }
        }
    }

    fn chip(&self, session: &Session) -> Markup {
        let day = session.local_start.date();
        let path = format!("{}#d-{day}", super::seven::address(self.location, Some(Week::of(day))));
        let (agency, at) = (self.shown.agency(session), format::time(session.local_start.time()));
        html! {
            @if session.status == SessionStatus::Cancelled {
                a class={ "chip " (ui::Tone::Red.class()) } href=(path) {
                    s { (at) " " (agency) } " " span { (word(self.shown.language, "public-cancelled")) }
                }
            } @else {
                a class={ "chip " (ui::Tone::Iris.class()) } href=(path) { (at) " " (agency) }
            }
        }
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    Week::of(day).days().skip(5).any(|other| other == day)
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
