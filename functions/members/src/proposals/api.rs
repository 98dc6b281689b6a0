//! Proposals for programs; the coordinator's.

use axum::extract::OriginalUri;
use axum::response::IntoResponse as _;
use domain::catalogue::Catalogue;
use domain::fact_words::fact_label;
use domain::ids::{LocationId, MemberId, NeedId, NeedTypeId};
use domain::member::{Proposal, ProposalStatus};
use domain::{Instant, Language};
use flows::members;
use serde::{Deserialize, Serialize};
use store::repos::members::ProposalEntry;
use utoipa::{IntoParams, ToSchema};
use validator::Validate;
use web::extract::{Id, JsonBody, ListQuery, PageQuery, listing};
use web::openapi::Listing;
use web::{CoordinatorDesk, Lang, Problem, Reply};

use crate::entries::load;
use crate::problems::refused;

/// A need that was determined.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = Proposal)]
pub(super) struct ProposalView {
    /// Id.
    id: String,
    /// The member.
    #[schema(value_type = String)]
    member: MemberId,
    /// The kind of need.
    #[schema(value_type = String)]
    need_type: NeedTypeId,
    /// How sure, in percent.
    score: u8,
    /// Why, in the language asked for.
    because: Vec<String>,
    /// What would make it surer, in the language asked for.
    missing: Vec<String>,
    /// The rule that weighs most.
    rule: String,
    /// Its version.
    rule_version: u32,
    /// Since when it is so.
    #[schema(value_type = String, format = DateTime)]
    since: Instant,
    /// Where it stands.
    status: ProposalStatus,
    /// When it came to stand there.
    #[schema(value_type = String, format = DateTime)]
    changed_at: Instant,
    /// Why not, where the coordinator said so.
    reason: Option<String>,
    /// The need that a yes made; where declined, the need that the member stated itself and took back.
    #[schema(value_type = Option<String>)]
    need: Option<NeedId>,
}

impl ProposalView {
    fn of(member: &MemberId, proposal: &Proposal, catalogue: &Catalogue, language: Language) -> Self {
        Self {
            id: proposal.id(member),
            member: member.clone(),
            need_type: proposal.need_type.clone(),
            score: proposal.score,
            because: proposal.because.iter().map(|one| one.text(language, catalogue)).collect(),
            missing: proposal.missing.iter().map(|fact| fact_label(fact, language)).collect(),
            rule: proposal.rule.clone(),
            rule_version: proposal.rule_version,
            since: proposal.since,
            status: proposal.status,
            changed_at: proposal.changed_at,
            reason: proposal.reason.clone(),
            need: proposal.need.clone(),
        }
    }
}

/// Which proposals.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub(super) struct ProposalsQuery {
    /// Where they stand; absent: open.
    #[param(value_type = Option<String>)]
    pub(super) status: Option<ProposalStatus>,
    /// Of members hosted here.
    #[param(value_type = Option<String>)]
    pub(super) location: Option<LocationId>,
}

impl ProposalsQuery {
    /// Names the list: what its cursors are bound to.
    pub(super) fn scope(&self) -> String {
        let place = self.location.as_ref().map_or("-", LocationId::as_str);
        format!("proposals?status={}&location={place}", self.status().code())
    }

    /// Where they stand.
    pub(super) fn status(&self) -> ProposalStatus {
        self.status.unwrap_or(ProposalStatus::Open)
    }
}

/// Proposals of one status, the surest first. One read, and one query for each page of
/// rows; 5,000 rows at most: where few of these are of `location`, a page holds fewer
/// than `limit`, or none, and `next` goes on.
#[utoipa::path(get, path = "/v1/proposals", tag = "members", params(ProposalsQuery, PageQuery),
    responses((status = 200, body = Listing<ProposalView>)))]
pub(super) async fn list(desk: CoordinatorDesk, lang: Lang, list: ListQuery<ProposalsQuery>) -> Reply {
    let (store, query, limit) = (desk.store(), &list.filter, list.page.limit);
    let scope = query.scope();
    let after = list.after(&desk.context, &scope)?;
    let catalogue = store.catalogue().load().await?;
    let (found, next) = store.members().proposals(query.status(), query.location.as_ref(), after, limit).await?;
    let view = |entry: &ProposalEntry| ProposalView::of(&entry.member, &entry.proposal, &catalogue, lang.language());
    let items: Vec<ProposalView> = found.iter().map(view).collect();
    list.answer(&desk.context, &scope, &items, next)
}

/// What was determined of one member, the surest first. Two reads.
#[utoipa::path(get, path = "/v1/members/{id}/proposals", tag = "members",
    responses((status = 200, body = Listing<ProposalView>)))]
pub(super) async fn of_member(
    desk: CoordinatorDesk,
    lang: Lang,
    OriginalUri(uri): OriginalUri,
    Id(id): Id<MemberId>,
) -> Reply {
    let found = load(&desk.context, &desk.staff, &id).await?;
    let catalogue = desk.catalogue().await?;
    let view = |proposal: &Proposal| ProposalView::of(&id, proposal, &catalogue, lang.language());
    let items: Vec<ProposalView> = found.value.case.proposals.iter().map(view).collect();
    listing(&uri, &items, None)
}

/// What becomes of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Decision {
    /// The member is asked.
    Ask,
    /// Not now: it comes back in a month.
    Later,
    /// Not at all: it comes back only where a fact changes.
    No,
}

/// The coordinator's decision.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DecisionRequest {
    /// What becomes of it.
    decision: Decision,
    /// Why not.
    #[serde(default)]
    #[validate(length(max = 500))]
    reason: Option<String>,
}

/// Asks the member, puts the proposal off, or aside. 409 where it was settled
/// meanwhile, nobody can be written to, the member wants no such mails, or was
/// asked less than a month ago. The same decision again changes nothing. Three
/// reads, one commit.
#[utoipa::path(post, path = "/v1/proposals/{id}", tag = "members", request_body = DecisionRequest,
    responses((status = 200, body = ProposalView), (status = 409)))]
pub(super) async fn decide(
    desk: CoordinatorDesk,
    lang: Lang,
    axum::extract::Path(id): axum::extract::Path<String>,
    JsonBody { value, .. }: JsonBody<DecisionRequest>,
) -> Reply {
    let (member, need_type) = Proposal::parts(&id).ok_or_else(Problem::not_found)?;
    let store = desk.store();
    let known = load(&desk.context, &desk.staff, &member).await?.value;
    let known = known.case.proposal(&need_type).map(|known| known.status).ok_or_else(Problem::not_found)?;
    let same = match value.decision {
        Decision::Ask => known == ProposalStatus::Asked,
        Decision::Later => known == ProposalStatus::Later,
        Decision::No => known == ProposalStatus::No,
    };
    let after = match value.decision {
        _ if same => load(&desk.context, &desk.staff, &member).await?,
        Decision::Ask => {
            members::ask(store, &member, std::slice::from_ref(&need_type), &desk.staff.actor).await.map_err(refused)?
        }
        Decision::Later | Decision::No => {
            let how = (value.decision == Decision::Later, value.reason.filter(|reason| !reason.trim().is_empty()));
            members::put_aside(store, &member, &need_type, how, &desk.staff.actor).await.map_err(refused)?
        }
    };
    let catalogue = store.catalogue().load().await?;
    let proposal = after.value.case.proposal(&need_type).ok_or_else(Problem::not_found)?;
    Ok(axum::Json(ProposalView::of(&member, proposal, &catalogue, lang.language())).into_response())
}
