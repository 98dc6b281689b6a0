//! What was done to an entry: who, when, what it said before and says since.

use std::collections::BTreeMap;

use domain::Language;
use domain::catalogue::Catalogue;
use domain::entry::{EntryChange, FieldChange, Sort};
use domain::ids::StaffId;
use maud::{Markup, html};
use serde_json::Value;
use web::ui::{TimelineEntry, timeline};
use web::views::Names;

use super::said::{label, value};
use crate::word;

/// Changes that a page shows.
pub(super) const SHOWN: usize = 50;

/// The history, the newest first; `sort` is `None` of what is no entry.
pub(super) fn show(
    language: Language,
    catalogue: &Catalogue,
    sort: Option<Sort>,
    changes: &[EntryChange],
    staff: &BTreeMap<StaffId, String>,
) -> Markup {
    if changes.is_empty() {
        return html! { p class="soft" { (word(language, "entry-history-none")) } };
    }
    let names = Names { catalogue, staff, language };
    let entry = |change: &EntryChange| TimelineEntry {
        at: change.at,
        who: names.who(&change.actor),
        what: html! {
            (word(language, &format!("entry-done-{}", change.done.code())))
            @if !change.facts.is_empty() {
                (web::format::colon(language))
                (change.facts.iter().map(|fact| word(language, &format!("fact-{}", fact.code()))).collect::<Vec<_>>().join(", "))
            }
            @if !change.fields.is_empty() {
                ul { @for field in &change.fields { li { (line(language, catalogue, sort, field)) } } }
            }
        },
        why: Vec::new(),
    };
    timeline(language, &changes.iter().map(entry).collect::<Vec<_>>())
}

/// `Nom (nl) : « Een » → « Eén »`.
pub(super) fn line(language: Language, catalogue: &Catalogue, sort: Option<Sort>, field: &FieldChange) -> Markup {
    let FieldChange { pointer, before, after } = field;
    let said = |side: &Option<Value>| match side {
        Some(side) => value(language, catalogue, (sort.unwrap_or(Sort::Agency), pointer), side),
        None => word(language, "entry-nothing"),
    };
    html! { (label(language, pointer)) (web::format::colon(language)) span class="soft" { (said(before)) } " → " (said(after)) }
}
