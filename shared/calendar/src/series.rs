//! The sessions of one permanence as rule, exceptions and changed sessions.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use domain::permanence::{Frequency, Permanence, Recurrence, Until};
use domain::sessions::{Session, SessionStatus, series_days};
use domain::{Instant, Language, local_time};

use crate::content::{Content, comes_once};
use crate::parties::Parties;
use crate::subscribed::{Event, Span};

/// How far beside the span it is looked whether a series goes on there: more
/// than the longest interval, 52 months, would allow.
const BESIDE_DAYS: i64 = 1_700;

/// What is said of every event of a file alike.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// Stands behind the `@` of UIDs.
    pub host: &'a str,
    /// The languages of its words; several are said one after the other.
    pub languages: &'a [Language],
    /// Who invites whom; absent in what is for everybody.
    pub parties: Option<&'a Parties>,
}

/// What takes place of a series within a span; never nothing.
pub(crate) struct Series<'a> {
    permanence: &'a Permanence,
    /// By the day on which the series has them.
    held: BTreeMap<NaiveDate, &'a Session>,
    first: NaiveDate,
    last: NaiveDate,
    /// When the passing of days last changed what is shown.
    moved_on: Option<Instant>,
}

impl<'a> Series<'a> {
    /// `None` where nothing takes place.
    pub(crate) fn of(permanence: &'a Permanence, sessions: &'a [Session], span: Span) -> Option<Self> {
        let held: BTreeMap<NaiveDate, &Session> = sessions
            .iter()
            .filter(|session| session.status == SessionStatus::Scheduled && session.permanence == permanence.id)
            .filter_map(|session| Some((session.id.parts()?.1, session)))
            .collect();
        let (first, last) = (*held.keys().next()?, *held.keys().next_back()?);
        Some(Self { permanence, held, first, last, moved_on: moved_on(permanence, span) })
    }

    /// The later of the last change and the day on which the span left a
    /// session behind or took one in: programs that compare times see both.
    pub(crate) fn changed(&self, changed: Instant) -> Instant {
        self.moved_on.map_or(changed, |moved_on| moved_on.max(changed))
    }

    pub(crate) fn first_year(&self) -> i32 {
        self.first.year()
    }

    /// One event for the series, and one for each session that is not as the
    /// rule says. A single presence is one event, as it is.
    pub(crate) fn write(&self, content: &mut Content, around: Around<'_>, event: &Event<'_>) {
        let said = (around, event);
        let Some(rule) = &self.permanence.rrule else {
            if let Some(only) = self.held.values().next() {
                self.event(content, said, Some(only), |content| self.own_times(content, only));
            }
            return;
        };
        self.event(content, said, None, |content| {
            let (start, zone) = (self.planned(self.first), self.permanence.timezone);
            content.local("DTSTART", start, zone);
            // The length of all sessions, so not told by one that spans a clock change.
            let end = local_time::to_instant(start, zone).plus(self.length());
            if local_time::to_instant(start + self.length(), zone) == end {
                content.local("DTEND", start + self.length(), zone);
            } else {
                content.raw("DURATION", &format!("PT{}M", self.permanence.duration_minutes));
            }
            content.raw("RRULE", &self.rule(rule).to_string());
            for day in self.left_out() {
                content.local("EXDATE", self.planned(day), zone);
            }
        });
        for (day, session) in self.held.iter().filter(|(day, session)| !self.is_as_planned(**day, session)) {
            self.event(content, said, Some(session), |content| {
                content.local("RECURRENCE-ID", self.planned(*day), self.permanence.timezone);
                self.own_times(content, session);
            });
        }
    }

    fn event(
        &self,
        content: &mut Content,
        (around, event): (Around<'_>, &Event<'_>),
        special: Option<&Session>,
        times: impl FnOnce(&mut Content),
    ) {
        let changed = self.changed(event.changed);
        content.raw("BEGIN", "VEVENT");
        content.text("UID", &format!("{}@{}", self.permanence.id, around.host));
        content.raw("SEQUENCE", &event.sequence.min(i32::MAX as u64).to_string());
        content.utc("DTSTAMP", changed);
        content.utc("LAST-MODIFIED", changed);
        times(content);
        let language = if let [one] = around.languages { Some(one.tag()) } else { None };
        content.text_in("SUMMARY", language, &event.summary);
        let reason = special.and_then(|session| session.reason.as_ref());
        let mut lines: Vec<&str> = Vec::new();
        for said in around.languages.iter().filter_map(|language| Some(reason?.get(*language))) {
            if !lines.contains(&said) {
                lines.push(said);
            }
        }
        lines.push(&event.description);
        content.text_in("DESCRIPTION", language, &lines.join("\n"));
        content.text_in("LOCATION", language, &event.location);
        if let Some((north, east)) = event.geo {
            content.raw("GEO", &format!("{north:.6};{east:.6}"));
        }
        content.raw("URL", &event.url);
        content.raw("STATUS", "CONFIRMED");
        // A public presence fills nobody's time but of who is to be there.
        content.raw("TRANSP", if around.parties.is_some() { "OPAQUE" } else { "TRANSPARENT" });
        if let Some(parties) = around.parties {
            parties.write(content);
        }
        content.raw("END", "VEVENT");
    }

    fn own_times(&self, content: &mut Content, session: &Session) {
        content.instant("DTSTART", session.start, self.permanence.timezone);
        content.instant("DTEND", session.end, self.permanence.timezone);
    }

    fn planned(&self, day: NaiveDate) -> NaiveDateTime {
        day.and_time(self.permanence.start.time())
    }

    fn length(&self) -> TimeDelta {
        TimeDelta::minutes(i64::from(self.permanence.duration_minutes))
    }

    /// Whether the rule says all of a session. While the clocks change, readers
    /// differ on what an end or a repeated hour is: such a session has its own
    /// event, too.
    fn is_as_planned(&self, day: NaiveDate, session: &Session) -> bool {
        let (start, zone) = (self.planned(day), self.permanence.timezone);
        session.reason.is_none()
            && comes_once(start, zone)
            && comes_once(start + self.length(), zone)
            && local_time::to_local(session.start, zone) == start
            && local_time::to_local(session.end, zone) == start + self.length()
            && session.end == session.start.plus(self.length())
    }

    /// The rule within the span: from `first` on, through `last`. A number of
    /// sessions is turned into an end, for it would count from elsewhere now.
    fn rule(&self, rule: &Recurrence) -> Recurrence {
        let (last, zone) = (self.planned(self.last), self.permanence.timezone);
        let exact = local_time::to_instant(last, zone);
        // For readers to whom the second of two equal times is meant.
        let last = if comes_once(last, zone) { exact } else { exact.plus(TimeDelta::hours(2)) };
        Recurrence { count: None, until: Some(Until::Utc(last)), by_day: by_day(rule), ..rule.clone() }
    }

    /// Days of the series on which nothing takes place.
    fn left_out(&self) -> impl Iterator<Item = NaiveDate> {
        let end = self.last.succ_opt().unwrap_or(self.last);
        series_days(self.permanence, self.first, end).into_iter().filter(|day| !self.held.contains_key(day))
    }
}

/// A monthly rule's days: beside a day with its place, a plain one is written
/// with all of its places, for readers differ on how the two go together.
fn by_day(rule: &Recurrence) -> Vec<(Option<i8>, Weekday)> {
    let placed = rule.by_day.iter().any(|(place, _)| place.is_some());
    if rule.frequency != Frequency::Monthly || !placed {
        return rule.by_day.clone();
    }
    let plain: Vec<Weekday> = rule.by_day.iter().filter(|(place, _)| place.is_none()).map(|(_, day)| *day).collect();
    let all = plain.iter().flat_map(|day| (1..=5).map(|place| (Some(place), *day)));
    let others = rule.by_day.iter().filter(|(_, day)| !plain.contains(day)).copied();
    all.chain(others).collect()
}

/// When the span last left a session of the series behind, or took one in at
/// its end, which moves with the month.
fn moved_on(permanence: &Permanence, span: Span) -> Option<Instant> {
    let beside = TimeDelta::days(BESIDE_DAYS);
    let moved = permanence.exceptions.iter().filter_map(|exception| exception.start).map(|start| start.date());
    let left = series_days(permanence, span.from - beside, span.from)
        .last()
        .copied()
        .into_iter()
        .chain(moved.filter(|day| *day < span.from))
        .max()
        .map(|day| day + (span.today - span.from) + TimeDelta::days(1));
    let goes_on = !series_days(permanence, span.to, span.to + beside).is_empty();
    let taken_in = span.today.with_day(1).filter(|_| goes_on);
    let day = left.max(taken_in)?;
    Some(local_time::to_instant(day.and_time(NaiveTime::MIN), permanence.timezone))
}
