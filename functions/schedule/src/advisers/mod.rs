//! Advisers, who hold permanences: their half-days, when they are away, what
//! their own calendars have. The coordinator's, and an agency's own.

mod api;
mod busy;
mod busy_api;
mod console;
mod hand_over;

use domain::adviser::Adviser;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::permanence::Permanence;
use store::{Transaction, Versioned};
use web::{Context, Problem, Routes, routes};

use crate::problems;
use crate::rota::lists_of;

/// The routes for programs.
pub(crate) fn api() -> Routes {
    Routes::new()
        .routes(routes!(api::list))
        .routes(routes!(api::read, api::put, api::delete))
        .routes(routes!(busy_api::read, busy_api::put, busy_api::delete))
        .routes(routes!(hand_over::read, hand_over::create))
}

/// The pages' routes.
pub(crate) fn console() -> Routes {
    console::routes()
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

/// 409 while a permanence that is not over names the adviser. A query for the
/// agency and for each whose work it does.
async fn unused(context: &Context, catalogue: &Catalogue, adviser: &Adviser) -> Result<(), Problem> {
    let today = context.store.now().day_in(BRUSSELS);
    let mut held: Vec<Permanence> = Vec::new();
    for list in lists_of(catalogue, &adviser.agency, today) {
        held.extend(context.store.permanences().list(&list, today).await?);
    }
    let naming: Vec<&Permanence> = held.iter().filter(|permanence| permanence.advisers.contains(&adviser.id)).collect();
    if naming.is_empty() { Ok(()) } else { Err(problems::adviser_in_use(&naming)) }
}
