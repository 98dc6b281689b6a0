//! A session as somebody finds it who wants a seat in it.

use chrono::NaiveDateTime;
use domain::Instant;
use domain::booking::BookingRefusal;
use domain::catalogue::Catalogue;
use domain::ids::{NeedId, ServiceId, SessionId};
use domain::local_time;
use domain::permanence::Permanence;
use domain::sessions::{Session, agency_off, find_in, is_about, receives};
use store::repos::advisers::Known;
use store::repos::bookings::Fullness;
use store::{Condition, Store, TableError, Transaction, Versioned, keys};

use super::free::FreeSlot;
use crate::error::FlowError;

/// Tries before the caller is asked to come back: each loses to a booking of
/// the same session that was made meanwhile.
pub(super) const TRIES: usize = 60;

/// Which slot somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The session.
    pub session: SessionId,
    /// The slot's local start.
    pub local_start: NaiveDateTime,
    /// What it is about, where said.
    pub service: Option<ServiceId>,
    /// The need that it follows from.
    pub need: Option<NeedId>,
}

/// Why nothing was booked or changed.
#[derive(Debug, thiserror::Error)]
pub enum BookingError {
    /// The rules refuse it.
    #[error(transparent)]
    Refused(#[from] BookingRefusal),
    /// Every seat of the slot is taken; where else there is one.
    #[error("the slot is taken")]
    SlotTaken(Vec<FreeSlot>),
    /// Anything else.
    #[error(transparent)]
    Flow(#[from] FlowError),
}

impl From<TableError> for BookingError {
    fn from(error: TableError) -> Self {
        Self::Flow(error.into())
    }
}

/// Who asks for a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asker {
    /// Somebody new, after those who wait.
    Anybody,
    /// The first who waits.
    Queue,
}

/// A session that somebody asks for, as it stands.
pub(super) struct Opened {
    pub(super) permanence: Versioned<Permanence>,
    pub(super) session: Session,
    pub(super) fullness: Fullness,
    /// The advisers whom its series names, as far as they exist.
    advisers: Vec<Known>,
    /// Bookings that have yet to follow the session to where it is now: a seat
    /// of any slot may be theirs.
    to_come: u32,
}

/// Reads a session: one read, one more where its series continues another, and
/// one where it names advisers. A draft's sessions are not there.
pub(super) async fn open(store: &Store, catalogue: &Catalogue, id: &SessionId) -> Result<Opened, BookingError> {
    let found = store.bookings().open(id).await?;
    let (permanence, fullness) = found.ok_or(FlowError::NotFound)?;
    if !permanence.value.is_published() {
        return Err(FlowError::NotFound.into());
    }
    let session = find_in(&permanence.value, id, catalogue).ok_or(FlowError::NotFound)?;
    let slots: Vec<NaiveDateTime> = session.slots.iter().map(|slot| slot.local_start).collect();
    let now = local_time::to_local(store.now(), session.timezone);
    let mut to_come = fullness.besides(id, &slots, now);
    if let Some((of, (_, day))) = permanence.value.continues.as_ref().zip(id.parts()) {
        // That series has the day no more, so nothing is booked in it any more.
        let taken = store.bookings().taken(&[SessionId::of(of, day)]).await?;
        to_come += taken.iter().map(|taken| taken.besides(&[], now)).sum::<u32>();
    }
    let advisers = store.advisers().known(&permanence.value.advisers).await?;
    Ok(Opened { permanence, session, fullness, advisers, to_come })
}

impl Opened {
    /// Refuses a service that the session is not about.
    pub(super) fn offers(&self, catalogue: &Catalogue, service: Option<&ServiceId>) -> Result<(), BookingRefusal> {
        let own = |service| is_about(catalogue, &self.session, &self.permanence.value, service);
        if service.is_none_or(own) { Ok(()) } else { Err(BookingRefusal::NotItsService) }
    }

    /// Demands in a commit that the series did not change.
    pub(super) fn demand_series(&self, tx: &mut Transaction) {
        tx.check(keys::permanence(&self.permanence.value.id), Condition::Version(self.permanence.version));
    }

    /// Demands in a commit that nothing changed by which a slot is one to be
    /// had: its series, and an adviser who receives people then. Refuses a slot
    /// at which none does, and a closing day of the agency.
    pub(super) fn demand(
        &self,
        catalogue: &Catalogue,
        local_start: NaiveDateTime,
        tx: &mut Transaction,
    ) -> Result<(), BookingRefusal> {
        let (of, session) = (&self.permanence, &self.session);
        self.demand_series(tx);
        let Some(slot) = session.slot(local_start) else { return Ok(()) };
        if agency_off(session, catalogue).is_some() {
            return Err(BookingRefusal::AgencyClosed);
        }
        if of.value.advisers.is_empty() {
            return Ok(());
        }
        let there = self.advisers.iter().find(|known| receives(session, slot, known.named(), catalogue));
        there.ok_or(BookingRefusal::NobodyThere)?.demand(tx);
        Ok(())
    }

    fn is_full(&self, local_start: NaiveDateTime, by: Asker, now: Instant) -> bool {
        let id = &self.session.id;
        let gone = match (by, self.session.slot(local_start)) {
            (Asker::Anybody, Some(slot)) => self.fullness.spoken_for(id, slot, now),
            _ => self.fullness.taken(id, local_start),
        };
        gone + self.to_come >= self.permanence.value.seats
    }

    /// The first free seat of a slot; one query where it has more than one.
    pub(super) async fn free_seat(
        &self,
        store: &Store,
        local_start: NaiveDateTime,
        by: Asker,
    ) -> Result<Option<u32>, TableError> {
        if self.is_full(local_start, by, store.now()) {
            return Ok(None);
        }
        if self.permanence.value.seats == 1 {
            return Ok(Some(0));
        }
        let held = store.bookings().seats(&self.session.id, local_start).await?;
        Ok((0..self.permanence.value.seats).find(|seat| !held.contains(seat)))
    }
}
