//! What search engines leave alone: the team's pages, what a link of somebody's
//! own opens, forms under way, and pages made for a frame, a wall or paper.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::header::CONTENT_TYPE;
use web::Context;
use web::extract::{NoFilter, QueryParams};

const LEFT_ALONE: [&str; 18] = [
    "/console",
    "/demo/",
    "/hooks/",
    "/v1/",
    "/r/",
    "/n/",
    "/m/",
    "/u/",
    "/b/",
    "/i/",
    "/p/",
    "/s/",
    "/book/",
    "/needs/sent",
    "/search?",
    "/embed/",
    "/lobby/",
    "/print/",
];

/// `robots.txt`. No read.
pub(super) async fn file(State(context): State<Context>, _: QueryParams<NoFilter>) -> Response {
    let mut text = "User-agent: *\n".to_owned();
    for path in LEFT_ALONE {
        text.push_str(&format!("Disallow: {path}\n"));
    }
    text.push_str(&format!("\nSitemap: {}\n", context.settings.url("/sitemap.xml")));
    ([(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
