//! The coordinator's pages of proposed rotas.

mod act;
mod agencies;
mod ahead;
mod compare;
mod coverage;
mod figures;
mod gaps;
mod grid;
mod imagine;
mod list;
mod load;
mod once;
mod one;
mod refused;
mod repair;
mod shown;
mod side;

use axum::response::Response;
use flows::plans::Plan;
use http::HeaderValue;
use http::header::REFRESH;
use maud::Markup;
use store::repos::plans::PlanStatus;
use web::{Routes, Visit, get, post, ui};

use crate::{LOCALES, word};

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

/// What was just done, in words.
fn notice(visit: &Visit) -> Option<Markup> {
    visit.notice_in(&LOCALES, "done")
}

/// The same on the page of a plan: what is done by now is not said to be under way.
fn notice_of(visit: &Visit, plan: &Plan) -> Option<Markup> {
    let (status, key) = match visit.done.as_deref() {
        Some("asked" | "again") if !is_at_work(plan) => (PlanStatus::Ready, "done-worked-out"),
        Some("published") if !is_at_work(plan) => (PlanStatus::Published, "done-is-published"),
        Some("undone") if !is_at_work(plan) => (PlanStatus::Undone, "done-is-undone"),
        _ => return notice(visit),
    };
    (plan.status == status).then(|| ui::notice(word(visit.language, key)))
}

/// Whether a plan is being worked out, published or taken back.
fn is_at_work(plan: &Plan) -> bool {
    let is_going_on = plan.settled.publishing.as_ref().is_some_and(|publishing| !publishing.todo.is_empty());
    plan.status == PlanStatus::Running || is_going_on
}

/// Has a page shown again every few seconds, without what was just done, as long as
/// work goes on.
fn watched(mut response: Response, path: &str, goes_on: bool) -> Response {
    const SECONDS: u32 = 5;
    if let Some(value) = HeaderValue::from_str(&format!("{SECONDS}; url={path}")).ok().filter(|_| goes_on) {
        response.headers_mut().insert(REFRESH, value);
    }
    response
}
