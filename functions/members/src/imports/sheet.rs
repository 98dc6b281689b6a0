//! Rows of a file on their way to whoever keeps them, one after another, whatever
//! program wrote the file. Only the row at hand is in memory, and nothing in it
//! may grow beyond bounds.

use std::io;

/// Rows below the heading, at most.
const ROWS: u32 = 50_000;
/// Columns, at most.
pub(super) const COLUMNS: usize = 100;
/// Rows between two others that say nothing and are counted, at most: with more of
/// them, what follows is no longer numbered as a spreadsheet does.
const GAP: u32 = 1_000;
/// Rows of one cell above a heading of several, at most: a title and what is said
/// below it.
pub(super) const TITLES: usize = 10;
/// Characters of a cell that are kept.
const CELL: usize = 500;

/// Why a file is no table of members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// Neither a table as text nor a workbook.
    Format,
    /// No row below a heading.
    Empty,
    /// Too many rows.
    Rows,
    /// Too many columns.
    Columns,
    /// A workbook that unpacks to more than anybody's list.
    Unpacked,
}

impl Unreadable {
    /// The code that it is stored and worded by.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Empty => "empty",
            Self::Rows => "rows",
            Self::Columns => "columns",
            Self::Unpacked => "unpacked",
        }
    }
}

/// Why reading came to no end.
#[derive(Debug)]
pub(super) enum Stopped {
    /// It is the file's fault.
    Unreadable(Unreadable),
    /// What it is read from, or its rows are kept by, failed.
    Io(io::Error),
}

impl From<Unreadable> for Stopped {
    fn from(unreadable: Unreadable) -> Self {
        Self::Unreadable(unreadable)
    }
}

impl From<io::Error> for Stopped {
    /// What can't be decoded is the file's fault.
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::InvalidData => Self::Unreadable(Unreadable::Format),
            _ => Self::Io(error),
        }
    }
}

/// Passes rows on: the first of several cells is the heading, and what stands above
/// it a title; where there is none, the first that says something. A row that says
/// nothing goes on without cells, where one that says something follows it, so that
/// the numbers stay those that a spreadsheet shows; one above the heading, and a
/// title, therefore goes on below it.
pub(super) struct Rows<'a> {
    keep: &'a mut dyn FnMut(Vec<String>) -> io::Result<()>,
    has_heading: bool,
    below: u32,
    /// Rows that say nothing and did not go on yet.
    blank: u32,
    /// Rows of one cell that may be titles, each with the blank ones above it.
    titles: Vec<(u32, Vec<String>)>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(keep: &'a mut dyn FnMut(Vec<String>) -> io::Result<()>) -> Self {
        Self { keep, has_heading: false, below: 0, blank: 0, titles: Vec::new() }
    }

    /// The next row.
    pub(super) fn push(&mut self, mut row: Vec<String>) -> Result<(), Stopped> {
        if row.iter().all(String::is_empty) {
            self.skip(1);
            return Ok(());
        }
        if self.has_heading {
            return self.push_below(row);
        }
        while row.last().is_some_and(String::is_empty) {
            row.pop();
        }
        if row.iter().filter(|cell| !cell.is_empty()).count() > 1 {
            for (blank, _) in std::mem::take(&mut self.titles) {
                self.skip(blank.saturating_add(1));
            }
            return self.head(row);
        }
        self.titles.push((std::mem::take(&mut self.blank), row));
        if self.titles.len() > TITLES { self.without_titles() } else { Ok(()) }
    }

    /// It is a list of one column: what was held as titles are its rows.
    fn without_titles(&mut self) -> Result<(), Stopped> {
        let after = std::mem::take(&mut self.blank);
        for (blank, row) in std::mem::take(&mut self.titles) {
            self.skip(blank);
            if self.has_heading {
                self.push_below(row)?;
            } else {
                self.head(row)?;
            }
        }
        self.skip(after);
        Ok(())
    }

    fn head(&mut self, row: Vec<String>) -> Result<(), Stopped> {
        self.has_heading = true;
        (self.keep)(row).map_err(Stopped::Io)
    }

    fn push_below(&mut self, row: Vec<String>) -> Result<(), Stopped> {
        let blank = Some(std::mem::take(&mut self.blank)).filter(|blank| *blank <= GAP);
        for _ in 0..blank.unwrap_or(0) {
            self.keep_below(Vec::new())?;
        }
        self.keep_below(row)
    }

    /// So many rows follow that say nothing.
    pub(super) const fn skip(&mut self, rows: u32) {
        self.blank = self.blank.saturating_add(rows);
    }

    fn keep_below(&mut self, row: Vec<String>) -> Result<(), Stopped> {
        self.below += 1;
        if self.below > ROWS {
            return Err(Unreadable::Rows.into());
        }
        (self.keep)(row).map_err(Stopped::Io)
    }

    /// No row follows.
    pub(super) fn end(mut self) -> Result<(), Stopped> {
        self.without_titles()?;
        if self.below == 0 { Err(Unreadable::Empty.into()) } else { Ok(()) }
    }
}

/// A cell without what people do not see.
pub(super) fn clean(cell: &str) -> String {
    // Excel writes a text that only looks like a number after an apostrophe.
    let cell = cell.trim();
    let cell = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(cell);
    cell.chars().filter(|c| !domain::written::is_unwritable(*c)).take(CELL).collect()
}
