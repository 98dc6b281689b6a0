//! Who is there to receive people: told when it is asked, and kept nowhere, so
//! that somebody who is back opens their sessions again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveDateTime};
use domain::booking::{Booking, BookingRefusal};
use domain::catalogue::Catalogue;
use domain::clock::BRUSSELS;
use domain::ids::{AdviserId, AgencyId, SessionId};
use domain::local_time;
use domain::permanence::Permanence;
use domain::sessions::{
    Drafts, MAX_WINDOW_DAYS, Session, SessionStatus, Window, agency_off, attend, expand_in, find_in,
};
use store::repos::advisers::Known;
use store::{Store, TableError};

/// Leaves of each session the slots at which one of its series' advisers
/// receives people; one that has none is closed, and one on a closing day of its
/// agency. A read for fifty advisers, none where none is named.
pub async fn close_unattended(
    store: &Store,
    catalogue: &Catalogue,
    found: Vec<(&mut Session, &Permanence)>,
) -> Result<(), TableError> {
    let is_held = |session: &Session| session.status == SessionStatus::Scheduled;
    let asked =
        |session: &Session, of: &Permanence| !of.advisers.is_empty() || agency_off(session, catalogue).is_some();
    let held: Vec<_> = found.into_iter().filter(|(session, of)| is_held(session) && asked(session, of)).collect();
    let named: BTreeSet<AdviserId> = held.iter().flat_map(|(_, of)| of.advisers.iter().cloned()).collect();
    let known = store.advisers().known(&Vec::from_iter(named)).await?;
    let known: BTreeMap<&AdviserId, &Known> = known.iter().map(|one| (&one.adviser().id, one)).collect();
    for (session, of) in held {
        let there: Vec<_> = of.advisers.iter().filter_map(|id| known.get(id)).map(|one| one.named()).collect();
        attend(session, &there, catalogue);
    }
    Ok(())
}

/// Why nobody receives people at the time of a booking, as things stand; `None`
/// where somebody does. What its session loses otherwise, as by a change of its
/// series, is told by that. A read where the series names advisers.
pub(super) async fn nobody_at(
    store: &Store,
    catalogue: &Catalogue,
    (booking, of): (&Booking, &Permanence),
) -> Result<Option<BookingRefusal>, TableError> {
    let slot = booking.slot.local_start;
    let found = find_in(of, &booking.slot.session, catalogue);
    let Some(mut session) = found.filter(|session| session.slot(slot).is_some()) else { return Ok(None) };
    close_unattended(store, catalogue, vec![(&mut session, of)]).await?;
    Ok(match session.slot(slot) {
        Some(_) => None,
        None if agency_off(&session, catalogue).is_some() => Some(BookingRefusal::AgencyClosed),
        None => Some(BookingRefusal::NobodyThere),
    })
}

/// A session to come at which nobody is, or nobody at some of its times.
#[derive(Debug, Clone, PartialEq)]
pub struct Unattended<'a> {
    /// The session, with the slots that are left.
    pub session: Session,
    /// Its series.
    pub of: &'a Permanence,
    /// Appointments at times at which nobody is.
    pub booked: u32,
    /// All its appointments to come.
    pub all: u32,
    /// Names the absence: the first of the sessions in a row, from tomorrow on,
    /// none of which its adviser attends. Itself where that is one, where it is
    /// today, or where somebody is there at some of its times.
    pub absence: SessionId,
}

/// The sessions of the coming 92 days that are closed, and those of which a
/// time that people booked is, in order of time; of those on a closing day of
/// their agency the ones that people booked. A read for fifty advisers, and one
/// for a hundred such sessions.
pub async fn unattended<'a>(
    store: &Store,
    catalogue: &Catalogue,
    permanences: &'a [Permanence],
) -> Result<Vec<Unattended<'a>>, TableError> {
    let now = store.now();
    let today = now.day_in(BRUSSELS);
    let last = today.checked_add_days(Days::new(MAX_WINDOW_DAYS.unsigned_abs())).unwrap_or(today);
    let Ok(window) = Window::new(today, last) else { return Ok(Vec::new()) };
    let some_close = catalogue.agencies.values().any(|agency| !agency.closures.is_empty());
    let naming = permanences.iter().filter(|of| some_close || !of.advisers.is_empty());
    let sessions_of = |of| expand_in(of, window, Drafts::Hidden, catalogue).into_iter().map(move |one| (one, of));
    let mut sessions: Vec<(Session, &Permanence)> =
        naming.flat_map(sessions_of).filter(|(session, _)| now < session.end).collect();
    let had: Vec<usize> = sessions.iter().map(|(session, _)| session.slots.len()).collect();
    close_unattended(store, catalogue, sessions.iter_mut().map(|(session, of)| (session, *of)).collect()).await?;
    let mut absences = absences(&sessions, catalogue, today);
    let touched: Vec<_> = sessions
        .into_iter()
        .zip(had)
        .filter_map(|((session, of), had)| {
            (session.closed.is_some() || session.slots.len() < had).then_some((session, of))
        })
        .collect();
    let ids: Vec<SessionId> = touched.iter().map(|(session, _)| session.id.clone()).collect();
    let taken = store.bookings().taken(&ids).await?;
    let mut found: Vec<Unattended<'_>> = touched
        .into_iter()
        .zip(taken)
        .map(|((session, of), taken)| {
            let left: Vec<NaiveDateTime> = session.slots.iter().map(|slot| slot.local_start).collect();
            let here = local_time::to_local(now, session.timezone);
            let (booked, all) = (taken.besides(&left, here), taken.besides(&[], here));
            let absence = absences.remove(&session.id).unwrap_or_else(|| session.id.clone());
            Unattended { session, of, booked, all, absence }
        })
        .collect();
    let is_seen = |session: &Session| session.closed.is_some() && agency_off(session, catalogue).is_none();
    found.retain(|one| is_seen(&one.session) || one.booked > 0);
    found.sort_by(|a, b| (a.session.start, &a.session.id).cmp(&(b.session.start, &b.session.id)));
    Ok(found)
}

/// Sessions in a row that one adviser does not attend.
#[derive(Debug, Clone, PartialEq)]
pub struct Absent<'a> {
    /// The first.
    pub first: Unattended<'a>,
    /// The others, in order of time.
    pub others: Vec<Unattended<'a>>,
}

impl<'a> Absent<'a> {
    /// By absence, in order of the first session of each; `found` is in order of
    /// time.
    pub fn among(found: Vec<Unattended<'a>>) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for one in found {
            match all.iter_mut().find(|known| known.first.absence == one.absence) {
                Some(known) => known.others.push(one),
                None => all.push(Self { first: one, others: Vec::new() }),
            }
        }
        all
    }

    /// All its sessions, in order of time.
    pub fn sessions(&self) -> impl Iterator<Item = &Unattended<'a>> {
        std::iter::once(&self.first).chain(&self.others)
    }
}

/// Of each session from tomorrow on at which nobody is, the first of those in a
/// row that its adviser does not attend; of a series with several advisers, the
/// first of them. A closing day of the agency is nobody's absence.
fn absences(
    sessions: &[(Session, &Permanence)],
    catalogue: &Catalogue,
    today: NaiveDate,
) -> BTreeMap<SessionId, SessionId> {
    let is_held = |session: &Session| {
        let is_to_come = session.status == SessionStatus::Scheduled && today < session.local_start.date();
        is_to_come && agency_off(session, catalogue).is_none()
    };
    let held = sessions.iter().filter(|(session, _)| is_held(session));
    let mut held: Vec<((&AdviserId, &AgencyId), &Session)> =
        held.filter_map(|(session, of)| Some(((of.advisers.first()?, &session.agency), session))).collect();
    held.sort_by(|a, b| (a.0, a.1.start, &a.1.id).cmp(&(b.0, b.1.start, &b.1.id)));
    let mut found: BTreeMap<SessionId, SessionId> = BTreeMap::new();
    let mut since: Option<((&AdviserId, &AgencyId), &SessionId)> = None;
    for (adviser, session) in held {
        since = since.filter(|(of, _)| *of == adviser && session.closed.is_some());
        if session.closed.is_some() {
            let (_, first) = *since.get_or_insert((adviser, &session.id));
            found.insert(session.id.clone(), first.clone());
        }
    }
    found
}
