//! The part of an adviser's mail that calendars act on: one session under its
//! series' name, or the series as it goes on. Name and number are those of the
//! calendars that programs subscribe to.

use std::collections::BTreeMap;

use calendar::{Around, Event, Invite, Parties, Span};
use chrono::NaiveDateTime;
use domain::Instant;
use domain::clock::BRUSSELS;
use domain::ids::PermanenceId;
use domain::notice::{Change, Reader, Stood};
use domain::permanence::Permanence;
use domain::sessions::{Drafts, expand_long};
use mail::CalendarPart;
use store::TableError;

use super::happened::Happened;
use super::readers::Addressee;
use crate::effects::Task;

/// Files of one mail, at most.
const FILES: usize = 40;

/// What calendars act on.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// What changed.
    pub(super) act: Option<CalendarPart>,
    /// Of a series that was divided, what stays of its beginning.
    pub(super) earlier: Option<CalendarPart>,
    /// Of several that changed together, each as a file.
    pub(super) series: Vec<CalendarPart>,
}

/// None for those who are not there themselves, and where the sessions of a
/// place change: their series do not. One read, one more where a series was
/// divided.
pub(super) async fn calendar_part(
    task: &Task<'_>,
    to: &Addressee,
    happened: &Happened,
    changes: &[Change],
) -> Result<Parts, TableError> {
    let ([(was, is)], Reader::Adviser(id)) = (happened.series.as_slice(), &to.reader) else {
        return Ok(Parts::default());
    };
    let directory = task.store.feeds().standing(&[]).await?.directory;
    let own = |series: &'_ &Permanence| series.advisers.contains(id);
    let (was, is) = (was.as_ref().filter(own), is.as_ref().filter(own));
    let sequence = happened.version.saturating_add(directory.version);
    let part = Part { task, to, happened, sequence, now: task.store.now() };
    if let ([only], false) = (changes, happened.is_divided())
        && let Some(Recurrence(planned)) = single(was, is, only)
    {
        return Ok(Parts { act: part.one(is.or(was), only, planned), ..Parts::default() });
    }
    let all = is.and_then(|series| part.all(series, sequence));
    // What goes on under a new name: the calendar has the old one without an end.
    let divided = was.filter(|_| happened.is_divided());
    let stored = match divided {
        Some(was) => task.store.permanences().load(&was.id).await?.filter(|now| own(&&now.value)),
        None => None,
    };
    let mut earlier = stored.and_then(|now| part.all(&now.value, now.version.saturating_add(directory.version)));
    // Of what goes on without them the beginning stays.
    let act = all.or_else(|| earlier.take());
    let act = act.or_else(|| part.one(was.or(is), &Change { is: None, ..changes.first()?.clone() }, None));
    Ok(Parts { act, earlier, series: Vec::new() })
}

/// Of what changed together each series that somebody is at, as it stands now, and
/// each that they are at no more. None for those who are not there themselves. A
/// read, and one for each series.
pub(super) async fn calendar_parts(task: &Task<'_>, to: &Addressee, all: &[Happened]) -> Result<Parts, TableError> {
    let Reader::Adviser(id) = &to.reader else { return Ok(Parts::default()) };
    let directory = task.store.feeds().standing(&[]).await?.directory;
    let own = |series: &'_ &Permanence| series.advisers.contains(id);
    let mut found: BTreeMap<&PermanenceId, (&Happened, Option<&Permanence>)> = BTreeMap::new();
    for happened in all {
        for (was, is) in &happened.series {
            if let Some(is) = is.as_ref().filter(own) {
                found.entry(&is.id).or_insert((happened, None));
            }
            if let Some(was) = was.as_ref().filter(own) {
                found.insert(&was.id, (happened, Some(was)));
            }
        }
    }
    let mut series = Vec::new();
    for (id, (happened, was)) in found.into_iter().take(FILES) {
        let stored = task.store.permanences().load(id).await?;
        let version = stored.as_ref().map_or(happened.version, |stored| stored.version);
        let sequence = version.saturating_add(directory.version);
        let part = Part { task, to, happened, sequence, now: task.store.now() };
        let stands = stored.as_ref().map(|stored| &stored.value).filter(own);
        let goes_on = stands.and_then(|series| part.all(series, sequence));
        series.extend(goes_on.or_else(|| part.none(was?)));
    }
    Ok(Parts { series, ..Parts::default() })
}

/// Where one session of a series differs and nothing else: when the rule has
/// it; of a series of one session no such time.
fn single(was: Option<&Permanence>, is: Option<&Permanence>, change: &Change) -> Option<Recurrence> {
    let series = is.or(was)?;
    if series.rrule.is_none() {
        return Some(Recurrence(None));
    }
    let (was, is) = was.zip(is)?;
    let day = change.session.parts()?.1;
    let same = (&was.id, &was.rrule, was.start, was.until) == (&is.id, &is.rrule, is.start, is.until);
    same.then(|| Recurrence(Some(day.and_time(series.start.time()))))
}

/// When a rule has a session; of a series without a rule no such time.
struct Recurrence(Option<NaiveDateTime>);

struct Part<'a> {
    task: &'a Task<'a>,
    to: &'a Addressee,
    happened: &'a Happened,
    sequence: u64,
    now: Instant,
}

impl Part<'_> {
    fn parties(&self, series: &Permanence) -> Option<Parties> {
        let day = self.now.day_in(BRUSSELS);
        let agency = self.happened.now.acting(&series.agency, day)?;
        Some(Parties {
            organizer: (agency.short.clone(), agency.email.as_str().to_owned()),
            sent_by: self.task.from.map(str::to_owned),
            attendee: self.to.party(),
        })
    }

    /// One session, or a series of which nothing is left.
    fn one(
        &self,
        series: Option<&Permanence>,
        change: &Change,
        recurrence: Option<NaiveDateTime>,
    ) -> Option<CalendarPart> {
        let series = series?;
        let Stood { start, end, timezone, agency, location, room } = change.is.as_ref().or(change.was.as_ref())?;
        let (language, catalogue) = (self.to.language(), &self.happened.now);
        let place = catalogue.locations.get(location)?;
        let address = format!("{}, {}", place.name, place.address.get(language));
        let invite = Invite {
            uid: format!("{}@{}", series.id, self.task.host()),
            recurrence,
            sequence: u32::try_from(self.sequence).unwrap_or(u32::MAX),
            stamp: self.now,
            start: *start,
            end: *end,
            timezone: *timezone,
            summary: format!("{} · {}", catalogue.agency_name(agency), place.name),
            description: change.reason.as_ref().map(|reason| reason.get(language).to_owned()).unwrap_or_default(),
            location: room.as_ref().map_or_else(|| address.clone(), |room| format!("{address} ({room})")),
            url: self.task.url(&format!("/locations/{location}")),
            parties: self.parties(series)?,
        };
        Some(match change.is {
            Some(_) => CalendarPart { method: "REQUEST".to_owned(), ics: calendar::request(&invite) },
            None => CalendarPart { method: "CANCEL".to_owned(), ics: calendar::cancel(&invite) },
        })
    }

    /// A series that they are at no more; `None` where nothing of it was to come.
    fn none(&self, was: &Permanence) -> Option<CalendarPart> {
        let own = |series: &Permanence| matches!(&self.to.reader, Reader::Adviser(id) if series.advisers.contains(id));
        let change = self.happened.changes(own, self.now).into_iter().find(|change| change.was.is_some())?;
        self.one(Some(was), &Change { is: None, ..change }, None)
    }

    /// The series as it goes on; `None` where nothing of it does.
    fn all(&self, series: &Permanence, sequence: u64) -> Option<CalendarPart> {
        let catalogue = &self.happened.now;
        let place = catalogue.locations.get(&series.location)?;
        let span = Span::around(self.now.day_in(BRUSSELS));
        let languages = [self.to.language()];
        let parties = self.parties(series)?;
        let event = Event {
            permanence: series,
            sessions: expand_long(series, (span.from, span.to), Drafts::Hidden, catalogue),
            sequence,
            changed: self.now,
            summary: format!("{} · {}", parties.organizer.0, place.name),
            description: series.room.clone().unwrap_or_default(),
            location: format!("{}, {}", place.name, place.address.get(self.to.language())),
            url: self.task.url(&format!("/locations/{}", series.location)),
            geo: Some((place.lat, place.lon)),
        };
        let around = Around { host: self.task.host(), languages: &languages, parties: Some(&parties) };
        let ics = calendar::request_series(&event, around, span)?;
        Some(CalendarPart { method: "REQUEST".to_owned(), ics })
    }
}
