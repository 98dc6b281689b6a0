//! Who invites whom in a message about a booking or a session.

use crate::content::Content;

/// Who invites whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parties {
    /// Name and address of who invites.
    pub organizer: (String, String),
    /// The address that the message comes from, where that is another: a
    /// calendar program else finds that somebody unknown speaks for the
    /// organizer (RFC 5545, 3.2.18; RFC 6047, 2.3).
    pub sent_by: Option<String>,
    /// Name and address of who booked, or is to be there.
    pub attendee: (String, String),
}

impl Parties {
    pub(crate) fn write(&self, content: &mut Content) {
        let Self { organizer, sent_by, attendee } = self;
        let other = sent_by.as_ref().filter(|address| !address.eq_ignore_ascii_case(&organizer.1));
        let sent_by = other.map(|address| format!(";SENT-BY=\"mailto:{address}\"")).unwrap_or_default();
        content.party("ORGANIZER", &sent_by, (&organizer.0, &organizer.1));
        // Who booked has said yes by booking: nobody reads an answer.
        let role = ";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE";
        content.party("ATTENDEE", role, (&attendee.0, &attendee.1));
    }
}
