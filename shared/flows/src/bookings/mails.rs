//! Mails about a booking.

use domain::booking::effect::{BookingEffect, BookingStep};
use domain::booking::{Booking, BookingPerson, BookingRefusal, BookingStatus, REMIND_LAST};
use domain::catalogue::Catalogue;
use domain::ids::{AdviserId, AgencyId, BookingId};
use domain::notice::Wish;
use domain::permanence::Permanence;
use domain::sessions::Session;
use domain::{Instant, Text};
use mail::compose::{self, AgencyNews, AgencyTold, BookingMail, BookingNews, Other, PersonNews, PersonTold};
use mail::{CalendarPart, Message};
use store::link::{LinkPurpose, issue};
use store::repos::bookings::LoadedBooking;
use store::{Store, TableError};

use super::attended::nobody_at;
use super::calendar_part::{MailOfBooking, calendar_part, place, puts};
use super::free::{FreeSlot, nearest_free};
use super::successor::{line_of, successor};
use super::told;
use crate::effects::{Outcome, Task};

/// The mail of a booking's effect, as the booking stands when it leaves: a
/// reminder of what was cancelled or moved meanwhile says nothing, and one of a
/// time at which nobody is waits, for somebody may be found.
pub(super) async fn booking_mail(
    task: &Task<'_>,
    booking: &BookingId,
    effect: &BookingEffect,
) -> Result<Outcome, TableError> {
    let (store, now) = (task.store, task.store.now());
    let Some(LoadedBooking { booking, person: Some(person), .. }) = store.bookings().load(booking).await? else {
        return Ok(Outcome::Nothing);
    };
    let catalogue = store.catalogue().load().await?;
    let series = series(store, &booking).await?;
    let about =
        MailOfBooking { task, catalogue: &catalogue, booking: &booking, person: &person, series: series.as_ref() };
    let mail = match effect {
        BookingEffect::BookingMail(step) => match person_news(&booking, *step, now) {
            Some(news) => to_person(&about, told::to_person(store, &catalogue, &booking, news).await?).await?,
            None => None,
        },
        BookingEffect::BookingReminder { start } if still_to_come(&booking, *start, now) => {
            let nobody = match &series {
                Some(of) => nobody_at(store, &catalogue, (&booking, of)).await?,
                None => None,
            };
            let last = start.plus(-REMIND_LAST);
            if nobody.is_some() && now < last {
                return Ok(Outcome::Later(last));
            }
            let news = match nobody {
                None => PersonNews::Reminder,
                Some(BookingRefusal::AgencyClosed) => PersonNews::AgencyClosed,
                Some(_) => PersonNews::Unattended,
            };
            to_person(&about, news).await?
        }
        BookingEffect::BookingAgencyMail(step) => to_agency(&about, *step).await?,
        _ => None,
    };
    Ok(task.mail(mail))
}

async fn to_person(about: &MailOfBooking<'_>, step: PersonNews) -> Result<Option<Message>, TableError> {
    let Some(contact) = &about.person.contact else { return Ok(None) };
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
    let held = booking.status == BookingStatus::Booked;
    let movable = held && store.now() < booking.movable_until();
    let delivery = compose::Delivery {
        id: about.task.delivery.id.clone(),
        to: contact.email.clone(),
        to_name: compose::as_a_name(&contact.name),
        languages: contact.mail_languages(),
    };
    let calendar = puts(booking, step).and_then(|put| calendar_part(about, (put, None), &delivery, &link));
    let news = BookingNews::Person(PersonTold {
        step,
        movable_until: movable.then(|| booking.movable_until()),
        cancellable: held && store.now() < booking.slot.start,
        link,
        others: others.collect(),
        write_to: catalogue.agencies.get(&booking.agency).map(|agency| agency.email.to_string()).unwrap_or_default(),
        reason: why(about, step).await?,
    });
    Ok(mail(about, delivery, calendar, news).map(|mail| compose::booking(&mail)))
}

/// Why its session changed, where that was said: reads of [`line_of`] where it did.
async fn why(about: &MailOfBooking<'_>, step: PersonNews) -> Result<Option<Text>, TableError> {
    use PersonNews::{Carried, Lost, QueueCarried, QueueLost};
    if !matches!(step, Carried | Lost | QueueCarried | QueueLost) {
        return Ok(None);
    }
    let line = line_of(about.task.store, about.catalogue, about.booking).await?;
    let found = successor(about.booking, about.catalogue, line.iter().map(|series| &series.value));
    Ok(found.and_then(|(session, series)| said(session, series)))
}

/// What a session says of why it changed; that it is cancelled is no reason.
fn said(session: Session, series: &Permanence) -> Option<Text> {
    let differs = session.id.parts().and_then(|(_, day)| series.exception_on(day));
    match differs {
        Some(differs) if differs.cancelled => differs.reason.clone(),
        _ => session.reason,
    }
}

/// Its series, unless there is nothing to come to any more. One read.
async fn series(store: &Store, booking: &Booking) -> Result<Option<Permanence>, TableError> {
    let Some(permanence) = booking.slot.permanence().filter(|_| !booking.status.is_over()) else { return Ok(None) };
    Ok(store.permanences().load(&permanence).await?.map(|found| found.value))
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
        _ if booking.unconfirmed => None,
        BookingStep::Carried => Some(AgencyNews::Moved),
        BookingStep::Cancelled => Some(AgencyNews::Cancelled),
        BookingStep::Lost => Some(AgencyNews::Lost),
        BookingStep::HandedOn if booking.status.is_over() => Some(AgencyNews::Cancelled),
        BookingStep::HandedTo if booking.status.is_over() => None,
        BookingStep::HandedTo => Some(AgencyNews::HandedTo),
        BookingStep::HandedOn => Some(AgencyNews::HandedOn),
        _ => None,
    }
}

/// What the agency is told, unless it wishes not to be, or once a day.
async fn to_agency(about: &MailOfBooking<'_>, step: BookingStep) -> Result<Option<Message>, TableError> {
    let agency = about.catalogue.agencies.get(&about.booking.agency);
    let Some(agency) = agency.filter(|agency| agency.notices.is_none_or(|wish| wish == Wish::AtOnce)) else {
        return Ok(None);
    };
    let language = about.person.contact.as_ref().and_then(|contact| contact.language);
    let delivery = compose::Delivery {
        id: about.task.delivery.id.clone(),
        to: agency.email.clone(),
        to_name: Some(agency.short.clone()),
        languages: compose::languages_for_agency(language, &agency.languages),
    };
    to_office(about, step, delivery, None).await
}

/// The mail of a step to an adviser, as the booking stands when it leaves: it
/// stands in the adviser's calendar as long as the adviser is to be there. Four
/// reads, of what was given back a query more.
pub(crate) async fn mail_to_adviser(
    task: &Task<'_>,
    (id, step): (&BookingId, BookingStep),
    adviser: &AdviserId,
    delivery: compose::Delivery,
) -> Result<Option<Message>, TableError> {
    let Some(LoadedBooking { booking, person: Some(person), .. }) = task.store.bookings().load(id).await? else {
        return Ok(None);
    };
    let catalogue = task.store.catalogue().load().await?;
    let series = series(task.store, &booking).await?;
    let there = series.as_ref().is_some_and(|series| series.advisers.contains(adviser));
    if (step == BookingStep::HandedTo && !there) || (step == BookingStep::HandedOn && there) {
        // It changed hands again since, and they are told of that.
        return Ok(None);
    }
    let about =
        MailOfBooking { task, catalogue: &catalogue, booking: &booking, person: &person, series: series.as_ref() };
    let put = there && booking.status == BookingStatus::Booked;
    let link = task.url(&format!("/locations/{}", booking.location));
    let calendar = calendar_part(&about, (put, Some(&person)), &delivery, &link);
    to_office(&about, step, delivery, calendar).await
}

/// What those are told who are there. A read where advisers are named.
async fn to_office(
    about: &MailOfBooking<'_>,
    step: BookingStep,
    delivery: compose::Delivery,
    calendar: Option<CalendarPart>,
) -> Result<Option<Message>, TableError> {
    let (store, booking) = (about.task.store, about.booking);
    let Some(step) = agency_news(booking, step, store.now()) else { return Ok(None) };
    let step = told::to_office(store, booking, step).await?;
    let named = about.series.map_or(&[][..], |series| &series.advisers);
    let advisers = store.advisers().known(named).await?;
    let advisers = advisers.iter().map(|known| known.adviser().name.clone()).collect();
    let BookingPerson { contact, name: _, company, note } = about.person.clone();
    let link = about.task.url(&format!("/console/schedule/day?day={}", booking.slot.local_start.date()));
    let news = BookingNews::Agency(AgencyTold { step, contact, company, note, advisers, link });
    Ok(mail(about, delivery, calendar, news).map(|mail| compose::booking(&mail)))
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
        BookingStep::HandedTo | BookingStep::HandedOn => return None,
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
    let moved = matches!(
        news,
        BookingNews::Person(PersonTold { step: PersonNews::Moved | PersonNews::Carried, .. })
            | BookingNews::Agency(AgencyTold { step: AgencyNews::Moved, .. })
    );
    Some(BookingMail {
        delivery,
        booking: booking.id.clone(),
        agency: name(about.catalogue, &booking.agency),
        place: place(about.catalogue, booking)?,
        room: about.series.and_then(|series| series.room.clone()),
        start: booking.slot.start,
        end: booking.slot.end,
        was: booking.moved_from.filter(|was| moved && *was != booking.slot.start),
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
