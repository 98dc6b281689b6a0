//! `GET /console/survey/alerts`: what fell below its aim.

use axum::response::Response;
use domain::clock::BRUSSELS;
use maud::html;
use web::extract::PageQuery;
use web::ui::{Paging, Table};
use web::{CoordinatorDesk, Problem, format};

use super::{evidence, state};
use crate::console::{SURVEYS, page as below};
use crate::{word, words};

/// What cursors of the page are bound to.
const LIST: &str = "console-alerts";

/// The list. Reads: 1 query, 1 of the directory's revision.
pub(super) async fn show(CoordinatorDesk(desk): CoordinatorDesk, page: PageQuery) -> Result<Response, Problem> {
    let paging = Paging::of(&desk.context, &page, LIST, "/console/survey/alerts")?;
    let (alerts, next) = desk.context.store.alerts().page(paging.after.clone(), page.limit).await?;
    let catalogue = desk.context.store.catalogue().load().await?;
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let columns = ["alert-what", "alert-why", "alert-since", "list-state"];
    let mut table = Table::named(word, "alerts-title", &columns);
    for alert in &alerts {
        let path = format!("/console/survey/alerts/{}", alert.id);
        table = table.row(vec![
            html! { a href=(path) { strong { (words::part(language, &catalogue, &alert.part)) } } },
            html! { (evidence(language, alert)) },
            html! { (format::date(language, alert.raised_at.day_in(BRUSSELS))) },
            state(language, alert),
        ]);
    }
    let body = html! {
        (table.or(&word("alerts-empty"), word("alerts-empty-how")))
        (paging.pager(language, next.as_deref()))
    };
    Ok(below(&desk, &word("alerts-title"), word("alerts-lead"), SURVEYS).await?.render(body))
}
