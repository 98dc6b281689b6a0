//! Clashes of sessions with their place, and with each other at it.

use std::collections::BTreeMap;

use chrono::{Datelike, Weekday};

use super::overlap::{clash, local_end, overlapping};
use super::{Clash, ClashKind, Planned, Team, words};
use crate::Language;
use crate::catalogue::Catalogue;
use crate::ids::LocationId;

/// Two agencies in one room. One agency may well hold two sessions in it. Places
/// in one building share its rooms.
pub(super) fn rooms(catalogue: &Catalogue, held: &[Planned<'_>], found: &mut Vec<Clash>) {
    let mut rooms: BTreeMap<(&str, String), Vec<Planned<'_>>> = BTreeMap::new();
    for planned in held {
        if let Some(room) = &planned.1.room {
            let building = building(catalogue, &planned.0.location);
            rooms.entry((building, room.trim().to_lowercase())).or_default().push(*planned);
        }
    }
    for own in rooms.values() {
        for (one, other) in overlapping(own).filter(|(one, other)| one.0.agency != other.0.agency) {
            let room = one.1.room.as_deref().unwrap_or_default();
            let reason = words::room(catalogue, room, one.0, other.0);
            found.push(clash(ClashKind::Room, &[one.0, other.0], reason));
        }
    }
}

/// Where a place's rooms are: its building, where one is said.
fn building<'a>(catalogue: &'a Catalogue, id: &'a LocationId) -> &'a str {
    let building = catalogue.locations.get(id).and_then(|location| location.building.as_deref());
    building.unwrap_or(id.as_str())
}

/// More sessions at once than the place has desks: said once for each session
/// that begins while all are taken. Each place of a building has its own. A
/// session of which neither a person nor a room is said takes no desk yet.
pub(super) fn desks(catalogue: &Catalogue, held: &[Planned<'_>], found: &mut Vec<Clash>) {
    let mut places: BTreeMap<&LocationId, Vec<Planned<'_>>> = BTreeMap::new();
    for planned in held.iter().filter(|(_, of)| !of.advisers.is_empty() || of.room.is_some()) {
        places.entry(&planned.0.location).or_default().push(*planned);
    }
    for (id, own) in places {
        let Some(location) = catalogue.locations.get(id).filter(|location| location.desks > 0) else { continue };
        let mut present: Vec<Planned<'_>> = Vec::new();
        for planned in own {
            present.retain(|other| other.0.end > planned.0.start);
            present.push(planned);
            if present.len() > location.desks as usize {
                let sessions: Vec<_> = present.iter().map(|(session, _)| *session).collect();
                let reason = words::desks(catalogue, location, &sessions);
                found.push(clash(ClashKind::Desks, &sessions, reason));
            }
        }
    }
}

/// Sessions that no opening hours of their place hold whole; and those on a
/// Saturday or Sunday, for opening hours are those of working days.
pub(super) fn opening_hours(catalogue: &Catalogue, held: &[Planned<'_>], found: &mut Vec<Clash>) {
    for (session, _) in held {
        let Some(location) = catalogue.locations.get(&session.location) else { continue };
        let hours = location.hours();
        let (from, to) = (session.local_start, local_end(session));
        let within =
            hours.iter().any(|(open, close)| from.date() == to.date() && *open <= from.time() && to.time() <= *close);
        if matches!(from.weekday(), Weekday::Sat | Weekday::Sun) {
            found.push(clash(ClashKind::OpeningHours, &[session], words::weekend(location)));
        } else if !hours.is_empty() && !within {
            let reason = words::opening_hours(location, &hours, session);
            found.push(clash(ClashKind::OpeningHours, &[session], reason));
        }
    }
}

/// Languages of the place that none of the session's advisers speaks; nothing
/// where it is not known who comes.
pub(super) fn languages(catalogue: &Catalogue, team: &Team, held: &[Planned<'_>], found: &mut Vec<Clash>) {
    for (session, permanence) in held {
        let Some(location) = catalogue.locations.get(&session.location) else { continue };
        let known: Vec<_> = permanence.advisers.iter().filter_map(|id| team.get(id)).collect();
        if known.is_empty() || known.len() < permanence.advisers.len() {
            continue;
        }
        let spoken = |language: &Language| known.iter().any(|adviser| adviser.languages.contains(language));
        let missing: Vec<Language> = location.languages.iter().copied().filter(|one| !spoken(one)).collect();
        if !missing.is_empty() {
            let reason = words::languages(location, &missing);
            found.push(clash(ClashKind::Language, &[session], reason));
        }
    }
}
