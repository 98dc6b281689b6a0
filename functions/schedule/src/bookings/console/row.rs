//! A row of the day: its time, who comes, where that stands, what can be done.

use domain::booking::{Booking, BookingStatus};
use domain::sessions::{Session, Slot};
use domain::{Instant, Language, local_time};
use maud::{Markup, html};
use store::repos::bookings::LoadedBooking;
use web::{StaffMember, format, ui};

use crate::bookings::pages::badge;
use crate::{word, word_with};

/// Somebody who comes, waits or came.
pub(super) fn booked(staff: &StaffMember, language: Language, now: Instant, found: &LoadedBooking) -> Markup {
    let booking = &found.booking;
    let person = found.person.as_ref();
    let contact = person.and_then(|person| person.contact.as_ref());
    let left = person.and_then(|person| person.name.clone());
    let name = contact.map(|contact| contact.name.clone()).or(left).unwrap_or_else(|| word(language, "day-nobody"));
    html! {
        li {
            strong class="desk-time" { (format::time(booking.slot.local_start.time())) }
            div class="desk-who" {
                p {
                    strong { (name) }
                    @if let Some(company) = person.and_then(|person| person.company.as_ref()) { " · " (company) }
                }
                @if let Some(contact) = contact {
                    p class="soft" {
                        a href={ "mailto:" (contact.email.as_str()) } { (contact.email) }
                        @if let Some(phone) = &contact.phone { " · " (phone) }
                    }
                }
                @if let Some(note) = person.and_then(|person| person.note.as_ref()) { p class="desk-note" { (note) } }
            }
            p class="desk-state" {
                (badge(language, booking.status))
                @if booking.walk_in { " " (ui::badge(ui::Tone::Sky, ui::Icon::Dot, &word(language, "day-walked-in"))) }
            }
            (buttons(staff, language, now, booking, &name))
        }
    }
}

/// The seats of a slot that nobody holds and, while it is to come, the way to book
/// one for somebody or, where none is left, to put them into its queue.
pub(super) fn left(language: Language, now: Instant, session: &Session, slot: &Slot, seats: u32) -> Markup {
    let (is_to_come, time) = (now < slot.start, format::time(slot.local_start.time()));
    let book = format!("/console/schedule/book?session={}&slot={}", session.id, local_time::format(slot.local_start));
    let (words, path, action) = if seats > 0 {
        (word_with(language, "day-free", &[("n", seats.into())]), book, "day-book")
    } else {
        (word(language, "book-full"), format!("{book}&waiting=true"), "day-queue")
    };
    html! {
        @if is_to_come || seats > 0 {
            li class="desk-free" {
                strong class="desk-time" { (time) }
                p class="desk-who soft" { (words) }
                @if is_to_come {
                    a class="desk-do" href=(path) { (word(language, action)) span class="hidden" { (format::colon(language)) (time) } }
                }
            }
        }
    }
}

fn buttons(staff: &StaffMember, language: Language, now: Instant, booking: &Booking, name: &str) -> Markup {
    let path = format!("/console/schedule/bookings/{}", booking.id);
    let button = |key: &str, action: &str| {
        html! {
            button class="button secondary" type="submit" name="action" value=(action) {
                (word(language, key)) span class="hidden" { (format::colon(language)) (name) }
            }
        }
    };
    let held = matches!(booking.status, BookingStatus::Booked | BookingStatus::Attended | BookingStatus::Missed);
    let noted = held && !booking.walk_in && booking.slot.start <= now;
    let open = matches!(booking.status, BookingStatus::Booked | BookingStatus::Waiting | BookingStatus::Offered);
    let to_come = open && now < booking.slot.start;
    let day = |at: Instant| local_time::to_local(at, booking.slot.timezone).date();
    let undone =
        booking.walk_in && booking.status == BookingStatus::Attended && day(now) == booking.slot.local_start.date();
    html! {
        @if noted || to_come || undone {
            div class="desk-do" {
                (ui::form(&path, &staff.csrf, html! {
                    p class="actions" {
                        @if to_come {
                            a href={ (path) "/move" } { (word(language, "day-move")) span class="hidden" { (format::colon(language)) (name) } }
                        }
                        @if undone { (button("day-take-back", "cancel")) }
                        @if noted && booking.status != BookingStatus::Attended { (button("day-attended", "attended")) }
                        @if noted && booking.status != BookingStatus::Missed { (button("day-missed", "missed")) }
                        @if to_come { (button("day-cancel", "cancel")) }
                    }
                }))
            }
        }
    }
}
