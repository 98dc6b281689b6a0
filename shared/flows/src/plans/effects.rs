//! The effects of plans: the steps of publishing one, and the mails that ask
//! agencies about their part.

use std::collections::BTreeSet;

use async_trait::async_trait;
use chrono::{NaiveDateTime, TimeDelta};
use domain::ids::{AdviserId, AgencyId, PlanId};
use domain::language::Language;
use domain::rota::Team;
use mail::compose::{self, AskedSeries, PlanAsked};
use rota_planner::{Assignment, Change, Gone, Standing};
use serde::{Deserialize, Serialize};
use store::repos::deliveries::{Delivery, Way, Work};
use store::repos::outbox::Pending;
use store::repos::plans::PlanStatus;
use store::{Store, TableError, Transaction, keys};

use super::settled::Settled;
use super::{answer, asking, go_on, quarter};
use crate::effects::{About, Context, Description, Outcome, Planned, Round, Task};
use crate::notices::of_plan;

/// Proposed rotas, as dispatch knows them.
#[derive(Debug, Clone, Copy)]
pub struct Plans;

const STEP: &str = "plan_step";
const ASK: &str = "plan_ask";
/// Series that a mail names, at most.
const NAMED: usize = 20;
/// Needs of so long are one look at what is broken.
const NEEDS_TOGETHER: TimeDelta = TimeDelta::hours(1);

/// A step that failed so often keeps nobody waiting who is to be told of those
/// before it.
const PATIENCE: u32 = 2;

/// A series as it is today, and its first session that goes elsewhere.
type Today<'a> = (&'a Standing, NaiveDateTime);

/// A step, or a mail, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum PlanWork {
    /// The next step of publishing, of the row of a version.
    PlanStep {
        /// Which plan.
        plan: PlanId,
        /// The version of its row.
        version: u64,
    },
    /// An agency is asked about its part.
    PlanAsk {
        /// Which plan.
        plan: PlanId,
        /// Whom.
        agency: AgencyId,
        /// The generation of its link.
        generation: u32,
    },
}

#[async_trait]
impl Context for Plans {
    fn partitions(&self) -> &'static [&'static str] {
        &[keys::PLAN]
    }

    fn kinds(&self) -> &'static [&'static str] {
        &[STEP, ASK]
    }

    fn follows(&self) -> &'static [&'static str] {
        &[keys::ADVISER, keys::LOCATION, keys::MORNING, keys::NEED]
    }

    /// Somebody is away or there again, a place closes or opens, or a working day
    /// begins: it is looked what is broken in the rota, beside everything else.
    /// A need that is stated, or asked of somebody else, may outgrow what comes:
    /// all of an hour are one look. On a morning the rota of the next quarter may be
    /// asked for. One commit, of the needs of a round mostly one read instead, and on a morning
    /// what [`quarter::prepare`] reads.
    async fn follow(&self, round: &Round<'_>, commit: &Pending) -> Result<Vec<Planned>, TableError> {
        let store = round.store;
        if commit.aggregate.starts_with(keys::NEED) {
            round.ask_to_look_by(store.now().plus(NEEDS_TOGETHER)).await?;
            return Ok(Vec::new());
        }
        let mut tx = Transaction::new();
        store.repairs().ask_to_look(&mut tx);
        store.commit(tx).await?;
        if commit.aggregate.starts_with(keys::MORNING) {
            quarter::prepare(store).await?;
        }
        Ok(Vec::new())
    }

    /// One read; where series changed what [`of_plan`] takes.
    async fn plan(&self, store: &Store, commit: &Pending) -> Result<Vec<Planned>, TableError> {
        let id = commit.aggregate.strip_prefix(keys::PLAN).and_then(|id| PlanId::parse(id).ok());
        let Some(id) = id else { return Ok(Vec::new()) };
        let found = store.plans().load::<Settled>(&id).await?;
        // A later commit has a mark of its own, but who is to be asked was said once.
        let Some(plan) = found else { return Ok(Vec::new()) };
        let mut planned = Vec::new();
        let now = store.now();
        for (_, agencies) in plan.value.settled.mails.iter().filter(|(version, _)| *version == commit.version) {
            for (agency, generation) in agencies {
                let work = PlanWork::PlanAsk { plan: id.clone(), agency: agency.clone(), generation: *generation };
                planned.push(Planned::new(&work, format!("mail-{agency}"), now)?);
            }
        }
        for (_, commits) in plan.value.settled.told.iter().filter(|(version, _)| *version == commit.version) {
            planned.extend(of_plan(store, commits).await?);
        }
        let goes_on = plan.value.settled.publishing.as_ref().is_some_and(|publishing| !publishing.todo.is_empty());
        if goes_on && plan.version == commit.version {
            planned.push(Planned::new(&PlanWork::PlanStep { plan: id, version: plan.version }, "step", now)?);
        }
        Ok(planned)
    }

    fn way(&self, work: &Work) -> Result<Way, TableError> {
        Ok(if work.kind() == STEP { Way::Direct } else { Way::Mail })
    }

    async fn perform(&self, task: &Task<'_>) -> Result<Outcome, TableError> {
        match task.delivery.work.read()? {
            PlanWork::PlanStep { plan, version } => match go_on::step(task.store, &plan, version).await {
                Err(error) if task.delivery.attempts >= PATIENCE => {
                    if !go_on::tell(task.store, &plan, version).await? {
                        return Err(error);
                    }
                    tracing::warn!(%plan, version, %error, "a step of a plan fails again: the steps before are told");
                    Ok(Outcome::Nothing)
                }
                taken => taken,
            },
            PlanWork::PlanAsk { plan, agency, generation } => ask(task, (&plan, &agency, generation)).await,
        }
    }

    async fn still_matter(&self, store: &Store, deliveries: &[&Delivery]) -> Result<Vec<bool>, TableError> {
        let mut matter = Vec::with_capacity(deliveries.len());
        for delivery in deliveries {
            matter.push(match delivery.work.read()? {
                PlanWork::PlanStep { .. } => true,
                PlanWork::PlanAsk { plan, agency, generation } => {
                    let found = store.plans().load::<Settled>(&plan).await?;
                    found.is_some_and(|found| found.value.settled.asked.get(&agency) == Some(&generation))
                }
            });
        }
        Ok(matter)
    }

    fn describe(&self, delivery: &Delivery) -> Result<Description, TableError> {
        Ok(match delivery.work.read()? {
            PlanWork::PlanStep { .. } => Description::new(STEP, "mail-plan-step", About::Other("mail-plan-of")),
            PlanWork::PlanAsk { agency, .. } => Description {
                agency: Some(agency),
                ..Description::new(ASK, "mail-plan-ask", About::Other("mail-plan-of"))
            },
        })
    }
}

/// The mail; nothing where the plan is not open any more, or the agency has no
/// part in it now, or a later link. The directory, one read, two queries, and one read
/// for each fifty advisers.
async fn ask(task: &Task<'_>, (id, agency, generation): (&PlanId, &AgencyId, u32)) -> Result<Outcome, TableError> {
    let store = task.store;
    let found = store.plans().load::<Settled>(id).await?.map(|found| found.value);
    let open = found.filter(|plan| {
        matches!(plan.status, PlanStatus::Ready | PlanStatus::Running)
            && plan.settled.asked.get(agency) == Some(&generation)
    });
    let Some(plan) = open else { return Ok(Outcome::Nothing) };
    let Some(result) = super::result(store, &plan).await? else { return Ok(Outcome::Nothing) };
    let catalogue = store.catalogue().load().await?;
    let Some(to) = catalogue.agencies.get(agency) else { return Ok(Outcome::Nothing) };
    let own = answer::part(&result, agency);
    let problem = super::problem(store, &plan).await?;
    let stops = problem.as_ref().map(|problem| answer::stops(&result, problem, agency)).unwrap_or_default();
    if own.is_empty() && stops.is_empty() {
        return Ok(Outcome::Nothing);
    }
    let changed = own.into_iter().filter(|one| !matches!(one.change, Change::Kept { .. })).take(NAMED);
    let named: Vec<(&Assignment, Option<Today<'_>>)> =
        changed.map(|one| (one, problem.as_ref().and_then(|problem| answer::instead_of(problem, one)))).collect();
    let team = store.advisers().named(&whoever(&named, &stops)).await?;
    let series = named.iter().map(|one| of(*one, (&team, catalogue.place_name(&one.0.place)))).collect();
    let ends = stops.iter().take(NAMED);
    let ends = ends
        .filter_map(|(series, gone)| stopped((series, gone), (&team, catalogue.place_name(&series.place))))
        .collect();
    Ok(task.mail(Some(compose::plan_asked(&PlanAsked {
        delivery: compose::Delivery {
            id: task.delivery.id.clone(),
            to: to.email.clone(),
            to_name: None,
            languages: Language::BOTH.into_iter().filter(|language| to.languages.contains(language)).collect(),
        },
        agency: to.short.clone(),
        from: plan.from,
        weeks: plan.weeks,
        by: asking::answer_by(&catalogue, &plan, agency),
        series,
        ends,
        link: task.url(&answer::link(store, id, agency, generation)),
    }))))
}

/// Whoever is to be somewhere, and whoever is there today, each once.
fn whoever(named: &[(&Assignment, Option<Today<'_>>)], stops: &[(&Standing, &Gone)]) -> Vec<AdviserId> {
    let mut ids: BTreeSet<AdviserId> =
        stops.iter().take(NAMED).flat_map(|(series, _)| series.advisers.iter().cloned()).collect();
    for (one, today) in named {
        ids.insert(one.adviser.clone());
        ids.extend(today.iter().flat_map(|(today, _)| today.advisers.iter().cloned()));
    }
    ids.into_iter().collect()
}

fn of((assignment, today): (&Assignment, Option<Today<'_>>), (team, place): (&Team, &str)) -> AskedSeries {
    AskedSeries {
        place: place.to_owned(),
        start: assignment.start,
        sessions: u32::try_from(assignment.cells.len()).unwrap_or(u32::MAX),
        adviser: names(team, std::slice::from_ref(&assignment.adviser)),
        was: today.map(|(today, start)| (start, names(team, &today.advisers))),
    }
}

fn names(team: &Team, ids: &[AdviserId]) -> String {
    let names: Vec<&str> = ids.iter().filter_map(|id| team.get(id)).map(|adviser| adviser.name.as_str()).collect();
    names.join(", ")
}

fn stopped((series, gone): (&Standing, &Gone), (team, place): (&Team, &str)) -> Option<AskedSeries> {
    Some(AskedSeries {
        place: place.to_owned(),
        start: gone.cells.first()?.day.and_time(series.start),
        sessions: u32::try_from(gone.cells.len()).unwrap_or(u32::MAX),
        adviser: names(team, &series.advisers),
        was: None,
    })
}
