//! The end of a permanence: asked once, naming what goes with it.

use chrono::Days;
use domain::clock::BRUSSELS;
use domain::sessions::{Drafts, MAX_WINDOW_DAYS, SessionStatus, Window};
use flows::bookings::affected;
use maud::html;
use store::Transaction;
use web::extract::FormState;
use web::page::Asking;
use web::{Problem, Reply, ui};

use super::opened::{Opened, asking};
use super::rhythm::rhythm;
use crate::console::schedule_page;
use crate::sessions::occurrences;
use crate::{word, word_with};

/// Asks. Three reads, a query and a read for 50 bookings.
pub(super) async fn page(opened: Opened) -> Reply {
    let Opened { desk, catalogue, before } = &opened;
    let (language, store, path) = (desk.language(), &desk.context.store, opened.path());
    let today = store.now().day_in(BRUSSELS);
    let end = today.checked_add_days(Days::new(MAX_WINDOW_DAYS.unsigned_abs())).unwrap_or(today);
    let window = Window::new(today, end).map_err(|error| Problem::internal(&error))?;
    let sessions = occurrences(catalogue, [&before.value], window, Drafts::Shown);
    let lost = sessions.iter().filter(|(session, _)| session.status == SessionStatus::Scheduled).count();
    let asking = asking(&affected(store, catalogue, &before.value.id, &[]).await?);
    let body = html! {
        div class="narrow stack" {
            (ui::warning(word_with(language, "delete-consequence", &[("n", lost.into())])))
            @if asking.lost > 0 {
                (asking.lost(language))
                p { (Asking::told(language)) }
            }
            p { (word(language, "delete-instead")) " " a href=(path) { (word(language, "delete-back")) } }
            (ui::form(&format!("{path}/delete"), &desk.staff.csrf, html! {
                (ui::button_danger(&word(language, "delete-do"), "version", &before.version.to_string()))
            }))
        }
    };
    let page = schedule_page(desk).await?.title(&word(language, "delete-title")).lead(rhythm(language, &before.value));
    Ok(page.render(body))
}

/// Removes it. Two reads, one commit; 412 where it changed since it was asked.
pub(super) async fn delete(opened: Opened, state: FormState) -> Reply {
    let Opened { desk, before, .. } = &opened;
    state.check_version(before.version)?;
    let (store, mut tx) = (&desk.context.store, Transaction::new());
    store.permanences().delete(&mut tx, before);
    store.permanences().tell(&mut tx, before.version + 1, &desk.staff.actor, (Some(&before.value), None));
    store.commit(tx).await?;
    Ok(web::done("/console/schedule", "deleted"))
}
