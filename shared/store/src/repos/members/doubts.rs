//! Bookings of which nothing tells for sure whose they are, until a person says so.
//! The rows hold ids only, and end with the booking's person.

use domain::booking::Booking;
use domain::ids::{BookingId, MemberId};
use domain::member::matching::Likeness;
use serde::{Deserialize, Serialize};

use super::MembersRepo;
use crate::error::TableError;
use crate::keys;
use crate::repos::bookings::person_ends;
use crate::table::{Condition, Query};
use crate::transaction::Transaction;

/// A booking that may be of one of these members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// The booking.
    pub booking: BookingId,
    /// The members, those that are most alike first.
    pub may_be: Vec<MayBe>,
}

/// A member that a booking may be of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MayBe {
    /// The member.
    pub member: MemberId,
    /// Why.
    pub because: Likeness,
}

impl MembersRepo<'_> {
    /// A page of bookings of which a person is to say whose they are, and where it goes
    /// on: one query.
    pub async fn doubts(
        &self,
        after: Option<String>,
        limit: usize,
    ) -> Result<(Vec<Doubt>, Option<String>), TableError> {
        self.0.page_of(&Query::partition(keys::MEMBER_DOUBTS).after(after).limit(limit)).await
    }

    /// One of them: one read.
    pub async fn doubt(&self, booking: &BookingId) -> Result<Option<Doubt>, TableError> {
        self.0.value(keys::member_doubt(keys::MEMBER_DOUBTS, booking)).await
    }

    /// Whether a booking is a member's, or a person is asked about it or said that it is
    /// nobody's: one read.
    pub async fn is_placed(&self, booking: &BookingId) -> Result<bool, TableError> {
        let places = [
            keys::member_of_booking(booking),
            keys::member_doubt(keys::MEMBER_DOUBTS, booking),
            keys::member_doubt(keys::MEMBER_NOBODYS, booking),
        ];
        Ok(self.0.rows(&places).await?.iter().any(Option::is_some))
    }

    /// A person is asked whose a booking is; a conflict where somebody said so meanwhile.
    pub fn put_doubt(&self, tx: &mut Transaction, booking: &Booking, may_be: Vec<MayBe>) {
        tx.check(keys::member_of_booking(&booking.id), Condition::Absent);
        tx.check(keys::member_doubt(keys::MEMBER_NOBODYS, &booking.id), Condition::Absent);
        let doubt = Doubt { booking: booking.id.clone(), may_be };
        let key = keys::member_doubt(keys::MEMBER_DOUBTS, &booking.id);
        tx.put_if(key, &doubt, Condition::Any, Some(person_ends(booking)));
    }

    /// Nobody is asked any more whose a booking is, nor is it no member's.
    pub fn settle_doubt(&self, tx: &mut Transaction, booking: &BookingId) {
        tx.delete(keys::member_doubt(keys::MEMBER_DOUBTS, booking), Condition::Any);
        tx.delete(keys::member_doubt(keys::MEMBER_NOBODYS, booking), Condition::Any);
    }

    /// A booking whose member is no more is nobody's again. One read, one more where it
    /// has a member; a commit where that one ended.
    pub async fn leave_ended(&self, booking: &BookingId) -> Result<(), TableError> {
        let key = keys::member_of_booking(booking);
        let Some(of) = self.0.read::<MemberId>(key.clone()).await? else { return Ok(()) };
        if self.companies(&[of.value]).await?.iter().any(Option::is_some) {
            return Ok(());
        }
        let mut tx = Transaction::new();
        tx.delete(key, Condition::Version(of.version));
        TableError::unless_conflict(self.0.commit(tx).await)
    }

    /// A person said that it is no member's: remembered; a conflict where it is one's.
    pub fn is_nobodys(&self, tx: &mut Transaction, booking: &Booking) {
        tx.check(keys::member_of_booking(&booking.id), Condition::Absent);
        tx.delete(keys::member_doubt(keys::MEMBER_DOUBTS, &booking.id), Condition::Any);
        let key = keys::member_doubt(keys::MEMBER_NOBODYS, &booking.id);
        tx.put_if(key, &(), Condition::Any, Some(person_ends(booking)));
    }
}
