//! News for one place or for all: written, seen, sent as a digest is.

mod api;
mod form;
mod pages;

use domain::inform::News;
use store::Versioned;
use web::{Desk, Problem, Routes, get, post, routes};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list, api::create))
        .routes(routes!(api::read, api::put))
        .routes(routes!(api::send))
        .route("/console/news", get(pages::list).post(form::create))
        .route("/console/news/new", get(form::new))
        .route("/console/news/{id}", get(pages::show).post(form::change))
        .route("/console/news/{id}/edit", get(form::edit))
        .route("/console/news/{id}/mail", get(pages::mail))
        .route("/console/news/{id}/seen", post(pages::seen))
        .route("/console/news/{id}/send", post(pages::send))
}

/// News, or 404. One read.
async fn find(desk: &Desk, id: &str) -> Result<Versioned<News>, Problem> {
    desk.store().monthly().one_news(id).await?.ok_or_else(Problem::not_found)
}
