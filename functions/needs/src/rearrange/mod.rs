//! A need is taken up again, divided in two, or goes with its member to another
//! place; the coordinator's.

mod api;
mod card;
mod console;

use domain::event::Actor;
use domain::ids::{NeedId, NeedTypeId};
use domain::moves::{self, Moment};
use domain::need::NeedCase;
use store::Transaction;
use web::extract::Precondition;
use web::{Context, Problem, Routes, post, routes};

pub(crate) use card::card;

use crate::intake::new_id;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::reopen))
        .routes(routes!(api::split))
        .routes(routes!(api::transfer))
        .route("/console/needs/{id}/reopen", post(console::reopen))
        .route("/console/needs/{id}/split", post(console::split))
        .route("/console/needs/{id}/transfer", post(console::transfer))
}

/// Makes a need of its own of some kinds of need, over the version that the
/// caller read; answers both. `also` adds to the commit what goes with it. Three
/// reads, one for each need that its person has open, and one commit.
async fn divide(
    context: &Context,
    need: &NeedId,
    (expected, kinds): (&Precondition, &[NeedTypeId]),
    actor: &Actor,
    also: impl FnOnce(&mut Transaction, &NeedCase, &NeedCase) -> Result<(), Problem>,
) -> Result<(NeedCase, NeedCase), Problem> {
    let store = &context.store;
    let catalogue = store.catalogue().load().await?;
    let before = store.needs().load(need).await?.ok_or_else(Problem::not_found)?;
    expected.check(before.version)?;
    let moment = Moment::new(&catalogue, store.now(), actor);
    let (left, new) = moves::split(before.case.clone(), kinds, new_id(context)?, &moment)?;
    let mut tx = Transaction::new();
    store.needs().save(&mut tx, &before, &left);
    store.needs().create(&mut tx, &new);
    if let Some(person) = &new.case.person {
        let open = store.needs().open_of(person).await?;
        store.needs().put_open(&mut tx, &open, &new.case.need);
    }
    also(&mut tx, &left.case, &new.case)?;
    store.commit(tx).await.map_err(Problem::of_change)?;
    Ok((left.case, new.case))
}
