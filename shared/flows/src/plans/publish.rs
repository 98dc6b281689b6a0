//! Publishing a plan: what it would do, and that it is to be done.

use std::collections::{BTreeMap, BTreeSet};

use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::ids::{AgencyId, LocationId, PermanenceId};
use domain::permanence::Permanence;
use rota_planner::{Assignment, Change, Gone, Standing};
use serde::{Deserialize, Serialize};
use store::repos::plans::PlanStatus;
use store::{Store, TableError, Transaction, Versioned};

use super::about::about;
use super::ask::{PlanError, real};
use super::decided::Decided;
use super::fits::Meanwhile;
use super::gains::{Places, differences, places_of};
use super::in_part::{Chosen, part_of};
use super::settled::{Done, Plan, Publishing, Step};
use super::steps::{Known, Refused, decide, leaving};
use super::withheld::withheld;
use crate::bookings::affected;

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
    /// Agencies that are told as they wish.
    pub agencies: BTreeSet<AgencyId>,
    /// Places at which more parties are served in time than today.
    pub gain: Places,
    /// Places at which fewer are.
    pub lose: Places,
}

/// Whether a series has no session at all in the weeks of the plan, and does not
/// only leave some out.
pub fn is_whole(gone: &Gone, today: &Standing) -> bool {
    gone.cells.len() >= today.cells.len()
}

/// The changes of the rota that a plan asks for, those that make room first.
pub fn steps_of(result: &rota_planner::Plan, problem: &rota_planner::Problem, chosen: &Chosen) -> Vec<Step> {
    let everything = chosen.assignments.is_empty();
    let of = |one: &Assignment| chosen.has(&one.id, &one.agency);
    let mut found = Vec::new();
    let moved: BTreeSet<_> = result
        .assignments
        .iter()
        .filter_map(|one| match &one.change {
            Change::Moved { from } => Some(from.clone()),
            _ => None,
        })
        .collect();
    for gone in result.gone.iter().filter(|_| everything) {
        let Some(standing) = problem.standing.iter().find(|one| one.permanence == gone.permanence) else { continue };
        if !chosen.has("", &standing.agency) || moved.contains(&gone.permanence) {
            continue;
        }
        let permanence = gone.permanence.clone();
        if is_whole(gone, standing) {
            found.push(Step::End { permanence });
        } else {
            found.push(Step::Thin { permanence, days: gone.cells.iter().map(|cell| cell.day).collect() });
        }
    }
    for one in result.assignments.iter().filter(|one| of(one)) {
        if let Change::Moved { from } = &one.change {
            found.push(Step::Move { assignment: one.id.clone(), permanence: from.clone() });
        }
    }
    found.extend(result.assignments.iter().filter(|one| of(one)).filter_map(hold));
    for one in result.assignments.iter().filter(|one| of(one) && one.change == Change::New) {
        found.push(Step::Create { assignment: one.id.clone() });
    }
    found
}

/// The step of an assignment that holds one session of a series.
pub(crate) fn hold(one: &Assignment) -> Option<Step> {
    let Change::Held { permanence, day } = &one.change else { return None };
    Some(Step::Hold { assignment: one.id.clone(), permanence: permanence.clone(), day: *day })
}

/// What publishing would do; nothing is stored. Two queries of the plan, and for
/// each step what taking it reads.
pub async fn ahead(store: &Store, catalogue: &Catalogue, plan: &Plan, chosen: &Chosen) -> Result<Effects, PlanError> {
    real(plan)?;
    let known = Known::load(store, plan).await?.ok_or(PlanError::Stands(plan.status))?;
    let (steps, mut refused) = wanted(plan, &known, chosen);
    let mut effects = tried(store, catalogue, (plan, &known), &steps).await?;
    let withheld = refused.len();
    effects.leave_out(&refused, &known);
    refused.extend(effects.refused);
    Ok(Effects { refused, withheld, ..effects })
}

impl Effects {
    /// What is won or lost at a place is not told where something of it is not done:
    /// it was worked out for all of it.
    fn leave_out(&mut self, refused: &[Refused], known: &Known) {
        let touched: BTreeSet<&LocationId> = refused.iter().flat_map(|one| places_of(&one.step, known)).collect();
        self.gain.retain(|(place, _)| !touched.contains(place));
        self.lose.retain(|(place, _)| !touched.contains(place));
    }
}

/// The steps of what is chosen, and those that are left out.
fn wanted(plan: &Plan, known: &Known, chosen: &Chosen) -> (Vec<Step>, Vec<Refused>) {
    let withheld = withheld(plan, known, chosen);
    let mut steps = steps_of(&known.result, &known.problem, chosen);
    steps.retain(|step| !withheld.iter().any(|left| left.step == *step));
    (steps, withheld)
}

/// What these steps of what is known of a plan would do. For each step what
/// taking it reads.
pub(crate) async fn tried(
    store: &Store,
    catalogue: &Catalogue,
    (plan, known): (&Plan, &Known),
    first: &[Step],
) -> Result<Effects, TableError> {
    let mut trial = Trial::new(store, catalogue, plan, known);
    let stood_in_the_way = trial.all(first).await?;
    let refused = trial.all(&stood_in_the_way.into_iter().map(|one| one.step).collect::<Vec<_>>()).await?;
    trial.count_held().await?;
    let mut effects = trial.effects;
    effects.mails = effects.bookings_moved + effects.bookings_lost;
    (effects.gain, effects.lose) = differences(&known.result.figures, &known.result.today);
    effects.leave_out(&refused, known);
    Ok(Effects { refused, ..effects })
}

/// Has a plan, or what is chosen of it, become the rota, step by step, but for what
/// somebody said no to since it was worked out. The same again changes nothing. Two queries, one commit.
pub async fn publish(store: &Store, before: &Versioned<Plan>, chosen: &Chosen, by: Actor) -> Result<Plan, PlanError> {
    if before.value.status == PlanStatus::Published {
        return Ok(before.value.clone());
    }
    real(&before.value)?;
    let known = Known::load(store, &before.value).await?.ok_or(PlanError::Stands(before.value.status))?;
    let steps = |chosen: &Chosen| steps_of(&known.result, &known.problem, chosen);
    let part = part_of(&steps(chosen), &steps(&Chosen::default()), &known);
    let (todo, withheld) = wanted(&before.value, &known, chosen);
    let mut plan = published(store, before.value.clone(), todo, by);
    if let Some(publishing) = &mut plan.settled.publishing {
        publishing.part = part;
        publishing.done =
            withheld.into_iter().map(|Refused { step, reason, .. }| Done::refused(step, reason)).collect();
    }
    let mut tx = Transaction::new();
    store.plans().go_on(&mut tx, &plan, Some(before.version));
    store.commit(tx).await?;
    Ok(plan)
}

/// A plan that is to become the rota by these steps.
pub(crate) fn published(store: &Store, mut plan: Plan, todo: Vec<Step>, by: Actor) -> Plan {
    plan.status = PlanStatus::Published;
    plan.progress = if todo.is_empty() { 100 } else { 0 };
    plan.settled.publishing = Some(Publishing {
        by,
        at: store.now(),
        part: None,
        undoing: false,
        todo,
        last: Vec::new(),
        done: Vec::new(),
        changed: Vec::new(),
        stayed: Vec::new(),
    });
    plan
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
    /// What they would do.
    effects: Effects,
}

impl<'a> Trial<'a> {
    fn new(store: &'a Store, catalogue: &'a Catalogue, plan: &'a Plan, known: &'a Known) -> Self {
        Self {
            store,
            catalogue,
            of: (plan, known),
            meanwhile: Meanwhile::new(),
            held: BTreeMap::new(),
            effects: Effects::default(),
        }
    }

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
        let line: Vec<&Permanence> = decided.line().collect();
        let agency = decided.before.as_ref().map(|before| &before.value.agency);
        effects.agencies.extend(agency.or(line.first().map(|one| &one.agency)).cloned());
        if let Step::Hold { permanence, .. } = step {
            self.held.entry(permanence.clone()).or_default().extend(line.iter().map(|one| one.id.clone()));
        } else if let Some(before) = &decided.before {
            let found = affected(self.store, self.catalogue, &before.value.id, &line).await?;
            effects.bookings_moved += found.moved.len();
            effects.bookings_lost += found.lost.len();
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
    /// Adds what becomes of the appointments of series of which sessions are held
    /// otherwise.
    async fn count_held(&mut self) -> Result<(), TableError> {
        for (id, line) in &self.held {
            let mut line: Vec<&Permanence> =
                line.iter().filter_map(|id| self.meanwhile.get(id)).filter_map(Option::as_ref).collect();
            line.sort_by_key(|one| one.start);
            let found = affected(self.store, self.catalogue, id, &line).await?;
            self.effects.bookings_moved += found.moved.len();
            self.effects.bookings_lost += found.lost.len();
        }
        Ok(())
    }
}
