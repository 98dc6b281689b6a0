//! The coordinator settles what is needed and who is asked, or closes.

use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::{AgencyId, NeedId, NeedTypeId};
use domain::moves::{self, Asked, Moment};
use domain::need::Outcome;
use serde::Deserialize;
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{Id, IfMatch, JsonBody, Target};
use web::views::NeedView;
use web::{CoordinatorDesk, Lang, Reply};

use crate::cases::change::change;

/// Agencies that are asked at most, and kinds of need of one need.
const AGENCIES: usize = 8;
const KINDS: usize = 5;

/// What the coordinator settles.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TriageRequest {
    /// The kinds of need, five at most; suggestions that are left out are dropped.
    #[schema(value_type = Vec<String>)]
    need_types: Vec<NeedTypeId>,
    /// Whom to ask, eight at most; left out: as the strategies say.
    #[schema(value_type = Option<Vec<String>>)]
    agencies: Option<Vec<AgencyId>>,
    /// Whether these are asked one after another, the next once the one before
    /// is done with it, rather than all at once.
    #[serde(default)]
    in_turn: bool,
}

/// How a need ends.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CloseRequest {
    /// `helped`, `not_helped`, `unreachable` or `withdrawn`.
    #[schema(value_type = String, example = "helped")]
    outcome: Outcome,
}

/// Whether they are not too many, and there are kinds of need at all.
pub(super) fn counted(need_types: &[NeedTypeId], agencies: &[AgencyId]) -> Result<(), Vec<FieldError>> {
    let missing = need_types.is_empty().then(|| FieldError::new("/need_types", Wrong::Missing));
    let kinds = (need_types.len() > KINDS).then(|| FieldError::new("/need_types", Wrong::TooMany(KINDS)));
    let asked = (agencies.len() > AGENCIES).then(|| FieldError::new("/agencies", Wrong::TooMany(AGENCIES)));
    let errors: Vec<FieldError> = [missing, kinds, asked].into_iter().flatten().collect();
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Settles what is needed and asks agencies. Two reads, one commit.
#[utoipa::path(post, path = "/v1/needs/{id}/triage", tag = "needs", request_body = TriageRequest, params(IfMatch),
    responses(
        (status = 200, description = "The need as it stands now.", body = NeedView, headers(("ETag" = String))),
        (status = 409, description = "Closed, without consent, or an agency was asked before."),
        (status = 422, description = "Unknown kinds of need or agencies.")))]
pub(crate) async fn triage(
    desk: CoordinatorDesk,
    target: Target<Id<NeedId>>,
    lang: Lang,
    body: JsonBody<TriageRequest>,
) -> Reply {
    let TriageRequest { need_types, agencies, in_turn } = body.value;
    let agencies = agencies.unwrap_or_default();
    counted(&need_types, &agencies)?;
    let decide = |case, moment: &Moment<'_>| moves::triage(case, &need_types, Asked::of(&agencies, in_turn), moment);
    change(&desk, target, lang, decide).await
}

/// Closes a need that no agency is at work on. Two reads, one commit.
#[utoipa::path(post, path = "/v1/needs/{id}/close", tag = "needs", request_body = CloseRequest, params(IfMatch),
    responses(
        (status = 200, description = "The need, closed.", body = NeedView, headers(("ETag" = String))),
        (status = 409, description = "Closed otherwise, or agencies are at work."),
        (status = 422, description = "No such outcome.")))]
pub(crate) async fn close(
    desk: CoordinatorDesk,
    target: Target<Id<NeedId>>,
    lang: Lang,
    body: JsonBody<CloseRequest>,
) -> Reply {
    let outcome = body.value.outcome;
    let decide = |case, moment: &Moment<'_>| moves::close(case, outcome, moment.now, moment.actor);
    change(&desk, target, lang, decide).await
}
