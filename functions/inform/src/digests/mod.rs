//! The monthly digest of each place: it prepares itself, somebody looks at it,
//! changes it and sends it.

mod api;
mod common;
mod list;
mod one;

use domain::ids::LocationId;
use domain::inform::{Digest, Issue, Month};
use flows::inform::one_digest;
use store::Versioned;
use web::{Desk, Problem, Routes, get, post, routes};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::read, api::put))
        .routes(routes!(api::send))
        .routes(routes!(api::read_common, api::put_common))
        .route("/console/digests", get(list::show))
        .route("/console/digests/mine", post(list::mine_post))
        .route("/console/digests/common/{month}", get(common::show).post(common::save))
        .route("/console/digests/{location}/{month}", get(one::show).post(one::change))
        .route("/console/digests/{location}/{month}/mail", get(one::mail))
        .route("/console/digests/{location}/{month}/seen", post(one::seen))
        .route("/console/digests/{location}/{month}/renew", post(one::renew))
        .route("/console/digests/{location}/{month}/send", post(one::send))
}

/// The digest that a path names, or 404. One read.
async fn find(desk: &Desk, path: (String, String)) -> Result<Versioned<Digest>, Problem> {
    let (location, month) = named(path)?;
    one_digest(desk.store(), (&location, month)).await?.ok_or_else(Problem::not_found)
}

/// The place and month of a path; what is neither leads nowhere.
fn named((location, month): (String, String)) -> Result<(LocationId, Month), Problem> {
    let location = LocationId::parse(&location).map_err(|_| Problem::not_found())?;
    Ok((location, month_of(&month)?))
}

fn month_of(month: &str) -> Result<Month, Problem> {
    Month::parse(month).ok_or_else(Problem::not_found)
}

/// The digest as what is sent.
fn issue(digest: &Digest) -> Issue {
    Issue::Digest { month: digest.month, location: digest.location.clone() }
}

/// The page of a digest.
fn path_of(digest: &Digest) -> String {
    format!("/console/digests/{}/{}", digest.location, digest.month)
}
