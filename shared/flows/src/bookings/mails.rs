//! Mails about a booking.

use calendar::Parties;
use domain::booking::effect::{BookingEffect, BookingStep};
use domain::booking::{Booking, BookingPerson, BookingStatus};
use domain::catalogue::Catalogue;
use domain::ids::{AgencyId, BookingId};
use domain::language::Language;
use domain::notice::Wish;
use domain::{Instant, Text};
use mail::compose::{self, AgencyNews, BookingMail, BookingNews, Other, PersonNews, Place};
use mail::{CalendarPart, Message};
use store::link::{LinkPurpose, issue};
use store::repos::bookings::LoadedBooking;
use store::{Store, TableError};

use super::free::{FreeSlot, nearest_free};
use crate::effects::Task;

/// What a mail about a booking is rendered from.
struct MailOfBooking<'a> {
    task: &'a Task<'a>,
    catalogue: &'a Catalogue,
    booking: &'a Booking,
    person: &'a BookingPerson,
    /// Where in the place, as it stands when the mail leaves.
    room: Option<String>,
}

/// The mail of a booking's effect, as the booking stands when it leaves: a
/// reminder of what was cancelled or moved meanwhile says nothing.
pub(super) async fn booking_mail(
    task: &Task<'_>,
    booking: &BookingId,
    effect: &BookingEffect,
) -> Result<Option<Message>, TableError> {
    let Some(LoadedBooking { booking, person: Some(person), .. }) = task.store.bookings().load(booking).await? else {
        return Ok(None);
    };
    let catalogue = task.store.catalogue().load().await?;
    let room = room(task.store, &booking).await?;
    let about = MailOfBooking { task, catalogue: &catalogue, booking: &booking, person: &person, room };
    match effect {
        BookingEffect::BookingMail(step) => {
            let news = person_news(&booking, *step, task.store.now());
            to_person(&about, news).await
        }
        BookingEffect::BookingReminder { start } => {
            let still = still_to_come(&booking, *start, task.store.now());
            to_person(&about, still.then_some(PersonNews::Reminder)).await
        }
        BookingEffect::BookingAgencyMail(step) => Ok(to_agency(&about, *step)),
        _ => Ok(None),
    }
}

async fn to_person(about: &MailOfBooking<'_>, step: Option<PersonNews>) -> Result<Option<Message>, TableError> {
    let (Some(step), Some(contact)) = (step, &about.person.contact) else { return Ok(None) };
    let MailOfBooking { task, catalogue, booking, .. } = about;
    let store = task.store;
    let over = booking.status == BookingStatus::Cancelled || step == PersonNews::Missed;
    let gave_up = matches!(step, PersonNews::Cancelled | PersonNews::QueueLeft);
    let others: Vec<FreeSlot> = if over && !gave_up {
        nearest_free(store, catalogue, &booking.agency, &booking.location).await?
    } else {
        Vec::new()
    };
    let others = others
        .into_iter()
        .map(|slot| Other { local_start: slot.local_start, place: place_name(catalogue, &slot.location) });
    let link = if over {
        task.url(&format!("/locations/{}", booking.location))
    } else {
        let token = issue(store.secrets(), LinkPurpose::Booking, booking.id.as_str(), booking.link_generation);
        task.url(&format!("/b/{token}"))
    };
    let changeable = booking.status == BookingStatus::Booked && store.now() < booking.changeable_until();
    let delivery = compose::Delivery {
        id: about.task.delivery.id.clone(),
        to: contact.email.clone(),
        to_name: compose::as_a_name(&contact.name),
        languages: contact.mail_languages(),
    };
    let calendar = calendar_part(about, step, &delivery, &link);
    let news = BookingNews::Person {
        step,
        changeable_until: changeable.then(|| booking.changeable_until()),
        link,
        others: others.collect(),
    };
    Ok(mail(about, delivery, calendar, news).map(|mail| compose::booking(&mail)))
}

/// The part that calendars act on: a request for what is booked, a
/// cancellation for what was.
fn calendar_part(
    about: &MailOfBooking<'_>,
    step: PersonNews,
    delivery: &compose::Delivery,
    link: &str,
) -> Option<CalendarPart> {
    let booking = about.booking;
    let put = match step {
        PersonNews::Made | PersonNews::Moved | PersonNews::Carried => booking.status == BookingStatus::Booked,
        PersonNews::Cancelled | PersonNews::Lost => false,
        _ => return None,
    };
    // What never stood in a calendar is not taken out of it.
    if !put && booking.status != BookingStatus::Cancelled {
        return None;
    }
    let language = delivery.languages.first().copied().unwrap_or(Language::Fr);
    let agency = name(about.catalogue, &booking.agency);
    let place = place(about.catalogue, booking)?;
    let service = booking.service.as_ref().and_then(|id| about.catalogue.services.get(id));
    let invite = calendar::Invite {
        uid: format!("{}@{}", booking.id, about.task.host()),
        recurrence: None,
        sequence: booking.sequence,
        stamp: booking.changed_at,
        start: booking.slot.start,
        end: booking.slot.end,
        timezone: booking.slot.timezone,
        summary: format!("{agency} · {}", place.name),
        description: service.map(|service| service.name.get(language).to_owned()).unwrap_or_default(),
        location: match &about.room {
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

/// The room of its session, unless there is nothing to come to any more. One
/// read.
async fn room(store: &Store, booking: &Booking) -> Result<Option<String>, TableError> {
    let Some(permanence) = booking.slot.permanence().filter(|_| !booking.status.is_over()) else { return Ok(None) };
    Ok(store.permanences().load(&permanence).await?.and_then(|found| found.value.room))
}

/// Whether a mail of a booking would tell something, as the booking stands.
pub(super) fn says_something(booking: &Booking, person: &BookingPerson, effect: &BookingEffect, now: Instant) -> bool {
    match effect {
        BookingEffect::BookingMail(step) => person.contact.is_some() && person_news(booking, *step, now).is_some(),
        BookingEffect::BookingReminder { start } => person.contact.is_some() && still_to_come(booking, *start, now),
        BookingEffect::BookingAgencyMail(step) => agency_news(booking, *step, now).is_some(),
        _ => true,
    }
}

fn still_to_come(booking: &Booking, start: Instant, now: Instant) -> bool {
    booking.status == BookingStatus::Booked && booking.slot.start == start && now < start
}

/// What the agency is told of what is still to come.
fn agency_news(booking: &Booking, step: BookingStep, now: Instant) -> Option<AgencyNews> {
    match step {
        _ if booking.slot.end <= now => None,
        BookingStep::Made => Some(AgencyNews::Made),
        BookingStep::Moved => Some(AgencyNews::Moved),
        // What never was an appointment was not told.
        BookingStep::Cancelled if !booking.unconfirmed => Some(AgencyNews::Cancelled),
        _ => None,
    }
}

/// What the agency is told, unless it wishes not to be, or once a day.
fn to_agency(about: &MailOfBooking<'_>, step: BookingStep) -> Option<Message> {
    let agency = about.catalogue.agencies.get(&about.booking.agency)?;
    if agency.notices.is_some_and(|wish| wish != Wish::AtOnce) {
        return None;
    }
    let language = about.person.contact.as_ref().and_then(|contact| contact.language);
    let delivery = compose::Delivery {
        id: about.task.delivery.id.clone(),
        to: agency.email.clone(),
        to_name: Some(agency.short.clone()),
        languages: compose::languages_for_agency(language, &agency.languages),
    };
    to_office(about, step, delivery)
}

/// The mail of a step to one of those who are there, as the booking stands when
/// it leaves. Three reads.
pub(crate) async fn mail_to_adviser(
    task: &Task<'_>,
    id: &BookingId,
    step: BookingStep,
    delivery: compose::Delivery,
) -> Result<Option<Message>, TableError> {
    let Some(LoadedBooking { booking, person: Some(person), .. }) = task.store.bookings().load(id).await? else {
        return Ok(None);
    };
    let catalogue = task.store.catalogue().load().await?;
    let room = room(task.store, &booking).await?;
    let about = MailOfBooking { task, catalogue: &catalogue, booking: &booking, person: &person, room };
    Ok(to_office(&about, step, delivery))
}

/// What those are told who are there.
fn to_office(about: &MailOfBooking<'_>, step: BookingStep, delivery: compose::Delivery) -> Option<Message> {
    let step = agency_news(about.booking, step, about.task.store.now())?;
    let BookingPerson { contact, name: _, company, note } = about.person.clone();
    let news = BookingNews::Agency { step, contact, company, note };
    mail(about, delivery, None, news).map(|mail| compose::booking(&mail))
}

/// What the person is told, unless something later made it untrue: an
/// appointment that was over before its mail could leave is told as missed, and
/// whoever waits for a slot that began is told that by the end of the wait.
fn person_news(booking: &Booking, step: BookingStep, now: Instant) -> Option<PersonNews> {
    let over = booking.status == BookingStatus::Cancelled;
    let queue = booking.unconfirmed;
    let (begun, past) = (booking.slot.start <= now, booking.slot.end <= now);
    let news = match step {
        BookingStep::Waiting | BookingStep::Carried if queue && begun => return None,
        BookingStep::Made | BookingStep::Moved | BookingStep::Carried if past => PersonNews::Missed,
        BookingStep::Made => PersonNews::Made,
        BookingStep::Moved => PersonNews::Moved,
        BookingStep::Carried if queue => PersonNews::QueueCarried,
        BookingStep::Carried => PersonNews::Carried,
        BookingStep::Waiting => PersonNews::Waiting,
        BookingStep::Offered if booking.status != BookingStatus::Offered || booking.kept_until(now) <= now => {
            return None;
        }
        BookingStep::Offered => PersonNews::Offered { until: booking.kept_until(now) },
        BookingStep::LinkRenewed => PersonNews::LinkRenewed,
        BookingStep::QueueEnded => return over.then_some(PersonNews::QueueEnded),
        BookingStep::Cancelled if queue => return over.then_some(PersonNews::QueueLeft),
        BookingStep::Cancelled => return over.then_some(PersonNews::Cancelled),
        BookingStep::Lost if queue => return over.then_some(PersonNews::QueueLost),
        BookingStep::Lost => return over.then_some(PersonNews::Lost),
        BookingStep::Lapsed => return over.then_some(PersonNews::Lapsed),
    };
    (!over).then_some(news)
}

fn mail(
    about: &MailOfBooking<'_>,
    delivery: compose::Delivery,
    calendar: Option<CalendarPart>,
    news: BookingNews,
) -> Option<BookingMail> {
    let booking = about.booking;
    Some(BookingMail {
        delivery,
        booking: booking.id.clone(),
        agency: name(about.catalogue, &booking.agency),
        place: place(about.catalogue, booking)?,
        room: about.room.clone(),
        start: booking.slot.start,
        end: booking.slot.end,
        timezone: booking.slot.timezone,
        service: booking
            .service
            .as_ref()
            .and_then(|id| about.catalogue.services.get(id))
            .map(|service| service.name.clone()),
        calendar,
        news,
    })
}

fn name(catalogue: &Catalogue, agency: &AgencyId) -> String {
    catalogue.agency_name(agency).to_owned()
}

fn place_name(catalogue: &Catalogue, id: &domain::ids::LocationId) -> String {
    catalogue.place_name(id).to_owned()
}

fn place(catalogue: &Catalogue, booking: &Booking) -> Option<Place> {
    let place = catalogue.locations.get(&booking.location)?;
    let town = catalogue.municipalities.get(&place.nis).map(|municipality| &municipality.name);
    let address = |language: Language| {
        let town = town.map_or("", |town| town.get(language));
        format!("{}, {} {town}", place.address.get(language), place.postcode).trim().to_owned()
    };
    let address = Text::new(address(Language::Fr), address(Language::Nl), address(Language::En));
    Some(Place { name: place.name.clone(), address })
}
