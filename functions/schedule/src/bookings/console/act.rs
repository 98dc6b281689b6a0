//! What is pressed beside a booking on the day's page.

use axum::extract::State;
use domain::ids::BookingId;
use flows::bookings;
use serde::Deserialize;
use validator::Validate;
use web::extract::{FormBody, Id};
use web::{Context, Principal, Reply, StaffMember};

use crate::bookings::refused::refused;
use crate::bookings::who;

/// What is noted of a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    Attended,
    Missed,
    /// Also takes the note of a walk-in back.
    Cancel,
}

/// The form of a row.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct ActForm {
    action: Action,
}

/// Notes who came, cancels, or takes the note of a walk-in back. Three reads,
/// one commit.
pub(super) async fn act(
    State(context): State<Context>,
    _: StaffMember,
    principal: Principal,
    Id(id): Id<BookingId>,
    form: FormBody<ActForm>,
) -> Reply {
    let ActForm { action } = form.into_value()?;
    let (found, actor) = who::find(&context, &principal, &id).await?;
    let (store, cancelled) = (&context.store, if found.booking.walk_in { "taken-back" } else { "cancelled" });
    let (done, code) = match action {
        Action::Attended => (bookings::attend(store, &id, None, true, &actor).await, "attended"),
        Action::Missed => (bookings::attend(store, &id, None, false, &actor).await, "missed"),
        Action::Cancel => (bookings::cancel(store, &id, None, &actor).await, cancelled),
    };
    done.map_err(refused)?;
    Ok(super::done(found.booking.slot.local_start.date(), code))
}
