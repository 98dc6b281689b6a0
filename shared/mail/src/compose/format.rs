//! Dates, amounts and names of languages as people write them.

use chrono::{Datelike, NaiveDate};
use domain::Language;
use domain::language::pick;

const DAYS: [[&str; 3]; 7] = [
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

/// A day in full: `mardi 24 novembre 2026`, `dinsdag 24 november 2026`,
/// `Tuesday 24 November 2026`.
pub fn date(language: Language, day: NaiveDate) -> String {
    let [fr, nl, en] = DAYS[day.weekday().num_days_from_monday() as usize % 7];
    let weekday = pick(language, fr, nl, en);
    let [fr, nl, en] = MONTHS[day.month0() as usize % 12];
    let month = pick(language, fr, nl, en);
    let first = language == Language::Fr && day.day() == 1;
    let number = if first { "1er".to_owned() } else { day.day().to_string() };
    format!("{weekday} {number} {month} {}", day.year())
}

/// A month: `décembre 2026`, `december 2026`, `December 2026`.
pub fn month(language: Language, day: NaiveDate) -> String {
    let [fr, nl, en] = MONTHS[day.month0() as usize % 12];
    format!("{} {}", pick(language, fr, nl, en), day.year())
}

/// Whole euros: `25 000 €`, `€ 25.000`, `€25,000`; the spaces do not break.
pub fn euros(language: Language, amount: u64) -> String {
    let digits = amount.to_string();
    let mark = pick(language, "\u{a0}", ".", ",");
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push_str(mark);
        }
        grouped.push(digit);
    }
    match language {
        Language::Fr => format!("{grouped}\u{a0}€"),
        Language::Nl => format!("€\u{a0}{grouped}"),
        Language::En => format!("€{grouped}"),
    }
}

/// The name of a language, said in another.
pub const fn language_name(language: Language, named: Language) -> &'static str {
    match named {
        Language::Fr => pick(language, "français", "Frans", "French"),
        Language::Nl => pick(language, "néerlandais", "Nederlands", "Dutch"),
        Language::En => pick(language, "anglais", "Engels", "English"),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use domain::Language::{En, Fr, Nl};

    use super::{date, euros};

    #[test]
    fn days_are_written_in_full() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        assert_eq!(date(Fr, day), "mardi 1er décembre 2026");
        assert_eq!(date(Nl, day), "dinsdag 1 december 2026");
        assert_eq!(date(En, day), "Tuesday 1 December 2026");
    }

    #[test]
    fn amounts_are_grouped_by_thousands() {
        assert_eq!(euros(Fr, 1_250_000), "1\u{a0}250\u{a0}000\u{a0}€");
        assert_eq!(euros(Nl, 25_000), "€\u{a0}25.000");
        assert_eq!(euros(En, 999), "€999");
    }
}
