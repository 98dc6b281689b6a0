//! From one week or month to the one before and the one after.

use chrono::{Days, NaiveDate, TimeDelta};
use domain::Language;
use maud::{Markup, html};
use web::ui;

use super::seven::Seven;
use crate::sessions::period::{Month, Week};
use crate::word;

/// How far the links lead from today, in days, so that whoever follows them
/// all comes to an end.
const REACH: i64 = 366;

/// Links to the neighbours of `week`; `path` leads to a week's page.
pub(super) fn of_week(
    language: Language,
    week: Week,
    today: NaiveDate,
    path: impl Fn(Week) -> String,
    other: Markup,
) -> Markup {
    let to = |week: Week| near(week.monday(), today).then(|| path(week));
    let back = (Week::of(today) != week).then(|| path(Week::of(today)));
    let words = ["step-week-before", "step-week-now", "step-week-after"].map(|key| word(language, key));
    links(language, &words, [to(week.before()), back, to(week.after())], other)
}

/// Links to the weeks before and after `seven` days; `path` leads to a week's
/// page or, without one, to that of the days to come.
pub(super) fn of_seven(
    language: Language,
    seven: Seven,
    today: NaiveDate,
    path: impl Fn(Option<Week>) -> String,
    other: Markup,
) -> Markup {
    let to = |day: NaiveDate| near(day, today).then(|| path(Some(Week::of(day))));
    let back = seven.asked().map(|_| path(None));
    let words = ["step-week-before", "seven-coming-step", "step-week-after"].map(|key| word(language, key));
    links(language, &words, [to(seven.first() - Days::new(1)), back, to(seven.last() + Days::new(1))], other)
}

/// Links to the neighbours of `month`; `path` leads to a month's page.
pub(super) fn of_month(
    language: Language,
    month: Month,
    today: NaiveDate,
    path: impl Fn(Month) -> String,
    other: Markup,
) -> Markup {
    let to = |month: Month| near(month.first(), today).then(|| path(month));
    let back = (Month::of(today) != month).then(|| path(Month::of(today)));
    let words = ["step-month-before", "step-month-now", "step-month-after"].map(|key| word(language, key));
    links(language, &words, [to(month.before()), back, to(month.after())], other)
}

fn near(day: NaiveDate, today: NaiveDate) -> bool {
    (day - today).abs() <= TimeDelta::days(REACH)
}

fn links(language: Language, words: &[String; 3], paths: [Option<String>; 3], other: Markup) -> Markup {
    html! {
        nav class="actions" aria-label=(word(language, "step-label")) {
            @for (words, path) in words.iter().zip(paths) {
                @if let Some(path) = path { (ui::link_button_secondary(words, &path)) }
            }
            (other)
        }
    }
}
