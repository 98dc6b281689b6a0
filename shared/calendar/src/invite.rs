//! The two messages about one booking that mail programs act on (RFC 5546):
//! REQUEST puts it into the person's calendar or moves it there, CANCEL takes
//! it out.
//!
//! The part of a mail that carries one has the type `text/calendar;
//! method=REQUEST; charset=UTF-8` (or `method=CANCEL`): RFC 6047 wants the
//! method in both places.

use chrono::Datelike as _;
use chrono_tz::Tz;
use domain::{Instant, local_time};

use crate::content::Content;
use crate::{PRODUCT, zone};

/// A booking as calendars see it. All three of `uid`, `organizer` and
/// `attendee` stay as they are for the life of the booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invite {
    /// Names the booking in every calendar, for ever: `<booking id>@<host>`.
    pub uid: String,
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
    /// Name and address of who invites.
    pub organizer: (String, String),
    /// The address that the message comes from, where that is another: a
    /// calendar program else finds that somebody unknown speaks for the
    /// organizer (RFC 5545, 3.2.18; RFC 6047, 2.3).
    pub sent_by: Option<String>,
    /// Name and address of who booked.
    pub attendee: (String, String),
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
    let Invite { organizer, sent_by, attendee, .. } = invite;
    let mut content = Content::default();
    content.raw("BEGIN", "VCALENDAR");
    content.raw("VERSION", "2.0");
    content.text("PRODID", PRODUCT);
    content.raw("CALSCALE", "GREGORIAN");
    content.raw("METHOD", method);
    zone::write(&mut content, *timezone, local_time::to_local(*start, *timezone).year());
    content.raw("BEGIN", "VEVENT");
    content.text("UID", uid);
    content.raw("SEQUENCE", &sequence.to_string());
    content.utc("DTSTAMP", *stamp);
    content.utc("LAST-MODIFIED", *stamp);
    content.instant("DTSTART", *start, *timezone);
    content.instant("DTEND", *end, *timezone);
    content.text("SUMMARY", summary);
    content.text("DESCRIPTION", description);
    content.text("LOCATION", location);
    content.raw("URL", url);
    content.raw("STATUS", status);
    content.raw("TRANSP", "OPAQUE");
    let other = sent_by.as_ref().filter(|address| !address.eq_ignore_ascii_case(&organizer.1));
    let sent_by = other.map(|address| format!(";SENT-BY=\"mailto:{address}\"")).unwrap_or_default();
    content.party("ORGANIZER", &sent_by, (&organizer.0, &organizer.1));
    // Who booked has said yes by booking: nobody reads an answer.
    let role = ";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE";
    content.party("ATTENDEE", role, (&attendee.0, &attendee.1));
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
            sequence: 2,
            stamp: Instant::parse("2026-11-20T10:00:00Z").unwrap(),
            start,
            end: start.plus(chrono::TimeDelta::minutes(40)),
            timezone: BRUSSELS,
            summary: "Innoviris, ICAB".to_owned(),
            description: "Apportez votre projet ;\nsalle 2".to_owned(),
            location: "ICAB, Rue des Pères Blancs 4, 1040 Etterbeek".to_owned(),
            url: "https://permanence.example/b/abc".to_owned(),
            organizer: ("Innoviris".to_owned(), "adviser@innoviris.example".to_owned()),
            sent_by: Some("permanence@example.com".to_owned()),
            attendee: ("Zoé Maes".to_owned(), "zoe@example.com".to_owned()),
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
    fn an_hour_that_comes_twice_is_written_in_utc() {
        let before = unfolded(&request(&invite("2026-10-24T23:30:00Z")));
        assert!(before.contains("DTSTART;TZID=Europe/Brussels:20261025T013000\n"), "{before}");
        assert!(before.contains("DTEND:20261025T001000Z\n"), "02:10 for the first time: {before}");
        let second = unfolded(&request(&invite("2026-10-25T01:30:00Z")));
        assert!(second.contains("DTSTART:20261025T013000Z\n"), "{second}");
    }
}
