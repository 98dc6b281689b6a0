//! A stored permanence as somebody would send it, so that a change of a few
//! fields is read like any other draft.

use super::{ExceptionDraft, Permanence, PermanenceDraft, SessionException};
use crate::local_time;

impl From<&Permanence> for PermanenceDraft {
    fn from(permanence: &Permanence) -> Self {
        let Permanence {
            id: _,
            agency,
            location,
            advisers,
            room,
            services,
            seats,
            start,
            duration_minutes,
            timezone,
            rrule,
            until,
            exceptions,
            slot_minutes,
            buffer_minutes,
            languages,
            status,
            continued_by: _,
            continues: _,
        } = permanence;
        Self {
            agency: agency.to_string(),
            location: location.to_string(),
            advisers: advisers.iter().map(ToString::to_string).collect(),
            room: room.clone(),
            services: services.iter().map(ToString::to_string).collect(),
            seats: Some(*seats),
            start: local_time::format(*start),
            duration_minutes: *duration_minutes,
            timezone: Some(timezone.name().to_owned()),
            rrule: rrule.as_ref().map(ToString::to_string),
            until: until.map(|day| day.to_string()),
            exceptions: exceptions.iter().map(ExceptionDraft::from).collect(),
            slot_minutes: Some(*slot_minutes),
            buffer_minutes: Some(*buffer_minutes),
            languages: languages.iter().map(|language| language.tag().to_owned()).collect(),
            status: Some(status.code().to_owned()),
        }
    }
}

impl From<&SessionException> for ExceptionDraft {
    fn from(exception: &SessionException) -> Self {
        let SessionException { date, cancelled, start, duration_minutes, reason } = exception;
        Self {
            date: date.to_string(),
            cancelled: Some(*cancelled),
            start: start.map(local_time::format),
            duration_minutes: *duration_minutes,
            reason: reason.clone(),
        }
    }
}
