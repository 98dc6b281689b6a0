//! What a public page begins with: the request, the directory, the day; and the
//! sessions that it shows.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use chrono::{NaiveDate, TimeDelta};
use domain::Language;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::permanence::Permanence;
use domain::sessions::{Drafts, Window, expand_in};
use http::request::Parts;
use maud::Markup;
use store::TableError;
use store::keys::PermanenceList;
use web::i18n::FluentValue;
use web::page::Nav;
use web::{Context, Page, Problem, Visit, format, ui};

use crate::shown::{About, Agenda};
use crate::upcoming::{Upcoming, close, count_free};
use crate::{word, word_with};

/// The surroundings of a public page. One read.
pub(crate) struct Opened {
    pub(crate) context: Context,
    pub(crate) visit: Visit,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) today: NaiveDate,
}

impl FromRequestParts<Context> for Opened {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Problem> {
        let visit = Visit::of(context, parts);
        Ok(Self::of(context.clone(), visit).await?)
    }
}

impl Opened {
    /// Those of a request. One read.
    pub(crate) async fn of(context: Context, visit: Visit) -> Result<Self, TableError> {
        let catalogue = context.store.catalogue().load().await?;
        let today = context.store.now().day_in(BRUSSELS);
        Ok(Self { context, visit, catalogue, today })
    }

    pub(crate) const fn language(&self) -> Language {
        self.visit.language
    }

    pub(crate) fn say(&self, key: &str) -> String {
        word(self.language(), key)
    }

    pub(crate) fn say_with(&self, key: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
        word_with(self.language(), key, args)
    }

    /// A page that is reached from that of the services.
    pub(crate) fn below_services(&self) -> Page<'_> {
        Page::public(&self.visit).nav(Nav::Services).crumb(&self.say("services-title"), "/services")
    }

    /// Nothing here yet: what will be here, and under `-how` how it gets there.
    pub(crate) fn empty(&self, key: &str) -> Markup {
        ui::empty(&self.say(key), self.say(&format!("{key}-how")))
    }

    /// What stands above sessions to come, and under `-week` above those of a week
    /// that is farther away.
    pub(crate) fn heading(&self, key: &str, week: Option<NaiveDate>) -> String {
        match week {
            Some(monday) => {
                let day = format::date(self.language(), monday);
                self.say_with(&format!("{key}-week"), &[("day", day.into())])
            }
            None => self.say(key),
        }
    }

    /// The permanences of a list that have not ended. One query.
    pub(crate) async fn permanences(&self, list: &PermanenceList) -> Result<Vec<Permanence>, TableError> {
        self.context.store.permanences().list(list, self.today).await
    }

    /// Their public sessions that begin within so many days and are not over, in order
    /// of time.
    pub(crate) fn upcoming<'a>(&self, permanences: &'a [Permanence], days: i64) -> Vec<Upcoming<'a>> {
        let (catalogue, now) = (&self.catalogue, self.context.store.now());
        let Ok(window) = Window::new(self.today, self.today + TimeDelta::days(days)) else { return Vec::new() };
        let sessions = |permanence: &'a Permanence| {
            let sessions = expand_in(permanence, window, Drafts::Hidden, catalogue);
            sessions.into_iter().map(move |session| Upcoming { session, permanence })
        };
        let mut found: Vec<Upcoming<'a>> =
            permanences.iter().flat_map(sessions).filter(|one| one.session.end > now).collect();
        found.sort_by(|a, b| (a.session.start, &a.session.id).cmp(&(b.session.start, &b.session.id)));
        found
    }

    /// See [`count_free`].
    pub(crate) async fn count_free(&self, shown: &mut [Upcoming<'_>]) -> Result<(), TableError> {
        count_free(&self.context.store, &self.catalogue, shown).await
    }

    /// See [`close`].
    pub(crate) async fn close(&self, shown: &mut [Upcoming<'_>]) -> Result<(), TableError> {
        close(&self.context.store, &self.catalogue, shown).await
    }

    /// How the page shows sessions, without their slots.
    pub(crate) fn agenda(&self, about: About) -> Agenda<'_> {
        Agenda { language: self.language(), catalogue: &self.catalogue, about, slots: None }
    }

    /// The same with their slots, of which it is known how full they are.
    pub(crate) fn agenda_with_slots(&self, about: About) -> Agenda<'_> {
        Agenda { slots: Some(self.context.store.now()), ..self.agenda(about) }
    }
}
