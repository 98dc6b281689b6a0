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

use crate::problem::{Problem, explanation};
use crate::visit::Visit;
use crate::{Routes, get};

const CSS: &str = include_str!("../assets/app.css");
const DARK_CSS: &str = include_str!("../assets/dark.css");
const EMBED_JS: &str = include_str!("../assets/embed.js");
const ROTA_JS: &str = include_str!("../assets/rota.js");
const SURVEY_JS: &str = include_str!("../assets/survey.js");
const WORK_JS: &str = include_str!("../assets/work.js");
const MARK: &str = include_str!("../assets/mark.svg");

static CSS_NAME: LazyLock<String> = LazyLock::new(|| named("app", CSS, "css"));
static DARK_CSS_NAME: LazyLock<String> = LazyLock::new(|| named("dark", DARK_CSS, "css"));
static EMBED_JS_NAME: LazyLock<String> = LazyLock::new(|| named("embed", EMBED_JS, "js"));
static ROTA_JS_NAME: LazyLock<String> = LazyLock::new(|| named("rota", ROTA_JS, "js"));
static SURVEY_JS_NAME: LazyLock<String> = LazyLock::new(|| named("survey", SURVEY_JS, "js"));
static WORK_JS_NAME: LazyLock<String> = LazyLock::new(|| named("work", WORK_JS, "js"));

fn named(name: &str, text: &str, kind: &str) -> String {
    format!("{name}.{}.{kind}", &store::secrets::digest(text.as_bytes())[..16])
}

/// Path of the script that lets sessions be dragged in the rota; the page works
/// without it.
pub fn rota_script() -> String {
    format!("/assets/{}", *ROTA_JS_NAME)
}

/// Path of the script that keeps what is filled in on a survey until the server
/// has it; the page works without it.
pub fn survey_script() -> String {
    format!("/assets/{}", *SURVEY_JS_NAME)
}

/// Path of the script that goes through the work list by keyboard; the page works
/// without it.
pub fn work_script() -> String {
    format!("/assets/{}", *WORK_JS_NAME)
}

/// Path of the script by which a page tells the one around it how tall it is.
pub fn embed_script() -> String {
    format!("/assets/{}", *EMBED_JS_NAME)
}

/// Path of the colours for the dark, over those of the stylesheet.
pub fn dark_stylesheet() -> String {
    format!("/assets/{}", *DARK_CSS_NAME)
}

/// Path of the stylesheet.
pub fn stylesheet() -> String {
    format!("/assets/{}", *CSS_NAME)
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

/// A file that is part of the program, as it is and compressed. Pages are not
/// compressed: what is secret in them could be told by their size.
struct File {
    name: String,
    kind: &'static str,
    text: &'static str,
    gzipped: Vec<u8>,
}

static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
    let script = "text/javascript; charset=utf-8";
    let style = "text/css; charset=utf-8";
    let files = [
        (&*CSS_NAME, style, CSS),
        (&*DARK_CSS_NAME, style, DARK_CSS),
        (&*EMBED_JS_NAME, script, EMBED_JS),
        (&*ROTA_JS_NAME, script, ROTA_JS),
        (&*SURVEY_JS_NAME, script, SURVEY_JS),
        (&*WORK_JS_NAME, script, WORK_JS),
    ];
    let file = |(name, kind, text): (&String, _, &'static str)| File {
        name: name.clone(),
        kind,
        text,
        gzipped: gzipped(text).unwrap_or_default(),
    };
    files.into_iter().map(file).collect()
});

fn gzipped(text: &str) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes())?;
    encoder.finish()
}

/// Whether a browser takes gzip: it names it, and not with a weight of 0.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let named = headers.get_all(ACCEPT_ENCODING).into_iter().filter_map(|value| value.to_str().ok());
    named.flat_map(|value| value.split(',')).any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let weight = |part: &str| part.strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok());
        parts.next() == Some("gzip") && parts.find_map(weight).is_none_or(|weight| weight > 0.0)
    })
}

async fn asset(Path(file): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    if let Some(found) = FILES.iter().find(|one| one.name == file) {
        let kept = [
            (CONTENT_TYPE, found.kind),
            (CACHE_CONTROL, "public, max-age=31536000, immutable"),
            (VARY, "accept-encoding"),
        ];
        if takes_gzip(&headers) && !found.gzipped.is_empty() {
            return Ok((kept, [(CONTENT_ENCODING, "gzip")], found.gzipped.clone()).into_response());
        }
        return Ok((kept, found.text).into_response());
    }
    if file == "mark.svg" { Ok(mark()) } else { Err(Problem::not_found()) }
}

fn mark() -> Response {
    ([(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "public, max-age=86400")], MARK).into_response()
}

async fn problem(visit: Visit, Path(slug): Path<String>) -> Result<Response, Problem> {
    explanation(&slug, &visit).ok_or_else(Problem::not_found)
}
