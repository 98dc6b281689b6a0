//! News for one place or for all: written, seen, sent as a digest is.

mod api;
mod form;
mod list;
mod one;

use domain::inform::News;
use store::Versioned;
use web::{Context, Problem, Routes, get, post, routes};

/// The routes.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(api::list, api::create))
        .routes(routes!(api::read, api::put))
        .routes(routes!(api::send))
        .route("/console/news", get(list::show).post(form::create))
        .route("/console/news/new", get(form::new))
        .route("/console/news/{id}", get(one::show).post(form::change))
        .route("/console/news/{id}/edit", get(form::edit))
        .route("/console/news/{id}/mail", get(one::mail))
        .route("/console/news/{id}/seen", post(one::seen))
        .route("/console/news/{id}/send", post(one::send))
}

/// News, or 404. One read.
async fn find(context: &Context, id: &str) -> Result<Versioned<News>, Problem> {
    context.store.monthly().one_news(id).await?.ok_or_else(Problem::not_found)
}
