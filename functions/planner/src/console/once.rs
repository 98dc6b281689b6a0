//! Forms that ask for a plan: the same sent twice asks once; gone back to and
//! changed, it asks for another.

use flows::plans::Plan;
use http::StatusCode;
use maud::Markup;
use store::repos::idempotency::Claim;
use store::secrets::digest;
use web::extract::FormState;
use web::idempotent::Answer;
use web::{Context, Desk, Problem, Reply, ui};

use crate::api::saved;

/// What a form carries that tells it from others.
const SUBMISSION: &str = "submission";

/// A form as it is first shown, filled in beforehand.
pub(super) fn filled<const N: usize>(context: &Context, values: [(&str, String); N]) -> FormState {
    let submission = (SUBMISSION, context.store.ids().random());
    FormState::filled(values.into_iter().chain([submission]))
}

/// The field, which nobody sees.
pub(super) fn field(state: &FormState) -> Markup {
    ui::hidden(SUBMISSION, state.get(SUBMISSION))
}

/// What tells a form that was sent from others.
pub(super) fn claim(desk: &Desk, state: &FormState) -> Result<Claim, Problem> {
    let store = desk.store();
    let entered = serde_json::to_vec(&state.values).map_err(|error| Problem::internal(&error))?;
    let is_named = !state.get(SUBMISSION).is_empty();
    let key = if is_named { digest(&entered) } else { store.ids().random() };
    Ok(store.idempotency().claim("planner", &desk.staff.caller(), &key, &entered))
}

/// Saves the plan that was asked for; to a page. One commit.
pub(super) async fn asked(desk: &Desk, claim: &Claim, plan: &Plan, path: String) -> Reply {
    let answer = Answer { status: StatusCode::SEE_OTHER, body: String::new(), location: Some(path), etag: None };
    saved(desk.store(), claim, plan, answer).await
}
