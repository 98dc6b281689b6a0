//! `GET /console/survey`: surveys, the newest first. Advisers and hosts see
//! those about their own agency or place.

use axum::response::Response;
use domain::clock::BRUSSELS;
use maud::html;
use web::extract::PageQuery;
use web::page::ConsoleNav;
use web::ui::{Paging, Table};
use web::{Desk, Problem, ui};

use super::visible;
use crate::console::{days, state};
use crate::{word, words};

/// What cursors of the page are bound to.
const LIST: &str = "console-surveys";

/// The list. Reads: 1 query, up to 10 where rights leave surveys out, 1 of the directory's revision.
pub(crate) async fn show(desk: Desk, page: PageQuery) -> Result<Response, Problem> {
    let paging = Paging::of(&desk.context, &page, LIST, "/console/survey")?;
    let (surveys, next) = visible::page(&desk.context, desk.staff.scope(), paging.after.clone(), page.limit).await?;
    let catalogue = desk.context.store.catalogue().load().await?;
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let today = desk.context.store.now().day_in(BRUSSELS);
    let columns = ["list-about", "list-questions", "list-days", "list-state"];
    let mut table = Table::named(word, "list-title", &columns);
    for survey in &surveys {
        let path = format!("/console/survey/{}", survey.id);
        let open = (survey.opens, survey.closes);
        table = table.row(vec![
            html! { a href=(path) { strong { (words::target(language, &catalogue, &survey.target)) } } },
            html! { (words::variant(language, &survey.variant)) },
            html! { (days(language, open)) },
            state(language, open, today),
        ]);
    }
    let makes = desk.staff.is_coordinator();
    let (nothing, how) = if makes { ("list-empty", "list-empty-how") } else { ("list-none", "list-none-how") };
    let mut page = desk.page().await?.title(&word("list-title")).lead(word("list-lead"));
    let body = html! {
        p class="actions" {
            a href="/console/survey/waves" { (word("waves-title")) }
            a href="/console/survey/codes" { (word("codes-title")) }
            @if makes {
                a href="/console/survey/questionnaire" { (word("quest-title")) }
                a href="/console/survey/suggestions" { (word("suggestions-title")) }
                a href="/console/survey/alerts" { (word("alerts-title")) }
                a href="/console/reports" { (word("list-report")) }
            }
        }
        (table.or(&word(nothing), word(how)))
        (paging.pager(language, next.as_deref()))
    };
    if makes {
        page = page.action(ui::link_button(&word("list-new"), "/console/survey/new"));
    }
    Ok(page.console_nav(ConsoleNav::Survey).render(body))
}
