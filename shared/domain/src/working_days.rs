//! Working days: what deadlines count in. Monday to Friday, without public
//! holidays and without the days off of regional staff.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};

use crate::clock::{BRUSSELS, Instant};
use crate::holidays::{StaffDays, public_holiday_on};
use crate::language::Text;

/// The local hour at which a working day ends for a deadline.
pub const END_OF_DAY_HOUR: u32 = 17;
/// The local hour at which reminders leave.
pub const MORNING_HOUR: u32 = 9;
/// The local hour at which what is told once a day leaves.
pub const DIGEST_HOUR: u32 = 7;

/// Why agencies are closed on `day`: a public holiday or a day off of regional
/// staff. An ordinary weekend is no closure.
pub fn closure_on(day: NaiveDate, staff: &StaffDays) -> Option<Text> {
    public_holiday_on(day).map(|holiday| holiday.name()).or_else(|| staff.closure_on(day).cloned())
}

/// Whether agencies work on `day`.
pub fn is_working_day(day: NaiveDate, staff: &StaffDays) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && closure_on(day, staff).is_none()
}

/// The `n`th working day after `from`; for zero, `from` itself or else the next
/// working day.
pub fn add_working_days(from: NaiveDate, n: u32, staff: &StaffDays) -> NaiveDate {
    let mut left = if n == 0 && !is_working_day(from, staff) { 1 } else { n };
    let mut day = from;
    while left > 0 {
        let Some(next) = day.succ_opt() else { break };
        day = next;
        if is_working_day(day, staff) {
            left -= 1;
        }
    }
    day
}

/// The Monday of the week that a day looks at: its own or, once the last working
/// day of that is over, the next one's. Days off of regional staff are no weekend.
pub fn week_in_view(day: NaiveDate) -> NaiveDate {
    add_working_days(day, 0, &StaffDays::none()).week(Weekday::Mon).first_day()
}

/// Working days after `a` up to and including `b`; zero when `b` is not later.
pub fn working_days_between(a: NaiveDate, b: NaiveDate, staff: &StaffDays) -> u32 {
    let days = a.iter_days().skip(1).take_while(|day| *day <= b).filter(|day| is_working_day(*day, staff));
    u32::try_from(days.count()).unwrap_or(u32::MAX)
}

/// The end, in Brussels, of the working day that lies `days` working days after
/// `now`. Never in the past.
pub fn deadline(now: Instant, days: u32, staff: &StaffDays) -> Instant {
    let day = add_working_days(now.day_in(BRUSSELS), days, staff);
    let end = end_of(day);
    if end < now { end_of(add_working_days(day, 1, staff)) } else { end }
}

/// The morning, in Brussels, of the working day that lies `days` working days
/// after `from`.
pub fn morning(from: Instant, days: u32, staff: &StaffDays) -> Instant {
    at_hour(add_working_days(from.day_in(BRUSSELS), days, staff), MORNING_HOUR)
}

/// The morning, in Brussels, of the first working day after `day`.
pub fn morning_after(day: NaiveDate, staff: &StaffDays) -> Instant {
    at_hour(add_working_days(day, 1, staff), MORNING_HOUR)
}

fn end_of(day: NaiveDate) -> Instant {
    at_hour(day, END_OF_DAY_HOUR)
}

/// An hour of a day in Brussels.
pub fn at_hour(day: NaiveDate, hour: u32) -> Instant {
    let local = day.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN));
    // Clocks change at night, so the hour exists once; the other branch only keeps this total.
    let at = BRUSSELS.from_local_datetime(&local).earliest();
    Instant::new(at.map_or_else(|| Utc.from_utc_datetime(&local), |at| at.with_timezone(&Utc)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn weekends_holidays_and_staff_days_do_not_count() {
        let staff = StaffDays::default();
        for (from, n, expected) in [
            ("2017-11-06", 5, "2017-11-13"), // armistice falls on a Saturday
            ("2017-10-31", 1, "2017-11-03"), // All Saints and All Souls
            ("2017-12-22", 1, "2018-01-02"), // Christmas, closure, New Year
            ("2026-11-22", 0, "2026-11-23"), // a Sunday
            ("2026-11-23", 0, "2026-11-23"),
            ("2026-05-07", 1, "2026-05-11"), // Iris Day on a Friday
        ] {
            assert_eq!(add_working_days(day(from), n, &staff), day(expected), "{from} + {n}");
        }
        assert_eq!(add_working_days(day("2017-12-22"), 1, &StaffDays::none()), day("2017-12-26"));
    }

    #[test]
    fn once_its_last_working_day_is_over_a_week_gives_way_to_the_next() {
        for (today, monday) in [
            ("2026-11-23", "2026-11-23"),
            ("2026-11-27", "2026-11-23"),
            ("2026-11-28", "2026-11-30"),
            ("2026-11-29", "2026-11-30"),
            ("2026-12-25", "2026-12-28"), // a Friday
        ] {
            assert_eq!(week_in_view(day(today)), day(monday), "{today}");
        }
    }

    #[test]
    fn a_closure_has_a_reason_and_a_weekend_has_none() {
        let staff = StaffDays::default();
        assert_eq!(closure_on(day("2026-05-08"), &staff).unwrap().nl, "Irisfeest");
        assert_eq!(closure_on(day("2026-12-25"), &staff).unwrap().fr, "Noël");
        assert_eq!(closure_on(day("2026-11-21"), &staff), None);
    }

    #[test]
    fn a_deadline_is_five_in_the_afternoon_on_both_sides_of_a_clock_change() {
        let staff = StaffDays::default();
        let at = |text: &str| Instant::parse(text).unwrap();
        assert_eq!(deadline(at("2026-10-23T08:00:00Z"), 1, &staff), at("2026-10-26T16:00:00Z"));
        assert_eq!(deadline(at("2026-03-27T08:00:00Z"), 1, &staff), at("2026-03-30T15:00:00Z"));
        assert_eq!(deadline(at("2026-11-23T18:00:00Z"), 0, &staff), at("2026-11-24T16:00:00Z"));
    }

    proptest! {
        #[test]
        fn counting_undoes_adding(offset in 0_i64..4000, n in 1_u32..60) {
            let staff = StaffDays::default();
            let from = day("2017-01-01") + chrono::TimeDelta::days(offset);
            let to = add_working_days(from, n, &staff);
            prop_assert!(is_working_day(to, &staff));
            prop_assert_eq!(working_days_between(from, to, &staff), n);
        }
    }
}
