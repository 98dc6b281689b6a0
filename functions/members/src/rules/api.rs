//! Rules for programs; the coordinator's.

use std::collections::BTreeMap;

use axum::extract::{OriginalUri, Path};
use axum::response::IntoResponse as _;
use domain::determine::{Rule, RuleDraft};
use domain::ids::{MemberId, NeedTypeId};
use domain::member::Fate;
use domain::{Instant, Text};
use flows::members::{Tried, try_rules};
use http::StatusCode;
use serde::Serialize;
use serde_json::Value;
use store::repos::versions::Version;
use utoipa::ToSchema;
use web::extract::{
    Checked, IfMatch, IfNoneMatch, JsonBody, ListQuery, PageQuery, PutCondition, listing, tagged, tagged_or_unchanged,
};
use web::openapi::Listing;
use web::{CoordinatorDesk, Problem, Reply};

use super::{known, save, with};

const SCOPE: &str = "rules";

/// A rule.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Rule)]
pub(super) struct RuleView {
    /// Id.
    id: String,
    /// The kind of need that it speaks for.
    #[schema(value_type = String)]
    need: NeedTypeId,
    /// Its weight, in percent.
    score: u8,
    /// When it fires.
    #[schema(value_type = Object)]
    when: Value,
    /// Why, in the three languages, with places such as `{stage}`.
    explain: Text,
    /// Whether it is switched off.
    off: bool,
    /// Its version, from 1 on.
    version: u32,
}

impl RuleView {
    pub(super) fn of(rule: &Rule) -> Result<Self, Problem> {
        Ok(Self {
            id: rule.id.clone(),
            need: rule.need.clone(),
            score: rule.score,
            when: serde_json::to_value(&rule.when).map_err(|error| Problem::internal(&error))?,
            explain: rule.explain.clone(),
            off: rule.off,
            version: rule.version,
        })
    }
}

/// The rules, in the order of their ids. One read.
#[utoipa::path(get, path = "/v1/rules", tag = "members", params(PageQuery),
    responses((status = 200, body = Listing<RuleView>)))]
pub(super) async fn list(desk: CoordinatorDesk, list: ListQuery) -> Reply {
    let catalogue = desk.catalogue().await?;
    let by_id: BTreeMap<String, &Rule> = catalogue.rules.iter().map(|rule| (rule.id.clone(), rule)).collect();
    let (shown, next) = list.part(&desk.context, SCOPE, by_id.into_iter())?;
    let items = shown.into_iter().map(RuleView::of).collect::<Result<Vec<_>, _>>()?;
    list.answer(&desk.context, SCOPE, &items, next)
}

/// One rule. One read.
#[utoipa::path(get, path = "/v1/rules/{id}", tag = "members",
    responses((status = 200, body = RuleView, headers(("ETag" = String))), (status = 304)))]
pub(super) async fn read(desk: CoordinatorDesk, condition: IfNoneMatch, Path(id): Path<String>) -> Reply {
    let catalogue = desk.catalogue().await?;
    let rule = known(&catalogue, &id)?;
    tagged_or_unchanged(&condition, u64::from(rule.version), &RuleView::of(rule)?)
}

/// Creates or changes a rule; every member is then determined again, some at a
/// time. Three reads, one commit.
#[utoipa::path(put, path = "/v1/rules/{id}", tag = "members", request_body = RuleDraft, params(PutCondition),
    responses(
        (status = 200, body = RuleView, headers(("ETag" = String))),
        (status = 201, body = RuleView, headers(("ETag" = String)))))]
pub(super) async fn put(
    desk: CoordinatorDesk,
    Path(id): Path<String>,
    condition: PutCondition,
    JsonBody { value: Checked(draft), .. }: JsonBody<Checked<RuleDraft>>,
) -> Reply {
    let catalogue = desk.catalogue().await?;
    let read = catalogue.rules.iter().find(|rule| rule.id == id).map(|rule| rule.version);
    condition.check(read.map(u64::from))?;
    let version =
        save(&desk.context, &catalogue, (&id, read), (Some(draft.clone()), None), desk.staff.actor.clone()).await?;
    let rule = draft.parse(&id, version, &catalogue)?;
    let status = if read.is_some() { StatusCode::OK } else { StatusCode::CREATED };
    tagged(status, u64::from(version), &RuleView::of(&rule)?)
}

/// Removes a rule; its versions stay. What it alone spoke for is proposed no
/// more. Three reads, one commit.
#[utoipa::path(delete, path = "/v1/rules/{id}", tag = "members", params(IfMatch), responses((status = 204)))]
pub(super) async fn delete(desk: CoordinatorDesk, Path(id): Path<String>, named: IfMatch) -> Reply {
    let catalogue = desk.catalogue().await?;
    let rule = known(&catalogue, &id)?;
    named.0.check(u64::from(rule.version))?;
    save(&desk.context, &catalogue, (&id, Some(rule.version)), (None, None), desk.staff.actor.clone()).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A version of a rule.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RuleVersion)]
struct VersionView {
    /// The rule; null where it was removed.
    rule: Option<RuleView>,
    /// When it was saved; null for the directory's own, which is the first.
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Instant>,
    /// Why, where that was said.
    why: Option<String>,
    /// What became of what this version proposed; null where it was removed.
    became: Option<BecameView>,
}

/// What became of the proposals of a version of a rule, whatever became of them since.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RuleBecame)]
struct BecameView {
    /// All that were asked, answered or not.
    asked: u32,
    /// Of them confirmed by the member.
    yes: u32,
    /// Of them declined by the member.
    declined: u32,
}

impl From<Fate> for BecameView {
    fn from([asked, yes, declined]: Fate) -> Self {
        Self { asked, yes, declined }
    }
}

/// Every version of a rule, the oldest first, each with what became of what it
/// proposed. Three reads.
#[utoipa::path(get, path = "/v1/rules/{id}/versions", tag = "members",
    responses((status = 200, body = Listing<VersionView>)))]
pub(super) async fn versions(desk: CoordinatorDesk, OriginalUri(uri): OriginalUri, Path(id): Path<String>) -> Reply {
    let all = desk.store().versions().all::<Rule>(&id).await?;
    let catalogue = desk.catalogue().await?;
    if all.is_empty() {
        known(&catalogue, &id)?;
    }
    let own = super::own(&catalogue, &id, &all);
    let fates = desk.store().members().fates().await?.remove(&id).unwrap_or_default();
    let became = |rule: &Rule| fates.get(&rule.version).copied().unwrap_or_default().into();
    let view = |one: &Version<Rule>| {
        let rule = one.value.as_ref().map(RuleView::of).transpose()?;
        Ok(VersionView { rule, at: Some(one.at), why: one.why.clone(), became: one.value.as_ref().map(became) })
    };
    let first =
        |own: &Rule| Ok(VersionView { rule: Some(RuleView::of(own)?), at: None, why: None, became: Some(became(own)) });
    let items = own.into_iter().map(first).chain(all.iter().map(view)).collect::<Result<Vec<_>, Problem>>()?;
    listing(&uri, &items, None)
}

/// What a rule would do.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = RuleTriedView)]
struct TriedView {
    /// Members that were looked at.
    members: usize,
    /// What would be proposed that is not.
    proposed: Vec<TriedOne>,
    /// What is proposed that would not be.
    withdrawn: Vec<TriedOne>,
}

/// A proposal that would come or go.
#[derive(Debug, Clone, Serialize, ToSchema)]
struct TriedOne {
    /// The member.
    #[schema(value_type = String)]
    member: MemberId,
    /// Its name.
    name: String,
    /// The kind of need.
    #[schema(value_type = String)]
    need_type: NeedTypeId,
    /// How sure.
    score: u8,
}

impl From<Tried> for TriedOne {
    fn from(Tried { member, name, need_type, score }: Tried) -> Self {
        Self { member, name, need_type, score }
    }
}

/// Tries a rule on all members and stores nothing; `id` says which it replaces.
/// A query for each hundred members, and one for each of them.
#[utoipa::path(post, path = "/v1/rules/try", tag = "members", request_body = RuleDraft,
    responses((status = 200, body = TriedView)))]
pub(super) async fn try_out(
    desk: CoordinatorDesk,
    JsonBody { value: Checked(draft), .. }: JsonBody<Checked<RuleDraft>>,
) -> Reply {
    let catalogue = desk.catalogue().await?;
    let id = draft.id.clone().unwrap_or_else(|| "TRIED".to_owned());
    let rule = RuleDraft { id: None, ..draft }.parse(&id, 0, &catalogue)?;
    let tried = try_rules(desk.store(), &catalogue, &with(&catalogue, rule)).await?;
    let view = TriedView {
        members: tried.members,
        proposed: tried.proposed.into_iter().map(TriedOne::from).collect(),
        withdrawn: tried.withdrawn.into_iter().map(TriedOne::from).collect(),
    };
    Ok(axum::Json(view).into_response())
}
