//! `GET /console/news`: news, the newest first.

use axum::response::Response;
use maud::html;
use web::extract::PageQuery;
use web::ui::{self, Paging, Table};
use web::{CoordinatorDesk, Problem, format};

use crate::console::page as below;
use crate::{items, word};

/// What cursors of the list are bound to.
pub(super) const LIST: &str = "news";

/// The list. One query.
pub(super) async fn show(CoordinatorDesk(desk): CoordinatorDesk, page: PageQuery) -> Result<Response, Problem> {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let paging = Paging::of(&desk.context, &page, LIST, "/console/news")?;
    let (all, next) = desk.context.store.monthly().news(paging.after.clone(), page.limit).await?;
    let catalogue = desk.context.store.catalogue().load().await?;
    let columns = ["column-news", "column-place", "column-stage", "column-written"];
    let mut table = Table::named(word, "news-title", &columns);
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
    let body = html! {
        (table.or(&word("news-none"), word("news-none-how")))
        (paging.pager(language, next.as_deref()))
    };
    let page = below(&desk, &word("news-title"), word("news-lead"), ("digests-title", "/console/digests")).await?;
    Ok(page.action(ui::link_button(&word("news-new"), "/console/news/new")).render(body))
}
