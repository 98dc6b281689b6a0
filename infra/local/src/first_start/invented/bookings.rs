//! Invented bookings: the people of the invented needs at the permanences of
//! their own places, over the two weeks before the first start and the two
//! after it.

use anyhow::Context as _;
use chrono::{Days, TimeDelta};
use domain::booking::BookingPerson;
use domain::catalogue::Catalogue;
use domain::event::Actor;
use domain::ids::BookingId;
use domain::ids::SessionId;
use domain::sessions::{Drafts, SessionStatus, Slot, Window, expand_in};
use flows::bookings::{self, Ask, BookingError, Making, New};
use store::Store;
use store::keys::PermanenceList;
use store::repos::idempotency::KeptAnswer;
use store::secrets::digest;

use super::Begun;
use super::needs::{Story, stories};
use super::past::Past;

/// Days around the first start.
const DAYS: u64 = 14;
/// Bookings each person of a need makes.
const EACH: usize = 2;
/// Of so many who booked, one did not come.
const ONE_MISSES_OF: usize = 6;
/// So long before its slot a booking is made, as a rule.
const AHEAD: TimeDelta = TimeDelta::days(6);

/// Books, and notes who came.
pub(super) async fn load(store: &Store, catalogue: &Catalogue, begun: Begun) -> anyhow::Result<()> {
    let past = Past::of(store);
    for (number, story) in stories()?.iter().enumerate() {
        let slots = slots_at(store, catalogue, begun, story).await?;
        for turn in 0..EACH {
            // Spread over the month, the same each time.
            let Some((session, slot)) = slots.get((number * 5 + turn * (slots.len() / 2 + 1)) % slots.len().max(1))
            else {
                continue;
            };
            let id = digest(format!("{}\n{number}\n{turn}", begun.at).as_bytes());
            let id = BookingId::parse(&id[..26]).context("an invented booking's id")?;
            let comes = !(number + turn).is_multiple_of(ONE_MISSES_OF);
            one(&past, begun, story, &Invented { id, session, slot, comes }).await?;
        }
    }
    Ok(())
}

async fn slots_at(
    store: &Store,
    catalogue: &Catalogue,
    begun: Begun,
    story: &Story,
) -> anyhow::Result<Vec<(SessionId, Slot)>> {
    let today = begun.today();
    let from = today.checked_sub_days(Days::new(DAYS)).unwrap_or(today);
    let to = today.checked_add_days(Days::new(DAYS + 1)).unwrap_or(today);
    let window = Window::new(from, to)?;
    let list = PermanenceList::Location(story.location.clone());
    let permanences = store.permanences().list(&list, from).await?;
    let sessions = permanences.iter().flat_map(|one| expand_in(one, window, Drafts::Hidden, catalogue));
    let held = sessions.filter(|session| session.status == SessionStatus::Scheduled);
    let mut slots: Vec<_> =
        held.flat_map(|session| session.slots.into_iter().map(move |slot| (session.id.clone(), slot))).collect();
    slots.sort_by_key(|(session, slot)| (slot.start, session.clone()));
    Ok(slots)
}

/// A booking that is invented.
struct Invented<'a> {
    id: BookingId,
    session: &'a SessionId,
    slot: &'a Slot,
    /// Whether its person comes.
    comes: bool,
}

async fn one(past: &Past, begun: Begun, story: &Story, booking: &Invented<'_>) -> anyhow::Result<()> {
    let Invented { id, session, slot, comes } = booking;
    let store = &past.store;
    past.set(slot.start.plus(-AHEAD).min(begun.at.plus(-TimeDelta::hours(1))));
    if store.bookings().load(id).await?.is_some() {
        return Ok(());
    }
    let person = BookingPerson {
        contact: Some(story.contact.clone()),
        name: None,
        company: Some(story.member.name.clone()),
        note: None,
    };
    let ask = Ask { session: (*session).clone(), local_start: slot.local_start, service: None, need: None };
    let claim = store.idempotency().claim("schedule", "invented", id.as_str(), b"");
    let new = New { id: id.clone(), ask, person, actor: Actor::Member };
    let kept = |_: &_| KeptAnswer {
        fingerprint: claim.fingerprint.clone(),
        status: 201,
        body: String::new(),
        location: None,
        etag: None,
    };
    match bookings::make(store, Making::Booking, &new, &claim, kept).await {
        Ok(_) => {}
        // Somebody invented had the slot before.
        Err(BookingError::SlotTaken(_) | BookingError::Refused(_)) => return Ok(()),
        Err(error) => return Err(error.into()),
    }
    past.let_mails_leave().await?;
    if slot.end < begun.at {
        past.set(slot.end);
        bookings::attend(store, id, None, *comes, &Actor::Host(story.location.clone())).await?;
        past.let_mails_leave().await?;
    }
    Ok(())
}
