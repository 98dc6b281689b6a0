//! Making a booking.

use domain::Instant;
use domain::booking::{self, Booking, BookingPerson, BookingRefusal, Decided, Subject, Wish};
use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::ids::BookingId;
use store::repos::idempotency::{Claim, KeptAnswer};
use store::{Store, TableError, Transaction};

use super::free::next_free;
use super::open::{Ask, Asker, BookingError, Opened, TRIES, open};
use super::own::in_the_way;
use crate::error::FlowError;

/// A booking that somebody wants.
#[derive(Debug, Clone)]
pub struct New {
    /// Its id, should it be made.
    pub id: BookingId,
    /// Which slot.
    pub ask: Ask,
    /// Whose it is.
    pub person: BookingPerson,
    /// Who makes it.
    pub actor: Actor,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Booked {
    /// The answer, now kept for the claim.
    pub answer: KeptAnswer,
    /// The booking, where this request made it; else an earlier one with the
    /// same claim did.
    pub booking: Option<Booking>,
}

/// What is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Making {
    /// A booking, which needs a free seat.
    Booking,
    /// A place in the queue of a slot that is full.
    QueuePlace,
    /// A note of somebody who came without having booked; takes no seat.
    WalkIn,
}

impl Making {
    fn decide(self, new: &New, wish: Wish, seat: Option<u32>, now: Instant) -> Result<Decided, BookingRefusal> {
        let (id, actor) = (new.id.clone(), new.actor.clone());
        match (self, seat) {
            (Self::Booking, Some(seat)) => Ok(booking::book(id, wish, seat, now, actor)),
            (Self::Booking, None) => Err(BookingRefusal::NoSlot),
            (Self::QueuePlace, None) => Ok(booking::join_queue(id, wish, now, actor)),
            (Self::QueuePlace, Some(_)) => Err(BookingRefusal::Free),
            (Self::WalkIn, _) => Ok(booking::walk_in(id, wish, now, actor)),
        }
    }
}

/// Makes it. Two reads (the directory's revision; the presence with how full
/// its session is) and one commit; a slot of more seats than one costs a query
/// more, a series that names advisers a read. What the same address has already
/// costs a query, where it is known two and a get for fifty bookings: whoever
/// books for themselves is held to [`booking::in_the_way`], staff who book for
/// somebody only where all seats are taken, and one is theirs. Where the slot is
/// taken, a few free ones are looked for. A repetition answers as the first
/// request was answered, also when it could not be made any more.
pub async fn make(
    store: &Store,
    making: Making,
    new: &New,
    claim: &Claim,
    answer: impl Fn(&Booking) -> KeptAnswer + Send + Sync,
) -> Result<Booked, BookingError> {
    match try_make(store, making, new, claim, &answer).await {
        Err(refused @ (BookingError::Refused(_) | BookingError::SlotTaken(_))) => {
            match store.idempotency().find(claim).await? {
                Some(kept) if kept.fingerprint == claim.fingerprint => Ok(Booked { answer: kept, booking: None }),
                Some(_) => Err(FlowError::KeyReused.into()),
                None => Err(refused),
            }
        }
        done => done,
    }
}

async fn try_make(
    store: &Store,
    making: Making,
    new: &New,
    claim: &Claim,
    answer: &(impl Fn(&Booking) -> KeptAnswer + Sync),
) -> Result<Booked, BookingError> {
    let mut directory = store.catalogue().read().await?;
    let Ask { session, local_start, service, need } = &new.ask;
    for _ in 0..TRIES {
        let catalogue = &directory.catalogue;
        let opened = open(store, catalogue, session).await?;
        opened.offers(catalogue, service.as_ref())?;
        if making == Making::WalkIn && store.now() < opened.session.start {
            return Err(BookingRefusal::NotYet.into());
        }
        // Who walked in, came to a slot that has begun.
        let by = if making == Making::WalkIn { Instant::new(chrono::DateTime::UNIX_EPOCH) } else { store.now() };
        let about = Subject { service: service.clone(), need: need.clone() };
        let wish = Wish::of(&opened.session, *local_start, about, &catalogue.working_rules, by)?;
        let mut tx = Transaction::new();
        if making == Making::WalkIn {
            opened.demand_series(&mut tx);
        } else {
            opened.demand(catalogue, *local_start, &mut tx)?;
        }
        let seat =
            if making == Making::WalkIn { None } else { opened.free_seat(store, *local_start, Asker::Anybody).await? };
        let for_themselves = new.actor == Actor::Member;
        if making != Making::WalkIn && (for_themselves || seat.is_none()) {
            let found = in_the_way(store, Some(&new.person), (&wish, making == Making::QueuePlace), None).await?;
            if let Some(refusal) = found.filter(|found| for_themselves || *found == BookingRefusal::Already) {
                return Err(refusal.into());
            }
        }
        if seat.is_none() && making == Making::Booking {
            return Err(taken(store, catalogue, &opened).await?);
        }
        let decided = making.decide(new, wish, seat, store.now())?;
        let kept = answer(&decided.booking);
        store.bookings().create(&mut tx, &decided, &new.person, &opened.fullness);
        let claim_at = tx.len();
        store.idempotency().keep(&mut tx, claim, &kept);
        let directory_at = directory.demand(&mut tx);
        match store.commit(tx).await {
            Ok(()) => return Ok(Booked { answer: kept, booking: Some(decided.booking) }),
            Err(TableError::Conflict { index }) if index == claim_at => {
                let answer = answered_before(store, claim).await?;
                return Ok(Booked { answer, booking: None });
            }
            // A place closed, perhaps: it is judged by the directory as it is now.
            Err(TableError::Conflict { index }) if index == directory_at => {
                directory = store.catalogue().read().await?;
            }
            Err(TableError::Conflict { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(TableError::Contended.into())
}

/// The slot is taken; where else there is a seat.
pub(super) async fn taken(store: &Store, catalogue: &Catalogue, opened: &Opened) -> Result<BookingError, BookingError> {
    let session = &opened.session;
    Ok(BookingError::SlotTaken(next_free(store, catalogue, &session.agency, &session.location).await?))
}

async fn answered_before(store: &Store, claim: &Claim) -> Result<KeptAnswer, BookingError> {
    let kept = store.idempotency().find(claim).await?.ok_or(TableError::Contended)?;
    if kept.fingerprint == claim.fingerprint { Ok(kept) } else { Err(FlowError::KeyReused.into()) }
}
