//! The work list as a page: one row each, with its action in it.

use domain::clock::BRUSSELS;
use domain::ids::SessionId;
use domain::member::ProposalStatus;
use domain::working_days::working_days_between;
use domain::{Instant, Language};
use maud::{Markup, html};
use serde::Deserialize;
use store::{Store, TableError};
use validator::Validate;
use web::extract::{PageQuery, QueryParams};
use web::page::ConsoleNav;
use web::ui::{self, Icon, Paging, Tone};
use web::{Desk, Reply, Scope, format};

use super::LIST;
use super::item::{Item, List};
use super::say::Action;
use crate::{word, word_with};

/// What can be undone.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
pub(super) struct WorkQuery {
    /// The session that was moved.
    undo: Option<SessionId>,
}

/// Rows of one page.
const ROWS: usize = 50;

/// The list. Reads what [`List::read`] says, and at its end one query more for the
/// coordinator.
pub(super) async fn show(
    desk: Desk,
    page: PageQuery,
    QueryParams(WorkQuery { undo }): QueryParams<WorkQuery>,
) -> Reply {
    let language = desk.language();
    let paging = Paging::of(&desk.context, &page, LIST, "/console/work")?;
    let list = List::read(&desk, paging.after.clone(), ROWS).await?;
    let proposed = list.next.is_none() && desk.staff.is_coordinator() && has_proposals(desk.store()).await?;
    let done = desk.visit.done.as_deref().and_then(|done| match done {
        "resent" => Some(ui::notice(word(language, "done-resent"))),
        "reminded" => Some(ui::notice(word(language, "work-done-reminded"))),
        "repaired" => Some(repaired(&desk, undo.as_ref())),
        _ => None,
    });
    let body = html! {
        section class="card" {
            @if list.items.is_empty() { (nothing(language, desk.staff.scope())) } @else { (table(&desk, &list)) }
            @if proposed { p { a href="/console/members/proposals" { (word(language, "work-proposed")) } } }
        }
        (paging.pager(language, list.next.as_deref()))
    };
    let page = desk.page().await?.console_nav(ConsoleNav::Today).crumb(&word(language, "today-title"), "/console");
    let page = page.title(&word(language, "work-title")).lead(word(language, "work-lead")).notice(done);
    Ok(page.script(web::assets::work_script()).render(body))
}

/// Whether proposals wait to be asked, which have a list of their own: one query.
async fn has_proposals(store: &Store) -> Result<bool, TableError> {
    let (found, _) = store.members().proposals(ProposalStatus::Open, None, None, 1).await?;
    Ok(!found.is_empty())
}

/// That a session was repaired, and the way back where there is one: what differs
/// on its day is taken out again.
fn repaired(desk: &Desk, undo: Option<&SessionId>) -> Markup {
    let language = desk.language();
    let back = undo.and_then(SessionId::parts);
    html! {
        (ui::notice(word(language, "work-done-repaired")))
        @if let Some((series, date)) = back {
            div data-undo {
                (ui::form(&format!("/console/schedule/{series}/exceptions/{date}/remove"), &desk.staff.csrf, html! {
                    button class="button secondary" type="submit" { (word(language, "work-undo")) }
                }))
            }
        }
    }
}

/// That nothing waits, and what comes here.
fn nothing(language: Language, scope: &Scope) -> Markup {
    let how = match scope {
        Scope::All => "work-empty-how",
        Scope::Agency(_) => "todo-empty-how-adviser",
        Scope::Location(_) => "work-empty-host",
    };
    ui::empty(&word(language, "work-empty"), word(language, how))
}

fn table(desk: &Desk, list: &List) -> Markup {
    let language = desk.language();
    let columns = ["work-what", "column-since", "work-until", "column-state", ""];
    let empty = ui::Table::named(|key| word(language, key), "work-title", &columns);
    let table = list.items.iter().map(|item| row(desk, list, item)).fold(empty, ui::Table::row);
    html! {
        div data-work { (table.show()) }
        (keys(language))
        @if list.next.is_none() { p class="soft" { (word_with(language, "work-count", &[("n", list.items.len().into())])) } }
    }
}

/// The keys, told by the script that reads them: without it there are none.
fn keys(language: Language) -> Markup {
    let word = |key: &str| word(language, key);
    html! {
        div class="soft" data-work-keys hidden {
            p { (word("work-keys")) }
            button class="quiet" type="button" data-off=(word("work-keys-off")) data-on=(word("work-keys-on")) { (word("work-keys-off")) }
            p role="status" data-nothing=(word("work-no-undo")) {}
        }
    }
}

fn row(desk: &Desk, list: &List, item: &Item) -> Vec<Markup> {
    let (language, now) = (desk.language(), desk.store().now());
    let until =
        |since: Instant| working_days_between(since.day_in(BRUSSELS), now.day_in(BRUSSELS), &list.catalogue.staff_days);
    let is_late = item.due.day_in(BRUSSELS) < now.day_in(BRUSSELS);
    let state = if is_late { "late" } else { item.urgency(now) };
    let (tone, icon) = match item.urgency(now) {
        "now" => (Tone::Red, Icon::Alert),
        "soon" => (Tone::Amber, Icon::Clock),
        _ => (Tone::Plain, Icon::Dot),
    };
    vec![
        html! { a href=(item.href) { strong { (item.what) } } p class="because" { (item.why) } },
        html! {
            @if let Some(days) = item.since.map(until) { (word_with(language, "working-days", &[("n", days.into())])) }
        },
        html! { (format::day_short(language, item.due.day_in(BRUSSELS))) },
        ui::badge(tone, icon, &word(language, &format!("work-{state}"))),
        html! { div class="actions" { @for action in &item.actions { (button(desk, action, &item.what)) } } },
    ]
}

fn button(desk: &Desk, action: &Action, about: &str) -> Markup {
    let (words, effect) = match &action.told {
        Some((words, effect)) => (words.clone(), Some(effect)),
        None => (word(desk.language(), &format!("work-do-{}", action.code)), None),
    };
    let label = format!("{words}: {about}");
    html! {
        @if action.sends {
            form method="post" action=(action.path) {
                input type="hidden" name="csrf" value=(desk.staff.csrf);
                (ui::hidden("from", "work"))
                @for (name, value) in &action.fields { (ui::hidden(name, value)) }
                button class="button secondary" type="submit" aria-label=(label) { (words) }
                @if let Some(effect) = effect { p class="because" { (effect) } }
            }
        } @else {
            a class="button secondary" href=(action.path) aria-label=(label) { (words) }
        }
    }
}
