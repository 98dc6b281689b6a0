//! What can be done about a session at which nobody is: a colleague, another
//! time, another place; only what is possible, each with what becomes of the
//! appointments. Decided anew when it is done, so that nothing stale is saved.

use std::collections::BTreeMap;

use chrono::{Datelike as _, Days, NaiveDate, NaiveDateTime, Weekday};
use domain::adviser::Adviser;
use domain::catalogue::Catalogue;
use domain::ids::{AdviserId, AgencyId, LocationId, PermanenceId, SessionId};
use domain::local_time;
use domain::permanence::{Permanence, SessionException};
use domain::rota::{ClashKind, Planned, Team, clashes};
use domain::sessions::{Drafts, Session, SessionStatus, Window, attend, expand_in, find_in};
use store::{Store, TableError};

use super::affected::affected;
use super::attended::Unattended;

/// Days after its own on which a session is tried.
const DAYS: u64 = 14;

/// What is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mend {
    /// A colleague holds it, there and then.
    Colleague(AdviserId),
    /// Its own advisers hold it at another time, on the place's clock.
    Time(NaiveDateTime),
    /// A colleague holds it where they are on that day.
    Place(LocationId, AdviserId),
}

impl Mend {
    /// Its word.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Colleague(_) => "colleague",
            Self::Time(_) => "time",
            Self::Place(..) => "place",
        }
    }

    /// Who, when or where, as text that names it.
    pub fn value(&self) -> String {
        match self {
            Self::Colleague(adviser) => adviser.to_string(),
            Self::Time(start) => local_time::format(*start),
            Self::Place(location, adviser) => format!("{location}|{adviser}"),
        }
    }
}

/// A repair that is possible.
#[derive(Debug, Clone, PartialEq)]
pub struct Repair {
    /// What is done.
    pub mend: Mend,
    /// The colleague who would hold it.
    pub by: Option<Adviser>,
    /// The series that would stand in place of the one there is: the first keeps
    /// its id, the others are new.
    pub line: Vec<Permanence>,
    /// Appointments that keep their time and place.
    pub stay: usize,
    /// Appointments that get another time or place.
    pub move_along: usize,
    /// Appointments that are cancelled.
    pub lost: usize,
}

/// Finds repairs among what is planned.
pub struct Repairs<'a> {
    store: &'a Store,
    catalogue: &'a Catalogue,
    permanences: &'a [Permanence],
    teams: BTreeMap<AgencyId, Team>,
}

impl<'a> Repairs<'a> {
    /// `permanences`: all that have not ended.
    pub const fn among(store: &'a Store, catalogue: &'a Catalogue, permanences: &'a [Permanence]) -> Self {
        Self { store, catalogue, permanences, teams: BTreeMap::new() }
    }

    /// The repairs of a session, at most one of each kind; another place only where
    /// no colleague can come. A query and a get for each agency; where people have
    /// an appointment, a query and a read for 50 bookings for each repair.
    pub async fn of(&mut self, one: &Unattended<'_>) -> Result<Vec<Repair>, TableError> {
        let agency = &one.session.agency;
        if !self.teams.contains_key(agency) {
            self.teams.insert(agency.clone(), self.store.advisers().team(Some(agency)).await?);
        }
        let (Some((_, date)), Some(team)) = (one.session.id.parts(), self.teams.get(agency)) else {
            return Ok(Vec::new());
        };
        let case = Case { of: one.of, date, team };
        let here = self.colleague(&case, &one.of.location);
        let there = if here.is_none() { self.elsewhere(&case) } else { None };
        let mut found = Vec::new();
        for (mend, by, line) in [here, self.later(&case, &one.session), there].into_iter().flatten() {
            let series: Vec<&Permanence> = line.iter().collect();
            let counts = match one.all {
                0 => (0, 0),
                _ => {
                    let affected = affected(self.store, self.catalogue, &one.of.id, &series).await?;
                    (affected.moved.len(), affected.lost.len())
                }
            };
            let stay = (one.all as usize).saturating_sub(counts.0 + counts.1);
            found.push(Repair { mend, by, line, stay, move_along: counts.0, lost: counts.1 });
        }
        Ok(found)
    }

    /// The first colleague who could hold the session at a place.
    fn colleague(&self, case: &Case<'_>, at: &LocationId) -> Option<Way> {
        let others = case.team.advisers().filter(|one| !case.of.advisers.contains(&one.id));
        others.into_iter().find_map(|one| {
            let line = self.held_by(case, at, one)?;
            let mend = if *at == case.of.location {
                Mend::Colleague(one.id.clone())
            } else {
                Mend::Place(at.clone(), one.id.clone())
            };
            Some((mend, Some(one.clone()), line))
        })
    }

    /// The first colleague who could hold it at a place where they are that day.
    fn elsewhere(&self, case: &Case<'_>) -> Option<Way> {
        let next = case.date.succ_opt()?;
        let window = Window::new(case.date, next).ok()?;
        let theirs = |of: &&Permanence| {
            of.location != case.of.location
                && of.advisers.iter().any(|id| case.team.get(id).is_some() && !case.of.advisers.contains(id))
        };
        let there = self.permanences.iter().filter(theirs);
        let mut there = there.filter(|of| !expand_in(of, window, Drafts::Hidden, self.catalogue).is_empty());
        there.find_map(|of| self.colleague(case, &of.location))
    }

    /// The first day on which its own advisers could hold it at its hour.
    fn later(&self, case: &Case<'_>, session: &Session) -> Option<Way> {
        (1..=DAYS).find_map(|days| {
            let day = session.local_start.date().checked_add_days(Days::new(days))?;
            let start = day.and_time(session.local_start.time());
            if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
                return None;
            }
            let date = case.date;
            let differs =
                SessionException { date, cancelled: false, start: Some(start), duration_minutes: None, reason: None };
            let line = vec![case.of.except(differs)];
            self.is_possible(case, &line, &case.of.advisers).then_some((Mend::Time(start), None, line))
        })
    }

    /// The session alone at a place, held by a colleague, where that is possible.
    fn held_by(&self, case: &Case<'_>, at: &LocationId, adviser: &Adviser) -> Option<Vec<Permanence>> {
        let next = || PermanenceId::parse(&self.store.ids().next()).ok();
        let mut apart = case.of.apart(case.date, [next()?, next()?])?;
        apart.one.advisers = vec![adviser.id.clone()];
        if *at != apart.one.location {
            (apart.one.location, apart.one.room) = (at.clone(), None);
        }
        let line = apart.line();
        self.is_possible(case, &line, std::slice::from_ref(&adviser.id)).then_some(line)
    }

    /// Whether the session, as `line` has it, can take place whole: every slot
    /// has somebody, and nothing else keeps them or the place.
    fn is_possible(&self, case: &Case<'_>, line: &[Permanence], by: &[AdviserId]) -> bool {
        if line.iter().any(|series| series.check(self.catalogue).is_err()) {
            return false;
        }
        let found = line.iter().find_map(|of| find_in(of, &SessionId::of(&of.id, case.date), self.catalogue));
        let Some(session) = found.filter(|one| one.status == SessionStatus::Scheduled) else { return false };
        let there: Vec<_> = by.iter().filter_map(|id| Some((case.team.get(id)?, case.team.busy(id)))).collect();
        let mut attended = session.clone();
        attend(&mut attended, &there, self.catalogue);
        if session.start <= self.store.now() || attended.closed.is_some() || attended.slots != session.slots {
            return false;
        }
        let Some(window) = week_of(session.local_start.date()) else { return false };
        let building = |id: &LocationId| self.catalogue.locations.get(id).and_then(|place| place.building.as_ref());
        let beside = |of: &&Permanence| {
            let near = of.location == session.location
                || building(&of.location).is_some_and(|own| Some(own) == building(&session.location));
            of.id != case.of.id && (near || of.advisers.iter().any(|id| by.contains(id)))
        };
        let all = self.permanences.iter().filter(beside).chain(line);
        let expanded = |of| expand_in(of, window, Drafts::Shown, self.catalogue).into_iter().map(move |one| (one, of));
        let sessions: Vec<(Session, &Permanence)> = all.flat_map(expanded).collect();
        let planned: Vec<Planned<'_>> = sessions.iter().map(|(session, of)| (session, *of)).collect();
        let told = [ClashKind::OpeningHours, ClashKind::Language];
        let found = clashes(self.catalogue, case.team, &planned);
        !found.iter().any(|clash| clash.concerns(&session.id) && !told.contains(&clash.kind))
    }
}

type Way = (Mend, Option<Adviser>, Vec<Permanence>);

/// A session of a series by its day, and the advisers of its agency.
struct Case<'a> {
    of: &'a Permanence,
    date: NaiveDate,
    team: &'a Team,
}

/// A week from Monday on, so that its sessions are counted whole.
fn week_of(day: NaiveDate) -> Option<Window> {
    let monday = day.week(Weekday::Mon).checked_first_day()?;
    Window::new(monday, monday.checked_add_days(Days::new(7))?).ok()
}
