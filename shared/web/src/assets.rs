//! The one stylesheet, the mark, the scripts of pages that are nicer with one,
//! and the pages behind problem types. Files are part of the program; names of
//! stylesheet and scripts carry their digest, so that they are cached for ever
//! and never stale.

use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};

use crate::context::Context;
use crate::problem::{Problem, explanation};
use crate::visit::Visit;

const CSS: &str = include_str!("../assets/app.css");
const ROTA_JS: &str = include_str!("../assets/rota.js");
const WORK_JS: &str = include_str!("../assets/work.js");
const MARK: &str = include_str!("../assets/mark.svg");

static CSS_NAME: LazyLock<String> = LazyLock::new(|| named("app", CSS, "css"));
static ROTA_JS_NAME: LazyLock<String> = LazyLock::new(|| named("rota", ROTA_JS, "js"));
static WORK_JS_NAME: LazyLock<String> = LazyLock::new(|| named("work", WORK_JS, "js"));

fn named(name: &str, text: &str, kind: &str) -> String {
    format!("{name}.{}.{kind}", &store::secrets::digest(text.as_bytes())[..16])
}

/// Path of the script that lets sessions be dragged in the rota; the page works
/// without it.
pub fn rota_script() -> String {
    format!("/assets/{}", *ROTA_JS_NAME)
}

/// Path of the script that goes through the work list by keyboard; the page works
/// without it.
pub fn work_script() -> String {
    format!("/assets/{}", *WORK_JS_NAME)
}

/// Path of the stylesheet.
pub fn stylesheet() -> String {
    format!("/assets/{}", *CSS_NAME)
}

/// Path of the mark, which is also the icon of pages.
pub const MARK_PATH: &str = "/assets/mark.svg";

/// Serves `/assets/…`, `/favicon.ico` and `/problems/…`; mounted once, by the
/// directory function.
pub fn router() -> Router<Context> {
    Router::new()
        .route("/assets/{file}", get(asset))
        .route("/favicon.ico", get(|| async { mark() }))
        .route("/problems/{slug}", get(problem))
}

async fn asset(Path(file): Path<String>) -> Result<Response, Problem> {
    let kept = |kind: &'static str, text: &'static str| {
        ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=31536000, immutable")], text).into_response()
    };
    if file == *CSS_NAME {
        return Ok(kept("text/css; charset=utf-8", CSS));
    }
    let scripts = [(&*ROTA_JS_NAME, ROTA_JS), (&*WORK_JS_NAME, WORK_JS)];
    if let Some((_, script)) = scripts.into_iter().find(|(name, _)| **name == file) {
        return Ok(kept("text/javascript; charset=utf-8", script));
    }
    if file == "mark.svg" { Ok(mark()) } else { Err(Problem::not_found()) }
}

fn mark() -> Response {
    ([(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "public, max-age=86400")], MARK).into_response()
}

async fn problem(visit: Visit, Path(slug): Path<String>) -> Result<Response, Problem> {
    explanation(&slug, &visit).ok_or_else(Problem::not_found)
}
