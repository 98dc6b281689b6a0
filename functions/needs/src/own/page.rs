//! The member's own page of a need: where it stands, add something, withdraw it,
//! give the consent to share or take it back. The link in the mail is the key; reading changes
//! nothing, whoever reads.

use axum::extract::{Path, State};
use domain::event::Actor;
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::{AgencyId, NeedId};
use domain::moves::{self, MemberSays, Moment, MoveError};
use domain::need::{Decided, NeedCase, Outcome};
use flows::FlowError;
use flows::needs::move_need;
use serde::Deserialize;
use store::link::{self, LinkPurpose};
use validator::Validate;
use web::extract::{FormBody, FormState};
use web::{Context, Problem, Reply, Visit};

use super::view::{page, voided};
use crate::intake::limits;
use crate::refused;

/// What the member does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Action {
    Withdraw,
    TakeBackConsent,
    GiveConsent,
    Add,
    NewLink,
    Helped,
    NotHelped,
    Meeting,
    Nobody,
    Reopen,
}

/// The form of this page.
#[derive(Debug, Deserialize, Validate)]
pub(crate) struct OwnForm {
    action: Action,
    /// The agency that the member speaks of.
    agency: Option<AgencyId>,
    /// What the member adds.
    #[serde(default)]
    #[validate(length(max = 2000))]
    text: String,
}

/// A need found by its link.
struct Found {
    case: NeedCase,
    /// Whether the link still holds.
    holds: bool,
}

/// The page. Four reads.
pub(crate) async fn show(State(context): State<Context>, Path(token): Path<String>, visit: Visit) -> Reply {
    let (found, visit) = find(&context, &token, visit).await?;
    if !found.holds {
        return Ok(voided(&visit, &token));
    }
    page(&context, &visit, &token, (&found.case, &FormState::default()), None).await
}

/// What was pressed. Three reads and one commit.
pub(crate) async fn act(
    State(context): State<Context>,
    Path(token): Path<String>,
    visit: Visit,
    form: FormBody<OwnForm>,
) -> Reply {
    let (found, visit) = find(&context, &token, visit).await?;
    let FormBody { value, mut state } = form;
    let need = found.case.need.id.as_str();
    let Some(said) = value else {
        if found.holds && state.error("text").is_some() {
            return page(&context, &visit, &token, (&found.case, &state), None).await;
        }
        return Err(Problem::invalid(state.errors));
    };
    let action = said.action;
    if action == Action::NewLink {
        limits::new_link(&context, need)?;
    } else if !found.holds {
        return Ok(voided(&visit, &token));
    }
    if action == Action::Add && said.text.is_empty() {
        state.blame_own(vec![FieldError::new("/text", Wrong::Missing)]);
        return page(&context, &visit, &token, (&found.case, &state), None).await;
    }
    if matches!(action, Action::Add | Action::GiveConsent) {
        limits::mailed(&context, need)?;
    }
    match move_need(&context.store, &found.case.need.id, |case, catalogue, now| {
        decide(&said, case, &Moment::new(catalogue, now, &Actor::Member))
    })
    .await
    {
        Ok(_) => Ok(web::done(&format!("/n/{token}"), done(action))),
        Err(FlowError::Move(error)) => {
            // Somebody may have been faster: shown is what stands now.
            let (now, visit) = find(&context, &token, visit).await?;
            page(&context, &visit, &token, (&now.case, &FormState::default()), Some(error)).await
        }
        Err(error) => Err(refused(error)),
    }
}

fn decide(said: &OwnForm, case: NeedCase, moment: &Moment<'_>) -> Result<Decided, MoveError> {
    let of_agency = |case, says| match &said.agency {
        Some(agency) => moves::member_says(case, agency, says, moment),
        // Of no agency nothing can be said.
        None => Ok(Decided { case, events: Vec::new() }),
    };
    match said.action {
        Action::Helped => of_agency(case, MemberSays::Outcome(Outcome::Helped)),
        Action::NotHelped => of_agency(case, MemberSays::Outcome(Outcome::NotHelped)),
        Action::Meeting => of_agency(case, MemberSays::Meeting),
        Action::Nobody => of_agency(case, MemberSays::Nobody),
        Action::Reopen => moves::reopen(case, moment),
        Action::Withdraw => moves::withdraw(case, moment.now, moment.actor),
        Action::GiveConsent => moves::give_consent(case, moment),
        Action::Add => moves::add(case, &said.text, moment),
        Action::TakeBackConsent => Ok(moves::take_back_consent(case, moment.now, moment.actor)),
        Action::NewLink => Ok(moves::renew_member_link(case, moment.now, moment.actor)),
    }
}

const fn done(action: Action) -> &'static str {
    match action {
        Action::Withdraw => "withdrawn",
        Action::TakeBackConsent => "consent",
        Action::GiveConsent => "agreed",
        Action::Add => "added",
        Action::NewLink => "link",
        Action::Helped | Action::NotHelped => "said",
        Action::Meeting => "meeting",
        Action::Nobody => "nobody",
        Action::Reopen => "reopened",
    }
}

/// The need, and the visit in the language chosen, else the member's own.
async fn find(context: &Context, token: &str, visit: Visit) -> Result<(Found, Visit), Problem> {
    let link = link::read(context.store.secrets(), LinkPurpose::Need, token).ok_or_else(Problem::not_found)?;
    let need = NeedId::parse(&link.id).map_err(|_| Problem::not_found())?;
    let case = context.store.needs().load(&need).await?.ok_or_else(Problem::not_found)?.case;
    let holds = case.need.link_generation == link.generation;
    let own = case.person.as_ref().and_then(|person| person.contact.language);
    Ok((Found { case, holds }, visit.in_language_of(own)))
}
