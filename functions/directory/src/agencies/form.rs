//! The form of how an agency is reached: filled in beforehand, and read.

use domain::Language;
use domain::address::Nis;
use domain::agency::{Absence, Agency, Asking, Desk};
use domain::field_error::{Expected, Problem as Wrong};
use domain::ids::{LocationId, NeedTypeId};
use domain::location::ClosingDays;
use domain::notice::Wish;
use web::extract::FormState;

use super::fields::OF_DESK;
use crate::entries::fields::{self, rows, span};
use crate::shown::wish_of;

/// Characters of a desk's id, without the number behind it.
const ID_CHARS: usize = 36;

/// The fields over a stored agency.
pub(super) fn filled(agency: &Agency, version: u64) -> FormState {
    let mut values = vec![
        ("version".to_owned(), version.to_string()),
        ("email".to_owned(), agency.email.as_str().to_owned()),
        ("notices".to_owned(), wish_of(agency.notices)),
        ("asking".to_owned(), agency.asking.code().to_owned()),
        ("seat".to_owned(), agency.seat_nis.as_ref().map(Nis::to_string).unwrap_or_default()),
    ];
    let mut put = |name: &str, at: usize, value: &str| values.push((format!("{name}_{at}"), value.to_owned()));
    for (at, span) in agency.closures.iter().enumerate() {
        put("from", at, &span.from.to_string());
        put("to", at, &span.to.to_string());
    }
    for (at, desk) in agency.desks.iter().enumerate() {
        put("desk", at, &desk.id);
        put("name", at, &desk.name);
        put("email", at, desk.email.as_str());
        desk.locations.iter().for_each(|id| put("places", at, id.as_str()));
        desk.need_types.iter().for_each(|id| put("kinds", at, id.as_str()));
        desk.languages.iter().for_each(|one| put("languages", at, one.tag()));
        if let Some(Absence { from, to, deputy }) = desk.absences.first() {
            put("away_from", at, &from.to_string());
            put("away_to", at, &to.to_string());
            put("deputy", at, deputy.as_ref().map_or("", |one| one.as_str()));
        }
    }
    FormState::filled(values)
}

/// The agency as it was entered, and the row of the form that each desk stands in; what
/// can't be read is put beside its field. A row carries the id of its desk, so that it
/// is that one whatever became of the others meanwhile; without one it is a new desk.
pub(super) fn entered(before: &Agency, state: &mut FormState) -> (Agency, Vec<usize>) {
    let mut agency = before.clone();
    agency.email = fields::email(state, "email").unwrap_or_else(|| before.email.clone());
    agency.notices = Wish::from_code(state.get("notices"));
    agency.asking = Asking::from_code(state.get("asking")).unwrap_or(before.asking);
    if state.values.iter().any(|(name, _)| name == "seat") {
        agency.seat_nis = Some(state.get("seat")).filter(|nis| !nis.is_empty()).map(Nis::of);
    }
    agency.closures = (0..rows(state, "from", before.closures.len()))
        .filter_map(|at| {
            let (from, to) = span(state, (&format!("from_{at}"), &format!("to_{at}")))?;
            let kept = before.closures.iter().find(|one| (one.from, one.to) == (from, to));
            Some(ClosingDays { from, to, reason: kept.and_then(|one| one.reason.clone()) })
        })
        .collect();
    let (mut desks, mut places): (Vec<Desk>, Vec<usize>) = (Vec::new(), Vec::new());
    for at in 0..rows(state, "name", before.desks.len()) {
        let id = state.get(&format!("desk_{at}")).to_owned();
        let name = state.get(&format!("name_{at}")).to_owned();
        let typed = |field: &str| !state.get(&format!("{field}_{at}")).is_empty();
        if name.is_empty() {
            // A desk that there is goes with its name; a new one is not dropped in silence.
            if !id.is_empty() || !OF_DESK.into_iter().any(|(field, _)| typed(field)) {
                continue;
            }
            state.wrong(&format!("name_{at}"), Wrong::Missing);
        }
        let email = fields::email(state, &format!("email_{at}"));
        let away = span(state, (&format!("away_from_{at}"), &format!("away_to_{at}")));
        let deputy = Some(format!("deputy_{at}")).filter(|field| !state.get(field).is_empty());
        let deputy = deputy.and_then(|field| fields::email(state, &field));
        if deputy.is_some() && away.is_none() {
            state.wrong(&format!("away_from_{at}"), Wrong::Missing);
        }
        let Some(email) = email.filter(|_| !name.is_empty()) else { continue };
        let known = before.desks.iter().find(|desk| desk.id == id);
        let mut absences: Vec<Absence> =
            known.map(|desk| desk.absences.iter().skip(1).cloned().collect()).unwrap_or_default();
        absences.splice(0..0, away.map(|(from, to)| Absence { from, to, deputy }));
        let id = if id.is_empty() { new_id(&name, before.desks.iter().chain(&desks)) } else { id };
        desks.push(Desk {
            id,
            name,
            email,
            locations: listed(state, &format!("places_{at}"), |id| LocationId::parse(id).ok()),
            need_types: listed(state, &format!("kinds_{at}"), |id| NeedTypeId::parse(id).ok()),
            languages: listed(state, &format!("languages_{at}"), Language::from_tag),
            absences,
        });
        places.push(at);
    }
    agency.desks = desks;
    (agency, places)
}

/// An id of a desk's name that no other of the agency has.
fn new_id<'a>(name: &str, others: impl Iterator<Item = &'a Desk>) -> String {
    let taken: Vec<&str> = others.map(|desk| desk.id.as_str()).collect();
    let folded = domain::member::matching::fold(name);
    let plain = folded.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(ID_CHARS);
    let plain = plain.collect::<String>().trim_matches('-').to_owned();
    let plain = if plain.is_empty() { "desk".to_owned() } else { plain };
    let is_free = |id: &String| !taken.contains(&id.as_str());
    let numbered = (2..=taken.len() + 1).map(|number| format!("{plain}-{number}"));
    std::iter::once(plain.clone()).chain(numbered).find(is_free).unwrap_or(plain)
}

/// What is chosen; what is no choice is put beside the field.
fn listed<T>(state: &mut FormState, field: &str, read: impl Fn(&str) -> Option<T>) -> Vec<T> {
    let chosen = state.values.iter().filter(|(name, value)| name == field && !value.is_empty());
    let all: Vec<Option<T>> = chosen.map(|(_, value)| read(value)).collect();
    if all.iter().any(Option::is_none) {
        state.wrong(field, Wrong::WrongType(Expected::Id));
    }
    all.into_iter().flatten().collect()
}

/// The field of the form that a pointer means.
pub(super) fn field_of(pointer: &str, places: &[usize]) -> String {
    let parts: Vec<&str> = pointer.trim_start_matches('/').split('/').collect();
    if parts.first() == Some(&"seat_nis") {
        return "seat".to_owned();
    }
    let ["desks", at, field, ..] = parts.as_slice() else { return "email".to_owned() };
    let row = at.parse().ok().and_then(|at: usize| places.get(at).copied()).unwrap_or_default();
    let name = match *field {
        "locations" => "places",
        "need_types" => "kinds",
        "absences" => "away_to",
        _ => "name",
    };
    format!("{name}_{row}")
}
