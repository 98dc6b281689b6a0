//! What a mail about a booking is rendered from, and the part of it that
//! calendars act on. One booking has one name in every calendar, its person's and
//! its advisers', also in those that programs subscribe to.

use calendar::Parties;
use domain::booking::{Booking, BookingPerson, BookingStatus};
use domain::catalogue::Catalogue;
use domain::language::Language;
use domain::permanence::Permanence;
use mail::CalendarPart;
use mail::compose::{self, PersonNews, Place};

use crate::effects::Task;

/// What a mail about a booking is rendered from.
pub(super) struct MailOfBooking<'a> {
    pub(super) task: &'a Task<'a>,
    pub(super) catalogue: &'a Catalogue,
    pub(super) booking: &'a Booking,
    pub(super) person: &'a BookingPerson,
    /// Its series as it stands when the mail leaves; absent where there is nothing
    /// to come to any more.
    pub(super) series: Option<&'a Permanence>,
}

/// Whether a step puts the booking into its person's calendar or takes it out;
/// `None`: neither.
pub(super) fn puts(booking: &Booking, step: PersonNews) -> Option<bool> {
    let put = match step {
        PersonNews::Made | PersonNews::Moved | PersonNews::Carried => booking.status == BookingStatus::Booked,
        PersonNews::Cancelled | PersonNews::CalledOff { .. } | PersonNews::Lost => false,
        _ => return None,
    };
    // What never stood in a calendar is not taken out of it.
    (put || booking.status == BookingStatus::Cancelled).then_some(put)
}

/// A request for what is booked, a cancellation for what was. An adviser reads
/// who comes, by name, in place of whom they come to.
pub(super) fn calendar_part(
    about: &MailOfBooking<'_>,
    (put, who_comes): (bool, Option<&BookingPerson>),
    delivery: &compose::Delivery,
    link: &str,
) -> Option<CalendarPart> {
    let booking = about.booking;
    let language = delivery.languages.first().copied().unwrap_or(Language::Fr);
    let agency = about.catalogue.agency_name(&booking.agency).to_owned();
    let place = place(about.catalogue, booking)?;
    let service = booking.service.as_ref().and_then(|id| about.catalogue.services.get(id));
    let mut lines: Vec<String> = service.map(|service| service.name.get(language).to_owned()).into_iter().collect();
    lines.extend(who_comes.and_then(|person| person.note.clone()));
    let names = who_comes.map(|person| {
        let name = person.contact.as_ref().map(|contact| contact.name.as_str()).or(person.name.as_deref());
        let names: Vec<&str> = [person.company.as_deref(), name].into_iter().flatten().collect();
        names.join(" · ")
    });
    let names = names.filter(|names| !names.is_empty()).unwrap_or_else(|| agency.clone());
    // Whose it is may have changed since, which is no change of the booking.
    let stamp = match who_comes {
        Some(_) => booking.changed_at.max(about.task.delivery.created_at),
        None => booking.changed_at,
    };
    let invite = calendar::Invite {
        uid: format!("{}@{}", booking.id, about.task.host()),
        recurrence: None,
        sequence: booking.sequence,
        stamp,
        start: booking.slot.start,
        end: booking.slot.end,
        timezone: booking.slot.timezone,
        summary: format!("{names} · {}", place.name),
        description: lines.join("\n"),
        location: match about.series.and_then(|series| series.room.as_ref()) {
            Some(room) => format!("{}, {} ({room})", place.name, place.address.get(language)),
            None => format!("{}, {}", place.name, place.address.get(language)),
        },
        url: link.to_owned(),
        parties: Parties {
            organizer: (agency, about.catalogue.agencies.get(&booking.agency)?.email.as_str().to_owned()),
            sent_by: about.task.from.map(str::to_owned),
            attendee: (
                delivery.to_name.clone().unwrap_or_else(|| delivery.to.to_string()),
                delivery.to.as_str().to_owned(),
            ),
        },
    };
    Some(if put {
        CalendarPart { method: "REQUEST".to_owned(), ics: calendar::request(&invite) }
    } else {
        CalendarPart { method: "CANCEL".to_owned(), ics: calendar::cancel(&invite) }
    })
}

/// The booking's place, with its address.
pub(super) fn place(catalogue: &Catalogue, booking: &Booking) -> Option<Place> {
    catalogue.locations.get(&booking.location).map(|place| Place::of(catalogue, place))
}
