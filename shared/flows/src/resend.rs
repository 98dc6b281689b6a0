//! Sending a dead delivery again, by a person's decision, and which ones still
//! have something to tell.

use std::collections::{BTreeMap, BTreeSet};

use domain::effect::{Effect, MemberStep};
use domain::ids::{AdviserId, AgencyId, BookingId, NeedId, StaffId};
use domain::need::NeedCase;
use store::repos::bookings::LoadedBooking;
use store::repos::deliveries::{Delivery, DeliveryKind, DeliveryStatus};
use store::{Store, TableError, Transaction};

use crate::post::{booking_mail, need_mail};

/// Why a delivery was not sent again.
#[derive(Debug, thiserror::Error)]
pub enum ResendError {
    /// There is no such delivery, or it is not dead.
    #[error("no dead delivery of that id")]
    NotDead,
    /// The mail would say nothing any more, so none would leave.
    #[error("the mail has nothing to tell any more")]
    NothingToTell,
    /// The table failed.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// Puts a dead delivery back to be tried from the start, at once. Where its mail
/// would say nothing any more, so that none would leave, it stays as it is. Two
/// reads, one commit; a query more for a mail that takes a request back.
pub async fn resend(store: &Store, aggregate: &str, id: &str) -> Result<(), ResendError> {
    let before = store.deliveries().load(aggregate, id).await?.ok_or(ResendError::NotDead)?;
    if before.value.status != DeliveryStatus::Dead {
        return Err(ResendError::NotDead);
    }
    if !tells(store, &before.value).await? {
        return Err(ResendError::NothingToTell);
    }
    let after = Delivery {
        status: DeliveryStatus::Waiting,
        attempts: 0,
        sending: before.value.sending + 1,
        ended_at: None,
        due_at: store.now(),
        ..before.value.clone()
    };
    let mut tx = Transaction::new();
    store.deliveries().save(&mut tx, &before, &after);
    tx.wake();
    match store.commit(tx).await {
        Err(TableError::Conflict { .. }) => Err(ResendError::NotDead),
        other => Ok(other?),
    }
}

/// Whether a delivery about this need would do or tell something, as far as the
/// case says.
pub fn of_case_tells(case: &NeedCase, delivery: &Delivery) -> bool {
    match &delivery.kind {
        DeliveryKind::Need { effect, .. } => delivery.is_act() || need_mail::says_something(case, effect),
        _ => true,
    }
}

async fn tells(store: &Store, delivery: &Delivery) -> Result<bool, TableError> {
    let tells = tell(store, std::slice::from_ref(delivery)).await?.contains(&true);
    match &delivery.kind {
        DeliveryKind::Need { need, effect: Effect::ReferralWithdrawnMail { agency } } if tells => {
            need_mail::heard_of_it(store, need, agency).await
        }
        _ => Ok(tells),
    }
}

/// Whether each of these would do or tell something; of a mail that takes a
/// request back, whether its agency ever heard of the request, [`resend`] alone
/// looks. A get for a hundred rows of needs, one for fifty bookings, one for
/// fifty advisers, and a query for the staff; none where none of them is told of.
pub async fn tell(store: &Store, deliveries: &[Delivery]) -> Result<Vec<bool>, TableError> {
    let told = ToldOf::load(store, deliveries).await?;
    Ok(deliveries.iter().map(|delivery| told.tells(store, delivery)).collect())
}

/// What deliveries tell of.
struct ToldOf {
    cases: BTreeMap<NeedId, NeedCase>,
    bookings: BTreeMap<BookingId, LoadedBooking>,
    advisers: BTreeSet<AdviserId>,
    /// Who may sign in.
    staff: BTreeSet<StaffId>,
}

impl ToldOf {
    async fn load(store: &Store, deliveries: &[Delivery]) -> Result<Self, TableError> {
        let mut needs: BTreeMap<NeedId, BTreeSet<AgencyId>> = BTreeMap::new();
        let (mut bookings, mut advisers, mut staff) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for delivery in deliveries.iter().filter(|delivery| !delivery.is_act()) {
            match &delivery.kind {
                DeliveryKind::Need { need, effect } => {
                    needs.entry(need.clone()).or_default().extend(agencies(effect).iter().cloned());
                }
                DeliveryKind::Booking { booking, .. } => drop(bookings.insert(booking.clone())),
                DeliveryKind::AdviserCalendar { adviser } => drop(advisers.insert(adviser.clone())),
                DeliveryKind::SignIn { staff: id, .. } | DeliveryKind::Invitation { staff: id, .. } => {
                    staff.insert(id.clone());
                }
            }
        }
        let ids: Vec<BookingId> = bookings.into_iter().collect();
        let found = store.bookings().load_many(&ids).await?;
        let bookings = ids.into_iter().zip(found).filter_map(|(id, found)| Some((id, found?))).collect();
        let asked: Vec<AdviserId> = advisers.into_iter().collect();
        let team = store.advisers().named(&asked).await?;
        let advisers = asked.into_iter().filter(|id| team.get(id).is_some()).collect();
        if !staff.is_empty() {
            let active = store.staff().list().await?.into_iter().filter(|one| one.active);
            staff = active.map(|one| one.id).collect();
        }
        Ok(Self { cases: store.needs().in_part(&needs).await?, bookings, advisers, staff })
    }

    fn tells(&self, store: &Store, delivery: &Delivery) -> bool {
        if delivery.is_act() {
            return true;
        }
        match &delivery.kind {
            DeliveryKind::Need { need, .. } => self.cases.get(need).is_some_and(|case| of_case_tells(case, delivery)),
            DeliveryKind::Booking { booking, effect } => self.bookings.get(booking).is_some_and(|found| {
                let says = |person| booking_mail::says_something(&found.booking, person, effect, store.now());
                found.person.as_ref().is_some_and(says)
            }),
            DeliveryKind::AdviserCalendar { adviser } => self.advisers.contains(adviser),
            DeliveryKind::SignIn { staff, .. } | DeliveryKind::Invitation { staff, .. } => self.staff.contains(staff),
        }
    }
}

/// The agencies whose referrals decide whether a mail tells something.
fn agencies(effect: &Effect) -> &[AgencyId] {
    match effect {
        Effect::ReferralMail { agency } | Effect::ReferralLinkMail { agency } => std::slice::from_ref(agency),
        Effect::MemberMail(MemberStep::Referred { agencies }) => agencies,
        _ => &[],
    }
}
