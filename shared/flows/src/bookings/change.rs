//! Changing a booking: by its link, or by staff.

use domain::Instant;
use domain::booking::{self, Booking, BookingPerson, BookingRefusal, Decided, Subject, Wish};
use domain::event::Actor;
use domain::ids::BookingId;
use store::repos::bookings::LoadedBooking;
use store::{Store, TableError, Transaction};

use super::book::taken;
use super::open::{Ask, Asker, BookingError, TRIES, open};
use super::own::in_the_way;
use crate::error::FlowError;

/// How a change is decided.
type Decide<'a> = &'a (dyn Fn(Booking, Instant) -> Result<Decided, BookingRefusal> + Sync);

/// Changes a booking within its session by `decide`, which may be asked more
/// than once; over `version`, where one is named. Two reads and one commit.
async fn change(
    store: &Store,
    id: &BookingId,
    version: Option<u64>,
    decide: Decide<'_>,
) -> Result<LoadedBooking, BookingError> {
    for _ in 0..TRIES {
        let before = load(store, id, version).await?;
        let decided = decide(before.booking.clone(), store.now())?;
        if decided.events.is_empty() {
            return Ok(before);
        }
        let fullness = store.bookings().fullness(&[&before.booking.slot.session]).await?;
        let mut tx = Transaction::new();
        store.bookings().save(&mut tx, &before, &decided, &fullness);
        match store.commit(tx).await {
            Ok(()) => return Ok(after(before, decided)),
            Err(TableError::Conflict { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(TableError::Contended.into())
}

async fn load(store: &Store, id: &BookingId, version: Option<u64>) -> Result<LoadedBooking, BookingError> {
    let before = store.bookings().load(id).await?.ok_or(FlowError::NotFound)?;
    match version {
        Some(version) if version != before.version => Err(FlowError::ChangedMeanwhile.into()),
        _ => Ok(before),
    }
}

fn after(before: LoadedBooking, decided: Decided) -> LoadedBooking {
    LoadedBooking { booking: decided.booking, person: before.person, version: before.version + 1 }
}

/// Gives a booking back.
pub async fn cancel(
    store: &Store,
    id: &BookingId,
    version: Option<u64>,
    actor: &Actor,
) -> Result<LoadedBooking, BookingError> {
    change(store, id, version, &|booking, now| booking::cancel(booking, now, actor.clone())).await
}

/// Ends what is kept of whoever booked; what is still to come is given back.
/// Two reads and one commit.
pub(crate) async fn erase(store: &Store, id: &BookingId, by: &Actor) -> Result<(), FlowError> {
    for _ in 0..TRIES {
        let found = store.bookings().load(id).await?.ok_or(FlowError::NotFound)?;
        let unchanged = || Decided { booking: found.booking.clone(), events: Vec::new() };
        let decided = if found.booking.slot.start <= store.now() {
            unchanged()
        } else {
            booking::cancel(found.booking.clone(), store.now(), by.clone()).unwrap_or_else(|_| unchanged())
        };
        let fullness = store.bookings().fullness(&[&found.booking.slot.session]).await?;
        let nobody = LoadedBooking { person: None, ..found.clone() };
        let mut tx = Transaction::new();
        store.bookings().save(&mut tx, &nobody, &decided, &fullness);
        store.bookings().erase_person(&mut tx, &found);
        match store.commit(tx).await {
            Ok(()) => return Ok(()),
            Err(TableError::Conflict { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(TableError::Contended.into())
}

/// Takes the seat that is kept for it.
pub async fn take_offer(store: &Store, id: &BookingId, actor: &Actor) -> Result<LoadedBooking, BookingError> {
    change(store, id, None, &|booking, now| booking::take_offer(booking, now, actor.clone())).await
}

/// Notes whether the person came.
pub async fn attend(
    store: &Store,
    id: &BookingId,
    version: Option<u64>,
    came: bool,
    actor: &Actor,
) -> Result<LoadedBooking, BookingError> {
    change(store, id, version, &|booking, now| booking::attend(booking, came, now, actor.clone())).await
}

/// Sends a new link; those sent before hold no more.
pub async fn renew_link(store: &Store, id: &BookingId, actor: &Actor) -> Result<LoadedBooking, BookingError> {
    change(store, id, None, &|booking, now| Ok(booking::renew_link(booking, now, actor.clone()))).await
}

/// Moves a booking to another slot of its agency, at whatever place, and changes
/// what its person wrote, where given: the new seat is taken and the old one
/// given back in one commit, or neither. Four reads and one commit; by its person
/// two queries and a get more, for no other booking of theirs may stand in the
/// way, but for how many there are: a move adds none.
pub async fn move_to(
    store: &Store,
    id: &BookingId,
    version: Option<u64>,
    (ask, person): (&Ask, Option<&BookingPerson>),
    actor: &Actor,
) -> Result<LoadedBooking, BookingError> {
    let mut directory = store.catalogue().read().await?;
    for _ in 0..TRIES {
        let catalogue = &directory.catalogue;
        let before = load(store, id, version).await?;
        let opened = open(store, catalogue, &ask.session).await?;
        // What it was about already goes with it to whatever session.
        opened
            .offers(catalogue, ask.service.as_ref().filter(|asked| before.booking.service.as_ref() != Some(*asked)))?;
        let now = store.now();
        let about = Subject { service: ask.service.clone(), need: ask.need.clone() };
        let wish = Wish::of(&opened.session, ask.local_start, about, &catalogue.working_rules, now)?;
        let own = before.booking.seat.filter(|_| before.booking.slot == wish.slot);
        if own.is_none() && *actor == Actor::Member {
            let found = in_the_way(store, person.or(before.person.as_ref()), (&wish, false), Some(id)).await?;
            if let Some(refusal) = found.filter(|found| *found != BookingRefusal::Enough) {
                return Err(refusal.into());
            }
        }
        let mut tx = Transaction::new();
        let seat = match own {
            Some(seat) => {
                opened.demand_series(&mut tx);
                Some(seat)
            }
            None => {
                opened.demand(catalogue, ask.local_start, &mut tx)?;
                opened.free_seat(store, ask.local_start, Asker::Anybody).await?
            }
        };
        let Some(seat) = seat else { return Err(taken(store, catalogue, &opened).await?) };
        let decided = booking::move_to(before.booking.clone(), wish, seat, now, actor.clone())?;
        let rewritten = person.filter(|person| before.person.as_ref() != Some(*person));
        if decided.booking == before.booking && rewritten.is_none() {
            return Ok(before);
        }
        let old = store.bookings().fullness(&[&before.booking.slot.session]).await?;
        store.bookings().save_with(&mut tx, &before, (&decided, rewritten), &opened.fullness.and(old));
        let directory_at = directory.demand(&mut tx);
        match store.commit(tx).await {
            Ok(()) => {
                let person = rewritten.cloned().or(before.person);
                return Ok(LoadedBooking { booking: decided.booking, person, version: before.version + 1 });
            }
            Err(TableError::Conflict { index }) if index == directory_at => {
                directory = store.catalogue().read().await?;
            }
            Err(TableError::Conflict { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(TableError::Contended.into())
}
