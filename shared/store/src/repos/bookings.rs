//! Bookings. Each has a partition of its own with its person, its history and
//! its mails; what it holds of a session stands in the session's permanence: one
//! row for each seat, which only one booking can make, and one row that says
//! how full the slots are, so that a list of sessions reads one row of each.

mod held;
mod taken;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use domain::booking::effect::plan;
use domain::booking::{Booking, BookingPerson, Decided};
use domain::ids::{BookingId, PermanenceId, SessionId};
use domain::permanence::Permanence;

use crate::context::{Store, Versioned, decode};
use crate::error::TableError;
use crate::keys;
use crate::repos::needs::NeedHistory;
use crate::repos::outbox;
use crate::repos::people::{self, Named, Trace};
use crate::table::{Condition, Key, Query};
use crate::transaction::Transaction;

pub use held::{Held, Holders};
use held::{hold, holders};
pub use taken::{Fullness, Taken};
use taken::{off, place};

/// Reads and saves bookings.
pub struct BookingsRepo<'a>(pub(crate) &'a Store);

/// How long a person is kept after the slot: free text of bookings ends twelve
/// months after. Source: `data_protection.retention` of `member_model.json`.
const PERSON_KEPT: TimeDelta = TimeDelta::days(365);

/// A booking as read, with what is needed to save it again.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedBooking {
    /// The booking.
    pub booking: Booking,
    /// Whose it is; `None` once that has ended.
    pub person: Option<BookingPerson>,
    /// Version of the booking's row.
    pub version: u64,
}

impl BookingsRepo<'_> {
    /// A booking with its person: one read.
    pub async fn load(&self, id: &BookingId) -> Result<Option<LoadedBooking>, TableError> {
        let found = self.load_many(std::slice::from_ref(id)).await?;
        Ok(found.into_iter().next().flatten())
    }

    /// Many bookings with their people, in the order asked: one read for 50.
    pub async fn load_many(&self, ids: &[BookingId]) -> Result<Vec<Option<LoadedBooking>>, TableError> {
        let mut loaded = Vec::with_capacity(ids.len());
        for ids in ids.chunks(crate::limits::MAX_KEYS / 2) {
            let keys: Vec<Key> = ids.iter().flat_map(|id| [keys::booking(id), keys::booking_person(id)]).collect();
            for pair in self.0.rows(&keys).await?.chunks(2) {
                let [Some(row), person] = pair else {
                    loaded.push(None);
                    continue;
                };
                let Versioned { value: booking, version } = decode(row)?;
                let person = person.as_ref().map(decode).transpose()?.map(|person| person.value);
                loaded.push(Some(LoadedBooking { booking, person, version }));
            }
        }
        Ok(loaded)
    }

    /// How full sessions are, by id: one read for 100. A session of which no
    /// seat is taken has no row.
    pub async fn taken(&self, sessions: &[SessionId]) -> Result<Vec<Taken>, TableError> {
        let keys: Vec<Key> = sessions.iter().filter_map(keys::taken).collect();
        let mut found = self.0.values_of::<Taken>(&keys).await?.into_iter().map(Option::unwrap_or_default);
        let of = |session: &SessionId| keys::taken(session).and_then(|_| found.next()).unwrap_or_default();
        Ok(sessions.iter().map(of).collect())
    }

    /// A number for each session that rises whenever one of its seats is taken
    /// or given back, or is kept with other words, and with its queues, 0 where
    /// none ever was: one
    /// read for 100. What a calendar says of bookings follows from these.
    pub async fn marks(&self, sessions: &[SessionId]) -> Result<Vec<u64>, TableError> {
        let mut marks = Vec::with_capacity(sessions.len());
        for some in sessions.chunks(crate::limits::MAX_KEYS) {
            let keys: Vec<Key> = some.iter().filter_map(keys::taken).collect();
            marks.extend(self.0.rows(&keys).await?.into_iter().map(|row| row.map_or(0, |row| row.version)));
        }
        Ok(marks)
    }

    /// How full the sessions are that a decision touches: one read.
    pub async fn fullness(&self, sessions: &[&SessionId]) -> Result<Fullness, TableError> {
        let (mut of, mut keys): (Vec<SessionId>, Vec<Key>) = (Vec::new(), Vec::new());
        for session in sessions {
            if let Some(key) = keys::taken(session).filter(|key| !keys.contains(key)) {
                of.push((*session).clone());
                keys.push(key);
            }
        }
        let found = self.0.read_many::<Taken>(&keys).await?;
        let each = |taken: Option<Versioned<Taken>>| match taken {
            Some(taken) => (taken.value, Some(taken.version)),
            None => (Taken::default(), None),
        };
        Ok(Fullness(of.into_iter().zip(found.into_iter().map(each)).collect()))
    }

    /// A session's permanence and how full its slots are: one read, where a
    /// booking begins.
    pub async fn open(&self, session: &SessionId) -> Result<Option<(Versioned<Permanence>, Fullness)>, TableError> {
        let Some(((id, _), key)) = session.parts().zip(keys::taken(session)) else { return Ok(None) };
        let rows = self.0.rows(&[keys::permanence(&id), key]).await?;
        let [Some(permanence), taken] = rows.as_slice() else { return Ok(None) };
        let taken = taken.as_ref().map(decode::<Taken>).transpose()?;
        let of = taken.map_or((Taken::default(), None), |taken| (taken.value, Some(taken.version)));
        Ok(Some((decode(permanence)?, Fullness(BTreeMap::from([(session.clone(), of)])))))
    }

    /// Which seats of a slot are held: one query.
    pub async fn seats(&self, session: &SessionId, local_start: NaiveDateTime) -> Result<Vec<u32>, TableError> {
        let Some((pk, prefix)) = keys::seats(session, Some(local_start)) else { return Ok(Vec::new()) };
        let rows = self.0.all(Query::partition(pk).prefix(&prefix)).await?;
        Ok(rows.iter().filter_map(|row| row.key.sk.rsplit_once('#')?.1.parse().ok()).collect())
    }

    /// Who waits for a seat of a slot, first come first: one query.
    pub async fn queue(&self, session: &SessionId, local_start: NaiveDateTime) -> Result<Vec<BookingId>, TableError> {
        let Some((pk, prefix)) = keys::queues(session, Some(local_start)) else { return Ok(Vec::new()) };
        let held = self.0.values::<Held>(Query::partition(pk).prefix(&prefix)).await?;
        Ok(held.into_iter().map(|held| held.booking).collect())
    }

    /// Everybody of one session: one query.
    pub async fn of_session(&self, session: &SessionId) -> Result<Holders, TableError> {
        let Some((pk, prefix)) = keys::day(session) else { return Ok(Holders::default()) };
        holders(&self.0.all(Query::partition(pk).prefix(&prefix)).await?)
    }

    /// Everybody of a permanence whose series' day is `day` or later: one query.
    pub async fn of_permanence(&self, permanence: &PermanenceId, day: NaiveDate) -> Result<Holders, TableError> {
        let mut query = Query::partition(keys::permanence_partition(permanence));
        query.from = Some(keys::days_from(day));
        query.to = Some(keys::DAYS_END.to_owned());
        holders(&self.0.all(query).await?)
    }

    /// What happened to a booking and which mails were made for it: two queries.
    pub async fn history(&self, id: &BookingId) -> Result<NeedHistory, TableError> {
        NeedHistory::of(self.0, &keys::booking_partition(id)).await
    }

    /// Adds a new booking. Its seat is the first write: a conflict there means
    /// that the seat is taken.
    pub fn create(&self, tx: &mut Transaction, decided: &Decided, person: &BookingPerson, fullness: &Fullness) {
        let booking = &decided.booking;
        hold(tx, None, booking, fullness);
        tx.create(keys::booking(&booking.id), booking);
        tx.put_if(keys::booking_person(&booking.id), person, Condition::Absent, Some(person_ends(booking)));
        self.put_names(tx, booking, None, Some(person));
        tx.record(
            &keys::booking_partition(&booking.id),
            1,
            &decided.events,
            outbox::have_effects(&decided.events, !plan(&decided.events).is_empty()),
        );
    }

    /// Saves a changed booking over the version read; its person stays. A new
    /// seat is the first write.
    pub fn save(&self, tx: &mut Transaction, before: &LoadedBooking, decided: &Decided, fullness: &Fullness) {
        self.save_with(tx, before, (decided, None), fullness);
    }

    /// Saves a changed booking as [`Self::save`] does, with its person where that
    /// changed too.
    pub fn save_with(
        &self,
        tx: &mut Transaction,
        before: &LoadedBooking,
        (decided, rewritten): (&Decided, Option<&BookingPerson>),
        fullness: &Fullness,
    ) {
        let booking = &decided.booking;
        hold(tx, Some(&before.booking), booking, fullness);
        tx.replace(keys::booking(&booking.id), booking, before.version);
        let lives_on = person_ends(booking) != person_ends(&before.booking);
        if let Some(person) = rewritten.or(before.person.as_ref().filter(|_| lives_on)) {
            tx.put_if(keys::booking_person(&booking.id), person, Condition::Any, Some(person_ends(booking)));
            self.put_names(tx, booking, before.person.as_ref(), Some(person));
        }
        // No session leads to it any more: who looks through all that people wrote
        // finds it here.
        if place(booking).is_none() && (rewritten.is_some() || before.person.is_some()) {
            let held = Held { booking: booking.id.clone() };
            tx.put_if(off(booking), &held, Condition::Any, Some(person_ends(booking)));
        }
        tx.record(
            &keys::booking_partition(&booking.id),
            before.version + 1,
            &decided.events,
            outbox::have_effects(&decided.events, !plan(&decided.events).is_empty()),
        );
    }

    /// Adds the end of a person's data to a transaction. Nobody is asked any more which
    /// member they are of.
    pub fn erase_person(&self, tx: &mut Transaction, before: &LoadedBooking) {
        tx.delete(keys::booking_person(&before.booking.id), Condition::Any);
        self.0.members().settle_doubt(tx, &before.booking.id);
        if place(&before.booking).is_none() {
            tx.delete(off(&before.booking), Condition::Any);
        }
        self.put_names(tx, &before.booking, before.person.as_ref(), None);
    }

    fn put_names(
        &self,
        tx: &mut Transaction,
        booking: &Booking,
        before: Option<&BookingPerson>,
        after: Option<&BookingPerson>,
    ) {
        let named = |person: &BookingPerson| match &person.contact {
            Some(contact) => Named { email: Some(contact.email.clone()), name: contact.name.clone() },
            None => Named { email: None, name: person.name.clone().unwrap_or_default() },
        };
        let (before, after) = (before.map(named), after.map(named));
        let after = after.as_ref().map(|named| (named, person_ends(booking)));
        people::put(tx, self.0.secrets(), &Trace::Booking(booking.id.clone()), before.as_ref(), after);
    }
}

/// When the person's row ends, in Unix seconds.
pub(super) fn person_ends(booking: &Booking) -> i64 {
    booking.slot.end.plus(PERSON_KEPT).seconds()
}
