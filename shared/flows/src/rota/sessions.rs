//! The sessions of a quarter past and of all up to the end of the weeks, with
//! how full they are.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AdviserId, AgencyId, LocationId, PermanenceId, SessionId};
use domain::permanence::Permanence;
use domain::sessions::{Drafts, Session, SessionStatus, expand_long};
use rota_planner::{Cell, Standing, VisitWindow};
use store::keys::PermanenceList;
use store::{Store, TableError};

use super::span::Span;

/// Weeks of the past that are looked at.
pub(super) const WEEKS_BACK: u32 = 13;

/// A session that took place or will.
pub(super) struct Held {
    pub(super) agency: AgencyId,
    pub(super) place: LocationId,
    pub(super) day: NaiveDate,
    /// Parties that it can receive.
    pub(super) seats: u32,
    /// Of these, taken.
    pub(super) taken: u32,
    /// Who waits for one.
    pub(super) waiting: u32,
    of: usize,
    start: NaiveDateTime,
    minutes: u32,
}

/// All of them.
pub(super) struct Sessions {
    pub(super) span: Span,
    /// The weeks before this one.
    pub(super) past: Span,
    pub(super) today: NaiveDate,
    pub(super) held: Vec<Held>,
    permanences: Vec<Permanence>,
}

impl Sessions {
    /// One query of all presences, and a get for a hundred sessions.
    pub(super) async fn load(store: &Store, catalogue: &Catalogue, span: Span) -> Result<Self, TableError> {
        let today = store.now().day_in(BRUSSELS);
        let monday = Span::of(today, 0).from();
        let back = monday.checked_sub_days(Days::new(7 * u64::from(WEEKS_BACK))).unwrap_or(monday);
        let past = Span::of(back, WEEKS_BACK);
        let mut permanences = store.permanences().list(&PermanenceList::All, back).await?;
        permanences.retain(Permanence::is_published);
        permanences.sort_by(|a, b| a.id.cmp(&b.id));
        let (mut held, mut ids): (Vec<Held>, Vec<SessionId>) = (Vec::new(), Vec::new());
        for (of, permanence) in permanences.iter().enumerate() {
            for session in expand_long(permanence, (back, span.end()), Drafts::Hidden, catalogue) {
                if session.status == SessionStatus::Scheduled {
                    held.push(Held::of(of, permanence, &session, catalogue));
                    ids.push(session.id);
                }
            }
        }
        for (one, taken) in held.iter_mut().zip(store.bookings().taken(&ids).await?) {
            (one.taken, one.waiting) = taken.totals();
        }
        Ok(Self { span, past, today, held, permanences })
    }

    /// What the rota has within the weeks, by series, in id order.
    pub(super) fn standing(
        &self,
        windows: &[VisitWindow],
        kept: &(dyn Fn(&PermanenceId) -> bool + Sync),
    ) -> Vec<Standing> {
        let mut found: Vec<Standing> = Vec::new();
        for (at, permanence) in self.permanences.iter().enumerate() {
            let mut own: Vec<&Held> =
                self.held.iter().filter(|one| one.of == at && self.span.week_of(one.day).is_some()).collect();
            own.sort_by_key(|one| one.start);
            let Some(first) = own.first() else { continue };
            let cell =
                |one: &&Held| Some(Cell { day: one.day, window: window_of(one.start.time(), one.minutes, windows)? });
            found.push(Standing {
                permanence: permanence.id.clone(),
                agency: first.agency.clone(),
                place: first.place.clone(),
                advisers: permanence.advisers.clone(),
                start: permanence.start.time(),
                minutes: permanence.duration_minutes,
                cells: own.iter().filter_map(cell).collect(),
                booked: own.iter().filter(|one| one.taken > 0).map(|one| (one.day, one.taken)).collect(),
                kept: kept(&permanence.id),
            });
        }
        found.retain(|standing| !standing.cells.is_empty());
        found
    }

    /// What an adviser holds within the weeks outside of all windows: of each
    /// session the week and the minutes.
    pub(super) fn outside(&self, adviser: &AdviserId, windows: &[VisitWindow]) -> Vec<(u32, u32)> {
        let holds = |one: &&Held| self.permanences.get(one.of).is_some_and(|of| of.advisers.contains(adviser));
        let is_outside = |one: &&Held| window_of(one.start.time(), one.minutes, windows).is_none();
        let own = self.held.iter().filter(holds).filter(is_outside);
        own.filter_map(|one| Some((self.span.week_of(one.day)?, one.minutes))).collect()
    }
}

impl Held {
    fn of(of: usize, permanence: &Permanence, session: &Session, catalogue: &Catalogue) -> Self {
        let day = session.local_start.date();
        let agency = catalogue.acting(&session.agency, day).map_or(&session.agency, |agency| &agency.id);
        let minutes = (session.end.utc() - session.start.utc()).num_minutes();
        let slots = u32::try_from(session.slots.len()).unwrap_or(u32::MAX);
        Self {
            agency: agency.clone(),
            place: session.location.clone(),
            day,
            seats: slots.saturating_mul(permanence.seats),
            taken: 0,
            waiting: 0,
            of,
            start: session.local_start,
            minutes: u32::try_from(minutes).unwrap_or_default(),
        }
    }
}

/// The window that a session shares most minutes with, the earlier of two;
/// `None` where it shares none.
pub(crate) fn window_of(start: NaiveTime, minutes: u32, windows: &[VisitWindow]) -> Option<u8> {
    let span = |start: NaiveTime, minutes: u32| {
        let from = (start - NaiveTime::MIN).num_minutes();
        (from, from + i64::from(minutes))
    };
    let (from, to) = span(start, minutes);
    let shared = |window: &VisitWindow| {
        let (start, end) = span(window.start, window.minutes);
        to.min(end) - from.max(start)
    };
    let mut best: Option<(u8, i64)> = None;
    for (at, window) in (0..).zip(windows) {
        let most = shared(window);
        if most > best.map_or(0, |(_, most)| most) {
            best = Some((at, most));
        }
    }
    best.map(|(at, _)| at)
}
