//! An entry is added or changed. How it ends is another page, which says first
//! what that does.

use axum::response::{IntoResponse as _, Redirect, Response};
use domain::Language;
use domain::clock::BRUSSELS;
use domain::entry::{Done, Sort};
use domain::field_error::{Expected, FieldError, Problem as Wrong};
use domain::ids::AgencyId;
use maud::html;
use serde::Deserialize;
use serde_json::{Value, json};
use validator::Validate;
use web::extract::{FormBody, FormState};
use web::ui::{self, Field};
use web::{CoordinatorDesk, Desk, Problem};

use super::entered::{body, field_of, filled};
use super::inputs::{Input, Takes, of};
use super::said::{label, name_of};
use super::show::{fields, frame_of};
use super::sorts::{OfEntry, OfSort, path};
use crate::entries::body as bodies;
use crate::entries::rows::Change;
use crate::word;

/// What the form carries beside its fields, which are read one by one.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
pub(super) struct EntryForm {
    /// The version that it was filled in over.
    version: u64,
}

/// The form of a new entry. Two reads.
pub(super) async fn empty(CoordinatorDesk(desk): CoordinatorDesk, OfSort(sort): OfSort) -> Result<Response, Problem> {
    form(&desk, (sort, None), &FormState::default()).await
}

/// Adds it. Four reads at most, one commit.
pub(super) async fn add(
    CoordinatorDesk(desk): CoordinatorDesk,
    OfSort(sort): OfSort,
    sent: FormBody<EntryForm>,
) -> Result<Response, Problem> {
    let mut state = sent.state;
    let id = state.get("id").to_owned();
    let catalogue = desk.context.store.catalogue().load().await?;
    if AgencyId::parse(&id).is_err() {
        let wrong = FieldError::new("/id", Wrong::WrongType(Expected::Id));
        state.blame_all(vec![wrong], |_| "id".to_owned());
    } else if sort.is_known(&catalogue, &id) {
        state.blame("id", web::i18n::text(&crate::LOCALES, "entry-id-taken"));
    }
    let entered = body(sort, &json!({}), &state);
    // Judged under a plain id where its own can't be one, so that all is said at once.
    let judged = if AgencyId::parse(&id).is_ok() { id.as_str() } else { "new" };
    let after = judge(&mut state, bodies::row(&catalogue, (sort, judged), &entered), sort)?;
    let Some(after) = after.filter(|_| !state.is_refused()) else {
        return form(&desk, (sort, None), &state).await;
    };
    let change = Change { sort, id: &id, before: None, by: &desk.staff.actor };
    change.save(&desk.context, Some(&after), Done::Added).await?;
    Ok(Redirect::to(&format!("{}?done=added", path(sort, &id))).into_response())
}

/// The form of an entry. Three reads.
pub(super) async fn page(
    CoordinatorDesk(desk): CoordinatorDesk,
    OfEntry(sort, id): OfEntry,
) -> Result<Response, Problem> {
    let store = &desk.context.store;
    let row = store.entries().load(sort, &id).await?.ok_or_else(Problem::not_found)?;
    let catalogue = store.catalogue().load().await?;
    let body = bodies::body(&catalogue, store.now().day_in(BRUSSELS), (sort, &id))?;
    form(&desk, (sort, Some(&id)), &filled(sort, &body, row.version)).await
}

/// Saves it over the version that the form was filled in over. Five reads at
/// most, one commit.
pub(super) async fn save(
    CoordinatorDesk(desk): CoordinatorDesk,
    OfEntry(sort, id): OfEntry,
    sent: FormBody<EntryForm>,
) -> Result<Response, Problem> {
    let mut state = sent.state.clone();
    let version = sent.into_value()?.version;
    let context = &desk.context;
    let row = context.store.entries().load(sort, &id).await?.ok_or_else(Problem::not_found)?;
    if row.version != version {
        return Err(Problem::changed_meanwhile());
    }
    let catalogue = context.store.catalogue().load().await?;
    let stands = bodies::body(&catalogue, context.store.now().day_in(BRUSSELS), (sort, &id))?;
    let entered = body(sort, &stands, &state);
    let after = judge(&mut state, bodies::row(&catalogue, (sort, &id), &entered), sort)?;
    let Some(after) = after.filter(|_| !state.is_refused()) else {
        return form(&desk, (sort, Some(&id)), &state).await;
    };
    let change = Change { sort, id: &id, before: Some(row), by: &desk.staff.actor };
    change.save(context, Some(&after), Done::Changed).await?;
    Ok(Redirect::to(&format!("{}?done=saved", path(sort, &id))).into_response())
}

/// The entry, where nothing is wrong with it; else what is wrong beside its field.
fn judge(state: &mut FormState, read: Result<Value, Problem>, sort: Sort) -> Result<Option<Value>, Problem> {
    match read {
        Ok(after) => Ok(Some(after)),
        Err(problem) if problem.errors().is_empty() => Err(problem),
        Err(problem) => {
            for error in problem.errors() {
                state.blame(&field_of(sort, &error.pointer), error.detail.clone());
            }
            let named = inputs(sort);
            let place = |pointer: &str| named.iter().position(|(name, _)| pointer.get(1..) == Some(name.as_str()));
            state.errors.sort_by_key(|error| place(&error.pointer));
            Ok(None)
        }
    }
}

/// The inputs of the form in their order, each with where it stands in the entry.
fn inputs(sort: Sort) -> Vec<(String, String)> {
    let fields = of(sort).iter().flat_map(|Input { name, takes, .. }| match takes {
        Takes::Text(_) => {
            Language::ALL.map(|one| (format!("{name}_{}", one.tag()), format!("/{name}/{}", one.tag()))).to_vec()
        }
        _ => vec![((*name).to_owned(), format!("/{name}"))],
    });
    std::iter::once(("id".to_owned(), "/id".to_owned())).chain(fields).collect()
}

async fn form(desk: &Desk, (sort, id): (Sort, Option<&str>), state: &FormState) -> Result<Response, Problem> {
    let language = desk.language();
    let catalogue = desk.context.store.catalogue().load().await?;
    let (title, action) = match id {
        Some(id) => (name_of(language, &catalogue, (sort, id)), format!("{}/edit", path(sort, id))),
        None => {
            let title = word(language, &format!("entry-new-{}", sort.code()));
            (title, format!("/console/directory/{}/new", sort.plural()))
        }
    };
    let named = inputs(sort);
    let labels: Vec<(&str, String)> =
        named.iter().map(|(name, pointer)| (name.as_str(), label(language, pointer))).collect();
    let body = html! {
        div class="narrow stack" {
            (ui::error_summary_of(language, state, &labels))
            (ui::form(&action, &desk.staff.csrf, html! {
                @if id.is_none() {
                    (Field::new("id", &label(language, "id")).max_length(96).required().hint(&word(language, "entry-hint-id")).show(language, state))
                }
                (fields(language, &catalogue, sort, state))
                p class="actions" { (ui::button(&word(language, "place-save"))) }
            }))
        }
    };
    let page = frame_of(desk, sort).await?.title(&title);
    let page = match id {
        Some(id) => page.crumb(&title, &path(sort, id)).title(&word(language, "entry-edit")).lead(title.clone()),
        None => page.lead(word(language, "entry-new-lead")),
    };
    Ok(if state.is_refused() { page.refused() } else { page }.render(body))
}
