//! The days of a series, before exceptions and closures.
//!
//! Whether a day belongs to a series can be told from that day alone, so a
//! window costs as many steps as it has days; only a rule that counts its
//! sessions is followed from its start, and then for a bounded time. The crate
//! `rrule` is the other opinion in the tests and not used here: it misses a day
//! placed from the end of a month that begins on it, and a plain day beside a
//! placed one.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};

use crate::permanence::{Frequency, Permanence, Recurrence};

/// Stands for no last day.
const NEVER: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// A counted series is followed for 40 years at most.
const MAX_COUNTED_DAYS: u64 = 14_610;

/// Whether the series has a session on `day`.
pub fn has_session_on(permanence: &Permanence, day: NaiveDate) -> bool {
    day.succ_opt().is_some_and(|next| series_days(permanence, day, next).contains(&day))
}

/// Those of `days` on which the series has a session; one pass for all.
pub fn days_among(permanence: &Permanence, days: &BTreeSet<NaiveDate>) -> BTreeSet<NaiveDate> {
    let (Some(first), Some(end)) = (days.first(), days.last().and_then(NaiveDate::succ_opt)) else {
        return BTreeSet::new();
    };
    series_days(permanence, *first, end).into_iter().filter(|day| days.contains(day)).collect()
}

/// The days of the series from `from` to before `to`, in order; exceptions and
/// closures are not looked at. A step for each day of the window, or of a
/// counted series up to the window's end.
pub fn series_days(permanence: &Permanence, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let first = permanence.start.date();
    let Some(rule) = &permanence.rrule else {
        return if from <= first && first < to { vec![first] } else { Vec::new() };
    };
    let within = |day: &NaiveDate| {
        let local = day.and_time(permanence.start.time());
        permanence.until.is_none_or(|until| *day <= until)
            && rule.until.is_none_or(|until| until.allows(local, permanence.timezone))
    };
    let (begin, end) = match rule.count {
        None => (from.max(first), to),
        Some(_) => (first, first.checked_add_days(Days::new(MAX_COUNTED_DAYS)).map_or(to, |last| last.min(to))),
    };
    begin
        .iter_days()
        .take_while(|day| *day < end)
        .filter(|day| matches(rule, first, *day))
        .take(rule.count.and_then(|count| usize::try_from(count).ok()).unwrap_or(usize::MAX))
        .take_while(within)
        .filter(|day| from <= *day)
        .collect()
}

/// Whether a day on or after the first follows the rule.
fn matches(rule: &Recurrence, first: NaiveDate, day: NaiveDate) -> bool {
    let interval = i64::from(rule.interval);
    match rule.frequency {
        Frequency::Weekly => {
            let into_week = i64::from(first.weekday().num_days_from_monday());
            let weeks = ((day - first).num_days() + into_week).div_euclid(7);
            let weekday = |(_, weekday): &(Option<i8>, chrono::Weekday)| *weekday == day.weekday();
            let follows =
                if rule.by_day.is_empty() { day.weekday() == first.weekday() } else { rule.by_day.iter().any(weekday) };
            weeks % interval == 0 && follows
        }
        Frequency::Monthly => {
            let month = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
            let from_start = i64::from(day.day0() / 7) + 1;
            let from_end = -(i64::from((u32::from(day.num_days_in_month()) - day.day()) / 7) + 1);
            let placed = |place: i8| [from_start, from_end].contains(&i64::from(place));
            let on = |(place, weekday): &(Option<i8>, chrono::Weekday)| {
                *weekday == day.weekday() && place.is_none_or(placed)
            };
            let follows = if rule.by_day.is_empty() { day.day() == first.day() } else { rule.by_day.iter().any(on) };
            (month(day) - month(first)) % interval == 0 && follows
        }
    }
}

impl Permanence {
    /// A day after which there is no session for certain: the order in which
    /// lists keep presences. 9999-12-31 where the series has no last day. Costs
    /// a step for each day of a counted series.
    pub fn last_day(&self) -> NaiveDate {
        let series = match self.rule_with_end() {
            None => self.start.date(),
            Some(rule) if rule.count.is_some() => self.last_counted_day(),
            Some(rule) => rule.until.map_or(NEVER, |until| until.day(self.timezone)),
        };
        let moved = self.exceptions.iter().filter_map(|exception| exception.start).map(|start| start.date()).max();
        moved.map_or(series, |moved| moved.max(series))
    }

    fn last_counted_day(&self) -> NaiveDate {
        series_days(self, self.start.date(), NEVER).last().copied().unwrap_or(NEVER)
    }
}
