//! From which day to which day.

use chrono::NaiveDate;

use crate::Language;
use crate::language::pick;

/// A window spans this many days at most.
pub const MAX_WINDOW_DAYS: i64 = 92;

/// Why two days are not a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidWindow {
    /// The end is not after the beginning.
    #[error("'to' is not after 'from'")]
    Empty,
    /// More than [`MAX_WINDOW_DAYS`] days.
    #[error("a window has at most 92 days")]
    TooLong,
}

impl InvalidWindow {
    /// The sentence for people.
    pub const fn text(self, language: Language) -> &'static str {
        match self {
            Self::Empty => pick(
                language,
                "Choisissez une fin («\u{a0}to\u{a0}») postérieure au début («\u{a0}from\u{a0}»).",
                "Kies een einde (‘to’) na het begin (‘from’).",
                "Choose an end (“to”) after the beginning (“from”).",
            ),
            Self::TooLong => pick(
                language,
                "Demandez 92 jours au plus à la fois.",
                "Vraag hoogstens 92 dagen in één keer.",
                "Ask for at most 92 days at once.",
            ),
        }
    }
}

/// Local days, the first inclusive, the last exclusive; at most 92 of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
}

impl Window {
    /// A window.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Result<Self, InvalidWindow> {
        match (to - from).num_days() {
            ..=0 => Err(InvalidWindow::Empty),
            1..=MAX_WINDOW_DAYS => Ok(Self { from, to }),
            _ => Err(InvalidWindow::TooLong),
        }
    }

    /// One day.
    pub fn day(day: NaiveDate) -> Self {
        Self { from: day, to: day.succ_opt().unwrap_or(day) }
    }

    /// First day.
    pub const fn from(self) -> NaiveDate {
        self.from
    }

    /// The day after the last.
    pub const fn to(self) -> NaiveDate {
        self.to
    }

    /// Whether `day` lies within.
    pub fn holds(self, day: NaiveDate) -> bool {
        self.from <= day && day < self.to
    }
}
