//! A week of the rota: who is where, what clashes, what is missing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{Days, NaiveDate, NaiveDateTime};
use domain::catalogue::Catalogue;
use domain::ids::{AdviserId, PermanenceId, SessionId};
use domain::local_time;
use domain::permanence::Permanence;
use domain::rota::{Clash, Covered, Planned, Team, by_reason, coverage, windows};
use domain::sessions::{Drafts, Named, Session, agency_off, attend};
use store::keys::PermanenceList;
use store::{Store, TableError};
use web::{Context, Problem, Scope};

use super::among;
use crate::sessions::{Occurrence, is_visible, occurrences};

/// What a week is worked out from.
pub(crate) struct Week {
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) monday: NaiveDate,
    permanences: Vec<Permanence>,
    team: Team,
}

impl Week {
    /// Reads what somebody sees of a week. Two reads; where advisers are seen
    /// too, one more and one for each fifty of them. A host sees no adviser's
    /// absences.
    pub(crate) async fn load(context: &Context, scope: &Scope, monday: NaiveDate) -> Result<Self, Problem> {
        let [before, _] = windows(monday).map_err(|error| Problem::internal(&error))?;
        let store = &context.store;
        let catalogue = store.catalogue().load().await?;
        let mut permanences = store.permanences().list(&PermanenceList::All, before.from()).await?;
        permanences.retain(|permanence| is_visible(Some(scope), permanence));
        let team = match scope {
            Scope::All => store.advisers().team(None).await?,
            Scope::Agency(agency) => store.advisers().team(Some(agency)).await?,
            Scope::Location(_) => Team::default(),
        };
        Ok(Self { catalogue, monday, permanences, team })
    }

    /// The series that are not over when the week begins.
    pub(crate) fn series(&self) -> impl Iterator<Item = &Permanence> {
        self.permanences.iter().filter(|permanence| permanence.last_day() >= self.monday)
    }

    /// The sessions that the week's aims look at, its own among them.
    pub(crate) fn around(&self) -> Result<Vec<Occurrence<'_>>, Problem> {
        let parts = windows(self.monday).map_err(|error| Problem::internal(&error))?;
        let of = |window| occurrences(&self.catalogue, &self.permanences, window, Drafts::Shown);
        Ok(parts.into_iter().flat_map(of).collect())
    }

    /// Whether a session begins in the week.
    pub(crate) fn holds(&self, (session, _): &Occurrence<'_>) -> bool {
        let day = session.local_start.date();
        let next = self.monday.checked_add_days(Days::new(7)).unwrap_or(self.monday);
        self.monday <= day && day < next
    }

    /// What clashes among the week's sessions, each reason once.
    pub(crate) fn clashes(&self, sessions: &[Occurrence<'_>]) -> Vec<Clash> {
        by_reason(among(&self.catalogue, &self.team, sessions))
    }

    /// The series that whoever has this address holds.
    pub(crate) fn held_by(&self, address: &str) -> BTreeSet<&PermanenceId> {
        let is_own = |id: &AdviserId| {
            self.team.get(id).is_some_and(|adviser| adviser.email.as_str().eq_ignore_ascii_case(address))
        };
        self.permanences.iter().filter(|of| of.advisers.iter().any(is_own)).map(|of| &of.id).collect()
    }

    /// How many appointments to come stand at times at which nobody receives
    /// people, by session; of sessions whose advisers are all seen. A read for a
    /// hundred sessions that lost a time, none for none.
    pub(crate) async fn unattended(
        &self,
        store: &Store,
        sessions: &[Occurrence<'_>],
    ) -> Result<BTreeMap<SessionId, u32>, TableError> {
        let touched: Vec<Session> = sessions.iter().filter_map(|one| self.touched(one)).collect();
        let ids: Vec<SessionId> = touched.iter().map(|session| session.id.clone()).collect();
        let taken = store.bookings().taken(&ids).await?;
        let now = store.now();
        let booked = touched.into_iter().zip(taken).filter_map(|(session, taken)| {
            let left: Vec<NaiveDateTime> = session.slots.iter().map(|slot| slot.local_start).collect();
            let count = taken.besides(&left, local_time::to_local(now, session.timezone));
            (count > 0).then_some((session.id, count))
        });
        Ok(booked.collect())
    }

    /// A session with the slots that are left, where it lost any.
    fn touched(&self, (session, of): &Occurrence<'_>) -> Option<Session> {
        let named: Vec<Named<'_>> =
            of.advisers.iter().filter_map(|id| Some((self.team.get(id)?, self.team.busy(id)))).collect();
        let is_off = agency_off(session, &self.catalogue).is_some();
        let is_known = !named.is_empty() && named.len() == of.advisers.len();
        if !of.is_published() || !(is_off || is_known) {
            return None;
        }
        let mut left = session.clone();
        attend(&mut left, &named, &self.catalogue);
        (left.closed.is_some() || left.slots.len() < session.slots.len()).then_some(left)
    }

    /// Who comes where, against the aim; `around` as [`Week::around`] gave it.
    pub(crate) fn coverage(&self, around: &[Occurrence<'_>]) -> Vec<Covered> {
        let planned: Vec<Planned<'_>> = around.iter().map(|(session, of)| (session, *of)).collect();
        coverage(&self.catalogue, &planned, self.monday)
    }
}
