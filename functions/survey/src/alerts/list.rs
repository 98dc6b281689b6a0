//! `GET /console/survey/alerts`: what fell below its aim.

use axum::response::Response;
use domain::clock::BRUSSELS;
use maud::html;
use web::extract::{PageQuery, cursor};
use web::page::ConsoleNav;
use web::ui::Table;
use web::{CoordinatorDesk, Problem, format, ui};

use super::{evidence, state};
use crate::{word, words};

/// What cursors of the page are bound to.
const LIST: &str = "console-alerts";

/// The list. Reads: 1 query, 1 of the directory's revision.
pub(super) async fn show(CoordinatorDesk(desk): CoordinatorDesk, page: PageQuery) -> Result<Response, Problem> {
    let secrets = desk.context.store.secrets();
    let after = page.after(secrets, LIST)?;
    let (alerts, next) = desk.context.store.alerts().page(after, page.limit).await?;
    let catalogue = desk.context.store.catalogue().load().await?;
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let columns = [word("alert-what"), word("alert-why"), word("alert-since"), word("list-state")];
    let mut table = Table::new(&word("alerts-title"), &columns.each_ref().map(String::as_str));
    for alert in &alerts {
        let path = format!("/console/survey/alerts/{}", alert.id);
        table = table.row(vec![
            html! { a href=(path) { strong { (words::part(language, &catalogue, &alert.part)) } } },
            html! { (evidence(language, alert)) },
            html! { (format::date(language, alert.raised_at.day_in(BRUSSELS))) },
            state(language, alert),
        ]);
    }
    let path = "/console/survey/alerts";
    let next = next.map(|next| format!("{path}?cursor={}", cursor::seal(secrets, LIST, &next)));
    let body = html! {
        @if table.is_empty() {
            (ui::empty(&word("alerts-empty"), word("alerts-empty-how")))
        } @else {
            div class="card" { (table.show()) }
        }
        (ui::pager(language, page.cursor.as_ref().map(|_| path), next.as_deref()))
    };
    let page = desk
        .page()
        .await?
        .title(&word("alerts-title"))
        .lead(word("alerts-lead"))
        .crumb(&word("list-title"), "/console/survey")
        .console_nav(ConsoleNav::Survey);
    Ok(page.render(body))
}
