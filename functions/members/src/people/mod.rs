//! One person's data, whatever they are here: found, exported, erased, with a
//! proof that names nobody. The coordinator's.

mod api;
mod console;
mod erasure;
mod shape;

use flows::people::{Dossier, dossier};
use store::{Store, TableError};
use web::{Routes, get, routes};

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::find))
        .routes(routes!(api::export))
        .routes(routes!(api::erase))
        .routes(routes!(api::erasures))
        .route("/console/members/people", get(console::page))
        .route("/console/members/people/{id}", get(console::one).post(console::erase))
}

/// People by address, or by words of their names, and where it goes on. One
/// query for each page of rows; for each of them one and a read for each thing.
async fn found(
    store: &Store,
    q: &str,
    after: Option<String>,
    limit: usize,
) -> Result<(Vec<Dossier>, Option<String>), TableError> {
    let (people, next) = store.people().find(q, after, limit).await?;
    let mut found = Vec::with_capacity(people.len());
    for person in people {
        found.extend(dossier(store, &person).await?.filter(|one| q.contains('@') || one.is_named(q)));
    }
    Ok((found, next))
}
