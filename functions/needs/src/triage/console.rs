//! The coordinator settles what is needed, then whom to ask: two steps, so
//! that the agencies shown are those of the kinds of need chosen, also without
//! JavaScript. Or closes the need, or has a dead mail sent again.

use domain::ids::{AgencyId, NeedId, NeedTypeId};
use domain::moves::{self, Asked, Moment};
use domain::need::Outcome;
use flows::ResendError;
use flows::effects::Contexts;
use flows::needs::Needs;
use serde::Deserialize;
use store::keys;
use validator::Validate;
use web::extract::{FormBody, Id};
use web::i18n::text;
use web::{CoordinatorDesk, Problem, Reply};

use super::api::counted;
use super::cards::chosen_types;
use crate::LOCALES;
use crate::cases::change::press;
use crate::cases::page::{Sheet, render};

/// Whom to ask about what.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct TriageForm {
    version: u64,
    #[serde(default)]
    need_types: Vec<NeedTypeId>,
    #[serde(default)]
    agencies: Vec<AgencyId>,
    #[serde(default)]
    in_turn: bool,
    /// Those kinds and no other, with whoever is at work on them.
    #[serde(default)]
    nobody: bool,
}

/// How it ended.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct CloseForm {
    version: u64,
    outcome: Option<Outcome>,
}

/// Which mail.
#[derive(Debug, Deserialize, Validate)]
pub(super) struct ResendForm {
    delivery: String,
}

/// Asks the agencies ticked, or nobody more. Two reads and one commit.
pub(super) async fn triage(
    desk: CoordinatorDesk,
    Id(need): Id<NeedId>,
    FormBody { value, mut state }: FormBody<TriageForm>,
) -> Reply {
    let Some(TriageForm { version, need_types, agencies, in_turn, nobody }) = value else {
        return Err(Problem::invalid(state.errors));
    };
    if agencies.is_empty() && !nobody {
        state.blame("agencies", text(&LOCALES, "triage-choose-agency"));
    }
    if let Err(errors) = counted(&need_types, &agencies) {
        state.blame_own(errors);
    }
    if state.is_refused() {
        let sheet = Sheet::load(&desk.context, &need).await?;
        return render(&desk, sheet, &need_types, &state).await;
    }
    let asked = if nobody { Asked::Together(&[]) } else { Asked::of(&agencies, in_turn) };
    let decide = |case, moment: &Moment<'_>| moves::triage(case, &need_types, asked, moment);
    press(desk.store(), (&need, version), &desk.staff.actor, if nobody { "let-go" } else { "triaged" }, decide).await
}

/// Closes the need. Two reads and one commit.
pub(super) async fn close(
    desk: CoordinatorDesk,
    Id(need): Id<NeedId>,
    FormBody { value, mut state }: FormBody<CloseForm>,
) -> Reply {
    let Some(CloseForm { version, outcome }) = value else { return Err(Problem::invalid(state.errors)) };
    let Some(outcome) = outcome else {
        state.blame("outcome", text(&LOCALES, "close-choose-outcome"));
        let sheet = Sheet::load(&desk.context, &need).await?;
        let types = chosen_types(&sheet.loaded.case, std::iter::empty());
        return render(&desk, sheet, &types, &state).await;
    };
    let decide = |case, moment: &Moment<'_>| moves::close(case, outcome, moment.now, moment.actor);
    press(desk.store(), (&need, version), &desk.staff.actor, "closed", decide).await
}

/// Has a dead mail sent again; 409 where it would tell nothing any more. One
/// read and those of the mail, one commit.
pub(super) async fn resend(desk: CoordinatorDesk, Id(need): Id<NeedId>, form: FormBody<ResendForm>) -> Reply {
    let delivery = form.into_value()?.delivery;
    // The mails of all contexts would double the program that is deployed.
    let contexts = Contexts::new(vec![Box::new(Needs)]);
    let sent = flows::resend(desk.store(), &contexts, &keys::need_partition(&need), &delivery).await;
    sent.map_err(|error| match error {
        ResendError::NotDead => Problem::not_found(),
        ResendError::NothingToTell => {
            Problem::nothing_to_send().with_way_on(format!("/console/needs/{need}"), text(&LOCALES, "need-back"))
        }
        ResendError::Table(error) => error.into(),
    })?;
    Ok(web::done(&format!("/console/needs/{need}"), "resent"))
}
