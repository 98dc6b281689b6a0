//! What is broken in the rota as it stands.

use chrono::{Days, NaiveDate};
use domain::catalogue::Catalogue;
use domain::permanence::Permanence;
use domain::sessions::{Drafts, Session, SessionStatus, expand_long};
use domain::working_days::closure_on;
use rota_planner::{Breach, Cell, Problem, Visit, surges};
use store::{Store, TableError};

use super::{Broken, BrokenSession, Cause};
use crate::bookings::{Absent, Unattended, unattended};
use crate::rota::{Span, window_of};

/// Days before and after its own on which a session is tried.
const AROUND: Days = Days::new(14);
/// Days from tomorrow on which something is put where needs outgrow what comes.
const SURGE_DAYS: Days = Days::new(20);
/// Of each kind so many are mended at once, the first first.
const ABSENCES_MOST: usize = 40;
const CLOSINGS_MOST: usize = 40;
/// Sessions of one absence that are mended at once; what comes later is mended
/// once these are.
const TOGETHER: usize = 12;
const SURGES_MOST: usize = 10;

/// Something broken, where something can be put.
pub(super) struct Found {
    pub(super) broken: Broken,
    /// One for each session, in their order; of a surge one.
    pub(super) breaches: Vec<Breach>,
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
        let days = tomorrow..end;
        let mut standing = problem.visits_today();
        let mut away: Vec<Unattended<'_>> = unattended(store, catalogue, permanences).await?;
        away.retain(|one| one.session.closed.is_some() && days.contains(&one.session.local_start.date()));
        away.retain(|one| {
            let start = one.session.local_start;
            let Some(window) = window_of(start.time(), minutes(&one.session), &problem.windows) else { return false };
            let cell = Cell { day: start.date(), window };
            let is_of = |visit: &Visit| {
                visit.cell == cell && visit.place == one.of.location && one.of.advisers.contains(&visit.adviser)
            };
            standing.retain(|visit| !is_of(visit));
            true
        });
        let absences = Absent::among(away).into_iter().take(ABSENCES_MOST);
        let mut broken: Vec<Broken> = absences
            .filter_map(|absent| Broken::of(absent.sessions().map(|one| &one.session), Cause::Absence))
            .collect();
        let series = permanences.iter().filter(|of| of.is_published() && !of.advisers.is_empty());
        let mut off: Vec<(Session, NaiveDate)> = series.flat_map(|of| closed(catalogue, of, (tomorrow, end))).collect();
        off.sort_by(|(a, _), (b, _)| (a.start, &a.id).cmp(&(b.start, &b.id)));
        broken.extend(closings(&off));
        let mut found: Vec<Found> = broken
            .into_iter()
            .map(|broken| {
                let breach = |session: &BrokenSession| {
                    let day = session.start.date();
                    let from = day.checked_sub_days(AROUND).unwrap_or(day).max(tomorrow);
                    let days = (from, day.checked_add_days(AROUND).unwrap_or(day));
                    let must_gain = broken.cause != Cause::Absence;
                    let (agency, place) = (broken.agency.clone(), session.place.clone());
                    Breach { agency, place, days, must_gain, not: Vec::new() }
                };
                Found { breaches: broken.sessions.iter().map(breach).collect(), broken }
            })
            .collect();
        for surge in surges(problem, &standing).into_iter().take(SURGES_MOST) {
            let days = (tomorrow, tomorrow.checked_add_days(SURGE_DAYS).unwrap_or(tomorrow));
            let (agency, place) = (surge.agency, surge.place);
            let cause = Cause::Surge { parties: surge.parties };
            let breach =
                Breach { agency: agency.clone(), place: place.clone(), days, must_gain: true, not: Vec::new() };
            let broken = Broken { cause, agency, place, sessions: Vec::new(), later: 0 };
            found.push(Found { broken, breaches: vec![breach] });
        }
        Ok(Self { standing, found })
    }
}

pub(super) fn minutes(session: &Session) -> u32 {
    u32::try_from((session.end.utc() - session.start.utc()).num_minutes()).unwrap_or_default()
}

impl Broken {
    /// The first of some sessions of one agency, which are in order of time;
    /// `None` of none.
    fn of<'s>(sessions: impl IntoIterator<Item = &'s Session>, cause: Cause) -> Option<Self> {
        let sessions: Vec<&Session> = sessions.into_iter().collect();
        let first = sessions.first()?;
        let one = |session: &&Session| BrokenSession {
            place: session.location.clone(),
            permanence: session.permanence.clone(),
            day: session.id.parts().map_or_else(|| session.local_start.date(), |(_, day)| day),
            start: session.local_start,
            minutes: minutes(session),
        };
        let (agency, place) = (first.agency.clone(), first.location.clone());
        let later = sessions.len().saturating_sub(TOGETHER);
        Some(Self { cause, agency, place, sessions: sessions.iter().take(TOGETHER).map(one).collect(), later })
    }
}

/// By place, agency and closing, in order of the first session of each.
fn closings(off: &[(Session, NaiveDate)]) -> Vec<Broken> {
    let mut all: Vec<Vec<&(Session, NaiveDate)>> = Vec::new();
    let of = |(session, since): &(Session, NaiveDate)| (session.location.clone(), session.agency.clone(), *since);
    for one in off {
        match all.iter_mut().find(|known| known.first().is_some_and(|known| of(known) == of(one))) {
            Some(known) => known.push(one),
            None => all.push(vec![one]),
        }
    }
    let sessions =
        |of: Vec<&'_ (Session, NaiveDate)>| Broken::of(of.iter().map(|(session, _)| session), Cause::Closing);
    all.into_iter().take(CLOSINGS_MOST).filter_map(sessions).collect()
}

/// Sessions of these days that only the place's closing keeps from taking place,
/// each with the first day of it. Those that had an appointment are told when the
/// days are entered, so it is looked as far ahead as people book.
fn closed(catalogue: &Catalogue, of: &Permanence, days: (NaiveDate, NaiveDate)) -> Vec<(Session, NaiveDate)> {
    let Some(location) = catalogue.locations.get(&of.location) else { return Vec::new() };
    let since = |session: &Session| {
        let day = session.local_start.date();
        let by_hand = session.id.parts().and_then(|(_, on)| of.exception_on(on)).is_some_and(|known| known.cancelled);
        let is_off = session.status == SessionStatus::Cancelled && !by_hand;
        let closing =
            location.closing_on(day).filter(|_| is_off && closure_on(day, &catalogue.staff_days).is_none())?;
        Some(closing.from)
    };
    let sessions = expand_long(of, days, Drafts::Hidden, catalogue).into_iter();
    sessions.filter_map(|session| Some((since(&session)?, session))).map(|(since, session)| (session, since)).collect()
}
