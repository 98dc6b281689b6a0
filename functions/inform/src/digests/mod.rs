//! The monthly digest of each place: it prepares itself, somebody looks at it,
//! changes it and sends it.

mod act;
mod api;
mod change;
mod common;
mod form;
mod list;
mod one;

use domain::ids::LocationId;
use domain::inform::{Digest, Month};
use flows::inform::one_digest;
use store::Versioned;
use web::{Context, Problem, Routes, get, post, routes};

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::read, api::put))
        .routes(routes!(api::send))
        .routes(routes!(api::read_common, api::put_common))
        .route("/console/digests", get(list::show))
        .route("/console/digests/mine", post(list::mine_post))
        .route("/console/digests/common/{month}", get(common::show).post(common::save))
        .route("/console/digests/{location}/{month}", get(one::show).post(change::send))
        .route("/console/digests/{location}/{month}/mail", get(one::mail))
        .route("/console/digests/{location}/{month}/seen", post(act::seen))
        .route("/console/digests/{location}/{month}/renew", post(act::renew))
        .route("/console/digests/{location}/{month}/send", post(act::send))
}

/// The digest that a path names, or 404. One read.
async fn find(context: &Context, path: (String, String)) -> Result<Versioned<Digest>, Problem> {
    let (location, month) = named(path)?;
    one_digest(&context.store, (&location, month)).await?.ok_or_else(Problem::not_found)
}

/// The place and month of a path; what is neither leads nowhere.
fn named((location, month): (String, String)) -> Result<(LocationId, Month), Problem> {
    let location = LocationId::parse(&location).map_err(|_| Problem::not_found())?;
    Ok((location, month_of(&month)?))
}

fn month_of(month: &str) -> Result<Month, Problem> {
    Month::parse(month).ok_or_else(Problem::not_found)
}

/// The page of a digest.
fn path_of(digest: &Digest) -> String {
    format!("/console/digests/{}/{}", digest.location, digest.month)
}
