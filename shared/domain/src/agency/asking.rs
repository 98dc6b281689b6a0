//! How an agency is asked about needs: one by one, or once a day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::Instant;
use crate::clock::BRUSSELS;
use crate::holidays::StaffDays;
use crate::working_days::{DIGEST_HOUR, add_working_days, at_hour, is_working_day, working_days_between};

/// How an agency is asked about needs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub enum Asking {
    /// By a mail for each, at once.
    #[default]
    Singly,
    /// By one mail on a morning on which it works, except where the clock is
    /// short.
    Daily,
}

impl Asking {
    /// In the order in which forms offer them.
    pub const ALL: [Self; 2] = [Self::Singly, Self::Daily];

    /// The word of the outside interface.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Singly => "singly",
            Self::Daily => "daily",
        }
    }

    /// Reads the word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|asking| asking.code() == code)
    }
}

/// Working days that an agency has after the morning of the one mail, at least:
/// where it would have fewer the clock is short, and it is asked at once.
const LEAST_DAYS: u32 = 3;

/// The morning on which a request of `asked_at` is told together with others;
/// `None` where the clock is short.
pub fn digest_on(asked_at: Instant, answer_by: Instant, days: &StaffDays) -> Option<NaiveDate> {
    let today = asked_at.day_in(BRUSSELS);
    let is_early = is_working_day(today, days) && asked_at < at_hour(today, DIGEST_HOUR);
    let day = if is_early { today } else { add_working_days(today, 1, days) };
    (working_days_between(day, answer_by.day_in(BRUSSELS), days) >= LEAST_DAYS).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::working_days::deadline;

    #[test]
    fn the_next_morning_tells_it_unless_the_clock_is_short() {
        let days = StaffDays::default();
        let at = |text: &str| Instant::parse(text).unwrap();
        let day = |text: &str| Some(text.parse().unwrap());
        for (asked, answer_days, expected) in [
            ("2026-11-24T09:00:00Z", 5, day("2026-11-25")),
            ("2026-11-24T05:59:00Z", 5, day("2026-11-24")), // before seven in Brussels
            ("2026-11-24T06:00:00Z", 5, day("2026-11-25")),
            ("2026-11-27T15:00:00Z", 5, day("2026-11-30")), // a Friday
            ("2026-11-28T02:00:00Z", 5, day("2026-11-30")), // a Saturday
            ("2026-11-24T09:00:00Z", 4, day("2026-11-25")),
            ("2026-11-24T09:00:00Z", 3, None),
            ("2026-11-24T09:00:00Z", 1, None),
        ] {
            let answer_by = deadline(at(asked), answer_days, &days);
            assert_eq!(digest_on(at(asked), answer_by, &days), expected, "{asked} {answer_days}");
        }
    }
}
