//! Bookings in doubt in the console: beside entries that may be one company.

use axum::response::Response;
use domain::ids::{BookingId, MemberId};
use flows::members::{InDoubt, in_doubt};
use maud::{Markup, html};
use serde::Deserialize;
use store::TableError;
use store::repos::bookings::LoadedBooking;
use validator::Validate;
use web::extract::{FormBody, Id};
use web::{Problem, format, ui};

use super::Is;
use crate::view::{CoordinatorDesk, Desk, PATH, done};

/// Bookings that are shown.
const SHOWN: usize = 25;

/// The first bookings of which a person is to say whose they are; nothing where there is
/// none. A query and a get, and a get for each.
pub(crate) async fn card(view: &Desk) -> Result<Markup, TableError> {
    let (found, next) = in_doubt(&view.context.store, None, SHOWN).await?;
    if found.is_empty() {
        return Ok(Markup::default());
    }
    Ok(ui::card(
        &view.word("bookings-title"),
        html! {
            div class="stack" {
                p { (view.word("bookings-what")) }
                @for one in &found { (choice(view, one)) }
                @if next.is_some() { p class="soft" { (view.word("bookings-more")) } }
            }
        },
    ))
}

fn choice(view: &Desk, InDoubt { booking: LoadedBooking { booking, person, .. }, may_be }: &InDoubt) -> Markup {
    let path = format!("{PATH}/bookings/{}", booking.id);
    let company = person.as_ref().and_then(|person| person.company.as_deref());
    let contact = person.as_ref().and_then(|person| person.contact.as_ref());
    let named = |key: &str, name: &str| view.word_with(key, &[("name", name.into())]);
    let who = company.or(contact.map(|contact| contact.name.as_str())).unwrap_or_default();
    html! {
        div role="group" aria-label=(who) {
            h3 { (who) }
            p {
                @if let Some(contact) = contact { (contact.name) ", " (contact.email.as_str()) br; }
                a href={ "/console/schedule/day?day=" (booking.slot.local_start.date()) } { (format::instant(view.language, booking.slot.start)) }
                " " (view.catalogue.agency_name(&booking.agency)) ", " (view.place(Some(&booking.location)))
                " " span class="soft" { (view.word(&format!("booking-{}", booking.status.code()))) }
            }
            @for (member, because) in may_be {
                (view.form(&path, html! {
                    p {
                        a href={ (PATH) "/" (member.id) } { (member.name()) } " "
                        span class="soft" { (view.place(member.location())) ", " (view.alike(*because)) }
                    }
                    (ui::hidden("member", member.id.as_str()))
                    (ui::button_secondary(&named("bookings-member", member.name()), "is", "member"))
                }))
            }
            (view.form(&path, html! {
                div class="actions" {
                    @if let Some(company) = company { (ui::button_secondary(&named("bookings-new", company), "is", "new")) " " }
                    (ui::button_secondary(&view.word("bookings-nobody"), "is", "nobody"))
                }
            }))
        }
    }
}

/// What is pressed beside a booking.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct WhoseForm {
    is: Is,
    member: Option<MemberId>,
}

/// Keeps it; its member's page tells of the booking.
pub(super) async fn settle(
    CoordinatorDesk(view): CoordinatorDesk,
    Id(id): Id<BookingId>,
    form: FormBody<WhoseForm>,
) -> Result<Response, Problem> {
    let WhoseForm { is, member } = form.into_value()?;
    super::settle(&view.context.store, &id, (is, member), &view.staff.actor).await?;
    Ok(done(&format!("{PATH}/duplicates"), "saved"))
}
