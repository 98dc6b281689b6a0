//! Whole weeks.

use chrono::{Days, NaiveDate, Weekday};

/// Whole weeks from a Monday on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    from: NaiveDate,
    weeks: u32,
}

impl Span {
    /// So many weeks from the Monday of the week of `day`.
    pub fn of(day: NaiveDate, weeks: u32) -> Self {
        Self { from: day.week(Weekday::Mon).first_day(), weeks }
    }

    /// The Monday.
    pub const fn from(self) -> NaiveDate {
        self.from
    }

    /// How many.
    pub const fn weeks(self) -> u32 {
        self.weeks
    }

    /// The Monday after the last.
    pub fn end(self) -> NaiveDate {
        self.from.checked_add_days(Days::new(7 * u64::from(self.weeks))).unwrap_or(self.from)
    }

    /// Its days from Monday to Friday, in order.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        use chrono::Datelike;
        let end = self.end();
        let is_weekend = |day: &NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.from.iter_days().take_while(move |day| *day < end).filter(move |day| !is_weekend(day))
    }

    /// Which of its weeks a day is in, from 0.
    pub fn week_of(self, day: NaiveDate) -> Option<u32> {
        let days = (day - self.from).num_days();
        u32::try_from(days.div_euclid(7)).ok().filter(|week| *week < self.weeks)
    }
}
