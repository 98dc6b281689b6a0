//! A booking's own page, behind the link in the mail: see it, move it, give it
//! back, take a seat that is kept. Reading changes nothing, whoever reads.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect};
use domain::booking::{Booking, BookingStatus};
use domain::event::Actor;
use domain::ids::{BookingId, SessionId};
use domain::local_time;
use flows::bookings::{self, Ask};
use serde::Deserialize;
use store::link::{self, LinkPurpose};
use store::repos::bookings::LoadedBooking;
use validator::Validate;
use web::extract::FormBody;
use web::{Context, Page, Problem, Reply, Visit, format};

use super::others::Choosing;
use super::own_view;
use crate::bookings::entry::Why;
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
    /// The request in the language chosen, else in the person's own.
    visit: Visit,
    /// Whether the link still holds.
    holds: bool,
}

async fn find(context: &Context, token: &str, visit: Visit) -> Result<Found, Problem> {
    let link = link::read(context.store.secrets(), LinkPurpose::Booking, token).ok_or_else(Problem::not_found)?;
    let id = BookingId::parse(&link.id).map_err(|_| Problem::not_found())?;
    let loaded = context.store.bookings().load(&id).await?.ok_or_else(Problem::not_found)?;
    let holds = loaded.booking.link_generation == link.generation;
    let contact = loaded.person.as_ref().and_then(|person| person.contact.as_ref());
    let visit = visit.in_language_of(contact.and_then(|contact| contact.language));
    Ok(Found { loaded, visit, holds })
}

/// The page. Three reads.
pub(super) async fn show(State(context): State<Context>, Path(token): Path<String>, visit: Visit) -> Reply {
    let Found { loaded, visit, holds } = find(&context, &token, visit).await?;
    if !holds {
        return Ok(own_view::voided(&visit, &token));
    }
    own_view::page(&context, &visit, &token, &loaded, None).await
}

/// The other slots of the same agency at the same place; the booking itself
/// where the link can't move it any more. Four reads.
pub(super) async fn choose_other(State(context): State<Context>, Path(token): Path<String>, visit: Visit) -> Reply {
    let Found { loaded, visit, holds } = find(&context, &token, visit).await?;
    if !holds {
        return Ok(own_view::voided(&visit, &token));
    }
    let booking = &loaded.booking;
    if !own_view::movable(&context, booking) {
        return Ok(Redirect::to(&format!("/b/{token}")).into_response());
    }
    let catalogue = context.store.catalogue().load().await?;
    let path = format!("/b/{token}");
    let back = (word(visit.language, "own-back"), path.clone());
    let choosing = Choosing { booking, action: &path, csrf: "", back };
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
) -> Reply {
    let Found { loaded, visit, holds } = find(&context, &token, visit).await?;
    let OwnForm { action, session, slot } = form.into_value()?;
    let Booking { id, status: before, service, need, .. } = loaded.booking;
    if action == Action::NewLink {
        limits::new_link(&context, id.as_str())?;
        bookings::renew_link(&context.store, &id, &Actor::Member).await.map_err(refused)?;
        return Ok(web::done(&format!("/b/{token}"), "link"));
    }
    if !holds {
        return Ok(own_view::voided(&visit, &token));
    }
    let done = match action {
        Action::Cancel => bookings::cancel(&context.store, &id, None, &Actor::Member).await,
        Action::TakeOffer => bookings::take_offer(&context.store, &id, &Actor::Member).await,
        Action::Move => {
            let session = SessionId::parse(&session).map_err(|_| Problem::not_found())?;
            let local_start = local_time::parse(&slot).ok_or_else(Problem::not_found)?;
            let ask = Ask { session, local_start, service, need };
            bookings::move_to(&context.store, &id, None, (&ask, None), &Actor::Member).await
        }
        Action::NewLink => return Err(Problem::not_found()),
    };
    let Err(error) = done else {
        return Ok(web::done(&format!("/b/{token}"), code(action, before)));
    };
    let why = Why::of(error)?;
    // Somebody may have been faster: shown is what stands now.
    let now = find(&context, &token, visit).await?;
    own_view::page(&context, &now.visit, &token, &now.loaded, Some(why)).await
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
