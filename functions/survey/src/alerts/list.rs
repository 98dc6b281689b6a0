//! `GET /console/survey/alerts`: what fell below its aim.

use axum::response::Response;
use domain::clock::BRUSSELS;
use maud::html;
use web::extract::{PageQuery, cursor};
use web::{CoordinatorDesk, Problem, format, ui};

use super::{evidence, state};
use crate::console::{SURVEYS, listed, page as below, table};
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
    let mut table = table(language, "alerts-title", &["alert-what", "alert-why", "alert-since", "list-state"]);
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
        (listed(language, &table, ("alerts-empty", "alerts-empty-how")))
        (ui::pager(language, page.cursor.as_ref().map(|_| path), next.as_deref()))
    };
    Ok(below(&desk, &word("alerts-title"), word("alerts-lead"), SURVEYS).await?.render(body))
}
