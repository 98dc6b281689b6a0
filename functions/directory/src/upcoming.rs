//! A session that is shown: who comes, whether it takes place, what is free.

use chrono::{NaiveDate, NaiveDateTime, Weekday};
use domain::agency::Agency;
use domain::catalogue::Catalogue;
use domain::ids::ServiceId;
use domain::permanence::Permanence;
use domain::sessions::{Session, SessionStatus};
use domain::{Language, local_time};
use flows::bookings::close_unattended;
use maud::{Markup, html};
use store::{Store, TableError};
use web::format;

/// How far the next session is looked for, in days.
const AHEAD: i64 = 91;

/// A session with the permanence that it belongs to.
#[derive(Clone)]
pub(crate) struct Upcoming<'a> {
    pub(crate) session: Session,
    pub(crate) permanence: &'a Permanence,
}

impl<'a> Upcoming<'a> {
    pub(crate) fn takes_place(&self) -> bool {
        self.session.status == SessionStatus::Scheduled
    }

    pub(crate) fn can_be_booked(&self) -> bool {
        self.takes_place() && self.session.closed.is_none() && !self.session.slots.is_empty()
    }

    /// Its end on the wall clock.
    pub(crate) fn local_end(&self) -> NaiveDateTime {
        local_time::to_local(self.session.end, self.session.timezone)
    }

    /// When it begins, in the page.
    pub(crate) fn time(&self, language: Language) -> Markup {
        let start = self.session.local_start;
        html! { time datetime=(start.format("%Y-%m-%dT%H:%M")) { (format::local(language, start)) } }
    }

    /// Who comes: the agency, or who does its work by then.
    pub(crate) fn agency<'c>(&self, catalogue: &'c Catalogue) -> Option<&'c Agency> {
        catalogue.agencies.get(&self.session.agency)
    }

    /// Whether it is about a service: named, or one of all that its agency
    /// offers.
    pub(crate) fn is_about(&self, catalogue: &Catalogue, service: &ServiceId) -> bool {
        let day = self.session.local_start.date();
        let offered = || {
            let provider = catalogue.services.get(service).and_then(|service| catalogue.provider(service, day));
            provider.is_some_and(|provider| self.agency(catalogue).is_some_and(|agency| agency.id == provider.id))
        };
        self.permanence.services.contains(service) || (self.permanence.services.is_empty() && offered())
    }

    /// When the same permanence takes place next after a cancelled session.
    pub(crate) fn resumes(&self, all: &[Upcoming<'a>]) -> Option<NaiveDate> {
        let later = |other: &&Upcoming<'a>| {
            other.takes_place() && other.permanence.id == self.permanence.id && other.session.start > self.session.start
        };
        all.iter().find(later).map(|other| other.session.local_start.date())
    }
}

/// The sessions of the `days` to come or, where none of them takes place, of
/// the next week in which one does, with its Monday: a page that is opened on a
/// Saturday is not empty. `find` looks that many days ahead.
pub(crate) fn or_next_week<'a>(
    days: i64,
    find: impl Fn(i64) -> Vec<Upcoming<'a>>,
) -> (Vec<Upcoming<'a>>, Option<NaiveDate>) {
    let soon = find(days);
    if soon.iter().any(Upcoming::takes_place) {
        return (soon, None);
    }
    let mut later = find(AHEAD);
    let next = later.iter().find(|one| one.takes_place()).map(|one| one.session.local_start.date());
    let Some(week) = next.map(|day| day.week(Weekday::Mon)) else { return (soon, None) };
    later.retain(|one| week.days().contains(&one.session.local_start.date()));
    (later, Some(week.first_day()))
}

/// Says of each slot how many seats are free, none where nobody is there: one
/// read for 100 sessions, and one for 100 advisers where any are named.
pub(crate) async fn count_free(
    store: &Store,
    catalogue: &Catalogue,
    shown: &mut [Upcoming<'_>],
) -> Result<(), TableError> {
    let now = store.now();
    let sessions: Vec<_> = shown.iter().map(|one| one.session.id.clone()).collect();
    for (one, taken) in shown.iter_mut().zip(store.bookings().taken(&sessions).await?) {
        for slot in &mut one.session.slots {
            slot.free = one.permanence.seats.saturating_sub(taken.spoken_for(slot, now));
        }
    }
    close(store, catalogue, shown).await
}

/// Closes the sessions at which nobody is: one read for 100 advisers, none
/// where none is named.
pub(crate) async fn close(store: &Store, catalogue: &Catalogue, shown: &mut [Upcoming<'_>]) -> Result<(), TableError> {
    close_unattended(store, catalogue, shown.iter_mut().map(|one| (&mut one.session, one.permanence)).collect()).await
}
