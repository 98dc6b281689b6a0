//! Who holds permanences, by agency.

use chrono::{Datelike as _, NaiveDate};
use domain::Language;
use domain::adviser::Adviser;
use domain::catalogue::Catalogue;
use domain::ids::AdviserId;
use flows::bookings::unattended;
use maud::{Markup, html};
use serde::Deserialize;
use validator::Validate;
use web::extract::QueryParams;
use web::{Desk, Problem, Reply, Scope, format, ui};

use super::PATH;
use super::form::half_day_words;
use crate::advisers::held_by;
use crate::console::{agency_name, notice, schedule_page, tags};
use crate::{word, word_with};

/// Whose entry was saved.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
pub(super) struct SavedQuery {
    of: Option<String>,
}

/// The list. Two reads, and one more for each fifty advisers after the first;
/// once somebody was saved, what [`affected`] reads.
pub(super) async fn page(desk: Desk, QueryParams(query): QueryParams<SavedQuery>) -> Reply {
    let Desk { visit, staff, .. } = &desk;
    let language = visit.language;
    let agency = match staff.scope() {
        Scope::All => None,
        Scope::Agency(own) => Some(own),
        Scope::Location(_) => return Err(Problem::not_found()),
    };
    let catalogue = desk.catalogue().await?;
    let team = desk.store().advisers().team(agency).await?;
    let today = desk.today();
    let mut advisers: Vec<&Adviser> = team.advisers().collect();
    advisers.sort_by_key(|adviser| {
        (agency_name(&catalogue, &adviser.agency, today).to_lowercase(), adviser.name.to_lowercase())
    });
    let saved = query.of.filter(|_| visit.done.as_deref() == Some("adviser-saved"));
    let saved = saved.and_then(|id| AdviserId::parse(&id).ok()).and_then(|id| team.get(&id));
    let told = match saved {
        Some(adviser) => affected(&desk, &catalogue, adviser).await?,
        None => None,
    };
    let columns = ["adviser-name", "adviser-languages", "adviser-half-days", "adviser-absence", ""];
    let empty = ui::Table::named(|key| word(language, key), "advisers-title", &columns);
    let table = advisers.iter().map(|adviser| row(language, &catalogue, adviser, today)).fold(empty, ui::Table::row);
    let body = table.or(&word(language, "advisers-none"), word(language, "advisers-none-how"));
    let page = schedule_page(&desk)
        .await?
        .title(&word(language, "advisers-title"))
        .lead(word_with(language, "advisers-lead", &[("n", advisers.len().into())]))
        .notice(told.or_else(|| notice(visit)))
        .action(ui::link_button(&word(language, "adviser-new"), &format!("{PATH}/new")));
    Ok(page.render(body))
}

fn row(language: Language, catalogue: &Catalogue, adviser: &Adviser, today: NaiveDate) -> Vec<Markup> {
    let half_days: Vec<String> = adviser.half_days.iter().map(|one| half_day_words(language, *one)).collect();
    let absence = adviser.absences.iter().filter(|absence| today <= absence.to).min();
    vec![
        html! { strong { (adviser.name) } " · " (agency_name(catalogue, &adviser.agency, today)) },
        html! { (tags(&adviser.languages)) },
        html! {
            @if half_days.is_empty() { (word(language, "adviser-always")) } @else { (half_days.join(", ")) }
            @if let Some(most) = adviser.max_permanences_per_week {
                br; span class="soft" { (word_with(language, "adviser-most", &[("n", most.into())])) }
            }
        },
        html! {
            @if let Some(absence) = absence { (days(language, (absence.from, absence.to), today)) }
        },
        html! {
            a class="button secondary" href={ (PATH) "/" (adviser.id) } {
                (word(language, "series-change")) span class="hidden" { (format::colon(language)) (adviser.name) }
            }
        },
    ]
}

/// From one day to another, one day once; with the year where it is not this one.
fn days(language: Language, (from, to): (NaiveDate, NaiveDate), today: NaiveDate) -> String {
    let is_this_year = from.year() == today.year() && to.year() == today.year();
    let day = |day| if is_this_year { format::day_short(language, day) } else { format::date(language, day) };
    if from == to { day(from) } else { format!("{} – {}", day(from), day(to)) }
}

/// That the entry is saved, how many appointments of the adviser's sessions are
/// affected, and where they are seen; nothing where none is. Reads of [`held_by`]
/// and of [`unattended`].
async fn affected(desk: &Desk, catalogue: &Catalogue, adviser: &Adviser) -> Result<Option<Markup>, Problem> {
    let (language, store) = (desk.language(), desk.store());
    let held = held_by(&desk.context, catalogue, adviser).await?;
    let mut found = unattended(store, catalogue, &held).await?;
    found.retain(|one| one.booked > 0);
    let Some(first) = found.first() else { return Ok(None) };
    let count: u32 = found.iter().map(|one| one.booked).sum();
    // Only the coordinator settles what becomes of them.
    let (path, key) = if desk.staff.is_coordinator() {
        ("/console/schedule/unattended".to_owned(), "unattended-title")
    } else {
        (format!("/console/schedule/day?day={}", first.session.local_start.date()), "adviser-affected-day")
    };
    Ok(Some(ui::notice(html! {
        (word(language, "done-adviser-saved")) " "
        (word_with(language, "adviser-affected", &[("n", count.into())])) " "
        a href=(path) { (word(language, key)) }
    })))
}
