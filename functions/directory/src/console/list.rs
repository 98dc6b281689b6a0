//! What the directory has, and where each part is looked after; the entries of one
//! sort: those of today, and those that ended or have not begun.

use chrono::NaiveDate;
use domain::entry::Sort;
use maud::{Markup, html};
use web::ui::{self, Icon, Table, Tone};
use web::{Reply, format};

use super::opened::Opened;
use super::sorts::{Listed, OfSort, all, path};
use crate::{shown, word_with};

/// The parts of the directory. Two reads.
pub(super) async fn parts(opened: Opened) -> Reply {
    let say = |key: &str| opened.say(key);
    let sorts = Sort::ALL.map(|sort| {
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
    let table = shown::table(opened.language(), &say("directory-title"), &["directory-name", "directory-what"]);
    let row = |table: Table, (name, what, path): &(String, String, String)| {
        table.row(vec![html! { a href=(path) { strong { (name) } } }, html! { (what) }])
    };
    let table = sorts.iter().chain(&others).fold(table, row);
    let body = html! { section class="card" { (table.show()) } };
    let page = opened.page().await?.title(&say("directory-title")).lead(say("directory-lead"));
    Ok(page.action(ui::link_button_secondary(&say("places-public"), "/services")).render(body))
}

/// The list of a sort. Two reads.
pub(super) async fn page(opened: Opened, OfSort(sort): OfSort) -> Reply {
    let (now, other): (Vec<Listed>, Vec<Listed>) = all(&opened.catalogue, opened.language(), sort)
        .into_iter()
        .partition(|one| one.validity.holds_on(opened.today));
    let body = html! {
        section class="card" { (table(&opened, sort, &now)) }
        @if !other.is_empty() { (ui::card(&opened.say("directory-other"), table(&opened, sort, &other))) }
    };
    let new = format!("/console/directory/{}/new", sort.plural());
    let page = opened
        .frame()
        .await?
        .title(&opened.say(&format!("directory-{}", sort.plural())))
        .lead(opened.count("directory-today", now.len()))
        .action(ui::link_button(&opened.say(&format!("entry-new-{}", sort.code())), &new));
    Ok(page.render(body))
}

fn table(opened: &Opened, sort: Sort, entries: &[Listed]) -> Markup {
    if entries.is_empty() {
        return ui::empty(&opened.say("directory-none"), opened.say("directory-none-how"));
    }
    let heads = ["directory-name", "directory-when"];
    let table = shown::table(opened.language(), &opened.say("directory-title"), &heads);
    let row = |table: Table, one: &Listed| {
        table.row(vec![
            html! { a href=(path(sort, &one.id)) { strong { (one.name) } } br; span class="soft" { (one.of) } },
            standing(opened, sort, one),
        ])
    };
    entries.iter().fold(table, row).show()
}

/// Since when, until when, and who follows.
pub(super) fn standing(opened: &Opened, sort: Sort, one: &Listed) -> Markup {
    let language = opened.language();
    let day = |key: &str, day: NaiveDate| word_with(language, key, &[("day", format::date(language, day).into())]);
    let ended = one.validity.valid_to.is_some_and(|to| to < opened.today);
    html! {
        @if ended { (ui::badge(Tone::Amber, Icon::Cross, &opened.say("directory-ended"))) " " }
        @match (one.validity.valid_from, one.validity.valid_to) {
            (_, Some(to)) if ended => (day("directory-ended-on", to)),
            (_, Some(to)) => (day("directory-until", to)),
            (Some(from), None) if opened.today < from => (day("directory-from", from)),
            (Some(from), None) => (day("directory-since", from)),
            (None, None) => (opened.say("directory-always")),
        }
        @if let Some(follower) = &one.successor {
            br;
            span class="soft" { (opened.say(if one.merged { "directory-same-as" } else { "directory-followed-by" })) " " }
            a href=(path(sort, follower)) { (opened.name_of((sort, follower))) }
        }
    }
}
