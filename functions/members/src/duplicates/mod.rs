//! Entries that may be one company: joined with a choice for each field, told
//! apart, taken back. The coordinator's.

mod api;
mod console;

use domain::ids::MemberId;
use domain::member::matching::likeness;
use store::repos::members::{MemberRecord, Pair};
use store::{Store, TableError, Transaction};
use web::{Routes, get, post, routes};

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list))
        .routes(routes!(api::merge))
        .routes(routes!(api::undo))
        .route("/console/members/duplicates", get(console::page))
        .route("/console/members/duplicates/{this}/{with}", get(console::pair).post(console::decide))
        .route("/console/members/merges/{id}/undo", post(console::undo))
}

/// Pairs of which both still stand, as they were read, with the reason that holds
/// now; one for which none does is left out. A query for each entry.
async fn standing(store: &Store, pairs: Vec<Pair>) -> Result<Vec<(Pair, MemberRecord, MemberRecord)>, TableError> {
    let mut both = Vec::new();
    for mut pair in pairs {
        let this = store.members().load(&pair.this).await?;
        let with = store.members().load(&pair.with).await?;
        if let (Some(this), Some(with)) = (this, with)
            && let Some(because) = likeness(&this.value.case, &with.value.case)
        {
            pair.because = because;
            both.push((pair, this.value, with.value));
        }
    }
    Ok(both)
}

/// A person says that two entries are two companies. One commit.
async fn are_two(store: &Store, a: &MemberId, b: &MemberId) -> Result<(), TableError> {
    let mut tx = Transaction::new();
    store.members().are_two(&mut tx, a, b);
    store.commit(tx).await
}
