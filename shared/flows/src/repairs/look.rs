//! Looking what is broken, and working out what would mend it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::TimeDelta;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::event::Actor;
use domain::holidays::StaffDays;
use domain::ids::RepairId;
use domain::local_time::to_instant;
use domain::permanence::Permanence;
use domain::working_days::deadline;
use domain::worklist::{Task, TaskAbout};
use rota_planner::{Problem, Repair, Visit, repairs};
use store::keys::PermanenceList;
use store::{Store, TableError, Transaction, Versioned};

use super::broken::{Found, State};
use super::{Broken, Cause, Offer, Row, Worked, offers};
use crate::plans::{Known, tried};
use crate::rota::{Span, gather};

/// Weeks that are looked at.
const WEEKS: u32 = 13;
/// Repairs that are offered; and those that are tried, as the rota may refuse
/// one that the model allows.
const OFFERED: usize = 3;
const TRIED: usize = 8;
/// For so long a repair that was chosen may be on its way.
const ON_ITS_WAY: TimeDelta = TimeDelta::hours(1);
/// For so long a surge stands without being found again.
const SURGE_STANDS: TimeDelta = TimeDelta::days(14);

/// Looks what is broken where somebody asked, and keeps what would mend it;
/// whether anybody asked. One read where nobody did. Else what [`gather`] reads, all
/// presences and what stands already (a query each), what `unattended` reads, and
/// for each offer what trying its steps reads; a commit for each thing whose
/// repairs changed.
pub async fn look(store: &Store) -> Result<bool, TableError> {
    let Some(mark) = store.repairs().is_to_look().await? else { return Ok(false) };
    let catalogue = store.catalogue().load().await?;
    let today = store.now().day_in(BRUSSELS);
    let problem = gather(store, &catalogue, Span::of(today, WEEKS), &|_| false).await?;
    let known: Vec<Versioned<Row>> = store.repairs().all().await?;
    let mut known: BTreeMap<RepairId, Versioned<Row>> =
        known.into_iter().map(|row| (row.value.id.clone(), row)).collect();
    match problem.check() {
        Err(error) => tracing::error!(?error, "what is broken can't be looked for from what was gathered"),
        Ok(()) => {
            let permanences = store.permanences().list(&PermanenceList::All, today).await?;
            let state = State::of(store, &catalogue, (&problem, &permanences), today).await?;
            let rota = Rota { store, catalogue: &catalogue, problem: Arc::new(problem), permanences };
            rota.mend(state, &mut known).await?;
        }
    }
    // Whoever presses twice finds what the first press made.
    for whole in known.into_values().filter(|whole| !is_on_its_way(store, &whole.value)) {
        change(store, Some(&whole), None).await?;
    }
    let mut tx = Transaction::new();
    store.repairs().looked(&mut tx, mark);
    match store.commit(tx).await {
        // Somebody asked again meanwhile: it is looked once more.
        Ok(()) | Err(TableError::Conflict { .. }) => Ok(true),
        Err(error) => Err(error),
    }
}

/// Whether somebody chose a repair a moment ago.
fn is_on_its_way(store: &Store, row: &Row) -> bool {
    row.chosen.is_some() && store.now() < row.at.plus(ON_ITS_WAY)
}

/// Saves what changed; what somebody chose or worked out meanwhile stays.
async fn change(store: &Store, before: Option<&Versioned<Row>>, after: Option<&Row>) -> Result<(), TableError> {
    let mut tx = Transaction::new();
    store.repairs().change(&mut tx, before, after);
    match store.commit(tx).await {
        Ok(()) | Err(TableError::Conflict { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

/// The rota as it was found.
struct Rota<'a> {
    store: &'a Store,
    catalogue: &'a Catalogue,
    problem: Arc<Problem>,
    permanences: Vec<Permanence>,
}

impl Rota<'_> {
    /// Works out what would mend each thing; what is left in `known` is whole.
    async fn mend(&self, state: State, known: &mut BTreeMap<RepairId, Versioned<Row>>) -> Result<(), TableError> {
        let State { standing, found } = state;
        let breaches: Vec<_> = found.iter().map(|one| one.breach.clone()).collect();
        let (problem, standing) = (Arc::clone(&self.problem), Arc::new(standing));
        let visits = Arc::clone(&standing);
        // A thread of its own: no request waits for it.
        let working = tokio::task::spawn_blocking(move || repairs(&problem, &visits, &breaches, TRIED));
        let all = working.await.map_err(|error| TableError::Invalid(error.to_string()))?;
        for (Found { broken, .. }, repairs) in found.into_iter().zip(all) {
            let Some(id) = broken.id() else {
                tracing::error!(place = %broken.place, agency = %broken.agency, "no id for what is broken");
                continue;
            };
            let before = known.remove(&id);
            let stays = |row: &Row| row.let_be || (row.chosen.is_some() && self.store.now() < row.at.plus(ON_ITS_WAY));
            if before.as_ref().is_some_and(|before| stays(&before.value)) {
                continue;
            }
            let worked = self.worked(broken, &standing, &repairs).await?;
            let is_nothing = worked.offers.is_empty() && worked.broken.cause == Cause::Closing;
            let after = (!is_nothing).then(|| self.row(id, worked, before.as_ref()));
            let is_same = |before: &Versioned<Row>, after: &Row| {
                before.value.worked == after.worked && before.value.chosen.is_none()
            };
            if !before.as_ref().zip(after.as_ref()).is_some_and(|(before, after)| is_same(before, after)) {
                change(self.store, before.as_ref(), after.as_ref()).await?;
            }
        }
        Ok(())
    }

    /// The best repairs that the rota does not refuse.
    async fn worked(&self, broken: Broken, standing: &[Visit], found: &[Repair]) -> Result<Worked, TableError> {
        let mut offers: Vec<Offer> = Vec::new();
        for repair in found {
            if offers.len() == OFFERED {
                break;
            }
            let Some(plan) = offers::plan(&self.problem, standing, (&broken, repair), &self.permanences) else {
                continue;
            };
            let problem = offers::trimmed(&self.problem, &broken, std::slice::from_ref(&plan));
            let alone = Worked { broken: broken.clone(), problem, offers: Vec::new() };
            let row = offers::row(self.store, &alone, Actor::System)?;
            let steps = offers::steps(&plan);
            let known = Known { problem: alone.problem, result: plan };
            let effects = tried(self.store, self.catalogue, (&row, &known), &steps).await?;
            if effects.refused.is_empty() {
                let (gain, parts) = (repair.gain, repair.parts.clone());
                offers.push(Offer { plan: known.result, effects, gain, parts });
            }
        }
        let plans: Vec<_> = offers.iter().map(|one| one.plan.clone()).collect();
        let problem = offers::trimmed(&self.problem, &broken, &plans);
        Ok(Worked { broken, problem, offers })
    }

    fn row(&self, id: RepairId, worked: Worked, before: Option<&Versioned<Row>>) -> Row {
        let now = self.store.now();
        let known = before.filter(|before| before.value.chosen.is_none());
        let since = known.and_then(|before| before.value.task.as_ref()).map_or(now, |task| task.since);
        let begins = worked.broken.session.as_ref().map(|session| to_instant(session.start, BRUSSELS));
        let repair = id.clone();
        let about = match worked.broken.cause {
            // The session stands on the list itself.
            Cause::Absence => None,
            Cause::Closing => Some(TaskAbout::Closing { repair }),
            Cause::Surge { .. } => Some(TaskAbout::Surge { repair }),
        };
        let task = about.map(|about| Task {
            about,
            agency: Some(worked.broken.agency.clone()),
            location: Some(worked.broken.place.clone()),
            since,
            due: begins.unwrap_or_else(|| deadline(since, 1, &StaffDays::default())),
        });
        let ends = begins.map_or_else(|| now.plus(SURGE_STANDS), |begins| begins.plus(TimeDelta::days(1)));
        Row { id, task, at: now, ends, chosen: None, let_be: false, worked }
    }
}
