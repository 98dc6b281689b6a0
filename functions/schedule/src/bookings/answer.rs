//! A booking as it is answered.

use domain::booking::{Booking, BookingPerson};
use domain::contact::Contact;
use domain::{Instant, local_time};
use serde::Serialize;
use store::repos::bookings::LoadedBooking;
use utoipa::ToSchema;
use web::views::HistoryView;

/// Whose booking it is.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = BookingContact)]
pub(crate) struct ContactView {
    /// Name.
    name: String,
    /// E-mail address.
    email: String,
    /// Phone.
    phone: Option<String>,
    /// `fr`, `nl`, `en`, or null.
    #[schema(value_type = Option<String>)]
    language: Option<domain::Language>,
}

/// A booking.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Booking)]
pub(crate) struct BookingView {
    /// Id.
    id: String,
    /// `waiting`, `offered`, `booked`, `cancelled`, `attended` or `missed`.
    status: &'static str,
    /// The session.
    session: String,
    /// The slot's local start.
    #[schema(example = "2026-11-24T10:15")]
    slot: String,
    /// When it begins.
    #[schema(value_type = String, format = DateTime)]
    start: Instant,
    /// When it is over.
    #[schema(value_type = String, format = DateTime)]
    end: Instant,
    /// IANA zone of the place.
    timezone: String,
    /// Who comes.
    agency: String,
    /// Where.
    location: String,
    /// What it is about; null for a host where it answers confidential kinds of need only.
    service: Option<String>,
    /// The need that it follows from; null for a host.
    need: Option<String>,
    /// Until when an offered seat is kept.
    #[schema(value_type = Option<String>, format = DateTime)]
    offered_until: Option<Instant>,
    /// Whether somebody came without having booked.
    walk_in: bool,
    /// The company.
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<String>,
    /// The name of somebody who walked in and left no address.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// Whose it is; not in the answer to a creation, nor once it is erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<ContactView>,
    /// What the person wrote.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    changed_at: Instant,
    /// What happened, oldest first; for staff, of a single booking.
    #[serde(skip_serializing_if = "Option::is_none")]
    history: Option<Vec<HistoryView>>,
}

impl BookingView {
    /// Without its person: what is kept to be answered again holds no personal
    /// data.
    pub(crate) fn bare(booking: &Booking) -> Self {
        let slot = &booking.slot;
        Self {
            id: booking.id.to_string(),
            status: booking.status.code(),
            session: slot.session.to_string(),
            slot: local_time::format(slot.local_start),
            start: slot.start,
            end: slot.end,
            timezone: slot.timezone.name().to_owned(),
            agency: booking.agency.to_string(),
            location: booking.location.to_string(),
            service: booking.service.as_ref().map(ToString::to_string),
            need: booking.need.as_ref().map(ToString::to_string),
            offered_until: booking.offered_until,
            walk_in: booking.walk_in,
            member: None,
            name: None,
            contact: None,
            note: None,
            created_at: booking.created_at,
            changed_at: booking.changed_at,
            history: None,
        }
    }

    /// For whoever may see all of it.
    pub(crate) fn whole(found: &LoadedBooking) -> Self {
        let nobody = BookingPerson { contact: None, name: None, company: None, note: None };
        let BookingPerson { contact, name, company, note } = found.person.clone().unwrap_or(nobody);
        let contact = contact.map(|Contact { name, email, phone, language }| ContactView {
            name,
            email: email.to_string(),
            phone,
            language,
        });
        Self { member: company, name, contact, note, ..Self::bare(&found.booking) }
    }

    /// With what happened to it.
    pub(crate) fn told(found: &LoadedBooking, history: Vec<HistoryView>) -> Self {
        Self { history: Some(history), ..Self::whole(found) }
    }
}
