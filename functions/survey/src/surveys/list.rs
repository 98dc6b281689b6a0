//! `GET /console/survey`: surveys, the newest first. Advisers and hosts see
//! those about their own agency or place.

use axum::response::Response;
use chrono::NaiveDate;
use domain::Language;
use domain::clock::BRUSSELS;
use domain::survey::Survey;
use maud::{Markup, html};
use web::extract::PageQuery;
use web::page::ConsoleNav;
use web::ui::{Icon, Table, Tone};
use web::{Desk, Problem, format, ui};

use super::visible;
use crate::word;
use crate::words;

/// What cursors of the page are bound to.
const LIST: &str = "console-surveys";

/// The list. Reads: 1 query, up to 10 where rights leave surveys out, 1 of the directory's revision.
pub(crate) async fn show(desk: Desk, page: PageQuery) -> Result<Response, Problem> {
    let (surveys, next) = visible::page(&desk.context, desk.staff.scope(), LIST, &page).await?;
    let catalogue = desk.context.store.catalogue().load().await?;
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let today = desk.context.store.now().day_in(BRUSSELS);
    let mut table = Table::new(
        &word("list-title"),
        &[&word("list-about"), &word("list-questions"), &word("list-days"), &word("list-state")],
    );
    for survey in &surveys {
        let path = format!("/console/survey/{}", survey.id);
        table = table.row(vec![
            html! { a href=(path) { strong { (words::target(language, &catalogue, &survey.target)) } } },
            html! { (words::variant(language, &survey.variant)) },
            html! { (days(language, survey)) },
            state(language, survey, today),
        ]);
    }
    let next = next.map(|next| format!("/console/survey?cursor={next}"));
    let body = html! {
        @if table.is_empty() {
            (ui::empty(&word("list-empty"), word("list-empty-how")))
        } @else {
            div class="card" { (table.show()) }
        }
        (ui::pager(language, page.cursor.as_ref().map(|_| "/console/survey"), next.as_deref()))
    };
    let mut page = desk.page().await?.title(&word("list-title")).lead(word("list-lead"));
    let body = html! {
        p class="actions" {
            a href="/console/survey/waves" { (word("waves-title")) }
            a href="/console/survey/codes" { (word("codes-title")) }
            @if desk.staff.is_coordinator() {
                a href="/console/survey/questionnaire" { (word("quest-title")) }
                a href="/console/survey/suggestions" { (word("suggestions-title")) }
                a href="/console/survey/alerts" { (word("alerts-title")) }
                a href="/console/reports" { (word("list-report")) }
            }
        }
        (body)
    };
    if desk.staff.is_coordinator() {
        page = page.action(ui::link_button(&word("list-new"), "/console/survey/new"));
    }
    Ok(page.console_nav(ConsoleNav::Survey).render(body))
}

/// First and last day.
pub(crate) fn days(language: Language, survey: &Survey) -> String {
    format!("{} – {}", format::date(language, survey.opens), format::date(language, survey.closes))
}

/// Whether it takes answers, with the reason in the days beside it.
pub(crate) fn state(language: Language, survey: &Survey, today: NaiveDate) -> Markup {
    let (tone, icon, key) = if today < survey.opens {
        (Tone::Sky, Icon::Clock, "state-upcoming")
    } else if today > survey.closes {
        (Tone::Plain, Icon::Check, "state-closed")
    } else {
        (Tone::Green, Icon::Dot, "state-open")
    };
    ui::badge(tone, icon, &word(language, key))
}
