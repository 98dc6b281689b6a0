//! Holding a permanence against the rota before it is saved.
//!
//! What is looked at is bounded: three months to come at least, a year of what
//! recurs by months, and as long as six sessions take; the weeks of single
//! sessions that differ, however far ahead; the presences at the same place, in
//! its building where a room is named, and those of the same agency where
//! advisers are named. Two changes that are saved at the very same moment may
//! miss each other; the week shows what they made.

use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::{AgencyId, LocationId};
use domain::location::Location;
use domain::permanence::Permanence;
use domain::rota::{Clash, Planned, Team, by_reason, clashes, looked_at};
use domain::sessions::{Drafts, Window};
use store::keys::PermanenceList;
use store::{Store, TableError};
use web::Problem;

use crate::problems;
use crate::sessions::{Occurrence, all_of, occurrences};

/// Why a permanence is not saved.
#[derive(Debug)]
pub(crate) enum Refused {
    /// Its advisers are not the agency's, or a session is moved to where it would
    /// not take place.
    Fields(Vec<FieldError>),
    /// It can't take place like that; at least one clash, hard ones only.
    Clashes(Vec<Clash>),
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
/// by step. A draft's is refused when it is published. Where `beside` is to be
/// saved with it, what it is to be counts, not what is stored of it: so the rest of
/// a series is held against what stays of its beginning. One query; where a room is
/// named one for each other place of the building; where advisers are named one get
/// of them and one query more, and another for each agency whose work the agency
/// took over.
pub(crate) async fn hold(
    store: &Store,
    catalogue: &Catalogue,
    before: Option<&Permanence>,
    after: &Permanence,
    beside: Option<&Permanence>,
) -> Result<Vec<Clash>, Refused> {
    after.check_moves(before, catalogue).map_err(Refused::Fields)?;
    let today = store.now().day_in(BRUSSELS);
    let team = store.advisers().named(&after.advisers).await?;
    let strangers = strangers(catalogue, &team, before, after, today);
    if !strangers.is_empty() {
        return Err(Refused::Fields(strangers));
    }
    let mut around = Around::load(store, catalogue, team, (after, before), today).await?;
    if let Some(beside) = beside
        && let Some(stored) = around.others.iter_mut().find(|one| one.id == beside.id)
    {
        stored.clone_from(beside);
    }
    let found = around.clashes(catalogue, after);
    let counted = before.filter(|before| before.is_published() || !after.is_published());
    let stood = counted.map(|before| around.clashes(catalogue, before)).unwrap_or_default();
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
    others: Vec<Permanence>,
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
        let windows = looked_at(of, before, today);
        let from = windows.first().map_or(today, |window| window.from());
        let mut lists = vec![PermanenceList::Location(of.location.clone())];
        if of.room.is_some() {
            lists.extend(beside(catalogue, &of.location).cloned().map(PermanenceList::Location));
        }
        if !of.advisers.is_empty() {
            lists.extend(lists_of(catalogue, &of.agency, today));
        }
        let mut others = all_of(store, &lists, from).await?;
        others.retain(|one| one.id != of.id);
        Ok(Self { team, others, today, windows })
    }

    /// What clashes with the sessions of a permanence, from today on.
    fn clashes(&self, catalogue: &Catalogue, of: &Permanence) -> Vec<Clash> {
        let all = || self.others.iter().chain(std::iter::once(of));
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

/// What clashes among sessions.
pub(crate) fn among(catalogue: &Catalogue, team: &Team, sessions: &[Occurrence<'_>]) -> Vec<Clash> {
    let planned: Vec<Planned<'_>> = sessions.iter().map(|(session, permanence)| (session, *permanence)).collect();
    clashes(catalogue, team, &planned)
}
