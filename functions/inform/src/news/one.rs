//! `GET /console/news/{id}`: the very mail, how far it is, and the next thing to
//! press.

use axum::extract::{Path, State};
use axum::response::Response;
use domain::inform::{Issue, News, NewsDraft, Stage};
use flows::inform::{begin_news, change_news, preview_news};
use maud::{Markup, html};
use store::Versioned;
use web::extract::{FormBody, QueryParams};
use web::layer::{framed, framing};
use web::ui;
use web::{Context, Coordinator, CoordinatorDesk, Desk, Problem};

use super::find;
use crate::console::{As, Pressed, as_looked_at, page, press};
use crate::problems::refused;
use crate::{items, word};

/// The page. Three reads.
pub(super) async fn show(CoordinatorDesk(desk): CoordinatorDesk, Path(id): Path<String>) -> Result<Response, Problem> {
    let found = find(&desk.context, &id).await?;
    let (language, news) = (desk.language(), &found.value);
    let word = |key: &str| word(language, key);
    let catalogue = desk.context.store.catalogue().load().await?;
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
        let issue = Issue::News { id: found.value.id.clone() };
        let sending = desk.context.store.monthly().sending(&issue).await?.map(|read| read.value);
        return Ok(html! { p { (items::reached(language, sending.as_ref())) } });
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
    CoordinatorDesk(desk): CoordinatorDesk,
    Path(id): Path<String>,
    QueryParams(As { r#as: language }): QueryParams<As>,
) -> Result<Response, Problem> {
    let found = find(&desk.context, &id).await?;
    let catalogue = desk.context.store.catalogue().load().await?;
    let language = language.unwrap_or(desk.language());
    Ok(framed(preview_news(&catalogue, &desk.context.settings.base_url, &found.value, language)?.html))
}

/// Somebody looked at it. Two reads, one commit.
pub(super) async fn seen(
    State(context): State<Context>,
    _: Coordinator,
    Path(id): Path<String>,
    form: FormBody<Pressed>,
) -> Result<Response, Problem> {
    let found = as_looked_at(find(&context, &id).await?, form)?;
    let catalogue = context.store.catalogue().load().await?;
    let News { location, item, .. } = found.value.clone();
    let draft = NewsDraft { location, item, seen: true };
    change_news(&context.store, &catalogue, (&id, Some(found)), draft).await.map_err(refused)?;
    Ok(web::done(&format!("/console/news/{id}"), "seen"))
}

/// It is sent. One read, one commit.
pub(super) async fn send(
    State(context): State<Context>,
    _: Coordinator,
    Path(id): Path<String>,
    form: FormBody<Pressed>,
) -> Result<Response, Problem> {
    let found = as_looked_at(find(&context, &id).await?, form)?;
    begin_news(&context.store, found).await.map_err(refused)?;
    Ok(web::done(&format!("/console/news/{id}"), "sent"))
}
