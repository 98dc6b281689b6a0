//! A source changed: what its answers are, the account that is fetched from,
//! and whether what arrives is taken in.

use domain::field_error::{FieldError, Problem as Wrong};
use domain::ids::SourceId;
use domain::sent::only_known;
use domain::source::{Mapping, SourceKind};
use http::StatusCode;
use serde::Deserialize;
use store::repos::sources::{Account, Source};
use store::{Transaction, Versioned};
use utoipa::ToSchema;
use validator::Validate;
use web::extract::{Id, IfMatch, JsonBody, tagged};
use web::{Context, CoordinatorDesk, Problem, Reply};

use super::shown::SourceView;
use crate::tools;

/// What changes; what is left out stays as it is.
#[derive(Debug, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourceChange {
    /// What a tool's answers are.
    #[serde(default, deserialize_with = "only_known")]
    pub(crate) mapping: Option<Mapping>,
    /// Of Cobot: the account whose resources are fetched.
    pub(crate) account: Option<AccountRequest>,
    /// Whether what arrives is taken in at once; else it waits.
    pub(crate) on: Option<bool>,
}

/// An account with Cobot.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccountRequest {
    /// What all its addresses begin with.
    #[schema(example = "https://zoe-space.cobot.me")]
    pub(crate) url: String,
    /// A token that may read its members; left out: the one that is known.
    /// It is kept sealed and never shown.
    pub(crate) token: Option<String>,
}

/// Changes a source. Two reads, one commit.
#[utoipa::path(patch, path = "/v1/sources/{id}", tag = "needs", request_body = SourceChange, params(IfMatch),
    responses(
        (status = 200, description = "As it is now.", body = SourceView, headers(("ETag" = String))),
        (status = 422, description = "Fields are wrong, or it can't be switched on yet.")))]
pub(crate) async fn change(
    desk: CoordinatorDesk,
    Id(id): Id<SourceId>,
    IfMatch(expected): IfMatch,
    body: JsonBody<SourceChange>,
) -> Reply {
    let before = load(&desk.context, &id).await?;
    expected.check(before.version)?;
    let after = save(&desk.context, &before, body.value).await?.map_err(Problem::from)?;
    tagged(StatusCode::OK, before.version + 1, &SourceView::of(&desk.context, after))
}

/// A source; 404 where there is none. One read.
pub(crate) async fn load(context: &Context, id: &SourceId) -> Result<Versioned<Source>, Problem> {
    context.store.sources().load(id).await?.ok_or_else(Problem::not_found)
}

/// Saves a change over the version read; the errors of a request that says
/// something wrong point into it. One read, one commit.
pub(crate) async fn save(
    context: &Context,
    before: &Versioned<Source>,
    change: SourceChange,
) -> Result<Result<Source, Vec<FieldError>>, Problem> {
    let catalogue = context.store.catalogue().load().await?;
    let mut after = before.value.clone();
    let mut errors = Vec::new();
    if let Some(mapping) = change.mapping {
        if after.kind.is_mapped() {
            errors.extend(mapping.check(&catalogue, "/mapping"));
            after.mapping = Some(mapping);
        } else {
            errors.push(FieldError::new("/mapping", Wrong::UnknownField));
        }
    }
    if let Some(asked) = change.account {
        if after.kind == SourceKind::Cobot {
            match account(context, &after, asked) {
                Ok(account) => after.account = Some(account),
                Err(wrong) => errors.extend(wrong),
            }
        } else {
            errors.push(FieldError::new("/account", Wrong::UnknownField));
        }
    }
    after.on = change.on.unwrap_or(after.on);
    if after.on && after.kind.is_mapped() && after.mapping.is_none() {
        errors.push(FieldError::new("/mapping", Wrong::Missing));
    }
    if after.on && after.kind == SourceKind::Cobot && after.account.is_none() {
        errors.push(FieldError::new("/account", Wrong::Missing));
    }
    if !errors.is_empty() {
        return Ok(Err(errors));
    }
    let mut tx = Transaction::new();
    context.store.sources().save(&mut tx, before, &after);
    context.store.commit(tx).await.map_err(Problem::of_change)?;
    Ok(Ok(after))
}

fn account(context: &Context, source: &Source, asked: AccountRequest) -> Result<Account, Vec<FieldError>> {
    let sources = context.store.sources();
    let fresh = asked.token.map(|token| token.trim().to_owned()).filter(|token| !token.is_empty());
    let known = source.account.as_ref().map(|account| account.token.clone());
    // A token that is kept is as good as one that is given, for its own address.
    let same = source.account.as_ref().is_some_and(|account| account.url == asked.url.trim().trim_end_matches('/'));
    let stands_in = known.as_ref().filter(|_| same && fresh.is_none()).map(|_| "known");
    let url = tools::account(&asked.url, fresh.as_deref().or(stands_in), context.settings.calls)?;
    let token = match (fresh, known) {
        (Some(token), _) => sources.seal_token(&source.id, &token),
        (None, Some(known)) => known,
        (None, None) => String::new(),
    };
    Ok(Account { url, token })
}
