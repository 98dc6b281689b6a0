//! Pages for everybody: who is at a place in a week and in a month, where an
//! agency goes, who is near; a screen for the hall, a frame for other sites,
//! a sheet of paper. All of them work without JavaScript and read the table
//! twice: the directory's revision and one list of permanences.

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

use axum::extract::FromRequestParts;
use chrono::{Days, NaiveDate};
use domain::Instant;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::LocationId;
use domain::location::Location;
use domain::permanence::Permanence;
use domain::sessions::{Drafts, Window};
use http::request::Parts;
use maud::{Markup, html};
use store::TableError;
use store::keys::PermanenceList;
use web::extract::Id;
use web::page::Nav;
use web::{Context, Page, Problem, Routes, Visit, format, get, ui};

use super::{Occurrence, close, occurrences};
use crate::{word, word_with};
use shown::{Shown, next};

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

/// A page of a place: who asks, and what is known before its permanences are read.
struct AtPlace {
    context: Context,
    visit: Visit,
    catalogue: Arc<Catalogue>,
    location: Location,
    now: Instant,
    today: NaiveDate,
}

/// One read; 404 for what is no place.
impl FromRequestParts<Context> for AtPlace {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Problem> {
        let visit = Visit::from_request_parts(parts, context).await?;
        let Id(id) = Id::<LocationId>::from_request_parts(parts, context).await?;
        let catalogue = context.store.catalogue().load().await?;
        let location = catalogue.locations.get(&id).cloned().ok_or_else(Problem::not_found)?;
        let now = context.store.now();
        Ok(Self { context: context.clone(), visit, catalogue, location, now, today: day(now) })
    }
}

impl AtPlace {
    /// Those that have not ended before a day. One read.
    async fn permanences(&self, from: NaiveDate) -> Result<Vec<Permanence>, TableError> {
        let list = PermanenceList::Location(self.location.id.clone());
        self.context.store.permanences().list(&list, from).await
    }

    fn sessions<'p>(&self, series: &'p [Permanence], window: Window) -> Vec<Occurrence<'p>> {
        occurrences(&self.catalogue, series, window, Drafts::Hidden)
    }

    /// [`Self::sessions`], closed where nobody is there: see [`close`].
    async fn attended<'p>(&self, series: &'p [Permanence], window: Window) -> Result<Vec<Occurrence<'p>>, TableError> {
        let mut sessions = self.sessions(series, window);
        close(&self.context.store, &self.catalogue, &mut sessions).await?;
        Ok(sessions)
    }

    fn next<'p>(&self, series: &'p [Permanence], from: NaiveDate) -> Option<Occurrence<'p>> {
        next(&self.catalogue, series, from.max(self.today), self.now)
    }

    /// From days on which nobody comes: the way to the first one after `from` on which
    /// somebody does; `path` leads to a day's page.
    fn way_on(&self, series: &[Permanence], from: NaiveDate, path: impl Fn(NaiveDate) -> String) -> Markup {
        html! {
            @match self.next(series, from) {
                Some((session, _)) => a href=(path(session.local_start.date())) { (self.shown().coming(&session)) },
                None => (word(self.visit.language, "week-next-none")),
            }
        }
    }

    fn shown(&self) -> Shown<'_> {
        Shown::at_a_place(self.visit.language, &self.catalogue, self.now)
    }

    /// A page below that of the place.
    fn page(&self) -> Page<'_> {
        let Location { id, name, .. } = &self.location;
        let places = word(self.visit.language, "public-places");
        Page::public(&self.visit).nav(Nav::Places).crumb(&places, "/locations").crumb(name, &format!("/locations/{id}"))
    }

    /// The way to state a need there.
    fn state_need(&self) -> Markup {
        let words = word(self.visit.language, "public-state-need");
        ui::link_button(&words, &format!("/needs/new?location={}", self.location.id))
    }

    /// Of a place that is not open today: since when, or from when on.
    fn not_open(&self) -> Option<Markup> {
        let closed = self.location.open_to.filter(|to| *to < self.today).map(|to| ("public-place-closed", to));
        let opens = self.location.open_from.filter(|from| *from > self.today).map(|from| ("public-place-opens", from));
        let (key, day) = closed.or(opens)?;
        let language = self.visit.language;
        Some(ui::warning(word_with(language, key, &[("day", format::date(language, day).into())])))
    }
}

/// The days of a page, from the first one on.
fn window(from: NaiveDate, days: u64) -> Result<Window, Problem> {
    Window::new(from, from + Days::new(days)).map_err(|error| Problem::internal(&error))
}

/// The day in Brussels.
fn day(now: Instant) -> NaiveDate {
    now.day_in(BRUSSELS)
}
