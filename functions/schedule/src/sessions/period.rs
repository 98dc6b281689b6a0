//! Weeks and months as pages name them: `2026-W48` of ISO 8601, `2026-11`.

use std::fmt;

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};
use domain::sessions::{InvalidWindow, Window};

/// The years that a page can name.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// A week from Monday to Sunday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Week(NaiveDate);

impl Week {
    /// Reads `2026-W48`; `None` for a week that no calendar has, or outside of
    /// 2000 to 2100.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (year, number) = text.split_once("-W")?;
        let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
        NaiveDate::from_isoywd_opt(year, number.parse().ok()?, Weekday::Mon).map(Self)
    }

    pub(crate) fn of(day: NaiveDate) -> Self {
        Self(day.week(Weekday::Mon).first_day())
    }

    pub(crate) const fn monday(self) -> NaiveDate {
        self.0
    }

    pub(crate) fn number(self) -> u32 {
        self.0.iso_week().week()
    }

    /// Its days, Monday first.
    pub(crate) fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.0.iter_days().take(7)
    }

    pub(crate) fn before(self) -> Self {
        Self(self.0 - Days::new(7))
    }

    pub(crate) fn after(self) -> Self {
        Self(self.0 + Days::new(7))
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-W{:02}", self.0.iso_week().year(), self.number())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Month(NaiveDate);

impl Month {
    /// Reads `2026-11`; `None` for what is no month, or outside of 2000 to 2100.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
        NaiveDate::from_ymd_opt(year, month.parse().ok()?, 1).map(Self)
    }

    pub(crate) fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    pub(crate) const fn first(self) -> NaiveDate {
        self.0
    }

    pub(crate) fn before(self) -> Self {
        Self(self.0 - Months::new(1))
    }

    pub(crate) fn after(self) -> Self {
        Self(self.0 + Months::new(1))
    }

    pub(crate) fn window(self) -> Result<Window, InvalidWindow> {
        Window::new(self.0, self.after().0)
    }

    /// The weeks that it touches, in order.
    pub(crate) fn weeks(self) -> impl Iterator<Item = Week> {
        let end = self.after().0;
        std::iter::successors(Some(Week::of(self.0)), |week| Some(week.after()))
            .take_while(move |week| week.monday() < end)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.0.year(), self.0.month())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("2026-W48", Some("2026-11-23"))]
    #[case("2026-W53", Some("2026-12-28"))]
    #[case("2025-W01", Some("2024-12-30"))]
    #[case("2025-W53", None)]
    #[case("2026-W00", None)]
    #[case("2026-W99", None)]
    #[case("99999-W01", None)]
    #[case("2026-48", None)]
    #[case("", None)]
    fn a_week_is_read_as_iso_8601_writes_it(#[case] text: &str, #[case] monday: Option<&str>) {
        let week = Week::parse(text);
        assert_eq!(week.map(|week| week.monday().to_string()).as_deref(), monday);
        if let Some(week) = week {
            assert_eq!(week.to_string(), text);
            assert_eq!(week.after().before(), week);
            assert!(week.days().all(|day| Week::of(day) == week) && week.days().count() == 7);
        }
    }

    #[rstest]
    #[case("2026-11", 6)]
    #[case("2027-02", 4)]
    #[case("2026-12", 5)]
    fn a_month_touches_its_weeks(#[case] text: &str, #[case] weeks: usize) {
        let month = Month::parse(text).unwrap();
        assert_eq!((month.to_string().as_str(), month.weeks().count()), (text, weeks));
        assert_eq!(month.after().before(), month);
        assert_eq!(month.window().unwrap().from(), month.first());
    }

    #[rstest]
    #[case("2026-13")]
    #[case("2026-00")]
    #[case("1999-12")]
    #[case("2026")]
    fn what_is_no_month_is_none(#[case] text: &str) {
        assert_eq!(Month::parse(text), None);
    }
}
