//! Days and windows as one row of numbers, so that tables can be looked up.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Timelike};

use crate::{Cell, Problem, VisitWindow};

/// The cells of the weeks that are planned: each day of each week, weekends
/// included, in each window. A cell is a number from 0; cells of a day follow
/// each other, and so do the days.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    pub(crate) from: NaiveDate,
    pub(crate) weeks: usize,
    pub(crate) windows: Vec<VisitWindow>,
}

impl Grid {
    pub(crate) fn of(problem: &Problem) -> Self {
        Self { from: problem.from, weeks: problem.weeks as usize, windows: problem.windows.clone() }
    }

    /// How many there are.
    pub(crate) fn cells(&self) -> usize {
        self.weeks * self.slots()
    }

    /// Cells of a week: a slot is a weekday and a window.
    pub(crate) fn slots(&self) -> usize {
        7 * self.windows.len()
    }

    pub(crate) fn week(&self, cell: usize) -> usize {
        cell / self.slots()
    }

    pub(crate) fn slot(&self, cell: usize) -> usize {
        cell % self.slots()
    }

    pub(crate) fn window(&self, cell: usize) -> usize {
        cell % self.windows.len()
    }

    /// The first cell of the day that a cell is in.
    pub(crate) fn day_begins(&self, cell: usize) -> usize {
        cell - self.window(cell)
    }

    /// Days after the first one.
    pub(crate) fn day(&self, cell: usize) -> usize {
        cell / self.windows.len()
    }

    pub(crate) fn is_working_day(&self, cell: usize) -> bool {
        self.day(cell) % 7 < 5
    }

    pub(crate) fn date(&self, cell: usize) -> NaiveDate {
        self.from.checked_add_days(Days::new(self.day(cell) as u64)).unwrap_or(self.from)
    }

    /// The Thursday of a week: it says which month and quarter the week is of.
    pub(crate) fn thursday(&self, week: usize) -> NaiveDate {
        self.from.checked_add_days(Days::new(week as u64 * 7 + 3)).unwrap_or(self.from)
    }

    pub(crate) fn cell(&self, cell: usize) -> Cell {
        Cell { day: self.date(cell), window: u8::try_from(self.window(cell)).unwrap_or(u8::MAX) }
    }

    /// The number of a cell; `None` outside of the weeks.
    pub(crate) fn number(&self, cell: Cell) -> Option<usize> {
        let day = usize::try_from((cell.day - self.from).num_days()).ok()?;
        let window = usize::from(cell.window);
        (day < self.weeks * 7 && window < self.windows.len()).then_some(day * self.windows.len() + window)
    }
}

/// From when to when on the wall clock, in minutes of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) minutes: u32,
}

impl Span {
    pub(crate) fn of(start: chrono::NaiveTime, minutes: u32) -> Self {
        Self { start: start.hour() * 60 + start.minute(), minutes }
    }

    pub(crate) fn end(self) -> u32 {
        self.start + self.minutes
    }

    pub(crate) fn on(self, day: NaiveDate) -> NaiveDateTime {
        day.and_hms_opt(0, 0, 0).unwrap_or_default() + TimeDelta::minutes(i64::from(self.start))
    }

    /// Which halves of the day it takes: a morning that ends within an hour
    /// after noon is a morning, as the rota has it (`domain::rota`).
    pub(crate) fn halves(self) -> (bool, bool) {
        let noon = 12 * 60;
        (self.start < noon, self.start >= noon || self.end() > noon + 60)
    }
}

/// Days after Monday.
pub(crate) fn weekday(day: NaiveDate) -> u32 {
    day.weekday().num_days_from_monday()
}
