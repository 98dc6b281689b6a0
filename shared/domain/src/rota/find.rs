//! Looking for clashes.

use std::collections::BTreeMap;

use super::{Clash, Planned, Team, of_advisers, of_places};
use crate::catalogue::Catalogue;
use crate::ids::AdviserId;
use crate::sessions::SessionStatus;

/// What clashes among sessions, by day; drafts count like what is published,
/// for they are what somebody plans. What is cancelled clashes with nothing.
/// Sorts the sessions, then looks from each at those that overlap it.
pub fn clashes(catalogue: &Catalogue, team: &Team, sessions: &[Planned<'_>]) -> Vec<Clash> {
    let mut held: Vec<Planned<'_>> =
        sessions.iter().copied().filter(|(session, _)| session.status == SessionStatus::Scheduled).collect();
    held.sort_by_key(|(session, _)| (session.start, session.end, &session.id));
    let mut found = Vec::new();
    of_places::rooms(catalogue, &held, &mut found);
    of_places::desks(catalogue, &held, &mut found);
    of_places::opening_hours(catalogue, &held, &mut found);
    for (adviser, own) in by_adviser(&held) {
        of_advisers::at_once(catalogue, team, adviser, &own, &mut found);
        of_advisers::travel(catalogue, team, adviser, &own, &mut found);
        of_advisers::availability(team, adviser, &own, &mut found);
        of_advisers::weeks(team, adviser, &own, &mut found);
    }
    of_places::languages(catalogue, team, &held, &mut found);
    found.sort();
    found
}

fn by_adviser<'a>(held: &[Planned<'a>]) -> BTreeMap<&'a AdviserId, Vec<Planned<'a>>> {
    let mut own: BTreeMap<&AdviserId, Vec<Planned<'a>>> = BTreeMap::new();
    for planned in held {
        for adviser in &planned.1.advisers {
            own.entry(adviser).or_default().push(*planned);
        }
    }
    own
}
