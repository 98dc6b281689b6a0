//! Weeks of a plan, and times of the week at which a permanence could be instead,
//! as forms name them: `weekday-window`.

use chrono::{Days, NaiveDate, NaiveDateTime};
use domain::Language;
use flows::plans;
use rota_planner::{Assignment, Problem as Facts};
use web::format;

/// The Monday of a week from 0, of weeks that begin with one.
pub(crate) fn monday(from: NaiveDate, week: u32) -> NaiveDate {
    from.checked_add_days(Days::new(7 * u64::from(week))).unwrap_or(from)
}

/// Days after Monday, and which window of the day.
pub(crate) fn read(name: &str) -> Option<(u8, u8)> {
    let (weekday, window) = name.split_once('-')?;
    Some((weekday.parse().ok()?, window.parse().ok()?))
}

/// Those at which its place is open, but for its own, each with its first session.
pub(crate) fn others(facts: &Facts, one: &Assignment) -> Vec<(u8, u8, NaiveDateTime)> {
    let mut found = Vec::new();
    for weekday in 0..5_u8 {
        for window in (0_u8..).take(facts.windows.len()) {
            if let Some(other) = plans::at(one, facts, weekday, window) {
                found.push((weekday, window, other.start));
            }
        }
    }
    found
}

/// The same in words.
pub(crate) fn choices(language: Language, facts: &Facts, one: &Assignment) -> Vec<(String, String)> {
    let all = others(facts, one).into_iter();
    all.map(|(weekday, window, start)| (std::format!("{weekday}-{window}"), weekly(language, start))).collect()
}

/// A day of the week and an hour.
pub(crate) fn weekly(language: Language, at: NaiveDateTime) -> String {
    std::format!("{}, {}", format::weekday(language, at.date()), format::time(at.time()))
}
