//! What a booking's own page shows.

use axum::response::Response;
use domain::booking::{Booking, BookingRefusal, BookingStatus};
use domain::catalogue::Catalogue;
use domain::{Language, local_time};
use flows::bookings::FreeSlot;
use http::StatusCode;
use maud::{Markup, html};
use store::repos::bookings::LoadedBooking;
use web::page::Page;
use web::ui::{self, button, button_danger, card, form, hidden, warning};
use web::{Context, Reply, Visit, format};

use crate::bookings::entry::Why;
use crate::{LOCALES, word, word_with};

/// The page of a link that holds; `why` is why what was pressed was not done. Two
/// reads.
pub(super) async fn page(
    context: &Context,
    visit: &Visit,
    token: &str,
    found: &LoadedBooking,
    why: Option<Why>,
) -> Reply {
    let language = visit.language;
    let catalogue = context.store.catalogue().load().await?;
    let booking = &found.booking;
    let past = is_past(context, booking);
    let room = match booking.slot.permanence().filter(|_| !past && !booking.status.is_over()) {
        Some(permanence) => context.store.permanences().load(&permanence).await?.and_then(|of| of.value.room),
        None => None,
    };
    let body = html! {
        div class="narrow stack" {
            @match &why {
                Some(Why::Rule(refusal)) => (warning(refusal.text(language))),
                Some(Why::Taken(others)) => (taken(language, &catalogue, token, others)),
                None => {},
            }
            (card(&word(language, "own-booking"), html! {
                (stands(language, booking, past))
                (facts(language, &catalogue, found, room.as_deref()))
            }))
            (actions(context, language, &catalogue, token, (booking, why.as_ref())))
        }
    };
    let done = visit.notice_in(&LOCALES, "own-done");
    let page = Page::task(visit).title(&word(language, "own-booking-title")).private().notice(done);
    Ok(if why.is_some() { page.status(StatusCode::CONFLICT) } else { page }.render(body))
}

/// The page of a link that a newer one replaced.
pub(super) fn voided(visit: &Visit, token: &str) -> Response {
    let language = visit.language;
    let sent = visit.done.as_deref() == Some("link");
    let body = html! {
        section class="card" {
            @if sent { p { (word(language, "own-done-link")) } } @else {
                p { (word(language, "own-voided-what")) }
                (form(&format!("/b/{token}"), "", html! {
                    (hidden("action", "new_link")) (button(&word(language, "own-new-link")))
                }))
            }
        }
    };
    let page = Page::task(visit).title(&word(language, "own-voided")).private();
    page.status(if sent { StatusCode::OK } else { StatusCode::GONE }).render(body)
}

fn facts(language: Language, catalogue: &Catalogue, found: &LoadedBooking, room: Option<&str>) -> Markup {
    let booking = &found.booking;
    let slot = &booking.slot;
    let end = local_time::to_local(slot.end, slot.timezone).time();
    let day = format::day_long(language, slot.local_start.date());
    let when = format!("{day}, {}", format::time_range(language, slot.local_start.time(), end));
    let place = catalogue.locations.get(&booking.location);
    let agency = catalogue.agency_name(&booking.agency);
    let about = booking.service.as_ref().and_then(|id| catalogue.services.get(id));
    let person = found.person.as_ref();
    let contact = person.and_then(|person| person.contact.as_ref());
    html! {
        (ui::definitions(&[
            (&word(language, "own-when"), Some(html! { strong { (when) } })),
            (&word(language, "own-where"), place.map(|place| html! {
                a href={ "/locations/" (place.id) } { (place.name) } ", " (catalogue.address(place).get(language))
            })),
            (&word(language, "own-room"), room.map(|room| html! { (room) })),
            (&word(language, "own-with"), Some(html! { (agency) })),
            (&word(language, "own-about"), about.map(|service| html! { (service.name.get(language)) })),
            (&word(language, "book-company"), person.and_then(|person| person.company.as_ref()).map(|company| html! { (company) })),
            (&word(language, "book-name"), contact.map(|contact| html! { (contact.name) })),
            (&word(language, "book-note"), person.and_then(|person| person.note.as_ref()).map(|note| html! { (note) })),
        ]))
    }
}

/// Where it stands; of one whose time is over that it is, and whether its person
/// came, as far as that is known.
fn stands(language: Language, booking: &Booking, past: bool) -> Markup {
    let status = booking.status;
    let over = match status {
        BookingStatus::Attended => "own-past-attended",
        BookingStatus::Missed => "own-past-missed",
        _ => "own-past-what",
    };
    html! {
        @if past && !status.is_over() {
            p { (ui::badge(ui::Tone::Plain, ui::Icon::Clock, &word(language, "own-past"))) }
        } @else {
            p { (badge(language, status)) }
        }
        @if past { p { (word(language, over)) } }
        @else if let (BookingStatus::Offered, Some(until)) = (status, booking.offered_until) {
            p { (word_with(language, "own-offered-until", &[("until", format::instant(language, until).into())])) }
        }
    }
}

/// Whether its time is over. One that was given back has none.
fn is_past(context: &Context, booking: &Booking) -> bool {
    booking.status != BookingStatus::Cancelled && booking.slot.end <= context.store.now()
}

/// Where a booking stands, with an icon and a word.
pub(crate) fn badge(language: Language, status: BookingStatus) -> Markup {
    use ui::{Icon, Tone};
    let (tone, icon) = match status {
        BookingStatus::Booked | BookingStatus::Attended => (Tone::Green, Icon::Check),
        BookingStatus::Waiting => (Tone::Sky, Icon::Clock),
        BookingStatus::Offered => (Tone::Amber, Icon::Clock),
        BookingStatus::Cancelled => (Tone::Plain, Icon::Cross),
        BookingStatus::Missed => (Tone::Red, Icon::Cross),
    };
    ui::badge(tone, icon, &word(language, &format!("booking-{}", status.code())))
}

fn actions(
    context: &Context,
    language: Language,
    catalogue: &Catalogue,
    token: &str,
    (booking, why): (&Booking, Option<&Why>),
) -> Markup {
    let path = format!("/b/{token}");
    let again = format!("/book?location={}&agency={}", booking.location, booking.agency);
    if booking.status.is_over() || is_past(context, booking) {
        return html! { p { a class="button" href=(again) { (word(language, "own-again")) } } };
    }
    let agency = catalogue.agencies.get(&booking.agency).map(|agency| agency.email.to_string());
    let written = html! { @if let Some(address) = agency { " " a href={ "mailto:" (address) } { (address) } } };
    if booking.slot.start <= context.store.now() {
        return html! { p class="soft" { (word(language, "own-begun")) (written) } };
    }
    let movable = movable(context, booking);
    let (give_up, what) = match booking.status {
        BookingStatus::Waiting => ("own-leave", "own-leave-what"),
        BookingStatus::Offered => ("own-decline", "own-decline-what"),
        _ => ("own-cancel", "own-cancel-what"),
    };
    html! {
        @if booking.status == BookingStatus::Offered {
            (form(&path, "", html! { (hidden("action", "take_offer")) (button(&word(language, "own-take"))) }))
        }
        @if booking.status == BookingStatus::Booked && movable {
            p { a class="button" href={ (path) "/move" } { (word(language, "own-move")) } }
            p class="soft" {
                (word_with(language, "own-until", &[("until", format::instant(language, booking.movable_until()).into())]))
            }
        }
        @if !movable {
            p class="soft" {
                @if !matches!(why, Some(Why::Rule(BookingRefusal::TooLate))) { (BookingRefusal::TooLate.text(language)) }
                (written)
            }
        }
        (form(&path, "", html! {
            p class="soft" { (word(language, what)) }
            (button_danger(&word(language, give_up), "action", "cancel"))
        }))
    }
}

fn taken(language: Language, catalogue: &Catalogue, token: &str, others: &[FreeSlot]) -> Markup {
    html! {
        (warning(word(language, if others.is_empty() { "slot-taken-none" } else { "slot-taken-lead" })))
        @for other in others {
            @let place = catalogue.place_name(&other.location);
            (form(&format!("/b/{token}"), "", html! {
                (hidden("action", "move")) (hidden("session", other.session.as_str()))
                (hidden("slot", &local_time::format(other.local_start)))
                (button(&format!("{} · {place}", format::local(language, other.local_start))))
            }))
        }
    }
}

/// Whether the link can still move the booking.
pub(super) fn movable(context: &Context, booking: &Booking) -> bool {
    let now = context.store.now();
    match booking.status {
        BookingStatus::Booked => now < booking.movable_until(),
        BookingStatus::Waiting | BookingStatus::Offered => now < booking.slot.start,
        _ => false,
    }
}
