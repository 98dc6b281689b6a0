//! What all places are told in a month: entered once, and part of every digest
//! of it that is not sent.

use axum::extract::Path;
use domain::inform::{Item, Month, parse_items};
use maud::html;
use store::{Transaction, Versioned};
use web::extract::FormState;
use web::ui;
use web::{CoordinatorDesk, Desk, Problem, Reply, format};

use super::month_of;
use crate::{console, items, word};

/// What stands, with its version; 0 where nothing does.
pub(super) async fn read(desk: &Desk, month: Month) -> Result<Versioned<Vec<Item>>, Problem> {
    let found = desk.store().monthly().common(month).await?;
    Ok(found.unwrap_or(Versioned { value: Vec::new(), version: 0 }))
}

/// Saves over the version read: one commit.
pub(super) async fn keep(desk: &Desk, month: Month, version: u64, items: &[Item]) -> Result<(), Problem> {
    let mut tx = Transaction::new();
    desk.store().monthly().save_common(&mut tx, month, items, (version > 0).then_some(version));
    desk.store().commit(tx).await.map_err(Problem::of_change)
}

/// The form. One read.
pub(super) async fn show(desk: CoordinatorDesk, Path(month): Path<String>) -> Reply {
    let month = month_of(&month)?;
    page(&desk, month, &state_of(&read(&desk, month).await?)).await
}

/// The form over what stands, with its version; 0 where nothing does.
fn state_of(found: &Versioned<Vec<Item>>) -> FormState {
    let mut values = items::filled(&found.value);
    values.push(("version".to_owned(), found.version.to_string()));
    FormState::filled(values)
}

/// Saves what was entered; digests that are not sent take it up when they are
/// brought up to date, or sent. One read, one commit.
pub(super) async fn save(desk: CoordinatorDesk, Path(month): Path<String>, mut state: FormState) -> Reply {
    let month = month_of(&month)?;
    let found = read(&desk, month).await?;
    if state.is_refused() || state.is_late("title_fr_0", &state_of(&found)) {
        return page(&desk, month, &state).await;
    }
    let entered = items::entered(&state);
    match parse_items(entered.iter().map(|(_, item)| item.clone()).collect()) {
        Ok(good) => {
            keep(&desk, month, found.version, &good).await?;
            Ok(web::done(&format!("/console/digests?month={month}"), "common"))
        }
        Err(errors) => {
            items::blame(&mut state, &entered, errors);
            page(&desk, month, &state).await
        }
    }
}

async fn page(desk: &Desk, month: Month, state: &FormState) -> Reply {
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let body = html! {
        (ui::error_summary(language, state))
        (ui::form(&format!("/console/digests/common/{month}"), &desk.staff.csrf, html! {
            (ui::hidden("version", state.get("version")))
            (items::show(language, state))
            p class="actions" { (ui::button(&word("digest-save"))) }
        }))
    };
    let title = format!("{} · {}", word("common-title"), format::month(language, month.first()));
    let above = format!("/console/digests?month={month}");
    let page = console::page(desk, &title, word("common-lead"), ("digests-title", &above)).await?;
    Ok(page.of_form(state).render(body))
}
