//! One meeting in a calendar that somebody subscribes to: what is no series.

use chrono::Datelike as _;
use chrono_tz::Tz;
use domain::{Instant, local_time};

use crate::content::Content;

/// A meeting at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// Names it, with the host of the calendar, for ever.
    pub id: String,
    /// Rises with each change that calendars must follow.
    pub sequence: u32,
    /// Its last change.
    pub changed: Instant,
    /// Beginning.
    pub start: Instant,
    /// End.
    pub end: Instant,
    /// The place's zone.
    pub timezone: Tz,
    /// One line.
    pub summary: String,
    /// Some lines; empty for none.
    pub description: String,
    /// Name and address of the place.
    pub location: String,
}

impl Appointment {
    /// The year of its beginning where it takes place.
    pub(crate) fn year(&self) -> i32 {
        local_time::to_local(self.start, self.timezone).year()
    }

    pub(crate) fn write(&self, content: &mut Content, host: &str) {
        let Self { id, sequence, changed, start, end, timezone, summary, description, location } = self;
        content.raw("BEGIN", "VEVENT");
        content.text("UID", &format!("{id}@{host}"));
        content.raw("SEQUENCE", &sequence.to_string());
        content.utc("DTSTAMP", *changed);
        content.utc("LAST-MODIFIED", *changed);
        content.instant("DTSTART", *start, *timezone);
        content.instant("DTEND", *end, *timezone);
        content.text("SUMMARY", summary);
        if !description.is_empty() {
            content.text("DESCRIPTION", description);
        }
        content.text("LOCATION", location);
        content.raw("CLASS", "PRIVATE");
        content.raw("STATUS", "CONFIRMED");
        // As the presence around it: a file made of this calendar must not say
        // that somebody is busy when they hold their own permanence.
        content.raw("TRANSP", "TRANSPARENT");
        content.raw("END", "VEVENT");
    }
}
