//! Sessions to come at which none of their advisers is, with how many people
//! have an appointment. What becomes of each is decided by a person.

use domain::Language;
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::sessions::agency_off;
use flows::bookings::{Unattended, unattended};
use maud::{Markup, html};
use serde::Deserialize;
use store::keys::PermanenceList;
use validator::Validate;
use web::extract::QueryParams;
use web::{CoordinatorDesk, Reply, format, ui};

use crate::console::{agency_name, notice, schedule_page};
use crate::{word, word_with};

/// Sessions on one page.
const SHOWN: usize = 25;
const PATH: &str = "/console/schedule/unattended";

#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnattendedQuery {
    /// The first is 1.
    page: Option<usize>,
    /// What was done.
    #[serde(rename = "done")]
    _done: Option<String>,
}

/// The list, the next first. Beside the session's own reads: the permanences,
/// and what [`unattended`] reads.
pub(crate) async fn page(desk: CoordinatorDesk, QueryParams(query): QueryParams<UnattendedQuery>) -> Reply {
    let (language, store) = (desk.language(), desk.store());
    let catalogue = store.catalogue().load().await?;
    let permanences = store.permanences().list(&PermanenceList::All, store.now().day_in(BRUSSELS)).await?;
    let found = unattended(store, &catalogue, &permanences).await?;
    let number = query.page.unwrap_or(1).max(1);
    let shown = found.iter().skip((number - 1).saturating_mul(SHOWN)).take(SHOWN);
    let next = (number.saturating_mul(SHOWN) < found.len()).then(|| format!("{PATH}?page={}", number + 1));
    let columns = ["unattended-when", "series-what", "unattended-booked", "unattended-do"];
    let rows = shown.map(|one| row(language, &catalogue, one));
    let empty = ui::Table::named(|key| word(language, key), "unattended-title", &columns);
    let table = rows.fold(empty, ui::Table::row);
    let body = html! {
        div class="stack" {
            section class="card" {
                @if table.is_empty() {
                    (ui::empty(&word(language, "unattended-none"), word(language, "unattended-none-how")))
                } @else { (table.show()) }
            }
            (ui::pager(language, (number > 1).then_some(PATH), next.as_deref()))
        }
    };
    let page = schedule_page(&desk)
        .await?
        .title(&word(language, "unattended-title"))
        .lead(word(language, "unattended-lead"))
        .notice(notice(&desk.visit));
    Ok(page.render(body))
}

fn row(language: Language, catalogue: &Catalogue, one: &Unattended<'_>) -> Vec<Markup> {
    let (session, series) = (&one.session, format!("/console/schedule/{}", one.of.id));
    let day = session.local_start.date();
    let agency = agency_name(catalogue, &session.agency, day);
    let place = catalogue.place_name(&session.location);
    let at = format::local(language, session.local_start);
    let own_day = session.id.parts().map_or(day, |(_, day)| day);
    let booked = word_with(language, "unattended-n", &[("n", one.booked.into())]);
    let why = if session.closed.is_some() { "unattended-whole" } else { "unattended-part" };
    let off = agency_off(session, catalogue);
    vec![
        html! {
            (at) br;
            span class="soft" { (word(language, why)) @if let Some(off) = &off { (format::colon(language)) (off.get(language)) } }
        },
        html! { strong { (agency) } " · " (place) },
        html! { @if one.booked > 0 { a href={ "/console/schedule/day?day=" (day) } { (booked) } } @else { (booked) } },
        html! {
            div class="actions" {
                a class="button secondary" href={ (series) "/move?date=" (own_day) } {
                    (word(language, "unattended-move")) span class="hidden" { (format::colon(language)) (agency) ", " (place) ", " (at) }
                }
                a href=(series) { (word(language, "unattended-other")) span class="hidden" { (format::colon(language)) (agency) ", " (place) ", " (at) } }
            }
        },
    ]
}
