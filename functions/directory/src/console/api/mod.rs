//! The same for programs: how sure the facts of an entry are, that somebody
//! looked, its history, its end with what that does.

mod ending;
mod facts;
mod views;

use domain::entry::Sort;
use web::{Context, Problem, Routes, routes};

/// The version of an entry; 404 where there is none. One read.
async fn version_of(context: &Context, (sort, id): (Sort, &str)) -> Result<u64, Problem> {
    Ok(context.store.entries().load(sort, id).await?.ok_or_else(Problem::not_found)?.version)
}

pub(crate) fn routes() -> Routes {
    Routes::new().routes(routes!(facts::facts, facts::look)).routes(routes!(facts::history)).routes(routes!(
        ending::ending,
        ending::finish,
        ending::reopen
    ))
}
