//! What every rule about sessions needs: which overlap, and a clash of some.

use super::{Clash, ClashKind, Planned};
use crate::Text;
use crate::local_time;
use crate::sessions::Session;

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
