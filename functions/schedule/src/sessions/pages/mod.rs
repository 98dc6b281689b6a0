//! Pages for everybody: who is at a place in a week and in a month, where an
//! agency goes, who is near; a screen for the hall, a frame for other sites,
//! a sheet of paper. All of them work without JavaScript and read the table
//! twice: the directory's revision and one list of permanences.

mod days;
mod embed;
mod kit;
mod lobby;
mod month;
mod near;
mod print;
mod seven;
mod shown;
mod steps;
mod tour;
mod week;

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::LocationId;
use domain::location::Location;
use domain::permanence::Permanence;
use domain::sessions::{Drafts, Session, SessionStatus, Window};
use domain::{Instant, Language};
use maud::Markup;
use store::keys::PermanenceList;
use web::page::Nav;
use web::{Context, Page, Problem, Routes, Visit, format, get, ui};

use super::{Occurrence, occurrences};
use crate::{word, word_with};

/// How far the next session is looked for, in days.
const AHEAD: u64 = 91;

/// The pages' routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/locations/{id}/week", get(week::page))
        .route("/locations/{id}/month", get(month::page))
        .route("/agencies/{id}/tour", get(tour::page))
        .route("/near", get(near::page))
        .route("/lobby/{id}", get(lobby::page))
        .route("/embed/locations/{id}", get(embed::page))
        .route("/embed/locations/{id}/next", get(embed::next_page))
        .route("/locations/{id}/kit", get(kit::page))
        .route("/print/locations/{id}", get(print::page))
}

/// A place and its permanences.
struct AtPlace {
    catalogue: Arc<Catalogue>,
    location: Location,
    permanences: Vec<Permanence>,
}

/// A place with its permanences that have not ended before a day; 404 for what is
/// none. Two reads.
async fn at_place(context: &Context, id: LocationId, from: NaiveDate) -> Result<AtPlace, Problem> {
    let catalogue = context.store.catalogue().load().await?;
    let location = catalogue.locations.get(&id).cloned().ok_or_else(Problem::not_found)?;
    let permanences = context.store.permanences().list(&PermanenceList::Location(id), from).await?;
    Ok(AtPlace { catalogue, location, permanences })
}

/// A page below that of a place.
fn page_of<'a>(visit: &'a Visit, location: &Location) -> Page<'a> {
    Page::public(visit)
        .nav(Nav::Places)
        .crumb(&word(visit.language, "public-places"), "/locations")
        .crumb(&location.name, &format!("/locations/{}", location.id))
}

/// The way to state a need at a place.
fn state_need(language: Language, location: &Location) -> Markup {
    ui::link_button(&word(language, "public-state-need"), &format!("/needs/new?location={}", location.id))
}

/// Where a slot of a session is booked; `None` where it has none or nobody is
/// there.
fn book_link(session: &Session) -> Option<String> {
    (!session.slots.is_empty() && session.closed.is_none()).then(|| format!("/book?session={}", session.id))
}

/// Today in Brussels.
fn today(context: &Context) -> NaiveDate {
    day(context.store.now())
}

/// The day in Brussels.
fn day(now: Instant) -> NaiveDate {
    now.day_in(BRUSSELS)
}

/// Whether a session takes place and is not over.
fn is_to_come(session: &Session, now: Instant) -> bool {
    session.status == SessionStatus::Scheduled && session.end > now
}

/// The first session that takes place from `from` on and is not over; looked
/// for through three months.
fn next<'a>(
    catalogue: &Catalogue,
    permanences: &'a [Permanence],
    from: NaiveDate,
    now: Instant,
) -> Option<Occurrence<'a>> {
    let window = Window::new(from, from + Days::new(AHEAD)).ok()?;
    let found = occurrences(catalogue, permanences, window, Drafts::Hidden);
    found.into_iter().find(|(session, _)| is_to_come(session, now))
}

/// Of a place that is not open today: since when, or from when on.
fn not_open(language: Language, location: &Location, today: NaiveDate) -> Option<Markup> {
    let closed = location.open_to.filter(|to| *to < today).map(|to| ("public-place-closed", to));
    let opens = location.open_from.filter(|from| *from > today).map(|from| ("public-place-opens", from));
    let (key, day) = closed.or(opens)?;
    Some(ui::warning(word_with(language, key, &[("day", format::date(language, day).into())])))
}
