//! What is broken in the rota as it stands.

use chrono::{Days, NaiveDate};
use domain::catalogue::Catalogue;
use domain::permanence::Permanence;
use domain::sessions::{Drafts, Session, SessionStatus, expand_long};
use domain::working_days::closure_on;
use rota_planner::{Breach, Cell, Problem, Visit, surges};
use store::{Store, TableError};

use super::{Broken, BrokenSession, Cause};
use crate::bookings::unattended;
use crate::rota::{Span, window_of};

/// Days ahead for which a closed place asks for something else.
const CLOSING_DAYS: u64 = 28;
/// Days before and after its own on which a session is tried.
const AROUND: Days = Days::new(14);
/// Days from tomorrow on which something is put where needs outgrow what comes.
const SURGE_DAYS: Days = Days::new(20);
/// Of each kind so many are mended at once, the first first.
const SESSIONS_MOST: usize = 40;
const SURGES_MOST: usize = 10;

/// Something broken, where something can be put.
pub(super) struct Found {
    pub(super) broken: Broken,
    pub(super) breach: Breach,
}

/// The rota with what is broken in it.
pub(super) struct State {
    /// Visits that take place as things are.
    pub(super) standing: Vec<Visit>,
    pub(super) found: Vec<Found>,
}

impl State {
    /// What is broken from tomorrow on: reads what [`unattended`] reads.
    pub(super) async fn of(
        store: &Store,
        catalogue: &Catalogue,
        (problem, permanences): (&Problem, &[Permanence]),
        today: NaiveDate,
    ) -> Result<Self, TableError> {
        let tomorrow = today.succ_opt().unwrap_or(today);
        let end = Span::of(problem.from, problem.weeks).end();
        let mut standing = problem.visits_today();
        let mut found: Vec<(Session, Broken)> = Vec::new();
        for one in unattended(store, catalogue, permanences).await? {
            let is_whole = one.session.closed.is_some();
            let Some(window) = window_of(one.session.local_start.time(), minutes(&one.session), &problem.windows)
            else {
                continue;
            };
            if !is_whole {
                continue;
            }
            let cell = Cell { day: one.session.local_start.date(), window };
            let is_of = |visit: &Visit| {
                visit.cell == cell && visit.place == one.of.location && one.of.advisers.contains(&visit.adviser)
            };
            standing.retain(|visit| !is_of(visit));
            found.push((one.session.clone(), broken(&one.session, Cause::Absence)));
        }
        for of in permanences.iter().filter(|of| of.is_published() && !of.advisers.is_empty()) {
            for session in closed(catalogue, of, tomorrow) {
                let broken = broken(&session, Cause::Closing);
                found.push((session, broken));
            }
        }
        found.retain(|(session, _)| (tomorrow..end).contains(&session.local_start.date()));
        found.sort_by(|a, b| (a.0.start, &a.0.id).cmp(&(b.0.start, &b.0.id)));
        found.truncate(SESSIONS_MOST);
        let mut found: Vec<Found> = found
            .into_iter()
            .map(|(session, broken)| {
                let day = session.local_start.date();
                let from = day.checked_sub_days(AROUND).unwrap_or(day).max(tomorrow);
                let days = (from, day.checked_add_days(AROUND).unwrap_or(day));
                let must_gain = broken.cause != Cause::Absence;
                let (agency, place) = (broken.agency.clone(), broken.place.clone());
                Found { breach: Breach { agency, place, days, must_gain }, broken }
            })
            .collect();
        for surge in surges(problem, &standing).into_iter().take(SURGES_MOST) {
            let days = (tomorrow, tomorrow.checked_add_days(SURGE_DAYS).unwrap_or(tomorrow));
            let (agency, place) = (surge.agency, surge.place);
            let cause = Cause::Surge { parties: surge.parties };
            let breach = Breach { agency: agency.clone(), place: place.clone(), days, must_gain: true };
            found.push(Found { broken: Broken { cause, agency, place, session: None }, breach });
        }
        Ok(Self { standing, found })
    }
}

pub(super) fn minutes(session: &Session) -> u32 {
    u32::try_from((session.end.utc() - session.start.utc()).num_minutes()).unwrap_or_default()
}

fn broken(session: &Session, cause: Cause) -> Broken {
    let day = session.id.parts().map_or_else(|| session.local_start.date(), |(_, day)| day);
    Broken {
        cause,
        agency: session.agency.clone(),
        place: session.location.clone(),
        session: Some(BrokenSession {
            permanence: session.permanence.clone(),
            day,
            start: session.local_start,
            minutes: minutes(session),
        }),
    }
}

/// Sessions of the coming weeks that only the place's closing keeps from taking
/// place.
fn closed(catalogue: &Catalogue, of: &Permanence, tomorrow: NaiveDate) -> Vec<Session> {
    let Some(location) = catalogue.locations.get(&of.location) else { return Vec::new() };
    let to = tomorrow.checked_add_days(Days::new(CLOSING_DAYS)).unwrap_or(tomorrow);
    let is_closed = |session: &Session| {
        let day = session.local_start.date();
        let by_hand = session.id.parts().and_then(|(_, on)| of.exception_on(on)).is_some_and(|known| known.cancelled);
        session.status == SessionStatus::Cancelled
            && !by_hand
            && location.closing_on(day).is_some()
            && closure_on(day, &catalogue.staff_days).is_none()
    };
    expand_long(of, (tomorrow, to), Drafts::Hidden, catalogue).into_iter().filter(is_closed).collect()
}
