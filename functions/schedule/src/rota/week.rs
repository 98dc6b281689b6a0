//! A week of the rota: who is where, what clashes, what is missing.

use std::sync::Arc;

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use domain::catalogue::Catalogue;
use domain::permanence::Permanence;
use domain::rota::{Clash, Covered, Planned, Team, by_reason, coverage, windows};
use domain::sessions::Drafts;
use store::keys::PermanenceList;
use web::{Context, Problem, Scope};

use super::among;
use crate::sessions::{Occurrence, is_visible, occurrences};

/// What a week is worked out from.
pub(crate) struct Week {
    /// The directory.
    pub(crate) catalogue: Arc<Catalogue>,
    /// Its first day.
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

    /// Who comes where, against the aim; `around` as [`Week::around`] gave it.
    pub(crate) fn coverage(&self, around: &[Occurrence<'_>]) -> Vec<Covered> {
        let planned: Vec<Planned<'_>> = around.iter().map(|(session, of)| (session, *of)).collect();
        coverage(&self.catalogue, &planned, self.monday)
    }
}

/// The Monday of an ISO week written `2026-W48`, of 2000 to 2100.
pub(crate) fn monday_of(week: &str) -> Option<NaiveDate> {
    let (year, number) = week.split_once("-W")?;
    let year = year.parse().ok().filter(|year| (2000..=2100).contains(year))?;
    NaiveDate::from_isoywd_opt(year, number.parse().ok()?, Weekday::Mon)
}

/// `2026-W48`.
pub(crate) fn week_of(day: NaiveDate) -> String {
    format!("{}-W{:02}", day.iso_week().year(), day.iso_week().week())
}
