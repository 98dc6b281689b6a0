//! How a permanence recurs, in words.

use crate::{word, word_with};
use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use domain::Language;
use domain::permanence::{Frequency, Permanence, Recurrence};
use web::format;

/// `chaque mardi, 9:30 à 12:30`.
pub(super) fn rhythm(language: Language, permanence: &Permanence) -> String {
    let start = permanence.start;
    let end = start + chrono::TimeDelta::minutes(i64::from(permanence.duration_minutes));
    let hours = format::time_range(language, start.time(), end.time());
    let days = match &permanence.rrule {
        None => word_with(language, "rhythm-once", &[("day", format::date(language, start.date()).into())]),
        Some(rule) => recurs(language, rule, start.date()),
    };
    format!("{days}, {hours}")
}

/// Until when a series goes on; `None` for one session.
pub(super) fn end(language: Language, permanence: &Permanence) -> Option<String> {
    let rule = permanence.rule_with_end()?;
    Some(match (rule.until, rule.count) {
        (Some(until), _) => {
            let day = format::date(language, until.day(permanence.timezone));
            word_with(language, "rhythm-until", &[("day", day.into())])
        }
        (None, Some(n)) => word_with(language, "rhythm-count", &[("n", n.into())]),
        (None, None) => word(language, "series-open-end"),
    })
}

fn recurs(language: Language, rule: &Recurrence, first: NaiveDate) -> String {
    let names = |days: &[(Option<i8>, Weekday)]| {
        days.iter().map(|day| day_words(language, *day, first)).collect::<Vec<_>>().join(", ")
    };
    let own = [(None, first.weekday())];
    let days = if rule.by_day.is_empty() { names(&own) } else { names(&rule.by_day) };
    let (key, every) = match (rule.frequency, rule.interval) {
        (Frequency::Weekly, 1) => ("rhythm-weekly", 1),
        (Frequency::Weekly, n) => ("rhythm-weeks", n),
        (Frequency::Monthly, 1) => ("rhythm-monthly", 1),
        (Frequency::Monthly, n) => ("rhythm-months", n),
    };
    word_with(language, key, &[("day", days.into()), ("n", every.into())])
}

fn day_words(language: Language, (place, weekday): (Option<i8>, Weekday), first: NaiveDate) -> String {
    let ahead = (7 + weekday.num_days_from_monday() - first.weekday().num_days_from_monday()) % 7;
    let named = first.checked_add_days(Days::new(u64::from(ahead))).unwrap_or(first);
    let name = format::weekday(language, named);
    match place {
        None => name.to_owned(),
        Some(place @ 1..=5) => format!("{} {name}", word(language, &format!("place-{place}"))),
        Some(_) => format!("{} {name}", word(language, "place-last")),
    }
}
