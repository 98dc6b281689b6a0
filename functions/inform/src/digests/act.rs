//! What is pressed on a digest's page.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::inform::{Digest, DigestDraft};
use flows::inform::{self, InformError, change_digest};
use store::Versioned;
use web::extract::FormBody;
use web::{Context, Coordinator, Problem};

use super::{find, path_of};
use crate::console::{Pressed, as_looked_at};
use crate::problems::refused;

/// The digest, at the version that was looked at, and the way back to it.
async fn pressed(
    context: &Context,
    path: (String, String),
    form: FormBody<Pressed>,
) -> Result<(Versioned<Digest>, String), Problem> {
    let found = as_looked_at(find(context, path).await?, form)?;
    let path = path_of(&found.value);
    Ok((found, path))
}

/// Somebody looked at it. One read, one commit.
pub(super) async fn seen(
    State(context): State<Context>,
    _: Coordinator,
    Path(path): Path<(String, String)>,
    form: FormBody<Pressed>,
) -> Result<Response, Problem> {
    let (found, path) = pressed(&context, path, form).await?;
    let Digest { items, without, .. } = found.value.clone();
    let draft = DigestDraft { items, without, seen: true };
    change_digest(&context.store, found, draft).await.map_err(refused)?;
    Ok(web::done(&path, "seen"))
}

/// It is brought up to date. Reads as its contents; one commit.
pub(super) async fn renew(
    State(context): State<Context>,
    _: Coordinator,
    Path(path): Path<(String, String)>,
    form: FormBody<Pressed>,
) -> Result<Response, Problem> {
    let (found, path) = pressed(&context, path, form).await?;
    let catalogue = context.store.catalogue().load().await?;
    inform::renew(&context.store, &catalogue, found).await.map_err(refused)?;
    Ok(web::done(&path, "renewed"))
}

/// It is sent; where something changed since it was looked at, it is shown again.
pub(super) async fn send(
    State(context): State<Context>,
    _: Coordinator,
    Path(path): Path<(String, String)>,
    form: FormBody<Pressed>,
) -> Result<Response, Problem> {
    let (found, path) = pressed(&context, path, form).await?;
    let catalogue = context.store.catalogue().load().await?;
    match inform::begin_sending(&context.store, &catalogue, found).await {
        Ok(_) => Ok(web::done(&path, "sent")),
        Err(InformError::Changed) => Ok(web::done(&path, "differs")),
        Err(error) => Err(refused(error)),
    }
}
