//! Looking for clashes.

use std::collections::BTreeMap;

use super::{Clash, ClashKind, Planned, Team, of_advisers, of_places};
use crate::Text;
use crate::catalogue::Catalogue;
use crate::ids::AdviserId;
use crate::local_time;
use crate::sessions::{Session, SessionStatus};

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

/// Pairs that overlap, of sessions in order of their start.
pub(super) fn overlapping<'s, 'a>(
    sessions: &'s [Planned<'a>],
) -> impl Iterator<Item = (Planned<'a>, Planned<'a>)> + use<'s, 'a> {
    sessions.iter().enumerate().flat_map(move |(at, one)| {
        let later = sessions.iter().skip(at + 1);
        later.take_while(move |other| other.0.start < one.0.end).map(move |other| (*one, *other))
    })
}

/// A clash of some sessions.
pub(super) fn clash(kind: ClashKind, sessions: &[&Session], reason: Text) -> Clash {
    let mut days: Vec<_> = sessions.iter().map(|session| session.local_start.date()).collect();
    days.sort_unstable();
    days.dedup();
    let mut ids: Vec<_> = sessions.iter().map(|session| session.id.clone()).collect();
    ids.sort_unstable();
    ids.dedup();
    Clash { days, kind, sessions: ids, reason }
}

/// The end of a session on the wall clock.
pub(super) fn local_end(session: &Session) -> chrono::NaiveDateTime {
    local_time::to_local(session.end, session.timezone)
}
