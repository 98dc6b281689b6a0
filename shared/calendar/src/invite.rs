//! The two messages about one booking, session or series that mail programs act
//! on (RFC 5546): REQUEST puts it into the person's calendar or moves it there,
//! CANCEL takes it out.
//!
//! The part of a mail that carries one has the type `text/calendar;
//! method=REQUEST; charset=UTF-8` (or `method=CANCEL`): RFC 6047 wants the
//! method in both places.

use chrono::{Datelike as _, NaiveDateTime};
use chrono_tz::Tz;
use domain::{Instant, local_time};

use crate::content::Content;
use crate::parties::Parties;
use crate::series::{Around, Series};
use crate::subscribed::{Event, Span};
use crate::{PRODUCT, zone};

/// A booking or a session as calendars see it. `uid`, organizer and attendee
/// stay as they are for its life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invite {
    /// Names the booking or series in every calendar, for ever: `<id>@<host>`.
    pub uid: String,
    /// Of one session of a series that recurs, when its rule has it.
    pub recurrence: Option<NaiveDateTime>,
    /// Rises with each message about this booking; the first is 0.
    pub sequence: u32,
    /// When the booking became what this message says.
    pub stamp: Instant,
    /// Beginning.
    pub start: Instant,
    /// End.
    pub end: Instant,
    /// The place's zone.
    pub timezone: Tz,
    /// One line.
    pub summary: String,
    /// Some lines.
    pub description: String,
    /// Name and address of the place.
    pub location: String,
    /// The booking's own page.
    pub url: String,
    /// Who invites whom.
    pub parties: Parties,
}

/// Puts a series into a calendar as a feed has it, or what changed of it;
/// `None` where nothing of it takes place within the span.
pub fn request_series(event: &Event<'_>, around: Around<'_>, span: Span) -> Option<String> {
    let series = Series::of(event.permanence, &event.sessions, span)?;
    let mut content = Content::default();
    begin(&mut content, "REQUEST", (event.permanence.timezone, series.first_year()));
    series.write(&mut content, around, event);
    content.raw("END", "VCALENDAR");
    Some(content.finish())
}

fn begin(content: &mut Content, method: &str, (timezone, year): (Tz, i32)) {
    content.raw("BEGIN", "VCALENDAR");
    content.raw("VERSION", "2.0");
    content.text("PRODID", PRODUCT);
    content.raw("CALSCALE", "GREGORIAN");
    content.raw("METHOD", method);
    zone::write(content, timezone, year);
}

/// Puts a booking into a calendar, or what changed of it.
pub fn request(invite: &Invite) -> String {
    message(invite, "REQUEST", "CONFIRMED")
}

/// Takes a booking out of a calendar. Its `sequence` is higher than that of
/// the last request.
pub fn cancel(invite: &Invite) -> String {
    message(invite, "CANCEL", "CANCELLED")
}

fn message(invite: &Invite, method: &str, status: &str) -> String {
    let Invite { uid, sequence, stamp, start, end, timezone, summary, description, location, url, .. } = invite;
    let mut content = Content::default();
    begin(&mut content, method, (*timezone, local_time::to_local(*start, *timezone).year()));
    content.raw("BEGIN", "VEVENT");
    content.text("UID", uid);
    content.raw("SEQUENCE", &sequence.to_string());
    content.utc("DTSTAMP", *stamp);
    content.utc("LAST-MODIFIED", *stamp);
    if let Some(planned) = invite.recurrence {
        content.local("RECURRENCE-ID", planned, *timezone);
    }
    content.instant("DTSTART", *start, *timezone);
    content.instant("DTEND", *end, *timezone);
    content.text("SUMMARY", summary);
    content.text("DESCRIPTION", description);
    content.text("LOCATION", location);
    content.raw("URL", url);
    content.raw("STATUS", status);
    content.raw("TRANSP", "OPAQUE");
    invite.parties.write(&mut content);
    content.raw("END", "VEVENT");
    content.raw("END", "VCALENDAR");
    content.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::clock::BRUSSELS;

    fn invite(start: &str) -> Invite {
        let start = Instant::parse(start).unwrap();
        Invite {
            uid: "b1@permanence.example".to_owned(),
            recurrence: None,
            sequence: 2,
            stamp: Instant::parse("2026-11-20T10:00:00Z").unwrap(),
            start,
            end: start.plus(chrono::TimeDelta::minutes(40)),
            timezone: BRUSSELS,
            summary: "Innoviris, ICAB".to_owned(),
            description: "Apportez votre projet ;\nsalle 2".to_owned(),
            location: "ICAB, Rue des Pères Blancs 4, 1040 Etterbeek".to_owned(),
            url: "https://permanence.example/b/abc".to_owned(),
            parties: Parties {
                organizer: ("Innoviris".to_owned(), "adviser@innoviris.example".to_owned()),
                sent_by: Some("permanence@example.com".to_owned()),
                attendee: ("Zoé Maes".to_owned(), "zoe@example.com".to_owned()),
            },
        }
    }

    fn unfolded(file: &str) -> String {
        file.replace("\r\n ", "").replace("\r\n", "\n")
    }

    #[test]
    fn a_request_says_who_where_and_when_on_the_wall_clock() {
        let file = request(&invite("2026-11-24T08:30:00Z"));
        let event = unfolded(&file);
        let event = event.split_once("BEGIN:VEVENT\n").unwrap();
        assert!(event.0.starts_with(
            "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Permanence//Permanence//FR\nCALSCALE:GREGORIAN\nMETHOD:REQUEST\nBEGIN:VTIMEZONE\n"
        ));
        assert_eq!(
            event.1,
            "UID:b1@permanence.example\nSEQUENCE:2\nDTSTAMP:20261120T100000Z\nLAST-MODIFIED:20261120T100000Z\n\
             DTSTART;TZID=Europe/Brussels:20261124T093000\nDTEND;TZID=Europe/Brussels:20261124T101000\n\
             SUMMARY:Innoviris\\, ICAB\nDESCRIPTION:Apportez votre projet \\;\\nsalle 2\n\
             LOCATION:ICAB\\, Rue des Pères Blancs 4\\, 1040 Etterbeek\nURL:https://permanence.example/b/abc\n\
             STATUS:CONFIRMED\nTRANSP:OPAQUE\nORGANIZER;CN=\"Innoviris\";SENT-BY=\"mailto:permanence@example.com\":mailto:adviser@innoviris.example\n\
             ATTENDEE;CN=\"Zoé Maes\";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:zoe@example.com\n\
             END:VEVENT\nEND:VCALENDAR\n"
        );
        assert_eq!(file, request(&invite("2026-11-24T08:30:00Z")), "the same bytes each time");
    }

    #[test]
    fn a_cancellation_names_the_same_booking() {
        let file = unfolded(&cancel(&invite("2026-11-24T08:30:00Z")));
        assert!(file.contains("METHOD:CANCEL\n") && file.contains("STATUS:CANCELLED\n"), "{file}");
        assert!(file.contains("UID:b1@permanence.example\nSEQUENCE:2\n"), "{file}");
    }

    #[test]
    fn one_session_of_a_series_is_named_by_when_its_rule_has_it() {
        let recurrence = domain::local_time::parse("2026-11-24T10:00");
        let file = unfolded(&cancel(&Invite { recurrence, ..invite("2026-11-24T08:30:00Z") }));
        assert!(file.contains("RECURRENCE-ID;TZID=Europe/Brussels:20261124T100000\nDTSTART;"), "{file}");
    }

    #[test]
    fn an_hour_that_comes_twice_is_written_in_utc() {
        let before = unfolded(&request(&invite("2026-10-24T23:30:00Z")));
        assert!(before.contains("DTSTART;TZID=Europe/Brussels:20261025T013000\n"), "{before}");
        assert!(before.contains("DTEND:20261025T001000Z\n"), "02:10 for the first time: {before}");
        let second = unfolded(&request(&invite("2026-10-25T01:30:00Z")));
        assert!(second.contains("DTSTART:20261025T013000Z\n"), "{second}");
    }
}
