//! Advisers, who hold permanences: their half-days, when they are away, what
//! their own calendars have. The coordinator's, and an agency's own.

mod api;
mod busy;
mod console;
mod hand_over;

use axum::extract::FromRequestParts;
use axum::response::Response;
use domain::adviser::Adviser;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::AdviserId;
use domain::permanence::Permanence;
use http::request::Parts;
use store::{TableError, Transaction, Versioned};
use web::extract::Id;
use web::{Context, Problem, Routes, StaffMember, routes};

use crate::problems;
use crate::rota::lists_of;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list))
        .routes(routes!(api::read, api::put, api::delete))
        .routes(routes!(busy::read, busy::put, busy::delete))
        .routes(routes!(hand_over::read, hand_over::create))
        .merge(console::routes())
}

/// The adviser whom a path names: one read. 404 for none, and for one whom whoever
/// asks may not see.
struct Seen(Versioned<Adviser>);

impl FromRequestParts<Context> for Seen {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Response> {
        let staff = StaffMember::from_request_parts(parts, context).await?;
        let Id(id) = Id::<AdviserId>::from_request_parts(parts, context).await?;
        let found = context.store.advisers().load(&id).await.map_err(Problem::from)?;
        let found = found.ok_or_else(Problem::not_found)?;
        staff.of_agency(&found.value.agency)?;
        Ok(Self(found))
    }
}

/// Creates an adviser or saves one over the version read; answers the new
/// version. The link to their calendar stays; that of somebody new is of
/// another generation than any of a namesake who was removed. One commit; where
/// the agency changes also the queries of [`unused`].
pub(crate) async fn save(
    context: &Context,
    catalogue: &Catalogue,
    before: Option<&Versioned<Adviser>>,
    after: &Adviser,
) -> Result<u64, Problem> {
    let mut tx = Transaction::new();
    let version = match before {
        None => {
            let link_generation = u32::try_from(context.store.now().seconds()).unwrap_or_default();
            context.store.advisers().create(&mut tx, &Adviser { link_generation, ..after.clone() });
            1
        }
        Some(before) => {
            if before.value.agency != after.agency {
                unused(context, catalogue, &before.value).await?;
            }
            let link_generation = before.value.link_generation;
            context.store.advisers().save(&mut tx, before, &Adviser { link_generation, ..after.clone() });
            before.version + 1
        }
    };
    context.store.commit(tx).await.map_err(Problem::of_change)?;
    Ok(version)
}

/// Removes an adviser of the version read, with all that is kept of them; 409
/// while a permanence that is not over names them. One commit beside the
/// queries of [`unused`].
pub(crate) async fn delete(
    context: &Context,
    catalogue: &Catalogue,
    before: &Versioned<Adviser>,
) -> Result<(), Problem> {
    unused(context, catalogue, &before.value).await?;
    let mut tx = Transaction::new();
    context.store.advisers().delete(&mut tx, before);
    context.store.commit(tx).await.map_err(Problem::of_change)
}

/// 409 while a permanence that is not over names the adviser; costs what
/// [`held_by`] does.
async fn unused(context: &Context, catalogue: &Catalogue, adviser: &Adviser) -> Result<(), Problem> {
    let naming = held_by(context, catalogue, adviser).await?;
    if naming.is_empty() { Ok(()) } else { Err(problems::adviser_in_use(&naming)) }
}

/// The permanences that are not over and name an adviser. A query for the agency
/// and for each whose work it does.
async fn held_by(context: &Context, catalogue: &Catalogue, adviser: &Adviser) -> Result<Vec<Permanence>, TableError> {
    let today = context.store.now().day_in(BRUSSELS);
    let mut held = Vec::new();
    for list in lists_of(catalogue, &adviser.agency, today) {
        held.extend(context.store.permanences().list(&list, today).await?);
    }
    held.retain(|one: &Permanence| one.advisers.contains(&adviser.id));
    Ok(held)
}
