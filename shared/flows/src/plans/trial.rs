//! What steps of a plan would do: each is tried as the rota would be after those
//! before it, and nothing is stored.

use std::collections::{BTreeMap, BTreeSet};

use domain::catalogue::Catalogue;
use domain::ids::{AgencyId, PermanenceId};
use domain::permanence::Permanence;
use serde::{Deserialize, Serialize};
use store::{Store, TableError};

use super::about::about;
use super::decided::Decided;
use super::fits::Meanwhile;
use super::gains::{Places, differences};
use super::settled::{Plan, Step};
use super::steps::{Known, Refused, decide, leaving};
use crate::bookings::{Touched, affected};
use crate::notices::Foretold;

/// What publishing would do, as things stand.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Effects {
    /// New series.
    pub created: usize,
    /// Series that go on otherwise.
    pub moved: usize,
    /// Series that end.
    pub ended: usize,
    /// Series that pause for the weeks of the plan, and go on after them.
    #[serde(default)]
    pub paused: usize,
    /// Sessions taken out of series that stay.
    pub thinned: usize,
    /// Single sessions that are held otherwise.
    #[serde(default)]
    pub held: usize,
    /// The steps that would be taken, in order.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// Steps that are not taken, with why: first those that somebody said no to, then
    /// those that can't be taken as things stand.
    pub refused: Vec<Refused>,
    /// How many of them somebody said no to.
    #[serde(default)]
    pub withheld: usize,
    /// Appointments whose time or place changes.
    pub bookings_moved: usize,
    /// Appointments that lose their slot.
    pub bookings_lost: usize,
    /// Mails to people with appointments: one each.
    pub mails: usize,
    /// Mails to advisers, agencies and the people of places, at once or on the next
    /// working morning, as each wishes.
    #[serde(default)]
    pub notices: usize,
    /// Agencies that are told as they wish.
    pub agencies: BTreeSet<AgencyId>,
    /// Places at which more parties are served in time than today.
    pub gain: Places,
    /// Places at which fewer are.
    pub lose: Places,
}

/// What these steps of what is known of a plan would do, were it published by whoever
/// asked for it. The staff; for each step what taking it reads, and who would be told.
pub(crate) async fn tried(
    store: &Store,
    catalogue: &Catalogue,
    (plan, known): (&Plan, &Known),
    first: &[Step],
) -> Result<Effects, TableError> {
    let mut trial = Trial {
        store,
        catalogue,
        of: (plan, known),
        meanwhile: Meanwhile::new(),
        held: BTreeMap::new(),
        told: Foretold::by(store, &plan.by).await?,
        effects: Effects::default(),
    };
    let stood_in_the_way = trial.all(first).await?;
    let refused = trial.all(&stood_in_the_way.into_iter().map(|one| one.step).collect::<Vec<_>>()).await?;
    trial.count_held().await?;
    let Trial { told, effects, .. } = trial;
    let (gain, lose) = differences(&known.result.figures, &known.result.today);
    let mails = effects.bookings_moved + effects.bookings_lost;
    Ok(Effects { refused, mails, notices: told.mails(), gain, lose, ..effects })
}

/// Steps that are tried one after another, each as the rota would be after those
/// before it.
struct Trial<'a> {
    store: &'a Store,
    catalogue: &'a Catalogue,
    of: (&'a Plan, &'a Known),
    meanwhile: Meanwhile,
    /// Series of which sessions are held otherwise, each with those that stand for
    /// it: what becomes of its appointments is seen once all of them are tried.
    held: BTreeMap<PermanenceId, BTreeSet<PermanenceId>>,
    /// Who would be told.
    told: Foretold<'a>,
    /// What they would do.
    effects: Effects,
}

impl Trial<'_> {
    /// Tries steps; answers those that can't be taken.
    async fn all(&mut self, steps: &[Step]) -> Result<Vec<Refused>, TableError> {
        let mut refused = Vec::new();
        self.meanwhile.extend(leaving(steps));
        for step in steps {
            let of = (self.of.0, self.of.1, &self.meanwhile);
            match decide(self.store, self.catalogue, of, step).await? {
                Err(reason) => {
                    if let Step::Move { permanence, .. } = step {
                        self.meanwhile.remove(permanence);
                    }
                    let about = about(step, &self.of.1.result, &self.of.1.problem);
                    refused.push(Refused { step: step.clone(), about, reason });
                }
                Ok(decided) => self.count(step, decided).await?,
            }
        }
        Ok(refused)
    }

    async fn count(&mut self, step: &Step, decided: Decided) -> Result<(), TableError> {
        let effects = &mut self.effects;
        effects.steps.push(step.clone());
        match step {
            Step::Create { .. } => effects.created += 1,
            Step::Move { .. } => effects.moved += 1,
            Step::End { .. } if decided.goes_on() => effects.paused += 1,
            Step::End { .. } => effects.ended += 1,
            Step::Thin { days, .. } => effects.thinned += days.len(),
            Step::Hold { .. } => effects.held += 1,
        }
        for (_, change) in decided.told() {
            self.told.of_series(change).await?;
        }
        let line: Vec<&Permanence> = decided.line().collect();
        let agency = decided.before.as_ref().map(|before| &before.value.agency);
        effects.agencies.extend(agency.or(line.first().map(|one| &one.agency)).cloned());
        if let Step::Hold { permanence, .. } = step {
            self.held.entry(permanence.clone()).or_default().extend(line.iter().map(|one| one.id.clone()));
        } else if let Some(before) = &decided.before {
            self.count_appointments(&before.value.id, &line).await?;
        }
        let Decided { before, after, next, .. } = decided;
        if let Some(before) = before {
            self.meanwhile.insert(before.value.id, None);
        }
        for series in after.into_iter().chain(next.into_iter().map(|(next, _)| next)) {
            self.meanwhile.insert(series.id.clone(), Some(series));
        }
        Ok(())
    }

    /// Adds what becomes of the appointments of a series, were `line` in its place:
    /// those who are there are told of each.
    async fn count_appointments(&mut self, id: &PermanenceId, line: &[&Permanence]) -> Result<(), TableError> {
        let found = affected(self.store, self.catalogue, id, line).await?;
        self.effects.bookings_moved += found.moved.len();
        self.effects.bookings_lost += found.lost.len();
        for series in line {
            let known = |all: &[Touched]| all.iter().filter(|one| one.is_known && one.series == series.id).count();
            self.told.of_moved(known(&found.moved), series).await?;
            self.told.of_lost(known(&found.lost), series).await?;
        }
        Ok(())
    }

    /// Adds what becomes of the appointments of series of which sessions are held
    /// otherwise.
    async fn count_held(&mut self) -> Result<(), TableError> {
        for (id, line) in std::mem::take(&mut self.held) {
            let mut line: Vec<Permanence> =
                line.iter().filter_map(|id| self.meanwhile.get(id)).flatten().cloned().collect();
            line.sort_by_key(|one| one.start);
            self.count_appointments(&id, &line.iter().collect::<Vec<_>>()).await?;
        }
        Ok(())
    }
}
