//! The aims of a place, each as the visits that meet it.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};
use domain::working_rules::Cadence;

use crate::grid::Grid;

/// What kind of aim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Weekly,
    Fortnightly,
    Monthly,
    Quarterly,
}

impl Kind {
    pub(crate) fn of(cadence: Cadence) -> Self {
        match cadence {
            Cadence::Weekly => Self::Weekly,
            Cadence::Fortnightly => Self::Fortnightly,
            Cadence::Monthly => Self::Monthly,
        }
    }
}

/// Days in which one visit meets an aim.
pub(crate) struct Period {
    /// The first of them, which may be before the weeks that are planned.
    pub(crate) begins: NaiveDate,
    /// Those that are planned.
    pub(crate) days: Vec<usize>,
}

/// The periods of a kind, as `domain::rota::coverage` draws them: a week is of the
/// month and the quarter of its Thursday, and the month is that of the calendar. A
/// month of which only one week is planned, or a quarter of which less than six
/// are, is left to who plans the rest of it, unless there is no other.
pub(crate) fn periods(grid: &Grid, kind: Kind) -> Vec<Period> {
    let weeks = |first: usize, count: usize| {
        let begins = grid.from.checked_add_days(Days::new(7 * first as u64)).unwrap_or(grid.from);
        Period { begins, days: (7 * first..7 * (first + count)).collect() }
    };
    match kind {
        Kind::Weekly => (0..grid.weeks).map(|week| weeks(week, 1)).collect(),
        // The other week of the two was before.
        Kind::Fortnightly if grid.weeks == 1 => {
            let begins = grid.from.checked_sub_days(Days::new(7)).unwrap_or(grid.from);
            vec![Period { begins, ..weeks(0, 1) }]
        }
        Kind::Fortnightly => (1..grid.weeks).map(|last| weeks(last - 1, 2)).collect(),
        Kind::Monthly => of_calendar(grid, 2, month),
        Kind::Quarterly => of_calendar(grid, 6, |day| {
            let month = month(day);
            month.checked_sub_months(Months::new(month.month0() % 3)).unwrap_or(month)
        }),
    }
}

/// The first day of its month.
fn month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// Periods of the calendar; `begins` says the first day of the one that a day is in.
fn of_calendar(grid: &Grid, enough_weeks: usize, begins: impl Fn(NaiveDate) -> NaiveDate) -> Vec<Period> {
    let mut weeks: BTreeMap<NaiveDate, usize> = BTreeMap::new();
    for week in 0..grid.weeks {
        *weeks.entry(begins(grid.thursday(week))).or_default() += 1;
    }
    let most = weeks.values().copied().max().unwrap_or_default();
    let enough = enough_weeks.min(most);
    let windows = grid.windows.len();
    let days = |first: NaiveDate| (0..grid.weeks * 7).filter(|day| begins(grid.date(day * windows)) == first).collect();
    let found = weeks.into_iter().filter(|(_, weeks)| *weeks >= enough);
    found.map(|(first, _)| Period { begins: first, days: days(first) }).collect()
}
