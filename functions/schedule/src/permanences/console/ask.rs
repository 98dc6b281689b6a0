//! The page that asks once before a change of a series that people with an
//! appointment would notice. The version that it was entered over is carried
//! with what was entered.

use crate::console::schedule_page;
use axum::response::Response;
use flows::bookings::Affected;
use web::extract::FormState;
use web::page::Asking;
use web::{Desk, Problem};

/// What is asked of a change.
pub(super) fn asking(affected: &Affected) -> Asking {
    Asking { moved: affected.moved.len(), lost: affected.lost.len() }
}

/// The page that asks; `action` is where the form was sent and `back` where
/// nothing happens. One read.
pub(super) async fn page(
    desk: &Desk,
    affected: &Affected,
    state: &FormState,
    ways: (&str, &str),
) -> Result<Response, Problem> {
    let language = desk.language();
    let page = schedule_page(desk).await?.title(&Asking::title(language));
    Ok(page.render(asking(affected).body(language, &desk.staff.csrf, state, ways)))
}
