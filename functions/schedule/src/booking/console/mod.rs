//! The day in the console: who comes to which session, who came, and who
//! walked in; staff book, move and queue for others from it.

mod act;
mod book;
mod day;
mod move_to;
mod row;
mod walk_in;

use axum::Router;
use axum::routing::{get, post};
use chrono::NaiveDate;
use domain::ids::SessionId;
use domain::permanence::Permanence;
use web::{Context, Problem, StaffMember};

/// The pages' routes.
pub(crate) fn routes() -> Router<Context> {
    Router::new()
        .route("/console/schedule/day", get(day::page))
        .route("/console/schedule/book", get(book::show).post(book::send))
        .route("/console/schedule/bookings/{id}", post(act::act))
        .route("/console/schedule/bookings/{id}/move", get(move_to::page).post(move_to::save))
        .route("/console/schedule/walk-in", get(walk_in::page).post(walk_in::note))
}

/// The day's page, telling what was done.
fn day_path(day: NaiveDate, done: &str) -> String {
    format!("/console/schedule/day?day={day}&done={done}")
}

/// The presence of a session that somebody looks after, also as the successor
/// of its agency: two reads, 404 for others.
async fn seen(context: &Context, staff: &StaffMember, session: &SessionId) -> Result<Permanence, Problem> {
    let (permanence, day) = session.parts().ok_or_else(Problem::not_found)?;
    let of = context.store.permanences().load(&permanence).await?.ok_or_else(Problem::not_found)?.value;
    let catalogue = context.store.catalogue().load().await?;
    let comes = catalogue.acting(&of.agency, day).map(|agency| &agency.id);
    let scope = staff.scope();
    let theirs = scope.sees_agency(&of.agency) || comes.is_some_and(|agency| scope.sees_agency(agency));
    if theirs || scope.sees_location(&of.location) { Ok(of) } else { Err(Problem::not_found()) }
}
