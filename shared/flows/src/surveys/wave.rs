//! A wave among members invites them some at a time; each step says how far it
//! came, so that after a crash the next one goes on there, and nobody is asked
//! twice.

use domain::clock::BRUSSELS;
use domain::ids::{LocationId, MemberId, WaveId};
use domain::member::ConsentKind;
use domain::wave::{Audience, Occasion, Wave};
use store::repos::members::{MemberFilter, MemberRecord};
use store::repos::waves::Progress;
use store::{Store, TableError, Transaction, Versioned};

use super::invite::{invite, invitee};

/// Members of one step.
const AT_ONCE: usize = 20;

/// Invites the next members. A read of the directory's revision and a query; for
/// each member on the list a query, and what inviting costs; a commit.
pub(super) async fn step(store: &Store, id: &WaveId) -> Result<(), TableError> {
    let Some(Versioned { value: wave, .. }) = store.waves().load(id).await? else { return Ok(()) };
    let before = store.waves().progress(id).await?;
    let version = before.as_ref().map(|read| read.version);
    let mut progress = before.map(|read| read.value).unwrap_or_default();
    let now = store.now();
    if progress.done || wave.audience() == Audience::Visitors || now < wave.invites_from() {
        return Ok(());
    }
    let today = now.day_in(BRUSSELS);
    if wave.is_open(today) {
        let catalogue = store.catalogue().load().await?;
        // At a place that has closed nobody receives companies any more.
        let asks_at = |place: &LocationId| {
            wave.covers(Some(place)) && catalogue.locations.get(place).is_some_and(|found| found.open_on(today))
        };
        let after = progress.after.take();
        let (entries, next) = store.members().list(&MemberFilter::default(), after, AT_ONCE).await?;
        for entry in entries {
            progress.seen += 1;
            if entry.location.as_ref().is_some_and(asks_at) && asks(store, &wave, &entry.id).await? {
                progress.invited += 1;
            }
        }
        progress.done = next.is_none();
        progress.after = next;
    } else {
        // It was shut before everybody was asked: whoever is left is not.
        progress.done = true;
    }
    save(store, id, &progress, version).await
}

async fn save(store: &Store, id: &WaveId, progress: &Progress, version: Option<u64>) -> Result<(), TableError> {
    let mut tx = Transaction::new();
    store.waves().save_progress(&mut tx, id, progress, version);
    // Another program did the same step.
    TableError::unless_conflict(store.commit(tx).await)
}

/// Asks one member, where the wave is for it; answers whether a mail leaves.
async fn asks(store: &Store, wave: &Wave, member: &MemberId) -> Result<bool, TableError> {
    let Some(Versioned { value: record, .. }) = store.members().load(member).await? else { return Ok(false) };
    let day = store.now().day_in(BRUSSELS);
    if !record.case.member.hosted_on(day) || !is_for(store, wave, &record).await? {
        return Ok(false);
    }
    let occasion = Occasion::Wave { wave: wave.id.clone(), member: member.clone() };
    let Some(invitee) = invitee(store, &occasion).await? else { return Ok(false) };
    invite(store, &occasion, wave, &invitee).await
}

/// Whether a wave is for a member: one of all members for who stated a need,
/// booked, or agreed to be asked; one of those without a visit for who agreed and
/// did neither. Whoever said what they agree to and left this out is asked by
/// none. A query where that is not told by the member itself.
async fn is_for(store: &Store, wave: &Wave, record: &MemberRecord) -> Result<bool, TableError> {
    let agreed = record.case.has_agreed(ConsentKind::SurveyInvitations);
    if !agreed && record.case.person.profile.contains_key("consents") {
        return Ok(false);
    }
    let known = !record.stated.is_empty() || !store.members().bookings(&record.case.member.id).await?.is_empty();
    Ok(match wave.audience() {
        Audience::Visitors => false,
        Audience::Members => known || agreed,
        Audience::WithoutVisit => !known && agreed,
    })
}
