//! Bookings that may be of one member or of several: the coordinator says of which, that
//! it is a company that is no member yet, or nobody's.

mod api;
mod console;

use domain::event::Actor;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::{BookingId, MemberId};
use flows::FlowError;
use flows::members::{Whose, say_whose};
use serde::Deserialize;
use store::Store;
use web::i18n::text;
use web::{Problem, Routes, post, routes};

use crate::LOCALES;
use crate::problems::refused;

pub(crate) use console::card;

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list))
        .routes(routes!(api::settle))
        .route("/console/members/bookings/{id}", post(console::settle))
}

/// Whose a booking is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Is {
    /// A member's.
    Member,
    /// A company's that is no member yet.
    New,
    /// No member's.
    Nobody,
}

/// Keeps whose a booking is said to be; answers the member. 409 where somebody said
/// otherwise before.
async fn settle(
    store: &Store,
    id: &BookingId,
    (is, member): (Is, Option<MemberId>),
    actor: &Actor,
) -> Result<Option<MemberId>, Problem> {
    let whose = match (is, member) {
        (Is::Member, Some(member)) => Whose::Member(member),
        (Is::Member, None) => return Err(Problem::from(vec![FieldError::new("/member", Wrong::Missing)])),
        (_, Some(_)) => return Err(Problem::invalid_field("/member", text(&LOCALES, "bookings-of-nobody"))),
        (Is::New, None) => Whose::New,
        (Is::Nobody, None) => Whose::Nobody,
    };
    say_whose(store, id, &whose, actor).await.map_err(|error| match error {
        FlowError::ChangedMeanwhile => Problem::conflicting_change(),
        error => refused(error),
    })
}
