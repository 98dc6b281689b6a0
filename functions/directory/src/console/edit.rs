//! An entry is added or changed. How it ends is another page, which says first
//! what that does.

use axum::response::{IntoResponse as _, Redirect, Response};
use domain::Language;
use domain::entry::{Done, Sort};
use domain::field_error::{Expected, Problem as Wrong};
use domain::ids::AgencyId;
use maud::{Markup, html};
use serde_json::{Value, json};
use web::Problem;
use web::extract::FormState;
use web::ui::{self, Field};

use super::entered::{body, field_of, filled};
use super::inputs::{Input, Takes, of};
use super::opened::{Opened, render};
use super::said::label;
use super::show::fields;
use super::sorts::{OfEntry, OfSort, path};
use super::stale::Stands;
use crate::entries::body as bodies;
use crate::entries::rows::Change;

/// The form of a new entry. Two reads.
pub(super) async fn empty(opened: Opened, OfSort(sort): OfSort) -> Result<Response, Problem> {
    form(&opened, (sort, None), &FormState::default(), None).await
}

/// Adds it. Four reads at most, one commit.
pub(super) async fn add(opened: Opened, OfSort(sort): OfSort, mut state: FormState) -> Result<Response, Problem> {
    let id = state.get("id").to_owned();
    let Opened { desk, catalogue, .. } = &opened;
    if AgencyId::parse(&id).is_err() {
        state.wrong("id", Wrong::WrongType(Expected::Id));
    } else if sort.is_known(catalogue, &id) {
        state.blame("id", web::i18n::text(&crate::LOCALES, "entry-id-taken"));
    }
    let entered = body(sort, &json!({}), &state);
    // Judged under a plain id where its own can't be one, so that all is said at once.
    let judged = if AgencyId::parse(&id).is_ok() { id.as_str() } else { "new" };
    let after = judge(&mut state, bodies::row(catalogue, (sort, judged), &entered), sort)?;
    let Some(after) = after.filter(|_| !state.is_refused()) else {
        return form(&opened, (sort, None), &state, None).await;
    };
    let change = Change { sort, id: &id, before: None, by: &desk.staff.actor };
    change.save(&desk.context, Some(&after), Done::Added).await?;
    Ok(Redirect::to(&format!("{}?done=added", path(sort, &id))).into_response())
}

/// The form of an entry. Three reads.
pub(super) async fn page(opened: Opened, OfEntry(sort, id): OfEntry) -> Result<Response, Problem> {
    let row = opened.desk.context.store.entries().load(sort, &id).await?.ok_or_else(Problem::not_found)?;
    // Of the row itself: the directory was read before it, and may be older than its version.
    form(&opened, (sort, Some(&id)), &filled(sort, &row.value, row.version), None).await
}

/// Saves it over the version that the form was filled in over; where somebody was
/// faster, shows both. Five reads at most, one commit.
pub(super) async fn save(
    opened: Opened,
    OfEntry(sort, id): OfEntry,
    mut state: FormState,
) -> Result<Response, Problem> {
    let Opened { desk, catalogue, today } = &opened;
    let row = desk.context.store.entries().load(sort, &id).await?.ok_or_else(Problem::not_found)?;
    let before = bodies::body(catalogue, *today, (sort, &id))?;
    let entered = body(sort, &before, &state);
    let after = judge(&mut state, bodies::row(catalogue, (sort, &id), &entered), sort)?;
    let (language, version) = (desk.language(), row.version);
    let stands = Stands { language, catalogue, sort: Some(sort), version, field: &field_of(sort, "") };
    let beside = stands.late(&mut state, &before, &entered)?;
    let Some(after) = after.filter(|_| !state.is_refused()) else {
        return form(&opened, (sort, Some(&id)), &state, beside).await;
    };
    let change = Change { sort, id: &id, before: Some(row), by: &desk.staff.actor };
    change.save(&desk.context, Some(&after), Done::Changed).await?;
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

async fn form(
    opened: &Opened,
    (sort, id): (Sort, Option<&str>),
    state: &FormState,
    beside: Option<Markup>,
) -> Result<Response, Problem> {
    let language = opened.language();
    let (title, action) = match id {
        Some(id) => (opened.name_of((sort, id)), format!("{}/edit", path(sort, id))),
        None => {
            let title = opened.say(&format!("entry-new-{}", sort.code()));
            (title, format!("/console/directory/{}/new", sort.plural()))
        }
    };
    let named = inputs(sort);
    let labels: Vec<(&str, String)> =
        named.iter().map(|(name, pointer)| (name.as_str(), label(language, pointer))).collect();
    let body = html! {
        div class="narrow stack" {
            (ui::error_summary_of(language, state, &labels))
            @if let Some(beside) = beside { (beside) }
            (ui::form(&action, &opened.desk.staff.csrf, html! {
                @if id.is_none() {
                    (Field::new("id", &label(language, "id")).max_length(96).required().hint(&opened.say("entry-hint-id")).show(language, state))
                }
                (fields(language, &opened.catalogue, sort, state))
                p class="actions" { (ui::button(&opened.say("place-save"))) }
            }))
        }
    };
    let page = opened.frame_of(sort).await?.title(&title);
    let page = match id {
        Some(id) => page.crumb(&title, &path(sort, id)).title(&opened.say("entry-edit")).lead(title.clone()),
        None => page.lead(opened.say("entry-new-lead")),
    };
    Ok(render(page, state, body))
}
