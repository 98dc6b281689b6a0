//! The coordinator's pages of proposed rotas.

mod act;
mod ahead;
mod compare;
mod coverage;
mod figures;
mod gaps;
mod grid;
mod imagine;
mod list;
mod load;
mod one;
mod repair;
mod shown;
mod side;

use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use maud::Markup;
use web::{Routes, Visit, ui};

use crate::word;

/// Their routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/console/plans", get(list::page).post(list::create))
        .route("/console/plans/{id}", get(one::page))
        .route("/console/plans/{id}/settle", post(act::settle))
        .route("/console/plans/{id}/again", post(act::again))
        .route("/console/plans/{id}/ask", post(act::ask))
        .route("/console/plans/{id}/publish", get(ahead::page).post(act::publish))
        .route("/console/plans/{id}/figures", get(compare::page))
        .route("/console/plans/{id}/what-if", post(compare::create))
        .route("/console/plans/{id}/undo", post(act::undo))
        .route("/console/plans/{id}/aside", post(act::aside))
        .route("/console/repairs/{id}", get(repair::page).post(repair::choose))
        .route("/console/repairs/{id}/let-be", post(repair::let_be))
}

/// 303 to a page that tells what was done.
fn done(path: &str, code: &str) -> Response {
    let mark = if path.contains('?') { '&' } else { '?' };
    Redirect::to(&format!("{path}{mark}done={code}")).into_response()
}

/// What was just done, in words.
fn notice(visit: &Visit) -> Option<Markup> {
    const CODES: [&str; 8] = ["asked", "settled", "again", "mailed", "published", "undone", "aside", "let-be"];
    let code = visit.done.as_deref().filter(|code| CODES.contains(code))?;
    Some(ui::notice(word(visit.language, &format!("done-{code}"))))
}
