//! Changing a series from one of its days on: that session alone, or it and
//! all that follow. Sessions before the day stay what they were, under the
//! series' own id; those that follow go over to a series of their own, to which
//! the first points.

use chrono::{Datelike as _, Days, NaiveDate, NaiveDateTime, Weekday};

use super::{Frequency, Permanence, Recurrence, SessionException, Until};
use crate::ids::PermanenceId;
use crate::sessions::{days_among, has_session_on, series_days};

/// A series divided at one of its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// What keeps the id: the sessions before the day.
    pub before: Permanence,
    /// What goes on: the sessions from the day on, as they were.
    pub next: Permanence,
}

/// A series with one of its sessions apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// The sessions before it.
    pub before: Option<Permanence>,
    /// It alone.
    pub one: Permanence,
    /// The sessions that follow.
    pub rest: Option<Permanence>,
}

impl Apart {
    /// All, in order of time; the first keeps the series' id.
    pub fn line(self) -> Vec<Permanence> {
        self.before.into_iter().chain([self.one]).chain(self.rest).collect()
    }
}

/// A series goes on within so many days, or has ended.
const FURTHEST: u64 = 3 * 366;

impl Permanence {
    /// The series with one session changed, in place of what differed on its
    /// day before; what is not said of its length and its reason stays.
    /// What was cancelled and is not any more is as the series has it.
    /// Whether the series has the day is for [`Permanence::check`] to say.
    #[must_use]
    pub fn except(&self, differs: SessionException) -> Self {
        let known = self.exception_on(differs.date).filter(|known| !known.cancelled && !differs.cancelled).cloned();
        let SessionException { date, cancelled, .. } = differs;
        let differs = SessionException {
            start: differs.start.or(known.as_ref().and_then(|known| known.start)),
            duration_minutes: differs.duration_minutes.or(known.as_ref().and_then(|known| known.duration_minutes)),
            reason: differs.reason.or(known.and_then(|known| known.reason)),
            ..differs
        };
        let mut after = self.clone();
        after.exceptions.retain(|exception| exception.date != date);
        let nothing = SessionException { date, cancelled: false, start: None, duration_minutes: None, reason: None };
        if cancelled || differs != nothing {
            after.exceptions.push(differs);
        }
        after
    }

    /// Divides the series before its session of `date`: the same sessions, in
    /// two series of the same rhythm, the second one called `next`. `None`
    /// where the series has no session on that day, or none before it: then
    /// the whole series is what follows. Costs a step for each day of a counted
    /// series before `date`.
    pub fn split(&self, date: NaiveDate, next: PermanenceId) -> Option<Split> {
        let first = self.start.date();
        if date <= first || !has_session_on(self, date) {
            return None;
        }
        let rule = self.rrule.as_ref()?;
        let earlier = u32::try_from(series_days(self, first, date).len()).ok()?;
        let (old, new): (Vec<_>, Vec<_>) = self.exceptions.iter().cloned().partition(|exception| exception.date < date);
        let mut before = Self { exceptions: old, continued_by: Some(next.clone()), ..self.clone() };
        let mut after = Self {
            id: next,
            continues: Some(self.id.clone()),
            start: date.and_time(self.start.time()),
            exceptions: new,
            ..self.clone()
        };
        match rule.count {
            Some(count) => {
                before.rrule = Some(Recurrence { count: Some(earlier), ..rule.clone() });
                after.rrule = Some(Recurrence { count: Some(count.saturating_sub(earlier)), ..rule.clone() });
            }
            None => {
                // The new last day is sooner than any end that the rule names.
                before.rrule = Some(Recurrence { until: None, ..rule.clone() });
                before.until = date.pred_opt();
            }
        }
        Some(Split { before, next: after })
    }

    /// Takes the session of `date` out into a series of its own: the sessions
    /// before it, it alone, and those that follow, which go on under `ids`; where
    /// it is the first it keeps the series' id. `None` where the series has no
    /// session on that day. Costs as [`Permanence::split`].
    pub fn apart(&self, date: NaiveDate, ids: [PermanenceId; 2]) -> Option<Apart> {
        let [one, rest] = ids;
        let (before, next) = match self.split(date, one) {
            Some(Split { before, next }) => (Some(before), next),
            None if date == self.start.date() && has_session_on(self, date) => (None, self.clone()),
            None => return None,
        };
        let (first, far) = (date.succ_opt()?, date.checked_add_days(Days::new(FURTHEST))?);
        let following = series_days(&next, first, far).first().copied();
        let (one, rest) = match following.and_then(|day| next.split(day, rest)) {
            Some(Split { before, next }) => (before, Some(next)),
            None => (next, None),
        };
        Some(Apart { before, one: Self { rrule: None, until: None, ..one }, rest })
    }

    /// The series with the place in its line that `stored`, the same series
    /// before a change, has: what no draft says and no change may lose.
    #[must_use]
    pub fn in_line_of(self, stored: &Self) -> Self {
        Self { continued_by: stored.continued_by.clone(), continues: stored.continues.clone(), ..self }
    }

    /// The series with its first session at `start`. Where that falls on
    /// another day and the rule names one day at most, the rule turns with it:
    /// from Tuesdays to Wednesdays, from the second Tuesday to the third one.
    /// An end that the rule names by the hour stays the same day.
    #[must_use]
    pub fn starting(&self, start: NaiveDateTime) -> Self {
        let moves = start.date() != self.start.date();
        let end_day = |until: Until| {
            let day = until.day(self.timezone);
            let held = until.allows(day.and_time(self.start.time()), self.timezone);
            Until::Day(if held { day } else { day.pred_opt().unwrap_or(day) })
        };
        let rrule = self.rrule.clone().map(|rule| Recurrence { until: rule.until.map(end_day), ..rule });
        let rrule = rrule.map(|rule| if moves { turned(rule, start.date()) } else { rule });
        Self { start, rrule, ..self.clone() }
    }

    /// The series without what differs on days that it does not have.
    #[must_use]
    pub fn without_strays(&self) -> Self {
        let days = self.exceptions.iter().map(|exception| exception.date).collect();
        let known = days_among(self, &days);
        let mut after = self.clone();
        after.exceptions.retain(|exception| known.contains(&exception.date));
        after
    }
}

/// The rule, on `day` where it names one day at most.
fn turned(rule: Recurrence, day: NaiveDate) -> Recurrence {
    let by_day = match (rule.frequency, rule.by_day.as_slice()) {
        (Frequency::Weekly, [_]) => vec![(None, day.weekday())],
        (Frequency::Monthly, [(Some(place), _)]) => vec![place_in_month(day, *place < 0)],
        (Frequency::Monthly, [(None, _)]) => vec![(None, day.weekday())],
        _ => return rule,
    };
    Recurrence { by_day, ..rule }
}

/// A day's place in its month: the second Tuesday; counted from the end where
/// `from_end`, and where it is the fifth.
pub fn place_in_month(day: NaiveDate, from_end: bool) -> (Option<i8>, Weekday) {
    let nth = |days: u32| i8::try_from(days / 7 + 1).unwrap_or(5);
    let place = match nth(day.day0()) {
        5 => -1,
        _ if from_end => -nth(u32::from(day.num_days_in_month()) - day.day()),
        place => place,
    };
    (Some(place), day.weekday())
}
