//! What the console's pages of every room here say alike: what was done, and
//! the names of agencies and places.

use crate::word;
use axum::response::{IntoResponse as _, Redirect, Response};
use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::ids::{AgencyId, LocationId};
use domain::rota::Team;
use maud::Markup;
use store::TableError;
use web::{Context, Visit, ui};

/// 303 to a page that tells what was done.
pub(crate) fn done(path: &str, code: &str) -> Response {
    Redirect::to(&format!("{path}?done={code}")).into_response()
}

/// What was just done, in words.
pub(crate) fn notice(visit: &Visit) -> Option<Markup> {
    const CODES: [&str; 16] = [
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
        "hand-over",
        "calendar-sent",
        "calendar-renewed",
        "busy-saved",
        "busy-forgotten",
    ];
    let code = visit.done.as_deref().filter(|code| CODES.contains(code))?;
    Some(ui::notice(word(visit.language, &format!("done-{code}"))))
}

/// `FR NL EN`.
pub(crate) fn tags(languages: &[Language]) -> String {
    languages.iter().map(|language| language.tag().to_uppercase()).collect::<Vec<_>>().join(" ")
}

/// The name people use of an agency, or of the one that does its work on `day`.
pub(crate) fn agency_name<'a>(catalogue: &'a Catalogue, id: &'a AgencyId, day: NaiveDate) -> &'a str {
    let acting = catalogue.acting(id, day).or_else(|| catalogue.agencies.get(id));
    acting.map_or(id.as_str(), |agency| agency.short.as_str())
}

/// The advisers of an agency, or of the one that does its work on `day`: two reads.
pub(crate) async fn team(
    context: &Context,
    catalogue: &Catalogue,
    id: &AgencyId,
    day: NaiveDate,
) -> Result<Team, TableError> {
    let acting = catalogue.acting(id, day).map_or(id, |agency| &agency.id);
    context.store.advisers().team(Some(acting)).await
}

/// The name of a place.
pub(crate) fn place_name<'a>(catalogue: &'a Catalogue, id: &'a LocationId) -> &'a str {
    catalogue.place_name(id)
}
