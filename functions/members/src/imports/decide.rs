//! What doubtful rows are, said by a person: one of the members there are, a new
//! one, or nothing that is written.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use axum::extract::{Path, State};
use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::MemberId;
use http::StatusCode;
use serde::Deserialize;
use store::Transaction;
use store::repos::imports::{Decision, FoundRow, ImportStatus, PAGE_ROWS, RowKind};
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{IfMatch, JsonBody, tagged};
use web::i18n::text;
use web::{Context, Lang, Problem, Reply, StaffMember};

use super::load;
use super::rows::Looked;
use super::shape::{FIRST, RowView};
use crate::{LOCALES, problems};

/// What a row is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Is {
    /// A member that is known.
    Member,
    /// One that is not.
    New,
    /// Nothing that is written.
    LeftOut,
}

/// What a doubtful row is.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RowDecisionRequest)]
pub(super) struct DecisionRequest {
    /// `member`, `new` or `left_out`.
    #[schema(value_type = String)]
    is: Is,
    /// The member; absent: the one that it may be of.
    #[schema(value_type = Option<String>)]
    member: Option<MemberId>,
}

/// Says what a doubtful row is, after the rows were looked at and before they are
/// written: 409 else. Again it replaces what was said. A row has the version of its
/// import: the answer's is the one for the next row. Four reads, one commit.
#[utoipa::path(put, path = "/v1/imports/{id}/rows/{row}", tag = "members",
    request_body = DecisionRequest,
    params(("row" = u32, Path, description = "As the list of rows numbers it: from 2."), IfMatch),
    responses((status = 200, body = RowView, headers(("ETag" = String))), (status = 409)))]
pub(super) async fn decide_row(
    staff: StaffMember,
    (State(context), lang): (State<Context>, Lang),
    Path((id, row)): Path<(String, u32)>,
    named: IfMatch,
    JsonBody { value: DecisionRequest { is, member }, .. }: JsonBody<DecisionRequest>,
) -> Reply {
    let before = load(&context, &staff, &id).await?;
    named.0.check(before.version)?;
    let catalogue = context.store.catalogue().load().await?;
    let mut looked = Looked { context, catalogue, import: before.value, language: lang.language() };
    decide(&mut looked, before.version, &BTreeMap::from([(row, (is, member))])).await?;
    let (rows, _) = looked.rows(None, (row - FIRST, 1)).await?;
    tagged(StatusCode::OK, before.version + 1, rows.first().ok_or_else(Problem::not_found)?)
}

/// Says what some doubtful rows are, by their numbers as they are shown. A read for
/// each page of 50 rows and for each member, one commit over the version of the
/// import that was read.
pub(super) async fn decide(
    looked: &mut Looked,
    version: u64,
    said: &BTreeMap<u32, (Is, Option<MemberId>)>,
) -> Result<(), Problem> {
    if looked.import.status != ImportStatus::Checked {
        return Err(problems::import_not_ready());
    }
    let per_page = u32::try_from(PAGE_ROWS).unwrap_or(u32::MAX);
    let store = looked.context.store.clone();
    let mut pages: BTreeMap<u32, Vec<FoundRow>> = BTreeMap::new();
    for (row, (is, member)) in said {
        let at = row.checked_sub(FIRST).ok_or_else(Problem::not_found)?;
        let page = at / per_page;
        let known = match pages.entry(page) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(store.imports().page(&looked.import.id, page).await?.1),
        };
        let found = known.get_mut(usize::try_from(at % per_page).unwrap_or(usize::MAX));
        let found = found.filter(|found| found.kind == RowKind::Doubtful).ok_or_else(Problem::not_found)?;
        let decision = match is {
            Is::New => Decision::New,
            Is::LeftOut => Decision::LeftOut,
            Is::Member => {
                let missing = || Problem::from(vec![FieldError::new("/member", Wrong::Missing)]);
                let member = member.as_ref().or(found.member.as_ref()).ok_or_else(missing)?;
                Decision::Member { member: choose(looked, member).await? }
            }
        };
        looked.import.decided.change(found.decision.as_ref(), &decision);
        found.decision = Some(decision);
    }
    let mut tx = Transaction::new();
    store.imports().save(&mut tx, version, &looked.import);
    for (page, found) in &pages {
        store.imports().put_found(&mut tx, &looked.import, *page, found);
    }
    store.commit(tx).await.map_err(Problem::of_change)
}

/// A member that a row may be said to be of; 422 for another.
async fn choose(looked: &Looked, member: &MemberId) -> Result<MemberId, Problem> {
    let found = looked.context.store.members().companies(std::slice::from_ref(member)).await?;
    let found = found.into_iter().flatten().find(|member| looked.may_choose(member));
    found.map(|member| member.id).ok_or_else(|| Problem::invalid_field("/member", text(&LOCALES, "import-no-member")))
}
