//! `GET /console/news`: news, the newest first; `GET /console/news/{id}`: the very mail,
//! how far it is, and the next thing to press.

use axum::extract::Path;
use domain::inform::{Issue, News, NewsDraft, Stage};
use flows::inform::{begin_news, change_news, preview_news};
use maud::{Markup, html};
use store::Versioned;
use web::extract::{FormBody, PageQuery, QueryParams};
use web::layer::{framed, framing};
use web::ui::{self, Paging, Table};
use web::{CoordinatorDesk, Desk, Problem, Reply, format};

use super::find;
use crate::console::{As, Pressed, as_looked_at, page, press};
use crate::problems::refused;
use crate::{items, word};

pub(super) const LIST: &str = "news";

/// The list. One query.
pub(super) async fn list(desk: CoordinatorDesk, asked: PageQuery) -> Reply {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let paging = Paging::of(&desk.context, &asked, LIST, "/console/news")?;
    let (all, next) = desk.store().monthly().news(paging.after.clone(), asked.limit).await?;
    let catalogue = desk.catalogue().await?;
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
    let page = page(&desk, &word("news-title"), word("news-lead"), ("digests-title", "/console/digests")).await?;
    Ok(page.action(ui::link_button(&word("news-new"), "/console/news/new")).render(body))
}

/// The page. Three reads.
pub(super) async fn show(desk: CoordinatorDesk, Path(id): Path<String>) -> Reply {
    let found = find(&desk, &id).await?;
    let (language, news) = (desk.language(), &found.value);
    let word = |key: &str| word(language, key);
    let catalogue = desk.catalogue().await?;
    let path = format!("/console/news/{id}");
    let place =
        news.location.as_ref().map_or_else(|| word("news-everywhere"), |id| catalogue.place_name(id).to_owned());
    let main = ui::card(&word("digest-mail"), items::mail_frame(language, &format!("{path}/mail")));
    let aside = ui::card(&word("digest-stage"), stage(&desk, &found, &path).await?);
    let can_be = [("written", "news-done-written"), ("seen", "digest-done-seen"), ("sent", "digest-done-sent")];
    let lead = html! { (place) " " (items::badge(language, news.stage())) };
    let page = page(&desk, news.item.title.get(language), lead, ("news-title", "/console/news")).await?;
    Ok(framing(page.notice(desk.visit.notice(word, &can_be)).render(ui::columns(main, aside))))
}

async fn stage(desk: &Desk, found: &Versioned<News>, path: &str) -> Result<Markup, Problem> {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    if found.value.stage() == Stage::Sent {
        return items::sent(desk, &Issue::News { id: found.value.id.clone() }).await;
    }
    let press = |way: &str, button: Markup| press(desk, found.version, &format!("{path}/{way}"), button);
    Ok(html! { div class="stack" {
        @if found.value.stage() == Stage::Seen {
            p { (word("digest-next-send")) }
            (press("send", ui::button(&word("digest-send"))))
        } @else {
            p { (word("digest-next-seen")) }
            (press("seen", ui::button(&word("digest-see"))))
        }
        p { (ui::link_button_secondary(&word("news-edit"), &format!("{path}/edit"))) }
        p class="soft" { (word("digest-readers")) }
    } })
}

/// The mail as it will arrive. Two reads.
pub(super) async fn mail(
    desk: CoordinatorDesk,
    Path(id): Path<String>,
    QueryParams(As { r#as: language }): QueryParams<As>,
) -> Reply {
    let found = find(&desk, &id).await?;
    let catalogue = desk.catalogue().await?;
    let language = language.unwrap_or(desk.language());
    Ok(framed(preview_news(&catalogue, &desk.context.settings.base_url, &found.value, language)?.html))
}

/// Somebody looked at it. Two reads, one commit.
pub(super) async fn seen(desk: CoordinatorDesk, Path(id): Path<String>, form: FormBody<Pressed>) -> Reply {
    let found = as_looked_at(find(&desk, &id).await?, form)?;
    let catalogue = desk.catalogue().await?;
    let News { location, item, .. } = found.value.clone();
    let draft = NewsDraft { location, item, seen: true };
    change_news(desk.store(), &catalogue, (&id, Some(found)), draft).await.map_err(refused)?;
    Ok(web::done(&format!("/console/news/{id}"), "seen"))
}

/// It is sent. One read, one commit.
pub(super) async fn send(desk: CoordinatorDesk, Path(id): Path<String>, form: FormBody<Pressed>) -> Reply {
    let found = as_looked_at(find(&desk, &id).await?, form)?;
    begin_news(desk.store(), found).await.map_err(refused)?;
    Ok(web::done(&format!("/console/news/{id}"), "sent"))
}
