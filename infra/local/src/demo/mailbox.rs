//! `/demo/mail`: the mails that left, as a page and as JSON.

use std::sync::Arc;

use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use domain::clock::BRUSSELS;
use domain::language::pick;
use mail::transport::StoredMessage;
use maud::{Markup, html};
use serde::Deserialize;
use web::ui::empty;
use web::{Page, Problem, Visit};

use super::Demo;

/// Mails shown on the page, the newest first.
const ON_PAGE: usize = 100;
/// Mails listed as JSON at most.
const LISTED: usize = 10_000;

/// How the mailbox is asked for.
#[derive(Debug, Deserialize)]
pub(super) struct MailboxQuery {
    format: Option<String>,
}

pub(super) async fn list(
    Extension(demo): Extension<Arc<Demo>>,
    Query(query): Query<MailboxQuery>,
    visit: Visit,
) -> Result<Response, Problem> {
    if query.format.as_deref() == Some("json") {
        let mails = demo.folder.list(LISTED, None).await.map_err(|error| Problem::internal(&error))?;
        return Ok(Json(mails).into_response());
    }
    let mails = demo.folder.list(ON_PAGE, None).await.map_err(|error| Problem::internal(&error))?;
    let say = |fr, nl, en| pick(visit.language, fr, nl, en);
    let title = say("E-mails partis", "Verstuurde e-mails", "E-mails that left");
    let lead = say(
        "Démonstration\u{a0}: rien ne quitte cette machine. Les plus récents d’abord.",
        "Demonstratie: niets verlaat deze machine. De nieuwste eerst.",
        "Demonstration: nothing leaves this machine. The newest first.",
    );
    let nothing = say(
        "Les e-mails apparaissent ici dès qu’un besoin est introduit ou qu’une agence répond.",
        "E-mails verschijnen hier zodra een behoefte is gemeld of een agentschap antwoordt.",
        "E-mails appear here as soon as a need is stated or an agency answers.",
    );
    let body = html! {
        @if mails.is_empty() { (empty(title, nothing)) }
        @for mail in &mails { (row(mail)) }
    };
    Ok(Page::public(&visit).title(title).lead(lead).private().render(body))
}

fn row(mail: &StoredMessage) -> Markup {
    let at = mail.at.utc().with_timezone(&BRUSSELS).format("%H:%M:%S").to_string();
    html! {
        article.card {
            p { strong { a href=(format!("/demo/mail/{}", mail.id)) { (mail.subject) } } }
            p.soft { (at) " · " (mail.to) }
        }
    }
}

pub(super) async fn one(
    Extension(demo): Extension<Arc<Demo>>,
    Path(id): Path<String>,
    visit: Visit,
) -> Result<Response, Problem> {
    let mail = demo.folder.find(&id).await.map_err(|error| Problem::internal(&error))?;
    let mail = mail.ok_or_else(Problem::not_found)?;
    let links = pick(visit.language, "Liens", "Links", "Links");
    let calendar = pick(visit.language, "Pour l’agenda", "Voor de agenda", "For the calendar");
    let back = pick(visit.language, "E-mails partis", "Verstuurde e-mails", "E-mails that left");
    let body = html! {
        div.card { pre.mail-text { (mail.text) } }
        @if !mail.links.is_empty() {
            div.card { h2 { (links) } ul { @for link in &mail.links { li { a href=(link) { code { (link) } } } } } }
        }
        @if let Some(part) = &mail.calendar {
            div.card { h2 { (calendar) " · " (part.method) } pre.mail-text { (part.ics) } }
        }
    };
    Ok(Page::public(&visit).title(&mail.subject).lead(&mail.to).crumb(back, "/demo/mail").private().render(body))
}
