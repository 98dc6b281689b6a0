//! What the directory has, and where each part is looked after.

use axum::response::Response;
use domain::entry::Sort;
use maud::html;
use web::Problem;
use web::page::ConsoleNav;
use web::ui::{self, Table};

use super::opened::Opened;
use super::sorts::all;
use crate::shown::table;

/// The parts of the directory. Two reads.
pub(super) async fn page(opened: Opened) -> Result<Response, Problem> {
    let say = |key: &str| opened.say(key);
    let parts = Sort::ALL.map(|sort| {
        let all = all(&opened.catalogue, opened.language(), sort);
        let now = all.iter().filter(|one| one.validity.holds_on(opened.today)).count();
        let path = format!("/console/directory/{}", sort.plural());
        (say(&format!("directory-{}", sort.plural())), opened.count("directory-today", now), path)
    });
    let others = [
        ("directory-hours", "directory-hours-what", "/console/locations"),
        ("entry-reach", "agencies-lead", "/console/agencies"),
        ("directory-people", "directory-people-what", "/console/schedule/advisers"),
        ("days-off-title", "days-off-lead", "/console/directory/days-off"),
        ("exchange-title", "exchange-lead", "/console/directory/exchange"),
    ];
    let others = others.map(|(name, what, path)| (say(name), say(what), path.to_owned()));
    let table = table(opened.language(), &say("directory-title"), &["directory-name", "directory-what"]);
    let row = |table: Table, (name, what, path): &(String, String, String)| {
        table.row(vec![html! { a href=(path) { strong { (name) } } }, html! { (what) }])
    };
    let table = parts.iter().chain(&others).fold(table, row);
    let body = html! { section class="card" { (table.show()) } };
    let page = opened
        .desk
        .page()
        .await?
        .console_nav(ConsoleNav::Directory)
        .title(&say("directory-title"))
        .lead(say("directory-lead"))
        .action(ui::link_button_secondary(&say("places-public"), "/services"));
    Ok(page.render(body))
}
