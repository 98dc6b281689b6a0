//! What the directory has, and where each part is looked after.

use axum::response::Response;
use domain::clock::BRUSSELS;
use domain::entry::Sort;
use maud::html;
use web::page::ConsoleNav;
use web::ui::{self, Table};
use web::{CoordinatorDesk, Problem};

use super::said::count;
use super::sorts::all;
use crate::word;

/// The parts of the directory. Two reads.
pub(super) async fn page(CoordinatorDesk(desk): CoordinatorDesk) -> Result<Response, Problem> {
    let language = desk.language();
    let say = |key: &str| word(language, key);
    let today = desk.context.store.now().day_in(BRUSSELS);
    let catalogue = desk.context.store.catalogue().load().await?;
    let parts = Sort::ALL.map(|sort| {
        let now = all(&catalogue, language, sort).iter().filter(|one| one.validity.holds_on(today)).count();
        let path = format!("/console/directory/{}", sort.plural());
        (say(&format!("directory-{}", sort.plural())), count(language, "directory-today", now), path)
    });
    let others = [
        ("directory-hours", "directory-hours-what", "/console/locations"),
        ("entry-reach", "agencies-lead", "/console/agencies"),
        ("directory-people", "directory-people-what", "/console/schedule/advisers"),
        ("days-off-title", "days-off-lead", "/console/directory/days-off"),
        ("exchange-title", "exchange-lead", "/console/directory/exchange"),
    ];
    let others = others.map(|(name, what, path)| (say(name), say(what), path.to_owned()));
    let heads = ["directory-name", "directory-what"].map(say);
    let table = Table::new(&say("directory-title"), &heads.each_ref().map(String::as_str));
    let row = |table: Table, (name, what, path): &(String, String, String)| {
        table.row(vec![html! { a href=(path) { strong { (name) } } }, html! { (what) }])
    };
    let table = parts.iter().chain(&others).fold(table, row);
    let body = html! { section class="card" { (table.show()) } };
    let page = desk
        .page()
        .await?
        .console_nav(ConsoleNav::Directory)
        .title(&say("directory-title"))
        .lead(say("directory-lead"))
        .action(ui::link_button_secondary(&say("places-public"), "/services"));
    Ok(page.render(body))
}
