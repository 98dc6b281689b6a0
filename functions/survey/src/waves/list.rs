//! `GET /console/survey/waves`: waves, the newest first.

use std::cmp::Reverse;

use axum::response::Response;
use domain::clock::BRUSSELS;
use maud::html;
use web::{Desk, Problem, ui};

use super::places;
use crate::console::{SURVEYS, days, page, state};
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
    let columns = ["list-questions", "wave-where", "list-days", "list-state"];
    let mut table = ui::Table::named(word, "waves-title", &columns);
    for wave in &waves {
        let open = (wave.opens, wave.closes);
        table = table.row(vec![
            html! { a href=(format!("/console/survey/waves/{}", wave.id)) { strong { (words::variant(language, &wave.variant)) } } },
            html! { (places(language, &catalogue, wave)) },
            html! { (days(language, open)) },
            state(language, open, today),
        ]);
    }
    let action = html! {
        @if !table.is_empty() { (ui::link_button_secondary(&word("period-title"), "/console/survey/waves/results")) " " }
        @if desk.staff.is_coordinator() { (ui::link_button(&word("wave-new"), "/console/survey/waves/new")) }
    };
    let page = page(&desk, &word("waves-title"), word("waves-lead"), SURVEYS).await?.action(action);
    let plans = desk.staff.is_coordinator();
    let (nothing, how) = if plans { ("waves-empty", "waves-empty-how") } else { ("waves-none", "waves-none-how") };
    Ok(page.render(table.or(&word(nothing), word(how))))
}
