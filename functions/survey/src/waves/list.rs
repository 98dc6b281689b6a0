//! `GET /console/survey/waves`: waves, the newest first.

use std::cmp::Reverse;

use axum::response::Response;
use domain::clock::BRUSSELS;
use maud::html;
use web::page::ConsoleNav;
use web::ui::Table;
use web::{Desk, Problem, ui};

use super::{days, places, state};
use crate::{word, words};

/// The list. Reads: 1 query, 1 of the directory's revision.
pub(super) async fn show(desk: Desk) -> Result<Response, Problem> {
    let mut waves = desk.context.store.waves().all().await?;
    // They are read in the order in which they were made.
    waves.sort_by_key(|wave| Reverse(wave.opens));
    let catalogue = desk.context.store.catalogue().load().await?;
    let language = desk.language();
    let word = |key: &str| word(language, key);
    let today = desk.context.store.now().day_in(BRUSSELS);
    let columns = [word("list-questions"), word("wave-where"), word("list-days"), word("list-state")];
    let mut table = Table::new(&word("waves-title"), &columns.each_ref().map(String::as_str));
    for wave in &waves {
        table = table.row(vec![
            html! { a href=(format!("/console/survey/waves/{}", wave.id)) { strong { (words::variant(language, &wave.variant)) } } },
            html! { (places(language, &catalogue, wave)) },
            html! { (days(language, wave)) },
            state(language, wave, today),
        ]);
    }
    let body = html! {
        @if table.is_empty() {
            (ui::empty(&word("waves-empty"), word("waves-empty-how")))
        } @else {
            div class="card" { (table.show()) }
        }
    };
    let action = html! {
        @if !table.is_empty() { (ui::link_button_secondary(&word("period-title"), "/console/survey/waves/results")) " " }
        @if desk.staff.is_coordinator() { (ui::link_button(&word("wave-new"), "/console/survey/waves/new")) }
    };
    let page = desk
        .page()
        .await?
        .title(&word("waves-title"))
        .lead(word("waves-lead"))
        .crumb(&word("list-title"), "/console/survey")
        .action(action)
        .console_nav(ConsoleNav::Survey);
    Ok(page.render(body))
}
