//! Dates, times and figures as people write them in each language.

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use domain::in_words::{self, day_of_month};
pub use domain::in_words::{day_long, euros, month, time, time_range};
use domain::language::pick;
use domain::written::in_order;
use domain::{Instant, Language};

/// By language, in the order of its variants.
const WEEKDAYS_SHORT: [[&str; 7]; 3] = [
    ["lu", "ma", "me", "je", "ve", "sa", "di"],
    ["ma", "di", "wo", "do", "vr", "za", "zo"],
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
];
/// By language, in the order of its variants.
const MONTHS_SHORT: [[&str; 12]; 3] = [
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
];

/// `ma`, `di`, `Tue`.
pub fn weekday_short(language: Language, day: NaiveDate) -> &'static str {
    WEEKDAYS_SHORT[language as usize][day.weekday().num_days_from_monday() as usize]
}

/// `mardi`, `dinsdag`, `Tuesday`.
pub fn weekday(language: Language, day: NaiveDate) -> &'static str {
    in_words::weekday(language, day.weekday().num_days_from_monday() as usize)
}

/// `ma 24 nov.`, `di 24 nov`, `Tue 24 Nov`; no line breaks within it.
pub fn day_short(language: Language, day: NaiveDate) -> String {
    format!("{}\u{a0}{}", weekday_short(language, day), day_and_month(language, day))
}

/// `24 nov. 2026`, `24 nov 2026`, `24 Nov 2026`; no line breaks within it.
pub fn date(language: Language, day: NaiveDate) -> String {
    format!("{}\u{a0}{}", day_and_month(language, day), day.year())
}

fn day_and_month(language: Language, day: NaiveDate) -> String {
    format!("{}\u{a0}{}", day_of_month(language, day), MONTHS_SHORT[language as usize][day.month0() as usize])
}

/// `ma 24 nov., 9:30`: a local moment.
pub fn local(language: Language, at: NaiveDateTime) -> String {
    format!("{}, {}", day_short(language, at.date()), time(at.time()))
}

/// `24 nov. 2026, 9:30`: an instant as a clock in Brussels shows it.
pub fn instant(language: Language, at: Instant) -> String {
    let at = at.utc().with_timezone(&domain::clock::BRUSSELS).naive_local();
    format!("{}, {}", date(language, at.date()), time(at.time()))
}

/// A colon as the language sets it: French leaves a space before it.
pub const fn colon(language: Language) -> &'static str {
    pick(language, "\u{a0}: ", ": ", ": ")
}

/// Between the parts of a line, as the language sets it.
pub const fn semicolon(language: Language) -> &'static str {
    pick(language, "\u{a0}; ", "; ", "; ")
}

/// How long ago an instant was, in days of the Brussels calendar:
/// `aujourd'hui`, `hier`, `il y a 5 jours`.
pub fn since(language: Language, at: Instant, now: Instant) -> String {
    let day = |at: Instant| at.day_in(domain::clock::BRUSSELS);
    let days = (day(now) - day(at)).num_days();
    match (language, days) {
        (_, i64::MIN..=0) => pick(language, "aujourd’hui", "vandaag", "today").to_owned(),
        (_, 1) => pick(language, "hier", "gisteren", "yesterday").to_owned(),
        (Language::Fr, _) => format!("il y a {days} jours"),
        (Language::Nl, _) => format!("{days} dagen geleden"),
        (Language::En, _) => format!("{days} days ago"),
    }
}

/// A text for a cell of a spreadsheet, in the order in which it was written: one
/// that it would run as a formula is led by an apostrophe. Source: OWASP, CSV
/// Injection.
pub fn harmless(text: &str) -> String {
    let text = in_order(text);
    let starts = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if starts { format!("'{text}") } else { text.into_owned() }
}

/// A share between 0 and 1 as whole percent: `86 %`, in English `86%`.
pub fn percent(language: Language, share: f64) -> String {
    let space = if language == Language::En { "" } else { "\u{a0}" };
    format!("{}{space}%", number(language, share * 100.0, 0))
}

/// A number with `decimals` digits: `4,2` in French and Dutch, `4.2` in English; one
/// below zero begins with a minus, one that rounds to zero is `0,0`.
pub fn number(language: Language, value: f64, decimals: usize) -> String {
    let amount = format!("{:.decimals$}", value.abs());
    let is_zero = amount.chars().all(|digit| matches!(digit, '0' | '.'));
    let sign = if value < 0.0 && !is_zero { "−" } else { "" };
    let point = if language == Language::En { "." } else { "," };
    format!("{sign}{}", amount.replace('.', point))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tuesday() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
    }

    #[test]
    fn a_cell_that_begins_as_a_formula_does_is_led_by_an_apostrophe() {
        for start in ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'] {
            assert_eq!(harmless(&format!("{start}1+1")), format!("'{start}1+1"));
        }
        assert_eq!(harmless("1+1"), "1+1");
        assert_eq!(harmless("Op\u{202e}een"), "Opeen");
        assert_eq!(harmless("\u{200e}=1+1"), "'=1+1");
    }

    #[test]
    fn a_day_reads_as_people_write_it() {
        let days = Language::ALL.map(|l| day_short(l, tuesday()));
        assert_eq!(days, ["ma\u{a0}24\u{a0}nov.", "di\u{a0}24\u{a0}nov", "Tue\u{a0}24\u{a0}Nov"]);
        let first = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        assert_eq!(
            Language::ALL.map(|l| day_short(l, first)),
            ["ma\u{a0}1er\u{a0}déc.", "di\u{a0}1\u{a0}dec", "Tue\u{a0}1\u{a0}Dec"]
        );
        assert_eq!(date(Language::Fr, first), "1er\u{a0}déc.\u{a0}2026");
    }

    #[test]
    fn an_instant_reads_as_a_clock_in_brussels_shows_it() {
        let at = Instant::parse("2026-07-01T22:05:00Z").unwrap();
        assert_eq!(instant(Language::Nl, at), "2\u{a0}jul\u{a0}2026, 0:05");
        let later = Instant::parse("2026-07-02T23:00:00Z").unwrap();
        assert_eq!(since(Language::Fr, at, later), "hier");
    }

    #[test]
    fn figures_follow_the_language() {
        assert_eq!(Language::ALL.map(|l| percent(l, 0.857)), ["86\u{a0}%", "86\u{a0}%", "86%"]);
        assert_eq!(Language::ALL.map(|l| number(l, 4.25, 1)), ["4,2", "4,2", "4.2"]);
        assert_eq!(Language::ALL.map(|l| number(l, -4.25, 1)), ["−4,2", "−4,2", "−4.2"]);
    }

    #[test]
    fn what_rounds_to_zero_has_no_sign() {
        for value in [-0.04, -0.0, 0.0, 0.04] {
            assert_eq!(Language::ALL.map(|l| number(l, value, 1)), ["0,0", "0,0", "0.0"], "{value}");
        }
        assert_eq!(Language::ALL.map(|l| percent(l, -0.001)), ["0\u{a0}%", "0\u{a0}%", "0%"]);
        assert_eq!(number(Language::Fr, -0.06, 1), "−0,1");
    }
}
