//! The series behind the weeks, those of later weeks and drafts included.

use chrono::NaiveDate;
use domain::Language;
use domain::catalogue::Catalogue;
use domain::permanence::Permanence;
use maud::{Markup, html};
use web::{StaffMember, format, ui};

use super::rhythm::rhythm;
use super::{agency_name, place_name, tags};
use crate::word;

/// Every series that is not over, by place.
pub(super) fn table(
    language: Language,
    catalogue: &Catalogue,
    staff: &StaffMember,
    permanences: &[&Permanence],
    today: NaiveDate,
) -> Markup {
    if permanences.is_empty() {
        return ui::empty(&word(language, "series-none"), word(language, "series-none-how"));
    }
    let mut sorted: Vec<&Permanence> = permanences.to_vec();
    sorted.sort_by_key(|one| (&one.location, one.start.time(), &one.agency));
    let columns = ["series-what", "series-when", "series-until", "series-status", ""]
        .map(|key| if key.is_empty() { String::new() } else { word(language, key) });
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let table = sorted.into_iter().fold(ui::Table::new(&word(language, "series-title"), &columns), |table, one| {
        table.row(row(language, catalogue, staff, one, today))
    });
    table.show()
}

fn row(
    language: Language,
    catalogue: &Catalogue,
    staff: &StaffMember,
    one: &Permanence,
    today: NaiveDate,
) -> Vec<Markup> {
    let agency = agency_name(catalogue, &one.agency, today);
    let place = place_name(catalogue, &one.location);
    let until = one.until.map_or_else(|| word(language, "series-open-end"), |day| format::date(language, day));
    let badge = if one.is_published() {
        ui::badge(ui::Tone::Green, ui::Icon::Check, &word(language, "status-published"))
    } else {
        ui::badge(ui::Tone::Plain, ui::Icon::Pencil, &word(language, "status-draft"))
    };
    let path = format!("/console/schedule/{}", one.id);
    vec![
        html! { strong { (agency) } " · " (place) br; span class="soft" { (tags(&one.languages)) } },
        html! { (rhythm(language, one)) },
        html! { @if one.rrule.is_some() { (until) } },
        badge,
        html! {
            @if staff.is_coordinator() {
                a class="button secondary" href=(path) {
                    (word(language, "series-change")) span class="hidden" { " : " (agency) ", " (place) }
                }
            }
        },
    ]
}
