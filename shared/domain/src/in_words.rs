//! Days, times and amounts as people write them in each language.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike as _};

use crate::Language;
use crate::language::pick;

const WEEKDAYS: [[&str; 3]; 7] = [
    ["lundi", "maandag", "Monday"],
    ["mardi", "dinsdag", "Tuesday"],
    ["mercredi", "woensdag", "Wednesday"],
    ["jeudi", "donderdag", "Thursday"],
    ["vendredi", "vrijdag", "Friday"],
    ["samedi", "zaterdag", "Saturday"],
    ["dimanche", "zondag", "Sunday"],
];

const MONTHS: [[&str; 3]; 12] = [
    ["janvier", "januari", "January"],
    ["février", "februari", "February"],
    ["mars", "maart", "March"],
    ["avril", "april", "April"],
    ["mai", "mei", "May"],
    ["juin", "juni", "June"],
    ["juillet", "juli", "July"],
    ["août", "augustus", "August"],
    ["septembre", "september", "September"],
    ["octobre", "oktober", "October"],
    ["novembre", "november", "November"],
    ["décembre", "december", "December"],
];

const fn said(language: Language, [fr, nl, en]: [&'static str; 3]) -> &'static str {
    pick(language, fr, nl, en)
}

/// `mardi`, `dinsdag`, `Tuesday`; days are counted from Monday, 0.
pub const fn weekday(language: Language, from_monday: usize) -> &'static str {
    said(language, WEEKDAYS[from_monday % 7])
}

/// `24`, and of the first in French `1er`.
pub fn day_of_month(language: Language, day: NaiveDate) -> String {
    let ordinal = if language == Language::Fr && day.day() == 1 { "er" } else { "" };
    format!("{}{ordinal}", day.day())
}

/// `24 novembre 2026`, `24 november 2026`, `24 November 2026`.
pub fn day(language: Language, day: NaiveDate) -> String {
    format!("{} {}", day_of_month(language, day), month(language, day))
}

/// `mardi 24 novembre 2026`, `dinsdag 24 november 2026`, `Tuesday 24 November 2026`.
pub fn day_long(language: Language, on: NaiveDate) -> String {
    format!("{} {}", weekday(language, on.weekday().num_days_from_monday() as usize), day(language, on))
}

/// `novembre 2026`, `november 2026`, `November 2026`.
pub fn month(language: Language, day: NaiveDate) -> String {
    format!("{} {}", said(language, MONTHS[day.month0() as usize]), day.year())
}

/// `9:30`.
pub fn time(time: NaiveTime) -> String {
    format!("{}:{:02}", time.hour(), time.minute())
}

/// `9:30 à 12:30`, `9:30 tot 12:30`, `9:30 to 12:30`.
pub fn time_range(language: Language, from: NaiveTime, to: NaiveTime) -> String {
    format!("{} {} {}", time(from), pick(language, "à", "tot", "to"), time(to))
}

/// Whole euros: `25 000 €`, `€ 25.000`, `€25,000`; the spaces do not break.
pub fn euros(language: Language, amount: u64) -> String {
    let separator = pick(language, "\u{202f}", ".", ",");
    let digits = amount.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push_str(separator);
        }
        grouped.push(digit);
    }
    match language {
        Language::Fr => format!("{grouped}\u{a0}€"),
        Language::Nl => format!("€\u{a0}{grouped}"),
        Language::En => format!("€{grouped}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_read_as_people_write_them() {
        let on = |day| NaiveDate::from_ymd_opt(2026, 12, day).unwrap();
        assert_eq!(
            Language::ALL.map(|language| day_long(language, on(8))),
            ["mardi 8 décembre 2026", "dinsdag 8 december 2026", "Tuesday 8 December 2026"]
        );
        assert_eq!(
            Language::ALL.map(|language| day(language, on(1))),
            ["1er décembre 2026", "1 december 2026", "1 December 2026"]
        );
        assert_eq!(
            Language::ALL.map(|language| month(language, on(1))),
            ["décembre 2026", "december 2026", "December 2026"]
        );
    }

    #[test]
    fn a_span_of_time_reads_as_people_say_it() {
        let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        assert_eq!(
            Language::ALL.map(|language| time_range(language, at(9, 5), at(12, 30))),
            ["9:05 à 12:30", "9:05 tot 12:30", "9:05 to 12:30"]
        );
    }

    #[test]
    fn amounts_are_grouped_by_thousands() {
        assert_eq!(
            Language::ALL.map(|language| euros(language, 1_250_000)),
            ["1\u{202f}250\u{202f}000\u{a0}€", "€\u{a0}1.250.000", "€1,250,000"]
        );
        assert_eq!(euros(Language::En, 900), "€900");
    }
}
