//! Needs as staff sees them: the list, and one with everything about it.

mod api;
pub(crate) mod change;
mod list;
pub(crate) mod page;
mod query;
pub(crate) mod recent;
mod sections;

use web::page::{ConsoleNav, Page};
use web::{Desk, Problem, Routes, get, routes};

use crate::word;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list))
        .routes(routes!(api::one))
        .route("/console/needs", get(list::show))
        .route("/console/needs/{id}", get(page::show))
}

/// A page of the console that is reached from the list.
pub(crate) async fn below(desk: &Desk) -> Result<Page<'_>, Problem> {
    let list = word(desk.language(), "needs-title");
    Ok(desk.page().await?.console_nav(ConsoleNav::Needs).crumb(&list, "/console/needs"))
}
