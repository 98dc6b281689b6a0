//! `GET /console/news`: news, the newest first.

use axum::response::Response;
use maud::html;
use web::extract::{PageQuery, cursor};
use web::ui;
use web::{CoordinatorDesk, Problem, format};

use crate::console::{page as below, table};
use crate::{items, word};

/// What cursors of the list are bound to.
pub(super) const LIST: &str = "news";

/// The list. One query.
pub(super) async fn show(CoordinatorDesk(desk): CoordinatorDesk, page: PageQuery) -> Result<Response, Problem> {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let secrets = desk.context.store.secrets();
    let after = page.after(secrets, LIST)?;
    let is_first = after.is_none();
    let (all, next) = desk.context.store.monthly().news(after, page.limit).await?;
    let catalogue = desk.context.store.catalogue().load().await?;
    let columns = ["column-news", "column-place", "column-stage", "column-written"];
    let mut table = table(language, "news-title", &columns);
    for news in &all {
        let place =
            news.location.as_ref().map_or_else(|| word("news-everywhere"), |id| catalogue.place_name(id).to_owned());
        table = table.row(vec![
            html! { a href={ "/console/news/" (news.id) } { strong { (news.item.title.get(language)) } } },
            html! { (place) },
            items::badge(language, news.stage()),
            html! { (format::instant(language, news.created_at)) },
        ]);
    }
    let next = next.map(|next| format!("/console/news?cursor={}", cursor::seal(secrets, LIST, &next)));
    let body = html! {
        @if table.is_empty() { (ui::empty(&word("news-none"), word("news-none-how"))) }
        @else { section class="card" { (table.show()) } }
        (ui::pager(language, (!is_first).then_some("/console/news"), next.as_deref()))
    };
    let page = below(&desk, &word("news-title"), word("news-lead"), ("digests-title", "/console/digests")).await?;
    Ok(page.action(ui::link_button(&word("news-new"), "/console/news/new")).render(body))
}
