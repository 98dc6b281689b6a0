//! From one week or month to the one before and the one after.

use chrono::{Days, NaiveDate, TimeDelta};
use domain::Language;
use maud::Markup;

use super::seven::Seven;
use crate::console::steps;
use crate::sessions::period::{Month, Week};

/// How far the links lead from today, in days, so that whoever follows them
/// all comes to an end.
const REACH: i64 = 366;

/// Links to the neighbours of `week`; `path` leads to a week's page.
pub(super) fn of_week(language: Language, week: Week, today: NaiveDate, path: impl Fn(Week) -> String) -> Markup {
    let to = |week: Week| near(week.monday(), today).then(|| path(week));
    let back = (Week::of(today) != week).then(|| path(Week::of(today)));
    let links =
        [("step-week-before", to(week.before())), ("step-week-now", back), ("step-week-after", to(week.after()))];
    steps(language, "step-label", links, Markup::default())
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
    let links = [
        ("step-week-before", to(seven.first() - Days::new(1))),
        ("seven-coming-step", back),
        ("step-week-after", to(seven.last() + Days::new(1))),
    ];
    steps(language, "step-label", links, other)
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
    let links =
        [("step-month-before", to(month.before())), ("step-month-now", back), ("step-month-after", to(month.after()))];
    steps(language, "step-label", links, other)
}

fn near(day: NaiveDate, today: NaiveDate) -> bool {
    (day - today).abs() <= TimeDelta::days(REACH)
}
