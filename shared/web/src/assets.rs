//! The one stylesheet, the mark, the scripts of pages that are nicer with one,
//! and the pages behind problem types. Files are part of the program; names of
//! stylesheet and scripts carry their digest, so that they are cached for ever
//! and never stale.

use std::io::Write as _;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use http::HeaderMap;
use http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};

use crate::language::weighted;
use crate::problem::{Problem, explanation};
use crate::visit::Visit;
use crate::{Routes, get};

const MARK: &str = include_str!("../assets/mark.svg");

/// Name, kind and text of each file.
static FILES: [(&str, &str, &str); 7] = [
    ("app", "css", include_str!("../assets/app.css")),
    ("dark", "css", include_str!("../assets/dark.css")),
    ("embed", "js", include_str!("../assets/embed.js")),
    ("import", "js", include_str!("../assets/import.js")),
    ("rota", "js", include_str!("../assets/rota.js")),
    ("survey", "js", include_str!("../assets/survey.js")),
    ("work", "js", include_str!("../assets/work.js")),
];

/// What they are asked for as, in the same order.
static NAMES: LazyLock<[String; 7]> = LazyLock::new(|| {
    FILES.map(|(name, kind, text)| format!("{name}.{}.{kind}", &store::secrets::digest(text.as_bytes())[..16]))
});

/// Each of them compressed; empty where that failed. Pages are not compressed:
/// what is secret in them could be told by their size.
static GZIPPED: LazyLock<[Vec<u8>; 7]> = LazyLock::new(|| FILES.map(|(_, _, text)| gzipped(text).unwrap_or_default()));

fn path(name: &str) -> String {
    let found = FILES.iter().zip(&*NAMES).find(|((known, ..), _)| *known == name);
    format!("/assets/{}", found.map_or(name, |(_, named)| named.as_str()))
}

/// Path of the script that lets sessions be dragged in the rota; the page works
/// without it.
pub fn rota_script() -> String {
    path("rota")
}

/// Path of the script that keeps what is filled in on a survey until the server
/// has it; the page works without it.
pub fn survey_script() -> String {
    path("survey")
}

/// Path of the script that goes through the work list by keyboard; the page works
/// without it.
pub fn work_script() -> String {
    path("work")
}

/// Path of the script that sends a long list of members in parts; the page works
/// without it, for shorter ones.
pub fn import_script() -> String {
    path("import")
}

/// Path of the script by which a page tells the one around it how tall it is.
pub fn embed_script() -> String {
    path("embed")
}

/// Path of the colours for the dark, over those of the stylesheet.
pub fn dark_stylesheet() -> String {
    path("dark")
}

/// Path of the stylesheet.
pub fn stylesheet() -> String {
    path("app")
}

/// Path of the mark, which is also the icon of pages.
pub const MARK_PATH: &str = "/assets/mark.svg";

/// Serves `/assets/…`, `/favicon.ico` and `/problems/…`; mounted once, by the
/// directory function.
pub fn router() -> Routes {
    Routes::new()
        .route("/assets/{file}", get(asset))
        .route("/favicon.ico", get(|| async { mark() }))
        .route("/problems/{slug}", get(problem))
}

fn gzipped(text: &str) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes())?;
    encoder.finish()
}

/// Whether a browser takes gzip: it names it, and not with a weight of 0.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(ACCEPT_ENCODING).into_iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(weighted).any(|(name, weight)| name == "gzip" && weight > 0.0)
}

async fn asset(Path(file): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let Some(at) = NAMES.iter().position(|name| *name == file) else {
        return if file == "mark.svg" { Ok(mark()) } else { Err(Problem::not_found()) };
    };
    let (_, kind, text) = FILES[at];
    let kept = [
        (CONTENT_TYPE, if kind == "css" { "text/css; charset=utf-8" } else { "text/javascript; charset=utf-8" }),
        (CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (VARY, "accept-encoding"),
    ];
    let gzipped = &GZIPPED[at];
    if takes_gzip(&headers) && !gzipped.is_empty() {
        return Ok((kept, [(CONTENT_ENCODING, "gzip")], gzipped.clone()).into_response());
    }
    Ok((kept, text).into_response())
}

fn mark() -> Response {
    ([(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "public, max-age=86400")], MARK).into_response()
}

async fn problem(visit: Visit, Path(slug): Path<String>) -> Result<Response, Problem> {
    explanation(&slug, &visit).ok_or_else(Problem::not_found)
}
