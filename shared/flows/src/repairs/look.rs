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
use rota_planner::{Assignment, Breach, Mended, Problem, Visit, repairs};
use store::keys::PermanenceList;
use store::{Store, TableError, Transaction, Versioned};

use super::broken::{Found, State};
use super::{Broken, Cause, Offer, Row, Worked, offers};
use crate::beside::beside;
use crate::plans::{Known, tried};
use crate::rota::{Span, gather};

/// Weeks that are looked at.
const WEEKS: u32 = 13;
/// Repairs that are offered; and those that are tried, as the rota may refuse
/// one that the model allows.
const OFFERED: usize = 3;
const TRIED: usize = 8;
/// So often others are looked for where the rota refused some.
const ROUNDS: usize = 4;
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
    TableError::unless_conflict(store.commit(tx).await)
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
        let standing = Arc::new(standing);
        let groups = found.iter().map(|one| one.breaches.clone()).collect();
        let all = self.ways(&standing, groups).await?;
        for (found, ways) in found.into_iter().zip(all) {
            let Some(id) = found.broken.id() else {
                let Broken { place, agency, .. } = found.broken;
                tracing::error!(%place, %agency, "no id for what is broken");
                continue;
            };
            let before = known.remove(&id);
            let stays = |row: &Row| row.let_be || (row.chosen.is_some() && self.store.now() < row.at.plus(ON_ITS_WAY));
            if before.as_ref().is_some_and(|before| stays(&before.value)) {
                continue;
            }
            let worked = self.worked(found, &standing, ways).await?;
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

    /// What would mend each group of breaches.
    async fn ways(&self, standing: &Arc<Vec<Visit>>, groups: Vec<Vec<Breach>>) -> Result<Vec<Vec<Mended>>, TableError> {
        let (problem, visits) = (Arc::clone(&self.problem), Arc::clone(standing));
        let working = beside(move |_| repairs(&problem, &visits, &groups, TRIED));
        working.await.map_err(|error| TableError::Invalid(error.to_string()))
    }

    /// The best ways that the rota does not refuse; where it refuses some, others
    /// are looked for without what it refused.
    async fn worked(
        &self,
        found: Found,
        standing: &Arc<Vec<Visit>>,
        mut ways: Vec<Mended>,
    ) -> Result<Worked, TableError> {
        let Found { broken, mut breaches } = found;
        let mut offers = Vec::new();
        for round in 1..=ROUNDS {
            let (kept, refused) = self.tried(&broken, standing, &ways).await?;
            offers = kept;
            if offers.len() == OFFERED || refused.is_empty() || round == ROUNDS {
                break;
            }
            for (number, visit) in refused {
                breaches.get_mut(number).into_iter().for_each(|breach| breach.not.push(visit.clone()));
            }
            ways = self.ways(standing, vec![breaches.clone()]).await?.pop().unwrap_or_default();
        }
        let plans: Vec<_> = offers.iter().map(|one| one.plan.clone()).collect();
        let problem = offers::trimmed(&self.problem, &broken, &plans);
        Ok(Worked { broken, problem, offers })
    }

    /// Of some ways the first that can be published as they are, and the visits
    /// that the rota refused in others, each with the number of its breach.
    async fn tried(
        &self,
        broken: &Broken,
        standing: &[Visit],
        ways: &[Mended],
    ) -> Result<(Vec<Offer>, Vec<(usize, Visit)>), TableError> {
        let mut offers: Vec<Offer> = Vec::new();
        let mut refused: Vec<(usize, Visit)> = Vec::new();
        for way in ways {
            let visits = way.repairs.iter().enumerate();
            let visits = visits.filter_map(|(number, one)| Some((number, offers::visit(&one.as_ref()?.assignment)?)));
            let visits: Vec<(usize, Visit)> = visits.collect();
            if offers.len() == OFFERED || visits.iter().any(|one| refused.contains(one)) {
                continue;
            }
            let Some(plan) = offers::plan(&self.problem, standing, (broken, way), &self.permanences) else {
                continue;
            };
            let problem = offers::trimmed(&self.problem, broken, std::slice::from_ref(&plan));
            let alone = Worked { broken: broken.clone(), problem, offers: Vec::new() };
            let row = offers::row(self.store, &alone, Actor::System)?;
            let steps = offers::steps(&plan);
            let known = Known { problem: alone.problem, result: plan };
            let effects = tried(self.store, self.catalogue, (&row, &known), &steps).await?;
            if effects.refused.is_empty() {
                offers.push(Offer { plan: known.result, effects, gain: way.gain, parts: way.parts.clone() });
                continue;
            }
            let assignments = known.result.assignments.iter().zip(visits);
            let is_refused = |assignment: &Assignment| {
                effects.refused.iter().any(|one| one.step.assignment() == Some(assignment.id.as_str()))
            };
            refused.extend(assignments.filter(|(one, _)| is_refused(one)).map(|(_, visit)| visit));
        }
        Ok((offers, refused))
    }

    fn row(&self, id: RepairId, worked: Worked, before: Option<&Versioned<Row>>) -> Row {
        let now = self.store.now();
        let known = before.filter(|before| before.value.chosen.is_none());
        let since = known.map_or(now, |Versioned { value: before, .. }| {
            let stored = before.since.or(before.task.as_ref().map(|task| task.since));
            stored.unwrap_or(before.at)
        });
        let begins = worked.broken.first().map(|session| to_instant(session.start, BRUSSELS));
        let soon = deadline(since, 1, &StaffDays::default());
        let repair = id.clone();
        let about = match worked.broken.cause {
            // Its sessions stand on the list themselves.
            Cause::Absence => None,
            Cause::Closing => Some(TaskAbout::Closing { repair }),
            Cause::Surge { .. } => Some(TaskAbout::Surge { repair }),
        };
        let task = about.map(|about| Task {
            about,
            agency: Some(worked.broken.agency.clone()),
            location: Some(worked.broken.place.clone()),
            since,
            // Their people were told already: it waits for nothing.
            due: begins.into_iter().chain([soon]).min().unwrap_or(soon),
        });
        let ends = begins.map_or_else(|| now.plus(SURGE_STANDS), |begins| begins.plus(TimeDelta::days(1)));
        Row { id, task, since: Some(since), at: now, ends, chosen: None, let_be: false, worked }
    }
}
