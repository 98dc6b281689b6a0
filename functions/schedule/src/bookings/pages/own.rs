//! A booking's own page, behind the link in the mail: see it, move it, give it
//! back, take a seat that is kept. Reading changes nothing, whoever reads.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::booking::{Booking, BookingStatus};
use domain::event::Actor;
use domain::ids::SessionId;
use domain::local_time;
use flows::bookings::{self, Ask, BookingError};
use http::StatusCode;
use serde::Deserialize;
use store::link::{self, LinkPurpose};
use store::repos::bookings::LoadedBooking;
use validator::Validate;
use web::extract::FormBody;
use web::{Context, Page, Problem, Visit, format};

use super::details::booking_id;
use super::others::{Choosing, others_of};
use super::own_view;
use super::own_view::Told;
use crate::bookings::limits;
use crate::bookings::refused::refused;
use crate::{word, word_with};

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    Cancel,
    Move,
    TakeOffer,
    NewLink,
}

/// The forms of this page.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct OwnForm {
    action: Action,
    /// Where to, for a move.
    #[serde(default)]
    session: String,
    #[serde(default)]
    slot: String,
}

/// A booking found by its link.
struct Found {
    loaded: LoadedBooking,
    /// Whether the link still holds.
    holds: bool,
}

async fn find(context: &Context, token: &str) -> Result<Found, Problem> {
    let link = link::read(context.store.secrets(), LinkPurpose::Booking, token).ok_or_else(Problem::not_found)?;
    let id = booking_id(&link.id)?;
    let loaded = context.store.bookings().load(&id).await?.ok_or_else(Problem::not_found)?;
    let holds = loaded.booking.link_generation == link.generation;
    Ok(Found { loaded, holds })
}

/// The language chosen, else the person's own.
fn in_their_language(visit: Visit, found: &LoadedBooking) -> Visit {
    let contact = found.person.as_ref().and_then(|person| person.contact.as_ref());
    match contact.and_then(|contact| contact.language).filter(|_| !visit.decided) {
        Some(language) => Visit { language, decided: true, ..visit },
        None => visit,
    }
}

/// The page. Three reads.
pub(super) async fn show(
    State(context): State<Context>,
    Path(token): Path<String>,
    visit: Visit,
) -> Result<Response, Problem> {
    let found = find(&context, &token).await?;
    let visit = in_their_language(visit, &found.loaded);
    if !found.holds {
        return Ok(own_view::voided(&visit, &token));
    }
    own_view::page(&context, &visit, &token, &found.loaded, Told::default()).await
}

/// The other slots of the same agency at the same place; the booking itself
/// where the link can't move it any more. Four reads.
pub(super) async fn choose_other(
    State(context): State<Context>,
    Path(token): Path<String>,
    visit: Visit,
) -> Result<Response, Problem> {
    let found = find(&context, &token).await?;
    let visit = in_their_language(visit, &found.loaded);
    if !found.holds {
        return Ok(own_view::voided(&visit, &token));
    }
    let booking = &found.loaded.booking;
    if !own_view::movable(&context, booking) {
        return Ok(Redirect::to(&format!("/b/{token}")).into_response());
    }
    let catalogue = context.store.catalogue().load().await?;
    let permanences = others_of(&context, &catalogue, booking).await?;
    let path = format!("/b/{token}");
    let back = (word(visit.language, "own-back"), path.clone());
    let choosing = Choosing { booking, permanences: &permanences, action: &path, csrf: "", back };
    let body = choosing.show(&context, &visit, &catalogue, None).await?;
    let at = format::local(visit.language, booking.slot.local_start);
    let lead = word_with(visit.language, "own-move-lead", &[("at", at.into())]);
    let page = Page::task(&visit).title(&word(visit.language, "own-move")).lead(lead).private();
    Ok(page.render(body))
}

/// What was pressed. Three to eight reads and one commit.
pub(super) async fn act(
    State(context): State<Context>,
    Path(token): Path<String>,
    visit: Visit,
    form: FormBody<OwnForm>,
) -> Result<Response, Problem> {
    let found = find(&context, &token).await?;
    let visit = in_their_language(visit, &found.loaded);
    let OwnForm { action, session, slot } = form.into_value()?;
    let (id, before) = (found.loaded.booking.id.clone(), found.loaded.booking.status);
    if action == Action::NewLink {
        limits::new_link(&context, id.as_str())?;
        bookings::renew_link(&context.store, &id, &Actor::Member).await.map_err(refused)?;
        return Ok(Redirect::to(&format!("/b/{token}?done=link")).into_response());
    }
    if !found.holds {
        return Ok(own_view::voided(&visit, &token));
    }
    let done = match action {
        Action::Cancel => bookings::cancel(&context.store, &id, None, &Actor::Member).await,
        Action::TakeOffer => bookings::take_offer(&context.store, &id, &Actor::Member).await,
        Action::Move => {
            let session = SessionId::parse(&session).map_err(|_| Problem::not_found())?;
            let local_start = local_time::parse(&slot).ok_or_else(Problem::not_found)?;
            let Booking { service, need, .. } = found.loaded.booking.clone();
            let ask = Ask { session, local_start, service, need };
            bookings::move_to(&context.store, &id, None, (&ask, None), &Actor::Member).await
        }
        Action::NewLink => return Err(Problem::not_found()),
    };
    match done {
        Ok(_) => Ok(Redirect::to(&format!("/b/{token}?done={}", code(action, before))).into_response()),
        Err(BookingError::Refused(refusal)) => {
            // Somebody may have been faster: shown is what stands now.
            let now = find(&context, &token).await?;
            let told = Told { status: Some(StatusCode::CONFLICT), refusal: Some(refusal), others: Vec::new() };
            own_view::page(&context, &visit, &token, &now.loaded, told).await
        }
        Err(BookingError::SlotTaken(others)) => {
            let now = find(&context, &token).await?;
            let told = Told { status: Some(StatusCode::CONFLICT), refusal: None, others };
            own_view::page(&context, &visit, &token, &now.loaded, told).await
        }
        Err(error) => Err(refused(error)),
    }
}

/// What was done, to a booking that stood like that.
const fn code(action: Action, before: BookingStatus) -> &'static str {
    match (action, before) {
        (Action::Cancel, BookingStatus::Waiting) => "left",
        (Action::Cancel, BookingStatus::Offered) => "declined",
        (Action::Cancel, _) => "cancelled",
        (Action::Move, _) => "moved",
        (Action::TakeOffer, _) => "taken",
        (Action::NewLink, _) => "link",
    }
}
