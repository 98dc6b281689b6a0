//! Who is told: the hosts of a place, and its members that asked for it.

use domain::clock::BRUSSELS;
use domain::contact::EmailAddress;
use domain::event::Actor;
use domain::ids::LocationId;
use domain::inform::Reader;
use domain::member::{ConsentKind, MemberEvent, MemberEventKind, Source};
use domain::staff::{Staff, StaffRole};
use domain::{Instant, Language};
use store::repos::members::MemberRecord;
use store::{Store, TableError};

use crate::error::FlowError;
use crate::members::change;

/// A reader, as far as they are still one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    /// Where to write.
    pub(super) email: EmailAddress,
    /// What they are called.
    pub(super) name: Option<String>,
    /// The language that they read, where known.
    pub(super) language: Option<Language>,
    /// Their place.
    pub(super) place: LocationId,
}

/// A host, where they may sign in for `place`, or for any.
pub(super) fn host(staff: &Staff, place: Option<&LocationId>) -> Option<Told> {
    let StaffRole::Host { location } = &staff.role else { return None };
    let here = staff.active && place.is_none_or(|place| place == location);
    here.then(|| Told {
        email: staff.email.clone(),
        name: Some(staff.name.clone()),
        language: staff.language,
        place: location.clone(),
    })
}

/// A member, where it is hosted at `place`, or anywhere, today, and asked for it.
pub(super) fn member(store: &Store, record: &MemberRecord, place: Option<&LocationId>) -> Option<Told> {
    let case = &record.case;
    let (email, language) = case.contact()?;
    let location = case.member.location()?;
    let today = store.now().day_in(BRUSSELS);
    let here = place.is_none_or(|place| place == location) && case.member.hosted_on(today);
    (here && case.has_agreed(ConsentKind::Digest)).then(|| Told {
        email,
        name: case.person_text("contact_role").map(str::to_owned),
        language,
        place: location.clone(),
    })
}

/// A reader as they stand now: a read, or a query.
pub(super) async fn find(
    store: &Store,
    reader: &Reader,
    place: Option<&LocationId>,
) -> Result<Option<Told>, TableError> {
    Ok(match reader {
        Reader::Host(id) => store.staff().load(id).await?.and_then(|found| host(&found.value, place)),
        Reader::Member(id) => store.members().load(id).await?.and_then(|found| member(store, &found.value, place)),
    })
}

/// Whether somebody with an address wants digests and news: one read.
pub async fn is_told(store: &Store, email: &EmailAddress) -> Result<bool, TableError> {
    store.monthly().is_off(&store.monthly().reader(email)).await.map(|off| !off)
}

/// Notes whether somebody with an address wants digests and news: one commit.
pub async fn set_told(store: &Store, email: &EmailAddress, wanted: bool) -> Result<(), TableError> {
    store.monthly().set_off(&store.monthly().reader(email), !wanted).await
}

/// Ends digests and news for a reader, whoever else has their address; a member's
/// consent is taken back. Again it changes nothing, and so does a reader who is
/// no more. Four reads, two commits.
pub async fn end(store: &Store, reader: &Reader) -> Result<(), FlowError> {
    match reader {
        Reader::Host(id) => {
            if let Some(found) = store.staff().load(id).await? {
                set_told(store, &found.value.email, false).await?;
            }
        }
        Reader::Member(id) => {
            let Some(found) = store.members().load(id).await? else { return Ok(()) };
            if let Some((email, _)) = found.value.case.contact() {
                set_told(store, &email, false).await?;
            }
            match change(store, id, None, |record, _, now| Ok(without_digest(record, now))).await {
                Ok(_) | Err(FlowError::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(())
}

/// The record with the consent to digests taken back, and the event that says so.
fn without_digest(record: &MemberRecord, now: Instant) -> (MemberRecord, Vec<MemberEvent>) {
    let mut after = record.clone();
    if !record.case.has_agreed(ConsentKind::Digest) {
        return (after, Vec::new());
    }
    after.case.end_consents(|kind| kind == ConsentKind::Digest, now.day_in(BRUSSELS));
    let kind = MemberEventKind::Changed { from: Source::MemberForm, fields: vec!["consents".to_owned()] };
    (after, vec![MemberEvent { at: now, actor: Actor::Member, kind }])
}
