//! The places, each with what the rota is held against.

use chrono::NaiveDate;
use domain::Language;
use domain::location::{ClosingDays, Location};
use maud::{Markup, html};
use web::page::ConsoleNav;
use web::{Desk, Reply, Scope, format, ui};

use super::PATH;
use crate::{shown, word, word_with};

/// The list. One read.
pub(super) async fn page(desk: Desk) -> Reply {
    let staff = &desk.staff;
    let language = desk.language();
    let (today, catalogue) = (desk.today(), desk.catalogue().await?);
    let is_theirs = |location: &&Location| match staff.scope() {
        Scope::Location(own) => own == &location.id,
        Scope::All | Scope::Agency(_) => true,
    };
    let ended = |location: &&Location| location.open_to.is_some_and(|last| last < today);
    let mut places: Vec<&Location> = catalogue.locations.values().filter(is_theirs).filter(|one| !ended(one)).collect();
    places.sort_by_key(|location| location.name.to_lowercase());
    let columns = ["places-place", "places-hours", "places-desks", "places-closed", ""];
    let table = ui::Table::named(|key| word(language, key), "places-title", &columns);
    let rows = places.iter().map(|location| row(language, location, today, staff.is_coordinator()));
    let table = rows.fold(table, ui::Table::row);
    let page = desk.page().await?
        .console_nav(ConsoleNav::Directory)
        .title(&word(language, "places-title"))
        .lead(word_with(language, "places-lead", &[("n", places.len().into())]))
        .action(html! {
            @match staff.scope() {
                Scope::All => {
                    (ui::link_button_secondary(&word(language, "places-activity"), "/console/places"))
                    (ui::link_button_secondary(&word(language, "agencies-title"), "/console/agencies"))
                }
                Scope::Location(_) => { (ui::link_button_secondary(&word(language, "places-digests"), "/console/digests")) }
                Scope::Agency(_) => {}
            }
            (ui::link_button_secondary(&word(language, "places-public"), "/services"))
        });
    let body = html! {
        @if table.is_empty() { (ui::empty(&word(language, "places-none"), word(language, "places-none-how"))) }
        @else { section class="card" { (table.show()) } }
    };
    Ok(page.render(body))
}

fn row(language: Language, location: &Location, today: NaiveDate, changes: bool) -> Vec<Markup> {
    let closed = location.closing_days.iter().filter(|closing| today <= closing.to).min_by_key(|closing| closing.from);
    let key = if changes { "places-change" } else { "places-see" };
    vec![
        html! { strong { (location.name) } br; span class="soft" { (location.postcode) @if !location.address.get(language).is_empty() { " · " (location.address.get(language)) } } },
        hours(language, location),
        desks(language, location),
        html! { @if let Some(closing) = closed { (span(language, closing)) } },
        html! {
            a class="button secondary" href={ (PATH) "/" (location.id) } {
                (word(language, key)) span class="hidden" { (format::colon(language)) (location.name) }
            }
        },
    ]
}

/// When it is open, or that nobody said.
pub(super) fn hours(language: Language, location: &Location) -> Markup {
    shown::hours(language, location).map_or_else(|| unsaid(language), |hours| html! { (hours) })
}

/// How many desks it has, or that nobody said.
pub(super) fn desks(language: Language, location: &Location) -> Markup {
    if location.desks == 0 {
        unsaid(language)
    } else {
        html! { (location.desks) }
    }
}

fn unsaid(language: Language) -> Markup {
    html! { span class="soft" { (word(language, "places-unsaid")) } }
}

/// `from 24 to 31 December 2026 · holidays`.
pub(super) fn span(language: Language, closing: &ClosingDays) -> String {
    let args =
        [("from", format::date(language, closing.from).into()), ("to", format::date(language, closing.to).into())];
    let key = if closing.from == closing.to { "place-closed-day" } else { "place-closed-days" };
    let days = word_with(language, key, &args);
    match &closing.reason {
        Some(reason) => format!("{days} · {}", reason.get(language)),
        None => days,
    }
}
