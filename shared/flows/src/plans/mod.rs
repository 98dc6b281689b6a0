//! Proposed rotas: asked for, worked out beside everything else, changed by what
//! people settle, answered by agencies, published step by step, and undone.

mod answer;
mod ask;
mod decided;
mod effects;
mod fits;
mod go_on;
mod in_part;
mod publish;
mod quarter;
mod run;
mod series;
mod settled;
mod steps;
mod undo;
mod what_if;

pub use answer::{AnswerError, answer, at, link, part, read_link, stops};
pub use ask::{PlanError, WEEKS, again, ask_agencies, begin, pin};
pub use effects::Plans;
pub use in_part::published_of;
pub use publish::{Chosen, Effects, Places, ahead, publish};
pub(crate) use publish::{hold, published, tried};
pub use quarter::{next_quarter, prepare, put_aside};
pub use run::work_out;
pub use settled::{Answer, Done, Every, Keep, Plan, Publishing, Ruled, Says, Settled, Step, Whose};
pub(crate) use steps::Known;
pub use steps::Refused;
pub use undo::undo;
pub use what_if::what_if;

use domain::ids::PlanId;
use rota_planner::Problem;
use store::{Store, TableError, Versioned};

/// The pieces of what a plan is worked out from, kept at its first revision.
pub(crate) const PROBLEM: &str = "PROBLEM";
/// The pieces of what came of it, by revision.
pub(crate) const RESULT: &str = "RESULT";

/// How a plan stands: one read.
pub async fn load(store: &Store, id: &PlanId) -> Result<Option<Versioned<Plan>>, TableError> {
    store.plans().load(id).await
}

/// What came of it, as it was last worked out; `None` where it was not yet. One
/// query, and one more while it is worked out again.
pub async fn result(store: &Store, plan: &Plan) -> Result<Option<rota_planner::Plan>, TableError> {
    for revision in (plan.revision.saturating_sub(1)..=plan.revision).rev() {
        if let Some(found) = store.plans().kept(&plan.id, RESULT, revision).await? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// What it is worked out from, with what was settled since. One query.
pub async fn problem(store: &Store, plan: &Plan) -> Result<Option<Problem>, TableError> {
    let kept: Option<Problem> = store.plans().kept(&plan.id, PROBLEM, 1).await?;
    Ok(kept.map(|problem| plan.settled.applied(problem)))
}
