//! News written and changed.

use axum::extract::Path;
use domain::ids::LocationId;
use domain::inform::{News, NewsDraft};
use flows::inform::{InformError, change_news};
use maud::html;
use serde::Deserialize;
use store::{TableError, Versioned};
use validator::Validate;
use web::extract::{FormBody, FormState};
use web::page::ConsoleNav;
use web::ui::{self, Field};
use web::{CoordinatorDesk, Desk, Problem, Reply, sent_again};

use super::find;
use crate::problems::refused;
use crate::{items, word};

/// What ends the names of the fields of the one item.
const SLOT: &str = "_0";

/// The fields beside those of the item.
#[derive(Debug, Clone, Deserialize, Validate)]
pub(super) struct NewsForm {
    /// The id that new news get, so that a form sent twice counts once.
    id: String,
    #[serde(default)]
    location: Option<LocationId>,
}

fn state_of(news: &News, version: u64) -> FormState {
    let mut values = items::filled(std::slice::from_ref(&news.item));
    values.push(("id".to_owned(), news.id.clone()));
    values.push(("version".to_owned(), version.to_string()));
    values.push(("location".to_owned(), news.location.as_ref().map(ToString::to_string).unwrap_or_default()));
    FormState::filled(values)
}

/// The empty form. One read.
pub(super) async fn new(desk: CoordinatorDesk) -> Reply {
    let state = FormState::filled([("id", desk.store().ids().next()), ("version", "0".to_owned())]);
    page(&desk, None, &state).await
}

/// The form over news. Two reads.
pub(super) async fn edit(desk: CoordinatorDesk, Path(id): Path<String>) -> Reply {
    let found = find(&desk, &id).await?;
    page(&desk, Some(&found.value), &state_of(&found.value, found.version)).await
}

/// Writes news: sent twice they are written once. One read, one commit; one read
/// more the second time.
pub(super) async fn create(desk: CoordinatorDesk, FormBody { value, state }: FormBody<NewsForm>) -> Reply {
    let Some(form) = value else { return page(&desk, None, &state).await };
    save(&desk, None, (form, state)).await
}

/// Changes news; they are to be looked at again. Two reads, one commit.
pub(super) async fn change(
    desk: CoordinatorDesk,
    Path(id): Path<String>,
    FormBody { value, mut state }: FormBody<NewsForm>,
) -> Reply {
    let found = find(&desk, &id).await?;
    let stands = state_of(&found.value, found.version);
    let value = value.filter(|_| !state.is_late(&format!("title_fr{SLOT}"), &stands));
    let Some(form) = value else { return page(&desk, Some(&found.value), &state).await };
    if form.id != id {
        return Err(Problem::not_found());
    }
    save(&desk, Some(found), (form, state)).await
}

async fn save(desk: &Desk, before: Option<Versioned<News>>, (form, mut state): (NewsForm, FormState)) -> Reply {
    // An id is a part of keys: what could break one is refused.
    let id = LocationId::parse(&form.id).map_err(|_| Problem::not_found())?;
    let catalogue = desk.catalogue().await?;
    let entered = items::entered(&state);
    let item = entered.first().map_or_else(items::empty, |(_, item)| item.clone());
    let known = before.as_ref().map(|before| before.value.clone());
    let draft = NewsDraft { location: form.location, item, seen: false };
    let path = format!("/console/news/{id}");
    let store = desk.store();
    match change_news(store, &catalogue, (id.as_str(), before), draft.clone()).await {
        Ok(_) => Ok(web::done(&path, "written")),
        Err(InformError::Table(TableError::Conflict { .. })) if known.is_none() => {
            let made = store.monthly().one_news(id.as_str()).await?.map(|read| read.value);
            let sent = draft.parse((form.id, store.now()), &catalogue, store.now()).ok();
            let is_same =
                made.zip(sent).is_some_and(|(made, sent)| (made.location, made.item) == (sent.location, sent.item));
            Ok(sent_again(&path, "written", is_same))
        }
        Err(InformError::Invalid(errors)) => {
            let (own, of_item): (Vec<_>, Vec<_>) = errors.into_iter().partition(|error| error.pointer == "/location");
            state.blame_all(own, |_| "location".to_owned());
            state.blame_all(of_item, |pointer| {
                format!("{}{SLOT}", pointer.trim_start_matches("/item/").replace('/', "_"))
            });
            page(desk, known.as_ref(), &state).await
        }
        Err(error) => Err(refused(error)),
    }
}

async fn page(desk: &Desk, before: Option<&News>, state: &FormState) -> Reply {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let catalogue = desk.catalogue().await?;
    let places = ui::places(catalogue.locations_on(desk.today()));
    let (action, title) = match before {
        Some(news) => (format!("/console/news/{}", news.id), news.item.title.get(language).to_owned()),
        None => ("/console/news".to_owned(), word("news-new")),
    };
    let body = html! {
        (ui::error_summary(language, state))
        (ui::form(&action, &desk.staff.csrf, html! {
            (ui::hidden("id", state.get("id")))
            (ui::hidden("version", state.get("version")))
            (Field::new("location", &word("news-place")).hint(&word("news-place-hint")).select(places).show(language, state))
            (items::one(language, state, SLOT))
            p class="actions" { (ui::button(&word("digest-save"))) }
        }))
    };
    let page =
        desk.page().await?.console_nav(ConsoleNav::Directory).title(&title).crumb(&word("news-title"), "/console/news");
    Ok(page.of_form(state).render(body))
}
