//! Holding a permanence against the directory and its own rule.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::reading::Reading;
use super::{DURATION_MINUTES, MOVED_AT_MOST_DAYS, Permanence, SEATS, SessionException};
use crate::catalogue::Catalogue;
use crate::field_error::{FieldError, Problem};
use crate::ids::SessionId;
use crate::sessions::{Session, SessionStatus};
use crate::{Language, Text, local_time, sessions};

const MAX_ROOM_CHARS: usize = 100;
const MAX_REASON_CHARS: usize = 300;
const MAX_BUFFER_MINUTES: u32 = 240;

impl Permanence {
    /// Holds a permanence against the directory and its own rule.
    pub fn check(&self, catalogue: &Catalogue) -> Result<(), Vec<FieldError>> {
        let mut reading = Reading(Vec::new());
        self.check_directory(catalogue, &mut reading);
        self.check_times(&mut reading);
        if reading.0.is_empty() {
            // Only a sound series can be asked for its days.
            self.check_series(&mut reading);
        }
        if reading.0.is_empty() { Ok(()) } else { Err(reading.0) }
    }

    /// Sessions that are moved, otherwise than `before` had them, to days on which
    /// they would not take place.
    pub fn check_moves(&self, before: Option<&Self>, catalogue: &Catalogue) -> Result<(), Vec<FieldError>> {
        let stood = |differs: &SessionException| {
            let known = before.and_then(|before| before.exception_on(differs.date));
            known.is_some_and(|known| known.start == differs.start && !known.cancelled)
        };
        let closed = |(at, differs): (usize, &SessionException)| {
            if differs.start.is_none() || differs.cancelled || stood(differs) {
                return None;
            }
            let why = self.cancelled_on(differs.date, catalogue)?;
            Some(FieldError::new(format!("/exceptions/{at}/start"), Problem::ClosedThen(Box::new(why))))
        };
        let errors: Vec<FieldError> = self.exceptions.iter().enumerate().filter_map(closed).collect();
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// Why the session that the series has on `date` does not take place.
    pub fn cancelled_on(&self, date: NaiveDate, catalogue: &Catalogue) -> Option<Text> {
        let Session { status, reason, .. } = sessions::find_in(self, &SessionId::of(&self.id, date), catalogue)?;
        reason.filter(|_| status == SessionStatus::Cancelled)
    }

    fn check_directory(&self, catalogue: &Catalogue, reading: &mut Reading) {
        let day = self.start.date();
        match catalogue.agencies.get(&self.agency) {
            None => reading.wrong("/agency", Problem::UnknownAgency),
            Some(agency) if !agency.validity().holds_on(day) => {
                reading.wrong("/agency", Problem::AgencyEnded);
            }
            Some(_) => {}
        }
        match catalogue.locations.get(&self.location) {
            None => reading.wrong("/location", Problem::UnknownLocation),
            Some(location) if !location.open_on(day) => {
                reading.wrong("/location", Problem::LocationClosed);
            }
            Some(_) => {}
        }
        for (at, id) in self.services.iter().enumerate() {
            let pointer = format!("/services/{at}");
            match catalogue.services.get(id) {
                None => reading.wrong(pointer, Problem::UnknownService),
                Some(service) if catalogue.provider(service, day).is_none_or(|by| by.id != self.agency) => {
                    reading.wrong(pointer, Problem::ServiceNotOffered);
                }
                Some(_) => {}
            }
        }
    }

    fn check_times(&self, reading: &mut Reading) {
        reading.within("/duration_minutes", self.duration_minutes, DURATION_MINUTES);
        reading.within("/seats", self.seats, SEATS);
        reading.within("/slot_minutes", self.slot_minutes, (5, DURATION_MINUTES.1));
        reading.within("/buffer_minutes", self.buffer_minutes, (0, MAX_BUFFER_MINUTES));
        if !local_time::exists(self.start, self.timezone) {
            reading.wrong("/start", Problem::NoSuchHour);
        }
        if self.slot_minutes > self.duration_minutes {
            reading.wrong("/slot_minutes", Problem::SlotTooLong);
        }
        if self.room.as_ref().is_some_and(|room| room.chars().count() > MAX_ROOM_CHARS) {
            reading.wrong("/room", Problem::TooLong(MAX_ROOM_CHARS));
        }
        for (at, exception) in self.exceptions.iter().enumerate() {
            if let Some(minutes) = exception.duration_minutes {
                let pointer = format!("/exceptions/{at}/duration_minutes");
                reading.within(&pointer, minutes, DURATION_MINUTES);
                if self.slot_minutes > minutes {
                    reading.wrong(pointer, Problem::SlotTooLong);
                }
            }
            let days = exception.start.map_or(0, |start| (start.date() - exception.date).num_days().abs());
            if days > MOVED_AT_MOST_DAYS {
                reading.wrong(format!("/exceptions/{at}/start"), Problem::MovedTooFar(MOVED_AT_MOST_DAYS));
            }
            if exception.start.is_some_and(|start| !local_time::exists(start, self.timezone)) {
                reading.wrong(format!("/exceptions/{at}/start"), Problem::NoSuchHour);
            }
            let too_long = |text: &str| text.chars().count() > MAX_REASON_CHARS;
            let long = |text: &Text| Language::ALL.into_iter().any(|language| too_long(text.get(language)));
            if exception.reason.as_ref().is_some_and(long) {
                reading.wrong(format!("/exceptions/{at}/reason"), Problem::TooLong(MAX_REASON_CHARS));
            }
        }
    }

    fn check_series(&self, reading: &mut Reading) {
        let first = self.start.date();
        match &self.rrule {
            None if self.until.is_some() => reading.wrong("/until", Problem::WithoutSeries),
            None => {}
            Some(rule) => {
                if rule.count.is_some() && self.until.is_some() {
                    reading.wrong("/until", Problem::CountAndUntil);
                }
                if rule.until.is_some_and(|until| !until.allows(self.start, self.timezone)) {
                    reading.wrong("/rrule", Problem::UntilBeforeStart);
                } else if self.until.is_some_and(|until| until < first) {
                    reading.wrong("/until", Problem::UntilBeforeStart);
                } else if !sessions::has_session_on(self, first) {
                    reading.wrong("/start", Problem::StartOffRule);
                }
            }
        }
        if !reading.0.is_empty() {
            return;
        }
        let days: BTreeSet<NaiveDate> = self.exceptions.iter().map(|exception| exception.date).collect();
        let known = sessions::days_among(self, &days);
        let mut seen = BTreeSet::new();
        for (at, exception) in self.exceptions.iter().enumerate() {
            let pointer = format!("/exceptions/{at}/date");
            if !known.contains(&exception.date) {
                reading.wrong(pointer, Problem::NoSessionOnDay);
            } else if !seen.insert(exception.date) {
                reading.wrong(pointer, Problem::Twice);
            }
        }
    }
}
