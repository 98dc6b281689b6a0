//! A booking finds the member that it is of: by the need that it follows from, else by
//! its name together with an address or a mail domain. Where it may be of one or of
//! several, a person says of which. By itself it enters nobody: what people write there
//! serves their appointment.

use std::collections::BTreeSet;

use domain::booking::{Booking, BookingPerson, BookingStatus};
use domain::event::Actor;
use domain::ids::{BookingId, LocationId, MemberId};
use domain::member::matching::{Likeness, core_name, is_similar};
use domain::member::{Member, MemberEvent, MemberEventKind, NAME_FIELD, Sent, Source};
use store::repos::bookings::LoadedBooking;
use store::repos::deliveries::{Delivery, Way, Work};
use store::repos::members::{MayBe, Same};
use store::{Condition, Store, TableError, Transaction};

use super::MemberBookingWork;
use super::attach::of_mail;
use super::change::{change_with, enter};
use crate::error::FlowError;

/// Members that a booking may be of, at most.
const MAY_BE: usize = 5;

/// Joins a booking to the member that it is of, where that is known for sure; where it
/// may be of some, a person is asked. Once it is a member's, a person is asked or said
/// that it is nobody's, this changes nothing. Up to ten reads, one commit.
pub(super) async fn learn_from_booking(store: &Store, id: &BookingId) -> Result<(), FlowError> {
    if store.members().is_placed(id).await? {
        return Ok(());
    }
    let Some(LoadedBooking { booking, person: Some(person), .. }) = store.bookings().load(id).await? else {
        return Ok(());
    };
    let of_need = match &booking.need {
        Some(need) => store.members().of_need(need).await?,
        None => None,
    };
    if let Some(member) = of_need {
        return join(store, &member, &booking, None).await;
    }
    let BookingPerson { contact: Some(contact), company, .. } = person else { return Ok(()) };
    let company = company.unwrap_or_default();
    let of_mail = of_mail(store, &contact.email).await?;
    let sharing: BTreeSet<MemberId> = of_mail.iter().flatten().cloned().collect();
    let known = store.members().companies(&Vec::from_iter(sharing)).await?;
    let is_alike = |member: &Member| is_similar(member.name(), &company);
    let alike: Vec<MemberId> = known.into_iter().flatten().filter(is_alike).map(|member| member.id).collect();
    if let [one] = alike.as_slice() {
        return join(store, one, &booking, None).await;
    }
    let may_be = candidates(store, alike, of_mail, (company.as_str(), &booking.location)).await?;
    if may_be.is_empty() || booking.status == BookingStatus::Cancelled {
        return Ok(());
    }
    let mut tx = Transaction::new();
    store.members().put_doubt(&mut tx, &booking, may_be);
    Ok(TableError::unless_conflict(store.commit(tx).await)?)
}

/// The members that a booking may be of, each with why: several that are alike by name
/// and mail; those of its name at its place; those with its address, or where it names no
/// company with its mail domain. One query at most.
async fn candidates(
    store: &Store,
    several: Vec<MemberId>,
    [with_address, with_domain]: [Vec<MemberId>; 2],
    (company, place): (&str, &LocationId),
) -> Result<Vec<MayBe>, TableError> {
    let (with_domain, with_name) = if company.is_empty() {
        (with_domain, Vec::new())
    } else {
        (Vec::new(), store.members().same(Same::Name(&core_name(company), place.as_str())).await?)
    };
    let mut found: Vec<MayBe> = Vec::new();
    for (members, because) in [
        (several, Likeness::Domain),
        (with_name, Likeness::NameAndPlace),
        (with_address, Likeness::Mail),
        (with_domain, Likeness::Mail),
    ] {
        for member in members {
            if found.len() < MAY_BE && found.iter().all(|known| known.member != member) {
                found.push(MayBe { member, because });
            }
        }
    }
    Ok(found)
}

/// Joins a booking to a member; where a person said so, nobody is asked any more. It is
/// a contact. Three reads, one commit.
async fn join(store: &Store, id: &MemberId, booking: &Booking, said_by: Option<&Actor>) -> Result<(), FlowError> {
    let done = change_with(store, id, None, |record, _, now, tx| {
        let mut after = record.clone();
        let member = &mut after.case.member;
        member.last_contact_at = member.last_contact_at.max(booking.created_at);
        member.meets(&booking.agency);
        store.members().put_booking(tx, member, &booking.id, Condition::Absent);
        if said_by.is_some() {
            store.members().settle_doubt(tx, &booking.id);
            // It is counted again, for it reaches a member now.
            let work = Work::of(&MemberBookingWork { booking: booking.id.clone() })?;
            let delivery = Delivery::new(store.ids().next(), format!("MEMBER#MAIL#{id}"), work, now);
            store.deliveries().create(tx, &delivery, Way::Direct);
        }
        let kind = MemberEventKind::Booked { booking: booking.id.clone() };
        Ok((after, vec![MemberEvent { at: now, actor: said_by.unwrap_or(&Actor::Member).clone(), kind }]))
    });
    done.await.map(|_| ())
}

/// A booking of which a person is to say whose it is.
#[derive(Debug, Clone, PartialEq)]
pub struct InDoubt {
    /// The booking, with its person.
    pub booking: LoadedBooking,
    /// The members that it may be of as far as they still stand, each with why.
    pub may_be: Vec<(Member, Likeness)>,
}

/// A page of bookings of which a person is to say whose they are, and where it goes on. A
/// query and a get for fifty bookings; a get for each, and two for each member that
/// stands no more.
pub async fn in_doubt(
    store: &Store,
    after: Option<String>,
    limit: usize,
) -> Result<(Vec<InDoubt>, Option<String>), TableError> {
    let (doubts, next) = store.members().doubts(after, limit).await?;
    let ids: Vec<BookingId> = doubts.iter().map(|doubt| doubt.booking.clone()).collect();
    let mut all = Vec::new();
    for (doubt, booking) in doubts.into_iter().zip(store.bookings().load_many(&ids).await?) {
        if let Some(booking) = booking.filter(|found| found.person.is_some()) {
            all.push(InDoubt { booking, may_be: standing(store, doubt.may_be).await? });
        }
    }
    Ok((all, next))
}

async fn standing(store: &Store, may_be: Vec<MayBe>) -> Result<Vec<(Member, Likeness)>, TableError> {
    let ids: Vec<MemberId> = may_be.iter().map(|one| one.member.clone()).collect();
    let mut found: Vec<(Member, Likeness)> = Vec::new();
    for (one, known) in may_be.into_iter().zip(store.members().companies(&ids).await?) {
        let member = match known {
            Some(member) => Some(member),
            None => {
                let stays = store.members().stands_for(one.member).await?;
                store.members().companies(&[stays]).await?.pop().flatten()
            }
        };
        if let Some(member) = member.filter(|member| found.iter().all(|(known, _)| known.id != member.id)) {
            found.push((member, one.because));
        }
    }
    Ok(found)
}

/// Whose a booking is, as a person says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// A member's.
    Member(MemberId),
    /// A company's that is no member yet: it is entered by its name, at the place of the
    /// appointment. What the person wrote of themselves is not.
    New,
    /// No member's.
    Nobody,
}

/// A person says whose a booking is; answers the member. Said again it changes nothing;
/// otherwise once it is the booking of a member that stands, somebody said so before.
/// Seven reads and a commit; of a company that is entered up to nine more, and two.
pub async fn say_whose(
    store: &Store,
    id: &BookingId,
    whose: &Whose,
    actor: &Actor,
) -> Result<Option<MemberId>, FlowError> {
    let found = store.bookings().load(id).await?.ok_or(FlowError::NotFound)?;
    store.members().leave_ended(id).await?;
    let said = match whose {
        Whose::Member(member) => member.clone(),
        // The id derives from the booking's, so that a second try enters nobody twice.
        Whose::New => MemberId::parse(id.as_str()).map_err(|_| FlowError::NotFound)?,
        Whose::Nobody => {
            let mut tx = Transaction::new();
            store.members().is_nobodys(&mut tx, &found.booking);
            return match store.commit(tx).await {
                Err(TableError::Conflict { .. }) => Err(FlowError::ChangedMeanwhile),
                done => Ok(done.map(|()| None)?),
            };
        }
    };
    let member = store.members().stands_for(said).await?;
    if is_its(store, id, &member).await? {
        return Ok(Some(member));
    }
    if *whose == Whose::New {
        enter_new(store, &member, &found, actor).await?;
    }
    let joined = join(store, &member, &found.booking, Some(actor)).await;
    // Or somebody said so at the same moment.
    let was_faster = matches!(joined, Err(FlowError::Table(TableError::Contended)));
    if !was_faster || !is_its(store, id, &member).await? {
        joined?;
    }
    Ok(Some(member))
}

/// Whether a booking is this member's; refused where it is another's. One read.
async fn is_its(store: &Store, id: &BookingId, member: &MemberId) -> Result<bool, FlowError> {
    match store.figures().member_of(id).await? {
        Some(known) if known != *member => Err(FlowError::ChangedMeanwhile),
        known => Ok(known.is_some()),
    }
}

/// Enters the company of a booking, told apart from those that it might have been.
async fn enter_new(store: &Store, id: &MemberId, found: &LoadedBooking, actor: &Actor) -> Result<(), FlowError> {
    let company = found.person.as_ref().and_then(|person| person.company.clone()).ok_or(FlowError::NotFound)?;
    let mut others = BTreeSet::new();
    for one in store.members().doubt(&found.booking.id).await?.into_iter().flat_map(|doubt| doubt.may_be) {
        others.insert(store.members().stands_for(one.member).await?);
    }
    let mut tx = Transaction::new();
    for other in &others {
        store.members().are_two(&mut tx, id, other);
    }
    if !tx.is_empty() {
        store.commit(tx).await?;
    }
    let place = Some((found.booking.location.clone(), None));
    let sent = Sent { hosted: None, place, profile: [(NAME_FIELD.to_owned(), company.into())].into() };
    match enter(store, (id.clone(), sent), (Source::Coordinator, actor.clone()), None, |_, _| None).await {
        // Tried before.
        Ok(_) | Err(FlowError::ChangedMeanwhile) => Ok(()),
        Err(error) => Err(error),
    }
}
