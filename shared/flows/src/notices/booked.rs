//! What the lines of a morning say of appointments.

use std::collections::BTreeMap;

use domain::booking::effect::BookingStep;
use domain::booking::{Booking, BookingPerson, BookingStatus};
use domain::ids::{AdviserId, BookingId, PermanenceId};
use domain::notice::{Reader, Stood};
use store::repos::notices::Line;
use store::{Store, TableError};

use super::handed::stands;
use super::readers::Addressee;

/// What the lines come to, the next first: when, what happened, and who comes,
/// for those who read that. One that was made and given back since is none, nor
/// is one that was handed to them and on. A read for fifty bookings; for an
/// adviser of whose sessions some changed hands, one for each of their series.
pub(super) async fn booked(
    store: &Store,
    to: &Addressee,
    lines: &[Line],
) -> Result<Vec<(Stood, BookingStep, Option<String>)>, TableError> {
    let mut first: BTreeMap<BookingId, BookingStep> = BTreeMap::new();
    for line in lines {
        if let (Some(id), Some(step)) = (line.booking(), line.step) {
            first.entry(id).or_insert(step);
        }
    }
    let is_handed = |line: &Line| matches!(line.step, Some(BookingStep::HandedTo | BookingStep::HandedOn));
    let handed: Vec<BookingId> = lines.iter().filter(|line| is_handed(line)).filter_map(Line::booking).collect();
    let ids: Vec<BookingId> = first.keys().cloned().collect();
    let found = store.bookings().load_many(&ids).await?;
    let now = store.now();
    let mut rota = Rota { store, held: BTreeMap::new() };
    let mut all = Vec::new();
    for found in found.into_iter().flatten().filter(|found| now < found.booking.slot.end) {
        let booking = &found.booking;
        let Some(mut step) = first.get(&booking.id).copied() else { continue };
        if let Reader::Adviser(adviser) = &to.reader
            && handed.contains(&booking.id)
        {
            let there = rota.is_there(booking, adviser).await?;
            let Some(now) = stands(step, there, booking) else { continue };
            step = now;
        }
        let Some(step) = came_to(step, booking.status) else { continue };
        let name = |person: &BookingPerson| {
            person.company.clone().or_else(|| person.contact.as_ref().map(|contact| contact.name.clone()))
        };
        let who = found.person.as_ref().filter(|_| to.reads_names()).and_then(name);
        all.push((stood_of(booking), step, who));
    }
    all.sort_by_key(|(stood, _, _)| stood.start);
    Ok(all)
}

/// Who is at the sessions of some series, each read once.
struct Rota<'a> {
    store: &'a Store,
    held: BTreeMap<PermanenceId, Vec<AdviserId>>,
}

impl Rota<'_> {
    async fn is_there(&mut self, booking: &Booking, adviser: &AdviserId) -> Result<bool, TableError> {
        let Some(series) = booking.slot.permanence() else { return Ok(false) };
        if !self.held.contains_key(&series) {
            let found = self.store.permanences().load(&series).await?;
            self.held.insert(series.clone(), found.map(|found| found.value.advisers).unwrap_or_default());
        }
        Ok(self.held.get(&series).is_some_and(|advisers| advisers.contains(adviser)))
    }
}

/// What a booking came to that began with a step.
pub(super) const fn came_to(first: BookingStep, status: BookingStatus) -> Option<BookingStep> {
    match (first, status) {
        (BookingStep::Made | BookingStep::HandedTo, BookingStatus::Cancelled) => None,
        (_, BookingStatus::Cancelled) => Some(BookingStep::Cancelled),
        (first, BookingStatus::Booked) => Some(first),
        _ => None,
    }
}

/// When and where it is, or was.
pub(super) fn stood_of(booking: &Booking) -> Stood {
    Stood {
        start: booking.slot.start,
        end: booking.slot.end,
        timezone: booking.slot.timezone,
        agency: booking.agency.clone(),
        location: booking.location.clone(),
        room: None,
    }
}
