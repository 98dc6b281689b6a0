//! Staff move a booking to another slot of the same agency at the same place.

use domain::booking::Booking;
use domain::ids::{BookingId, SessionId};
use domain::local_time;
use flows::bookings::{self, Ask, BookingError};
use http::StatusCode;
use serde::Deserialize;
use validator::Validate;
use web::extract::{FormBody, Id};
use web::{Desk, Principal, Problem, Reply, format};

use crate::bookings::pages::Choosing;
use crate::bookings::refused::refused;
use crate::bookings::who;
use crate::console::schedule_page;
use crate::{word, word_with};

/// Where to.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct MoveForm {
    session: SessionId,
    slot: String,
}

/// The other slots. Four reads.
pub(super) async fn page(desk: Desk, principal: Principal, Id(id): Id<BookingId>) -> Reply {
    let (found, _) = who::find(&desk.context, &principal, &id).await?;
    render(&desk, &found.booking, None).await
}

/// Moves it: four reads and one commit. Where somebody was faster the slots are
/// shown as they stand now.
pub(super) async fn save(desk: Desk, principal: Principal, Id(id): Id<BookingId>, form: FormBody<MoveForm>) -> Reply {
    let MoveForm { session, slot } = form.into_value()?;
    let local_start = local_time::parse(&slot).ok_or_else(Problem::not_found)?;
    let (found, actor) = who::find(&desk.context, &principal, &id).await?;
    let Booking { service, need, .. } = found.booking.clone();
    let ask = Ask { session, local_start, service, need };
    let language = desk.language();
    let said = match bookings::move_to(desk.store(), &id, None, (&ask, None), &actor).await {
        Ok(_) => return Ok(super::done(local_start.date(), "moved")),
        Err(BookingError::SlotTaken(_)) => word(language, "day-move-taken"),
        Err(BookingError::Refused(refusal)) => refusal.text(language).to_owned(),
        Err(error) => return Err(refused(error)),
    };
    render(&desk, &found.booking, Some(said)).await
}

async fn render(desk: &Desk, booking: &Booking, said: Option<String>) -> Reply {
    let Desk { context, visit, staff } = desk;
    let language = visit.language;
    let catalogue = desk.catalogue().await?;
    let choosing = Choosing {
        booking,
        action: &format!("/console/schedule/bookings/{}/move", booking.id),
        csrf: &staff.csrf,
        back: (word(language, "own-back"), format!("/console/schedule/day?day={}", booking.slot.local_start.date())),
    };
    let status = if said.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    let body = choosing.show(context, visit, &catalogue, said).await?;
    let at = format::local(language, booking.slot.local_start);
    let page = schedule_page(desk)
        .await?
        .title(&word(language, "own-move"))
        .lead(word_with(language, "day-move-lead", &[("at", at.into())]))
        .status(status);
    Ok(page.render(body))
}
