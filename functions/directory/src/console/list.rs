//! The entries of one sort: those of today, and those that ended or have not
//! begun.

use axum::response::Response;
use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::entry::Sort;
use maud::{Markup, html};
use web::ui::{self, Icon, Table, Tone};
use web::{CoordinatorDesk, Problem, format};

use super::said::{count, name_of};
use super::show::frame;
use super::sorts::{Listed, OfSort, all, path};
use crate::{word, word_with};

/// The list. Two reads.
pub(super) async fn page(CoordinatorDesk(desk): CoordinatorDesk, OfSort(sort): OfSort) -> Result<Response, Problem> {
    let language = desk.language();
    let today = desk.context.store.now().day_in(BRUSSELS);
    let catalogue = desk.context.store.catalogue().load().await?;
    let (now, other): (Vec<Listed>, Vec<Listed>) =
        all(&catalogue, language, sort).into_iter().partition(|one| one.validity.holds_on(today));
    let title = word(language, &format!("directory-{}", sort.plural()));
    let body = html! {
        section class="card" { (table(language, &catalogue, sort, &now, today)) }
        @if !other.is_empty() {
            section class="card" {
                h2 { (word(language, "directory-other")) }
                (table(language, &catalogue, sort, &other, today))
            }
        }
    };
    let new = format!("/console/directory/{}/new", sort.plural());
    let page = frame(&desk)
        .await?
        .title(&title)
        .lead(count(language, "directory-today", now.len()))
        .action(ui::link_button(&word(language, &format!("entry-new-{}", sort.code())), &new));
    Ok(page.render(body))
}

fn table(language: Language, catalogue: &Catalogue, sort: Sort, shown: &[Listed], today: NaiveDate) -> Markup {
    if shown.is_empty() {
        return ui::empty(&word(language, "directory-none"), word(language, "directory-none-how"));
    }
    let heads = ["directory-name", "directory-when"].map(|key| word(language, key));
    let table = Table::new(&word(language, "directory-title"), &heads.each_ref().map(String::as_str));
    let row = |table: Table, one: &Listed| {
        table.row(vec![
            html! { a href=(path(sort, &one.id)) { strong { (one.name) } } br; span class="soft" { (one.of) } },
            standing(language, catalogue, sort, one, today),
        ])
    };
    shown.iter().fold(table, row).show()
}

/// Since when, until when, and who follows.
pub(super) fn standing(
    language: Language,
    catalogue: &Catalogue,
    sort: Sort,
    one: &Listed,
    today: NaiveDate,
) -> Markup {
    let day = |key: &str, day: NaiveDate| word_with(language, key, &[("day", format::date(language, day).into())]);
    let ended = one.validity.valid_to.is_some_and(|to| to < today);
    html! {
        @if ended { (ui::badge(Tone::Amber, Icon::Cross, &word(language, "directory-ended"))) " " }
        @match (one.validity.valid_from, one.validity.valid_to) {
            (_, Some(to)) => (day("directory-until", to)),
            (Some(from), None) if today < from => (day("directory-from", from)),
            (Some(from), None) => (day("directory-since", from)),
            (None, None) => (word(language, "directory-always")),
        }
        @if let Some(follower) = &one.successor {
            br;
            span class="soft" { (word(language, if one.merged { "directory-same-as" } else { "directory-followed-by" })) " " }
            a href=(path(sort, follower)) { (name_of(language, catalogue, (sort, follower))) }
        }
    }
}
