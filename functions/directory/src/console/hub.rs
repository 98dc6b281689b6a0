//! What the directory has, and where each part is looked after.

use axum::extract::State;
use axum::response::Response;
use domain::clock::BRUSSELS;
use domain::entry::Sort;
use maud::html;
use web::page::{ConsoleNav, Page};
use web::{Context, Coordinator, Problem, Visit, ui};

use super::said::count;
use super::sorts::all;
use crate::word;

/// The parts of the directory. Two reads.
pub(super) async fn page(
    State(context): State<Context>,
    visit: Visit,
    Coordinator(staff): Coordinator,
) -> Result<Response, Problem> {
    let language = visit.language;
    let say = |key: &str| word(language, key);
    let today = context.store.now().day_in(BRUSSELS);
    let catalogue = context.store.catalogue().load().await?;
    let parts = Sort::ALL.map(|sort| {
        let now = all(&catalogue, language, sort).iter().filter(|one| one.validity.holds_on(today)).count();
        let path = format!("/console/directory/{}", sort.plural());
        (say(&format!("directory-{}", sort.plural())), count(language, "directory-today", now), path)
    });
    let others = [
        ("directory-people", "directory-people-what", "/console/schedule/advisers"),
        ("days-off-title", "days-off-lead", "/console/directory/days-off"),
        ("exchange-title", "exchange-lead", "/console/directory/exchange"),
    ];
    let body = html! {
        section class="card" {
            ul class="plain" {
                @for (name, what, path) in &parts { li { a href=(path) { strong { (name) } } br; span class="soft" { (what) } } }
                @for (name, what, path) in others {
                    li { a href=(path) { strong { (say(name)) } } br; span class="soft" { (say(what)) } }
                }
            }
        }
    };
    let page = Page::console(&visit, &staff)
        .waiting(web::page::waiting(&context, &staff).await?)
        .console_nav(ConsoleNav::Directory)
        .title(&say("directory-title"))
        .lead(say("directory-lead"))
        .action(ui::link_button_secondary(&say("places-public"), "/services"));
    Ok(page.render(body))
}
