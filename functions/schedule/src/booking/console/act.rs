//! What is pressed on the day's page.

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::booking::BookingPerson;
use domain::ids::{BookingId, SessionId};
use domain::local_time;
use flows::bookings::{self, Ask, Making, New};
use http::StatusCode;
use serde::Deserialize;
use store::repos::idempotency::KeptAnswer;
use validator::Validate;
use web::extract::{FormBody, Id};
use web::{Context, Principal, Problem, StaffMember};

use crate::booking::problems::refused;
use crate::booking::who;

/// What is noted of a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    Attended,
    Missed,
    Cancel,
}

/// The form of a row.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct ActForm {
    action: Action,
}

/// Notes who came, or cancels. Three reads, one commit.
pub(super) async fn act(
    State(context): State<Context>,
    _: StaffMember,
    principal: Principal,
    Id(id): Id<BookingId>,
    form: FormBody<ActForm>,
) -> Result<Response, Problem> {
    let ActForm { action } = form.into_value()?;
    let (found, actor) = who::find(&context, &principal, &id).await?;
    let done = match action {
        Action::Attended => bookings::attend(&context.store, &id, None, true, &actor).await,
        Action::Missed => bookings::attend(&context.store, &id, None, false, &actor).await,
        Action::Cancel => bookings::cancel(&context.store, &id, None, &actor).await,
    };
    done.map_err(refused)?;
    let code = match action {
        Action::Attended => "attended",
        Action::Missed => "missed",
        Action::Cancel => "cancelled",
    };
    let day = found.booking.slot.local_start.date();
    Ok(Redirect::to(&format!("/console/schedule/day?day={day}&done={code}")).into_response())
}

/// The form below a session.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct WalkInForm {
    session: SessionId,
    slot: String,
}

/// Notes somebody who came without having booked. Two reads, one commit.
pub(super) async fn walk_in(
    State(context): State<Context>,
    staff: StaffMember,
    form: FormBody<WalkInForm>,
) -> Result<Response, Problem> {
    let WalkInForm { session, slot } = form.into_value()?;
    let local_start = local_time::parse(&slot).ok_or_else(Problem::not_found)?;
    let store = &context.store;
    let (permanence, _) = session.parts().ok_or_else(Problem::not_found)?;
    let of = store.permanences().load(&permanence).await?.ok_or_else(Problem::not_found)?.value;
    if !staff.scope().sees_agency(&of.agency) && !staff.scope().sees_location(&of.location) {
        return Err(Problem::not_found());
    }
    let id = BookingId::parse(&store.ids().next()).map_err(|error| Problem::internal(&error))?;
    let claim = store.idempotency().claim("schedule", "walk-in", id.as_str(), session.as_str().as_bytes());
    let new = New {
        id,
        ask: Ask { session, local_start, service: None, need: None },
        person: BookingPerson { contact: None, company: None, note: None },
        actor: staff.actor,
    };
    let kept = |_: &_| KeptAnswer {
        fingerprint: claim.fingerprint.clone(),
        status: StatusCode::SEE_OTHER.as_u16(),
        body: String::new(),
        location: None,
        etag: None,
    };
    bookings::make(store, Making::WalkIn, &new, &claim, kept).await.map_err(refused)?;
    Ok(Redirect::to(&format!("/console/schedule/day?day={}&done=walked-in", local_start.date())).into_response())
}
