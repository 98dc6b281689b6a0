//! A quarter of the calendar, in Brussels.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::Instant;
use crate::clock::BRUSSELS;

/// A quarter, written `2026-Q4`, of 2000 to 2100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Quarter {
    year: i32,
    /// 1 to 4.
    nth: u32,
}

/// Why a text is not a quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a quarter is written 2026-Q4, of the years 2000 to 2100")]
pub struct InvalidQuarter;

impl Quarter {
    /// Reads `2026-Q4`.
    pub fn parse(text: &str) -> Result<Self, InvalidQuarter> {
        let (year, nth) = text.split_once("-Q").ok_or(InvalidQuarter)?;
        let digits = |text: &str, n: usize| text.len() == n && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(nth, 1) {
            return Err(InvalidQuarter);
        }
        let found =
            Self { year: year.parse().map_err(|_| InvalidQuarter)?, nth: nth.parse().map_err(|_| InvalidQuarter)? };
        let fits = (2000..=2100).contains(&found.year) && (1..=4).contains(&found.nth);
        if fits { Ok(found) } else { Err(InvalidQuarter) }
    }

    /// The quarter of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), nth: day.month0() / 3 + 1 }
    }

    /// The quarter of a moment, in Brussels.
    pub fn at(moment: Instant) -> Self {
        Self::of(moment.day_in(BRUSSELS))
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// Which of the year, 1 to 4.
    pub const fn nth(self) -> u32 {
        self.nth
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.nth * 3 - 2, 1).unwrap_or_default()
    }

    /// The first day after it.
    pub fn end(self) -> NaiveDate {
        self.after().first_day()
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        self.end().checked_sub_days(Days::new(1)).unwrap_or_default()
    }

    /// The one before.
    #[must_use]
    pub const fn before(self) -> Self {
        if self.nth > 1 { Self { nth: self.nth - 1, ..self } } else { Self { year: self.year - 1, nth: 4 } }
    }

    /// The one after.
    #[must_use]
    pub const fn after(self) -> Self {
        if self.nth < 4 { Self { nth: self.nth + 1, ..self } } else { Self { year: self.year + 1, nth: 1 } }
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-Q{}", self.year, self.nth)
    }
}

impl TryFrom<String> for Quarter {
    type Error = InvalidQuarter;
    fn try_from(text: String) -> Result<Self, InvalidQuarter> {
        Self::parse(&text)
    }
}

impl From<Quarter> for String {
    fn from(quarter: Quarter) -> Self {
        quarter.to_string()
    }
}
