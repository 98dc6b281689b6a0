//! Proposed rotas: asked for, worked out beside everything else, changed by what
//! people settle, answered by agencies, published step by step, and undone.

mod about;
mod answer;
mod ask;
mod asking;
mod decided;
mod effects;
mod fits;
mod gains;
mod go_on;
mod in_part;
mod publish;
mod quarter;
mod rulings;
mod run;
mod said;
mod series;
mod settled;
mod steps;
mod trial;
mod undo;
mod what_if;
mod withheld;

pub(crate) use about::step_of;
pub use about::{About, about};
pub use answer::{
    AnswerError, Otherwise, answer, at, instead_of, link, opens, otherwise, part, read_link, said_of, stops, unanswered,
};
pub use ask::{PlanError, WEEKS, again, begin, pin};
pub use asking::{answer_by, ask_agencies, to_ask};
pub use effects::Plans;
pub use gains::Places;
pub use in_part::{Chosen, published_of};
pub(crate) use publish::published;
pub use publish::{ahead, is_whole, publish, steps_of};
pub use quarter::{next_quarter, prepare, put_aside};
pub use rulings::{Dropped, Ruled, Whose};
pub use run::work_out;
pub use said::{Answer, Asking, Says};
pub use settled::{Done, Every, Keep, Plan, Publishing, Settled, Step};
pub(crate) use steps::Known;
pub use steps::Refused;
pub use trial::Effects;
pub(crate) use trial::tried;
pub use undo::undo;
pub use what_if::what_if;

use domain::ids::PlanId;
use rota_planner::Problem;
use store::{Store, TableError, Versioned};

/// The pieces of what a plan is worked out from, by the revision for which they
/// were gathered.
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

/// What it was last worked out from, with what was settled since. One query.
pub async fn problem(store: &Store, plan: &Plan) -> Result<Option<Problem>, TableError> {
    let kept: Option<Problem> = store.plans().kept(&plan.id, PROBLEM, plan.settled.facts).await?;
    Ok(kept.map(|problem| plan.settled.applied(problem)))
}
