//! The aims of a place, each as the visits that meet it.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
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

/// The days of each period of a kind, as `domain::rota::coverage` draws them: a
/// week is of the month and the quarter of its Thursday, and the month is that
/// of the calendar. A month of which only one week is planned, or a quarter of
/// which less than six are, is left to who plans the rest of it, unless there
/// is no other.
pub(crate) fn periods(grid: &Grid, kind: Kind) -> Vec<Vec<usize>> {
    let days = grid.weeks * 7;
    let week = |week: usize| (week * 7..week * 7 + 7).collect::<Vec<usize>>();
    match kind {
        Kind::Weekly => (0..grid.weeks).map(week).collect(),
        Kind::Fortnightly if grid.weeks == 1 => vec![week(0)],
        Kind::Fortnightly => (1..grid.weeks).map(|last| (last * 7 - 7..last * 7 + 7).collect()).collect(),
        Kind::Monthly => of_calendar(grid, days, 2, |day| (day.year(), day.month())),
        Kind::Quarterly => of_calendar(grid, days, 6, |day| (day.year(), day.month0() / 3)),
    }
}

fn of_calendar(
    grid: &Grid,
    days: usize,
    enough_weeks: usize,
    name: impl Fn(NaiveDate) -> (i32, u32),
) -> Vec<Vec<usize>> {
    let mut weeks: BTreeMap<(i32, u32), usize> = BTreeMap::new();
    for week in 0..grid.weeks {
        *weeks.entry(name(grid.thursday(week))).or_default() += 1;
    }
    let most = weeks.values().copied().max().unwrap_or_default();
    let enough = enough_weeks.min(most);
    let windows = grid.windows.len();
    let of = |wanted: (i32, u32)| (0..days).filter(|day| name(grid.date(day * windows)) == wanted).collect();
    weeks.into_iter().filter(|(_, weeks)| *weeks >= enough).map(|(wanted, _)| of(wanted)).collect()
}
