//! A problem written down, in a language: as JSON or as a page.

use axum::response::Response;
use domain::Language;
use http::header::{CONTENT_LANGUAGE, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use maud::{Markup, html};
use serde_json::{Value, json};

use super::constructors::SLUGS;
use super::{FieldProblem, Problem};
use crate::LOCALES;
use crate::format::colon;
use crate::i18n::t;
use crate::language::Lang;
use crate::page::{Look, Page};
use crate::routing::{Routes, get};
use crate::visit::Visit;

/// As `application/problem+json`. `base_url` may be empty: the type is then a
/// relative reference.
pub fn write_json(problem: &Problem, lang: Lang, base_url: &str, request_id: Option<&str>) -> Response {
    let parts = &problem.0;
    let mut body = json!({
        "type": format!("{base_url}/problems/{}", parts.slug),
        "title": lang.say(&parts.title),
        "status": parts.status.as_u16(),
        "detail": lang.say(&parts.detail),
    });
    if !parts.errors.is_empty() {
        let error = |error: &super::FieldProblem| json!({"pointer": error.pointer, "detail": lang.say(&error.detail)});
        body["errors"] = parts.errors.iter().map(error).collect();
    }
    for (name, value) in &parts.members {
        body[name.as_str()] = value.clone();
    }
    if let Some(id) = request_id.filter(|_| parts.status.is_server_error()) {
        body["request_id"] = Value::from(id);
    }
    let mut response = Response::new(axum::body::Body::from(body.to_string()));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(lang.content_language()));
    finish(problem, response)
}

/// As a page: what happened, that nothing was lost, what to do.
pub fn write_html(problem: &Problem, visit: &Visit, request_id: Option<&str>) -> Response {
    let parts = &problem.0;
    let language = visit.language;
    let title = parts.title.get(language);
    let body = html! {
        div class="narrow stack" {
            p { (parts.detail.get(language)) }
            @if !parts.errors.is_empty() {
                ul { @for error in &parts.errors { li { (wrong(language, error)) } } }
            }
            @if parts.status.is_server_error() {
                p class="soft" { (t(&LOCALES, language, "problem-safe-to-repeat")) }
            } @else if parts.status != StatusCode::NOT_FOUND {
                p class="soft" { (t(&LOCALES, language, "problem-nothing-lost")) }
            }
            (what_next(problem, visit))
            @if let Some(id) = request_id.filter(|_| parts.status.is_server_error()) {
                p class="soft small" { (t(&LOCALES, language, "problem-request-id")) " " code { (id) } }
            }
        }
    };
    let page = if visit.is_embedded() { Page::embed(visit, Look::asked_for(&visit.uri)) } else { Page::public(visit) };
    finish(problem, page.title(title).private().status(parts.status).render(body))
}

/// What is wrong, and of what: nothing is marked on this page.
fn wrong(language: Language, error: &FieldProblem) -> Markup {
    let name = error.pointer.trim_start_matches('/');
    html! {
        @if !name.is_empty() { code { (name) } (colon(language)) }
        (error.detail.get(language))
    }
}

fn what_next(problem: &Problem, visit: &Visit) -> Markup {
    let language = visit.language;
    let word = |key: &str| t(&LOCALES, language, key);
    // Out of the frame of another site.
    let tab = visit.is_embedded().then_some("_blank");
    if let Some((path, words)) = &problem.0.way_on {
        return html! { p class="actions" { a class="button" href=(path) target=[tab] { (words.get(language)) } } };
    }
    if matches!(problem.0.status, StatusCode::NOT_FOUND | StatusCode::GONE) && visit.is_in_console() {
        return html! { p class="actions" { a class="button" href="/console" { (word("problem-console")) } } };
    }
    html! {
        p class="actions" {
            @match problem.0.status {
                StatusCode::UNAUTHORIZED => a class="button" href="/console/sign-in" { (word("sign-in")) },
                StatusCode::NOT_FOUND | StatusCode::GONE => {
                    a class="button" href="/services" target=[tab] { (word("nav-services")) }
                    a class="button secondary" href="/locations" target=[tab] { (word("nav-places")) }
                },
                StatusCode::CONFLICT | StatusCode::PRECONDITION_FAILED | StatusCode::TOO_MANY_REQUESTS
                | StatusCode::SERVICE_UNAVAILABLE | StatusCode::INTERNAL_SERVER_ERROR =>
                    a class="button" href=(again(visit)) { (word("problem-try-again")) },
                _ if visit.is_in_console() => a class="button" href="/console" { (word("problem-console")) },
                _ => a class="button" href="/" target=[tab] { (word("problem-home")) },
            }
        }
    }
}

/// The same page; in a frame no cookie remembers its language.
fn again(visit: &Visit) -> String {
    if visit.is_embedded() { visit.in_language(visit.language) } else { visit.uri.clone() }
}

fn finish(problem: &Problem, mut response: Response) -> Response {
    *response.status_mut() = problem.0.status;
    for (name, value) in &problem.0.headers {
        response.headers_mut().insert(name.clone(), value.clone());
    }
    response
}

/// The page behind a problem's type; `None` for a type that is not of this
/// module.
pub fn explanation(slug: &str, visit: &Visit) -> Option<Response> {
    let slug = SLUGS.iter().find(|known| **known == slug)?;
    let say = |key: &str| t(&LOCALES, visit.language, key);
    Some(explained(visit, &say(&format!("problem-{slug}")), &say(&format!("problem-{slug}-about"))))
}

/// The pages behind the types of a function's own. `say` has the words of each:
/// `problem-{slug}`, and what it is about with `about` after that.
pub fn pages(slugs: &[&str], about: &'static str, say: fn(Language, &str) -> String) -> Routes {
    slugs.iter().fold(Routes::new(), |routes, slug| {
        let title = format!("problem-{slug}");
        let page = async move |visit: Visit| {
            let about = say(visit.language, &format!("{title}{about}"));
            explained(&visit, &say(visit.language, &title), &about)
        };
        routes.route(&format!("/problems/{slug}"), get(page))
    })
}

fn explained(visit: &Visit, title: &str, about: &str) -> Response {
    Page::public(visit).title(title).render(html! { div class="narrow stack" { p { (about) } } })
}
