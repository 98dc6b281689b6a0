//! The rota in the console: the week by place with what clashes and what is
//! missing, and the coordinator's forms for permanences, their exceptions and
//! advisers. Works without JavaScript: an agency is chosen first, then its
//! services and advisers are offered.

mod advisers;
mod ask;
mod changes;
mod coverage;
mod draft;
mod edit;
mod exceptions;
mod fields;
mod grid;
mod move_one;
mod new;
mod remove;
mod restore;
mod rhythm;
mod scope;
mod series;
mod stops;
mod unattended;
mod warnings;
mod week;

use axum::Router;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::{AgencyId, LocationId};
use domain::rota::Team;
use maud::Markup;
use store::TableError;
use web::{Context, Visit, ui};

use crate::word;

/// The pages' routes.
pub(crate) fn routes() -> Router<Context> {
    Router::new()
        .merge(advisers::routes())
        .route("/console/schedule", get(week::page))
        .route("/console/schedule/series", get(series::page))
        .route("/console/schedule/unattended", get(unattended::page))
        .route("/console/schedule/new", get(new::page).post(new::create))
        .route("/console/schedule/{id}", get(edit::page).post(edit::save))
        .route("/console/schedule/{id}/move", get(move_one::page).post(move_one::save))
        .route("/console/schedule/{id}/exceptions", post(exceptions::add))
        .route("/console/schedule/{id}/exceptions/{date}/remove", post(restore::remove))
        .route("/console/schedule/{id}/delete", get(remove::page).post(remove::delete))
}

/// 303 to a page that tells what was done.
fn done(path: &str, code: &str) -> Response {
    Redirect::to(&format!("{path}?done={code}")).into_response()
}

/// What was just done, in words.
fn notice(visit: &Visit) -> Option<Markup> {
    const CODES: [&str; 15] = [
        "created",
        "saved",
        "divided",
        "deleted",
        "exception-added",
        "exception-removed",
        "moved",
        "cancelled",
        "adviser-created",
        "adviser-saved",
        "adviser-deleted",
        "calendar-sent",
        "calendar-renewed",
        "busy-saved",
        "busy-forgotten",
    ];
    let code = visit.done.as_deref().filter(|code| CODES.contains(code))?;
    Some(ui::notice(word(visit.language, &format!("done-{code}"))))
}

/// `FR NL EN`.
fn tags(languages: &[Language]) -> String {
    languages.iter().map(|language| language.tag().to_uppercase()).collect::<Vec<_>>().join(" ")
}

/// The name people use of an agency, or of the one that does its work on `day`.
fn agency_name<'a>(catalogue: &'a Catalogue, id: &'a AgencyId, day: NaiveDate) -> &'a str {
    let acting = catalogue.acting(id, day).or_else(|| catalogue.agencies.get(id));
    acting.map_or(id.as_str(), |agency| agency.short.as_str())
}

/// The advisers of an agency, or of the one that does its work on `day`: two reads.
async fn team(context: &Context, catalogue: &Catalogue, id: &AgencyId, day: NaiveDate) -> Result<Team, TableError> {
    let acting = catalogue.acting(id, day).map_or(id, |agency| &agency.id);
    context.store.advisers().team(Some(acting)).await
}

/// The name of a place.
fn place_name<'a>(catalogue: &'a Catalogue, id: &'a LocationId) -> &'a str {
    catalogue.locations.get(id).map_or(id.as_str(), |location| location.name.as_str())
}
