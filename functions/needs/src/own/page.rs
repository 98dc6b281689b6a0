//! The member's own page of a need: where it stands, withdraw it, take back
//! the consent to share. The link in the mail is the key; reading changes
//! nothing, whoever reads.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::event::Actor;
use domain::ids::NeedId;
use domain::moves::{self, MoveError};
use domain::need::{Decided, NeedCase};
use flows::FlowError;
use flows::needs::move_need;
use http::StatusCode;
use serde::Deserialize;
use store::link::{self, LinkPurpose};
use validator::Validate;
use web::extract::FormBody;
use web::{Context, Problem, Visit};

use super::view::{page, voided};
use crate::intake::limits;
use crate::refused;

/// What the member does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    Withdraw,
    TakeBackConsent,
    NewLink,
}

/// The form of this page.
#[derive(Debug, Deserialize, Validate)]
pub(crate) struct OwnForm {
    action: Action,
}

/// A need found by its link.
struct Found {
    case: NeedCase,
    /// Whether the link still holds.
    holds: bool,
}

/// The page. Four reads.
pub(crate) async fn show(
    State(context): State<Context>,
    Path(token): Path<String>,
    visit: Visit,
) -> Result<Response, Problem> {
    let found = find(&context, &token).await?;
    let visit = in_their_language(visit, &found.case);
    if !found.holds {
        return Ok(voided(&visit, &token));
    }
    page(&context, &visit, &token, &found.case, StatusCode::OK, None).await
}

/// What was pressed. Three reads and one commit.
pub(crate) async fn act(
    State(context): State<Context>,
    Path(token): Path<String>,
    visit: Visit,
    form: FormBody<OwnForm>,
) -> Result<Response, Problem> {
    let found = find(&context, &token).await?;
    let visit = in_their_language(visit, &found.case);
    let action = form.into_value()?.action;
    if action == Action::NewLink {
        limits::new_link(&context, found.case.need.id.as_str())?;
    } else if !found.holds {
        return Ok(voided(&visit, &token));
    }
    match move_need(&context.store, &found.case.need.id, |case, _, now| decide(action, case, now)).await {
        Ok(_) => Ok(Redirect::to(&format!("/n/{token}?done={}", done(action))).into_response()),
        Err(FlowError::Move(error)) => {
            // Somebody may have been faster: shown is what stands now.
            let now = find(&context, &token).await?;
            page(&context, &visit, &token, &now.case, StatusCode::CONFLICT, Some(error)).await
        }
        Err(error) => Err(refused(error)),
    }
}

fn decide(action: Action, case: NeedCase, now: domain::Instant) -> Result<Decided, MoveError> {
    match action {
        Action::Withdraw => moves::withdraw(case, now, &Actor::Member),
        Action::TakeBackConsent => Ok(moves::take_back_consent(case, now, &Actor::Member)),
        Action::NewLink => Ok(moves::renew_member_link(case, now, &Actor::Member)),
    }
}

const fn done(action: Action) -> &'static str {
    match action {
        Action::Withdraw => "withdrawn",
        Action::TakeBackConsent => "consent",
        Action::NewLink => "link",
    }
}

async fn find(context: &Context, token: &str) -> Result<Found, Problem> {
    let link = link::read(context.store.secrets(), LinkPurpose::Need, token).ok_or_else(Problem::not_found)?;
    let need = NeedId::parse(&link.id).map_err(|_| Problem::not_found())?;
    let loaded = context.store.needs().load(&need).await?.ok_or_else(Problem::not_found)?;
    let holds = loaded.case.need.link_generation == link.generation;
    Ok(Found { case: loaded.case, holds })
}

/// The language chosen, else the member's own.
fn in_their_language(visit: Visit, case: &NeedCase) -> Visit {
    let own = case.person.as_ref().and_then(|person| person.contact.language);
    match own.filter(|_| !visit.decided) {
        Some(language) => Visit { language, decided: true, ..visit },
        None => visit,
    }
}
