//! How a permanence is held, as the programme agreed on it: what a rota that is
//! proposed keeps to.

use chrono::{Datelike, Days, NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use crate::holidays::MonthDay;
use crate::permanence::USUAL_BUFFER_MINUTES;

/// How permanences are held. The default is what the programme's file says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visits {
    /// From when to when on a working day, in order.
    pub windows: Vec<(NaiveTime, NaiveTime)>,
    /// Length of a slot.
    pub slot_minutes: u32,
    /// Between two slots.
    pub buffer_minutes: u32,
    /// Slots of an adviser in a half-day, at most.
    pub slots_most: u32,
    /// Agencies at a place at once, at most.
    pub agencies_most: u32,
    /// Permanences of an adviser in a week, where they themselves say nothing.
    pub most_a_week: u32,
    /// Hours on site of an adviser in a week, at most.
    pub week_hours_most: u32,
    /// Minutes without duty at noon.
    pub lunch_minutes: u32,
    /// When no permanences are held.
    pub pauses: Vec<Pause>,
}

/// Days of each year on which no permanences are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pause {
    /// Two weeks from the Monday of the week of 25 December, or from the next
    /// where that is a Saturday or a Sunday: as schools close.
    Christmas,
    /// From a day to a day of one year, both included.
    Days(MonthDay, MonthDay),
}

impl Pause {
    /// Whether `day` is one of its days.
    pub fn holds(self, day: NaiveDate) -> bool {
        match self {
            Self::Days(from, to) => (from..=to).contains(&MonthDay::of(day)),
            Self::Christmas => [day.year() - 1, day.year()].into_iter().filter_map(christmas_monday).any(|monday| {
                let end = monday.checked_add_days(Days::new(14)).unwrap_or(monday);
                monday <= day && day < end
            }),
        }
    }
}

fn christmas_monday(year: i32) -> Option<NaiveDate> {
    let day = NaiveDate::from_ymd_opt(year, 12, 25)?;
    let monday = day.week(Weekday::Mon).first_day();
    let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    if is_weekend { monday.checked_add_days(Days::new(7)) } else { Some(monday) }
}

impl Visits {
    /// Whether permanences pause on `day`.
    pub fn pause_on(&self, day: NaiveDate) -> bool {
        self.pauses.iter().any(|pause| pause.holds(day))
    }

    /// Parties that an adviser receives in a window of so many minutes.
    pub fn parties_in(&self, minutes: u32) -> u32 {
        let each = (self.slot_minutes + self.buffer_minutes).max(1);
        ((minutes + self.buffer_minutes) / each).min(self.slots_most)
    }
}

impl Default for Visits {
    fn default() -> Self {
        let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN);
        let summer = MonthDay::parse("07-15").ok().zip(MonthDay::parse("08-15").ok());
        Self {
            windows: vec![(time(9, 30), time(12, 30)), (time(13, 30), time(16, 30))],
            slot_minutes: 40,
            buffer_minutes: USUAL_BUFFER_MINUTES,
            slots_most: 4,
            agencies_most: 4,
            most_a_week: 2,
            week_hours_most: 8,
            lunch_minutes: 45,
            pauses: [Pause::Christmas].into_iter().chain(summer.map(|(from, to)| Pause::Days(from, to))).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(pause: Pause, year: i32) -> Vec<NaiveDate> {
        let first = NaiveDate::from_ymd_opt(year, 7, 1).unwrap();
        first.iter_days().take(300).filter(|day| pause.holds(*day)).collect()
    }

    #[test]
    fn the_christmas_fortnight_is_the_schools() {
        // From holidays.json: 22 December 2025 to 4 January 2026 and so on.
        for (year, from, to) in [
            (2024, "2024-12-23", "2025-01-05"),
            (2025, "2025-12-22", "2026-01-04"),
            (2026, "2026-12-21", "2027-01-03"),
            (2027, "2027-12-27", "2028-01-09"),
        ] {
            let days = days(Pause::Christmas, year);
            assert_eq!(days.first().unwrap().to_string(), from);
            assert_eq!(days.last().unwrap().to_string(), to);
            assert_eq!(days.len(), 14);
        }
    }

    #[test]
    fn a_morning_has_four_slots() {
        assert_eq!(Visits::default().parties_in(180), 4);
        assert_eq!(Visits::default().parties_in(44), 1);
        assert_eq!(Visits { slots_most: 9, ..Visits::default() }.parties_in(240), 5);
    }
}
