//! Working plans out: beside everything else, and gone on with by somebody else
//! where whoever did it died.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use chrono::TimeDelta;
use domain::ids::PlanId;
use rota_planner::{Problem, judge, propose};
use store::repos::plans::PlanStatus;
use store::{Store, TableError, Transaction, Versioned};

use super::settled::Plan;
use super::{PROBLEM, RESULT};
use crate::beside::beside;
use crate::rota::{Span, gather};

/// How long a plan is somebody's without a sign of life.
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// How often it is begun, where whoever is at it dies each time.
const ATTEMPTS: u32 = 5;
/// How often progress is written down.
const LOOK: Duration = Duration::from_secs(1);

/// Works out every plan that waits, one after another; answers how many. What
/// another program is at is left to it. One query; a plan takes what
/// [`gather`] reads, and a commit for each second and each 300 KB.
pub async fn work_out(store: &Store) -> Result<usize, TableError> {
    let mut done = 0;
    for id in store.plans().waiting().await? {
        if let Some(plan) = claim(store, &id).await? {
            one(store, plan).await?;
            done += 1;
        }
    }
    Ok(done)
}

async fn claim(store: &Store, id: &PlanId) -> Result<Option<Versioned<Plan>>, TableError> {
    let now = store.now();
    let Some(mut plan) = store.plans().load::<super::Settled>(id).await? else { return Ok(None) };
    let is_free = plan.value.leased_until.is_none_or(|until| until < now);
    if plan.value.status != PlanStatus::Running || !is_free {
        return Ok(None);
    }
    plan.value.attempts += 1;
    if plan.value.attempts > ATTEMPTS {
        tracing::error!(plan = %id, "a plan is given up: whoever worked it out died each time");
        (plan.value.status, plan.value.leased_until) = (PlanStatus::Failed, None);
        return save(store, &mut plan).await.map(|_| None);
    }
    Ok(lease(store, &mut plan, 0).await?.then_some(plan))
}

/// Whether it is still this program's.
async fn lease(store: &Store, plan: &mut Versioned<Plan>, progress: u32) -> Result<bool, TableError> {
    plan.value.progress = progress;
    plan.value.leased_until = Some(store.now().plus(LEASE));
    save(store, plan).await
}

async fn save(store: &Store, plan: &mut Versioned<Plan>) -> Result<bool, TableError> {
    let mut tx = Transaction::new();
    store.plans().save(&mut tx, &plan.value, Some(plan.version));
    match store.commit(tx).await {
        Ok(()) => {
            plan.version += 1;
            Ok(true)
        }
        Err(TableError::Conflict { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

async fn one(store: &Store, mut plan: Versioned<Plan>) -> Result<(), TableError> {
    let asked = plan.value.clone();
    let Some(problem) = held(store, &mut plan, &|| 0, found(store, &asked)).await? else { return Ok(()) };
    let (facts, revision) = problem?;
    plan.value.settled.fit(&facts);
    // Of what is supposed, today is still what there is.
    let stands = (!plan.value.settled.what_if.is_empty()).then(|| facts.clone());
    let problem = plan.value.settled.applied(facts);
    plan.value.leased_until = None;
    if let Err(error) = problem.check() {
        tracing::error!(plan = %plan.value.id, ?error, "a plan can't be worked out from what was gathered");
        plan.value.status = PlanStatus::Failed;
        return save(store, &mut plan).await.map(|_| ());
    }
    let percent = Arc::new(AtomicU32::new(0));
    let said = Arc::clone(&percent);
    // Where the lease is lost nobody waits for it: it ends at the next percent.
    let working = beside(move |stop| {
        let mut proposed = propose(&problem, &mut |now| {
            stop.look();
            said.store(now, Ordering::Relaxed);
        });
        if let Some(stands) = &stands {
            proposed.today = judge(stands, &stands.visits_today()).1;
        }
        proposed
    });
    let now = || percent.load(Ordering::Relaxed).min(99);
    let Some(result) = held(store, &mut plan, &now, working).await? else { return Ok(()) };
    plan.value.leased_until = None;
    match result {
        Ok(result) => {
            store.plans().keep(&plan.value.id, RESULT, plan.value.revision, &result).await?;
            plan.value.settled.facts = revision;
            (plan.value.status, plan.value.progress) = (PlanStatus::Ready, 100);
        }
        Err(error) => {
            tracing::error!(plan = %plan.value.id, %error, "could not work out a plan");
            plan.value.status = PlanStatus::Failed;
        }
    }
    save(store, &mut plan).await.map(|_| ())
}

/// What comes of some work, with the lease held meanwhile; `None` where it was
/// lost.
async fn held<T>(
    store: &Store,
    plan: &mut Versioned<Plan>,
    percent: &(dyn Fn() -> u32 + Sync),
    work: impl Future<Output = T> + Send,
) -> Result<Option<T>, TableError> {
    let mut work = std::pin::pin!(work);
    loop {
        match tokio::time::timeout(LOOK, &mut work).await {
            Ok(done) => return Ok(Some(done)),
            Err(_) => {
                if !lease(store, plan, percent()).await? {
                    return Ok(None);
                }
            }
        }
    }
}

/// What it is worked out from, with the revision that keeps it: as things stand
/// when it is first worked on; of a plan to compare, as they stood for the plan that
/// it is compared with. What was settled is not in it.
async fn found(store: &Store, plan: &Plan) -> Result<(Problem, u32), TableError> {
    let revision = if plan.settled.what_if.is_empty() { plan.revision } else { plan.settled.facts };
    if let Some(problem) = store.plans().kept(&plan.id, PROBLEM, revision).await? {
        return Ok((problem, revision));
    }
    let catalogue = store.catalogue().load().await?;
    let keeps = |id: &domain::ids::PermanenceId| plan.settled.keep.keeps(id);
    let problem = gather(store, &catalogue, Span::of(plan.from, plan.weeks), &keeps).await?;
    store.plans().keep(&plan.id, PROBLEM, revision, &problem).await?;
    Ok((problem, revision))
}
