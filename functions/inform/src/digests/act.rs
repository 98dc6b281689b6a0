//! What is pressed on a digest's page.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::inform::{Digest, DigestDraft};
use flows::inform::{self, InformError, change_digest, one_digest};
use serde::Deserialize;
use store::{TableError, Versioned};
use validator::Validate;
use web::extract::FormBody;
use web::{Context, Coordinator, Problem};

use super::{named, path_of};
use crate::problems::refused;

/// What was looked at when it was pressed.
#[derive(Debug, Clone, Deserialize, Validate)]
pub(super) struct Pressed {
    version: u64,
}

/// The digest, at the version that was looked at.
async fn find(
    context: &Context,
    path: (String, String),
    form: FormBody<Pressed>,
) -> Result<(Versioned<Digest>, String), Problem> {
    let (location, month) = named(path)?;
    let Pressed { version } = form.into_value()?;
    let found = one_digest(&context.store, (&location, month)).await?.ok_or_else(Problem::not_found)?;
    if found.version != version {
        return Err(Problem::of_change(TableError::Conflict { index: 0 }));
    }
    Ok((found, path_of(&location, month)))
}

fn back(path: &str, done: &str) -> Response {
    Redirect::to(&format!("{path}?done={done}")).into_response()
}

/// Somebody looked at it. One read, one commit.
pub(super) async fn seen(
    State(context): State<Context>,
    _: Coordinator,
    Path(path): Path<(String, String)>,
    form: FormBody<Pressed>,
) -> Result<Response, Problem> {
    let (found, path) = find(&context, path, form).await?;
    let Digest { items, without, .. } = found.value.clone();
    let draft = DigestDraft { items, without, seen: true };
    change_digest(&context.store, found, draft).await.map_err(refused)?;
    Ok(back(&path, "seen"))
}

/// It is brought up to date. Reads as its contents; one commit.
pub(super) async fn renew(
    State(context): State<Context>,
    _: Coordinator,
    Path(path): Path<(String, String)>,
    form: FormBody<Pressed>,
) -> Result<Response, Problem> {
    let (found, path) = find(&context, path, form).await?;
    let catalogue = context.store.catalogue().load().await?;
    inform::renew(&context.store, &catalogue, found).await.map_err(refused)?;
    Ok(back(&path, "renewed"))
}

/// It is sent; where something changed since it was looked at, it is shown again.
pub(super) async fn send(
    State(context): State<Context>,
    _: Coordinator,
    Path(path): Path<(String, String)>,
    form: FormBody<Pressed>,
) -> Result<Response, Problem> {
    let (found, path) = find(&context, path, form).await?;
    let catalogue = context.store.catalogue().load().await?;
    match inform::begin_sending(&context.store, &catalogue, found).await {
        Ok(_) => Ok(back(&path, "sent")),
        Err(InformError::Changed) => Ok(back(&path, "differs")),
        Err(error) => Err(refused(error)),
    }
}
