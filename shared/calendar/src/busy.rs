//! When somebody is busy, read from a calendar file of their own: from
//! Outlook, Google, Apple or what else writes RFC 5545. Nothing else is taken
//! out of the file, and what overlaps is one time, so that it tells nothing of
//! a person's days but that they are taken.

mod collect;
mod lines;
mod rule;
#[cfg(test)]
mod tests;
mod times;
mod zones;

use chrono::TimeDelta;
use chrono_tz::Tz;
use domain::language::pick;
use domain::{Instant, Language};

/// A file has this many bytes at most.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;
/// Days that are looked at, at most.
pub const MAX_DAYS: i64 = 400;

/// A time at which somebody is not free.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Busy {
    /// Beginning.
    pub start: Instant,
    /// End; later than the beginning.
    pub end: Instant,
}

/// Why a file says nothing. What can't be read is never passed over: a time
/// that is missing would be offered to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// More than [`MAX_BYTES`].
    #[error("a calendar file has at most 4 MiB")]
    TooLarge,
    /// It does not begin as a calendar.
    #[error("this is not a calendar file")]
    NotACalendar,
    /// It ends before its end.
    #[error("the calendar file is cut off")]
    CutOff,
    /// A time or a length that is none, at this line.
    #[error("line {0}: not a time of RFC 5545")]
    Time(usize),
    /// A rule that is none, or that repeats within a day, by week numbers or by
    /// days of the year, at this line.
    #[error("line {0}: this rule of recurrence is not supported")]
    Rule(usize),
    /// Reading its rules would take too long.
    #[error("the calendar file repeats too much")]
    TooMuch,
}

impl Unreadable {
    /// The sentence for people.
    pub fn text(self, language: Language) -> String {
        let line = |number: usize, what: &str| match language {
            Language::Fr => format!("Ligne {number}\u{a0}: {what}."),
            Language::Nl => format!("Regel {number}: {what}."),
            Language::En => format!("Line {number}: {what}."),
        };
        match self {
            Self::TooLarge => pick(
                language,
                "Ce fichier dépasse 4 Mio.",
                "Dit bestand is groter dan 4 MiB.",
                "This file is larger than 4 MiB.",
            )
            .to_owned(),
            Self::NotACalendar => pick(
                language,
                "Ce n’est pas un fichier d’agenda (.ics).",
                "Dit is geen agendabestand (.ics).",
                "This is not a calendar file (.ics).",
            )
            .to_owned(),
            Self::CutOff => pick(
                language,
                "Ce fichier d’agenda est incomplet. Exportez-le de nouveau.",
                "Dit agendabestand is onvolledig. Exporteer het opnieuw.",
                "This calendar file is cut off. Export it again.",
            )
            .to_owned(),
            Self::Time(number) => line(
                number,
                pick(language, "heure ou durée illisible", "onleesbaar tijdstip of duur", "unreadable time or length"),
            ),
            Self::Rule(number) => line(
                number,
                pick(
                    language,
                    "cette règle de répétition n’est pas prise en charge",
                    "deze herhalingsregel wordt niet ondersteund",
                    "this rule of recurrence is not supported",
                ),
            ),
            Self::TooMuch => pick(
                language,
                "Cet agenda contient trop de répétitions.",
                "Deze agenda bevat te veel herhalingen.",
                "This calendar repeats too much.",
            )
            .to_owned(),
        }
    }
}

/// The busy times between two moments, at most [`MAX_DAYS`] days on, in order,
/// without overlaps, cut to these moments. `zone` is where times without a zone
/// of their own, and whole days, are. Not busy: what is cancelled or shown as
/// free, and
/// what the product at `own_host` put there: sessions and bookings that the
/// calendar took from its feeds and mails. The work is bounded by the file's size and by these days, not by what
/// its rules say.
pub fn busy(ics: &str, from: Instant, to: Instant, zone: Tz, own_host: &str) -> Result<Vec<Busy>, Unreadable> {
    if ics.len() > MAX_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let to = to.min(from.plus(TimeDelta::days(MAX_DAYS)));
    let found = collect::times(&lines::read(ics)?, from, to, zone, own_host)?;
    Ok(joined(found, from, to))
}

fn joined(mut found: Vec<Busy>, from: Instant, to: Instant) -> Vec<Busy> {
    found.sort_unstable();
    let mut joined: Vec<Busy> = Vec::new();
    for Busy { start, end } in found {
        let (start, end) = (start.max(from), end.min(to));
        if start >= end {
            continue;
        }
        match joined.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => joined.push(Busy { start, end }),
        }
    }
    joined
}
