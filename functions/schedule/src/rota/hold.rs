//! Holding a permanence against the rota before it is saved.
//!
//! What is looked at is bounded: three months to come at least, a year of what
//! recurs by months, and as long as six sessions take; the weeks of single
//! sessions that differ, however far ahead; the presences at the same place, in
//! its building where a room is named, and those of the same agency where
//! advisers are named. Two changes that are saved at the very same moment may
//! miss each other; the week shows what they made.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, Weekday};
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::{AgencyId, LocationId, PermanenceId};
use domain::location::Location;
use domain::permanence::{Frequency, Permanence};
use domain::rota::{Clash, Planned, Team, by_reason, clashes};
use domain::sessions::{Drafts, MAX_WINDOW_DAYS, Window};
use store::keys::PermanenceList;
use store::{Store, TableError};
use web::Problem;

use crate::problems;
use crate::sessions::{Occurrence, occurrences};

/// Why a permanence is not saved.
#[derive(Debug)]
pub(crate) enum Refused {
    /// Its advisers are not the agency's.
    Fields(Vec<FieldError>),
    /// It can't take place like that; at least one clash, hard ones only.
    Clashes(Vec<Clash>),
    /// The table did not answer.
    Table(TableError),
}

impl From<TableError> for Refused {
    fn from(error: TableError) -> Self {
        Self::Table(error)
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Fields(errors) => errors.into(),
            Refused::Clashes(clashes) => problems::clash(&clashes),
            Refused::Table(error) => error.into(),
        }
    }
}

/// Holds a permanence that is about to be saved against its advisers and the
/// rota; answers what people should know of. A hard clash that stood before
/// the change is told, not refused: or nothing about it could be mended step
/// by step. One query; where a room is named one for each other place of the
/// building; where advisers are named one get of them and one query more, and
/// another for each agency whose work the agency took over.
pub(crate) async fn hold(
    store: &Store,
    catalogue: &Catalogue,
    before: Option<&Permanence>,
    after: &Permanence,
) -> Result<Vec<Clash>, Refused> {
    hold_beside(store, catalogue, before, after, None).await
}

/// [`hold`], where `beside` is to be saved with it: what it is to be counts, not
/// what is stored of it. So the rest of a series is held against what stays of
/// its beginning.
pub(crate) async fn hold_beside(
    store: &Store,
    catalogue: &Catalogue,
    before: Option<&Permanence>,
    after: &Permanence,
    beside: Option<&Permanence>,
) -> Result<Vec<Clash>, Refused> {
    let today = store.now().day_in(BRUSSELS);
    let team = store.advisers().named(&after.advisers).await?;
    let strangers = strangers(catalogue, &team, before, after, today);
    if !strangers.is_empty() {
        return Err(Refused::Fields(strangers));
    }
    let mut around = Around::load(store, catalogue, team, (after, before), today).await?;
    if let Some(beside) = beside.filter(|beside| around.others.contains_key(&beside.id)) {
        around.others.insert(beside.id.clone(), beside.clone());
    }
    let found = around.clashes(catalogue, after);
    let stood = before.map(|before| around.clashes(catalogue, before)).unwrap_or_default();
    let new: Vec<Clash> = found.iter().filter(|clash| clash.is_hard() && !stood.contains(clash)).cloned().collect();
    if new.is_empty() { Ok(by_reason(found)) } else { Err(Refused::Clashes(by_reason(new))) }
}

/// What a stored permanence clashes with; costs what [`hold`] does.
pub(crate) async fn standing(
    store: &Store,
    catalogue: &Catalogue,
    permanence: &Permanence,
) -> Result<Vec<Clash>, TableError> {
    let today = store.now().day_in(BRUSSELS);
    let team = store.advisers().named(&permanence.advisers).await?;
    let around = Around::load(store, catalogue, team, (permanence, None), today).await?;
    Ok(by_reason(around.clashes(catalogue, permanence)))
}

/// Advisers who were not there before and are not of the agency, each at its
/// place in the list.
fn strangers(
    catalogue: &Catalogue,
    team: &Team,
    before: Option<&Permanence>,
    after: &Permanence,
    today: NaiveDate,
) -> Vec<FieldError> {
    let own = acting(catalogue, &after.agency, today);
    let stayed = |id| before.is_some_and(|before| before.agency == after.agency && before.advisers.contains(id));
    let wrong = |id| match team.get(id) {
        None => Some(Wrong::UnknownAdviser),
        Some(adviser) if acting(catalogue, &adviser.agency, today) != own => Some(Wrong::AdviserOfAnother),
        Some(_) => None,
    };
    let named = after.advisers.iter().enumerate().filter(|(_, id)| !stayed(id));
    named.filter_map(|(at, id)| Some(FieldError::new(format!("/advisers/{at}"), wrong(id)?))).collect()
}

fn acting<'a>(catalogue: &'a Catalogue, agency: &'a AgencyId, day: NaiveDate) -> &'a AgencyId {
    catalogue.acting(agency, day).map_or(agency, |agency| &agency.id)
}

/// The lists in which an agency's presences stand: its own, and those of the
/// agencies whose work it does.
pub(crate) fn lists_of(catalogue: &Catalogue, agency: &AgencyId, day: NaiveDate) -> Vec<PermanenceList> {
    let own = acting(catalogue, agency, day);
    let followed = catalogue.agencies.keys().filter(|other| *other != agency && acting(catalogue, other, day) == own);
    std::iter::once(agency).chain(followed).map(|agency| PermanenceList::Agency(agency.clone())).collect()
}

/// What stands around a permanence.
struct Around {
    team: Team,
    others: BTreeMap<PermanenceId, Permanence>,
    today: NaiveDate,
    windows: Vec<Window>,
}

impl Around {
    async fn load(
        store: &Store,
        catalogue: &Catalogue,
        team: Team,
        (of, before): (&Permanence, Option<&Permanence>),
        today: NaiveDate,
    ) -> Result<Self, TableError> {
        let windows = windows(of, before, today);
        let from = windows.first().map_or(today, |window| window.from());
        let mut lists = vec![PermanenceList::Location(of.location.clone())];
        if of.room.is_some() {
            lists.extend(beside(catalogue, &of.location).cloned().map(PermanenceList::Location));
        }
        if !of.advisers.is_empty() {
            lists.extend(lists_of(catalogue, &of.agency, today));
        }
        let mut others = BTreeMap::new();
        for list in &lists {
            let found = store.permanences().list(list, from).await?;
            others.extend(found.into_iter().map(|one| (one.id.clone(), one)));
        }
        others.remove(&of.id);
        Ok(Self { team, others, today, windows })
    }

    /// What clashes with the sessions of a permanence, from today on.
    fn clashes(&self, catalogue: &Catalogue, of: &Permanence) -> Vec<Clash> {
        let all = || self.others.values().chain(std::iter::once(of));
        let sessions: Vec<Occurrence<'_>> =
            self.windows.iter().flat_map(|window| occurrences(catalogue, all(), *window, Drafts::Shown)).collect();
        let mut found = among(catalogue, &self.team, &sessions);
        let own = |clash: &Clash| {
            let of_this = |id: &domain::ids::SessionId| id.parts().is_some_and(|(permanence, _)| permanence == of.id);
            clash.sessions.iter().any(of_this)
        };
        found.retain(|clash| own(clash) && clash.days.last().is_some_and(|day| *day >= self.today));
        found
    }
}

/// The other places of a building.
fn beside<'a>(catalogue: &'a Catalogue, id: &'a LocationId) -> impl Iterator<Item = &'a LocationId> {
    let building = catalogue.locations.get(id).and_then(|location| location.building.as_ref());
    let own = move |other: &&Location| building.is_some() && other.building.as_ref() == building && &other.id != id;
    catalogue.locations.values().filter(own).map(|other| &other.id)
}

/// Sessions of a series that are looked at, at least.
const SESSIONS: u64 = 6;
/// No series is looked at further ahead than three years.
const FURTHEST: u64 = 3 * 366;

/// The days that a permanence is held against the rota on, in order and apart:
/// from the first week on as far as its rhythm asks for, and the weeks of
/// single sessions that differ, now or before. From Monday, so that a week's
/// sessions are counted whole.
fn windows(of: &Permanence, before: Option<&Permanence>, today: NaiveDate) -> Vec<Window> {
    let first = of.start.date().max(today);
    let week = |day: NaiveDate| day.week(Weekday::Mon).checked_first_day().unwrap_or(day);
    let later = |day: NaiveDate, days: u64| day.checked_add_days(Days::new(days)).unwrap_or(day);
    let days = match &of.rrule {
        None => 0,
        Some(rule) => match rule.frequency {
            Frequency::Weekly => SESSIONS * 7 * u64::from(rule.interval),
            Frequency::Monthly => (SESSIONS * 31 * u64::from(rule.interval)).max(366),
        },
    };
    let days = days.max(MAX_WINDOW_DAYS.unsigned_abs()).min(FURTHEST);
    let (from, end) = (week(first), later(week(first), days));
    let mut found = Vec::new();
    let mut at = from;
    while at < end {
        let to = later(at, MAX_WINDOW_DAYS.unsigned_abs()).min(end);
        let Ok(window) = Window::new(at, to) else { break };
        found.push(window);
        at = to;
    }
    let exceptions = of.exceptions.iter().chain(before.into_iter().flat_map(|before| &before.exceptions));
    let single = exceptions.flat_map(|one| [Some(one.date), one.start.map(|start| start.date())]).flatten();
    let weeks: BTreeSet<NaiveDate> = single.filter(|day| *day >= end.max(today)).map(week).collect();
    // The week in which the others end is looked at from there on only.
    let weeks = weeks.into_iter().map(|monday| (monday.max(end), later(monday, 7)));
    found.extend(weeks.filter_map(|(from, to)| Window::new(from, to).ok()));
    found
}

/// What clashes among sessions.
pub(crate) fn among(catalogue: &Catalogue, team: &Team, sessions: &[Occurrence<'_>]) -> Vec<Clash> {
    let planned: Vec<Planned<'_>> = sessions.iter().map(|(session, permanence)| (session, *permanence)).collect();
    clashes(catalogue, team, &planned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(rrule: Option<&str>, exceptions: &[(&str, &str)]) -> Permanence {
        let exceptions: Vec<_> = exceptions
            .iter()
            .map(|(date, start)| serde_json::json!({"date": date, "cancelled": false, "start": start}))
            .collect();
        serde_json::from_value(serde_json::json!({
            "id": "p", "agency": "hub", "location": "icab", "advisers": [], "services": [], "seats": 1,
            "start": "2026-11-24T09:30", "duration_minutes": 180, "timezone": "Europe/Brussels", "rrule": rrule,
            "exceptions": exceptions, "slot_minutes": 40, "buffer_minutes": 5, "languages": [], "status": "published"
        }))
        .unwrap()
    }

    #[test]
    fn a_series_is_looked_at_for_six_sessions_or_a_year_of_months_and_for_single_sessions_beyond() {
        let today = "2026-11-24".parse().unwrap();
        let days = |of: &Permanence, before: Option<&Permanence>| {
            let windows = windows(of, before, today);
            let apart = windows.windows(2).all(|pair| pair[0].to() <= pair[1].from());
            assert!(apart, "no session is looked at twice: {windows:?}");
            let days = |window: &Window| (window.to() - window.from()).num_days();
            windows.iter().map(days).collect::<Vec<_>>()
        };
        assert_eq!(days(&series(None, &[]), None), [92]);
        assert_eq!(days(&series(Some("FREQ=WEEKLY"), &[]), None), [92]);
        assert_eq!(days(&series(Some("FREQ=WEEKLY;INTERVAL=4"), &[]), None), [92, 76]);
        assert_eq!(days(&series(Some("FREQ=MONTHLY;BYDAY=4TU"), &[]), None), [92, 92, 92, 90]);
        assert_eq!(days(&series(Some("FREQ=MONTHLY;BYDAY=4TU;INTERVAL=12"), &[]), None).iter().sum::<i64>(), 3 * 366);
        let moved =
            series(Some("FREQ=WEEKLY"), &[("2027-05-04", "2027-06-01T14:00"), ("2026-12-01", "2026-12-02T14:00")]);
        assert_eq!(days(&moved, None), [92, 7, 7]);
        assert_eq!(days(&series(Some("FREQ=WEEKLY"), &[]), Some(&moved)), [92, 7, 7], "what is taken back, too");
    }
}
