//! Holding a permanence against the rota before it is saved.
//!
//! What is looked at is bounded: the three months to come, the presences at
//! the same place, and those of the same agency where advisers are named. Two
//! changes that are saved at the very same moment may miss each other; the
//! week shows what they made.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, Weekday};
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::{AgencyId, PermanenceId};
use domain::permanence::Permanence;
use domain::rota::{Clash, Planned, Team, by_reason, clashes};
use domain::sessions::{Drafts, MAX_WINDOW_DAYS, Window};
use store::keys::PermanenceList;
use store::{Store, TableError};
use web::Problem;

use crate::problems;
use crate::view::{Occurrence, occurrences};

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
/// by step. One query; where advisers are named one get of them and one query
/// more, and another for each agency whose work the agency took over.
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
    let mut around = Around::load(store, catalogue, team, after, today).await?;
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
    let around = Around::load(store, catalogue, team, permanence, today).await?;
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
    window: Option<Window>,
}

impl Around {
    async fn load(
        store: &Store,
        catalogue: &Catalogue,
        team: Team,
        of: &Permanence,
        today: NaiveDate,
    ) -> Result<Self, TableError> {
        let first = of.start.date().max(today);
        // From Monday, so that the first week's sessions are counted whole.
        let from = first.week(Weekday::Mon).checked_first_day().unwrap_or(first);
        let to = from.checked_add_days(Days::new(MAX_WINDOW_DAYS.unsigned_abs()));
        let mut lists = vec![PermanenceList::Location(of.location.clone())];
        if !of.advisers.is_empty() {
            lists.extend(lists_of(catalogue, &of.agency, today));
        }
        let mut others = BTreeMap::new();
        for list in &lists {
            let found = store.permanences().list(list, from).await?;
            others.extend(found.into_iter().map(|one| (one.id.clone(), one)));
        }
        others.remove(&of.id);
        Ok(Self { team, others, today, window: to.and_then(|to| Window::new(from, to).ok()) })
    }

    /// What clashes with the sessions of a permanence, from today on.
    fn clashes(&self, catalogue: &Catalogue, of: &Permanence) -> Vec<Clash> {
        let Some(window) = self.window else { return Vec::new() };
        let all = self.others.values().chain(std::iter::once(of));
        let sessions = occurrences(catalogue, all, window, Drafts::Shown);
        let mut found = among(catalogue, &self.team, &sessions);
        let own = |clash: &Clash| {
            let of_this = |id: &domain::ids::SessionId| id.parts().is_some_and(|(permanence, _)| permanence == of.id);
            clash.sessions.iter().any(of_this)
        };
        found.retain(|clash| own(clash) && clash.days.last().is_some_and(|day| *day >= self.today));
        found
    }
}

/// What clashes among sessions.
pub(crate) fn among(catalogue: &Catalogue, team: &Team, sessions: &[Occurrence<'_>]) -> Vec<Clash> {
    let planned: Vec<Planned<'_>> = sessions.iter().map(|(session, permanence)| (session, *permanence)).collect();
    clashes(catalogue, team, &planned)
}
