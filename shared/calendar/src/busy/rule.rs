//! Rules of RFC 5545, 3.3.10 as other programs write them: daily, weekly,
//! monthly, yearly, with all parts that choose days but week numbers and days
//! of the year. Expanded period by period, with a budget for the whole file.

mod read;

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};
use domain::{Instant, local_time};

use super::Unreadable;
use super::times::When;

/// Days that the rules of one file may look at.
const MAX_STEPS: u64 = 5_000_000;

/// What is left of the work allowed.
pub(super) struct Budget(u64);

impl Default for Budget {
    fn default() -> Self {
        Self(MAX_STEPS)
    }
}

impl Budget {
    fn spend(&mut self, steps: u64) -> Result<(), Unreadable> {
        self.0 = self.0.checked_sub(steps).ok_or(Unreadable::TooMuch)?;
        Ok(())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

enum End {
    Never,
    Count(u32),
    Day(NaiveDate),
    At(Instant),
}

/// A rule that was read.
pub(super) struct Rule {
    frequency: Frequency,
    interval: u32,
    end: End,
    by_day: Vec<(i32, Weekday)>,
    by_month_day: Vec<i32>,
    by_month: Vec<u32>,
    by_set_pos: Vec<i32>,
    week_start: Weekday,
}

impl Rule {
    /// The days of the series from `first` to before `last`; the series begins
    /// with `start`.
    pub(super) fn days(
        &self,
        start: When,
        first: NaiveDate,
        last: NaiveDate,
        budget: &mut Budget,
    ) -> Result<Vec<NaiveDate>, Unreadable> {
        let begin = start.day();
        let mut found = Vec::new();
        // A number of occurrences can be counted from the start only.
        let mut count = if let End::Count(count) = self.end { Some(count) } else { None };
        let mut number = if count.is_some() { 0 } else { self.periods_before(begin, first) };
        while let Some(period) = self.period(begin, number).filter(|period| period.from < last) {
            budget.spend(u64::from(period.days) + 1)?;
            for day in self.chosen(begin, period).into_iter().filter(|day| *day >= begin) {
                if count == Some(0) || self.is_over(start, day) {
                    return Ok(found);
                }
                count = count.map(|count| count - 1);
                if first <= day && day < last {
                    found.push(day);
                }
            }
            let Some(next) = number.checked_add(self.interval) else { break };
            number = next;
        }
        Ok(found)
    }

    fn is_over(&self, start: When, day: NaiveDate) -> bool {
        match (&self.end, start) {
            (End::Day(last), _) => day > *last,
            (End::At(at), When::Time(local, zone)) => local_time::to_instant(day.and_time(local.time()), zone) > *at,
            (End::At(at), When::Day(_)) => day > at.utc().date_naive(),
            _ => false,
        }
    }

    /// How many periods can be passed over because they lie before `first`: a
    /// multiple of the interval.
    fn periods_before(&self, begin: NaiveDate, first: NaiveDate) -> u32 {
        let days = (first - begin).num_days();
        let periods = match self.frequency {
            Frequency::Daily => days - 1,
            Frequency::Weekly => days / 7 - 1,
            Frequency::Monthly => days / 31 - 1,
            Frequency::Yearly => days / 366 - 1,
        };
        let periods = u32::try_from(periods).unwrap_or(0);
        periods - periods % self.interval
    }

    fn period(&self, begin: NaiveDate, number: u32) -> Option<Period> {
        let month = begin.with_day(1)?;
        Some(match self.frequency {
            Frequency::Daily => Period { from: begin.checked_add_days(Days::new(number.into()))?, days: 1 },
            Frequency::Weekly => {
                let week = begin.week(self.week_start).checked_first_day()?;
                Period { from: week.checked_add_days(Days::new(u64::from(number) * 7))?, days: 7 }
            }
            Frequency::Monthly => {
                let from = month.checked_add_months(Months::new(number))?;
                Period { from, days: u32::from(from.num_days_in_month()) }
            }
            Frequency::Yearly => {
                let from = month.with_month(1)?.checked_add_months(Months::new(number.checked_mul(12)?))?;
                Period { from, days: if from.leap_year() { 366 } else { 365 } }
            }
        })
    }

    /// The days that the rule chooses of a period, in order.
    fn chosen(&self, begin: NaiveDate, period: Period) -> Vec<NaiveDate> {
        let days = (0..period.days).filter_map(|n| period.from.checked_add_days(Days::new(n.into())));
        let all: Vec<NaiveDate> = days.filter(|day| self.follows(begin, *day)).collect();
        if self.by_set_pos.is_empty() {
            return all;
        }
        let place = |at: usize| i32::try_from(at).unwrap_or(i32::MAX);
        let total = place(all.len());
        let kept = all.into_iter().enumerate().filter(|(at, _)| {
            self.by_set_pos.contains(&(place(*at) + 1)) || self.by_set_pos.contains(&(place(*at) - total))
        });
        kept.map(|(_, day)| day).collect()
    }

    /// Whether a day of a period follows the parts that choose days. What no
    /// part says is as in the first occurrence.
    fn follows(&self, begin: NaiveDate, day: NaiveDate) -> bool {
        let yearly = self.frequency == Frequency::Yearly;
        let month = if self.by_month.is_empty() {
            let free = !yearly || !self.by_day.is_empty() || !self.by_month_day.is_empty();
            free || day.month() == begin.month()
        } else {
            self.by_month.contains(&day.month())
        };
        let month_day = if self.by_month_day.is_empty() {
            let free = !self.by_day.is_empty() || matches!(self.frequency, Frequency::Daily | Frequency::Weekly);
            free || day.day() == begin.day()
        } else {
            let from_end = i64::from(day.day()) - i64::from(day.num_days_in_month()) - 1;
            self.by_month_day.iter().any(|n| i64::from(*n) == i64::from(day.day()) || i64::from(*n) == from_end)
        };
        let weekday = if self.by_day.is_empty() {
            self.frequency != Frequency::Weekly || day.weekday() == begin.weekday()
        } else {
            self.by_day.iter().any(|(place, weekday)| *weekday == day.weekday() && self.is_placed(*place, day))
        };
        month && month_day && weekday
    }

    /// Whether a day is the n-th of its weekday: in its year for a yearly rule
    /// without months, else in its month. 0 stands for any.
    fn is_placed(&self, place: i32, day: NaiveDate) -> bool {
        if place == 0 || matches!(self.frequency, Frequency::Daily | Frequency::Weekly) {
            return true;
        }
        let (before, after) = if self.frequency == Frequency::Yearly && self.by_month.is_empty() {
            let days = if day.leap_year() { 366 } else { 365 };
            (day.ordinal0(), days - day.ordinal())
        } else {
            (day.day0(), u32::from(day.num_days_in_month()) - day.day())
        };
        let nth = |days: u32| i32::try_from(days / 7 + 1).unwrap_or(i32::MAX);
        place == nth(before) || place == -nth(after)
    }
}

/// Days that a rule chooses from.
#[derive(Clone, Copy)]
struct Period {
    from: NaiveDate,
    days: u32,
}
