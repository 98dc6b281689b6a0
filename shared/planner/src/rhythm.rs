//! How often a series has its sessions. A rhythm has no gap but on days on which
//! the calendar itself cancels: a session that nobody planned is never published
//! as one that was cancelled.

use std::collections::BTreeSet;
use std::iter::{once, successors};

use chrono::{Datelike as _, Days, NaiveDate};
use domain::ids::LocationId;
use domain::permanence::{Frequency, Recurrence, place_in_month};
use serde::{Deserialize, Serialize};

use crate::Problem;

/// How often, on the weekday of the first session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Rhythm {
    /// Every so many weeks.
    Weeks(u32),
    /// Once a month.
    Month {
        /// On which such weekday of it: 1 to 4, or -1 for the last.
        place: i8,
    },
}

/// A series: its days in order, and how often; `None` where it is one day.
type Part = (Option<Rhythm>, Vec<NaiveDate>);

impl Rhythm {
    /// As a series has it that begins on a day.
    pub fn rule(self, first: NaiveDate) -> Recurrence {
        let (frequency, interval, place) = match self {
            Self::Weeks(weeks) => (Frequency::Weekly, u16::try_from(weeks).unwrap_or(u16::MAX), None),
            Self::Month { place } => (Frequency::Monthly, 1, Some(place)),
        };
        Recurrence { frequency, interval, by_day: vec![(place, first.weekday())], count: None, until: None }
    }

    /// Its days from one of them to another, both included.
    pub fn days(self, first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        once(first).chain(self.after(first)).take_while(move |day| *day <= last)
    }

    /// Its days after one of them, without end.
    fn after(self, day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        let weeks = match self {
            Self::Weeks(weeks) => weeks.max(1),
            Self::Month { .. } => 1,
        };
        let next = move |day: &NaiveDate| day.checked_add_days(Days::new(7 * u64::from(weeks)));
        successors(next(&day), next).filter(move |day| self.has(*day))
    }

    /// Whether such a weekday, so many weeks apart, is of it.
    fn has(self, day: NaiveDate) -> bool {
        match self {
            Self::Weeks(_) => true,
            Self::Month { place } => place_in_month(day, place < 0).0 == Some(place),
        }
    }

    /// Whether a series at a place lasts in it to the end of the plan's weeks, whose
    /// last session is on a day.
    pub(crate) fn lasts(self, last: NaiveDate, problem: &Problem, place: &LocationId) -> bool {
        let (end, off) = (problem.from + Days::new(7 * u64::from(problem.weeks)), problem.off(place));
        self.after(last).take_while(|day| *day < end).all(|day| off.contains(&day))
    }

    /// The closest one that has all of some days of a weekday, whatever others it
    /// has; `None` of a single day.
    pub(crate) fn around(days: &[NaiveDate]) -> Option<Self> {
        let (first, rest) = days.split_first().filter(|(_, rest)| !rest.is_empty())?;
        let month = months(*first).find(|rhythm| rest.iter().all(|day| rhythm.has(*day)));
        let apart = rest.iter().map(|day| (*day - *first).num_days() / 7).fold(0, common);
        month.or_else(|| u32::try_from(apart).ok().filter(|weeks| *weeks > 0).map(Self::Weeks))
    }
}

fn common(one: i64, other: i64) -> i64 {
    if other == 0 { one } else { common(other, one % other) }
}

fn months(first: NaiveDate) -> impl Iterator<Item = Rhythm> {
    let places = [false, true].into_iter().filter_map(move |from_end| place_in_month(first, from_end).0);
    places.filter(|place| *place >= -1).map(|place| Rhythm::Month { place })
}

/// Days of one weekday, in order, as few series, in order of their first day. Of
/// two ways with as many, the one in which they follow each other.
pub(crate) fn divided(days: &[NaiveDate], off: &BTreeSet<NaiveDate>) -> Vec<Part> {
    let (following, longest) = (parts(days, off, true), parts(days, off, false));
    if longest.len() < following.len() { longest } else { following }
}

/// The longest series first: of all days that are left, or of those that come
/// next.
fn parts(days: &[NaiveDate], off: &BTreeSet<NaiveDate>, is_next: bool) -> Vec<Part> {
    let mut left = days.to_vec();
    let mut parts = Vec::new();
    while let Some(first) = left.first() {
        let mut longest: Part = (None, vec![*first]);
        for (at, first) in left.iter().enumerate().take(if is_next { 1 } else { left.len() }) {
            for rhythm in usual(*first) {
                let mut run = run(rhythm, &left[at..], off);
                if is_next {
                    let following = run.iter().zip(&left).take_while(|(one, next)| one == next).count();
                    run.truncate(following);
                }
                if run.len() > longest.1.len() {
                    longest = (Some(rhythm), run);
                }
            }
        }
        left.retain(|day| !longest.1.contains(day));
        parts.push(longest);
    }
    parts.sort_by_key(|(_, days)| days.first().copied());
    parts
}

/// Rhythms that people keep, the closest first.
fn usual(first: NaiveDate) -> impl Iterator<Item = Rhythm> {
    [1, 2].map(Rhythm::Weeks).into_iter().chain(months(first)).chain([3, 4].map(Rhythm::Weeks))
}

/// The days from the first one on that a rhythm has without a gap.
fn run(rhythm: Rhythm, days: &[NaiveDate], off: &BTreeSet<NaiveDate>) -> Vec<NaiveDate> {
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Vec::new() };
    let has = |day: &NaiveDate| days.binary_search(day).is_ok();
    rhythm.days(*first, *last).filter(|day| has(day) || !off.contains(day)).take_while(has).collect()
}
