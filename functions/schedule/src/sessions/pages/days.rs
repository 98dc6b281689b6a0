//! Days one under the other, each with its sessions.

use chrono::{Datelike as _, NaiveDate, Weekday};
use domain::working_days::closure_on;
use maud::{Markup, html};
use web::format;

use super::shown::Shown;
use crate::sessions::Occurrence;
use crate::{word, word_with};

/// Which days without a session are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EmptyDays {
    /// Monday to Friday.
    Working,
    /// None.
    None,
}

/// The days that are shown, with their sessions; `today` is marked. A day on
/// which the agencies are closed says why. The title of a day is an `h3`.
pub(super) fn list(
    shown: Shown<'_>,
    days: impl Iterator<Item = NaiveDate>,
    sessions: &[Occurrence<'_>],
    today: NaiveDate,
    empty: EmptyDays,
) -> Markup {
    let of = |day: NaiveDate| sessions.iter().filter(move |(session, _)| session.local_start.date() == day);
    let weekend = |day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let is_shown = |day: &NaiveDate| of(*day).next().is_some() || (empty == EmptyDays::Working && !weekend(*day));
    html! {
        ul class="agendas" {
            @for day in days.filter(is_shown) {
                li class="agenda" id={ "d-" (day) } aria-current=[(day == today).then_some("date")] {
                    div class="agenda-when" {
                        h3 { time datetime=(day) { (format::day_short(shown.language, day)) } }
                        @if day == today { p class="today" { (word(shown.language, "public-today")) } }
                    }
                    div class="agenda-what" {
                        @if of(day).next().is_none() { p class="soft" { (nobody(shown, day)) } }
                        @else { ul class="sessions" { @for one in of(day) { li { (shown.session(one)) } } } }
                    }
                }
            }
        }
    }
}

/// Why a day has no session, where there is a reason for it.
pub(super) fn nobody(shown: Shown<'_>, day: NaiveDate) -> String {
    match closure_on(day, &shown.catalogue.staff_days) {
        Some(reason) => word_with(shown.language, "public-closed", &[("reason", reason.get(shown.language).into())]),
        None => word(shown.language, "public-nobody"),
    }
}
