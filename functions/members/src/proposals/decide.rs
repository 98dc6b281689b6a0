//! What the coordinator does with what was determined of one member.

use domain::ids::{MemberId, NeedTypeId};
use domain::member::ProposalError;
use flows::{FlowError, members};
use serde::Deserialize;
use validator::Validate;
use web::Reply;
use web::extract::{FormBody, Id};
use web::i18n::text;

use super::api::Decision;
use super::console::NO_AGENCY;
use crate::LOCALES;
use crate::entries::one;
use crate::problems::refused;
use crate::view::{CoordinatorDesk, PATH, done};

/// The form of the card.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct DecisionForm {
    decision: Decision,
    #[serde(default)]
    need_types: Vec<NeedTypeId>,
    #[validate(length(max = 500))]
    reason: Option<String>,
}

/// Asks all that was ticked in one mail, or puts it off or aside. Two reads and
/// one commit; for each one that is put aside.
pub(super) async fn decide(
    CoordinatorDesk(view): CoordinatorDesk,
    Id(id): Id<MemberId>,
    form: FormBody<DecisionForm>,
) -> Reply {
    let mut state = form.state.clone();
    let DecisionForm { decision, need_types, reason } = form.into_value()?;
    if need_types.is_empty() {
        state.blame("need_types", text(&LOCALES, "proposals-none-ticked"));
        return one::show(&view, &id, &state).await;
    }
    let path = format!("{PATH}/{id}");
    let (store, actor) = (&view.context.store, &view.staff.actor);
    if decision == Decision::Ask {
        return match members::ask(store, &id, &need_types, actor).await {
            Ok(_) => Ok(done(&path, "asked")),
            Err(FlowError::Proposal(ProposalError::NoAgency)) => Ok(done(&format!("{path}#proposals"), NO_AGENCY)),
            Err(error) => Err(refused(error)),
        };
    }
    let later = decision == Decision::Later;
    for need_type in &need_types {
        members::put_aside(store, &id, need_type, (later, reason.clone()), actor).await.map_err(refused)?;
    }
    Ok(done(&path, if later { "later" } else { "no" }))
}
